package xengage

// What the server answered.

// #include "bridge.h"
import "C"

import (
	"errors"
	"fmt"
	"unsafe"
)

// ErrNotDelivered is what a count gives that the server has not delivered: not zero, unknown.
var ErrNotDelivered = errors.New("xengage: the count was not delivered")

// IDOutcome is what became of an id.
type IDOutcome struct {
	ID    uint64
	State IDState
	// The Post is too old for these.
	OldForImpressions, OldForVideoViews bool
	Reason                              Code   // in pieces, of an id that isn't delivered
	ReasonText                          string // the same in words
}

func readOutcome(from C.bridge_id) IDOutcome {
	return IDOutcome{
		ID:                uint64(from.id),
		State:             IDState(from.state),
		OldForImpressions: from.unsupported&C.XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS != 0,
		OldForVideoViews:  from.unsupported&C.XENG_UNSUPPORTED_VIDEO_VIEWS != 0,
		Reason:            Code(from.reason),
	}
}

// Result has a tree of counts for each grouping, and what became of each id. Any number of goroutines can
// use it. Trees stay after Close, which releases the rest at once; else the garbage collector does.
type Result struct {
	h         *handle
	attempts  int
	groupings []string
	messages  []string
}

func (r *Result) result() *C.xeng_result { return (*C.xeng_result)(r.h.pointer) }

func ownResult(result *C.xeng_result) *Result {
	return newResult(result, func(p unsafe.Pointer) { C.xeng_result_unref((*C.xeng_result)(p)) })
}

func newResult(from *C.xeng_result, free func(unsafe.Pointer)) *Result {
	r := &Result{h: newHandle(unsafe.Pointer(from), free), attempts: int(C.xeng_result_attempts(from))}
	for i := C.size_t(0); i < C.xeng_result_grouping_count(from); i++ {
		r.groupings = append(r.groupings, C.GoString(C.xeng_result_grouping_name(from, i)))
	}
	for i := C.size_t(0); i < C.xeng_result_message_count(from); i++ {
		r.messages = append(r.messages, C.GoString(C.xeng_result_message(from, i)))
	}
	return r
}

// ParseResult reads a result from the JSON of a response.
func ParseResult(json []byte) (*Result, error) {
	if len(json) == 0 {
		json = []byte(" ")
	}
	var e *C.xeng_error
	var result *C.xeng_result
	code := C.xeng_result_from_json((*C.char)(unsafe.Pointer(&json[0])), C.size_t(len(json)), &result, &e)
	if code != C.XENG_OK {
		return nil, takeError(code, e)
	}
	return ownResult(result), nil
}

// Attempts is how many requests it took.
func (r *Result) Attempts() int { return r.attempts }

// Groupings are the names of the groupings, in the order of the request.
func (r *Result) Groupings() []string { return append([]string(nil), r.groupings...) }

// Messages came with the result, as the server wrote them.
func (r *Result) Messages() []string { return append([]string(nil), r.messages...) }

// IDs are all ids that were asked for, and those that the server named.
func (r *Result) IDs() ([]IDOutcome, error) {
	if !r.h.hold() {
		return nil, ErrClosed
	}
	defer r.h.drop()
	raw := make([]C.bridge_id, int(C.xeng_result_id_count(r.result()))+1) // never empty, to have an address
	C.bridge_result_ids(r.result(), &raw[0])
	ids := make([]IDOutcome, len(raw)-1)
	for i := range ids {
		ids[i] = readOutcome(raw[i])
	}
	return ids, nil
}

// Count is a Post's count of a metric, from a grouping that has it; ErrNotDelivered if none does.
func (r *Result) Count(id uint64, metric Metric) (int64, error) {
	if !r.h.hold() {
		return 0, ErrClosed
	}
	defer r.h.drop()
	var value C.int64_t
	if C.xeng_result_post_value(r.result(), C.uint64_t(id), metric.number(), &value) != C.XENG_VALUE_DELIVERED {
		return 0, ErrNotDelivered
	}
	return int64(value), nil
}

// Window is what the server says the counts are of, in Unix seconds; false if it doesn't say.
func (r *Result) Window() (start, end int64, ok bool) {
	if !r.h.hold() {
		return 0, 0, false
	}
	defer r.h.drop()
	var s, e C.int64_t
	ok = C.xeng_result_window(r.result(), &s, &e) != 0
	return int64(s), int64(e), ok
}

// place is a grouping's number.
func (r *Result) place(grouping string) (int, error) {
	for i, name := range r.groupings {
		if name == grouping {
			return i, nil
		}
	}
	return 0, &Error{Code: ErrInvalidArgument, Message: fmt.Sprintf("xengage: no grouping is named %q", grouping)}
}

// Close releases the result at once.
func (r *Result) Close() error {
	r.h.close()
	return nil
}
