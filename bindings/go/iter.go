//go:build go1.23

package xengage

// What for ranges over, from Go 1.23 on.

import (
	"context"
	"errors"
	"io"
	"iter"
)

// Children are a node's children, in the server's order.
func (n Node) Children() iter.Seq[Node] { return n.EachChild }

// Leaves are the leaves at or below a node.
func (n Node) Leaves() iter.Seq[Node] { return n.EachLeaf }

// Pieces are all pieces of a job. An error is the last that comes.
func (j *Job) Pieces(ctx context.Context) iter.Seq2[*Piece, error] {
	return func(yield func(*Piece, error) bool) {
		for {
			piece, err := j.Next(ctx)
			if errors.Is(err, io.EOF) || !yield(piece, err) || err != nil {
				return
			}
		}
	}
}
