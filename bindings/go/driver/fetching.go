package main

// The cases that send single requests.

import (
	"context"
	"sync"
	"time"
	"xengage"
)

func answer(ctx context.Context, one *question) (*xengage.Result, error) {
	client, owner, err := begin(one)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	return send(ctx, client, owner, one.Request)
}

func send(ctx context.Context, client *xengage.Client, owner *xengage.Credentials, from request) (*xengage.Result, error) {
	made, err := makeRequest(from)
	if err != nil {
		return nil, err
	}
	return client.Fetch(ctx, owner, made)
}

func fetch(one *question) (any, error) {
	result, err := answer(context.Background(), one)
	if err != nil {
		return nil, err
	}
	return showResult(result), nil
}

// fetchMany has a goroutine for each request.
func fetchMany(one *question) (any, error) {
	client, owner, err := begin(one)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	outcomes := make([]any, len(one.Requests))
	var all sync.WaitGroup
	for i := range one.Requests {
		i := i
		all.Add(1)
		go func() {
			defer all.Done()
			result, err := send(context.Background(), client, owner, one.Requests[i])
			if err != nil {
				outcomes[i] = showError(err)
				return
			}
			outcomes[i] = showResult(result)
		}()
	}
	all.Wait()
	return object{"outcomes": outcomes}, nil
}

func cancel(one *question) (any, error) {
	ctx, end := context.WithTimeout(context.Background(), time.Duration(one.AfterMS)*time.Millisecond)
	defer end()
	result, err := answer(ctx, one)
	if err != nil {
		return nil, err
	}
	return showResult(result), nil
}

func twoClients(one *question) (any, error) {
	first, err := xengage.NewClient(nil)
	if err != nil {
		return nil, err
	}
	client, owner, err := begin(one)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	var result *xengage.Result
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		result, err = send(context.Background(), client, owner, one.Request)
	}()
	first.Close()
	<-sent
	if err != nil {
		return nil, err
	}
	return showResult(result), nil
}
