/* Time series: making and reading them. */
#include "result/series.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "model/table.h"

enum {
    /* The widest local time there is, rounded up. */
    OFFSET_MOST_S = 14 * (int32_t)XENG__SECONDS_AN_HOUR,
    DAYS_A_WEEK = 7,
    /* 1970-01-01 was a Thursday. */
    DAYS_SINCE_MONDAY = 3
};

static int64_t step_seconds(int32_t step)
{
    switch (step) {
    case XENG_STEP_HOUR:
        return XENG__SECONDS_AN_HOUR;
    case XENG_STEP_DAY:
        return XENG__SECONDS_A_DAY;
    case XENG_STEP_WEEK:
        return DAYS_A_WEEK * XENG__SECONDS_A_DAY;
    default:
        return 0;
    }
}

static int32_t check(int32_t metric, int32_t step, int32_t utc_offset_s, xeng_error **error)
{
    if (xeng__metric_find(metric) == NULL) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "xeng_series_new: %d is no metric",
                          (int)metric);
    }
    if (step_seconds(step) == 0) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "xeng_series_new: %d is no step: take XENG_STEP_HOUR, XENG_STEP_DAY or "
                          "XENG_STEP_WEEK",
                          (int)step);
    }
    if (utc_offset_s < -OFFSET_MOST_S || utc_offset_s > OFFSET_MOST_S ||
        utc_offset_s % XENG__SECONDS_AN_HOUR != 0) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "xeng_series_new: an offset is from %d to %d seconds, in whole hours, "
                          "as the counts are, not %d",
                          -OFFSET_MOST_S, OFFSET_MOST_S, (int)utc_offset_s);
    }
    return XENG_OK;
}

int32_t xeng_series_new(int32_t metric, int32_t step, int32_t utc_offset_s, xeng_series **series,
                        xeng_error **error)
{
    xeng__error_clear(error);
    if (series == NULL) {
        return xeng__fail_argument(error, "xeng_series_new: series is NULL");
    }
    *series = NULL;
    int32_t code = check(metric, step, utc_offset_s, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng_series *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    made->metric = metric;
    made->step = step;
    made->utc_offset_s = utc_offset_s;
    made->step_s = step_seconds(step);
    made->origin = step == XENG_STEP_WEEK ? -DAYS_SINCE_MONDAY * XENG__SECONDS_A_DAY : 0;
    made->origin -= utc_offset_s;
    *series = made;
    return XENG_OK;
}

xeng_series *xeng_series_ref(xeng_series *series)
{
    if (series != NULL) {
        xeng__refcount_add(&series->owners);
    }
    return series;
}

void xeng_series_unref(xeng_series *series)
{
    if (series != NULL && xeng__refcount_drop(&series->owners)) {
        xeng__free(series->times);
        xeng__free(series->values);
        xeng__free(series->marks);
        xeng__spans_free(&series->covered);
        xeng__free(series);
    }
}

size_t xeng_series_count(const xeng_series *series)
{
    return series == NULL ? 0 : series->count;
}

const int64_t *xeng_series_times(const xeng_series *series)
{
    return xeng_series_count(series) == 0 ? NULL : series->times + series->first;
}

const int64_t *xeng_series_values(const xeng_series *series)
{
    return xeng_series_count(series) == 0 ? NULL : series->values + series->first;
}

int32_t xeng_series_state_at(const xeng_series *series, size_t index)
{
    if (index >= xeng_series_count(series)) {
        return XENG_VALUE_NO_LEAF;
    }
    return series->marks[series->first + index] == XENG__POINT_DELIVERED ? XENG_VALUE_DELIVERED
                                                                         : XENG_VALUE_NOT_DELIVERED;
}

uint32_t xeng_series_covered_s(const xeng_series *series, size_t index)
{
    if (index >= xeng_series_count(series)) {
        return 0;
    }
    int64_t time = series->times[series->first + index];
    xeng__span point = {time, time + series->step_s};
    return (uint32_t)xeng__spans_within(&series->covered, point);
}

int64_t xeng_series_total(const xeng_series *series)
{
    return series == NULL ? 0 : series->total;
}
