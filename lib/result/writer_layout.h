/* Which columns a text has: a function of the request alone, or of a result's groupings. */
#ifndef XENG__RESULT_WRITER_LAYOUT_H
#define XENG__RESULT_WRITER_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/request.h>
#include <xengage/result.h>

#include "model/table.h"
#include "result/tree.h"

/* A grouping, as it was asked for. */
typedef struct xeng__layout_grouping {
    char *name;
    int32_t dimensions[XENG__MAX_LEVELS];
    size_t dimension_count;
    bool as_found; /* they are those of the counts: what was asked for isn't known */
} xeng__layout_grouping;

typedef struct xeng__layout {
    bool wide;
    xeng__layout_grouping *groupings; /* with several, their names are the first column */
    size_t grouping_count;
    int32_t dimensions[XENG__DIMENSIONS]; /* of the columns before the counts */
    size_t dimension_count;
    int32_t metrics[XENG__METRIC_COUNT]; /* in the order in which they were asked for */
    size_t metric_count;
    bool of_result; /* nobody knows what was asked for */
} xeng__layout;

/* Lays out a request or a result. XENG_ERROR_INVALID_ARGUMENT where that has no columns, or can't
 * be wide. After a failure, too, the layout is to be freed. */
int32_t xeng__layout_of_request(xeng__layout *layout, const xeng_request *request, bool wide,
                                xeng_error **error);
int32_t xeng__layout_of_result(xeng__layout *layout, const xeng_result *result, bool wide,
                               xeng_error **error);

void xeng__layout_free(xeng__layout *layout);

/* Whether a grouping has a dimension. */
bool xeng__layout_groups_by(const xeng__layout_grouping *grouping, int32_t dimension);

/* Whether a metric is one of those that were asked for. */
bool xeng__layout_has_metric(const xeng__layout *layout, int32_t metric);

/* The grouping of a name; NULL if there is none. */
const xeng__layout_grouping *xeng__layout_find(const xeng__layout *layout, const char *name);

/* XENG_ERROR_INVALID_ARGUMENT if a result has a grouping, or a grouping has keys, that the text has
 * no columns for. */
int32_t xeng__layout_check(const xeng__layout *layout, const xeng_result *result,
                           xeng_error **error);

#endif
