/* Which levels the tree has that several of one name are merged into. */
#ifndef XENG__RESULT_MERGE_SHAPE_H
#define XENG__RESULT_MERGE_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "result/tree.h"

typedef struct xeng__merge_shape {
    int32_t dimensions[XENG__MAX_LEVELS];
    size_t depth;
    bool has_leaves;
} xeng__merge_shape;

/* The trees have one name. Those with leaves must have the same levels: XENG_ERROR_INVALID_ARGUMENT
 * says which grouping hasn't. */
int32_t xeng__merge_shape_of(const xeng__tree *const *trees, size_t count, xeng__merge_shape *shape,
                             xeng_error **error);

/* How many levels of a tree are levels of the shape: all of them where it has leaves. */
size_t xeng__merge_shape_levels(const xeng__merge_shape *shape, const xeng__tree *tree);

#endif
