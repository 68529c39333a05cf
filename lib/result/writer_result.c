/* A result as a source of what is written. */
#include "base/error.h"
#include "result/table.h"
#include "result/writer.h"

static const xeng__tree *find_tree(const xeng_result *result, const char *name)
{
    size_t place = xeng_result_node_grouping(result, xeng_result_root_by_name(result, name));
    return place < result->tree_count ? &result->trees[place] : NULL;
}

/* The table of a grouping of sums that the result doesn't have is one of counts that nobody
 * delivered; a job's sums are a result without the other groupings. */
static int32_t make_table(const void *held, const xeng__layout *layout, size_t grouping,
                          xeng_table **table, xeng_error **error)
{
    const xeng_result *result = held;
    const xeng__layout_grouping *wanted = &layout->groupings[grouping];
    const xeng__tree *tree = find_tree(result, wanted->name);
    *table = NULL;
    if (tree == NULL && xeng__layout_groups_by(wanted, XENG_DIMENSION_TWEET_ID)) {
        return XENG_OK;
    }
    const xeng__table_ask asked = {
        .dimensions = wanted->dimensions,
        .dimension_count = wanted->as_found ? 0 : wanted->dimension_count,
        .metrics = layout->metrics,
        .metric_count = layout->metric_count,
    };
    return xeng__table_of_result(result, tree, layout->wide ? XENG_FORM_WIDE : XENG_FORM_LONG,
                                 &asked, table, error);
}

static int32_t make_fates(const void *held, xeng_table **table, xeng_error **error)
{
    return xeng_table_of_ids(held, table, error);
}

static void release(void *held)
{
    xeng_result_unref(held);
}

static const xeng__writer_source source = {make_table, make_fates, release};

int32_t xeng_writer_add_result(xeng_writer *writer, const xeng_result *result, xeng_error **error)
{
    xeng__error_clear(error);
    if (writer == NULL || result == NULL) {
        return xeng__fail_argument(error, writer == NULL
                                              ? "xeng_writer_add_result: writer is NULL"
                                              : "xeng_writer_add_result: result is NULL");
    }
    int32_t code = xeng__writer_check(writer, error);
    code = code != XENG_OK ? code : xeng__layout_check(xeng__writer_layout(writer), result, error);
    if (code == XENG_OK) {
        xeng__writer_add(writer, &source, xeng_result_ref((xeng_result *)(uintptr_t)result));
    }
    return code;
}
