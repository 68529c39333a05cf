package main

// Cases without counts, and those with a table.

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"xengage"
)

func table(one *question) (any, error) {
	result, err := answer(context.Background(), one)
	if err != nil {
		return nil, err
	}
	form := xengage.FormLong
	if one.Shape == "wide" {
		form = xengage.FormWide
	}
	made, err := result.Table(one.Grouping, form)
	if err != nil {
		return nil, err
	}
	return showTable(made), nil
}

func post(one *question) (any, error) {
	id, err := xengage.ParseID(one.ID)
	if err != nil {
		return nil, err
	}
	shown := object{"id": strconv.FormatUint(id, 10), "created_ms": nil}
	if at, ok := xengage.CreatedAt(id); ok {
		shown["created_ms"] = decimal(at.UnixMilli())
	}
	return shown, nil
}

func names(*question) (any, error) {
	endpoints := []string{}
	for _, one := range []xengage.Endpoint{xengage.EndpointTotals, xengage.Endpoint28hr, xengage.EndpointHistorical} {
		endpoints = append(endpoints, one.String())
	}
	return object{"metrics": xengage.Metrics(), "endpoints": endpoints, "version": xengage.Version()}, nil
}

func secrets(*question) (any, error) {
	var mu sync.Mutex
	var shown strings.Builder
	say := func(level xengage.LogLevel, line string) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintln(&shown, level, line)
	}
	for _, as := range []string{"user", "bearer"} {
		owner, err := credentials(as)
		if err != nil {
			return nil, err
		}
		client, err := xengage.NewClient(&xengage.Options{Log: say, LogLevel: xengage.LogTrace})
		if err != nil {
			return nil, err
		}
		defer client.Close()
		question := &xengage.Request{
			Endpoint: xengage.EndpointTotals, IDs: []uint64{1541815603606036480},
			Metrics:   []xengage.Metric{xengage.MetricFavorites},
			Groupings: []xengage.Grouping{{Name: "posts", Dimensions: "tweet.id"}},
		}
		if _, err := client.Fetch(context.Background(), owner, question); err != nil {
			return nil, err
		}
		for _, thing := range []any{owner, *owner, client, *client, question} {
			asJSON, err := json.Marshal(thing)
			say(0, fmt.Sprintf("%v %+v %#v %s %q %x %d %s %v", thing, thing, thing, thing, thing, thing, thing, asJSON, err))
		}
	}
	_, err := xengage.UserCredentials("key", "", "token", "")
	say(0, fmt.Sprintf("%v %+v %#v", err, err, err))
	return object{"shown": shown.String()}, nil
}
