package xengage

// What only Go has: contexts, goroutines without threads, closing, the garbage collector, callbacks that panic.

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"
)

const first = 2120086560568246272

// simulated starts a simulator of the test's own, and gives a client of it.
func simulated(t *testing.T, options ...string) *Client {
	t.Helper()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	command := exec.Command(os.Getenv("XENGAGE_SIM"),
		append([]string{"--now", os.Getenv("XENGAGE_NOW"), "--ca-out", ca, "--until-stdin-closes"}, options...)...)
	input, err := command.StdinPipe()
	must(t, err)
	output, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		input.Close()
		command.Process.Kill() // it may be in the middle of a delay
		command.Wait()
	})
	line, err := bufio.NewReader(output).ReadString('\n')
	must(t, err)
	fields := strings.Fields(line)
	client, err := NewClient(&Options{BaseURL: fields[len(fields)-1], CAFile: ca, IgnoreEnv: true})
	must(t, err)
	t.Cleanup(func() { client.Close() })
	return client
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func owner(t *testing.T) *Credentials {
	t.Helper()
	made, err := CredentialsFromEnv()
	must(t, err)
	return made
}

func question(ids ...uint64) *Request {
	now, _ := time.Parse(time.RFC3339, os.Getenv("XENGAGE_NOW"))
	return &Request{
		IDs: ids, Endpoint: EndpointTotals, Metrics: []Metric{MetricFavorites}, Now: now,
		Groupings: []Grouping{{"posts", "tweet.id,engagement.type"}},
	}
}

func TestCancellingIsTheContexts(t *testing.T) {
	client := simulated(t, "--fault", "delay=20s,every=1")
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := client.Fetch(ctx, owner(t), question(first))
	if !errors.Is(err, context.Canceled) || !errors.Is(err, ErrCancelled) {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err = client.Fetch(ctx, owner(t), question(first)); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
}

func threads(t *testing.T) int {
	tasks, err := os.ReadDir("/proc/self/task")
	must(t, err)
	return len(tasks)
}

func TestAThousandFetchesTakeFewThreads(t *testing.T) {
	client, who := simulated(t, "--fault", "delay=60,every=1"), owner(t)
	before, goroutines := threads(t), runtime.NumGoroutine()
	var all sync.WaitGroup
	for i := 0; i < 1000; i++ {
		all.Add(1)
		go func(id uint64) {
			defer all.Done()
			result, err := client.Fetch(context.Background(), who, question(id))
			if err != nil {
				t.Error(err)
				return
			}
			result.Close()
		}(uint64(first + i))
	}
	time.Sleep(400 * time.Millisecond)
	during := threads(t)
	all.Wait()
	t.Logf("threads: %d before, %d during", before, during)
	if during-before > 16 {
		t.Errorf("%d threads more for 1000 requests", during-before)
	}
	rests(t, client, goroutines)
}

// rests waits until the pump has ended: nothing is under way.
func rests(t *testing.T, client *Client, goroutines int) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		client.p.mu.Lock()
		running := client.p.running
		client.p.mu.Unlock()
		if !running && runtime.NumGoroutine() <= goroutines {
			return
		}
	}
	t.Fatal("something still runs")
}

func TestCloseRacesFetch(t *testing.T) {
	for round := 0; round < 20; round++ {
		client, err := NewClient(nil)
		must(t, err)
		who := owner(t)
		var all sync.WaitGroup
		for i := 0; i < 20; i++ {
			all.Add(1)
			go func() {
				defer all.Done()
				_, err := client.Fetch(context.Background(), who, question(first))
				if err != nil && !errors.Is(err, ErrClosed) {
					t.Error(err)
				}
			}()
		}
		time.Sleep(time.Duration(round) * time.Millisecond)
		client.Close()
		all.Wait()
	}
}

func TestUseAfterCloseIsAnError(t *testing.T) {
	client, err := NewClient(nil)
	must(t, err)
	who := owner(t)
	result, err := client.Fetch(context.Background(), who, question(first))
	must(t, err)
	tree, err := result.Tree("posts")
	must(t, err)
	job, err := client.NewJob(who, question())
	must(t, err)
	result.Close()
	result.Close()
	_, ofTree := result.Tree("posts")
	_, ofIDs := result.IDs()
	_, ofCount := result.Count(first, MetricFavorites)
	client.Close()
	client.Close()
	_, ofFetch := client.Fetch(context.Background(), who, question(first))
	_, ofNext := job.Next(context.Background())
	_, ofNewJob := client.NewJob(who, question())
	job.Close()
	ofBegin := job.Begin()
	who.Close()
	_, ofOwner := client.Fetch(context.Background(), who, question(first))
	for i, err := range []error{ofTree, ofIDs, ofCount, ofFetch, ofNext, ofNewJob, ofBegin, ofOwner} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if tree.Len() != 2 {
		t.Error("a tree goes with its result")
	}
}

func TestAJobRestsBetweenItsPiecesAndGoesOn(t *testing.T) {
	client, who := simulated(t), owner(t)
	job := newJob(t, client, who, 1000)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := job.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	total := 0
	for {
		piece, err := job.Next(context.Background())
		if errors.Is(err, io.EOF) {
			break
		}
		must(t, err)
		total += len(piece.IDs)
		must(t, job.Ack(piece, 7))
	}
	if total != 1000 || job.State() != JobComplete || job.Mark() != 7 || job.Figure(FigureIDsSettled) != 1000 {
		t.Error(total, job.State(), job.Mark())
	}
}

func newJob(t *testing.T, client *Client, who *Credentials, count int) *Job {
	t.Helper()
	job, err := client.NewJob(who, question())
	must(t, err)
	t.Cleanup(func() { job.Close() })
	ids := make([]uint64, count)
	for i := range ids {
		ids[i] = uint64(first + i)
	}
	must(t, job.AddIDs(0, ids...))
	return job
}

func TestPanicsComeOutWhereTheyBelong(t *testing.T) {
	client := simulated(t)
	job, err := client.NewJob(owner(t), question())
	must(t, err)
	defer job.Close()
	defer func() {
		if caught := recover(); caught != "oh" {
			t.Error(caught)
		}
		mine := errors.New("mine")
		if err := job.AddIDsFrom(0, func([]uint64) (int, error) { return 0, mine }); err != mine {
			t.Error(err)
		}
	}()
	job.AddIDsFrom(0, func([]uint64) (int, error) { panic("oh") })
}

func TestWhatAJournalSaysComesOutOfBegin(t *testing.T) {
	job := newJob(t, simulated(t), owner(t), 10)
	mine := errors.New("mine")
	must(t, job.SetJournalFunc(func(RecordKind, uint64, []byte) error { return mine }))
	if err := job.Begin(); err != mine {
		t.Error(err)
	}
}

func TestNothingShowsASecret(t *testing.T) {
	who, err := UserCredentials("key", "hush-1", "77-hush-2", "hush-3")
	must(t, err)
	shown, err := json.Marshal(map[string]any{"who": who})
	must(t, err)
	all := string(shown) + fmt.Sprintf("%v %+v %#v %s %q %v %+v %#v", who, who, who, who, who, *who, *who, *who)
	if strings.Contains(all, "hush") || !strings.Contains(all, "user 77") {
		t.Error(all)
	}
}

func TestGarbageIsCollected(t *testing.T) {
	result, err := ParseResult([]byte(`{"posts": {"850006245121695744": {"favorites": "7"}}}`))
	must(t, err)
	table, err := result.Table("posts", FormLong)
	must(t, err)
	freed := make(chan struct{})
	free := result.h.free
	result.h.free = func(p unsafe.Pointer) {
		free(p)
		close(freed)
	}
	result = nil
	for i := 0; i < 100; i++ {
		runtime.GC()
		select {
		case <-freed:
			values, _ := table.Column("value") // the table holds what it needs
			if got := values.Int64s(); len(got) != 1 || got[0] != 7 {
				t.Error(got)
			}
			runtime.KeepAlive(table)
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("nothing was freed")
}

func TestMetricsAreTheLibrarys(t *testing.T) {
	all := Metrics()
	if len(all) == 0 || all[0] != MetricImpressions {
		t.Error(all)
	}
	for _, metric := range []Metric{MetricQuoteTweets, MetricEmailTweet, MetricUserProfileClicks} {
		if metric.number() == 0 {
			t.Errorf("%s is none", metric)
		}
	}
}

func TestErrorsAreToldByCode(t *testing.T) {
	_, err := ParseID("x")
	var e *Error
	if !errors.Is(err, ErrRule) || errors.Is(err, ErrSystem) || !errors.As(err, &e) || e.Rule != RuleBadID {
		t.Error(err)
	}
	if _, err := ParseID("1\x002"); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}
