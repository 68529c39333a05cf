/* The keys of a dictionary as JSON has them before a value, `"key":`, ready to be copied. */
#ifndef XENG__RESULT_WRITE_KEYS_H
#define XENG__RESULT_WRITE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "result/dictionary.h"

typedef struct xeng__written_keys {
    xeng__buf text;
    size_t *offsets; /* in `text`, by key, and one more behind the last */
    size_t longest;
} xeng__written_keys;

/* Writes all keys of a dictionary; false if memory runs out. Freed in any case. */
bool xeng__written_keys_make(xeng__written_keys *keys, const xeng__dictionary *dictionary);

void xeng__written_keys_free(xeng__written_keys *keys);

static inline const char *xeng__written_key(const xeng__written_keys *keys, uint32_t key,
                                            size_t *size)
{
    *size = keys->offsets[key + 1] - keys->offsets[key];
    return keys->text.data + keys->offsets[key];
}

#endif
