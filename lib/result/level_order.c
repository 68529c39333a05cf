/* Finding children by their keys. */
#include "result/level_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "model/show.h"

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

int32_t xeng__tree_order(xeng__tree *tree, xeng_error **error)
{
    for (size_t at = 0; at < tree->depth; at++) {
        int32_t code = order_children(tree, at, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}
