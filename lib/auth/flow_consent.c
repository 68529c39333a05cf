/* The token flows: what comes back from the user, a PIN or the address to which X sent them. */
#include "auth/flow.h"

#include <stdbool.h>
#include <string.h>

#include "auth/percent.h"
#include "base/text.h"

/* What the query of a callback address says. */
typedef struct consent {
    xeng__buf token;
    xeng__buf verifier;
    xeng__buf denied; /* the token again, if the user refused */
} consent;

static int32_t fail_address(xeng_error **error, const char *problem)
{
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                      "the address that the user came back with %s; what is wanted is that whole "
                      "address, its query, or the PIN",
                      problem);
}

static xeng__buf *field_of(consent *found, const xeng__form_pair *pair)
{
    const struct {
        const char *name;
        xeng__buf *value;
    } fields[] = {{"oauth_token", &found->token},
                  {"oauth_verifier", &found->verifier},
                  {"denied", &found->denied}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (pair->name_size == strlen(fields[i].name) &&
            memcmp(pair->name, fields[i].name, pair->name_size) == 0) {
            return fields[i].value;
        }
    }
    return NULL;
}

/* Reads the query; other parameters are the application's own and passed over. */
static int32_t read_query(const char *query, size_t size, consent *found, xeng_error **error)
{
    xeng__form_pair pair;
    while (xeng__form_next(&query, &size, &pair)) {
        xeng__buf *value = field_of(found, &pair);
        if (value == NULL) {
            continue;
        }
        if (value->size > 0) {
            return fail_address(error, "names one parameter twice");
        }
        if (!xeng__form_decode(value, pair.value, pair.value_size)) {
            return fail_address(error, "is badly encoded");
        }
        if (value->failed) {
            return xeng__fail_no_memory(error);
        }
        if (xeng__secret_problem(xeng__buf_text(value), value->size) != NULL) {
            return fail_address(error, "has an empty or malformed parameter");
        }
    }
    return XENG_OK;
}

static int32_t judge(const consent *found, const char *token, xeng__buf *verifier,
                     xeng_error **error)
{
    const xeng__buf *named = found->denied.size > 0 ? &found->denied : &found->token;
    if (named->size == 0) {
        return fail_address(error, "has no oauth_token");
    }
    if (strcmp(xeng__buf_text(named), token) != 0) {
        return fail_address(error, "belongs to another login: its token is not this login's");
    }
    if (found->denied.size > 0) {
        return xeng__fail(error, XENG_ERROR_UNAUTHORIZED,
                          "the user refused to give the application access");
    }
    if (found->verifier.size == 0) {
        return fail_address(error, "has no oauth_verifier");
    }
    xeng__buf_append(verifier, found->verifier.data, found->verifier.size);
    return verifier->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

static int32_t read_address(const char *text, size_t size, const char *token, xeng__buf *verifier,
                            xeng_error **error)
{
    const char *mark = memchr(text, '?', size);
    const char *query = mark == NULL ? text : mark + 1;
    const char *end = memchr(query, '#', (size_t)(text + size - query));
    if (end == NULL) {
        end = text + size;
    }
    consent found = {XENG__BUF_SECRET, XENG__BUF_SECRET, XENG__BUF_SECRET};
    int32_t code = read_query(query, (size_t)(end - query), &found, error);
    if (code == XENG_OK) {
        code = judge(&found, token, verifier, error);
    }
    xeng__buf_free(&found.token);
    xeng__buf_free(&found.verifier);
    xeng__buf_free(&found.denied);
    return code;
}

int32_t xeng__flow_consent(const char *answer, const xeng_credentials *request_token,
                           xeng__buf *verifier, xeng_error **error)
{
    size_t size = strlen(answer);
    xeng__trim(&answer, &size);
    if (size == 0) {
        return xeng__fail_argument(error, "the PIN, or the address that the user came back with, "
                                          "is empty");
    }
    bool address = memchr(answer, '=', size) != NULL || memchr(answer, '?', size) != NULL ||
                   memchr(answer, '/', size) != NULL;
    if (address) {
        return read_address(answer, size, request_token->access_token, verifier, error);
    }
    for (size_t i = 0; i < size; i++) {
        if (answer[i] < '!' || answer[i] > '~') {
            return xeng__fail_argument(error, "the PIN holds a character that no PIN has");
        }
    }
    xeng__buf_append(verifier, answer, size);
    return verifier->failed ? xeng__fail_no_memory(error) : XENG_OK;
}
