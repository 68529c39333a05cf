/* Credentials from environment variables. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/credentials.h>

#include "auth/credentials.h"
#include "base/buf.h"
#include "base/error.h"

enum {
    CONSUMER_KEY,
    CONSUMER_SECRET,
    ACCESS_TOKEN,
    ACCESS_TOKEN_SECRET,
    BEARER_TOKEN,
    VARIABLES
};

static const char *const names[VARIABLES] = {"XENGAGE_CONSUMER_KEY", "XENGAGE_CONSUMER_SECRET",
                                             "XENGAGE_ACCESS_TOKEN", "XENGAGE_ACCESS_TOKEN_SECRET",
                                             "XENGAGE_BEARER_TOKEN"};

/* Fills `values`, all NULL so far, with what is set and not empty. */
static int32_t read_variables(const char *values[VARIABLES], xeng_error **error)
{
    for (size_t i = 0; i < VARIABLES; i++) {
        const char *text = getenv(names[i]);
        if (text == NULL || *text == '\0') {
            continue;
        }
        const char *problem = i == BEARER_TOKEN ? xeng__bearer_problem(text, strlen(text))
                                                : xeng__secret_problem(text, strlen(text));
        if (problem != NULL) {
            return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "the environment variable %s %s",
                              names[i], problem);
        }
        values[i] = text;
    }
    return XENG_OK;
}

/* Says which of the first `wanted` variables are missing, and which are there. */
static int32_t fail_missing(const char *const values[VARIABLES], size_t wanted, xeng_error **error)
{
    xeng__buf missing = XENG__BUF_EMPTY;
    xeng__buf present = XENG__BUF_EMPTY;
    for (size_t i = 0; i < wanted; i++) {
        xeng__buf *list = values[i] == NULL ? &missing : &present;
        xeng__buf_printf(list, "%s%s", list->size == 0 ? "" : ", ", names[i]);
    }
    int32_t code =
        missing.failed || present.failed
            ? xeng__fail_no_memory(error)
            : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                         "the environment has only a part of what makes credentials: %s, but "
                         "not %s",
                         xeng__buf_text(&present), xeng__buf_text(&missing));
    xeng__buf_free(&missing);
    xeng__buf_free(&present);
    return code;
}

static int32_t choose(const char *const values[VARIABLES], xeng_credentials **credentials,
                      xeng_error **error)
{
    bool app = values[CONSUMER_KEY] != NULL && values[CONSUMER_SECRET] != NULL;
    bool user = values[ACCESS_TOKEN] != NULL && values[ACCESS_TOKEN_SECRET] != NULL;
    bool wants_user = values[ACCESS_TOKEN] != NULL || values[ACCESS_TOKEN_SECRET] != NULL;
    if (app && user) {
        return xeng_credentials_new_user(values[CONSUMER_KEY], values[CONSUMER_SECRET],
                                         values[ACCESS_TOKEN], values[ACCESS_TOKEN_SECRET],
                                         credentials, error);
    }
    if (wants_user) {
        /* Even if there is a bearer token: whoever sets a user's token means to see with that
         * user's eyes, and is better told than answered with another's. */
        return fail_missing(values, BEARER_TOKEN, error);
    }
    if (values[BEARER_TOKEN] != NULL) {
        return xeng_credentials_new_bearer(values[BEARER_TOKEN], credentials, error);
    }
    if (app) {
        return xeng_credentials_new_app(values[CONSUMER_KEY], values[CONSUMER_SECRET], credentials,
                                        error);
    }
    if (values[CONSUMER_KEY] != NULL || values[CONSUMER_SECRET] != NULL) {
        return fail_missing(values, ACCESS_TOKEN, error);
    }
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                      "the environment has no credentials; set %s, %s, %s and %s for user context, "
                      "%s for a bearer token, or the first two for the application alone",
                      names[CONSUMER_KEY], names[CONSUMER_SECRET], names[ACCESS_TOKEN],
                      names[ACCESS_TOKEN_SECRET], names[BEARER_TOKEN]);
}

int32_t xeng_credentials_from_env(xeng_credentials **credentials, xeng_error **error)
{
    xeng__error_clear(error);
    if (credentials == NULL) {
        return xeng__fail_argument(error, "credentials is NULL");
    }
    *credentials = NULL;
    const char *values[VARIABLES] = {NULL};
    int32_t code = read_variables(values, error);
    return code != XENG_OK ? code : choose(values, credentials, error);
}
