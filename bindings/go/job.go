package xengage

// Jobs: any number of ids, any window, any number of credentials.

// #include "bridge.h"
import "C"

import (
	"context"
	"io"
	"runtime"
	"runtime/cgo"
	"sync"
	"time"
	"unsafe"
)

// Job asks about any number of ids and gives pieces, in which every id is accounted for. Only Stop and Cancel
// are meant for other goroutines; the rest waits for its turn.
type Job struct {
	client *Client // stays as long as the job
	h      *handle
	mu     sync.Mutex // the library has a job in one thread at a time
	keeps  *journal
	handle cgo.Handle // of keeps
}

// NewJob makes a job of a request without ids, which is to keep to the rules as seen with credentials. They
// are account 0; AddCredentials adds more.
func (c *Client) NewJob(credentials *Credentials, request *Request) (*Job, error) {
	if credentials == nil {
		return nil, ErrClosed
	}
	j := &Job{client: c}
	err := request.with(credentials, func(_ *C.xeng_credentials, made *C.xeng_request) error {
		return c.newJob(j, made)
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(j, (*Job).release)
	if _, err := j.AddCredentials(credentials); err != nil {
		j.Close()
		return nil, err
	}
	return j, nil
}

func (c *Client) newJob(to *Job, request *C.xeng_request) error {
	defer runtime.KeepAlive(c)
	if !c.p.h.hold() {
		return ErrClosed
	}
	defer c.p.h.drop()
	var e *C.xeng_error
	var job *C.xeng_job
	if code := C.xeng_job_new(c.p.client(), request, &job, &e); code != C.XENG_OK {
		return takeError(code, e)
	}
	c.p.keep()
	pump := c.p
	to.h = newHandle(unsafe.Pointer(job), func(p unsafe.Pointer) {
		C.xeng_job_unref((*C.xeng_job)(p))
		pump.letGo()
	})
	return nil
}

// with makes a call on the job, one at a time.
func (j *Job) with(call func(job *C.xeng_job, e **C.xeng_error) C.int32_t) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.h.hold() {
		return ErrClosed
	}
	defer j.h.drop()
	var e *C.xeng_error
	code := call((*C.xeng_job)(j.h.pointer), &e)
	return takeError(code, e)
}

// AddCredentials adds one more account, with whose eyes some of the ids are seen.
func (j *Job) AddCredentials(credentials *Credentials) (account uint32, err error) {
	if credentials == nil || !credentials.h.hold() {
		return 0, ErrClosed
	}
	defer credentials.h.drop()
	var number C.uint32_t
	err = j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
		return C.xeng_job_add_credentials(job, (*C.xeng_credentials)(credentials.h.pointer), &number, e)
	})
	return uint32(number), err
}

// AddIDs adds ids to an account.
func (j *Job) AddIDs(account uint32, ids ...uint64) error {
	if len(ids) == 0 {
		return nil
	}
	return j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
		return C.xeng_job_add_ids(job, C.uint32_t(account), (*C.uint64_t)(unsafe.Pointer(&ids[0])), C.size_t(len(ids)), e)
	})
}

// AddIDsFrom adds the ids of a source, which fills a slice as an io.Reader does, up to io.EOF. The slice is
// the library's: it must not be kept. After any other error none of the source's ids is added.
func (j *Job) AddIDsFrom(account uint32, next func(ids []uint64) (int, error)) error {
	source := &idSource{next: next}
	handle := cgo.NewHandle(source)
	defer handle.Delete()
	err := j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
		return C.bridge_add_ids_from(job, C.uint32_t(account), C.uintptr_t(handle), e)
	})
	if source.panic != nil {
		panic(source.panic) // it was caught where it would have gone through C
	}
	if err != nil && source.err != nil && source.err != io.EOF {
		return source.err
	}
	return err
}

// AddIDsFile adds the ids of a file, gzipped or not. The field is the column or member that has them, or "".
func (j *Job) AddIDsFile(account uint32, path string, format IDFormat, field string) error {
	named, free, err := cOptional(field)
	if err != nil {
		return err
	}
	defer free()
	return j.withText(path, func(job *C.xeng_job, c *C.char, e **C.xeng_error) C.int32_t {
		return C.xeng_job_add_ids_file(job, C.uint32_t(account), c, C.int32_t(format), named, e)
	})
}

func (j *Job) withText(text string, call func(*C.xeng_job, *C.char, **C.xeng_error) C.int32_t) error {
	c, free, err := cText(text)
	if err != nil {
		return err
	}
	defer free()
	return j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t { return call(job, c, e) })
}

// SetWindow sets a window of any length; "" leaves a side open.
func (j *Job) SetWindow(start, end string) error {
	var err error
	wrong := withWindow(start, end, func(s, n *C.char, _ **C.xeng_error) C.int32_t {
		err = j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
			return C.xeng_job_set_window_text(job, s, n, e)
		})
		return C.XENG_OK
	})
	if wrong != nil {
		return wrong
	}
	return err
}

// SetShare makes the job one of several that divide the ids among them.
func (j *Job) SetShare(index, count uint32) error {
	return j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
		return C.xeng_job_set_share(job, C.uint32_t(index), C.uint32_t(count), e)
	})
}

// SetOrdered sets whether pieces come in the order of their ids.
func (j *Job) SetOrdered(on bool) error {
	return j.with(func(job *C.xeng_job, _ **C.xeng_error) C.int32_t {
		C.xeng_job_set_ordered(job, cBool(on))
		return C.XENG_OK
	})
}

// SetLeaveOutOld sets whether metrics for which a Post is too old are left out.
func (j *Job) SetLeaveOutOld(on bool) error {
	return j.with(func(job *C.xeng_job, _ **C.xeng_error) C.int32_t {
		C.xeng_job_set_leave_out_old(job, cBool(on))
		return C.XENG_OK
	})
}

// SetPatience sets how long an outage may last before the job stops; 0 for as long as it takes.
func (j *Job) SetPatience(patience time.Duration) error {
	return j.with(func(job *C.xeng_job, _ **C.xeng_error) C.int32_t {
		C.xeng_job_set_patience_ms(job, milliseconds(patience))
		return C.XENG_OK
	})
}

// SetTemporaryFolder sets where the job's temporary files are.
func (j *Job) SetTemporaryFolder(path string) error {
	return j.withText(path, func(job *C.xeng_job, c *C.char, e **C.xeng_error) C.int32_t {
		return C.xeng_job_set_temporary_folder(job, c, e)
	})
}

// SetJournal sets the file from which the job goes on when its process has ended.
func (j *Job) SetJournal(path string) error {
	return j.withText(path, func(job *C.xeng_job, c *C.char, e **C.xeng_error) C.int32_t {
		return C.xeng_job_set_journal(job, c, e)
	})
}

// SetJournalFunc sets who keeps the job's records, instead of a file. It is called within Next and Ack, from
// any goroutine, and must not use the job. On going on, Replay takes the records.
func (j *Job) SetJournalFunc(keep func(kind RecordKind, piece uint64, record []byte) error) error {
	return j.with(func(job *C.xeng_job, _ **C.xeng_error) C.int32_t {
		if j.keeps == nil {
			j.keeps = &journal{}
			j.handle = cgo.NewHandle(j.keeps)
		}
		j.keeps.keep = keep
		C.bridge_set_journal(job, C.uintptr_t(j.handle))
		return C.XENG_OK
	})
}

// Replay takes back a record of an earlier run.
func (j *Job) Replay(record []byte) error {
	if len(record) == 0 {
		record = []byte{0}
	}
	return j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
		return C.xeng_job_replay(job, unsafe.Pointer(&record[0]), C.size_t(len(record)), e)
	})
}

// Begin ends the setting up, without sending anything; Next does so by itself.
func (j *Job) Begin() error {
	err := j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t { return C.xeng_job_begin(job, e) })
	return j.why(err)
}

// Ack acknowledges a piece, which isn't asked for again. The mark is the caller's; see Mark.
func (j *Job) Ack(piece *Piece, mark uint64) error {
	if !piece.h.hold() {
		return ErrClosed
	}
	defer piece.h.drop()
	err := j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
		return C.xeng_job_ack(job, (*C.xeng_piece)(piece.h.pointer), C.uint64_t(mark), e)
	})
	return j.why(err)
}

// why gives what went wrong in a journal of Go's, if it did.
func (j *Job) why(err error) error {
	if err == nil || j.keeps == nil {
		return err
	}
	if j.keeps.panic != nil {
		panic(j.keeps.panic) // it was caught where it would have gone through C
	}
	if j.keeps.err != nil {
		return j.keeps.err
	}
	return err
}

// Stop ends the job gently: what is in flight is finished and handed over.
func (j *Job) Stop() {
	if j.h.hold() {
		defer j.h.drop()
		C.xeng_job_stop((*C.xeng_job)(j.h.pointer))
	}
}

// Cancel ends the job at once.
func (j *Job) Cancel() {
	if j.h.hold() {
		defer j.h.drop()
		C.xeng_job_cancel((*C.xeng_job)(j.h.pointer))
	}
}

// Close releases the job; what is under way is dropped. With a journal another job can go on.
func (j *Job) Close() error {
	runtime.SetFinalizer(j, nil)
	j.release()
	return nil
}

func (j *Job) release() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.h.close()
	deleteHandle(j.handle)
	j.handle = 0
}

// next is Next in one step; it doesn't wait. Without a piece and an error the job isn't over.
func (j *Job) next() (piece *Piece, err error) {
	over := false
	err = j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t {
		var found *C.xeng_piece
		code := C.xeng_job_next(job, 0, &found, e)
		if found != nil {
			piece = newPiece(found)
		}
		over = C.xeng_job_state(job) != C.XENG_JOB_OPEN
		return code
	})
	if err == nil && piece == nil && over {
		return nil, io.EOF
	}
	return piece, err
}

// search is a Next that waits.
type search struct {
	mu    sync.Mutex
	over  bool
	piece *Piece
	err   error
	found chan struct{}
}

// step takes a piece, unless nobody wants it any more.
func (s *search) step(j *Job) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return true
	}
	s.piece, s.err = j.next()
	if s.over = s.piece != nil || s.err != nil; s.over {
		close(s.found)
	}
	return s.over
}

// giveUp ends the search; true if it had found something already.
func (s *search) giveUp() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	had := s.over
	s.over = true
	return had
}

// Next waits for a piece; io.EOF is the end. When the context ends, the job goes on with the next call.
// Where the job stopped because something went wrong, that is the error, after the pieces that are complete.
func (j *Job) Next(ctx context.Context) (*Piece, error) {
	defer runtime.KeepAlive(j)
	if err := ctx.Err(); err != nil {
		return nil, ended(err)
	}
	s := &search{found: make(chan struct{})}
	w := &waiter{step: func() bool { return s.step(j) }}
	if err := j.client.p.add(w); err != nil {
		return nil, err
	}
	defer j.client.p.remove(w)
	var why error
	select {
	case <-s.found:
	case <-ctx.Done():
		why = ended(ctx.Err())
	case <-j.client.p.done:
		why = ErrClosed
	}
	if why != nil && !s.giveUp() {
		return nil, why
	}
	return s.piece, j.why(s.err)
}
