/* Telling paths of keys apart, a key at a time: what was found so far and the next key are a pair,
 * and each distinct pair has a number, from 0 on in the order in which they came. */
#ifndef XENG__RESULT_TABLE_PATHS_H
#define XENG__RESULT_TABLE_PATHS_H

#include <stddef.h>
#include <stdint.h>

#include "result/dictionary.h"

typedef struct xeng__paths {
    uint64_t *pairs; /* by number: what was before above the key */
    size_t count;
    size_t capacity;
    uint32_t *slots;   /* hashed: a number, or XENG__KEY_NONE */
    size_t slot_count; /* a power of two; 0 before the first */
    size_t next; /* the pair that may come next: those of one metric come as those of another */
} xeng__paths;

void xeng__paths_free(xeng__paths *paths);

/* The number of a pair that may not be there yet; XENG__KEY_NONE if memory runs out. */
uint32_t xeng__paths_add(xeng__paths *paths, uint64_t pair);

/* The number of what was found so far, and a key. */
static inline uint32_t xeng__paths_number(xeng__paths *paths, uint32_t before, uint32_t key)
{
    uint64_t pair = (uint64_t)before << 32 | key;
    if (paths->next < paths->count && paths->pairs[paths->next] == pair) {
        return (uint32_t)paths->next++;
    }
    uint32_t number = xeng__paths_add(paths, pair);
    paths->next = (size_t)number + 1;
    return number;
}

#endif
