/* What follows from an attempt: an outcome, or another attempt. */
#include <inttypes.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "net/engine_state.h"
#include "net/hint.h"

static void log_limit(const xeng__engine *engine, const xeng__operation *operation)
{
    const xeng__response_head *head = &operation->attempt.head;
    if (head->per_minute_limit >= 0 && head->per_minute_remaining >= 0) {
        xeng__log_write(&engine->log, XENG_LOG_DEBUG,
                        "#%" PRIu64 " rate limit: %" PRId64 " left of %" PRId64
                        " a minute, as the server says",
                        operation->id, head->per_minute_remaining, head->per_minute_limit);
    }
}

static void tell_limiter(xeng__engine *engine, const xeng__operation *operation,
                         const xeng__verdict *what, int64_t now)
{
    if (operation->queue == XENG__QUEUE_UNLIMITED) {
        return;
    }
    if (what->answered) {
        xeng__limiter_answered(&engine->limiter, operation->queue, operation->attempt.sent, now,
                               &operation->attempt.head, xeng__engine_server_now(engine, now));
        log_limit(engine, operation);
    } else {
        xeng__limiter_lost(&engine->limiter, operation->queue, what->may_have_been_sent, now);
    }
}

static void log_attempt(const xeng__engine *engine, const xeng__operation *operation,
                        const xeng__verdict *what, int64_t now)
{
    const xeng__attempt *attempt = &operation->attempt;
    long connections = 0;
    long version = 0;
    if (attempt->connected && xeng__log_wants(&engine->log, XENG_LOG_DEBUG)) {
        (void)curl_easy_getinfo(attempt->easy, CURLINFO_NUM_CONNECTS, &connections);
        (void)curl_easy_getinfo(attempt->easy, CURLINFO_HTTP_VERSION, &version);
        xeng__log_write(&engine->log, XENG_LOG_DEBUG,
                        "#%" PRIu64 " used %s connection, HTTP/%s, %zu bytes came", operation->id,
                        connections == 0 ? "an open" : "a new",
                        version == CURL_HTTP_VERSION_2_0 ? "2" : "1", attempt->wire_bytes);
    }
    xeng__log_write(&engine->log, XENG_LOG_INFO,
                    "#%" PRIu64 " %s, %zu ids: %s, status %d, %" PRId64 " ms, attempt %u",
                    operation->id, operation->what, operation->ids,
                    what->code == XENG_OK ? "ok" : xeng_error_code_name(what->code),
                    (int)attempt->head.status, now - attempt->sent, (unsigned)operation->sent);
}

/* When to try again, by this machine's clock: the next whole second. */
static int64_t unix_at(int64_t at, int64_t now)
{
    return (xeng__clock_unix_ms() + (at - now) + 999) / 1000;
}

static void pause_until(xeng__engine *engine, xeng__operation *operation, xeng__verdict *what,
                        int64_t at, int64_t now)
{
    xeng__log_write(&engine->log, XENG_LOG_WARN,
                    "#%" PRIu64 " %s: trying again in %" PRId64 " ms, since %s", operation->id,
                    operation->what, at - now, xeng_error_message(what->error));
    xeng_error_unref(operation->last_error);
    operation->last_error = what->error;
    if (at <= now) {
        xeng__engine_enqueue(engine, operation);
    } else {
        operation->state = XENG__OPERATION_PAUSED;
        xeng__timers_set(&engine->timers, &operation->timer, at);
    }
}

static void finish(xeng__engine *engine, xeng__operation *operation, int32_t code)
{
    operation->code = code;
    operation->state = XENG__OPERATION_FINISHED;
    xeng__timers_unset(&engine->timers, &operation->timer);
    xeng_error_unref(operation->last_error);
    operation->last_error = NULL;
    /* Credentials are held no longer than needed. */
    xeng__call_free(&operation->call);
    xeng_request_unref(operation->expected);
    operation->expected = NULL;
    xeng__engine_tell(engine, operation);
}

static void succeed(xeng__engine *engine, xeng__operation *operation, xeng__verdict *what)
{
    xeng__retry_succeeded(&operation->retry, &engine->budget);
    operation->result = what->result;
    operation->body = what->body;
    if (what->result != NULL) {
        xeng__result_set_attempts(what->result, operation->sent);
    }
    finish(engine, operation, XENG_OK);
}

static void end_attempt(xeng__engine *engine, xeng__operation *operation)
{
    operation->bytes_sent += operation->attempt.connected ? operation->call.body.size : 0;
    operation->bytes_received += operation->attempt.wire_bytes;
    xeng__attempt_end(engine, operation);
}

void xeng__outcome_of_attempt(xeng__engine *engine, xeng__operation *operation, CURLcode code,
                              int64_t now)
{
    xeng__verdict what = xeng__judge(engine, operation, code, now);
    tell_limiter(engine, operation, &what, now);
    log_attempt(engine, operation, &what, now);
    end_attempt(engine, operation);
    if (what.code == XENG_OK) {
        succeed(engine, operation, &what);
        return;
    }
    xeng__buf_free(&what.body);
    const xeng__retry_question question = {
        .failure = what.failure,
        .may_repeat = !operation->call.once || !what.may_have_been_sent,
        .max_attempts = operation->max_attempts,
        .hint_ms = what.hint_ms,
        .now = now,
        .deadline = operation->deadline,
        .chance = xeng__random_u64(),
    };
    xeng__retry_answer answer = xeng__retry_decide(&operation->retry, &engine->budget, &question);
    if (what.failure == XENG__FAILURE_LIMITED && operation->queue != XENG__QUEUE_UNLIMITED) {
        xeng__limiter_refused(&engine->limiter, operation->queue, answer.at,
                              what.hint_ms != XENG__HINT_NONE);
    }
    bool closing = operation->outbox != NULL && xeng__outbox_is_closing(operation->outbox);
    if (answer.again && !closing) {
        pause_until(engine, operation, &what, answer.at, now);
        return;
    }
    if (answer.at != 0) {
        xeng__error_set_retry_at(what.error, unix_at(answer.at, now));
    }
    if (what.failure != XENG__FAILURE_FINAL && answer.why != NULL) {
        xeng__log_write(&engine->log, XENG_LOG_WARN, "#%" PRIu64 " %s: not tried again, since %s",
                        operation->id, operation->what, answer.why);
    }
    xeng__operation_fail(engine, operation, what.code, what.error);
}

void xeng__operation_fail(xeng__engine *engine, xeng__operation *operation, int32_t code,
                          xeng_error *error)
{
    if (operation->state == XENG__OPERATION_QUEUED) {
        xeng__list_drop(&engine->queues[operation->queue], operation);
    }
    if (operation->state == XENG__OPERATION_ACTIVE && operation->attempt.easy != NULL) {
        if (operation->queue != XENG__QUEUE_UNLIMITED) {
            xeng__limiter_lost(&engine->limiter, operation->queue, true,
                               xeng__clock_monotonic_ms());
        }
        end_attempt(engine, operation);
    }
    xeng__error_set_attempts(error, operation->sent);
    operation->error = error;
    xeng__log_write(&engine->log, code == XENG_ERROR_CANCELLED ? XENG_LOG_INFO : XENG_LOG_ERROR,
                    "#%" PRIu64 " %s failed: %s", operation->id, operation->what,
                    xeng_error_message(error));
    finish(engine, operation, code);
}

static const char *doing(const xeng__operation *operation)
{
    switch (operation->state) {
    case XENG__OPERATION_QUEUED:
        return "waiting for its turn";
    case XENG__OPERATION_PAUSED:
        return "waiting for another attempt";
    default:
        return operation->attempt.head.status != 0 ? "receiving the answer"
                                                   : "waiting for the answer";
    }
}

void xeng__operation_expire(xeng__engine *engine, xeng__operation *operation)
{
    xeng_error *error = NULL;
    const xeng_error *last = operation->last_error;
    int32_t code =
        xeng__fail(&error, XENG_ERROR_DEADLINE, "the deadline of %u ms passed while %s%s%s",
                   (unsigned)operation->deadline_ms, doing(operation),
                   last == NULL ? "" : "; the attempt before failed: ",
                   last == NULL ? "" : xeng_error_message(last));
    xeng__error_set_http_status(error, xeng_error_http_status(last));
    xeng__operation_fail(engine, operation, code, error);
}

void xeng__operation_check_silence(xeng__engine *engine, xeng__operation *operation, int64_t now)
{
    const xeng__attempt *attempt = &operation->attempt;
    int64_t silent_at = attempt->last_sign + engine->settings.stall_timeout_ms;
    if (now >= silent_at) {
        xeng__outcome_of_attempt(engine, operation, CURLE_OPERATION_TIMEDOUT, now);
    } else {
        /* Not moved with every sign of life: it is enough to look again then. */
        int64_t due = silent_at < operation->deadline ? silent_at : operation->deadline;
        xeng__timers_set(&engine->timers, &operation->timer, due);
    }
}
