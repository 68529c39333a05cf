package xengage

// Identities. Their secrets stay in the library: whatever shows one, shows its kind and user id only.

// #include <stdlib.h>
// #include "bridge.h"
import "C"

import (
	"encoding/json"
	"fmt"
	"unsafe"
)

// Credentials are one identity towards the API. Any number of goroutines can use them.
type Credentials struct {
	h    *handle
	kind CredentialsKind
	user uint64
}

// UserCredentials are a user's: OAuth 1.0a with an access token.
func UserCredentials(consumerKey, consumerSecret, accessToken, accessTokenSecret string) (*Credentials, error) {
	return newCredentials(func(c []*C.char, to **C.xeng_credentials, e **C.xeng_error) C.int32_t {
		return C.xeng_credentials_new_user(c[0], c[1], c[2], c[3], to, e)
	}, consumerKey, consumerSecret, accessToken, accessTokenSecret)
}

// AppCredentials are the application's alone: public metrics on totals.
func AppCredentials(consumerKey, consumerSecret string) (*Credentials, error) {
	return newCredentials(func(c []*C.char, to **C.xeng_credentials, e **C.xeng_error) C.int32_t {
		return C.xeng_credentials_new_app(c[0], c[1], to, e)
	}, consumerKey, consumerSecret)
}

// BearerCredentials are the application's alone, by a bearer token.
func BearerCredentials(token string) (*Credentials, error) {
	return newCredentials(func(c []*C.char, to **C.xeng_credentials, e **C.xeng_error) C.int32_t {
		return C.xeng_credentials_new_bearer(c[0], to, e)
	}, token)
}

// CredentialsFromEnv are those of the environment: XENGAGE_CONSUMER_KEY, XENGAGE_CONSUMER_SECRET,
// XENGAGE_ACCESS_TOKEN and XENGAGE_ACCESS_TOKEN_SECRET; or XENGAGE_BEARER_TOKEN; or the first two.
func CredentialsFromEnv() (*Credentials, error) {
	return newCredentials(func(_ []*C.char, to **C.xeng_credentials, e **C.xeng_error) C.int32_t {
		return C.xeng_credentials_from_env(to, e)
	})
}

// CredentialsFromFile reads a JSON file that only its owner can read.
func CredentialsFromFile(path string) (*Credentials, error) {
	return newCredentials(func(c []*C.char, to **C.xeng_credentials, e **C.xeng_error) C.int32_t {
		return C.xeng_credentials_from_file(c[0], to, e)
	}, path)
}

type makeCredentials func(texts []*C.char, to **C.xeng_credentials, e **C.xeng_error) C.int32_t

func newCredentials(makes makeCredentials, texts ...string) (*Credentials, error) {
	inC := make([]*C.char, len(texts))
	for i, text := range texts {
		c, _, err := cText(text)
		if err != nil {
			return nil, err
		}
		defer C.bridge_free_secret(c)
		inC[i] = c
	}
	var e *C.xeng_error
	var made *C.xeng_credentials
	if code := makes(inC, &made, &e); code != C.XENG_OK {
		return nil, takeError(code, e)
	}
	return &Credentials{
		h: newHandle(unsafe.Pointer(made), func(p unsafe.Pointer) {
			C.xeng_credentials_unref((*C.xeng_credentials)(p))
		}),
		kind: CredentialsKind(C.xeng_credentials_kind(made)),
		user: uint64(C.xeng_credentials_user_id(made)),
	}, nil
}

// Save writes the credentials to a file that only its owner can read. It is the only way out for secrets.
func (c *Credentials) Save(path string) error {
	if c == nil || !c.h.hold() {
		return ErrClosed
	}
	defer c.h.drop()
	text, free, err := cText(path)
	if err != nil {
		return err
	}
	defer free()
	var e *C.xeng_error
	code := C.xeng_credentials_save((*C.xeng_credentials)(c.h.pointer), text, &e)
	return takeError(code, e)
}

// Kind is the kind of the credentials.
func (c *Credentials) Kind() CredentialsKind { return c.kind }

// UserID is the user's id, as the access token has it; 0 where there is none.
func (c *Credentials) UserID() uint64 { return c.user }

// Close wipes the secrets, once nothing under way needs them; so does the garbage collector.
func (c *Credentials) Close() error {
	c.h.close()
	return nil
}

// String is the kind and the user's id.
func (c *Credentials) String() string {
	if c == nil {
		return "xengage.Credentials(none)"
	}
	switch c.kind {
	case CredentialsUser:
		return fmt.Sprintf("xengage.Credentials(user %d)", c.user)
	case CredentialsApp:
		return "xengage.Credentials(app)"
	default:
		return "xengage.Credentials(bearer)"
	}
}

// GoString is as String.
func (c *Credentials) GoString() string { return c.String() }

// MarshalJSON gives what String does: credentials can't be read back from it.
func (c *Credentials) MarshalJSON() ([]byte, error) { return json.Marshal(c.String()) }
