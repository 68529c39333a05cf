package main

// The cases with a job: its pieces in order, each acknowledged, and what became of all ids.

import (
	"context"
	"errors"
	"io"
	"strconv"
	"xengage"
)

var states = []xengage.IDState{
	xengage.IDDelivered, xengage.IDUnavailable, xengage.IDForbidden,
	xengage.IDUnsupported, xengage.IDMissing, xengage.IDFailed,
}

func job(one *question) (any, error) {
	client, owner, err := begin(one)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	made, err := makeJob(client, owner, one)
	if err != nil {
		return nil, err
	}
	defer made.Close()
	pieces, err := takePieces(made)
	if err != nil {
		return nil, err
	}
	counts := object{}
	for _, state := range states {
		if count := made.Count(state); count > 0 {
			counts[state.String()] = strconv.FormatUint(count, 10)
		}
	}
	return object{"pieces": pieces, "states": counts, "state": made.State().String()}, nil
}

func makeJob(client *xengage.Client, owner *xengage.Credentials, one *question) (*xengage.Job, error) {
	request, err := makeRequest(one.Request)
	if err != nil {
		return nil, err
	}
	made, err := client.NewJob(owner, request)
	if err != nil {
		return nil, err
	}
	if one.Start != "" || one.End != "" {
		if err := made.SetWindow(one.Start, one.End); err != nil {
			return nil, err
		}
	}
	first, err := xengage.ParseID(one.IDs.First)
	if err != nil {
		return nil, err
	}
	if err := made.AddIDsFrom(0, count(first, one.IDs.Count)); err != nil {
		return nil, err
	}
	return made, made.SetOrdered(true)
}

// count is a source of some ids in a row.
func count(next uint64, left int) func([]uint64) (int, error) {
	return func(ids []uint64) (int, error) {
		n := 0
		for ; n < len(ids) && left > 0; n, left = n+1, left-1 {
			ids[n] = next
			next++
		}
		if left == 0 {
			return n, io.EOF
		}
		return n, nil
	}
}

func takePieces(from *xengage.Job) ([]any, error) {
	pieces := []any{}
	for {
		piece, err := from.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return pieces, nil
		}
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, showPiece(piece))
		if err := from.Ack(piece, 0); err != nil {
			return nil, err
		}
	}
}

func showPiece(piece *xengage.Piece) any {
	counts := map[string]int{}
	for _, id := range piece.IDs {
		counts[id.State.String()]++
	}
	return object{
		"number": strconv.FormatUint(piece.Number, 10), "finished": piece.Finished, "ids": len(piece.IDs),
		"states": counts, "trees": showTrees(piece.Result),
	}
}
