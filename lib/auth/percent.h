/* Percent-encoding as OAuth 1.0a wants it (RFC 3986: all but unreserved characters, hexadecimal
 * digits in upper case), and the form encoding of names and values. */
#ifndef XENG__AUTH_PERCENT_H
#define XENG__AUTH_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Appends text encoded. */
void xeng__percent_encode(xeng__buf *to, const char *text, size_t size);

/* One name and its value in form-encoded text, still encoded. */
typedef struct xeng__form_pair {
    const char *name;
    size_t name_size;
    const char *value;
    size_t value_size;
} xeng__form_pair;

/* Takes the next pair off form-encoded text (`a=1&b=2`), moving `*text` and `*size` past it; false
 * at the end. Nothing between two `&` is no pair; a name without `=` has an empty value. */
bool xeng__form_next(const char **text, size_t *size, xeng__form_pair *pair);

/* Appends what form-encoded text (`+` is a space) means; false if a `%` has no two hexadecimal
 * digits behind it. Part of the text may have been appended then. */
bool xeng__form_decode(xeng__buf *to, const char *text, size_t size);

/* Appends form-encoded text in percent-encoding: decoded and encoded in one go. False likewise. */
bool xeng__form_to_percent(xeng__buf *to, const char *text, size_t size);

#endif
