/* Merging trees: adding counts. */
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/show.h"
#include "result/merge_parts.h"

static int32_t refuse_sum(const xeng__merger *self, size_t leaf, xeng_error **error)
{
    const char *keys[XENG__MAX_LEVELS];
    xeng__buf path = XENG__BUF_EMPTY;
    size_t index = leaf;
    for (size_t level = self->shape.depth; level > 0; level--) {
        const xeng__level *here = &self->tree->levels[level - 1];
        keys[level - 1] = xeng__dictionary_text(here->dictionary, here->keys[index]);
        index = xeng__parent_index(self->tree, level, index);
    }
    xeng__show(&path, self->tree->name, strlen(self->tree->name));
    for (size_t i = 0; i < self->shape.depth; i++) {
        xeng__buf_append_char(&path, '/');
        xeng__show(&path, keys[i], strlen(keys[i]));
    }
    int32_t code = path.failed ? xeng__fail_no_memory(error)
                               : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                                            "the results' counts of %s add up to more than 64 "
                                            "bits hold",
                                            xeng__buf_text(&path));
    xeng__buf_free(&path);
    return code;
}

int32_t xeng__merger_add_leaf(xeng__merger *self, const xeng__source *from, size_t node,
                              size_t leaf, bool first, xeng_error **error)
{
    xeng__tree *tree = self->tree;
    bool delivered = from->tree->has_leaves && !xeng__leaf_missing(from->tree, node);
    bool missing = xeng__leaf_missing(tree, leaf);
    if (!delivered) {
        bool mark = first || (self->by_id && !missing);
        return !mark || xeng__tree_set_missing(tree, leaf, leaf + 1) ? XENG_OK
                                                                     : xeng__fail_no_memory(error);
    }
    if (missing && self->by_id) {
        return XENG_OK;
    }
    if (missing) {
        tree->missing[leaf / 64] &= ~(UINT64_C(1) << (leaf % 64));
    }
    if (__builtin_add_overflow(tree->values[leaf], from->tree->values[node], &tree->values[leaf])) {
        return refuse_sum(self, leaf, error);
    }
    return XENG_OK;
}
