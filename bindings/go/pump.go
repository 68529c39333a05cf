package xengage

// What moves a client: one goroutine while something is under way, and none when nothing is.
//
// It waits for the client's descriptor in Go's own poller, so that waiting takes no thread, and nothing
// that it calls blocks for longer than milliseconds. The README has what was measured.

// #include "bridge.h"
import "C"

import (
	"os"
	"runtime/cgo"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// outcome is how an operation ended.
type outcome struct {
	result *Result
	err    error
}

// waiter is somebody whom each turn of the pump may bring further; step tells whether he is done.
type waiter struct{ step func() bool }

type pump struct {
	h    *handle
	file *os.File // a duplicate of the client's descriptor
	raw  syscall.RawConn
	log  cgo.Handle
	done chan struct{} // closed with the client

	mu         sync.Mutex
	resting    *sync.Cond
	operations map[C.xeng_operation]chan outcome
	waiters    map[*waiter]struct{}
	running    bool
	closed     bool
	keepers    int // the client and its jobs, whose library calls the log
	turns      int // of its life; for the tests
}

func newPump(client *C.xeng_client, log cgo.Handle) (*pump, error) {
	p := &pump{log: log, done: make(chan struct{}), keepers: 1}
	p.resting = sync.NewCond(&p.mu)
	p.operations = make(map[C.xeng_operation]chan outcome)
	p.waiters = make(map[*waiter]struct{})
	file, err := duplicate(int(C.xeng_client_fd(client)))
	if err != nil {
		return nil, err
	}
	p.file = file
	if p.raw, err = file.SyscallConn(); err != nil {
		file.Close()
		return nil, err
	}
	p.h = newHandle(unsafe.Pointer(client), func(c unsafe.Pointer) { C.xeng_client_unref((*C.xeng_client)(c)) })
	return p, nil
}

// duplicate is a descriptor of Go's own, which its poller takes because it doesn't block.
func duplicate(fd int) (*os.File, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	own, err := syscall.Dup(fd)
	if err != nil {
		return nil, os.NewSyscallError("dup", err)
	}
	syscall.CloseOnExec(own)
	if err := syscall.SetNonblock(own, true); err != nil {
		syscall.Close(own)
		return nil, os.NewSyscallError("fcntl", err)
	}
	return os.NewFile(uintptr(own), "xengage"), nil
}

func (p *pump) client() *C.xeng_client { return (*C.xeng_client)(p.h.pointer) }

// submit puts an operation on its way; its outcome comes through the channel.
func (p *pump) submit(owner *C.xeng_credentials, request *C.xeng_request) (C.xeng_operation, chan outcome, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return 0, nil, ErrClosed
	}
	var e *C.xeng_error
	var operation C.xeng_operation
	if code := C.xeng_client_submit(p.client(), owner, request, &operation, &e); code != C.XENG_OK {
		return 0, nil, takeError(code, e)
	}
	to := make(chan outcome, 1)
	p.operations[operation] = to
	p.start()
	return operation, to, nil
}

// cancel ends an operation, if it isn't over; its outcome comes as ever.
func (p *pump) cancel(operation C.xeng_operation) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.operations[operation]; ok {
		C.xeng_client_cancel(p.client(), operation)
		p.wake()
	}
}

// add has a waiter's step called from now on, and once at least.
func (p *pump) add(w *waiter) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	p.waiters[w] = struct{}{}
	p.start()
	p.wake()
	return nil
}

func (p *pump) remove(w *waiter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.waiters, w)
	p.wake()
}

// start and wake want the mutex held.
func (p *pump) start() {
	if !p.running {
		p.running = true
		go p.run()
	}
}

// wake ends the wait for the descriptor, or the next one: a deadline in the past does.
func (p *pump) wake() {
	if p.running {
		p.file.SetReadDeadline(time.Unix(1, 0))
	}
}

func (p *pump) run() {
	for {
		p.look()
		var e *C.xeng_error
		code := C.xeng_client_dispatch(p.client(), 0, &e) // how operations end is told by next_completion
		p.deliver()
		if code != C.XENG_OK {
			p.fail(takeError(code, e))
		}
		p.step()
		if !p.stays() {
			return
		}
		if p.hasIdleJob() {
			time.Sleep(idlePause)
		}
		p.raw.Read(func(fd uintptr) bool { return C.bridge_is_readable(C.int32_t(fd)) != 0 })
	}
}

// look forgets that the pump was woken: from here on it looks at everything.
func (p *pump) look() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turns++
	p.file.SetReadDeadline(time.Time{})
}

// idlePause is how long a turn rests where a job that nobody asks keeps the descriptor readable.
const idlePause = 2 * time.Millisecond

func (p *pump) hasIdleJob() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.keepers-1 > len(p.waiters)
}

// stays tells whether something is still under way; if nothing is, the pump rests.
func (p *pump) stays() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running = len(p.operations) > 0 || len(p.waiters) > 0
	if !p.running {
		p.resting.Broadcast()
	}
	return p.running
}

// deliver hands over what is finished.
func (p *pump) deliver() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		var operation C.xeng_operation
		var result *C.xeng_result
		var e *C.xeng_error
		code := C.xeng_client_next_completion(p.client(), &operation, &result, &e)
		if operation == C.XENG_OPERATION_NONE {
			return
		}
		to, known := p.operations[operation]
		delete(p.operations, operation)
		if !known { // it has failed already
			C.xeng_result_unref(result)
			C.xeng_error_unref(e)
			continue
		}
		if code != C.XENG_OK {
			to <- outcome{err: takeError(code, e)}
			continue
		}
		to <- outcome{result: ownResult(result)}
	}
}

// fail ends all operations: without dispatching they never would.
func (p *pump) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for operation, to := range p.operations {
		delete(p.operations, operation)
		C.xeng_client_cancel(p.client(), operation)
		to <- outcome{err: err}
	}
}

// step lets all waiters look, without the mutex: they call the library for some milliseconds.
func (p *pump) step() {
	p.mu.Lock()
	waiters := make([]*waiter, 0, len(p.waiters))
	for w := range p.waiters {
		waiters = append(waiters, w)
	}
	p.mu.Unlock()
	for _, w := range waiters {
		if w.step() {
			p.mu.Lock()
			delete(p.waiters, w)
			p.mu.Unlock()
		}
	}
}

// close ends all that is under way, waits for it, and lets the client go.
func (p *pump) close() {
	p.mu.Lock()
	first := !p.closed
	if first {
		p.closed = true
		close(p.done)
		C.xeng_client_cancel_all(p.client())
		p.wake()
	}
	for p.running {
		p.resting.Wait()
	}
	p.mu.Unlock()
	if first {
		p.file.Close()
		p.h.close()
		p.letGo()
	}
}

// keep makes the log stay until letGo.
func (p *pump) keep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keepers++
}

func (p *pump) letGo() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.keepers--; p.keepers == 0 {
		deleteHandle(p.log)
	}
}

func deleteHandle(h cgo.Handle) {
	if h != 0 {
		h.Delete()
	}
}
