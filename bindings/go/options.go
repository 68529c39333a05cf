package xengage

// How a client behaves.

// #include "bridge.h"
import "C"

import (
	"runtime/cgo"
	"time"
)

// Options say how a client behaves; the zero value is every default. What is set here goes before
// XENGAGE_BASE_URL, XENGAGE_AUTH_URL and XENGAGE_CA_FILE of the environment.
type Options struct {
	BaseURL, AuthURL string
	CAFile           string // certificates to trust, instead of the system's
	FallbackCAFile   string // certificates to trust where the system has none
	Proxy            string
	UserAgent        string // the program's, put before the library's
	Deadline         time.Duration
	ConnectTimeout   time.Duration
	StallTimeout     time.Duration
	MaxAttempts      uint32
	RateLimit        uint32 // requests a minute
	MaxConcurrency   uint32
	MaxResponseBytes uint64
	HTTPVersion      HTTPVersion
	CompressRequests bool
	IgnoreEnv        bool // leaves the environment alone

	// Log receives lines without secrets, up to LogLevel; from any thread. It must not use the client.
	Log      func(level LogLevel, line string)
	LogLevel LogLevel
}

// make gives the options in C, and the handle of the log, or 0.
func (o Options) make() (made *C.xeng_options, log cgo.Handle, err error) {
	var e *C.xeng_error
	if code := C.xeng_options_new(&made, &e); code != C.XENG_OK {
		return nil, 0, takeError(code, e)
	}
	if err := o.set(made); err != nil {
		C.xeng_options_unref(made)
		return nil, 0, err
	}
	if o.Log != nil {
		log = cgo.NewHandle(o.Log)
		C.bridge_set_log(made, C.int32_t(o.LogLevel), C.uintptr_t(log))
	}
	return made, log, nil
}

func (o Options) set(to *C.xeng_options) error {
	var e *C.xeng_error
	if !o.IgnoreEnv {
		if code := C.xeng_options_from_env(to, &e); code != C.XENG_OK {
			return takeError(code, e)
		}
	}
	if err := o.setTexts(to); err != nil {
		return err
	}
	o.setNumbers(to)
	code := C.xeng_options_set_http_version(to, C.int32_t(o.HTTPVersion), &e)
	return takeError(code, e)
}

func (o Options) setTexts(to *C.xeng_options) error {
	texts := []struct {
		text string
		set  func(*C.char, **C.xeng_error) C.int32_t
	}{
		{o.BaseURL, func(c *C.char, e **C.xeng_error) C.int32_t { return C.xeng_options_set_base_url(to, c, e) }},
		{o.AuthURL, func(c *C.char, e **C.xeng_error) C.int32_t { return C.xeng_options_set_auth_url(to, c, e) }},
		{o.CAFile, func(c *C.char, e **C.xeng_error) C.int32_t { return C.xeng_options_set_ca_file(to, c, e) }},
		{o.FallbackCAFile, func(c *C.char, e **C.xeng_error) C.int32_t {
			return C.xeng_options_set_fallback_ca_file(to, c, e)
		}},
		{o.Proxy, func(c *C.char, e **C.xeng_error) C.int32_t { return C.xeng_options_set_proxy(to, c, e) }},
		{o.UserAgent, func(c *C.char, e **C.xeng_error) C.int32_t { return C.xeng_options_set_user_agent(to, c, e) }},
	}
	for _, one := range texts {
		if one.text == "" {
			continue
		}
		if err := withText(one.text, one.set); err != nil {
			return err
		}
	}
	return nil
}

// withText makes a call with a text.
func withText(text string, call func(*C.char, **C.xeng_error) C.int32_t) error {
	c, free, err := cText(text)
	if err != nil {
		return err
	}
	defer free()
	var e *C.xeng_error
	code := call(c, &e)
	return takeError(code, e)
}

// setNumbers leaves alone what is 0, the default.
func (o Options) setNumbers(to *C.xeng_options) {
	if o.Deadline > 0 {
		C.xeng_options_set_deadline_ms(to, milliseconds(o.Deadline))
	}
	if o.ConnectTimeout > 0 {
		C.xeng_options_set_connect_timeout_ms(to, milliseconds(o.ConnectTimeout))
	}
	if o.StallTimeout > 0 {
		C.xeng_options_set_stall_timeout_ms(to, milliseconds(o.StallTimeout))
	}
	if o.MaxAttempts > 0 {
		C.xeng_options_set_max_attempts(to, C.uint32_t(o.MaxAttempts))
	}
	if o.RateLimit > 0 {
		C.xeng_options_set_rate_limit(to, C.uint32_t(o.RateLimit))
	}
	if o.MaxConcurrency > 0 {
		C.xeng_options_set_max_concurrency(to, C.uint32_t(o.MaxConcurrency))
	}
	if o.MaxResponseBytes > 0 {
		C.xeng_options_set_max_response_bytes(to, C.size_t(o.MaxResponseBytes))
	}
	C.xeng_options_set_compress_requests(to, cBool(o.CompressRequests))
}
