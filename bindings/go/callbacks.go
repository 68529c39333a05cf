package xengage

// Go's functions as the library calls them. A panic must not run through C: it becomes a failure.

// #include <stddef.h>
// #include <stdint.h>
import "C"

import (
	"io"
	"runtime/cgo"
	"unsafe"
)

const (
	callbackOK     = 0
	callbackFailed = -1
)

//export xengageGoLog
func xengageGoLog(handle C.uintptr_t, level C.int32_t, message *C.char) {
	defer func() { _ = recover() }() // nobody is there to tell
	cgo.Handle(handle).Value().(func(LogLevel, string))(LogLevel(level), C.GoString(message))
}

// idSource is what a job reads ids from, and why it ended.
type idSource struct {
	next  func(ids []uint64) (int, error)
	err   error
	panic any
}

//export xengageGoNextIDs
func xengageGoNextIDs(handle C.uintptr_t, ids *C.uint64_t, capacity C.size_t, count *C.size_t) (code C.int32_t) {
	source := cgo.Handle(handle).Value().(*idSource)
	defer func() {
		if source.panic = recover(); source.panic != nil {
			code = callbackFailed
		}
	}()
	*count = 0
	for *count == 0 && source.err == nil {
		var n int
		n, source.err = source.next(unsafe.Slice((*uint64)(unsafe.Pointer(ids)), int(capacity)))
		if n < 0 || n > int(capacity) {
			panic("xengage: a source of ids gave more than there was room for")
		}
		*count = C.size_t(n)
	}
	if *count == 0 && source.err != io.EOF {
		return callbackFailed
	}
	return callbackOK
}

// journal is who keeps a job's records, and what went wrong.
type journal struct {
	keep  func(kind RecordKind, piece uint64, record []byte) error
	err   error
	panic any
}

//export xengageGoKeep
func xengageGoKeep(handle C.uintptr_t, kind C.int32_t, piece C.uint64_t, record unsafe.Pointer, size C.size_t) (code C.int32_t) {
	journal := cgo.Handle(handle).Value().(*journal)
	defer func() {
		if journal.panic = recover(); journal.panic != nil {
			code = callbackFailed
		}
	}()
	copied := append([]byte(nil), unsafe.Slice((*byte)(record), int(size))...)
	if journal.err = journal.keep(RecordKind(kind), uint64(piece), copied); journal.err != nil {
		return callbackFailed
	}
	return callbackOK
}
