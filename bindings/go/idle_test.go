package xengage

// A job that nobody asks for its next piece doesn't keep the pump busy while a request is under way.

import (
	"context"
	"testing"
)

// What a second has room for at idlePause, and far less than it has for turns without a rest.
const mostTurns = 1000

func (p *pump) turnsSoFar() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.turns
}

func TestAJobLeftAloneCostsNothing(t *testing.T) {
	client, who := simulated(t, "--fault", "delay=700,every=1"), owner(t)
	job := newJob(t, client, who, 1000)
	piece, err := job.Next(context.Background())
	must(t, err)
	must(t, job.Ack(piece, 0))
	before := client.p.turnsSoFar()
	_, err = client.Fetch(context.Background(), who, question(first))
	must(t, err)
	if turns := client.p.turnsSoFar() - before; turns > mostTurns {
		t.Errorf("%d turns for one request", turns)
	}
}
