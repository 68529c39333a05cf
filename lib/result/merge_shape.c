/* Which levels the tree has that several of one name are merged into. */
#include "result/merge_shape.h"

#include <string.h>

#include <xengage/metric.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/show.h"

/* A level whose keys were all unknown is one of metrics if it is so elsewhere; the builder goes by
 * the same rule within a response. */
static bool may_be_metrics(int32_t dimension)
{
    return dimension == XENG_DIMENSION_OTHER || dimension == XENG_DIMENSION_ENGAGEMENT_TYPE;
}

static bool compatible(int32_t one, int32_t other)
{
    return one == other || (may_be_metrics(one) && may_be_metrics(other));
}

/* How many levels, from the root on, a tree has in common with the shape. */
static size_t common_levels(const xeng__merge_shape *shape, const xeng__tree *tree)
{
    size_t common = 0;
    while (common < shape->depth && common < tree->depth &&
           compatible(shape->dimensions[common], xeng__level_dimension(tree, common + 1))) {
        common++;
    }
    return common;
}

size_t xeng__merge_shape_levels(const xeng__merge_shape *shape, const xeng__tree *tree)
{
    size_t common = common_levels(shape, tree);
    /* What has nodes below it is no leaf. */
    return common == shape->depth && common < tree->depth ? common - 1 : common;
}

static void append_levels(xeng__buf *out, const int32_t *dimensions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = xeng_dimension_name(dimensions[i]);
        xeng__buf_append_text(out, i == 0 ? "" : ", ");
        xeng__buf_append_text(out, name == NULL ? "unknown keys" : name);
    }
}

static int32_t refuse(const xeng__merge_shape *shape, const xeng__tree *tree, xeng_error **error)
{
    int32_t dimensions[XENG__MAX_LEVELS];
    xeng__buf text = XENG__BUF_EMPTY;
    for (size_t i = 0; i < tree->depth; i++) {
        dimensions[i] = xeng__level_dimension(tree, i + 1);
    }
    xeng__buf_append_text(&text, "the grouping \"");
    xeng__show(&text, tree->name, strlen(tree->name));
    xeng__buf_append_text(&text, "\" can't be merged: its levels are ");
    append_levels(&text, shape->dimensions, shape->depth);
    xeng__buf_append_text(&text, " in one result, but ");
    append_levels(&text, dimensions, tree->depth);
    xeng__buf_append_text(&text, " in another");
    int32_t code =
        text.failed ? xeng__fail_no_memory(error)
                    : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "%s", xeng__buf_text(&text));
    xeng__buf_free(&text);
    return code;
}

/* The tree whose levels are the shape's: the first with leaves, or the deepest if none has any. */
static const xeng__tree *choose(const xeng__tree *const *trees, size_t count)
{
    const xeng__tree *deepest = trees[0];
    for (size_t i = 0; i < count; i++) {
        if (trees[i]->has_leaves) {
            return trees[i];
        }
        deepest = trees[i]->depth > deepest->depth ? trees[i] : deepest;
    }
    return deepest;
}

int32_t xeng__merge_shape_of(const xeng__tree *const *trees, size_t count, xeng__merge_shape *shape,
                             xeng_error **error)
{
    const xeng__tree *chosen = choose(trees, count);
    shape->depth = chosen->depth;
    shape->has_leaves = chosen->has_leaves;
    for (size_t i = 0; i < chosen->depth; i++) {
        shape->dimensions[i] = xeng__level_dimension(chosen, i + 1);
    }
    for (size_t i = 0; i < count; i++) {
        size_t common = common_levels(shape, trees[i]);
        if (trees[i]->has_leaves && (common < shape->depth || common < trees[i]->depth)) {
            return refuse(shape, trees[i], error);
        }
        for (size_t k = 0; k < common; k++) {
            if (xeng__level_dimension(trees[i], k + 1) == XENG_DIMENSION_ENGAGEMENT_TYPE) {
                shape->dimensions[k] = XENG_DIMENSION_ENGAGEMENT_TYPE;
            }
        }
    }
    return XENG_OK;
}
