/** @file
 * The best Posts of any number of results, in memory for as many as are wanted.
 */
#ifndef XENGAGE_TOP_H
#define XENGAGE_TOP_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/metric.h>
#include <xengage/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The best Posts so far. Not safe to use from two threads at once. */
typedef struct xeng_top xeng_top;

/** Ranks by engagement rate, engagements divided by impressions, instead of by a metric. */
#define XENG_TOP_ENGAGEMENT_RATE 1000

/** Most Posts that a xeng_top keeps. */
#define XENG_TOP_MAX 1000000

/**
 * A new, empty ranking.
 *
 * @param by one of the `XENG_METRIC_` numbers, or #XENG_TOP_ENGAGEMENT_RATE.
 * @param most how many Posts to keep, 1 to #XENG_TOP_MAX.
 * @param top set to the ranking; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_top_new(int32_t by, size_t most, xeng_top **top, xeng_error **error);

/**
 * Adds an owner to a ranking.
 *
 * @param top the ranking, or NULL.
 * @return `top`.
 * @since 0.1
 */
XENG_API xeng_top *xeng_top_ref(xeng_top *top);

/**
 * Takes an owner away from a ranking; the last one frees it.
 *
 * @param top the ranking, or NULL.
 * @since 0.1
 */
XENG_API void xeng_top_unref(xeng_top *top);

/**
 * Ranks the Posts of a result. A Post whose count isn't delivered, or whose rate can't be known, is
 * left out.
 *
 * The counts of a Post are all in one result, as those of a job's pieces are: they are not added up
 * over several calls.
 *
 * @param top the ranking.
 * @param result a result with a grouping that has `tweet.id` and `engagement.type`; the first such
 *        is used. NULL for nothing; nothing is in one whose groupings came back empty, either.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT if there is no such grouping, or
 *         #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_top_add(xeng_top *top, const xeng_result *result, xeng_error **error);

/**
 * How many Posts are ranked.
 *
 * @param top the ranking.
 * @return the count, at most what xeng_top_new() was told.
 * @since 0.1
 */
XENG_API size_t xeng_top_count(const xeng_top *top);

/**
 * One of the Posts, the best first; of equals the one with the lower id.
 *
 * @param top the ranking.
 * @param rank 0 to count - 1.
 * @return the id; 0 if `rank` is out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_top_id_at(xeng_top *top, size_t rank);

/**
 * The count by which a Post is ranked; with #XENG_TOP_ENGAGEMENT_RATE its engagements.
 *
 * @param top the ranking.
 * @param rank 0 to count - 1.
 * @return the count; 0 if `rank` is out of range.
 * @since 0.1
 */
XENG_API int64_t xeng_top_value_at(xeng_top *top, size_t rank);

/**
 * The engagement rate by which a Post is ranked.
 *
 * @param top the ranking; by #XENG_TOP_ENGAGEMENT_RATE.
 * @param rank 0 to count - 1.
 * @return the rate; 0 if `rank` is out of range or it is by another figure.
 * @since 0.1
 */
XENG_API double xeng_top_rate_at(xeng_top *top, size_t rank);

#ifdef __cplusplus
}
#endif

#endif
