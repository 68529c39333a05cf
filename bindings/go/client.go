package xengage

// Sending requests.

// #include "bridge.h"
import "C"

import (
	"context"
	"errors"
	"runtime"
)

// Client has connections, limits and policy. Any number of goroutines can use it.
type Client struct{ p *pump }

// NewClient makes a client; nil is for every default, and what the environment says.
func NewClient(options *Options) (*Client, error) {
	if options == nil {
		options = &Options{}
	}
	inC, log, err := options.make()
	if err != nil {
		return nil, err
	}
	defer C.xeng_options_unref(inC)
	var e *C.xeng_error
	var made *C.xeng_client
	if code := C.xeng_client_new(inC, &made, &e); code != C.XENG_OK {
		deleteHandle(log)
		return nil, takeError(code, e)
	}
	p, err := newPump(made, log)
	if err != nil {
		C.xeng_client_unref(made)
		deleteHandle(log)
		return nil, err
	}
	client := &Client{p}
	runtime.SetFinalizer(client, func(c *Client) { c.p.close() })
	return client, nil
}

// Fetch sends a request and waits for its result. When the context ends first, the request is cancelled, and
// the error is the context's, too: errors.Is(err, context.Canceled).
func (c *Client) Fetch(ctx context.Context, credentials *Credentials, request *Request) (*Result, error) {
	defer runtime.KeepAlive(c)
	if err := ctx.Err(); err != nil {
		return nil, ended(err)
	}
	operation, to, err := c.submit(credentials, request)
	if err != nil {
		return nil, err
	}
	select {
	case got := <-to:
		return c.judge(got, nil)
	case <-ctx.Done():
		c.p.cancel(operation)
		return c.judge(<-to, ctx.Err())
	}
}

func (c *Client) submit(credentials *Credentials, request *Request) (operation C.xeng_operation, to chan outcome, err error) {
	err = request.with(credentials, func(owner *C.xeng_credentials, made *C.xeng_request) (err error) {
		operation, to, err = c.p.submit(owner, made)
		return err
	})
	return operation, to, err
}

// judge tells why an operation was cancelled: its context, or Close. A result that came first counts.
func (c *Client) judge(got outcome, cause error) (*Result, error) {
	if !errors.Is(got.err, ErrCancelled) {
		return got.result, got.err
	}
	if cause != nil {
		return nil, ended(cause)
	}
	return nil, ErrClosed
}

// Close cancels what is under way, which ends with ErrClosed, and closes the connections.
func (c *Client) Close() error {
	runtime.SetFinalizer(c, nil)
	c.p.close()
	return nil
}

// String tells nothing of how the client was set up.
func (c *Client) String() string { return "xengage.Client" }

// GoString is as String.
func (c *Client) GoString() string { return c.String() }
