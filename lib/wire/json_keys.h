/* The keys of open JSON objects, to find repeated ones without comparing each with each. */
#ifndef XENG__WIRE_JSON_KEYS_H
#define XENG__WIRE_JSON_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "wire/json_reader.h"

typedef struct xeng__json_keys {
    struct xeng__json_key *keys; /* of all open objects, outermost first */
    size_t count;
    size_t capacity;
    xeng__buf texts;
    size_t firsts[XENG__JSON_MAX_DEPTH]; /* an open object's first key */
    size_t depth;
} xeng__json_keys;

/* An object begins. All zeros is a set of keys without open objects. */
void xeng__json_keys_open(xeng__json_keys *keys);

/* Notes a key of the innermost open object; false if memory runs out. */
bool xeng__json_keys_add(xeng__json_keys *keys, const char *text, size_t size);

/* The innermost open object ends: false if a key was there twice, which `repeated` is then, valid
 * until the next call. */
bool xeng__json_keys_close(xeng__json_keys *keys, const char **repeated, size_t *size);

void xeng__json_keys_free(xeng__json_keys *keys);

#endif
