package xengage_test

// Examples of the documentation; they run against the simulator that the environment leads to.

import (
	"context"
	"fmt"
	"log"
	"xengage"
)

func Example() {
	owner, err := xengage.CredentialsFromEnv()
	if err != nil {
		log.Fatal(err)
	}
	client, err := xengage.NewClient(nil)
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	result, err := client.Fetch(context.Background(), owner, &xengage.Request{
		Endpoint:  xengage.EndpointTotals,
		IDs:       []uint64{2120086560568246272},
		Metrics:   []xengage.Metric{xengage.MetricFavorites},
		Groupings: []xengage.Grouping{{Name: "posts", Dimensions: "tweet.id,engagement.type"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	favorites, err := result.Count(2120086560568246272, xengage.MetricFavorites)
	fmt.Println(favorites, err)
	// Output: 682 <nil>
}

func ExampleTree() {
	result, err := xengage.ParseResult([]byte(`{"posts": {"850006245121695744": {"favorites": "7", "replies": "1"}}}`))
	if err != nil {
		log.Fatal(err)
	}
	tree, err := result.Tree("posts")
	if err != nil {
		log.Fatal(err)
	}
	tree.Root().EachLeaf(func(leaf xengage.Node) bool {
		count, ok := leaf.Count()
		fmt.Println(leaf.Key(), count, ok)
		return true
	})
	// Output:
	// favorites 7 true
	// replies 1 true
}
