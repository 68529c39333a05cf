/* What is left to do when a tree's last event has come. */
#include "result/builder_parts.h"

#include "base/alloc.h"
#include "base/error.h"
#include "result/level_order.h"

/* Gives back unused room, unless it is little: an allocation that is freed at the size it was made
 * with is better reused by most allocators. Failing to is no failure. */
static void *shrink(void *array, size_t count, size_t capacity, size_t element_size)
{
    if (array == NULL || capacity - count <= capacity / 8) {
        return array;
    }
    void *shrunk = xeng__realloc(array, count * element_size);
    return shrunk == NULL ? array : shrunk;
}

static void finish_levels(xeng__builder *builder)
{
    xeng__tree *tree = builder->tree;
    tree->depth = 0;
    while (tree->depth < XENG__MAX_LEVELS && tree->levels[tree->depth].count > 0) {
        tree->depth++;
    }
    tree->has_leaves = builder->leaf_level != 0;
    for (size_t i = 0; i < tree->depth; i++) {
        xeng__level *level = &tree->levels[i];
        if (i + 1 < tree->depth) {
            level->children[level->count] = (uint32_t)tree->levels[i + 1].count;
        } else {
            xeng__free(level->children);
            level->children = NULL;
        }
        level->keys = shrink(level->keys, level->count, level->capacity, sizeof *level->keys);
        level->children =
            shrink(level->children, level->count + 1, level->capacity + 1, sizeof *level->children);
        level->capacity = level->count;
    }
    if (tree->has_leaves) {
        tree->values = shrink(tree->values, tree->levels[tree->depth - 1].count,
                              builder->value_capacity, sizeof *tree->values);
    }
}

int32_t xeng__builder_finish(xeng__builder *builder, xeng_error **error)
{
    xeng__tree *tree = builder->tree;
    finish_levels(builder);
    for (size_t i = 0; i < builder->empty_count; i++) {
        if (!xeng__tree_set_missing(tree, builder->empties[i], builder->empties[i] + (size_t)1)) {
            return xeng__fail_no_memory(error);
        }
    }
    return xeng__tree_order(tree, error);
}
