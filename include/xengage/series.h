/** @file
 * Time series: the counts of a metric, summed to hours, days or weeks, in UTC or in a fixed offset
 * from it, over any number of results.
 */
#ifndef XENGAGE_SERIES_H
#define XENGAGE_SERIES_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/metric.h>
#include <xengage/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Sums of a metric by time. Not safe to use from two threads at once. */
typedef struct xeng_series xeng_series;

/** A point is an hour. */
#define XENG_STEP_HOUR 10
/** A point is a day. */
#define XENG_STEP_DAY 20
/** A point is a week, from Monday on. */
#define XENG_STEP_WEEK 30

/** All Posts together, where a Post id is asked for. */
#define XENG_ALL_POSTS 0

/**
 * A new, empty series.
 *
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param step one of the `XENG_STEP_` numbers.
 * @param utc_offset_s where days and weeks begin: seconds to add to UTC to get local time, from
 *        -50,400 to 50,400, a multiple of 3,600: the server counts by hours of UTC, and a part of
 *        one can't be told.
 * @param series set to the series; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_series_new(int32_t metric, int32_t step, int32_t utc_offset_s,
                                 xeng_series **series, xeng_error **error);

/**
 * Adds an owner to a series.
 *
 * @param series the series, or NULL.
 * @return `series`.
 * @since 0.1
 */
XENG_API xeng_series *xeng_series_ref(xeng_series *series);

/**
 * Takes an owner away from a series; the last one frees it.
 *
 * @param series the series, or NULL.
 * @since 0.1
 */
XENG_API void xeng_series_unref(xeng_series *series);

/**
 * Adds the counts of a result: of the first grouping that has `engagement.type`, days, `tweet.id`
 * if one Post is wanted, and hours if the step or the offset takes them.
 *
 * A point that lacks something of a single Post isn't delivered. Over all Posts it is the sum of
 * what was, as the server does it. A result that has nothing of the metric or the Post, or no
 * counts at all, adds nothing.
 *
 * Adding takes as long as the result is large, in whatever order results come.
 *
 * @param series the series.
 * @param result the result; NULL for nothing.
 * @param id a Post id, or #XENG_ALL_POSTS.
 * @param error set on failure, and then nothing is added; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT if there is no such grouping, a sum is too large,
 *         or there would be more than 1,000,000 points, or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_series_add(xeng_series *series, const xeng_result *result, uint64_t id,
                                 xeng_error **error);

/**
 * How many points a series has: without gaps from the first to the last that anything was said of.
 *
 * @param series the series.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_series_count(const xeng_series *series);

/**
 * When each point's hour, day or week begins.
 *
 * @param series the series.
 * @return xeng_series_count() times in Unix seconds, UTC, valid until xeng_series_add() is called;
 * NULL if there are no points.
 * @since 0.1
 */
XENG_API const int64_t *xeng_series_times(const xeng_series *series);

/**
 * The sum of each point.
 *
 * @param series the series.
 * @return xeng_series_count() sums, 0 where nothing was delivered, valid until xeng_series_add() is
 * called; NULL if there are no points.
 * @since 0.1
 */
XENG_API const int64_t *xeng_series_values(const xeng_series *series);

/**
 * What is known of a point.
 *
 * @param series the series.
 * @param index 0 to count - 1.
 * @return #XENG_VALUE_DELIVERED; #XENG_VALUE_NOT_DELIVERED if the server was silent on it, wholly
 * or, of a single Post, in part; #XENG_VALUE_NO_LEAF if `index` is out of range.
 * @since 0.1
 */
XENG_API int32_t xeng_series_state_at(const xeng_series *series, size_t index);

/**
 * How much of a point's time the windows of the results cover: a week at the window's edge is less
 * than a week. A result that doesn't tell its window covers its points.
 *
 * @param series the series.
 * @param index 0 to count - 1.
 * @return seconds, up to those of the step; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API uint32_t xeng_series_covered_s(const xeng_series *series, size_t index);

/**
 * The sum of all points that were delivered.
 *
 * @param series the series.
 * @return the sum.
 * @since 0.1
 */
XENG_API int64_t xeng_series_total(const xeng_series *series);

#ifdef __cplusplus
}
#endif

#endif
