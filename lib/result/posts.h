/* The counts of Posts, whatever else a grouping is by. */
#ifndef XENG__RESULT_POSTS_H
#define XENG__RESULT_POSTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "result/tree.h"

/* Is told of leaves, `first` to `end` - 1, that are of a Post and a metric; the same Post and
 * metric may come several times. Keys are numbers in the result's dictionaries. */
typedef void (*xeng__post_leaves_fn)(void *context, uint32_t id_key, uint32_t metric_key,
                                     size_t first, size_t end);

/* Whether a tree has counts by Post and metric. */
bool xeng__tree_has_posts(const xeng__tree *tree);

/* The first tree of a result that has counts by Post and metric; NULL if none has. */
const xeng__tree *xeng__posts_tree(const xeng_result *result);

/* Goes through the leaves of a tree that has counts by Post and metric: those of one id and one
 * metric, or of all where XENG__KEY_NONE is given. */
void xeng__posts_walk(const xeng__tree *tree, uint32_t id_key, uint32_t metric_key,
                      xeng__post_leaves_fn tell, void *context);

/* A Post's sum of a metric. */
typedef struct xeng__post_sum {
    int64_t value; /* 0 unless it was delivered */
    int32_t kind;  /* XENG_VALUE_DELIVERED, _NOT_DELIVERED, _NO_LEAF */
} xeng__post_sum;

/* Adds up a metric of a tree's Posts: of one id, into `*sums`; or of all, into `sums` by their
 * keys, where XENG__KEY_NONE is given. */
void xeng__posts_sum(const xeng_result *result, const xeng__tree *tree, uint32_t id_key,
                     int32_t metric, xeng__post_sum *sums);

#endif
