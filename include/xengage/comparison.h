/** @file
 * Two windows compared: how each metric changed, of every Post and of all Posts together.
 *
 * A comparison is immutable; every function here is thread-safe.
 */
#ifndef XENGAGE_COMPARISON_H
#define XENGAGE_COMPARISON_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/metric.h>
#include <xengage/result.h>
#include <xengage/series.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How counts changed from one result to another. Immutable. */
typedef struct xeng_comparison xeng_comparison;

/**
 * Compares two results by Post and metric: sums over all days and hours, from the first grouping of
 * each that has `tweet.id` and `engagement.type`, as xeng_result_post_value() has them. A result
 * without any counts is compared as well: it has no Posts.
 *
 * @param before the earlier window.
 * @param after the later window.
 * @param comparison set to the comparison; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT if one of them has no such grouping, or
 *         #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_comparison_new(const xeng_result *before, const xeng_result *after,
                                     xeng_comparison **comparison, xeng_error **error);

/**
 * Adds an owner to a comparison.
 *
 * @param comparison the comparison, or NULL.
 * @return `comparison`.
 * @since 0.1
 */
XENG_API xeng_comparison *xeng_comparison_ref(xeng_comparison *comparison);

/**
 * Takes an owner away from a comparison; the last one frees it.
 *
 * @param comparison the comparison, or NULL.
 * @since 0.1
 */
XENG_API void xeng_comparison_unref(xeng_comparison *comparison);

/**
 * How many metrics are compared: those that either result has.
 *
 * @param comparison the comparison.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_comparison_metric_count(const xeng_comparison *comparison);

/**
 * One of the metrics, in the order of xeng_metric_at().
 *
 * @param comparison the comparison.
 * @param index 0 to count - 1.
 * @return one of the `XENG_METRIC_` numbers; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API int32_t xeng_comparison_metric_at(const xeng_comparison *comparison, size_t index);

/**
 * How many Posts are compared: those that either result has counts of.
 *
 * @param comparison the comparison.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_comparison_id_count(const xeng_comparison *comparison);

/**
 * One of the Posts, in the order of their ids.
 *
 * @param comparison the comparison.
 * @param index 0 to count - 1.
 * @return the id; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_comparison_id_at(const xeng_comparison *comparison, size_t index);

/**
 * The earlier count of a Post, or of all Posts together.
 *
 * All Posts together are those of which both counts were delivered, so that a Post which only one
 * side has doesn't look like a change; xeng_comparison_compared() tells how many they are.
 *
 * @param comparison the comparison.
 * @param id a Post id, or #XENG_ALL_POSTS.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param value set to the count, or to 0; may be NULL.
 * @return #XENG_VALUE_DELIVERED; #XENG_VALUE_NOT_DELIVERED if it wasn't, or a sum is too large;
 *         #XENG_VALUE_NO_LEAF if the earlier result has nothing of the kind.
 * @since 0.1
 */
XENG_API int32_t xeng_comparison_before(const xeng_comparison *comparison, uint64_t id,
                                        int32_t metric, int64_t *value);

/**
 * The later count of a Post, or of all Posts together; otherwise as xeng_comparison_before().
 *
 * @param comparison the comparison.
 * @param id a Post id, or #XENG_ALL_POSTS.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param value set to the count, or to 0; may be NULL.
 * @return as xeng_comparison_before(), of the later result.
 * @since 0.1
 */
XENG_API int32_t xeng_comparison_after(const xeng_comparison *comparison, uint64_t id,
                                       int32_t metric, int64_t *value);

/**
 * By how much a count changed: after minus before, divided by before.
 *
 * @param comparison the comparison.
 * @param id a Post id, or #XENG_ALL_POSTS.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param change set to the change, 0.5 for half as much again, or to 0; may be NULL.
 * @return #XENG_VALUE_DELIVERED; #XENG_VALUE_NOT_DELIVERED where it can't be known: one of the two
 * wasn't delivered, or the earlier isn't above zero; #XENG_VALUE_NO_LEAF if neither result has it.
 * @since 0.1
 */
XENG_API int32_t xeng_comparison_change(const xeng_comparison *comparison, uint64_t id,
                                        int32_t metric, double *change);

/**
 * Of how many Posts both counts of a metric were delivered.
 *
 * @param comparison the comparison.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_comparison_compared(const xeng_comparison *comparison, int32_t metric);

#ifdef __cplusplus
}
#endif

#endif
