/* Who may go: places are limited, and so is the rate. */
#include <inttypes.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "net/engine_state.h"

enum {
    /* Beginning a connection takes libcurl a millisecond with TLS, and by its timers it may go on
     * with all that are begun at once: an event loop is not to be kept that long. */
    MOST_CONNECTING = 16,
    /* Until the first one stands libcurl keeps further requests waiting, since they may share it.
     * If they can't, it begins connections for all that waited at once. */
    MOST_CONNECTING_FIRST = 4
};

static bool has_place(const xeng__engine *engine)
{
    size_t most = engine->connected ? MOST_CONNECTING : MOST_CONNECTING_FIRST;
    return engine->active < engine->settings.max_concurrency && engine->connecting < most;
}

void xeng__engine_enqueue(xeng__engine *engine, xeng__operation *operation)
{
    operation->state = XENG__OPERATION_QUEUED;
    xeng__timers_set(&engine->timers, &operation->timer, operation->deadline);
    xeng__list *queue = &engine->queues[operation->queue];
    if (operation->sent > 0) {
        xeng__list_push_front(queue, operation);
    } else {
        xeng__list_push(queue, operation);
    }
}

/* When a queue may go on; `now` or earlier if at once. */
static int64_t queue_next(xeng__engine *engine, int queue, int64_t now)
{
    return queue == XENG__QUEUE_UNLIMITED ? now : xeng__limiter_next(&engine->limiter, queue, now);
}

/* The error of an operation for which the rate limit has no room before its deadline: its own last
 * one, or one that says so. */
static int32_t no_room(xeng__engine *engine, xeng__operation *operation, int64_t next, int64_t now,
                       xeng_error **error)
{
    int64_t retry_at = (xeng__clock_unix_ms() + (next - now) + 999) / 1000;
    int32_t code;
    if (operation->last_error != NULL) {
        *error = operation->last_error;
        operation->last_error = NULL;
        code = xeng_error_code(*error);
    } else {
        char when[XENG__ISO8601_SIZE];
        xeng__format_time(retry_at, when);
        int64_t figure = xeng__limiter_figure(&engine->limiter, operation->queue);
        code = figure > 0 ? xeng__fail(error, XENG_ERROR_RATE_LIMITED,
                                       "the rate limit of %" PRId64 " requests a minute is used "
                                       "up until %s, which is after the deadline",
                                       figure, when)
                          : xeng__fail(error, XENG_ERROR_RATE_LIMITED,
                                       "the rate limit is used up until %s, which is after the "
                                       "deadline",
                                       when);
    }
    xeng__error_set_retry_at(*error, retry_at);
    return code;
}

/* Doesn't let anybody wait in vain. */
static void refuse_hopeless(xeng__engine *engine, int queue, int64_t next, int64_t now)
{
    xeng__operation *operation = engine->queues[queue].first;
    while (operation != NULL) {
        xeng__operation *following = operation->next;
        if (operation->deadline <= next) {
            xeng_error *error = NULL;
            int32_t code = no_room(engine, operation, next, now, &error);
            xeng__operation_fail(engine, operation, code, error);
        }
        operation = following;
    }
}

static void start_one(xeng__engine *engine, int queue, int64_t now)
{
    xeng__operation *operation = engine->queues[queue].first;
    xeng__list_drop(&engine->queues[queue], operation);
    operation->state = XENG__OPERATION_ACTIVE;
    xeng_error *error = NULL;
    int32_t code = xeng__attempt_begin(engine, operation, now, &error);
    if (code != XENG_OK) {
        xeng__operation_fail(engine, operation, code, error);
        return;
    }
    operation->sent++;
    if (queue != XENG__QUEUE_UNLIMITED) {
        xeng__limiter_sent(&engine->limiter, queue, now);
    }
}

/* One line for whoever is the first to wait. */
static void log_wait(const xeng__engine *engine, xeng__operation *operation, int64_t ms)
{
    if (operation != NULL && !operation->told_to_wait) {
        operation->told_to_wait = true;
        xeng__log_write(&engine->log, XENG_LOG_WARN,
                        "#%" PRIu64 " %s: waiting up to %" PRId64 " ms for the rate limit",
                        operation->id, operation->what, ms);
    }
}

void xeng__engine_start(xeng__engine *engine, int64_t now, int64_t until)
{
    int idle = 0; /* queues in a row that had nothing to send */
    bool time_left = true;
    while (time_left && has_place(engine) && idle < XENG__QUEUE_COUNT) {
        int queue = engine->next_queue;
        engine->next_queue = (queue + 1) % XENG__QUEUE_COUNT;
        idle++;
        if (engine->queues[queue].first == NULL) {
            continue;
        }
        int64_t next = queue_next(engine, queue, now);
        if (next <= now) {
            start_one(engine, queue, now);
            idle = 0;
            time_left = xeng__clock_monotonic_ms() < until;
        } else if (next != XENG__LIMITER_UNKNOWN) {
            refuse_hopeless(engine, queue, next, now);
            log_wait(engine, engine->queues[queue].first, next - now);
        }
    }
}

int64_t xeng__engine_start_due(xeng__engine *engine, int64_t now)
{
    int64_t due = XENG__POLLER_NEVER;
    if (!has_place(engine)) {
        return due;
    }
    for (int queue = 0; queue < XENG__QUEUE_COUNT; queue++) {
        if (engine->queues[queue].first != NULL) {
            int64_t next = queue_next(engine, queue, now);
            due = next < due ? next : due;
        }
    }
    return due;
}
