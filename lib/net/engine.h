/* Runs calls over libcurl: any number at once, for threads that wait and for event loops alike. No
 * thread of its own: whoever waits drives the sockets for all.
 *
 * Everything here may be called from any thread; in the child of a fork it fails with
 * XENG_ERROR_FORKED. */
#ifndef XENG__NET_ENGINE_H
#define XENG__NET_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/request.h>
#include <xengage/result.h>

#include "auth/call.h"
#include "base/buf.h"
#include "base/log.h"
#include "net/settings.h"

typedef struct xeng__engine xeng__engine;

/* Both are copied. */
int32_t xeng__engine_new(const xeng__settings *settings, const xeng__log *log,
                         xeng__engine **engine, xeng_error **error);

/* Drops what is under way, closes connections and frees. Nobody may be inside any more. In the
 * child of a fork it frees what is the child's, and leaves libcurl's connections, which it shares
 * with the parent, alone. */
void xeng__engine_free(xeng__engine *engine);

/* What is to be sent. */
typedef struct xeng__submission {
    xeng__call *call;             /* emptied, if it is taken */
    const xeng_request *expected; /* whose answer is to be decoded into a result; copied. NULL: the
                                     answer's body is wanted as it is */
    const char *what;             /* for the log, a literal: the endpoint's name */
    uint32_t deadline_ms;         /* 0: the default */
    uint32_t max_attempts;        /* 0: the default */
    bool claimed;                 /* it is waited for, and never told as a completion */
} xeng__submission;

/* Puts a call on its way. */
int32_t xeng__engine_submit(xeng__engine *engine, const xeng__submission *submission,
                            uint64_t *operation, xeng_error **error);

/* Waits for an operation and takes its outcome: `result`, or for calls without `expected` the
 * body, each of which may be NULL. */
int32_t xeng__engine_wait(xeng__engine *engine, uint64_t operation, xeng_result **result,
                          xeng__buf *body, xeng_error **error);

/* Sends a call, waits, and gives the body of a 2xx answer, decompressed; else the error that the
 * answer means. The call stays the caller's, but is emptied. */
int32_t xeng__engine_call(xeng__engine *engine, xeng__call *call, uint32_t deadline_ms,
                          xeng__buf *body, xeng_error **error);

/* As the functions of <xengage/client.h>. */
int32_t xeng__engine_fd(const xeng__engine *engine);
int32_t xeng__engine_dispatch(xeng__engine *engine, int32_t timeout_ms, xeng_error **error);
int32_t xeng__engine_next_completion(xeng__engine *engine, uint64_t *operation,
                                     xeng_result **result, xeng_error **error);
void xeng__engine_cancel(xeng__engine *engine, uint64_t operation);
void xeng__engine_cancel_all(xeng__engine *engine);

/* Whether this process is a child that was forked after the engine was made. */
bool xeng__engine_forked(const xeng__engine *engine);

#endif
