/* Time series: room for points. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "result/series.h"

typedef struct range {
    int64_t low;
    int64_t high; /* the last */
} range;

/* The points there will be: without gaps. */
static range widened(const xeng_series *series, range asked)
{
    if (series->count > 0) {
        int64_t low = series->base + (int64_t)series->first;
        int64_t high = low + (int64_t)series->count - 1;
        asked.low = low < asked.low ? low : asked.low;
        asked.high = high > asked.high ? high : asked.high;
    }
    return asked;
}

static int32_t refuse(const xeng_series *series, range points, xeng_error **error)
{
    char first[XENG__ISO8601_SIZE];
    char last[XENG__ISO8601_SIZE];
    xeng__format_time(xeng__series_time(series, points.low), first);
    xeng__format_time(xeng__series_time(series, points.high), last);
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                      "a series has at most %d points; from %s to %s there would be %lld: take a "
                      "longer step, or results of less time",
                      XENG__SERIES_MAX, first, last, (long long)(points.high - points.low + 1));
}

/* Room that costs more and more, so that adding point by point, on either side, doesn't. */
static range with_slack(const xeng_series *series, range points)
{
    int64_t slack = (points.high - points.low + 1) / 2;
    if (series->capacity > 0) {
        bool before = points.low < series->base;
        bool behind = points.high >= series->base + (int64_t)series->capacity;
        points.low -= before ? slack : 0;
        points.high += behind ? slack : 0;
    }
    return points;
}

int32_t xeng__series_reserve(xeng_series *series, int64_t low, int64_t high, xeng_error **error)
{
    range points = widened(series, (range){low, high});
    if (points.high - points.low >= XENG__SERIES_MAX) {
        return refuse(series, points, error);
    }
    if (series->capacity > 0 && points.low >= series->base &&
        points.high < series->base + (int64_t)series->capacity) {
        return XENG_OK;
    }
    range room = with_slack(series, points);
    size_t capacity = (size_t)(room.high - room.low + 1);
    int64_t *times = xeng__malloc(capacity * sizeof *times);
    int64_t *values = xeng__calloc(capacity, sizeof *values);
    uint8_t *marks = xeng__calloc(capacity, sizeof *marks);
    if (times == NULL || values == NULL || marks == NULL) {
        xeng__free(times);
        xeng__free(values);
        xeng__free(marks);
        return xeng__fail_no_memory(error);
    }
    for (size_t i = 0; i < capacity; i++) {
        times[i] = xeng__series_time(series, room.low + (int64_t)i);
    }
    if (series->count > 0) {
        size_t first = (size_t)(series->base + (int64_t)series->first - room.low);
        memcpy(values + first, series->values + series->first, series->count * sizeof *values);
        memcpy(marks + first, series->marks + series->first, series->count);
        series->first = first;
    }
    xeng__free(series->times);
    xeng__free(series->values);
    xeng__free(series->marks);
    series->times = times;
    series->values = values;
    series->marks = marks;
    series->base = room.low;
    series->capacity = capacity;
    return XENG_OK;
}
