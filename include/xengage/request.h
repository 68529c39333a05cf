/** @file
 * One request under construction. What it accepts is legal: a call that would break a rule of the
 * API fails with #XENG_ERROR_RULE and changes nothing.
 *
 * A request may be sent any number of times, and by several threads at once, as long as nobody
 * changes it meanwhile.
 */
#ifndef XENGAGE_REQUEST_H
#define XENGAGE_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/credentials.h>
#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/metric.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One request under construction: endpoint, ids, metrics, groupings, window. */
typedef struct xeng_request xeng_request;

/** What can be foreseen about a request that is legal. Immutable. */
typedef struct xeng_warnings xeng_warnings;

/** A start or end of a window that is left open. */
#define XENG_TIME_UNSET INT64_MIN

/** Most groupings in a request. */
#define XENG_MAX_GROUPINGS 3
/** Most dimensions in a grouping. */
#define XENG_MAX_DIMENSIONS 4
/** Longest window in hours, after widening to whole hours: four weeks. */
#define XENG_MAX_WINDOW_HOURS 672
/** Longest grouping name in bytes. */
#define XENG_MAX_GROUPING_NAME 256

/** Posts older than 90 days have no impressions and engagements on totals. */
#define XENG_WARNING_IMPRESSIONS_AGE 10
/** Posts older than 1800 days have no video views. */
#define XENG_WARNING_VIDEO_VIEWS_AGE 20
/** The window starts more than 365 days ago; the server may not have it. */
#define XENG_WARNING_WINDOW_AGE 30
/** Before 2015-09-15 favorites, replies and retweets are always zero. */
#define XENG_WARNING_ZERO_BEFORE_2015_09_15 40

/**
 * A new, empty request.
 *
 * @param endpoint one of the `XENG_ENDPOINT_` numbers.
 * @param credentials with whose eyes metrics and endpoint are judged, or NULL to judge when it is
 *        sent. Only their kind is kept.
 * @param request set to the request; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_new(int32_t endpoint, const xeng_credentials *credentials,
                                  xeng_request **request, xeng_error **error);

/**
 * Adds an owner to a request.
 *
 * @param request the request, or NULL.
 * @return `request`.
 * @since 0.1
 */
XENG_API xeng_request *xeng_request_ref(xeng_request *request);

/**
 * Takes an owner away from a request; the last one frees it.
 *
 * @param request the request, or NULL.
 * @since 0.1
 */
XENG_API void xeng_request_unref(xeng_request *request);

/**
 * A copy that can be changed independently.
 *
 * @param request the request.
 * @param copy set to the copy; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_copy(const xeng_request *request, xeng_request **copy,
                                   xeng_error **error);

/**
 * Sets the time against which ages and "in the future" are judged; by default the machine's clock.
 *
 * For repeatable runs against a server with a fixed "now". Call it before setting a window.
 *
 * @param request the request.
 * @param now Unix seconds; #XENG_TIME_UNSET for the machine's clock.
 * @since 0.1
 */
XENG_API void xeng_request_set_now(xeng_request *request, int64_t now);

/**
 * Sets how long the whole operation may take: queueing, connecting, waiting for a rate limit,
 * retries.
 *
 * @param request the request.
 * @param deadline_ms milliseconds from its submission; 0 for the client's default.
 * @since 0.1
 */
XENG_API void xeng_request_set_deadline_ms(xeng_request *request, uint32_t deadline_ms);

/**
 * Adds a Post id. An id that is there already is not added again.
 *
 * @param request the request.
 * @param id 1 to 2^63 - 1.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_id(xeng_request *request, uint64_t id, xeng_error **error);

/**
 * Adds Post ids: all of them, or none if one breaks a rule.
 *
 * @param request the request.
 * @param ids `count` ids, each 1 to 2^63 - 1; repeats are dropped.
 * @param count how many.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_ids(xeng_request *request, const uint64_t *ids, size_t count,
                                      xeng_error **error);

/**
 * Adds a Post id given as decimal text.
 *
 * @param request the request.
 * @param text decimal digits, as xeng_post_id_parse() takes them.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_id_text(xeng_request *request, const char *text,
                                          xeng_error **error);

/**
 * How many distinct ids the request has.
 *
 * @param request the request.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_request_id_count(const xeng_request *request);

/**
 * One of the request's ids, in the order in which they were added.
 *
 * @param request the request.
 * @param index 0 to count - 1.
 * @return the id; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_request_id_at(const xeng_request *request, size_t index);

/**
 * Adds a metric. A metric that is there already is not added again.
 *
 * @param request the request.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_metric(xeng_request *request, int32_t metric, xeng_error **error);

/**
 * Adds a metric by its name on the wire, such as "impressions".
 *
 * @param request the request.
 * @param name the name.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_metric_name(xeng_request *request, const char *name,
                                              xeng_error **error);

/**
 * Adds every metric that the endpoint has and the credentials can read.
 *
 * @param request the request.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_all_metrics(xeng_request *request, xeng_error **error);

/**
 * Adds a grouping: a tree in the result with one level for each dimension, in their order.
 *
 * @param request the request.
 * @param name the grouping's name: 1 to 256 bytes of UTF-8 without control characters.
 * @param dimensions `count` of the `XENG_DIMENSION_` numbers, each at most once.
 * @param count 1 to 4. Four only in the orders id, type, day, hour and type, id, day, hour, and
 *        once a request.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_grouping(xeng_request *request, const char *name,
                                           const int32_t *dimensions, size_t count,
                                           xeng_error **error);

/**
 * Adds a grouping, its dimensions given as text such as "tweet.id,engagement.type".
 *
 * @param request the request.
 * @param name the grouping's name.
 * @param dimensions names of dimensions with commas between them; blanks around them are ignored.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_add_grouping_text(xeng_request *request, const char *name,
                                                const char *dimensions, xeng_error **error);

/**
 * Sets the window of a historical request, replacing an earlier one.
 *
 * It is widened outward to whole hours, then at most #XENG_MAX_WINDOW_HOURS long; its end is
 * exclusive. Where one side is left open, it is filled in four weeks from the other, but not beyond
 * the beginning of the present hour nor before 2014-09-01. With both open the server takes the four
 * weeks before now.
 *
 * An end within the present hour can't be widened to that hour's end, which is in the future: it is
 * rounded up to the minute, at most to the present one, and the server counts that hour so far.
 *
 * @param request the request.
 * @param start Unix seconds or #XENG_TIME_UNSET; not before 2014-09-01T00:00:00Z.
 * @param end Unix seconds or #XENG_TIME_UNSET; not in the future.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_request_set_window(xeng_request *request, int64_t start, int64_t end,
                                         xeng_error **error);

/**
 * Sets the window, its sides given as ISO 8601 text in UTC: `2026-11-01` or `2026-11-01T17:00:00Z`.
 *
 * @param request the request.
 * @param start the text, or NULL to leave the start open.
 * @param end the text, or NULL to leave the end open.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_request_set_window_text(xeng_request *request, const char *start,
                                              const char *end, xeng_error **error);

/**
 * The window that will be asked for, widened and filled in.
 *
 * @param request the request.
 * @param start set to Unix seconds, or to #XENG_TIME_UNSET where the server chooses; may be NULL.
 * @param end likewise.
 * @return 1 if the request has a window, 0 if the server chooses.
 * @since 0.1
 */
XENG_API int32_t xeng_request_window(const xeng_request *request, int64_t *start, int64_t *end);

/**
 * Whether the request is complete: at least one id, one metric and one grouping.
 *
 * @param request the request.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_request_check(const xeng_request *request, xeng_error **error);

/**
 * The JSON that will be sent.
 *
 * @param request the request; complete.
 * @param json set to the text; the caller's to release with xeng_free().
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_to_json(const xeng_request *request, char **json, xeng_error **error);

/**
 * What can be foreseen: Posts too old for a metric, a window that the server may not have.
 *
 * @param request the request.
 * @param warnings set to the list, which may be empty; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_request_warnings(const xeng_request *request, xeng_warnings **warnings,
                                       xeng_error **error);

/**
 * Adds an owner to a list of warnings.
 *
 * @param warnings the list, or NULL.
 * @return `warnings`.
 * @since 0.1
 */
XENG_API xeng_warnings *xeng_warnings_ref(xeng_warnings *warnings);

/**
 * Takes an owner away from a list of warnings; the last one frees it.
 *
 * @param warnings the list, or NULL.
 * @since 0.1
 */
XENG_API void xeng_warnings_unref(xeng_warnings *warnings);

/**
 * How many warnings there are.
 *
 * @param warnings the list, or NULL.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_warnings_count(const xeng_warnings *warnings);

/**
 * The code of a warning.
 *
 * @param warnings the list.
 * @param index 0 to count - 1.
 * @return one of the `XENG_WARNING_` numbers; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API int32_t xeng_warnings_code(const xeng_warnings *warnings, size_t index);

/**
 * A warning in words.
 *
 * @param warnings the list.
 * @param index 0 to count - 1.
 * @return text that lives as long as `warnings`; NULL if `index` is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_warnings_message(const xeng_warnings *warnings, size_t index);

/**
 * How many Post ids a warning concerns.
 *
 * @param warnings the list.
 * @param index 0 to count - 1.
 * @return the count; 0 where it concerns the window.
 * @since 0.1
 */
XENG_API size_t xeng_warnings_id_count(const xeng_warnings *warnings, size_t index);

/**
 * One of the Post ids that a warning concerns.
 *
 * @param warnings the list.
 * @param index 0 to count - 1.
 * @param id_index 0 to xeng_warnings_id_count() - 1.
 * @return the id; 0 if an index is out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_warnings_id_at(const xeng_warnings *warnings, size_t index, size_t id_index);

#ifdef __cplusplus
}
#endif

#endif
