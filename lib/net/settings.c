/* What a client's options come to. */
#include "net/settings.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

int32_t xeng__settings_init(xeng__settings *settings, xeng_error **error)
{
    *settings = (xeng__settings){
        .base_url = xeng__strdup(XENG__DEFAULT_BASE_URL),
        .auth_url = xeng__strdup(XENG__DEFAULT_AUTH_URL),
        .deadline_ms = XENG__DEFAULT_DEADLINE_MS,
        .connect_timeout_ms = XENG__DEFAULT_CONNECT_TIMEOUT_MS,
        .stall_timeout_ms = XENG__DEFAULT_STALL_TIMEOUT_MS,
        .max_attempts = XENG__DEFAULT_MAX_ATTEMPTS,
        .max_concurrency = XENG__DEFAULT_MAX_CONCURRENCY,
        .max_response_bytes = XENG__DEFAULT_MAX_RESPONSE_BYTES,
        .http_version = XENG_HTTP_AUTO,
    };
    if (settings->base_url == NULL || settings->auth_url == NULL) {
        xeng__settings_free(settings);
        return xeng__fail_no_memory(error);
    }
    return XENG_OK;
}

/* Copies text that may be NULL; false when memory runs out. */
static bool copy_text(const char *text, char **copy)
{
    *copy = text == NULL ? NULL : xeng__strdup(text);
    return text == NULL || *copy != NULL;
}

int32_t xeng__settings_copy(const xeng__settings *settings, xeng__settings *copy,
                            xeng_error **error)
{
    *copy = *settings;
    bool fine = copy_text(settings->base_url, &copy->base_url);
    fine = copy_text(settings->auth_url, &copy->auth_url) && fine;
    fine = copy_text(settings->ca_file, &copy->ca_file) && fine;
    fine = copy_text(settings->ca_folder, &copy->ca_folder) && fine;
    fine = copy_text(settings->fallback_ca_file, &copy->fallback_ca_file) && fine;
    fine = copy_text(settings->proxy, &copy->proxy) && fine;
    fine = copy_text(settings->product, &copy->product) && fine;
    if (!fine) {
        xeng__settings_free(copy);
        return xeng__fail_no_memory(error);
    }
    return XENG_OK;
}

void xeng__settings_free(xeng__settings *settings)
{
    xeng__free(settings->base_url);
    xeng__free(settings->auth_url);
    xeng__free(settings->ca_file);
    xeng__free(settings->ca_folder);
    xeng__free(settings->fallback_ca_file);
    /* A proxy's URL may hold a password. */
    xeng__free_secret(settings->proxy);
    xeng__free(settings->product);
    memset(settings, 0, sizeof *settings);
}
