/* Threads that wait. One of them, the leader, drives the sockets for all; when it has what it
 * waited for it hands that over to the next. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/system_error.h"
#include "net/engine_state.h"
#include "net/exit.h"

/* Condition variables with timeouts by the monotonic clock. */
static int32_t waiter_init(xeng__waiter *waiter, xeng_error **error)
{
    memset(waiter, 0, sizeof *waiter);
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) == 0) {
        int reason = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
        reason = reason == 0 ? pthread_cond_init(&waiter->wake, &attributes) : reason;
        (void)pthread_condattr_destroy(&attributes);
        if (reason == 0) {
            return XENG_OK;
        }
    }
    return xeng__fail(error, XENG_ERROR_SYSTEM, "the system refuses a condition variable");
}

static void line_up(xeng__engine *engine, xeng__waiter *waiter)
{
    waiter->previous = engine->last_waiter;
    waiter->next = NULL;
    if (engine->last_waiter == NULL) {
        engine->first_waiter = waiter;
    } else {
        engine->last_waiter->next = waiter;
    }
    engine->last_waiter = waiter;
}

static void step_out(xeng__engine *engine, xeng__waiter *waiter)
{
    if (waiter->previous == NULL) {
        engine->first_waiter = waiter->next;
    } else {
        waiter->previous->next = waiter->next;
    }
    if (waiter->next == NULL) {
        engine->last_waiter = waiter->previous;
    } else {
        waiter->next->previous = waiter->previous;
    }
}

static void wake(xeng__engine *engine, xeng__waiter *waiter)
{
    if (waiter->woken) {
        return;
    }
    waiter->woken = true;
    if (waiter != engine->leader) {
        (void)pthread_cond_signal(&waiter->wake);
    } else if (engine->polling) {
        xeng__poller_wake(&engine->poller);
    }
}

/* Sleeps until woken, or until a moment of the monotonic clock. */
static void sleep_until(xeng__engine *engine, xeng__waiter *waiter, int64_t until)
{
    struct timespec moment = {
        .tv_sec = (time_t)(until / 1000),
        .tv_nsec = (long)(until % 1000) * 1000000,
    };
    int reason = 0;
    waiter->woken = false;
    line_up(engine, waiter);
    engine->inside = false;
    while (!waiter->woken && reason != ETIMEDOUT) {
        reason = until == XENG__POLLER_NEVER
                     ? pthread_cond_wait(&waiter->wake, &engine->lock)
                     : pthread_cond_timedwait(&waiter->wake, &engine->lock, &moment);
    }
    engine->inside = true;
    step_out(engine, waiter);
}

/* Before a thread goes: if nobody drives then, another one has to. That holds for threads that
 * never drove, too: they may have been asked to just when they got what they waited for. */
static void resign(xeng__engine *engine, xeng__waiter *self)
{
    if (engine->leader == self) {
        engine->leader = NULL;
    }
    xeng__waiter *next = engine->first_waiter;
    while (next != NULL && next->woken) {
        next = next->next;
    }
    if (engine->leader == NULL && next != NULL) {
        wake(engine, next);
    }
}

/* Wakes the threads that want to know of what was told in an outbox, or (NULL) to the client. */
static void wake_for(xeng__engine *engine, const struct xeng__outbox *outbox)
{
    xeng__waiter *leader = engine->leader;
    if (leader != NULL && (outbox == NULL ? leader->for_any : leader->outbox == outbox)) {
        wake(engine, leader);
    }
    for (xeng__waiter *waiter = engine->first_waiter; waiter != NULL; waiter = waiter->next) {
        if (outbox == NULL ? waiter->for_any : waiter->outbox == outbox) {
            wake(engine, waiter);
        }
    }
}

void xeng__engine_wake_all(xeng__engine *engine)
{
    if (engine->leader != NULL) {
        wake(engine, engine->leader);
    }
    for (xeng__waiter *waiter = engine->first_waiter; waiter != NULL; waiter = waiter->next) {
        wake(engine, waiter);
    }
}

void xeng__engine_tell(xeng__engine *engine, xeng__operation *operation)
{
    if (operation->waiter != NULL) {
        wake(engine, operation->waiter);
    }
    if (operation->claimed) {
        return;
    }
    if (operation->outbox != NULL) {
        xeng__outbox_put(operation);
    } else {
        xeng__list_push(&engine->finished, operation);
    }
    engine->untaken++;
    xeng__engine_show(engine);
    wake_for(engine, operation->outbox);
}

void xeng__engine_tell_nudges(xeng__engine *engine)
{
    for (xeng__waiter *waiter = engine->first_waiter; waiter != NULL; waiter = waiter->next) {
        if (waiter->outbox != NULL && xeng__outbox_has_news(waiter->outbox)) {
            wake(engine, waiter);
        }
    }
    xeng__engine_show(engine);
}

void xeng__engine_show(xeng__engine *engine)
{
    xeng__poller_set_finished(&engine->poller,
                              engine->untaken > 0 || xeng__outbox_any_nudged(engine));
}

void xeng__engine_taken(xeng__engine *engine)
{
    engine->untaken--;
    xeng__engine_show(engine);
}

/* Makes an operation this thread's own; nobody else may wait for it, or fetch it. */
static int32_t claim(xeng__engine *engine, uint64_t id, xeng__operation **operation,
                     xeng_error **error)
{
    xeng__operation *found = xeng__operation_find(engine, id);
    if (found == NULL || found->waiter != NULL || found->outbox != NULL) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          found == NULL || found->waiter == NULL
                              ? "there is no such operation, or its outcome was taken"
                              : "another thread is waiting for this operation already");
    }
    if (found->state == XENG__OPERATION_FINISHED && !found->claimed) {
        xeng__list_drop(&engine->finished, found);
        xeng__engine_taken(engine);
    }
    found->claimed = true;
    *operation = found;
    return XENG_OK;
}

static int32_t fail_to_wait(xeng_error **error)
{
    char text[XENG__SYSTEM_ERROR_SIZE];
    return xeng__fail(error, XENG_ERROR_SYSTEM, "the system refuses to wait for sockets: %s",
                      xeng__system_error(errno, text));
}

static void cannot_poll(xeng__engine *engine, xeng__operation *operation)
{
    xeng_error *error = NULL;
    int32_t code = fail_to_wait(&error);
    if (operation->state != XENG__OPERATION_FINISHED) {
        xeng__operation_fail(engine, operation, code, error);
    } else {
        xeng_error_unref(error);
    }
}

/* Gives an outcome to whoever takes it, and forgets the operation. */
static int32_t take(xeng__engine *engine, xeng__operation *operation, xeng_result **result,
                    xeng__buf *body, xeng_error **error)
{
    int32_t code = operation->code;
    if (result != NULL) {
        *result = operation->result;
        operation->result = NULL;
    }
    if (body != NULL && code == XENG_OK) {
        xeng__buf_free(body);
        *body = operation->body;
        operation->body = (xeng__buf)XENG__BUF_SECRET;
    }
    if (error != NULL) {
        *error = operation->error;
        operation->error = NULL;
    }
    xeng__operation_remove(engine, operation);
    return code;
}

int32_t xeng__engine_wait(xeng__engine *engine, uint64_t id, xeng_result **result, xeng__buf *body,
                          xeng_error **error)
{
    int32_t code = xeng__engine_enter(engine, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__waiter self;
    xeng__operation *operation = NULL;
    code = waiter_init(&self, error);
    if (code != XENG_OK) {
        xeng__engine_leave(engine);
        return code;
    }
    code = claim(engine, id, &operation, error);
    if (code == XENG_OK) {
        operation->waiter = &self;
        while (operation->state != XENG__OPERATION_FINISHED && !xeng__exit_has_begun()) {
            if (engine->leader != NULL && engine->leader != &self) {
                sleep_until(engine, &self, XENG__POLLER_NEVER);
                continue;
            }
            engine->leader = &self;
            if (xeng__engine_poll(engine, XENG__POLLER_NEVER) < 0) {
                cannot_poll(engine, operation);
            }
        }
        if (operation->state == XENG__OPERATION_FINISHED) {
            code = take(engine, operation, result, body, error);
        } else {
            operation->waiter = NULL;
            code = xeng__exit_fail(error);
        }
        resign(engine, &self);
    }
    xeng__engine_leave(engine);
    (void)pthread_cond_destroy(&self.wake);
    return code;
}

/* Whether there is what a waiter wants to know of. */
static bool has_news(const xeng__engine *engine, const xeng__waiter *self)
{
    return self->outbox != NULL ? xeng__outbox_has_news(self->outbox)
                                : engine->finished.first != NULL;
}

/* Waits, as a driver or beside one, until `until` or until something concerns this waiter. -1 (and
 * errno) if the system refuses, 1 if something happened. */
static int turn(xeng__engine *engine, xeng__waiter *self, int64_t until)
{
    if (engine->leader == NULL) {
        engine->leader = self;
        int happened = xeng__engine_poll(engine, until);
        engine->leader = NULL;
        return happened;
    }
    /* Sockets are the leader's; everything else needn't wait for it. */
    xeng__engine_run(engine);
    if (until > xeng__clock_monotonic_ms() && !has_news(engine, self)) {
        sleep_until(engine, self, until);
        return self->woken;
    }
    return 0;
}

int32_t xeng__engine_await(xeng__engine *engine, struct xeng__outbox *outbox, int32_t timeout_ms,
                           xeng_error **error)
{
    xeng__waiter self;
    int32_t code = waiter_init(&self, error);
    if (code != XENG_OK) {
        return code;
    }
    self.outbox = outbox;
    self.for_any = outbox == NULL;
    int64_t now = xeng__clock_monotonic_ms();
    int64_t until = timeout_ms < 0 ? XENG__POLLER_NEVER : now + timeout_ms;
    int happened;
    bool goes_on;
    do {
        happened = turn(engine, &self, has_news(engine, &self) ? now : until);
        /* An event loop is to see whatever happened; an outbox only what concerns it. */
        goes_on = outbox == NULL ? happened == 0 : happened >= 0;
        goes_on = goes_on && !xeng__exit_has_begun();
    } while (goes_on && !has_news(engine, &self) && xeng__clock_monotonic_ms() < until);
    if (happened < 0) {
        code = fail_to_wait(error);
    } else if (xeng__exit_has_begun()) {
        code = xeng__exit_fail(error);
    }
    resign(engine, &self);
    (void)pthread_cond_destroy(&self.wake);
    return code;
}

int32_t xeng__engine_dispatch(xeng__engine *engine, int32_t timeout_ms, xeng_error **error)
{
    int32_t code = xeng__engine_enter(engine, error);
    if (code == XENG_OK) {
        code = xeng__engine_await(engine, NULL, timeout_ms, error);
        xeng__engine_leave(engine);
    }
    return code;
}

int32_t xeng__engine_next_completion(xeng__engine *engine, uint64_t *id, xeng_result **result,
                                     xeng_error **error)
{
    int32_t code = xeng__engine_enter(engine, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__operation *operation = engine->finished.first;
    if (operation != NULL) {
        xeng__list_drop(&engine->finished, operation);
        xeng__engine_taken(engine);
        *id = operation->id;
        code = take(engine, operation, result, NULL, error);
    }
    xeng__engine_leave(engine);
    return code;
}
