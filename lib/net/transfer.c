/* One attempt as libcurl sees it: signed, set up, handed over, taken back. */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "net/engine_state.h"
#include "net/url.h"

enum {
    RECEIVE_SIZE = 64 * 1024
};

/* Header lines hold the signature: wiped before libcurl frees them. */
static void free_headers(struct curl_slist *headers)
{
    for (struct curl_slist *line = headers; line != NULL; line = line->next) {
        xeng__wipe(line->data, strlen(line->data));
    }
    curl_slist_free_all(headers);
}

static bool add_header(xeng__attempt *attempt, const char *line)
{
    struct curl_slist *longer = curl_slist_append(attempt->headers, line);
    if (longer != NULL) {
        attempt->headers = longer;
    }
    return longer != NULL;
}

static bool add_headers(const xeng__operation *operation, xeng__attempt *attempt,
                        const xeng__buf *authorization)
{
    xeng__buf line = XENG__BUF_SECRET;
    xeng__buf_append_text(&line, "Authorization: ");
    xeng__buf_append(&line, authorization->data, authorization->size);
    bool fine = !line.failed && add_header(attempt, xeng__buf_text(&line));
    xeng__buf_clear(&line);
    xeng__buf_append_text(&line, "Content-Type:");
    if (operation->call.content_type != NULL) {
        xeng__buf_append_char(&line, ' ');
        xeng__buf_append_text(&line, operation->call.content_type);
    }
    fine = fine && !line.failed && add_header(attempt, xeng__buf_text(&line));
    xeng__buf_free(&line);
    fine = fine && add_header(attempt, "Accept: application/json");
    /* Said here and not by libcurl's own option, which would decode behind our back: the server
     * insists on it, and the limits and the exact end are ours to check. */
    fine = fine && add_header(attempt, "Accept-Encoding: gzip");
    fine = fine && add_header(attempt, "Expect:");
    return fine && (!operation->gzipped || add_header(attempt, "Content-Encoding: gzip"));
}

static int32_t sign(xeng__engine *engine, xeng__operation *operation, int64_t now,
                    xeng_error **error)
{
    xeng__attempt *attempt = &operation->attempt;
    char nonce[XENG__NONCE_SIZE];
    if (!xeng__random_nonce(nonce)) {
        return xeng__fail(error, XENG_ERROR_CRYPTO, "this machine's source of randomness failed");
    }
    attempt->sent = now;
    attempt->signed_at = xeng__skew_now(&engine->skew, xeng__clock_unix_ms(), now);
    xeng__buf authorization = XENG__BUF_SECRET;
    int32_t code = xeng__call_authorize(&operation->call, nonce, attempt->signed_at / 1000,
                                        &authorization, error);
    if (code == XENG_OK && !add_headers(operation, attempt, &authorization)) {
        code = xeng__fail_no_memory(error);
    }
    xeng__buf_free(&authorization);
    return code;
}

/* Settings that are the same for every call, the safe ones among them. */
static CURLcode set_rules(CURL *easy, const xeng__engine *engine)
{
    const xeng__settings *settings = &engine->settings;
    long version =
        settings->http_version == XENG_HTTP_1_1 ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS;
    CURLcode code = CURLE_OK;
#define SET(option, value) code = code == CURLE_OK ? curl_easy_setopt(easy, option, value) : code
    /* Without signals libcurl doesn't ignore SIGPIPE for the time of a call, either; nor need it:
     * since 7.88 all it sends, TLS included, goes out with MSG_NOSIGNAL (SO_NOSIGPIPE on macOS). */
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_HTTP_VERSION, version);
    SET(CURLOPT_TCP_NODELAY, 1L);
    SET(CURLOPT_TCP_KEEPALIVE, 1L);
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)settings->connect_timeout_ms);
    SET(CURLOPT_USERAGENT, engine->user_agent);
    SET(CURLOPT_BUFFERSIZE, (long)RECEIVE_SIZE);
    SET(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    /* Our headers are for the server, not for a proxy; its headers are not for us. */
    SET(CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    /* Taking back a transfer must not wait for a name that is still being resolved. */
    SET(CURLOPT_QUICK_EXIT, 1L);
    if (settings->ca_file != NULL) {
        SET(CURLOPT_CAINFO, settings->ca_file);
        SET(CURLOPT_CAPATH, NULL);
    } else if (settings->ca_folder != NULL) {
        SET(CURLOPT_CAINFO, NULL);
        SET(CURLOPT_CAPATH, settings->ca_folder);
    }
    return code;
}

/* Where it goes. */
static CURLcode set_target(CURL *easy, const xeng__engine *engine, const xeng__operation *operation)
{
    const xeng__call *call = &operation->call;
    const char *url = xeng__buf_text(&call->url);
    bool secure = xeng__url_is_https(url);
    xeng__buf host = XENG__BUF_EMPTY;
    xeng__url_host(url, &host);
    bool loopback = xeng__host_is_loopback(xeng__buf_text(&host));
    CURLcode code = host.failed ? CURLE_OUT_OF_MEMORY : CURLE_OK;
    xeng__buf_free(&host);
    /* A proxy can't reach this machine's own loopback address, and plain http through one would
     * carry the credentials off the machine. */
    const char *proxy = loopback && engine->settings.proxy == NULL ? "" : engine->settings.proxy;
    SET(CURLOPT_URL, url);
    SET(CURLOPT_PATH_AS_IS, 1L);
    SET(CURLOPT_PROTOCOLS_STR, secure ? "https" : "http");
    /* Whether requests can share a connection is agreed upon with TLS. Without it they would all
     * wait for the first answer, for nothing. */
    SET(CURLOPT_PIPEWAIT, secure && engine->settings.http_version == XENG_HTTP_AUTO ? 1L : 0L);
    if (proxy != NULL) {
        SET(CURLOPT_PROXY, proxy);
    }
    /* An old connection may be dead, and then it is unknown whether the server got the call. */
    SET(CURLOPT_FRESH_CONNECT, call->once || operation->retry.stale > 0 ? 1L : 0L);
    return code;
}

static CURLcode set_exchange(CURL *easy, xeng__operation *operation)
{
    xeng__attempt *attempt = &operation->attempt;
    const xeng__call *call = &operation->call;
    CURLcode code = CURLE_OK;
    if (strcmp(call->method, "GET") == 0) {
        SET(CURLOPT_HTTPGET, 1L);
    } else {
        /* Not copied: the call outlives the attempt. */
        SET(CURLOPT_POST, 1L);
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->body.size);
        SET(CURLOPT_POSTFIELDS, xeng__buf_text(&call->body));
    }
    SET(CURLOPT_HTTPHEADER, attempt->headers);
    SET(CURLOPT_OPENSOCKETFUNCTION, xeng__on_open_socket);
    SET(CURLOPT_OPENSOCKETDATA, operation);
    SET(CURLOPT_PREREQFUNCTION, xeng__receive_connection);
    SET(CURLOPT_PREREQDATA, operation);
    SET(CURLOPT_HEADERFUNCTION, xeng__receive_head);
    SET(CURLOPT_HEADERDATA, operation);
    SET(CURLOPT_WRITEFUNCTION, xeng__receive_body);
    SET(CURLOPT_WRITEDATA, operation);
    SET(CURLOPT_ERRORBUFFER, attempt->details);
    SET(CURLOPT_PRIVATE, operation);
    return code;
#undef SET
}

static void trace(const xeng__engine *engine, const xeng__operation *operation)
{
    if (!xeng__log_wants(&engine->log, XENG_LOG_TRACE)) {
        return;
    }
    xeng__log_write(&engine->log, XENG_LOG_TRACE, "#%" PRIu64 " > %s %s", operation->id,
                    operation->call.method, xeng__buf_text(&operation->call.url));
    const struct curl_slist *line = operation->attempt.headers;
    for (; line != NULL; line = line->next) {
        xeng__log_write(&engine->log, XENG_LOG_TRACE, "#%" PRIu64 " > %s", operation->id,
                        line->data);
    }
    /* Token calls have secrets for a body. */
    if (operation->expected != NULL && !operation->gzipped) {
        xeng__log_write(&engine->log, XENG_LOG_TRACE, "#%" PRIu64 " > %s", operation->id,
                        xeng__buf_text(&operation->call.body));
    } else {
        xeng__log_write(&engine->log, XENG_LOG_TRACE, "#%" PRIu64 " > (%zu bytes)", operation->id,
                        operation->call.body.size);
    }
}

int32_t xeng__attempt_begin(xeng__engine *engine, xeng__operation *operation, int64_t now,
                            xeng_error **error)
{
    xeng__attempt *attempt = &operation->attempt;
    memset(attempt, 0, sizeof *attempt);
    attempt->body = (xeng__buf)XENG__BUF_SECRET;
    xeng__response_head_init(&attempt->head);
    int32_t code = sign(engine, operation, now, error);
    if (code == XENG_OK) {
        attempt->easy = curl_easy_init();
        CURLcode set =
            attempt->easy == NULL ? CURLE_OUT_OF_MEMORY : set_rules(attempt->easy, engine);
        set = set == CURLE_OK ? set_target(attempt->easy, engine, operation) : set;
        set = set == CURLE_OK ? set_exchange(attempt->easy, operation) : set;
        if (set == CURLE_OUT_OF_MEMORY) {
            code = xeng__fail_no_memory(error);
        } else if (set != CURLE_OK) {
            code = xeng__fail(error, XENG_ERROR_SYSTEM,
                              "libcurl can't do what is needed (%s); it must be built with TLS",
                              curl_easy_strerror(set));
        } else if (curl_multi_add_handle(engine->multi, attempt->easy) != CURLM_OK) {
            code = xeng__fail_no_memory(error);
        }
    }
    if (code != XENG_OK) {
        curl_easy_cleanup(attempt->easy);
        attempt->easy = NULL;
        xeng__attempt_free(attempt);
        return code;
    }
    engine->active++;
    engine->connecting++;
    trace(engine, operation);
    return XENG_OK;
}

void xeng__attempt_end(xeng__engine *engine, xeng__operation *operation)
{
    xeng__attempt *attempt = &operation->attempt;
    if (attempt->easy != NULL) {
        xeng__forget_dialled(engine, attempt);
        (void)curl_multi_remove_handle(engine->multi, attempt->easy);
        curl_easy_cleanup(attempt->easy);
        attempt->easy = NULL;
        engine->active--;
        engine->connecting -= attempt->connected ? 0 : 1;
    }
    xeng__attempt_free(attempt);
}

void xeng__attempt_free(xeng__attempt *attempt)
{
    free_headers(attempt->headers);
    attempt->headers = NULL;
    xeng__inflate_free(attempt->inflate);
    attempt->inflate = NULL;
    xeng__decoder_free(attempt->decoder);
    attempt->decoder = NULL;
    xeng__buf_free(&attempt->body);
    xeng_error_unref(attempt->error);
    attempt->error = NULL;
}
