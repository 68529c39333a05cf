// Package xengage asks X's enterprise Engagement API for counts of Posts: impressions, engagements and
// more, of one Post or of a billion.
//
// A [Client] sends any number of a [Request] at once, each from a goroutine of its own with its own context;
// a [Job] takes any number of ids and gives pieces in which every id is accounted for. A [Result] has a tree
// of counts for each grouping, or a [Table] of columns.
//
// The package binds the C library xengage, which pkg-config has to find.
package xengage

// #cgo CFLAGS: -std=c11 -Wall
// #cgo pkg-config: xengage
// #include "bridge.h"
import "C"

import "time"

// Version is the version of the library that runs.
func Version() string { return C.GoString(C.xeng_version()) }

// ParseID reads a Post id: decimal digits, 1 to 2^63 - 1.
func ParseID(text string) (uint64, error) {
	var id C.uint64_t
	var e *C.xeng_error
	c, free, err := cText(text)
	if err != nil {
		return 0, err
	}
	defer free()
	code := C.xeng_post_id_parse(c, &id, &e)
	return uint64(id), takeError(code, e)
}

// CreatedAt is when a Post was made, read from its id; false for ids from before November 2010.
func CreatedAt(id uint64) (time.Time, bool) {
	ms := int64(C.xeng_post_created_ms(C.uint64_t(id)))
	return time.UnixMilli(ms).UTC(), ms != C.XENG_POST_CREATED_UNKNOWN
}

// FirstIDAt is the smallest id that a Post made at a time can have; 0 for times out of range.
func FirstIDAt(at time.Time) uint64 {
	return uint64(C.xeng_post_first_id_at(C.int64_t(at.UnixMilli())))
}

// Metrics are all metrics, in the order of the API's documentation.
func Metrics() []Metric {
	all := make([]Metric, int(C.xeng_metric_count()))
	for i := range all {
		all[i] = Metric(C.GoString(C.xeng_metric_name(C.xeng_metric_at(C.size_t(i)))))
	}
	return all
}

// number is the metric's in C; 0 if there is none of that name.
func (m Metric) number() C.int32_t {
	c, free, err := cText(string(m))
	if err != nil {
		return 0
	}
	defer free()
	return C.xeng_metric_by_name(c)
}

// ParseEndpoint is the endpoint of a name such as "totals"; false if there is none.
func ParseEndpoint(name string) (Endpoint, bool) {
	c, free, err := cText(name)
	if err != nil {
		return 0, false
	}
	defer free()
	endpoint := Endpoint(C.xeng_endpoint_by_name(c))
	return endpoint, endpoint != 0
}

// String is the endpoint's name, as in its path.
func (e Endpoint) String() string { return C.GoString(C.xeng_endpoint_name(C.int32_t(e))) }

// MaxIDs is how many ids a request to the endpoint takes.
func (e Endpoint) MaxIDs() int { return int(C.xeng_endpoint_max_ids(C.int32_t(e))) }

// String is the dimension's name on the wire, such as "tweet.id".
func (d Dimension) String() string { return C.GoString(C.xeng_dimension_name(C.int32_t(d))) }

// String is the state as a word, such as "delivered".
func (s IDState) String() string { return C.GoString(C.xeng_id_state_name(C.int32_t(s))) }

// String is the state as a word.
func (s JobState) String() string {
	switch s {
	case JobComplete:
		return "complete"
	case JobStopped:
		return "stopped"
	default:
		return "open"
	}
}
