/* A place of its own for the outcomes of somebody's operations, so that a job and its client's
 * other callers don't take each other's. For one thread at a time, but for xeng__outbox_nudge(). */
#ifndef XENG__NET_OUTBOX_H
#define XENG__NET_OUTBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "net/engine.h"

typedef struct xeng__outbox xeng__outbox;

/* What one operation came to. */
typedef struct xeng__outcome {
    uint64_t operation; /* 0: nothing is finished */
    int32_t code;
    xeng_result *result;
    xeng_error *error;
    uint32_t attempts;       /* how often it was sent */
    uint64_t bytes_sent;     /* bodies, over all attempts */
    uint64_t bytes_received; /* bodies as they came over the wire, over all attempts */
} xeng__outcome;

int32_t xeng__outbox_new(xeng__engine *engine, xeng__outbox **outbox, xeng_error **error);

/* Drops its operations, those under way too, and frees it. */
void xeng__outbox_free(xeng__outbox *outbox);

/* Puts a call on its way, but not before `delay_ms` from now, during which it takes no place of
 * others. What it comes to is told here. `claimed` is not looked at. */
int32_t xeng__outbox_submit(xeng__outbox *outbox, const xeng__submission *submission,
                            uint32_t delay_ms, uint64_t *operation, xeng_error **error);

/* Drives all of the engine's sockets until something is finished here, `timeout_ms` have passed
 * (-1: never) or somebody nudges. With 0 it does what is due, and doesn't wait. */
int32_t xeng__outbox_wait(xeng__outbox *outbox, int32_t timeout_ms, xeng_error **error);

/* Takes the next outcome; `operation` is 0 if nothing is finished. */
void xeng__outbox_take(xeng__outbox *outbox, xeng__outcome *outcome);

/* Ends xeng__outbox_wait(), the present one or the next; makes the client's descriptor readable.
 * From any thread and from signal handlers: it takes no lock. */
void xeng__outbox_nudge(xeng__outbox *outbox);

/* Drops what is queued or under way here; each finishes with XENG_ERROR_CANCELLED. */
void xeng__outbox_cancel(xeng__outbox *outbox);

/* The same for what waits: for its turn, the rate limit or another attempt. What is at the server
 * is left alone, but nothing is tried again from now on. */
void xeng__outbox_cancel_waiting(xeng__outbox *outbox);

/* The same for one operation, wherever it is. */
void xeng__outbox_cancel_one(xeng__outbox *outbox, uint64_t operation);

/* How many operations have been submitted and not been taken yet. */
uint64_t xeng__outbox_pending(const xeng__outbox *outbox);

/* What the rate limit says of calls with credentials of a kind. */
typedef struct xeng__rate_view {
    int64_t per_minute; /* as far as it is known, this engine's share of it; else 0 */
    int64_t wait_ms;    /* until the next may go; 0 if at once */
    bool unknown;       /* that depends on answers to come */
} xeng__rate_view;
void xeng__engine_rate(xeng__engine *engine, int32_t credentials_kind, xeng__rate_view *view);

/* Keeps to one of `count` equal shares of the rate limit, from now on: others, elsewhere, use the
 * rest. Shares of all indices add up to the whole. */
void xeng__engine_set_rate_share(xeng__engine *engine, uint32_t index, uint32_t count);

#endif
