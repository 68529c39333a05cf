package xengage

// Texts and numbers on their way to C.

// #include <stdlib.h>
// #include "bridge.h"
import "C"

import (
	"math"
	"strings"
	"time"
	"unsafe"
)

// cText is a text for C, and what releases it. C would cut a text short at a zero byte.
func cText(text string) (*C.char, func(), error) {
	if strings.IndexByte(text, 0) >= 0 {
		return nil, nil, &Error{Code: ErrInvalidArgument, Message: "xengage: a text has a zero byte in it"}
	}
	c := C.CString(text)
	return c, func() { C.free(unsafe.Pointer(c)) }, nil
}

// cOptional is as cText, and NULL for "".
func cOptional(text string) (*C.char, func(), error) {
	if text == "" {
		return nil, func() {}, nil
	}
	return cText(text)
}

// milliseconds rounds up, so that a short time isn't none.
func milliseconds(d time.Duration) C.uint32_t {
	ms := (d + time.Millisecond - 1) / time.Millisecond
	switch {
	case ms < 0:
		return 0
	case ms > math.MaxUint32:
		return math.MaxUint32
	default:
		return C.uint32_t(ms)
	}
}

func cBool(on bool) C.int32_t {
	if on {
		return 1
	}
	return 0
}
