package main

// Clients, credentials and requests, as a case and the environment say.

import (
	"fmt"
	"os"
	"sort"
	"time"
	"xengage"
)

// question is a case.
type question struct {
	Name, Do, As string
	Request      request
	Requests     []request
	AfterMS      int `json:"after_ms"`
	IDs          struct {
		First string
		Count int
	}
	Start, End      string
	Grouping, Shape string
	ID              string
}

type request struct {
	Endpoint   string
	IDs        []string
	Metrics    []xengage.Metric
	Groupings  map[string]string
	Start, End string
}

// begin gives what every case with requests takes.
func begin(one *question) (*xengage.Client, *xengage.Credentials, error) {
	client, err := xengage.NewClient(nil)
	if err != nil {
		return nil, nil, err
	}
	owner, err := credentials(one.As)
	return client, owner, err
}

func credentials(as string) (*xengage.Credentials, error) {
	switch as {
	case "user":
		return xengage.CredentialsFromEnv()
	case "bearer":
		return xengage.BearerCredentials(os.Getenv("SIM_BEARER"))
	}
	giveUp(fmt.Errorf("a case is as %q", as))
	return nil, nil
}

func makeRequest(from request) (*xengage.Request, error) {
	endpoint, _ := xengage.ParseEndpoint(from.Endpoint)
	now, err := time.Parse(time.RFC3339, os.Getenv("XENGAGE_NOW"))
	if err != nil {
		giveUp(err)
	}
	made := &xengage.Request{Endpoint: endpoint, Now: now, Metrics: from.Metrics, Start: from.Start, End: from.End}
	for _, text := range from.IDs {
		id, err := xengage.ParseID(text)
		if err != nil {
			return nil, err
		}
		made.IDs = append(made.IDs, id)
	}
	for name, dimensions := range from.Groupings {
		made.Groupings = append(made.Groupings, xengage.Grouping{Name: name, Dimensions: dimensions})
	}
	sort.Slice(made.Groupings, func(i, j int) bool { return made.Groupings[i].Name < made.Groupings[j].Name })
	return made, nil
}
