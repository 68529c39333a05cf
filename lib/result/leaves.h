/* Going through the leaves of a tree that have the keys that are wanted. */
#ifndef XENG__RESULT_LEAVES_H
#define XENG__RESULT_LEAVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "result/tree.h"

/* Keys by dimension, numbers in the result's dictionaries; XENG__KEY_NONE for any or none. */
typedef struct xeng__path {
    uint32_t keys[XENG__DIMENSIONS];
} xeng__path;

/* Is told of leaves, `first` to `end` - 1, that are all below one path; the same path may come
 * several times. */
typedef void (*xeng__leaves_fn)(void *context, const xeng__path *path, size_t first, size_t end);

/* A path without keys. */
static inline xeng__path xeng__path_any(void)
{
    xeng__path path;
    for (size_t i = 0; i < XENG__DIMENSIONS; i++) {
        path.keys[i] = XENG__KEY_NONE;
    }
    return path;
}

/* The number of a metric's key in a result; XENG__KEY_NONE if the result hasn't it. */
uint32_t xeng__metric_key(const xeng_result *result, int32_t metric);

/* Goes through the leaves of a tree that has some, below the keys that `wanted` has. Paths are told
 * with the keys of levels 1 to `lowest`. */
void xeng__leaves_walk(const xeng__tree *tree, const xeng__path *wanted, size_t lowest,
                       xeng__leaves_fn tell, void *context);

/* Whether a result has a grouping without counts, or none at all: then what it lacks may be in
 * that one. */
bool xeng__result_has_empty_tree(const xeng_result *result);

#endif
