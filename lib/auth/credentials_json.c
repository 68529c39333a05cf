/* Credentials as JSON, and back. */
#include "auth/credentials.h"

#include <stdbool.h>
#include <string.h>

#include <jansson.h>

#include "base/alloc.h"
#include "base/error.h"

enum {
    CONSUMER_KEY,
    CONSUMER_SECRET,
    ACCESS_TOKEN,
    ACCESS_TOKEN_SECRET,
    BEARER_TOKEN,
    MEMBERS
};

static const char *const names[MEMBERS] = {"consumer_key", "consumer_secret", "access_token",
                                           "access_token_secret", "bearer_token"};

/* By hand rather than by jansson, which would leave copies of secrets in memory that it frees. A
 * secret has no control characters: these two are all that JSON wants escaped. */
static void append_string(xeng__buf *json, const char *text)
{
    xeng__buf_append_char(json, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            xeng__buf_append_char(json, '\\');
        }
        xeng__buf_append_char(json, *text);
    }
    xeng__buf_append_char(json, '"');
}

int32_t xeng__credentials_write_json(const xeng_credentials *credentials, xeng__buf *json,
                                     xeng_error **error)
{
    const char *const texts[MEMBERS] = {credentials->consumer_key, credentials->consumer_secret,
                                        credentials->access_token, credentials->access_token_secret,
                                        credentials->bearer_token};
    const char *separator = "{\n  ";
    for (size_t i = 0; i < MEMBERS; i++) {
        if (*texts[i] == '\0') {
            continue;
        }
        xeng__buf_append_text(json, separator);
        append_string(json, names[i]);
        xeng__buf_append_text(json, ": ");
        append_string(json, texts[i]);
        separator = ",\n  ";
    }
    xeng__buf_append_text(json, "\n}\n");
    return json->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

int32_t xeng_credentials_to_json(const xeng_credentials *credentials, char **json,
                                 xeng_error **error)
{
    xeng__error_clear(error);
    if (json == NULL) {
        return xeng__fail_argument(error, "json is NULL");
    }
    *json = NULL;
    if (credentials == NULL) {
        return xeng__fail_argument(error, "credentials is NULL");
    }
    xeng__buf text = XENG__BUF_SECRET;
    int32_t code = xeng__credentials_write_json(credentials, &text, error);
    if (code != XENG_OK) {
        xeng__buf_free(&text);
        return code;
    }
    *json = xeng__buf_take(&text);
    return *json == NULL ? xeng__fail_no_memory(error) : XENG_OK;
}

static size_t member_index(const char *name)
{
    size_t i = 0;
    while (i < MEMBERS && strcmp(name, names[i]) != 0) {
        i++;
    }
    return i;
}

static int32_t fail_member(const char *where, const char *name, xeng_error **error)
{
    /* A member's name goes into the message only if it looks like one, not like a secret that lost
     * its way. */
    size_t plain = strspn(name, "abcdefghijklmnopqrstuvwxyz_");
    bool shown = plain > 0 && plain <= 32 && name[plain] == '\0';
    return xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE,
                      "%s has a member %s%s that credentials don't have; they have consumer_key, "
                      "consumer_secret, access_token and access_token_secret, or bearer_token",
                      where, shown ? "named " : "of another name", shown ? name : "");
}

/* Reads the members of a parsed object into `texts`, which point into it. */
static int32_t read_members(json_t *object, const char *where, const char *texts[MEMBERS],
                            xeng_error **error)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        size_t i = member_index(name);
        if (i == MEMBERS) {
            return fail_member(where, name, error);
        }
        const char *problem = "is not a string";
        if (json_is_string(value)) {
            const char *text = json_string_value(value);
            size_t size = json_string_length(value);
            problem = i == BEARER_TOKEN ? xeng__bearer_problem(text, size)
                                        : xeng__secret_problem(text, size);
        }
        if (problem != NULL) {
            return xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE, "%s: %s %s", where, names[i],
                              problem);
        }
        texts[i] = json_string_value(value);
    }
    return XENG_OK;
}

static int32_t fail_missing(const char *where, const char *const texts[MEMBERS], size_t wanted,
                            xeng_error **error)
{
    xeng__buf missing = XENG__BUF_EMPTY;
    for (size_t i = 0; i < wanted; i++) {
        if (texts[i] == NULL) {
            xeng__buf_printf(&missing, "%s%s", missing.size == 0 ? "" : ", ", names[i]);
        }
    }
    int32_t code = missing.failed ? xeng__fail_no_memory(error)
                                  : xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE, "%s lacks %s",
                                               where, xeng__buf_text(&missing));
    xeng__buf_free(&missing);
    return code;
}

static int32_t make(const char *where, const char *const texts[MEMBERS],
                    xeng_credentials **credentials, xeng_error **error)
{
    bool app = texts[CONSUMER_KEY] != NULL || texts[CONSUMER_SECRET] != NULL;
    bool user = texts[ACCESS_TOKEN] != NULL || texts[ACCESS_TOKEN_SECRET] != NULL;
    if (texts[BEARER_TOKEN] != NULL && (app || user)) {
        return xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE,
                          "%s has a bearer_token beside other members; a file holds one identity",
                          where);
    }
    if (texts[BEARER_TOKEN] != NULL) {
        return xeng_credentials_new_bearer(texts[BEARER_TOKEN], credentials, error);
    }
    size_t wanted = user ? BEARER_TOKEN : ACCESS_TOKEN;
    for (size_t i = 0; i < wanted; i++) {
        if (texts[i] == NULL) {
            return fail_missing(where, texts, wanted, error);
        }
    }
    if (!user) {
        return xeng_credentials_new_app(texts[CONSUMER_KEY], texts[CONSUMER_SECRET], credentials,
                                        error);
    }
    return xeng_credentials_new_user(texts[CONSUMER_KEY], texts[CONSUMER_SECRET],
                                     texts[ACCESS_TOKEN], texts[ACCESS_TOKEN_SECRET], credentials,
                                     error);
}

/* jansson frees without wiping. What its lexer read into buffers of its own is out of reach. */
static void wipe_strings(json_t *object)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        if (json_is_string(value)) {
            xeng__wipe((char *)json_string_value(value), json_string_length(value));
        }
    }
}

int32_t xeng__credentials_read_json(const char *text, size_t size, const char *where,
                                    xeng_credentials **credentials, xeng_error **error)
{
    json_error_t fault;
    json_t *object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &fault);
    if (object == NULL && json_error_code(&fault) == json_error_out_of_memory) {
        return xeng__fail_no_memory(error);
    }
    if (!json_is_object(object)) {
        /* Not jansson's own words: they quote what stands at the fault. */
        int32_t code =
            object == NULL
                ? xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE,
                             "%s is not JSON, or has a member twice: line %d, column %d", where,
                             fault.line, fault.column)
                : xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE, "%s holds no JSON object", where);
        json_decref(object);
        return code;
    }
    const char *texts[MEMBERS] = {NULL};
    int32_t code = read_members(object, where, texts, error);
    if (code == XENG_OK) {
        code = make(where, texts, credentials, error);
    }
    wipe_strings(object);
    json_decref(object);
    return code;
}
