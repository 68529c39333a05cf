/* What is left to do when a tree's last event has come. */
#include "result/builder_parts.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "model/show.h"

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

static bool ascends(const uint32_t *keys, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++) {
        if (keys[i] <= keys[i - 1]) {
            return false;
        }
    }
    return true;
}

static int compare(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

/* Sorts a range of siblings into `level->order`, by way of `pairs`, a key above a node each. */
static void sort_siblings(xeng__level *level, size_t first, size_t end, uint64_t *pairs)
{
    for (size_t i = first; i < end; i++) {
        pairs[i - first] = (uint64_t)level->keys[i] << 32 | i;
    }
    qsort(pairs, end - first, sizeof *pairs, compare);
    for (size_t i = first; i < end; i++) {
        level->order[i] = (uint32_t)pairs[i - first];
    }
}

static int32_t refuse_repeated(const xeng__tree *tree, const xeng__level *level, uint32_t key,
                               xeng_error **error)
{
    xeng__buf text = XENG__BUF_EMPTY;
    xeng__buf_append_text(&text, "the answer's ");
    xeng__show(&text, tree->name, strlen(tree->name));
    xeng__buf_append_text(&text, " has the key \"");
    xeng__show(&text, xeng__dictionary_text(level->dictionary, key),
               level->dictionary->keys[key].size);
    xeng__buf_append_text(&text, "\" twice in one object");
    int32_t code = text.failed
                       ? xeng__fail_no_memory(error)
                       : xeng__fail(error, XENG_ERROR_PROTOCOL, "%s", xeng__buf_text(&text));
    xeng__buf_free(&text);
    return code;
}

/* Prepares the order of a level, all of it as it is. */
static bool begin_order(xeng__level *level)
{
    level->order = xeng__malloc(level->count * sizeof *level->order);
    for (size_t i = 0; level->order != NULL && i < level->count; i++) {
        level->order[i] = (uint32_t)i;
    }
    return level->order != NULL;
}

/* Orders the siblings `first` to `end` - 1 of a level. */
static int32_t order_siblings(const xeng__tree *tree, xeng__level *level, size_t first, size_t end,
                              xeng_error **error)
{
    if (level->order == NULL && !begin_order(level)) {
        return xeng__fail_no_memory(error);
    }
    uint64_t *pairs = xeng__malloc((end - first) * sizeof *pairs);
    if (pairs == NULL) {
        return xeng__fail_no_memory(error);
    }
    sort_siblings(level, first, end, pairs);
    xeng__free(pairs);
    for (size_t i = first + 1; i < end; i++) {
        uint32_t key = level->keys[level->order[i]];
        if (key == level->keys[level->order[i - 1]]) {
            return refuse_repeated(tree, level, key, error);
        }
    }
    return XENG_OK;
}

/* Sees to it that every child can be found by its key. `at` is the parents' level. */
static int32_t order_children(xeng__tree *tree, size_t at, xeng_error **error)
{
    xeng__level *level = &tree->levels[at];
    size_t parents = xeng__level_size(tree, at);
    for (size_t parent = 0; parent < parents; parent++) {
        size_t first;
        size_t end;
        xeng__children(tree, at, parent, &first, &end);
        if (!ascends(level->keys, first, end)) {
            int32_t code = order_siblings(tree, level, first, end, error);
            if (code != XENG_OK) {
                return code;
            }
        }
    }
    return XENG_OK;
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
    for (size_t at = 0; at < tree->depth; at++) {
        int32_t code = order_children(tree, at, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}
