// Asks about all Posts of a file (one id a line), says which of them have no counts and why, what all have
// together, and which five got the most engagements. The same program is an example in every language:
// roundup FILE.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"xengage"
)

const best = 5

type post struct {
	id                       uint64
	impressions, engagements int64
}

type roundup struct {
	ids, counted             int
	impressions, engagements int64
	posts                    []post // the best
}

func (r *roundup) add(piece *xengage.Piece) {
	for _, id := range piece.IDs {
		r.ids++
		one, ok := counts(piece.Result, id.ID)
		if !ok {
			reason := strings.TrimPrefix(strings.TrimPrefix(id.Reason.String(), "XENG_"), "ERROR_")
			fmt.Printf("%d: %v, %s\n", id.ID, id.State, reason)
			continue
		}
		r.count(one)
	}
}

func counts(of *xengage.Result, id uint64) (one post, ok bool) {
	if of == nil {
		return one, false
	}
	impressions, err := of.Count(id, xengage.MetricImpressions)
	if err != nil {
		return one, false
	}
	engagements, err := of.Count(id, xengage.MetricEngagements)
	return post{id, impressions, engagements}, err == nil
}

func (r *roundup) count(one post) {
	r.counted++
	r.impressions += one.impressions
	r.engagements += one.engagements
	r.posts = append(r.posts, one)
	sort.Slice(r.posts, func(i, j int) bool {
		a, b := r.posts[i], r.posts[j]
		return a.engagements > b.engagements || a.engagements == b.engagements && a.id < b.id
	})
	if len(r.posts) > best {
		r.posts = r.posts[:best]
	}
}

func (r *roundup) print() {
	fmt.Printf("%d of %d Posts: %d impressions, %d engagements\n", r.counted, r.ids, r.impressions, r.engagements)
	for _, one := range r.posts {
		fmt.Printf("%d: %d engagements, %d impressions\n", one.id, one.engagements, one.impressions)
	}
}

func begin(file string) (*xengage.Job, error) {
	owner, err := xengage.CredentialsFromEnv()
	if err != nil {
		return nil, err
	}
	client, err := xengage.NewClient(nil)
	if err != nil {
		return nil, err
	}
	job, err := client.NewJob(owner, &xengage.Request{
		Endpoint:  xengage.EndpointTotals,
		Metrics:   []xengage.Metric{xengage.MetricImpressions, xengage.MetricEngagements},
		Groupings: []xengage.Grouping{{Name: "posts", Dimensions: "tweet.id,engagement.type"}},
	})
	if err != nil {
		return nil, err
	}
	if err := job.AddIDsFile(0, file, xengage.IDsPlain, ""); err != nil {
		return nil, err
	}
	return job, job.SetOrdered(true)
}

func run(file string) error {
	job, err := begin(file)
	if err != nil {
		return err
	}
	defer job.Close()
	var all roundup
	for {
		piece, err := job.Next(context.Background())
		if errors.Is(err, io.EOF) {
			all.print()
			return nil
		}
		if err != nil {
			return err
		}
		all.add(piece)
		if err := job.Ack(piece, 0); err != nil {
			return err
		}
		piece.Close()
	}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: roundup FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "roundup:", err)
		os.Exit(1)
	}
}
