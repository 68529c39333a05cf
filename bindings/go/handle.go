package xengage

// An object of the library with one owner in Go.

import (
	"errors"
	"runtime"
	"sync"
	"unsafe"
)

// ErrClosed is what use of an object after its Close gives.
var ErrClosed = errors.New("xengage: use after Close")

// handle lets any number of goroutines use an object, and one free it when none does.
type handle struct {
	mu      sync.RWMutex
	pointer unsafe.Pointer
	free    func(unsafe.Pointer)
}

func newHandle(pointer unsafe.Pointer, free func(unsafe.Pointer)) *handle {
	h := &handle{pointer: pointer, free: free}
	runtime.SetFinalizer(h, (*handle).close)
	return h
}

// hold keeps the object until drop; false if it is closed.
func (h *handle) hold() bool {
	if h == nil {
		return false
	}
	h.mu.RLock()
	if h.pointer == nil {
		h.mu.RUnlock()
		return false
	}
	return true
}

func (h *handle) drop() { h.mu.RUnlock() }

func (h *handle) close() {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.pointer != nil {
		h.free(h.pointer)
		h.pointer = nil
		runtime.SetFinalizer(h, nil)
	}
}
