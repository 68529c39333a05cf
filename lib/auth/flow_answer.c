/* The token flows: reading the server's answers. */
#include "auth/flow.h"

#include <stdbool.h>
#include <string.h>

#include <jansson.h>

#include "auth/percent.h"
#include "base/alloc.h"
#include "base/text.h"

/* A field that an answer in form encoding should have. */
typedef struct field {
    const char *name;
    xeng__buf value;
    bool found;
    bool optional;
} field;

static int32_t fail_answer(xeng_error **error, const char *endpoint, const char *name,
                           const char *problem)
{
    return xeng__fail(error, XENG_ERROR_PROTOCOL, "the server's answer to %s: %s %s", endpoint,
                      name, problem);
}

static bool is_named(const xeng__form_pair *pair, const char *name)
{
    return pair->name_size == strlen(name) && memcmp(pair->name, name, pair->name_size) == 0;
}

static int32_t read_field(const xeng__form_pair *pair, field *to, const char *endpoint,
                          xeng_error **error)
{
    if (to->found) {
        return fail_answer(error, endpoint, to->name, "comes twice");
    }
    to->found = true;
    if (!xeng__form_decode(&to->value, pair->value, pair->value_size)) {
        return fail_answer(error, endpoint, to->name, "is badly encoded");
    }
    if (to->value.failed) {
        return xeng__fail_no_memory(error);
    }
    const char *problem = xeng__secret_problem(xeng__buf_text(&to->value), to->value.size);
    if (problem != NULL && !to->optional) {
        return fail_answer(error, endpoint, to->name, problem);
    }
    if (problem != NULL) {
        xeng__buf_clear(&to->value);
    }
    return XENG_OK;
}

/* Reads an answer in form encoding; fields that nobody asks for are passed over. */
static int32_t read_form(const char *body, size_t size, const char *endpoint, field *fields,
                         size_t count, xeng_error **error)
{
    xeng__trim(&body, &size);
    xeng__form_pair pair;
    while (xeng__form_next(&body, &size, &pair)) {
        for (size_t i = 0; i < count; i++) {
            int32_t code = XENG_OK;
            if (is_named(&pair, fields[i].name)) {
                code = read_field(&pair, &fields[i], endpoint, error);
            }
            if (code != XENG_OK) {
                return code;
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!fields[i].found && !fields[i].optional) {
            return fail_answer(error, endpoint, fields[i].name, "is missing");
        }
    }
    return XENG_OK;
}

static void free_fields(field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        xeng__buf_free(&fields[i].value);
    }
}

static int32_t token_of(const xeng_credentials *key, const field *token, const field *secret,
                        xeng_credentials **made, xeng_error **error)
{
    return xeng_credentials_new_user(key->consumer_key, key->consumer_secret,
                                     xeng__buf_text(&token->value), xeng__buf_text(&secret->value),
                                     made, error);
}

int32_t xeng__flow_request_token_answer(const char *body, size_t size, const xeng_credentials *app,
                                        xeng_credentials **request_token, xeng_error **error)
{
    static const char endpoint[] = "oauth/request_token";
    field fields[] = {{"oauth_token", XENG__BUF_SECRET, false, false},
                      {"oauth_token_secret", XENG__BUF_SECRET, false, false},
                      {"oauth_callback_confirmed", XENG__BUF_EMPTY, false, false}};
    int32_t code = read_form(body, size, endpoint, fields, 3, error);
    if (code == XENG_OK && strcmp(xeng__buf_text(&fields[2].value), "true") != 0) {
        code = fail_answer(error, endpoint, fields[2].name,
                           "is not true: the server didn't accept the callback address");
    }
    if (code == XENG_OK) {
        code = token_of(app, &fields[0], &fields[1], request_token, error);
    }
    free_fields(fields, 3);
    return code;
}

int32_t xeng__flow_access_token_answer(const char *body, size_t size,
                                       const xeng_credentials *request_token,
                                       xeng_credentials **user, xeng__buf *screen_name,
                                       xeng_error **error)
{
    field fields[] = {{"oauth_token", XENG__BUF_SECRET, false, false},
                      {"oauth_token_secret", XENG__BUF_SECRET, false, false},
                      {"screen_name", XENG__BUF_EMPTY, false, true}};
    int32_t code = read_form(body, size, "oauth/access_token", fields, 3, error);
    if (code == XENG_OK) {
        xeng__buf_append(screen_name, xeng__buf_text(&fields[2].value), fields[2].value.size);
        code = screen_name->failed ? xeng__fail_no_memory(error)
                                   : token_of(request_token, &fields[0], &fields[1], user, error);
    }
    free_fields(fields, 3);
    return code;
}

/* Parses an answer that should be a JSON object with a text `access_token`. */
static int32_t read_json(const char *body, size_t size, const char *endpoint, json_t **object,
                         xeng_error **error)
{
    json_error_t fault;
    *object = json_loadb(body, size, JSON_REJECT_DUPLICATES, &fault);
    if (*object == NULL && json_error_code(&fault) == json_error_out_of_memory) {
        return xeng__fail_no_memory(error);
    }
    if (!json_is_object(*object)) {
        return xeng__fail(error, XENG_ERROR_PROTOCOL,
                          "the server's answer to %s is not a JSON object", endpoint);
    }
    if (!json_is_string(json_object_get(*object, "access_token"))) {
        return fail_answer(error, endpoint, "access_token", "is missing, or no text");
    }
    return XENG_OK;
}

static void free_json(json_t *object)
{
    json_t *token = json_object_get(object, "access_token");
    if (json_is_string(token)) {
        xeng__wipe((char *)json_string_value(token), json_string_length(token));
    }
    json_decref(object);
}

int32_t xeng__flow_bearer_answer(const char *body, size_t size, xeng_credentials **bearer,
                                 xeng_error **error)
{
    static const char endpoint[] = "oauth2/token";
    json_t *object = NULL;
    int32_t code = read_json(body, size, endpoint, &object, error);
    if (code == XENG_OK) {
        const char *type = json_string_value(json_object_get(object, "token_type"));
        json_t *token = json_object_get(object, "access_token");
        const char *text = json_string_value(token);
        const char *problem = xeng__bearer_problem(text, json_string_length(token));
        if (type == NULL || !xeng__equal_nocase(type, "bearer")) {
            code = fail_answer(error, endpoint, "token_type", "is not bearer");
        } else if (problem != NULL) {
            code = fail_answer(error, endpoint, "access_token", problem);
        } else {
            /* As it is, %2F and %3D included: that is how the server knows it. */
            code = xeng_credentials_new_bearer(text, bearer, error);
        }
    }
    free_json(object);
    return code;
}

int32_t xeng__flow_invalidate_answer(const char *body, size_t size, xeng_error **error)
{
    json_t *object = NULL;
    int32_t code = read_json(body, size, "invalidate_token", &object, error);
    free_json(object);
    return code;
}
