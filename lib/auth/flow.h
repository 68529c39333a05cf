/* The token flows without their I/O: functions that build each call, and functions that read its
 * answer. Errors never quote an answer, which may hold a token.
 *
 * A builder fills an empty xeng__call, which the caller frees whatever is returned. `auth_url` is
 * scheme, host, perhaps a port and a path prefix. */
#ifndef XENG__AUTH_FLOW_H
#define XENG__AUTH_FLOW_H

#include <stddef.h>
#include <stdint.h>

#include "auth/call.h"
#include "auth/credentials.h"
#include "base/buf.h"
#include "base/error.h"

/* A bearer token, of an application's key and secret. */
int32_t xeng__flow_bearer_call(const char *auth_url, const xeng_credentials *app, xeng__call *call,
                               xeng_error **error);
int32_t xeng__flow_bearer_answer(const char *body, size_t size, xeng_credentials **bearer,
                                 xeng_error **error);

/* Step 1 of a login: a request token. It comes as credentials of kind XENG_CREDENTIALS_USER, which
 * are good for step 3 alone. */
int32_t xeng__flow_request_token_call(const char *auth_url, const xeng_credentials *app,
                                      const char *callback, xeng__call *call, xeng_error **error);
int32_t xeng__flow_request_token_answer(const char *body, size_t size, const xeng_credentials *app,
                                        xeng_credentials **request_token, xeng_error **error);

/* Step 2: where the user consents, and what comes back from there: a PIN, an address or its query,
 * whose token must be that of step 1. */
int32_t xeng__flow_authorize_url(const char *auth_url, const xeng_credentials *request_token,
                                 xeng__buf *url, xeng_error **error);
int32_t xeng__flow_consent(const char *answer, const xeng_credentials *request_token,
                           xeng__buf *verifier, xeng_error **error);

/* Step 3: the access token. `screen_name` is appended to; it stays empty if none came. */
int32_t xeng__flow_access_token_call(const char *auth_url, const xeng_credentials *request_token,
                                     const char *verifier, xeng__call *call, xeng_error **error);
int32_t xeng__flow_access_token_answer(const char *body, size_t size,
                                       const xeng_credentials *request_token,
                                       xeng_credentials **user, xeng__buf *screen_name,
                                       xeng_error **error);

/* Making a token worthless. `app` is for bearer tokens, else NULL. */
int32_t xeng__flow_invalidate_call(const char *auth_url, const xeng_credentials *token,
                                   const xeng_credentials *app, xeng__call *call,
                                   xeng_error **error);
int32_t xeng__flow_invalidate_answer(const char *body, size_t size, xeng_error **error);

#endif
