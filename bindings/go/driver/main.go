// The driver of the Go binding: does what a file of cases says, and prints what came of each.
// tests/bindings/README.md says what both look like.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// object is one of JSON.
type object = map[string]any

var verbs = map[string]func(*question) (any, error){
	"fetch": fetch, "fetch_many": fetchMany, "cancel": cancel, "two_clients": twoClients,
	"job": job, "table": table, "post": post, "names": names, "secrets": secrets,
}

func run(one *question) any {
	verb, ok := verbs[one.Do]
	if !ok {
		giveUp(fmt.Errorf("a case wants %q, which this driver can't do", one.Do))
	}
	outcome, err := verb(one)
	if err != nil {
		return showError(err)
	}
	return outcome
}

func giveUp(err error) {
	fmt.Fprintln(os.Stderr, "driver:", err)
	os.Exit(2)
}

func main() {
	if len(os.Args) != 3 || os.Args[1] != "cases" {
		giveUp(fmt.Errorf("usage: driver cases FILE"))
	}
	text, err := os.ReadFile(os.Args[2])
	if err != nil {
		giveUp(err)
	}
	var file struct{ Cases []*question }
	if err := json.Unmarshal(text, &file); err != nil {
		giveUp(err)
	}
	out := json.NewEncoder(os.Stdout)
	for _, one := range file.Cases {
		if err := out.Encode(object{"case": one.Name, "outcome": run(one)}); err != nil {
			giveUp(err)
		}
	}
}
