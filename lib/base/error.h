/* Making errors. Reading them is public: <xengage/error.h>. */
#ifndef XENG__BASE_ERROR_H
#define XENG__BASE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

/* Every fallible function inside the library has the public convention: a last parameter
 * `xeng_error **error` that may be NULL, and an int32_t code as its return value. Public functions
 * call xeng__error_clear first; inner ones need not. */
void xeng__error_clear(xeng_error **error);

/* Stores a new error of `code` with a printf-formed message in `*error`; returns `code`. When
 * memory runs out the error is an immortal one with XENG_ERROR_NO_MEMORY, and that is returned. */
int32_t xeng__fail(xeng_error **error, int32_t code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A broken rule: XENG_ERROR_RULE with the rule's number, its limit (0 for none) and the offending
 * value as text (NULL for none). */
int32_t xeng__fail_rule(xeng_error **error, int32_t rule, int64_t limit, const char *value,
                        const char *format, ...) __attribute__((format(printf, 5, 6)));

int32_t xeng__fail_no_memory(xeng_error **error);

/* A NULL argument, say; `what` names the argument and what is wrong with it. */
int32_t xeng__fail_argument(xeng_error **error, const char *what);

/* Hands an error over to a caller that may not want it; returns its code. */
int32_t xeng__error_pass(xeng_error **to, xeng_error *from);

/* The following fill in an error that was just made and is nobody else's yet. `error` may be NULL
 * or immortal; both are left alone. Out of memory they drop what they can't keep. */
void xeng__error_set_http_status(xeng_error *error, int32_t status);
void xeng__error_set_retry_at(xeng_error *error, int64_t unix_seconds);
void xeng__error_set_attempts(xeng_error *error, uint32_t attempts);
void xeng__error_add_server_message(xeng_error *error, const char *message, size_t size);
void xeng__error_add_id(xeng_error *error, uint64_t id);

#endif
