package xengage

// A job that nobody asks for its next piece doesn't keep the pump busy while a request is under way.

import (
	"context"
	"syscall"
	"testing"
	"time"
)

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	must(t, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func TestAJobLeftAloneCostsNothing(t *testing.T) {
	client, who := simulated(t, "--fault", "delay=700,every=1"), owner(t)
	job := newJob(t, client, who, 1000)
	piece, err := job.Next(context.Background())
	must(t, err)
	must(t, job.Ack(piece, 0))
	before := processorTime(t)
	_, err = client.Fetch(context.Background(), who, question(first))
	must(t, err)
	if used := processorTime(t) - before; used > 350*time.Millisecond {
		t.Errorf("%v of the processor for one request", used)
	}
}
