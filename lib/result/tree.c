/* Results: making, freeing, completing. */
#include "result/tree.h"

#include "base/alloc.h"

xeng_result *xeng__result_new(void)
{
    xeng_result *result = xeng__calloc(1, sizeof *result);
    if (result != NULL) {
        xeng__refcount_init(&result->owners);
        for (int32_t i = 0; i < XENG__DIMENSIONS; i++) {
            xeng__dictionary_init(&result->dictionaries[i], i);
        }
    }
    return result;
}

xeng__tree *xeng__result_add_tree(xeng_result *result, const char *name, size_t size)
{
    if (!xeng__grow((void **)&result->trees, &result->tree_capacity, result->tree_count,
                    sizeof *result->trees)) {
        return NULL;
    }
    char *copy = xeng__strndup(name, size);
    if (copy == NULL) {
        return NULL;
    }
    xeng__tree *tree = &result->trees[result->tree_count++];
    memset(tree, 0, sizeof *tree);
    tree->name = copy;
    return tree;
}

bool xeng__tree_set_missing(xeng__tree *tree, size_t first, size_t end)
{
    size_t leaves = tree->levels[tree->depth - 1].count;
    if (tree->missing == NULL) {
        tree->missing = xeng__calloc((leaves + 63) / 64, sizeof *tree->missing);
        if (tree->missing == NULL) {
            return false;
        }
    }
    for (size_t i = first; i < end; i++) {
        tree->missing[i / 64] |= UINT64_C(1) << (i % 64);
        tree->values[i] = 0;
    }
    return true;
}

static void free_tree(xeng__tree *tree)
{
    for (size_t i = 0; i < XENG__MAX_LEVELS; i++) {
        xeng__free(tree->levels[i].keys);
        xeng__free(tree->levels[i].children);
        xeng__free(tree->levels[i].order);
    }
    xeng__free(tree->values);
    xeng__free(tree->missing);
    xeng__free(tree->name);
}

xeng_result *xeng_result_ref(xeng_result *result)
{
    if (result != NULL) {
        xeng__refcount_add(&result->owners);
    }
    return result;
}

void xeng_result_unref(xeng_result *result)
{
    if (result == NULL || !xeng__refcount_drop(&result->owners)) {
        return;
    }
    for (size_t i = 0; i < result->tree_count; i++) {
        free_tree(&result->trees[i]);
    }
    for (size_t i = 0; i < XENG__DIMENSIONS; i++) {
        xeng__dictionary_free(&result->dictionaries[i]);
    }
    for (size_t i = 0; i < result->message_count; i++) {
        xeng__free(result->messages[i]);
    }
    for (size_t i = 0; i < result->extra_count; i++) {
        xeng__free(result->extras[i].name);
        xeng__free(result->extras[i].json);
    }
    xeng__free(result->trees);
    xeng__free(result->ids);
    xeng__free(result->ids_sorted);
    xeng__free(result->messages);
    xeng__free(result->extras);
    xeng__free(result);
}
