/* Options from environment variables. */
#include <xengage/options.h>

#include <stdlib.h>

#include "base/error.h"
#include "client/client.h"
#include "net/url.h"

/* The value of a variable; NULL if it is absent or empty. */
static const char *value_of(const char *name)
{
    const char *value = getenv(name);
    return value == NULL || *value == '\0' ? NULL : value;
}

/* Sets what is there; says which variable is to blame if it can't. */
static int32_t take_over(xeng_options *options, xeng_error **error)
{
    const char *base_url = value_of("XENGAGE_BASE_URL");
    const char *auth_url = value_of("XENGAGE_AUTH_URL");
    const char *ca_file = value_of("XENGAGE_CA_FILE");
    int32_t code = XENG_OK;
    if (base_url != NULL) {
        code = xeng__url_check("URL in XENGAGE_BASE_URL", base_url, error);
        code = code != XENG_OK ? code : xeng_options_set_base_url(options, base_url, error);
    }
    if (code == XENG_OK && auth_url != NULL) {
        code = xeng__url_check("URL in XENGAGE_AUTH_URL", auth_url, error);
        code = code != XENG_OK ? code : xeng_options_set_auth_url(options, auth_url, error);
    } else if (code == XENG_OK && base_url != NULL && !xeng__url_is_x(base_url)) {
        /* Another server than X's plays both parts, as the simulator does. */
        code = xeng_options_set_auth_url(options, base_url, error);
    }
    if (code == XENG_OK && ca_file != NULL) {
        code = xeng_options_set_ca_file(options, ca_file, error);
    }
    return code;
}

int32_t xeng_options_from_env(xeng_options *options, xeng_error **error)
{
    xeng__error_clear(error);
    if (options == NULL) {
        return xeng__fail_argument(error, "options is NULL");
    }
    /* On a copy, so that a failure changes nothing. */
    xeng_options changed;
    int32_t code = xeng__settings_copy(&options->settings, &changed.settings, error);
    if (code != XENG_OK) {
        return code;
    }
    code = take_over(&changed, error);
    if (code == XENG_OK) {
        xeng__settings old = options->settings;
        options->settings = changed.settings;
        changed.settings = old;
    }
    xeng__settings_free(&changed.settings);
    return code;
}
