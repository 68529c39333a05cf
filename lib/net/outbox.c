/* A place of its own for the outcomes of somebody's operations. */
#include "net/outbox.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "net/engine_state.h"

struct xeng__outbox {
    xeng__engine *engine;
    xeng__outbox *next; /* of the engine's */
    xeng__list finished;
    uint64_t pending;
    bool closing; /* nothing is tried again */
    atomic_bool nudged;
};

int32_t xeng__outbox_new(xeng__engine *engine, xeng__outbox **outbox, xeng_error **error)
{
    *outbox = NULL;
    xeng__outbox *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = xeng__engine_enter(engine, error);
    if (code != XENG_OK) {
        xeng__free(made);
        return code;
    }
    made->engine = engine;
    atomic_init(&made->nudged, false);
    made->next = engine->outboxes;
    engine->outboxes = made;
    xeng__engine_leave(engine);
    *outbox = made;
    return XENG_OK;
}

/* Finishes all; without `active`, only those that aren't at the server. */
static void cancel(const xeng__outbox *outbox, bool active)
{
    xeng__engine *engine = outbox->engine;
    for (size_t i = 0; i < engine->bucket_count; i++) {
        for (xeng__operation *operation = engine->buckets[i]; operation != NULL;
             operation = operation->in_bucket) {
            if (operation->outbox == outbox &&
                (active || operation->state != XENG__OPERATION_ACTIVE)) {
                xeng__operation_cancel(engine, operation);
            }
        }
    }
}

static void unlink_from_engine(const xeng__outbox *outbox)
{
    xeng__outbox **link = &outbox->engine->outboxes;
    while (*link != outbox) {
        link = &(*link)->next;
    }
    *link = outbox->next;
}

static void forget(xeng__outbox *outbox, xeng__operation *operation)
{
    xeng__list_drop(&outbox->finished, operation);
    xeng__engine_taken(outbox->engine);
    outbox->pending--;
}

void xeng__outbox_free(xeng__outbox *outbox)
{
    if (outbox == NULL) {
        return;
    }
    xeng__engine *engine = outbox->engine;
    if (xeng__engine_enter(engine, NULL) == XENG_OK) {
        cancel(outbox, true);
        while (outbox->finished.first != NULL) {
            xeng__operation *operation = outbox->finished.first;
            forget(outbox, operation);
            xeng__operation_remove(engine, operation);
        }
        unlink_from_engine(outbox);
        xeng__engine_show(engine);
        xeng__engine_run(engine);
        xeng__engine_leave(engine);
    }
    xeng__free(outbox);
}

int32_t xeng__outbox_submit(xeng__outbox *outbox, const xeng__submission *submission,
                            uint32_t delay_ms, uint64_t *operation, xeng_error **error)
{
    int32_t code =
        xeng__engine_submit_to(outbox->engine, submission, outbox, delay_ms, operation, error);
    outbox->pending += code == XENG_OK;
    return code;
}

void xeng__outbox_put(xeng__operation *operation)
{
    xeng__list_push(&operation->outbox->finished, operation);
}

bool xeng__outbox_has_news(const xeng__outbox *outbox)
{
    return outbox->finished.first != NULL || atomic_load(&outbox->nudged);
}

bool xeng__outbox_any_nudged(const xeng__engine *engine)
{
    const xeng__outbox *outbox = engine->outboxes;
    while (outbox != NULL && !atomic_load(&outbox->nudged)) {
        outbox = outbox->next;
    }
    return outbox != NULL;
}

int32_t xeng__outbox_wait(xeng__outbox *outbox, int32_t timeout_ms, xeng_error **error)
{
    xeng__engine *engine = outbox->engine;
    int32_t code = xeng__engine_enter(engine, error);
    if (code != XENG_OK) {
        return code;
    }
    code = xeng__engine_await(engine, outbox, timeout_ms, error);
    atomic_store(&outbox->nudged, false);
    xeng__engine_show(engine);
    xeng__engine_leave(engine);
    return code;
}

void xeng__outbox_take(xeng__outbox *outbox, xeng__outcome *outcome)
{
    xeng__engine *engine = outbox->engine;
    *outcome = (xeng__outcome){0};
    if (xeng__engine_enter(engine, NULL) != XENG_OK) {
        return;
    }
    xeng__operation *operation = outbox->finished.first;
    if (operation != NULL) {
        *outcome = (xeng__outcome){
            .operation = operation->id,
            .code = operation->code,
            .result = operation->result,
            .error = operation->error,
            .attempts = operation->sent,
            .bytes_sent = operation->bytes_sent,
            .bytes_received = operation->bytes_received,
        };
        operation->result = NULL;
        operation->error = NULL;
        forget(outbox, operation);
        xeng__operation_remove(engine, operation);
    }
    xeng__engine_leave(engine);
}

void xeng__outbox_nudge(xeng__outbox *outbox)
{
    /* The child of a fork has the parent's sets, and must not wake the parent. */
    if (!xeng__engine_forked(outbox->engine)) {
        atomic_store(&outbox->nudged, true);
        xeng__poller_nudge(&outbox->engine->poller);
    }
}

static void enter_and_cancel(xeng__outbox *outbox, bool active)
{
    if (xeng__engine_enter(outbox->engine, NULL) == XENG_OK) {
        cancel(outbox, active);
        xeng__engine_run(outbox->engine);
        xeng__engine_leave(outbox->engine);
    }
}

void xeng__outbox_cancel(xeng__outbox *outbox)
{
    enter_and_cancel(outbox, true);
}

void xeng__outbox_cancel_waiting(xeng__outbox *outbox)
{
    outbox->closing = true;
    enter_and_cancel(outbox, false);
}

void xeng__outbox_cancel_one(xeng__outbox *outbox, uint64_t id)
{
    if (xeng__engine_enter(outbox->engine, NULL) == XENG_OK) {
        xeng__operation *operation = xeng__operation_find(outbox->engine, id);
        if (operation != NULL && operation->outbox == outbox) {
            xeng__operation_cancel(outbox->engine, operation);
        }
        xeng__engine_run(outbox->engine);
        xeng__engine_leave(outbox->engine);
    }
}

bool xeng__outbox_is_closing(const xeng__outbox *outbox)
{
    return outbox->closing;
}

uint64_t xeng__outbox_pending(const xeng__outbox *outbox)
{
    return outbox->pending;
}

void xeng__engine_rate(xeng__engine *engine, int32_t credentials_kind, xeng__rate_view *view)
{
    *view = (xeng__rate_view){0};
    if (xeng__engine_enter(engine, NULL) != XENG_OK) {
        return;
    }
    int pool = credentials_kind == XENG_CREDENTIALS_USER ? XENG__POOL_USER : XENG__POOL_APP;
    int64_t now = xeng__clock_monotonic_ms();
    int64_t next = xeng__limiter_next(&engine->limiter, pool, now);
    view->per_minute = xeng__limiter_figure(&engine->limiter, pool);
    view->unknown = next == XENG__LIMITER_UNKNOWN;
    view->wait_ms = view->unknown || next <= now ? 0 : next - now;
    xeng__engine_leave(engine);
}

void xeng__engine_set_rate_share(xeng__engine *engine, uint32_t index, uint32_t count)
{
    if (xeng__engine_enter(engine, NULL) == XENG_OK) {
        xeng__limiter_set_share(&engine->limiter, index, count);
        xeng__engine_leave(engine);
    }
}
