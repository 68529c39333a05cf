/* One HTTP call that the library is to make, complete but for the Authorization header, which is
 * made anew each time that the call is sent. */
#ifndef XENG__AUTH_CALL_H
#define XENG__AUTH_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include <xengage/credentials.h>
#include <xengage/error.h>

#include "base/buf.h"

/* How a call shows its credentials. */
enum {
    XENG__CALL_BY_KIND = 0, /* OAuth 1.0a or bearer, as the kind of the credentials says */
    XENG__CALL_BASIC = 1    /* HTTP Basic, with the application's key and secret */
};

typedef struct xeng__call {
    const char *method;            /* a literal: "POST" */
    const char *content_type;      /* a literal; NULL: no body */
    xeng__buf url;                 /* absolute, http or https */
    xeng__buf body;                /* signed if it is a form, not if it is JSON */
    xeng_credentials *credentials; /* held */
    int32_t scheme;                /* XENG__CALL_BY_KIND or XENG__CALL_BASIC */
    char *oauth_callback;          /* further parameters of OAuth 1.0a; NULL where there are none */
    char *oauth_verifier;
    bool once; /* not to be repeated once its bytes may have reached the server: it isn't idempotent
                  there. Repeating is fine as long as no connection was made. */
} xeng__call;

/* A call of which nothing is known yet; its body counts as a secret. */
#define XENG__CALL_EMPTY                                                      \
    {                                                                         \
        NULL, NULL, XENG__BUF_EMPTY, XENG__BUF_SECRET, NULL, 0, NULL, NULL, 0 \
    }

/* Empties `value` (a secret buffer) and fills it with what follows "Authorization: ". `nonce` is
 * visible ASCII, fresh each time; `timestamp` is Unix seconds by the server's clock; only
 * OAuth 1.0a uses them. On failure `value` is empty. */
int32_t xeng__call_authorize(const xeng__call *call, const char *nonce, int64_t timestamp,
                             xeng__buf *value, xeng_error **error);

/* Wipes and frees what the call holds and leaves it empty. */
void xeng__call_free(xeng__call *call);

#endif
