/* Answers as they arrive: head, gzip, JSON. What is wrong with them ends the transfer at once. */
#include <inttypes.h>

#include "base/clock.h"
#include "base/error.h"
#include "net/engine_state.h"
#include "wire/error_body.h"

/* Whether the answer is what was asked for. A result comes with 200 alone; the token calls take any
 * success. */
static bool successful(const xeng__operation *operation)
{
    int32_t status = operation->attempt.head.status;
    return operation->expected != NULL ? status == 200 : status >= 200 && status < 300;
}

static size_t give_up(xeng__attempt *attempt, int32_t code, xeng_error *error)
{
    if (attempt->code == XENG_OK) {
        attempt->code = code;
        attempt->error = error;
    } else {
        xeng_error_unref(error);
    }
    return 0;
}

/* How long a line is without its end; libcurl doesn't end it in NUL. */
static size_t text_size(const char *line, size_t size)
{
    while (size > 0 && (line[size - 1] == '\r' || line[size - 1] == '\n')) {
        size--;
    }
    return size;
}

/* libcurl has a connection, and is about to send. */
int xeng__receive_connection(void *context, char *server, char *own, int server_port, int own_port)
{
    (void)server;
    (void)own;
    (void)server_port;
    (void)own_port;
    xeng__operation *operation = context;
    xeng__attempt *attempt = &operation->attempt;
    if (attempt->connected) {
        /* A second one for the same bytes: see xeng__on_open_socket(). */
        attempt->stale = true;
        return CURL_PREREQFUNC_ABORT;
    }
    attempt->connected = true;
    operation->engine->connected = true;
    operation->engine->connecting--;
    attempt->last_sign = xeng__clock_monotonic_ms();
    xeng__operation_check_silence(operation->engine, operation, attempt->last_sign);
    return CURL_PREREQFUNC_OK;
}

size_t xeng__receive_head(char *line, size_t size, size_t count, void *context)
{
    xeng__operation *operation = context;
    xeng__attempt *attempt = &operation->attempt;
    size *= count;
    attempt->last_sign = xeng__clock_monotonic_ms();
    attempt->head_bytes += size;
    attempt->head_lines++;
    if (attempt->head_bytes > XENG__MAX_HEAD_BYTES || attempt->head_lines > XENG__MAX_HEAD_LINES) {
        xeng_error *error = NULL;
        int32_t code = xeng__fail(&error, XENG_ERROR_TOO_LARGE,
                                  "the answer has more headers than the %d lines and %d bytes "
                                  "that are taken",
                                  XENG__MAX_HEAD_LINES, XENG__MAX_HEAD_BYTES);
        return give_up(attempt, code, error);
    }
    if (xeng__log_wants(&operation->engine->log, XENG_LOG_TRACE)) {
        int shown = (int)text_size(line, size);
        xeng__log_write(&operation->engine->log, XENG_LOG_TRACE, "#%" PRIu64 " < %.*s",
                        operation->id, shown, line);
    }
    /* What comes after the body must not change what it is. */
    if (!attempt->body_begun) {
        xeng__response_head_line(&attempt->head, line, size);
    }
    return size;
}

/* Takes bytes of an answer that is kept as it is: a token's, or an error's, of which more than
 * enough isn't kept. */
static int32_t keep(xeng__operation *operation, size_t limit, const char *bytes, size_t size,
                    xeng_error **error)
{
    xeng__attempt *attempt = &operation->attempt;
    size_t room = limit - attempt->body.size;
    if (size > room && successful(operation)) {
        return xeng__fail(error, XENG_ERROR_TOO_LARGE,
                          "the answer is larger than %zu bytes, the limit for an answer of its "
                          "kind",
                          limit);
    }
    attempt->enough = size > room;
    xeng__buf_append(&attempt->body, bytes, size < room ? size : room);
    return attempt->body.failed ? xeng__fail_no_memory(error) : XENG_OK;
}

/* Takes the next plain bytes. */
static int32_t take(void *context, const char *bytes, size_t size, xeng_error **error)
{
    xeng__operation *operation = context;
    if (operation->attempt.decoder != NULL) {
        return xeng__decoder_feed(operation->attempt.decoder, bytes, size, error);
    }
    return keep(operation, XENG__MAX_ERROR_BODY, bytes, size, error);
}

/* Gets ready for a body, once the head is complete. */
static int32_t begin_body(xeng__operation *operation, xeng_error **error)
{
    size_t max_bytes = operation->engine->settings.max_response_bytes;
    xeng__attempt *attempt = &operation->attempt;
    attempt->body_begun = true;
    if (attempt->head.other_encoding) {
        if (!successful(operation)) {
            attempt->enough = true; /* the status has to do */
            return XENG_OK;
        }
        return xeng__fail(error, XENG_ERROR_PROTOCOL,
                          "the answer is compressed in a way that was not asked for; a proxy on "
                          "the way may have done that");
    }
    int32_t code = XENG_OK;
    if (attempt->head.gzip) {
        code = xeng__inflate_new(successful(operation) ? max_bytes : 0, &attempt->inflate, error);
    }
    if (code == XENG_OK && successful(operation) && operation->expected != NULL) {
        code = xeng__decoder_new(operation->expected, max_bytes, &attempt->decoder, error);
    }
    return code;
}

/* Undoes gzip where there is some. An unsuccessful answer is good for as much as can be read of it.
 */
static int32_t feed(xeng__operation *operation, const char *bytes, size_t size, xeng_error **error)
{
    xeng__attempt *attempt = &operation->attempt;
    if (attempt->inflate == NULL) {
        return take(operation, bytes, size, error);
    }
    int32_t code = xeng__inflate_feed(attempt->inflate, bytes, size, take, operation, error);
    if (code == XENG_ERROR_PROTOCOL && !successful(operation)) {
        xeng_error_unref(*error);
        *error = NULL;
        attempt->enough = true;
        return XENG_OK;
    }
    return code;
}

size_t xeng__receive_body(char *bytes, size_t size, size_t count, void *context)
{
    xeng__operation *operation = context;
    xeng__attempt *attempt = &operation->attempt;
    xeng_error *error = NULL;
    int32_t code = XENG_OK;
    size *= count;
    attempt->last_sign = xeng__clock_monotonic_ms();
    attempt->wire_bytes += size;
    if (!attempt->body_begun) {
        code = begin_body(operation, &error);
    }
    if (code == XENG_OK && !attempt->enough) {
        code = feed(operation, bytes, size, &error);
    }
    if (code != XENG_OK) {
        return give_up(attempt, code, error);
    }
    /* libcurl takes 0 for a failure: that is how the rest is done without. */
    return attempt->enough ? 0 : size;
}

static int32_t finish_success(xeng__operation *operation, xeng_result **result, xeng__buf *body,
                              xeng_error **error)
{
    xeng__attempt *attempt = &operation->attempt;
    int32_t code = XENG_OK;
    if (!attempt->body_begun) {
        code = begin_body(operation, error);
    }
    if (code == XENG_OK && attempt->inflate != NULL) {
        code = xeng__inflate_finish(attempt->inflate, error);
    }
    if (code != XENG_OK) {
        return code;
    }
    if (attempt->decoder != NULL) {
        return xeng__decoder_finish(attempt->decoder, result, error);
    }
    *body = attempt->body;
    attempt->body = (xeng__buf)XENG__BUF_SECRET;
    return XENG_OK;
}

int32_t xeng__receive_finish(xeng__operation *operation, xeng_result **result, xeng__buf *body,
                             xeng_error **error)
{
    xeng__attempt *attempt = &operation->attempt;
    if (successful(operation)) {
        return finish_success(operation, result, body, error);
    }
    xeng_error *refusal = xeng__error_from_response(&attempt->head, xeng__buf_text(&attempt->body),
                                                    attempt->body.size);
    return xeng__error_pass(error, refusal);
}
