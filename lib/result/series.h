/* The insides of a series: points side by side, each found by its number. */
#ifndef XENG__RESULT_SERIES_H
#define XENG__RESULT_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/series.h>

#include "base/refcount.h"
#include "result/spans.h"
#include "result/tree.h"

enum {
    /* More than a hundred years of hours: what is longer is no series, but a mistake. */
    XENG__SERIES_MAX = 1000000
};

/* What is known of a point. */
enum {
    XENG__POINT_DELIVERED = 1, /* something of it was delivered */
    XENG__POINT_LACKS = 2      /* a part of a single Post's count wasn't */
};

/* Points have numbers: 0 begins at `origin`, and so on in both directions. The arrays have places
 * for the numbers from `base` on; what is there before the first point and behind the last is
 * room, with zeros in it. */
struct xeng_series {
    xeng__refcount owners;
    int32_t metric;
    int32_t step;
    int32_t utc_offset_s;
    int64_t step_s;
    int64_t origin; /* Unix seconds */
    int64_t base;
    size_t capacity;
    size_t first; /* the place of the first point */
    size_t count;
    int64_t *times;
    int64_t *values; /* 0 where a point isn't delivered */
    uint8_t *marks;  /* XENG__POINT_ */
    int64_t total;
    xeng__spans covered;
};

static inline int64_t xeng__series_time(const xeng_series *series, int64_t number)
{
    return series->origin + number * series->step_s;
}

/* The number of the point that a time is in. */
static inline int64_t xeng__series_number(const xeng_series *series, int64_t time)
{
    int64_t since = time - series->origin;
    return since / series->step_s - (since % series->step_s < 0);
}

/* Whether it takes hours to tell which point a count is in. */
static inline bool xeng__series_needs_hours(const xeng_series *series)
{
    return series->step == XENG_STEP_HOUR || series->utc_offset_s != 0;
}

/* Makes room for points `low` to `high`, and all between them and those that are there. */
int32_t xeng__series_reserve(xeng_series *series, int64_t low, int64_t high, xeng_error **error);

/* The first tree from which a series can be made, of one Post or of all. NULL with XENG_OK if there
 * is none because the server sent no counts for a grouping; else an error says what is missing. */
int32_t xeng__series_choose(const xeng_series *series, const xeng_result *result, bool one_post,
                            const xeng__tree **tree, xeng_error **error);

#endif
