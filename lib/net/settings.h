/* What a client's options come to: plain values, with their defaults filled in. */
#ifndef XENG__NET_SETTINGS_H
#define XENG__NET_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/options.h>

/* Defaults, as <xengage/options.h> tells them. */
#define XENG__DEFAULT_BASE_URL           "https://data-api.x.com"
#define XENG__DEFAULT_AUTH_URL           "https://api.x.com"
#define XENG__DEFAULT_DEADLINE_MS        300000
#define XENG__DEFAULT_CONNECT_TIMEOUT_MS 10000
#define XENG__DEFAULT_STALL_TIMEOUT_MS   60000
#define XENG__DEFAULT_MAX_ATTEMPTS       5
#define XENG__DEFAULT_MAX_CONCURRENCY    16
#define XENG__DEFAULT_MAX_RESPONSE_BYTES ((size_t)64 << 20)

typedef struct xeng__settings {
    char *base_url;         /* as xeng__url_check() accepts it, without a slash at its end */
    char *auth_url;         /* likewise */
    char *ca_file;          /* NULL: the system's certificates */
    char *ca_folder;        /* likewise; an engine fills in one of them where it has to */
    char *fallback_ca_file; /* NULL: none */
    char *proxy;            /* NULL: the environment's; "": none */
    char *product;          /* before our own name in User-Agent; NULL: nothing */
    uint32_t deadline_ms;
    uint32_t connect_timeout_ms;
    uint32_t stall_timeout_ms;
    uint32_t max_attempts;
    uint32_t per_minute; /* 0: unknown until the server tells */
    uint32_t max_concurrency;
    size_t max_response_bytes;
    int32_t http_version;
    bool compress_requests;
    int32_t log_level;
    xeng_log_fn log;
    void *log_context;
} xeng__settings;

/* Every default. On failure there is nothing to free. */
int32_t xeng__settings_init(xeng__settings *settings, xeng_error **error);

/* A copy with texts of its own. On failure there is nothing to free. */
int32_t xeng__settings_copy(const xeng__settings *settings, xeng__settings *copy,
                            xeng_error **error);

void xeng__settings_free(xeng__settings *settings);

#endif
