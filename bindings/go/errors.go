package xengage

// What goes wrong: one type, told apart by its code.

// #include "bridge.h"
import "C"

import "time"

// Error is what the library says of a failure. errors.Is tells its code:
//
//	if errors.Is(err, xengage.ErrRateLimited) { … }
//
// errors.As gives the rest.
type Error struct {
	Code           Code
	Message        string
	Rule           Rule      // the rule that a request breaks, or 0
	Limit          int64     // what the rule allows, or 0
	Value          string    // what breaks it, or ""
	HTTPStatus     int       // 0 where no answer came
	Attempts       int       // requests that were sent
	RetryAt        time.Time // when trying again makes sense; zero if nothing is known
	IDs            []uint64  // the Posts that it concerns
	ServerMessages []string  // as the server wrote them

	cause error
}

// Error is the library's message.
func (e *Error) Error() string { return e.Message }

// Is tells whether target is the error's code.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == e.Code
}

// Unwrap is the context's error where a context ended the call, else nil.
func (e *Error) Unwrap() error { return e.cause }

// Error makes a code an error by itself, to compare with.
func (c Code) Error() string { return "xengage: " + c.String() }

// String is the code's name in the C API, such as "XENG_ERROR_RATE_LIMITED".
func (c Code) String() string { return C.GoString(C.xeng_error_code_name(C.int32_t(c))) }

// String is the rule's name in the C API, such as "XENG_RULE_TOO_MANY_IDS".
func (r Rule) String() string { return C.GoString(C.xeng_error_rule_name(C.int32_t(r))) }

// takeError makes an error of the library's, and releases that.
func takeError(code C.int32_t, from *C.xeng_error) error {
	if code == C.XENG_OK {
		return nil
	}
	defer C.xeng_error_unref(from)
	return readError(code, from)
}

func readError(code C.int32_t, from *C.xeng_error) *Error {
	if from == nil { // there was no memory for one
		return &Error{Code: Code(code), Message: Code(code).String()}
	}
	e := &Error{
		Code:       Code(code),
		Message:    C.GoString(C.xeng_error_message(from)),
		Rule:       Rule(C.xeng_error_rule(from)),
		Limit:      int64(C.xeng_error_limit(from)),
		Value:      C.GoString(C.xeng_error_value(from)),
		HTTPStatus: int(C.xeng_error_http_status(from)),
		Attempts:   int(C.xeng_error_attempts(from)),
	}
	if at := int64(C.xeng_error_retry_at(from)); at != 0 {
		e.RetryAt = time.Unix(at, 0).UTC()
	}
	for i := C.size_t(0); i < C.xeng_error_id_count(from); i++ {
		e.IDs = append(e.IDs, uint64(C.xeng_error_id_at(from, i)))
	}
	for i := C.size_t(0); i < C.xeng_error_server_message_count(from); i++ {
		e.ServerMessages = append(e.ServerMessages, C.GoString(C.xeng_error_server_message(from, i)))
	}
	return e
}

// ended is the error of a call that its context ended.
func ended(cause error) error {
	return &Error{Code: ErrCancelled, Message: "xengage: " + cause.Error(), cause: cause}
}
