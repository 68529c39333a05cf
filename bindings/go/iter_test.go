//go:build go1.23

package xengage

// What for ranges over.

import (
	"context"
	"testing"
)

func TestRanges(t *testing.T) {
	client := simulated(t)
	job := newJob(t, client, owner(t), 300)
	leaves := 0
	for piece, err := range job.Pieces(context.Background()) {
		must(t, err)
		tree, err := piece.Result.Tree("posts")
		must(t, err)
		for post := range tree.Root().Children() {
			for leaf := range post.Leaves() {
				if leaf.Key() != string(MetricFavorites) || !leaf.IsLeaf() {
					t.Error(leaf.Key())
				}
				leaves++
			}
		}
		must(t, job.Ack(piece, 0))
	}
	if leaves != 300 {
		t.Error(leaves)
	}
}

func TestWalkingAllocatesNothing(t *testing.T) {
	result, err := ParseResult([]byte(`{"posts": {"850006245121695744": {"favorites": "7", "replies": "1"}}}`))
	must(t, err)
	tree, err := result.Tree("posts")
	must(t, err)
	sum := int64(0)
	perWalk := testing.AllocsPerRun(10, func() {
		for leaf := range tree.Root().Leaves() {
			count, _ := leaf.Count()
			sum += count
		}
	})
	if perWalk > 2 || sum == 0 {
		t.Error(perWalk, sum)
	}
}
