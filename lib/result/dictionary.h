/* The keys of a result that are of one dimension, each numbered once, from 0 on. */
#ifndef XENG__RESULT_DICTIONARY_H
#define XENG__RESULT_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "wire/swar.h"

/* No key. */
#define XENG__KEY_NONE UINT32_MAX

typedef struct xeng__key {
    uint64_t head;  /* the first 8 bytes of the text, zeros behind its end */
    int64_t number; /* what the text means: id, metric, day or hour; 0 for an unknown metric */
    uint32_t offset;
    uint32_t size;
    /* The first 8 bytes of the key in compact JSON before a string, `"key":"`, and which of them
     * there are. A key that needs escapes has an opening that is never met. */
    uint64_t opening;
    uint64_t opening_mask;
} xeng__key;

typedef struct xeng__dictionary {
    int32_t dimension;
    uint32_t count;
    xeng__key *keys;
    size_t capacity;
    xeng__buf texts;     /* each with a NUL */
    uint32_t *slots;     /* hashed: a key's number, or XENG__KEY_NONE */
    uint32_t longest;    /* size of the longest key */
    uint32_t slot_count; /* a power of two; 0 before the first key */
} xeng__dictionary;

void xeng__dictionary_init(xeng__dictionary *dictionary, int32_t dimension);
void xeng__dictionary_free(xeng__dictionary *dictionary);

/* Which dimension a key of `size` bytes belongs to by its look; `expected` decides where it can be
 * of several, and is XENG_DIMENSION_OTHER where nothing is expected. */
int32_t xeng__key_dimension(const char *text, size_t size, int32_t expected);

/* The first 8 bytes of a text of any length as a word, zeros behind its end. */
uint64_t xeng__key_head(const char *text, size_t size);

/* The number of a key; XENG__KEY_NONE if it isn't there. */
uint32_t xeng__dictionary_find(const xeng__dictionary *dictionary, const char *text, size_t size);

/* The number of an id's key; XENG__KEY_NONE if it isn't there. */
uint32_t xeng__dictionary_find_id(const xeng__dictionary *dictionary, uint64_t id);

/* The number of a key that is added if it isn't there and is of the dictionary's dimension;
 * XENG__KEY_NONE if memory runs out. The hours are all there, in order, from the first key on. */
uint32_t xeng__dictionary_add(xeng__dictionary *dictionary, const char *text, size_t size);

/* Whether a key of the dictionary has this text, which has 8 readable bytes and the `head`. */
static inline bool xeng__dictionary_is(const xeng__dictionary *dictionary, uint32_t key,
                                       uint64_t head, const char *text, size_t size)
{
    const xeng__key *known = &dictionary->keys[key];
    return known->head == head && known->size == size &&
           (size <= 8 ||
            memcmp(dictionary->texts.data + known->offset + 8, text + 8, size - 8) == 0);
}

/* The text of a key, with a NUL; it lives as long as nothing is added. */
static inline const char *xeng__dictionary_text(const xeng__dictionary *dictionary, uint32_t key)
{
    return dictionary->texts.data + dictionary->keys[key].offset;
}

#endif
