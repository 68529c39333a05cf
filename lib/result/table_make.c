/* Making tables of trees. */
#include "base/alloc.h"
#include "base/error.h"
#include "result/asked.h"
#include "result/table_parts.h"

static int32_t type_of(const xeng__table_plan *plan, int32_t dimension)
{
    switch (dimension) {
    case XENG_DIMENSION_TWEET_ID:
        return XENG_COLUMN_INT64;
    case XENG_DIMENSION_ENGAGEMENT_DAY:
        return XENG_COLUMN_DAY;
    case XENG_DIMENSION_ENGAGEMENT_HOUR:
        return xeng__table_groups_by(plan, XENG_DIMENSION_ENGAGEMENT_DAY) ? XENG_COLUMN_TIME
                                                                          : XENG_COLUMN_INT8;
    default:
        return XENG_COLUMN_WORD;
    }
}

xeng__column *xeng__table_add_dimension(const xeng__table_plan *plan, xeng_table *table,
                                        int32_t dimension)
{
    xeng__column *column = &table->columns[table->column_count++];
    *column = (xeng__column){.name = xeng__column_name(dimension),
                             .type = type_of(plan, dimension),
                             .dimension = dimension};
    return column;
}

static int32_t make(xeng__table_plan *plan, const xeng__tree *tree, xeng_table **table,
                    xeng_error **error)
{
    int32_t code = xeng__table_shape(plan, tree, error);
    if (code == XENG_OK && !xeng__table_steps(plan)) {
        code = xeng__fail_no_memory(error);
    }
    if (code != XENG_OK) {
        return code;
    }
    size_t columns = plan->dimension_count + 1 + (plan->wide ? plan->ask->metric_count : 0);
    *table = xeng__table_alloc(columns, 0);
    if (*table == NULL) {
        return xeng__fail_no_memory(error);
    }
    (*table)->result = xeng_result_ref((xeng_result *)(uintptr_t)plan->result);
    return plan->wide ? xeng__table_fill_wide(plan, *table, error)
                      : xeng__table_fill_long(plan, *table, error);
}

int32_t xeng__table_make(const xeng_result *result, const xeng__tree *tree, int32_t form,
                         const xeng__table_ask *ask, xeng_table **table, xeng_error **error)
{
    xeng__table_plan plan = {.result = result, .ask = ask, .wide = form == XENG_FORM_WIDE};
    xeng_table *made = NULL;
    int32_t code = make(&plan, tree, &made, error);
    xeng__table_plan_free(&plan);
    if (code != XENG_OK) {
        xeng_table_unref(made);
        made = NULL;
    }
    *table = made;
    return code;
}

int32_t xeng__table_of_result(const xeng_result *result, const xeng__tree *tree, int32_t form,
                              const xeng__table_ask *asked, xeng_table **table, xeng_error **error)
{
    uint64_t *ids = xeng__malloc(result->id_count * sizeof *ids);
    *table = NULL;
    if (ids == NULL) {
        return xeng__fail_no_memory(error);
    }
    for (size_t i = 0; i < result->id_count; i++) {
        ids[i] = result->ids[i].id;
    }
    xeng__table_ask ask = *asked;
    ask.ids = ids;
    ask.id_count = result->id_count;
    int32_t code = xeng__table_make(result, tree, form, &ask, table, error);
    xeng__free(ids);
    return code;
}

int32_t xeng__table_check_form(int32_t form, xeng_error **error)
{
    if (form == XENG_FORM_LONG || form == XENG_FORM_WIDE) {
        return XENG_OK;
    }
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                      "there is no form %d: take XENG_FORM_LONG or XENG_FORM_WIDE", (int)form);
}

int32_t xeng_table_new(const xeng_result *result, size_t grouping, int32_t form, xeng_table **table,
                       xeng_error **error)
{
    xeng__error_clear(error);
    if (table == NULL) {
        return xeng__fail_argument(error, "xeng_table_new: table is NULL");
    }
    *table = NULL;
    if (result == NULL) {
        return xeng__fail_argument(error, "xeng_table_new: result is NULL");
    }
    int32_t code = xeng__table_check_form(form, error);
    if (code != XENG_OK) {
        return code;
    }
    if (grouping >= result->tree_count) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "there is no grouping %zu: the result has %zu, numbered from 0", grouping,
                          result->tree_count);
    }
    const xeng__tree *tree = &result->trees[grouping];
    int32_t metrics[XENG__METRIC_COUNT];
    const xeng__table_ask asked = {
        .dimensions = tree->asked,
        .dimension_count = tree->asked_count,
        .metrics = metrics,
        .metric_count = xeng__result_metrics(result, metrics),
    };
    return xeng__table_of_result(result, tree, form, &asked, table, error);
}
