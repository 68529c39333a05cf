/* How a client behaves: the setters, which refuse what can't work. */
#include <xengage/options.h>

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "client/client.h"
#include "net/url.h"

int32_t xeng_options_new(xeng_options **options, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL) {
        return xeng__fail_argument(error, "options is NULL");
    }
    *options = NULL;
    xeng_options *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    int32_t code = xeng__settings_init(&made->settings, error);
    if (code != XENG_OK) {
        xeng__free(made);
        return code;
    }
    *options = made;
    return XENG_OK;
}

xeng_options *xeng_options_ref(xeng_options *options)
{
    if (options != NULL) {
        xeng__refcount_add(&options->owners);
    }
    return options;
}

void xeng_options_unref(xeng_options *options)
{
    if (options != NULL && xeng__refcount_drop(&options->owners)) {
        xeng__settings_free(&options->settings);
        xeng_ledger_unref(options->ledger);
        xeng__free(options);
    }
}

/* Replaces text by a copy of `value`, which may be NULL. */
static int32_t set_text(char **text, const char *value, xeng_error **error)
{
    char *copy = value == NULL ? NULL : xeng__strdup(value);
    if (value != NULL && copy == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__free_secret(*text);
    *text = copy;
    return XENG_OK;
}

/* A checked copy of a base URL, without slashes at its end. */
static int32_t copy_url(const char *what, const char *url, char **copy, xeng_error **error)
{
    int32_t code = xeng__url_check(what, url, error);
    if (code != XENG_OK) {
        return code;
    }
    size_t size = strlen(url);
    while (size > 0 && url[size - 1] == '/') {
        size--;
    }
    *copy = xeng__strndup(url, size);
    return *copy == NULL ? xeng__fail_no_memory(error) : XENG_OK;
}

static int32_t set_url(char **text, const char *what, const char *url, xeng_error **error)
{
    char *copy = NULL;
    int32_t code = copy_url(what, url, &copy, error);
    if (code == XENG_OK) {
        xeng__free(*text);
        *text = copy;
    }
    return code;
}

int32_t xeng_options_set_base_url(xeng_options *options, const char *url, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL || url == NULL) {
        return xeng__fail_argument(error, options == NULL ? "options is NULL" : "url is NULL");
    }
    return set_url(&options->settings.base_url, "base URL", url, error);
}

int32_t xeng_options_set_auth_url(xeng_options *options, const char *url, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL || url == NULL) {
        return xeng__fail_argument(error, options == NULL ? "options is NULL" : "url is NULL");
    }
    return set_url(&options->settings.auth_url, "authentication URL", url, error);
}

int32_t xeng_options_set_ca_file(xeng_options *options, const char *path, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL) {
        return xeng__fail_argument(error, "options is NULL");
    }
    if (path != NULL && *path == '\0') {
        return xeng__fail_argument(error, "the path of the CA file is empty; NULL stands for the "
                                          "system's certificates");
    }
    return set_text(&options->settings.ca_file, path, error);
}

int32_t xeng_options_set_fallback_ca_file(xeng_options *options, const char *path,
                                          xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL) {
        return xeng__fail_argument(error, "options is NULL");
    }
    if (path != NULL && *path == '\0') {
        return xeng__fail_argument(error, "the path of the CA file is empty; NULL stands for none");
    }
    return set_text(&options->settings.fallback_ca_file, path, error);
}

int32_t xeng_options_set_proxy(xeng_options *options, const char *url, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL) {
        return xeng__fail_argument(error, "options is NULL");
    }
    if (url != NULL && !xeng__is_visible_ascii(url)) {
        return xeng__fail_argument(error, "the proxy's URL has blanks, control characters or "
                                          "letters beyond ASCII");
    }
    return set_text(&options->settings.proxy, url, error);
}

int32_t xeng_options_set_user_agent(xeng_options *options, const char *product, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL) {
        return xeng__fail_argument(error, "options is NULL");
    }
    for (const char *c = product; c != NULL && *c != '\0'; c++) {
        if (*c < ' ' || *c > '~') {
            return xeng__fail_argument(error, "the product has a character that is neither visible "
                                              "ASCII nor a blank");
        }
    }
    /* Nothing but the blank between it and our own name would be left of an empty one. */
    return set_text(&options->settings.product,
                    product != NULL && *product == '\0' ? NULL : product, error);
}

int32_t xeng_options_set_http_version(xeng_options *options, int32_t version, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL) {
        return xeng__fail_argument(error, "options is NULL");
    }
    if (version != XENG_HTTP_AUTO && version != XENG_HTTP_1_1) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "there is no HTTP version %d; use XENG_HTTP_AUTO or XENG_HTTP_1_1",
                          (int)version);
    }
    options->settings.http_version = version;
    return XENG_OK;
}

static uint32_t or_default(uint32_t value, uint32_t standard)
{
    return value == 0 ? standard : value;
}

void xeng_options_set_deadline_ms(xeng_options *options, uint32_t deadline_ms)
{
    if (options != NULL) {
        options->settings.deadline_ms = or_default(deadline_ms, XENG__DEFAULT_DEADLINE_MS);
    }
}

void xeng_options_set_connect_timeout_ms(xeng_options *options, uint32_t timeout_ms)
{
    if (options != NULL) {
        options->settings.connect_timeout_ms =
            or_default(timeout_ms, XENG__DEFAULT_CONNECT_TIMEOUT_MS);
    }
}

void xeng_options_set_stall_timeout_ms(xeng_options *options, uint32_t timeout_ms)
{
    if (options != NULL) {
        options->settings.stall_timeout_ms = or_default(timeout_ms, XENG__DEFAULT_STALL_TIMEOUT_MS);
    }
}

void xeng_options_set_max_attempts(xeng_options *options, uint32_t attempts)
{
    if (options != NULL) {
        options->settings.max_attempts = or_default(attempts, XENG__DEFAULT_MAX_ATTEMPTS);
    }
}

void xeng_options_set_rate_limit(xeng_options *options, uint32_t per_minute)
{
    if (options != NULL) {
        options->settings.per_minute = per_minute;
    }
}

void xeng_options_set_max_concurrency(xeng_options *options, uint32_t requests)
{
    if (options != NULL) {
        options->settings.max_concurrency = or_default(requests, XENG__DEFAULT_MAX_CONCURRENCY);
    }
}

void xeng_options_set_max_response_bytes(xeng_options *options, size_t bytes)
{
    if (options != NULL) {
        options->settings.max_response_bytes =
            bytes == 0 ? XENG__DEFAULT_MAX_RESPONSE_BYTES : bytes;
    }
}

void xeng_options_set_compress_requests(xeng_options *options, int32_t on)
{
    if (options != NULL) {
        options->settings.compress_requests = on != 0;
    }
}

void xeng_options_set_log(xeng_options *options, int32_t level, xeng_log_fn log, void *context)
{
    if (options != NULL) {
        options->settings.log_level = level;
        options->settings.log = log;
        options->settings.log_context = context;
    }
}

void xeng_options_set_ledger(xeng_options *options, xeng_ledger *ledger)
{
    if (options != NULL) {
        xeng_ledger *before = options->ledger;
        options->ledger = xeng_ledger_ref(ledger);
        xeng_ledger_unref(before);
    }
}
