/* Which columns a table has. */
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/show.h"
#include "result/table_parts.h"

const char *xeng__column_name(int32_t dimension)
{
    switch (dimension) {
    case XENG_DIMENSION_TWEET_ID:
        return "tweet_id";
    case XENG_DIMENSION_ENGAGEMENT_TYPE:
        return "engagement_type";
    case XENG_DIMENSION_ENGAGEMENT_DAY:
        return "day";
    case XENG_DIMENSION_ENGAGEMENT_HOUR:
        return "hour";
    default:
        return "key";
    }
}

static bool has(const int32_t *dimensions, size_t count, int32_t dimension)
{
    for (size_t i = 0; i < count; i++) {
        if (dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

bool xeng__table_groups_by(const xeng__table_plan *plan, int32_t dimension)
{
    return has(plan->dimensions, plan->dimension_count, dimension);
}

/* The dimensions that were asked for, and a day that wasn't in front of the hour. */
static void take_asked(xeng__table_plan *plan, const xeng__tree *tree)
{
    const xeng__table_ask *ask = plan->ask;
    bool adds_day =
        !has(ask->dimensions, ask->dimension_count, XENG_DIMENSION_ENGAGEMENT_DAY) &&
        (ask->adds_day ||
         (tree != NULL && xeng__tree_level_of(tree, XENG_DIMENSION_ENGAGEMENT_DAY) > 0));
    plan->dimension_count = 0;
    for (size_t i = 0; i < ask->dimension_count; i++) {
        if (adds_day && ask->dimensions[i] == XENG_DIMENSION_ENGAGEMENT_HOUR) {
            plan->dimensions[plan->dimension_count++] = XENG_DIMENSION_ENGAGEMENT_DAY;
        }
        plan->dimensions[plan->dimension_count++] = ask->dimensions[i];
    }
}

/* Whether each level of a tree with leaves is a column, and each column a level. */
static bool fits(const xeng__table_plan *plan)
{
    for (size_t i = 0; i < plan->dimension_count; i++) {
        if (xeng__tree_level_of(plan->tree, plan->dimensions[i]) == 0) {
            return false;
        }
    }
    return plan->dimension_count == plan->tree->depth;
}

static void take_levels(xeng__table_plan *plan, const xeng__tree *tree)
{
    plan->dimension_count = tree->depth;
    for (size_t i = 0; i < tree->depth; i++) {
        plan->dimensions[i] = xeng__level_dimension(tree, i + 1);
    }
}

static int32_t refuse_levels(const xeng__tree *tree, int32_t dimension, xeng_error **error)
{
    const char *name = xeng_dimension_name(dimension);
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, tree->name, strlen(tree->name));
    int32_t code = shown.failed
                       ? xeng__fail_no_memory(error)
                       : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                                    "the grouping \"%s\" is no table: it has two levels of %s, "
                                    "where each column is one; walk through its tree instead",
                                    xeng__buf_text(&shown), name == NULL ? "unknown keys" : name);
    xeng__buf_free(&shown);
    return code;
}

int32_t xeng__table_refuse_wide(const char *name, xeng_error **error)
{
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, name, strlen(name));
    int32_t code =
        shown.failed
            ? xeng__fail_no_memory(error)
            : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                         "the grouping \"%s\" has no wide form, in which each metric has a column: "
                         "it isn't by engagement.type; take the long form, XENG_FORM_LONG",
                         xeng__buf_text(&shown));
    xeng__buf_free(&shown);
    return code;
}

int32_t xeng__table_shape(xeng__table_plan *plan, const xeng__tree *tree, xeng_error **error)
{
    plan->tree = tree != NULL && tree->has_leaves ? tree : NULL;
    take_asked(plan, tree);
    bool as_asked = plan->dimension_count > 0 && (plan->tree == NULL || fits(plan));
    if (!as_asked && tree != NULL) {
        take_levels(plan, tree);
    }
    for (size_t i = 1; i < plan->dimension_count; i++) {
        if (has(plan->dimensions, i, plan->dimensions[i])) {
            return refuse_levels(tree, plan->dimensions[i], error);
        }
    }
    if (plan->wide && plan->dimension_count > 0 &&
        !xeng__table_groups_by(plan, XENG_DIMENSION_ENGAGEMENT_TYPE)) {
        return xeng__table_refuse_wide(tree == NULL ? "" : tree->name, error);
    }
    plan->timeless = (as_asked || plan->tree != NULL) && plan->dimension_count > 0 &&
                     !xeng__table_groups_by(plan, XENG_DIMENSION_ENGAGEMENT_DAY) &&
                     !xeng__table_groups_by(plan, XENG_DIMENSION_ENGAGEMENT_HOUR) &&
                     !xeng__table_groups_by(plan, XENG_DIMENSION_OTHER);
    return XENG_OK;
}
