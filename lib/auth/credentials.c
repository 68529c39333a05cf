/* Credentials: making, holding and wiping them. */
#include "auth/credentials.h"

#include <stdbool.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

static const char no_credentials[] = "credentials is NULL";

const char *xeng__secret_problem(const char *text, size_t size)
{
    if (size == 0) {
        return "is empty";
    }
    /* Before UTF-8: a line break at the end is what happens, and should be called that. */
    if (xeng__has_control(text, size)) {
        return "holds a control character, a line break for instance";
    }
    return xeng__utf8_valid(text, size) ? NULL : "is not UTF-8";
}

const char *xeng__bearer_problem(const char *text, size_t size)
{
    const char *problem = xeng__secret_problem(text, size);
    if (problem != NULL) {
        return problem;
    }
    return xeng__is_visible_ascii(text) ? NULL : "holds a blank or a character that is not ASCII";
}

/* The digits before the `-` of a user's access token; 0 for tokens of another form. */
static uint64_t user_id_of(const char *token)
{
    uint64_t id = 0;
    const char *dash = strchr(token, '-');
    if (dash == NULL || !xeng__parse_id(token, (size_t)(dash - token), &id)) {
        return 0;
    }
    return id;
}

/* Copies what is given; NULL stands for what the kind doesn't have. */
static int32_t make(int32_t kind, const char *const texts[5], xeng_credentials **credentials,
                    xeng_error **error)
{
    xeng_credentials *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    made->kind = kind;
    char **members[5] = {&made->consumer_key, &made->consumer_secret, &made->access_token,
                         &made->access_token_secret, &made->bearer_token};
    for (size_t i = 0; i < 5; i++) {
        *members[i] = xeng__strdup(texts[i] == NULL ? "" : texts[i]);
        if (*members[i] == NULL) {
            xeng_credentials_unref(made);
            return xeng__fail_no_memory(error);
        }
    }
    made->user_id = user_id_of(made->access_token);
    *credentials = made;
    return XENG_OK;
}

/* Refuses a secret by its name alone: its value must not get into an error. */
static int32_t check(const char *name, const char *text, xeng_error **error)
{
    const char *problem = text == NULL ? "is NULL" : xeng__secret_problem(text, strlen(text));
    if (problem != NULL) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "%s %s", name, problem);
    }
    return XENG_OK;
}

int32_t xeng_credentials_new_user(const char *consumer_key, const char *consumer_secret,
                                  const char *access_token, const char *access_token_secret,
                                  xeng_credentials **credentials, xeng_error **error)
{
    xeng__error_clear(error);
    if (credentials == NULL) {
        return xeng__fail_argument(error, no_credentials);
    }
    *credentials = NULL;
    int32_t code = check("consumer_key", consumer_key, error);
    code = code != XENG_OK ? code : check("consumer_secret", consumer_secret, error);
    code = code != XENG_OK ? code : check("access_token", access_token, error);
    code = code != XENG_OK ? code : check("access_token_secret", access_token_secret, error);
    const char *const texts[5] = {consumer_key, consumer_secret, access_token, access_token_secret};
    return code != XENG_OK ? code : make(XENG_CREDENTIALS_USER, texts, credentials, error);
}

int32_t xeng_credentials_new_app(const char *consumer_key, const char *consumer_secret,
                                 xeng_credentials **credentials, xeng_error **error)
{
    xeng__error_clear(error);
    if (credentials == NULL) {
        return xeng__fail_argument(error, no_credentials);
    }
    *credentials = NULL;
    int32_t code = check("consumer_key", consumer_key, error);
    code = code != XENG_OK ? code : check("consumer_secret", consumer_secret, error);
    const char *const texts[5] = {consumer_key, consumer_secret};
    return code != XENG_OK ? code : make(XENG_CREDENTIALS_APP, texts, credentials, error);
}

int32_t xeng_credentials_new_bearer(const char *bearer_token, xeng_credentials **credentials,
                                    xeng_error **error)
{
    xeng__error_clear(error);
    if (credentials == NULL) {
        return xeng__fail_argument(error, no_credentials);
    }
    *credentials = NULL;
    const char *problem =
        bearer_token == NULL ? "is NULL" : xeng__bearer_problem(bearer_token, strlen(bearer_token));
    if (problem != NULL) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "bearer_token %s", problem);
    }
    const char *const texts[5] = {NULL, NULL, NULL, NULL, bearer_token};
    return make(XENG_CREDENTIALS_BEARER, texts, credentials, error);
}

xeng_credentials *xeng_credentials_ref(xeng_credentials *credentials)
{
    if (credentials != NULL) {
        xeng__refcount_add(&credentials->owners);
    }
    return credentials;
}

xeng_credentials *xeng__credentials_hold(const xeng_credentials *credentials)
{
    return xeng_credentials_ref((xeng_credentials *)credentials);
}

void xeng_credentials_unref(xeng_credentials *credentials)
{
    if (credentials == NULL || !xeng__refcount_drop(&credentials->owners)) {
        return;
    }
    xeng__free_secret(credentials->consumer_key);
    xeng__free_secret(credentials->consumer_secret);
    xeng__free_secret(credentials->access_token);
    xeng__free_secret(credentials->access_token_secret);
    xeng__free_secret(credentials->bearer_token);
    xeng__free(credentials);
}

int32_t xeng_credentials_kind(const xeng_credentials *credentials)
{
    return credentials == NULL ? 0 : credentials->kind;
}

uint64_t xeng_credentials_user_id(const xeng_credentials *credentials)
{
    return credentials == NULL ? 0 : credentials->user_id;
}

bool xeng__secret_digest(const char *secret, uint64_t *digest)
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    if (EVP_Digest(secret, strlen(secret), bytes, NULL, EVP_sha256(), NULL) != 1) {
        return false;
    }
    *digest = 0;
    for (size_t i = 0; i < sizeof *digest; i++) {
        *digest = *digest << 8 | bytes[i];
    }
    return true;
}
