/* Which columns a text has. */
#include "result/writer_layout.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "model/request.h"
#include "model/show.h"
#include "result/asked.h"
#include "result/table.h"

bool xeng__layout_groups_by(const xeng__layout_grouping *grouping, int32_t dimension)
{
    for (size_t i = 0; i < grouping->dimension_count; i++) {
        if (grouping->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

bool xeng__layout_has_metric(const xeng__layout *layout, int32_t metric)
{
    for (size_t i = 0; i < layout->metric_count; i++) {
        if (layout->metrics[i] == metric) {
            return true;
        }
    }
    return false;
}

const xeng__layout_grouping *xeng__layout_find(const xeng__layout *layout, const char *name)
{
    for (size_t i = 0; i < layout->grouping_count; i++) {
        if (strcmp(layout->groupings[i].name, name) == 0) {
            return &layout->groupings[i];
        }
    }
    return NULL;
}

/* Hours of which nobody asked for the day, which the server may add. */
static bool may_get_days(const xeng__layout_grouping *grouping)
{
    return xeng__layout_groups_by(grouping, XENG_DIMENSION_ENGAGEMENT_HOUR) &&
           !xeng__layout_groups_by(grouping, XENG_DIMENSION_ENGAGEMENT_DAY);
}

/* Whether a text has a column for a dimension of a grouping. */
static bool has_column(const xeng__layout *layout, const xeng__layout_grouping *grouping,
                       int32_t dimension)
{
    if (dimension == XENG_DIMENSION_ENGAGEMENT_TYPE && layout->wide) {
        return false;
    }
    return xeng__layout_groups_by(grouping, dimension) ||
           (dimension == XENG_DIMENSION_ENGAGEMENT_DAY && may_get_days(grouping));
}

static void add_column(xeng__layout *layout, int32_t dimension)
{
    for (size_t i = 0; i < layout->dimension_count; i++) {
        if (layout->dimensions[i] == dimension) {
            return;
        }
    }
    layout->dimensions[layout->dimension_count++] = dimension;
}

/* The columns of one grouping: in its own order, a day that wasn't asked for before the hour. */
static void lay_out_one(xeng__layout *layout)
{
    const xeng__layout_grouping *grouping = &layout->groupings[0];
    for (size_t i = 0; i < grouping->dimension_count; i++) {
        int32_t dimension = grouping->dimensions[i];
        if (dimension == XENG_DIMENSION_ENGAGEMENT_HOUR && may_get_days(grouping)) {
            add_column(layout, XENG_DIMENSION_ENGAGEMENT_DAY);
        }
        if (has_column(layout, grouping, dimension)) {
            add_column(layout, dimension);
        }
    }
}

/* The columns of several: what any of them has, in the order of the documentation. */
static void lay_out_all(xeng__layout *layout)
{
    static const int32_t order[] = {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE,
                                    XENG_DIMENSION_ENGAGEMENT_DAY, XENG_DIMENSION_ENGAGEMENT_HOUR,
                                    XENG_DIMENSION_OTHER};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        for (size_t k = 0; k < layout->grouping_count; k++) {
            if (has_column(layout, &layout->groupings[k], order[i])) {
                add_column(layout, order[i]);
            }
        }
    }
}

static int32_t check_wide(const xeng__layout *layout, xeng_error **error)
{
    for (size_t i = 0; i < layout->grouping_count; i++) {
        const xeng__layout_grouping *grouping = &layout->groupings[i];
        if (grouping->dimension_count > 0 &&
            !xeng__layout_groups_by(grouping, XENG_DIMENSION_ENGAGEMENT_TYPE)) {
            return xeng__table_refuse_wide(grouping->name, error);
        }
    }
    if (layout->metric_count == 0) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "there is no wide form of counts without metrics: add some, or write the "
                          "long form");
    }
    return XENG_OK;
}

/* Settles the columns, now that groupings and metrics are known. */
static int32_t lay_out(xeng__layout *layout, xeng_error **error)
{
    int32_t code = layout->wide ? check_wide(layout, error) : XENG_OK;
    if (code == XENG_OK && layout->grouping_count == 1) {
        lay_out_one(layout);
    } else if (code == XENG_OK) {
        lay_out_all(layout);
    }
    return code;
}

/* Makes room for so many groupings; false if memory runs out. */
static bool begin(xeng__layout *layout, size_t groupings, bool wide)
{
    *layout = (xeng__layout){.wide = wide};
    layout->groupings = xeng__calloc(groupings, sizeof *layout->groupings);
    return layout->groupings != NULL;
}

int32_t xeng__layout_of_request(xeng__layout *layout, const xeng_request *request, bool wide,
                                xeng_error **error)
{
    size_t count = xeng__request_grouping_count(request);
    if (!begin(layout, count, wide)) {
        return xeng__fail_no_memory(error);
    }
    if (count == 0) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "the request has no grouping, so that its text has no columns: add one");
    }
    for (size_t i = 0; i < count; i++) {
        xeng__layout_grouping *grouping = &layout->groupings[i];
        const int32_t *dimensions;
        grouping->dimension_count = xeng__request_grouping_dimensions(request, i, &dimensions);
        memcpy(grouping->dimensions, dimensions, grouping->dimension_count * sizeof *dimensions);
        grouping->name = xeng__strdup(xeng__request_grouping_name(request, i));
        if (grouping->name == NULL) {
            return xeng__fail_no_memory(error);
        }
        layout->grouping_count++;
    }
    for (size_t i = 0; i < xeng__request_metric_count(request); i++) {
        layout->metrics[layout->metric_count++] = xeng__request_metric_at(request, i);
    }
    return lay_out(layout, error);
}

/* The dimensions of a tree: those that were asked for, if that is known, else its levels'. */
static void take_dimensions(xeng__layout_grouping *grouping, const xeng__tree *tree)
{
    grouping->as_found = tree->asked_count == 0;
    grouping->dimension_count = grouping->as_found ? tree->depth : tree->asked_count;
    for (size_t i = 0; i < grouping->dimension_count; i++) {
        grouping->dimensions[i] =
            grouping->as_found ? xeng__level_dimension(tree, i + 1) : tree->asked[i];
    }
}

int32_t xeng__layout_of_result(xeng__layout *layout, const xeng_result *result, bool wide,
                               xeng_error **error)
{
    if (!begin(layout, result->tree_count, wide)) {
        return xeng__fail_no_memory(error);
    }
    for (size_t i = 0; i < result->tree_count; i++) {
        const xeng__tree *tree = &result->trees[i];
        xeng__layout_grouping *grouping = &layout->groupings[i];
        take_dimensions(grouping, tree);
        grouping->name = xeng__strdup(tree->name);
        if (grouping->name == NULL) {
            return xeng__fail_no_memory(error);
        }
        layout->grouping_count++;
    }
    layout->metric_count = xeng__result_metrics(result, layout->metrics);
    layout->of_result = true;
    return lay_out(layout, error);
}

void xeng__layout_free(xeng__layout *layout)
{
    for (size_t i = 0; i < layout->grouping_count; i++) {
        xeng__free(layout->groupings[i].name);
    }
    xeng__free(layout->groupings);
    *layout = (xeng__layout){0};
}

/* Names a grouping, and what there is no column for. */
static int32_t refuse_tree(const char *name, const char *dimension, xeng_error **error)
{
    xeng__buf text = XENG__BUF_EMPTY;
    xeng__buf_append_text(&text, dimension == NULL ? "the result has a grouping \""
                                                   : "the result's grouping \"");
    xeng__show(&text, name, strlen(name));
    if (dimension == NULL) {
        xeng__buf_append_text(&text, "\", which is none of the writer's");
    } else {
        xeng__buf_printf(&text, "\" is by %s, which the writer has no column for", dimension);
    }
    xeng__buf_append_text(&text, ": use a writer of its own request");
    int32_t code =
        text.failed ? xeng__fail_no_memory(error)
                    : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "%s", xeng__buf_text(&text));
    xeng__buf_free(&text);
    return code;
}

/* In wide form, metrics that nobody asked for are left out, but those that another result was laid
 * out without would be lost. */
static int32_t check_metrics(const xeng__layout *layout, const xeng_result *result,
                             xeng_error **error)
{
    int32_t metrics[XENG__METRIC_COUNT];
    size_t count = layout->wide && layout->of_result ? xeng__result_metrics(result, metrics) : 0;
    for (size_t i = 0; i < count; i++) {
        if (!xeng__layout_has_metric(layout, metrics[i])) {
            return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                              "the result has %s, which the result that the writer was made for "
                              "hasn't, so that there is no column for it: make the writer for the "
                              "request",
                              xeng_metric_name(metrics[i]));
        }
    }
    return XENG_OK;
}

int32_t xeng__layout_check(const xeng__layout *layout, const xeng_result *result,
                           xeng_error **error)
{
    for (size_t i = 0; i < result->tree_count; i++) {
        const xeng__tree *tree = &result->trees[i];
        const xeng__layout_grouping *grouping = xeng__layout_find(layout, tree->name);
        if (grouping == NULL) {
            return refuse_tree(tree->name, NULL, error);
        }
        for (size_t level = 1; level <= tree->depth; level++) {
            int32_t dimension = xeng__level_dimension(tree, level);
            bool fits = dimension == XENG_DIMENSION_OTHER ||
                        has_column(layout, grouping, dimension) ||
                        (layout->wide && dimension == XENG_DIMENSION_ENGAGEMENT_TYPE);
            if (!fits) {
                return refuse_tree(tree->name, xeng_dimension_name(dimension), error);
            }
        }
    }
    return check_metrics(layout, result, error);
}
