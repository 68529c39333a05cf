/** @file
 * A result: a tree of counts for each grouping, and what the server said about each id. Immutable;
 * every function here is thread-safe, and walking allocates nothing.
 *
 * A grouping of k dimensions is a tree: its root is on level 0, its leaves, which hold the counts,
 * on level k. Every node below the root has a key: a Post id, a metric, a day, an hour. Nodes are
 * plain numbers, valid for the result that gave them; #XENG_NODE_NONE is accepted everywhere.
 *
 * The server may put a day level above an hour level that alone was asked for; it is there, then.
 */
#ifndef XENGAGE_RESULT_H
#define XENGAGE_RESULT_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/metric.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A tree of counts, plus what the server said about each id. Immutable. */
typedef struct xeng_result xeng_result;

/** A walk through a tree, depth first. For one thread at a time. */
typedef struct xeng_cursor xeng_cursor;

/** A node of a result's tree; below 2^53, so that any language's numbers hold it. */
typedef uint64_t xeng_node;

/** No node. */
#define XENG_NODE_NONE 0

/** What xeng_result_key_day() gives for a key that is no day. */
#define XENG_DAY_NONE INT32_MIN

/** The leaf's count was delivered. */
#define XENG_VALUE_DELIVERED 1
/** The leaf is there, but the server has no count for it: not zero, unknown. */
#define XENG_VALUE_NOT_DELIVERED 0
/** The node is no leaf. */
#define XENG_VALUE_NO_LEAF (-1)

/** The server gave all that was asked for about this id. */
#define XENG_ID_DELIVERED 10
/** The Post is deleted, protected or otherwise not available. */
#define XENG_ID_UNAVAILABLE 20
/** The credentials may not read this Post. */
#define XENG_ID_FORBIDDEN 30
/** The Post is too old for some of the metrics; xeng_result_id_unsupported() says for which. */
#define XENG_ID_UNSUPPORTED 40
/** The server said nothing of this id although it was asked. */
#define XENG_ID_MISSING 50
/** In a job only: what was asked about this id has failed, or was never answered. */
#define XENG_ID_FAILED 60

/** Too old for impressions and engagements. */
#define XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS 1U
/** Too old for video views. */
#define XENG_UNSUPPORTED_VIDEO_VIEWS 2U

/**
 * Reads a result from the JSON of a response, as the server wrote it.
 *
 * What the keys mean is told by their look: dates, two-digit hours, names of metrics, Post ids.
 *
 * @param json `size` bytes; not gzipped.
 * @param size how many.
 * @param result set to the result; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_PROTOCOL, #XENG_ERROR_TOO_LARGE, #XENG_ERROR_INVALID_ARGUMENT or
 *         #XENG_ERROR_NO_MEMORY; for a response that is nothing but `errors`, the code from 400 on
 *         that they mean.
 * @since 0.1
 */
XENG_API int32_t xeng_result_from_json(const char *json, size_t size, xeng_result **result,
                                       xeng_error **error);

/**
 * Adds an owner to a result.
 *
 * @param result the result, or NULL.
 * @return `result`.
 * @since 0.1
 */
XENG_API xeng_result *xeng_result_ref(xeng_result *result);

/**
 * Takes an owner away from a result; the last one frees it.
 *
 * @param result the result, or NULL.
 * @since 0.1
 */
XENG_API void xeng_result_unref(xeng_result *result);

/**
 * How many groupings the result has.
 *
 * @param result the result.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_result_grouping_count(const xeng_result *result);

/**
 * The name of a grouping; they are in the order of the request.
 *
 * @param result the result.
 * @param grouping 0 to count - 1.
 * @return text that lives as long as `result`; NULL if `grouping` is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_result_grouping_name(const xeng_result *result, size_t grouping);

/**
 * The root of a grouping's tree.
 *
 * @param result the result.
 * @param grouping 0 to count - 1.
 * @return the root; #XENG_NODE_NONE if `grouping` is out of range.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_root(const xeng_result *result, size_t grouping);

/**
 * The root of the tree of the grouping of a name.
 *
 * @param result the result.
 * @param name the name.
 * @return the root; #XENG_NODE_NONE if there is no grouping of that name.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_root_by_name(const xeng_result *result, const char *name);

/**
 * How many levels there are below the root of a grouping; the leaves are on the last.
 *
 * @param result the result.
 * @param grouping 0 to count - 1.
 * @return 1 to 5; 0 if the server sent an empty tree for it or `grouping` is out of range.
 * @since 0.1
 */
XENG_API size_t xeng_result_depth(const xeng_result *result, size_t grouping);

/**
 * What the keys of a level are.
 *
 * @param result the result.
 * @param grouping 0 to count - 1.
 * @param level 1 to xeng_result_depth().
 * @return one of the `XENG_DIMENSION_` numbers; #XENG_DIMENSION_OTHER if out of range.
 * @since 0.1
 */
XENG_API int32_t xeng_result_dimension(const xeng_result *result, size_t grouping, size_t level);

/**
 * How many leaves a grouping has.
 *
 * @param result the result.
 * @param grouping 0 to count - 1.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_result_leaf_count(const xeng_result *result, size_t grouping);

/**
 * The grouping that a node belongs to.
 *
 * @param result the result.
 * @param node a node.
 * @return 0 to xeng_result_grouping_count() - 1; SIZE_MAX for #XENG_NODE_NONE.
 * @since 0.1
 */
XENG_API size_t xeng_result_node_grouping(const xeng_result *result, xeng_node node);

/**
 * The level that a node is on.
 *
 * @param result the result.
 * @param node a node.
 * @return 0 for a root; SIZE_MAX for #XENG_NODE_NONE.
 * @since 0.1
 */
XENG_API size_t xeng_result_node_level(const xeng_result *result, xeng_node node);

/**
 * What a node's key is.
 *
 * @param result the result.
 * @param node a node.
 * @return one of the `XENG_DIMENSION_` numbers; #XENG_DIMENSION_OTHER for a root.
 * @since 0.1
 */
XENG_API int32_t xeng_result_node_dimension(const xeng_result *result, xeng_node node);

/**
 * A node's parent.
 *
 * @param result the result.
 * @param node a node.
 * @return the parent; #XENG_NODE_NONE for a root.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_parent(const xeng_result *result, xeng_node node);

/**
 * How many children a node has.
 *
 * @param result the result.
 * @param node a node.
 * @return the count; 0 for a leaf.
 * @since 0.1
 */
XENG_API size_t xeng_result_child_count(const xeng_result *result, xeng_node node);

/**
 * A child by its place, in the order in which the server sent them.
 *
 * @param result the result.
 * @param node a node.
 * @param index 0 to xeng_result_child_count() - 1.
 * @return the child; #XENG_NODE_NONE if `index` is out of range.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_child_at(const xeng_result *result, xeng_node node, size_t index);

/**
 * A child by its key as text, as on the wire.
 *
 * @param result the result.
 * @param node a node.
 * @param key the key.
 * @return the child; #XENG_NODE_NONE if there is none.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_child(const xeng_result *result, xeng_node node, const char *key);

/**
 * A child by its Post id.
 *
 * @param result the result.
 * @param node a node whose children's keys are Post ids.
 * @param id the id.
 * @return the child; #XENG_NODE_NONE if there is none.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_child_by_id(const xeng_result *result, xeng_node node, uint64_t id);

/**
 * A child by its metric.
 *
 * @param result the result.
 * @param node a node whose children's keys are metrics.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @return the child; #XENG_NODE_NONE if there is none.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_child_by_metric(const xeng_result *result, xeng_node node,
                                               int32_t metric);

/**
 * A child by its day.
 *
 * @param result the result.
 * @param node a node whose children's keys are days.
 * @param day days since 1970-01-01, UTC.
 * @return the child; #XENG_NODE_NONE if there is none.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_child_by_day(const xeng_result *result, xeng_node node, int32_t day);

/**
 * A child by its hour.
 *
 * @param result the result.
 * @param node a node whose children's keys are hours.
 * @param hour 0 to 23.
 * @return the child; #XENG_NODE_NONE if there is none.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_child_by_hour(const xeng_result *result, xeng_node node,
                                             int32_t hour);

/**
 * The node at the end of a path of keys as text.
 *
 * @param result the result.
 * @param node where the path starts, a root for instance.
 * @param keys `count` keys, outermost first.
 * @param count how many; 0 gives `node`.
 * @return the node; #XENG_NODE_NONE if a key is not there.
 * @since 0.1
 */
XENG_API xeng_node xeng_result_find(const xeng_result *result, xeng_node node,
                                    const char *const *keys, size_t count);

/**
 * A node's key as text, as on the wire.
 *
 * @param result the result.
 * @param node a node.
 * @return text that lives as long as `result`; "" for a root; NULL for #XENG_NODE_NONE.
 * @since 0.1
 */
XENG_API const char *xeng_result_key(const xeng_result *result, xeng_node node);

/**
 * A node's key as a Post id.
 *
 * @param result the result.
 * @param node a node.
 * @return the id; 0 if its key is no Post id.
 * @since 0.1
 */
XENG_API uint64_t xeng_result_key_id(const xeng_result *result, xeng_node node);

/**
 * A node's key as a metric.
 *
 * @param result the result.
 * @param node a node.
 * @return one of the `XENG_METRIC_` numbers; 0 if its key is no metric, or one that this version
 *         doesn't know.
 * @since 0.1
 */
XENG_API int32_t xeng_result_key_metric(const xeng_result *result, xeng_node node);

/**
 * A node's key as a day.
 *
 * @param result the result.
 * @param node a node.
 * @return days since 1970-01-01, UTC; #XENG_DAY_NONE if its key is no day.
 * @since 0.1
 */
XENG_API int32_t xeng_result_key_day(const xeng_result *result, xeng_node node);

/**
 * A node's key as an hour of the day.
 *
 * @param result the result.
 * @param node a node.
 * @return 0 to 23, UTC; -1 if its key is no hour.
 * @since 0.1
 */
XENG_API int32_t xeng_result_key_hour(const xeng_result *result, xeng_node node);

/**
 * A leaf's count. It can be negative: the server corrects time series so.
 *
 * @param result the result.
 * @param node a node.
 * @param value set to the count, or to 0 where there is none; may be NULL.
 * @return #XENG_VALUE_DELIVERED, #XENG_VALUE_NOT_DELIVERED or #XENG_VALUE_NO_LEAF.
 * @since 0.1
 */
XENG_API int32_t xeng_result_value(const xeng_result *result, xeng_node node, int64_t *value);

/**
 * A new cursor, which stands before the first node below `node`.
 *
 * @param result the result; the cursor holds it.
 * @param node where the walk begins, a root for instance; it stays within this node's subtree.
 * @param cursor set to the cursor; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_cursor_new(const xeng_result *result, xeng_node node, xeng_cursor **cursor,
                                 xeng_error **error);

/**
 * Adds an owner to a cursor.
 *
 * @param cursor the cursor, or NULL.
 * @return `cursor`.
 * @since 0.1
 */
XENG_API xeng_cursor *xeng_cursor_ref(xeng_cursor *cursor);

/**
 * Takes an owner away from a cursor; the last one frees it.
 *
 * @param cursor the cursor, or NULL.
 * @since 0.1
 */
XENG_API void xeng_cursor_unref(xeng_cursor *cursor);

/**
 * Moves to the next node: into a node's children first, then to its next sibling.
 *
 * @param cursor the cursor.
 * @return the node; #XENG_NODE_NONE at the end.
 * @since 0.1
 */
XENG_API xeng_node xeng_cursor_next(xeng_cursor *cursor);

/**
 * Moves to the next leaf, passing over the nodes above.
 *
 * @param cursor the cursor.
 * @return the leaf; #XENG_NODE_NONE at the end.
 * @since 0.1
 */
XENG_API xeng_node xeng_cursor_next_leaf(xeng_cursor *cursor);

/**
 * Moves to the next node that is not below the present one.
 *
 * @param cursor the cursor.
 * @return the node; #XENG_NODE_NONE at the end.
 * @since 0.1
 */
XENG_API xeng_node xeng_cursor_skip(xeng_cursor *cursor);

/**
 * The node on a level of the path from the root to where the cursor stands.
 *
 * @param cursor the cursor.
 * @param level 0 for the root, up to the level of the present node.
 * @return the node; #XENG_NODE_NONE if there is none.
 * @since 0.1
 */
XENG_API xeng_node xeng_cursor_node(const xeng_cursor *cursor, size_t level);

/**
 * The window that the server says the counts are of; its end is exclusive.
 *
 * @param result the result.
 * @param start set to Unix seconds, not always on the hour, or 0; may be NULL.
 * @param end likewise.
 * @return 1 if the server said so, else 0.
 * @since 0.1
 */
XENG_API int32_t xeng_result_window(const xeng_result *result, int64_t *start, int64_t *end);

/**
 * How many ids the result accounts for: all that were asked for, and those that the server named.
 *
 * @param result the result.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_result_id_count(const xeng_result *result);

/**
 * One of the ids that the result accounts for; first those of the request, in its order.
 *
 * @param result the result.
 * @param index 0 to count - 1.
 * @return the id; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_result_id_at(const xeng_result *result, size_t index);

/**
 * What became of an id.
 *
 * @param result the result.
 * @param id a Post id.
 * @return one of the `XENG_ID_` numbers; 0 if the result doesn't account for that id.
 * @since 0.1
 */
XENG_API int32_t xeng_result_id_state(const xeng_result *result, uint64_t id);

/**
 * For which metrics a Post is too old.
 *
 * @param result the result.
 * @param id a Post id.
 * @return any of the `XENG_UNSUPPORTED_` flags.
 * @since 0.1
 */
XENG_API uint32_t xeng_result_id_unsupported(const xeng_result *result, uint64_t id);

/**
 * How many messages (`errors`) came with the result.
 *
 * @param result the result.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_result_message_count(const xeng_result *result);

/**
 * One of the messages that came with the result, as the server wrote it.
 *
 * @param result the result.
 * @param index 0 to count - 1.
 * @return text that lives as long as `result`; NULL if `index` is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_result_message(const xeng_result *result, size_t index);

/**
 * How many members of the response this version doesn't know.
 *
 * @param result the result.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_result_extra_count(const xeng_result *result);

/**
 * The name of a member that this version doesn't know.
 *
 * @param result the result.
 * @param index 0 to count - 1.
 * @return text that lives as long as `result`; NULL if `index` is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_result_extra_name(const xeng_result *result, size_t index);

/**
 * The value of a member that this version doesn't know, as JSON text without white space around
 * its tokens.
 *
 * @param result the result.
 * @param index 0 to count - 1.
 * @return text that lives as long as `result`; NULL if `index` is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_result_extra_json(const xeng_result *result, size_t index);

/**
 * How many requests were sent to get this result.
 *
 * @param result the result.
 * @return 1 or more; 0 for a result read from JSON.
 * @since 0.1
 */
XENG_API uint32_t xeng_result_attempts(const xeng_result *result);

/**
 * Writes a result as JSON, in the shape in which the server writes one: read back with
 * xeng_result_from_json(), it has the same counts and window, and the same ids are unavailable,
 * forbidden, unsupported.
 *
 * A count that wasn't delivered is null, or the zero of which a list of unsupported ids says so.
 * What no response says isn't in it: ids that the server said nothing of, the number of requests;
 * nor is what only a merged result can have, an id with counts that is missing in part, or too old
 * for them.
 *
 * @param result the result.
 * @param json set to the text; the caller's to release with xeng_free().
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_result_to_json(const xeng_result *result, char **json, xeng_error **error);

/**
 * Merges results into one: groupings of one name become one tree, counts of one path are added up,
 * and every id keeps what became of it.
 *
 * What wasn't delivered stays apart from zero. In a grouping with `tweet.id`, a path that wasn't
 * delivered in one of the results isn't delivered in the merged one: a part of that Post's count is
 * unknown. In other groupings, which are sums over Posts, it is what was delivered of it, as the
 * server does within a request.
 *
 * Of an id with several states it keeps the gravest: unavailable, forbidden, missing, unsupported,
 * delivered. The window is from the earliest start to the latest end.
 *
 * @param results `count` results.
 * @param count 1 or more.
 * @param merged set to the merged result; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT if groupings of one name have levels that differ
 *         or a sum is too large, or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_result_merge(const xeng_result *const *results, size_t count,
                                   xeng_result **merged, xeng_error **error);

/**
 * A Post's count of a metric: the sum of all its days and hours, from the first grouping that has
 * `tweet.id` and `engagement.type`.
 *
 * @param result the result.
 * @param id a Post id.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param value set to the count, or to 0; may be NULL.
 * @return #XENG_VALUE_DELIVERED; #XENG_VALUE_NOT_DELIVERED if any of it wasn't, or 64 bits don't
 *         hold it; #XENG_VALUE_NO_LEAF if the result has nothing of the kind.
 * @since 0.1
 */
XENG_API int32_t xeng_result_post_value(const xeng_result *result, uint64_t id, int32_t metric,
                                        int64_t *value);

/**
 * A Post's engagement rate: engagements divided by impressions, as xeng_result_post_value() has
 * them.
 *
 * @param result the result.
 * @param id a Post id.
 * @param rate set to the rate, or to 0; may be NULL.
 * @return #XENG_VALUE_DELIVERED; #XENG_VALUE_NOT_DELIVERED where it can't be known: one of the two
 *         wasn't delivered, or there were no impressions.
 * @since 0.1
 */
XENG_API int32_t xeng_result_engagement_rate(const xeng_result *result, uint64_t id, double *rate);

/**
 * What became of an id in a word, such as "forbidden".
 *
 * @param state one of the `XENG_ID_` numbers.
 * @return a string that lives as long as the library; "unknown" for any other number.
 * @since 0.1
 */
XENG_API const char *xeng_id_state_name(int32_t state);

/**
 * The sum of a metric over all Posts, days and hours, of what was delivered: from the first
 * grouping that has `engagement.type`.
 *
 * @param result the result.
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param value set to the sum, or to 0; may be NULL.
 * @return #XENG_VALUE_DELIVERED; #XENG_VALUE_NOT_DELIVERED if nothing of it was, or 64 bits don't
 * hold it; #XENG_VALUE_NO_LEAF if the result has nothing of the kind.
 * @since 0.1
 */
XENG_API int32_t xeng_result_total(const xeng_result *result, int32_t metric, int64_t *value);

/**
 * The engagement rate of all Posts together: the engagements divided by the impressions of those
 * Posts of which both were delivered.
 *
 * @param result the result.
 * @param rate set to the rate, or to 0; may be NULL.
 * @return #XENG_VALUE_DELIVERED; #XENG_VALUE_NOT_DELIVERED where it can't be known: there is no
 * such Post, or there were no impressions.
 * @since 0.1
 */
XENG_API int32_t xeng_result_total_rate(const xeng_result *result, double *rate);

#ifdef __cplusplus
}
#endif

#endif
