/* What an attempt came to, and what the policies learn from it. */
#include "auth/credentials.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "net/curl_error.h"
#include "net/engine_state.h"
#include "net/hint.h"

int64_t xeng__engine_server_now(const xeng__engine *engine, int64_t now)
{
    return xeng__skew_now(&engine->skew, xeng__clock_unix_ms(), now) / 1000;
}

/* Whether the signature of a call has a timestamp and a nonce. */
static bool is_dated(const xeng__call *call)
{
    return call->scheme == XENG__CALL_BY_KIND &&
           xeng_credentials_kind(call->credentials) != XENG_CREDENTIALS_BEARER;
}

static bool blames_nonce(const xeng_error *error)
{
    for (size_t i = 0; i < xeng_error_server_message_count(error); i++) {
        if (xeng__find_nocase(xeng_error_server_message(error, i), "nonce") != NULL) {
            return true;
        }
    }
    return false;
}

/* Lets the policies learn from an answer; true if a repeat with a new signature makes sense. */
static bool learn(xeng__engine *engine, const xeng__operation *operation, const xeng__verdict *what,
                  int64_t now)
{
    const xeng__attempt *attempt = &operation->attempt;
    bool dated = is_dated(&operation->call);
    const xeng__skew_sample sample = {
        .date = attempt->head.date,
        .signed_at = attempt->signed_at,
        .sent = attempt->sent,
        .received = now,
        .wall = xeng__clock_unix_ms(),
        .dated = dated,
        .refused = dated && attempt->head.status == 401,
    };
    bool was_corrected = engine->skew.corrected;
    bool repaired = xeng__skew_learn(&engine->skew, &sample);
    if (engine->skew.corrected != was_corrected) {
        xeng__log_write(&engine->log, XENG_LOG_DEBUG, "requests are signed by %s",
                        engine->skew.corrected ? "the server's clock, which differs from this "
                                                 "machine's"
                                               : "this machine's clock again");
    }
    return repaired || (sample.refused && blames_nonce(what->error));
}

static void judge_answer(xeng__engine *engine, xeng__operation *operation, xeng__verdict *what,
                         int64_t now)
{
    xeng__attempt *attempt = &operation->attempt;
    if (attempt->code != XENG_OK) {
        what->code = attempt->code;
        what->error = attempt->error;
        attempt->error = NULL;
        xeng__error_set_http_status(what->error, attempt->head.status);
    } else {
        what->code = xeng__receive_finish(operation, &what->result, &what->body, &what->error);
        if (what->code != XENG_OK) {
            xeng__error_set_http_status(what->error, attempt->head.status);
        }
    }
    bool repaired = learn(engine, operation, what, now);
    what->failure = repaired ? XENG__FAILURE_REPAIRED
                             : xeng__failure_of_answer(attempt->head.status, what->code);
    what->hint_ms =
        what->failure == XENG__FAILURE_LIMITED
            ? xeng__hint_rate_limited(&attempt->head, xeng__engine_server_now(engine, now))
            : xeng__hint_retry_after(&attempt->head, xeng__engine_server_now(engine, now));
}

static void judge_failure(const xeng__engine *engine, xeng__operation *operation, CURLcode code,
                          xeng__verdict *what)
{
    bool stale = operation->attempt.stale;
    long proxy_status = 0;
    (void)curl_easy_getinfo(operation->attempt.easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    const xeng__curl_failure failure = {
        .code = stale              ? CURLE_GOT_NOTHING
                : code == CURLE_OK ? CURLE_WEIRD_SERVER_REPLY
                                   : code,
        .details = stale ? "" : operation->attempt.details,
        .url = xeng__buf_text(&operation->call.url),
        .ca_file = engine->settings.ca_file,
        .proxy_status = proxy_status,
        .may_have_been_sent = what->may_have_been_sent,
        .connect_timeout_ms = engine->settings.connect_timeout_ms,
        .stall_timeout_ms = engine->settings.stall_timeout_ms,
    };
    what->code = xeng__curl_error(&failure, &what->failure, &what->error);
    what->failure = stale ? XENG__FAILURE_STALE : what->failure;
    xeng__error_set_http_status(what->error, operation->attempt.head.status);
}

xeng__verdict xeng__judge(xeng__engine *engine, xeng__operation *operation, CURLcode code,
                          int64_t now)
{
    xeng__attempt *attempt = &operation->attempt;
    xeng__verdict what = {.body = XENG__BUF_SECRET, .hint_ms = XENG__HINT_NONE};
    what.may_have_been_sent = attempt->connected;
    /* Ended by our own hand, an answer is judged by what we found. */
    bool ours = attempt->code != XENG_OK || attempt->enough;
    what.answered = attempt->head.status >= 200 && (code == CURLE_OK || ours);
    if (what.answered || ours) {
        judge_answer(engine, operation, &what, now);
    } else {
        judge_failure(engine, operation, code, &what);
    }
    return what;
}
