package xengage

// What is asked for.

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// Grouping asks for a tree of counts with a level for each dimension.
type Grouping struct {
	Name       string
	Dimensions string // such as "tweet.id,engagement.type"
}

// Request is what is asked for. The rules of the API are checked, before anything is sent, by what takes it.
type Request struct {
	Endpoint Endpoint
	IDs      []uint64
	Metrics  []Metric
	// AllMetrics adds all that the endpoint has and the credentials can read.
	AllMetrics bool
	Groupings  []Grouping
	// Start and End are the sides of a historical request's window in UTC, such as "2026-11-01" or
	// "2026-11-01T17:00:00Z"; "" leaves one open.
	Start, End string
	Deadline   time.Duration // of the whole operation; 0 for the client's
	Now        time.Time     // against which ages are judged; zero for the clock's
}

// Check tells whether the request keeps to the rules, as seen with credentials.
func (r *Request) Check(credentials *Credentials) error {
	return r.with(credentials, func(_ *C.xeng_credentials, made *C.xeng_request) error {
		var e *C.xeng_error
		code := C.xeng_request_check(made, &e)
		return takeError(code, e)
	})
}

// JSON is what will be sent.
func (r *Request) JSON(credentials *Credentials) (string, error) {
	var text string
	err := r.with(credentials, func(_ *C.xeng_credentials, made *C.xeng_request) error {
		var e *C.xeng_error
		var json *C.char
		code := C.xeng_request_to_json(made, &json, &e)
		text = C.GoString(json)
		C.xeng_free(unsafe.Pointer(json))
		return takeError(code, e)
	})
	return text, err
}

// with makes the request in C for a call, and keeps the credentials meanwhile. Without credentials, what they
// may read is judged on sending.
func (r *Request) with(credentials *Credentials, call func(*C.xeng_credentials, *C.xeng_request) error) error {
	var owner *C.xeng_credentials
	if credentials != nil {
		if !credentials.h.hold() {
			return ErrClosed
		}
		defer credentials.h.drop()
		owner = (*C.xeng_credentials)(credentials.h.pointer)
	}
	var e *C.xeng_error
	var made *C.xeng_request
	if code := C.xeng_request_new(C.int32_t(r.Endpoint), owner, &made, &e); code != C.XENG_OK {
		return takeError(code, e)
	}
	defer C.xeng_request_unref(made)
	if err := r.fill(made); err != nil {
		return err
	}
	return call(owner, made)
}

func (r *Request) fill(made *C.xeng_request) error {
	if !r.Now.IsZero() {
		C.xeng_request_set_now(made, C.int64_t(r.Now.Unix()))
	}
	if r.Deadline > 0 {
		C.xeng_request_set_deadline_ms(made, milliseconds(r.Deadline))
	}
	for _, step := range []func(*C.xeng_request) error{r.addIDs, r.addMetrics, r.addGroupings, r.setWindow} {
		if err := step(made); err != nil {
			return err
		}
	}
	return nil
}

func (r *Request) addIDs(made *C.xeng_request) error {
	if len(r.IDs) == 0 {
		return nil
	}
	var e *C.xeng_error
	code := C.xeng_request_add_ids(made, (*C.uint64_t)(unsafe.Pointer(&r.IDs[0])), C.size_t(len(r.IDs)), &e)
	return takeError(code, e)
}

func (r *Request) addMetrics(made *C.xeng_request) error {
	if r.AllMetrics {
		var e *C.xeng_error
		if code := C.xeng_request_add_all_metrics(made, &e); code != C.XENG_OK {
			return takeError(code, e)
		}
	}
	for _, metric := range r.Metrics {
		err := withText(string(metric), func(c *C.char, e **C.xeng_error) C.int32_t {
			return C.xeng_request_add_metric_name(made, c, e)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Request) addGroupings(made *C.xeng_request) error {
	for _, grouping := range r.Groupings {
		name, free, err := cText(grouping.Name)
		if err != nil {
			return err
		}
		err = withText(grouping.Dimensions, func(c *C.char, e **C.xeng_error) C.int32_t {
			return C.xeng_request_add_grouping_text(made, name, c, e)
		})
		free()
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Request) setWindow(made *C.xeng_request) error {
	if r.Start == "" && r.End == "" {
		return nil
	}
	return withWindow(r.Start, r.End, func(start, end *C.char, e **C.xeng_error) C.int32_t {
		return C.xeng_request_set_window_text(made, start, end, e)
	})
}

// withWindow makes a call with the sides of a window.
func withWindow(start, end string, call func(start, end *C.char, e **C.xeng_error) C.int32_t) error {
	s, freeStart, err := cOptional(start)
	if err != nil {
		return err
	}
	defer freeStart()
	n, freeEnd, err := cOptional(end)
	if err != nil {
		return err
	}
	defer freeEnd()
	var e *C.xeng_error
	code := call(s, n, &e)
	return takeError(code, e)
}
