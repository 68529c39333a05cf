/* The error object. */
#include "base/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/refcount.h"

struct xeng_error {
    xeng__refcount owners;
    int32_t code;
    int32_t rule;
    int32_t http_status;
    uint32_t attempts;
    int64_t limit;
    int64_t retry_at;
    char *message;
    char *value;
    char **server_messages;
    size_t server_message_count;
    size_t server_message_capacity;
    uint64_t *ids;
    size_t id_count;
    size_t id_capacity;
};

/* What is handed out when there is no memory for an error; never freed, never written to. */
static char out_of_memory_message[] = "out of memory";
static xeng_error out_of_memory = {.code = XENG_ERROR_NO_MEMORY, .message = out_of_memory_message};

static bool immortal(const xeng_error *error)
{
    return error == NULL || error == &out_of_memory;
}

static xeng_error *error_new(int32_t code, const char *format, va_list arguments)
{
    xeng_error *error = xeng__calloc(1, sizeof *error);
    xeng__buf message = XENG__BUF_EMPTY;
    xeng__buf_vprintf(&message, format, arguments);
    char *text = xeng__buf_take(&message);
    if (error == NULL || text == NULL) {
        xeng__free(error);
        xeng__free(text);
        return &out_of_memory;
    }
    xeng__refcount_init(&error->owners);
    error->code = code;
    error->message = text;
    return error;
}

void xeng__error_clear(xeng_error **error)
{
    if (error != NULL) {
        *error = NULL;
    }
}

int32_t xeng__error_pass(xeng_error **to, xeng_error *from)
{
    int32_t code = from->code;
    if (to != NULL) {
        *to = from;
    } else {
        xeng_error_unref(from);
    }
    return code;
}

int32_t xeng__fail(xeng_error **error, int32_t code, const char *format, ...)
{
    if (error == NULL) {
        return code;
    }
    va_list arguments;
    va_start(arguments, format);
    *error = error_new(code, format, arguments);
    va_end(arguments);
    return (*error)->code;
}

int32_t xeng__fail_rule(xeng_error **error, int32_t rule, int64_t limit, const char *value,
                        const char *format, ...)
{
    if (error == NULL) {
        return XENG_ERROR_RULE;
    }
    va_list arguments;
    va_start(arguments, format);
    xeng_error *made = error_new(XENG_ERROR_RULE, format, arguments);
    va_end(arguments);
    if (!immortal(made)) {
        made->rule = rule;
        made->limit = limit;
        made->value = value == NULL ? NULL : xeng__strdup(value);
    }
    *error = made;
    return made->code;
}

int32_t xeng__fail_no_memory(xeng_error **error)
{
    if (error != NULL) {
        *error = &out_of_memory;
    }
    return XENG_ERROR_NO_MEMORY;
}

int32_t xeng__fail_argument(xeng_error **error, const char *what)
{
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "%s", what);
}

void xeng__error_set_http_status(xeng_error *error, int32_t status)
{
    if (!immortal(error)) {
        error->http_status = status;
    }
}

void xeng__error_set_retry_at(xeng_error *error, int64_t unix_seconds)
{
    if (!immortal(error)) {
        error->retry_at = unix_seconds;
    }
}

void xeng__error_set_attempts(xeng_error *error, uint32_t attempts)
{
    if (!immortal(error)) {
        error->attempts = attempts;
    }
}

void xeng__error_add_server_message(xeng_error *error, const char *message, size_t size)
{
    if (immortal(error) ||
        !xeng__grow((void **)&error->server_messages, &error->server_message_capacity,
                    error->server_message_count, sizeof *error->server_messages)) {
        return;
    }
    char *copy = xeng__strndup(message, size);
    if (copy != NULL) {
        error->server_messages[error->server_message_count++] = copy;
    }
}

void xeng__error_add_id(xeng_error *error, uint64_t id)
{
    if (immortal(error) || !xeng__grow((void **)&error->ids, &error->id_capacity, error->id_count,
                                       sizeof *error->ids)) {
        return;
    }
    error->ids[error->id_count++] = id;
}

xeng_error *xeng_error_ref(xeng_error *error)
{
    if (!immortal(error)) {
        xeng__refcount_add(&error->owners);
    }
    return error;
}

void xeng_error_unref(xeng_error *error)
{
    if (immortal(error) || !xeng__refcount_drop(&error->owners)) {
        return;
    }
    for (size_t i = 0; i < error->server_message_count; i++) {
        xeng__free(error->server_messages[i]);
    }
    xeng__free(error->server_messages);
    xeng__free(error->ids);
    xeng__free(error->message);
    xeng__free(error->value);
    xeng__free(error);
}

int32_t xeng_error_code(const xeng_error *error)
{
    return error == NULL ? XENG_OK : error->code;
}

const char *xeng_error_message(const xeng_error *error)
{
    return error == NULL ? "no error" : error->message;
}

int32_t xeng_error_rule(const xeng_error *error)
{
    return error == NULL ? XENG_RULE_NONE : error->rule;
}

int64_t xeng_error_limit(const xeng_error *error)
{
    return error == NULL ? 0 : error->limit;
}

const char *xeng_error_value(const xeng_error *error)
{
    return error == NULL || error->value == NULL ? "" : error->value;
}

int32_t xeng_error_http_status(const xeng_error *error)
{
    return error == NULL ? 0 : error->http_status;
}

size_t xeng_error_server_message_count(const xeng_error *error)
{
    return error == NULL ? 0 : error->server_message_count;
}

const char *xeng_error_server_message(const xeng_error *error, size_t index)
{
    return index < xeng_error_server_message_count(error) ? error->server_messages[index] : NULL;
}

size_t xeng_error_id_count(const xeng_error *error)
{
    return error == NULL ? 0 : error->id_count;
}

uint64_t xeng_error_id_at(const xeng_error *error, size_t index)
{
    return index < xeng_error_id_count(error) ? error->ids[index] : 0;
}

int64_t xeng_error_retry_at(const xeng_error *error)
{
    return error == NULL ? 0 : error->retry_at;
}

uint32_t xeng_error_attempts(const xeng_error *error)
{
    return error == NULL ? 0 : error->attempts;
}
