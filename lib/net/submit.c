/* What is put into the engine, and what is called off. */
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "net/engine_state.h"
#include "wire/deflate.h"

/* Which of the limiter's pools a call draws on. */
static int queue_of(const xeng__submission *submission)
{
    if (submission->expected == NULL) {
        return XENG__QUEUE_UNLIMITED;
    }
    return xeng_credentials_kind(submission->call->credentials) == XENG_CREDENTIALS_USER
               ? XENG__POOL_USER
               : XENG__POOL_APP;
}

/* Everything that can fail, before the call changes hands. */
static int32_t prepare(xeng__engine *engine, const xeng__submission *submission,
                       xeng__operation *operation, xeng__buf *packed, xeng_error **error)
{
    operation->engine = engine;
    operation->body = (xeng__buf)XENG__BUF_SECRET;
    operation->queue = queue_of(submission);
    operation->claimed = submission->claimed;
    operation->what = submission->what;
    operation->max_attempts =
        submission->max_attempts != 0 ? submission->max_attempts : engine->settings.max_attempts;
    operation->deadline_ms =
        submission->deadline_ms != 0 ? submission->deadline_ms : engine->settings.deadline_ms;
    operation->ids = xeng_request_id_count(submission->expected);
    operation->gzipped = engine->settings.compress_requests && submission->expected != NULL;
    int32_t code = XENG_OK;
    if (submission->expected != NULL) {
        code = xeng_request_copy(submission->expected, &operation->expected, error);
    }
    if (code == XENG_OK && operation->gzipped) {
        code = xeng__gzip(&submission->call->body, packed, error);
    }
    return code;
}

/* The call is the engine's from here on. */
static void take_over(xeng__operation *operation, xeng__call *call, xeng__buf *packed)
{
    operation->call = *call;
    *call = (xeng__call)XENG__CALL_EMPTY;
    if (operation->gzipped) {
        xeng__buf_free(&operation->call.body);
        operation->call.body = *packed;
        *packed = (xeng__buf)XENG__BUF_SECRET;
    }
}

int32_t xeng__engine_submit(xeng__engine *engine, const xeng__submission *submission, uint64_t *id,
                            xeng_error **error)
{
    return xeng__engine_submit_to(engine, submission, NULL, 0, id, error);
}

int32_t xeng__engine_submit_to(xeng__engine *engine, const xeng__submission *submission,
                               struct xeng__outbox *outbox, uint32_t delay_ms, uint64_t *id,
                               xeng_error **error)
{
    int32_t code = xeng__engine_enter(engine, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__engine_leave(engine);
    xeng__operation *operation = xeng__calloc(1, sizeof *operation);
    if (operation == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__buf packed = XENG__BUF_SECRET;
    code = prepare(engine, submission, operation, &packed, error);
    code = code != XENG_OK ? code : xeng__engine_enter(engine, error);
    if (code == XENG_OK && !xeng__operation_add(engine, operation)) {
        xeng__engine_leave(engine);
        code = xeng__fail_no_memory(error);
    }
    if (code != XENG_OK) {
        xeng__buf_free(&packed);
        xeng__operation_free(operation);
        return code;
    }
    take_over(operation, submission->call, &packed);
    int64_t now = xeng__clock_monotonic_ms();
    operation->deadline = now + delay_ms + operation->deadline_ms;
    operation->outbox = outbox;
    *id = operation->id;
    if (delay_ms > 0) {
        operation->state = XENG__OPERATION_PAUSED;
        xeng__timers_set(&engine->timers, &operation->timer, now + delay_ms);
    } else {
        xeng__engine_enqueue(engine, operation);
    }
    xeng__engine_run(engine);
    xeng__engine_leave(engine);
    return XENG_OK;
}

int32_t xeng__engine_call(xeng__engine *engine, xeng__call *call, uint32_t deadline_ms,
                          xeng__buf *body, xeng_error **error)
{
    const xeng__submission submission = {
        .call = call, .what = "token call", .deadline_ms = deadline_ms, .claimed = true};
    uint64_t id;
    int32_t code = xeng__engine_submit(engine, &submission, &id, error);
    return code != XENG_OK ? code : xeng__engine_wait(engine, id, NULL, body, error);
}

void xeng__operation_cancel(xeng__engine *engine, xeng__operation *operation)
{
    if (operation->state != XENG__OPERATION_FINISHED) {
        xeng_error *error = NULL;
        int32_t code = xeng__fail(&error, XENG_ERROR_CANCELLED, "the operation was cancelled");
        xeng__operation_fail(engine, operation, code, error);
    }
}

void xeng__engine_cancel(xeng__engine *engine, uint64_t id)
{
    if (xeng__engine_enter(engine, NULL) != XENG_OK) {
        return;
    }
    xeng__operation *operation = xeng__operation_find(engine, id);
    if (operation != NULL && operation->outbox == NULL) {
        xeng__operation_cancel(engine, operation);
        xeng__engine_run(engine);
    }
    xeng__engine_leave(engine);
}

void xeng__engine_cancel_all(xeng__engine *engine)
{
    if (xeng__engine_enter(engine, NULL) != XENG_OK) {
        return;
    }
    for (size_t i = 0; i < engine->bucket_count; i++) {
        for (xeng__operation *operation = engine->buckets[i]; operation != NULL;
             operation = operation->in_bucket) {
            if (operation->outbox == NULL) {
                xeng__operation_cancel(engine, operation);
            }
        }
    }
    xeng__engine_run(engine);
    xeng__engine_leave(engine);
}
