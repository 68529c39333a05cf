/** @file
 * Results as columns: the counts of one grouping as a table of contiguous arrays, for NumPy, typed
 * arrays, data frames, and whatever else would rather have columns than a tree.
 *
 * Which columns there are, in what order and of what types, is in docs/columns.md, and stays so
 * within a major version of the library. In long form a row is a count; in wide form it is all
 * metrics of a Post, a day, an hour.
 *
 * A table is immutable; every function here is thread-safe. What can be borrowed from the result
 * is, and the table holds the result. All arrays live as long as the table.
 */
#ifndef XENGAGE_TABLE_H
#define XENGAGE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/job.h>
#include <xengage/metric.h>
#include <xengage/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The counts of a grouping, or what became of ids, as columns. Immutable. */
typedef struct xeng_table xeng_table;

/** A row is a count: a column for each dimension of the grouping, and `value`. */
#define XENG_FORM_LONG 10
/** A row is a Post, a day, an hour: a column for each other dimension, and one for each metric. */
#define XENG_FORM_WIDE 20

/** `int64_t`: Post ids, counts. */
#define XENG_COLUMN_INT64 10
/** `int8_t`: hours of the day, 0 to 23, where the day is not known. */
#define XENG_COLUMN_INT8 20
/** `int32_t`: days since 1970-01-01, UTC. */
#define XENG_COLUMN_DAY 30
/** `int64_t`: Unix seconds, UTC. */
#define XENG_COLUMN_TIME 40
/** `int32_t`: places in the column's list of words. */
#define XENG_COLUMN_WORD 50

/**
 * A new table of one grouping of a result.
 *
 * Its rows are the counts in the order in which the server sent them. Where a grouping has no time
 * in it, each id that the result accounts for and each metric that was asked for have a count:
 * those that the server left out come last, as not delivered. What was asked for isn't known of a
 * result read from JSON: then the metrics are those that it has.
 *
 * @param result the result; the table holds it.
 * @param grouping 0 to xeng_result_grouping_count() - 1.
 * @param form #XENG_FORM_LONG or #XENG_FORM_WIDE; the latter takes a grouping by `engagement.type`.
 * @param table set to the table; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT (if, say, two levels of the tree are of one
 *         dimension, or of keys that this version doesn't know) or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_table_new(const xeng_result *result, size_t grouping, int32_t form,
                                xeng_table **table, xeng_error **error);

/**
 * A new table of one grouping of a job's piece: of its request, so that it has the same columns for
 * every piece of a job, whatever was delivered, but for a `day` that the server adds to hours.
 *
 * Posts are in the order of the piece where they are the grouping's first dimension, what was left
 * out of each right behind it. Ids of an unfinished piece that failed have no rows. The first words
 * of `engagement_type` are the metrics of the request, in its order. In groupings without
 * `tweet.id` counts are sums over this piece's Posts; xeng_job_sums() has them of all.
 *
 * @param piece the piece; the table holds it.
 * @param grouping the place of the grouping in the job's request, from 0 on.
 * @param form #XENG_FORM_LONG or #XENG_FORM_WIDE; the latter takes a grouping by `engagement.type`.
 * @param table set to the table; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_table_of_piece(const xeng_piece *piece, size_t grouping, int32_t form,
                                     xeng_table **table, xeng_error **error);

/**
 * A new table of what became of the ids of a result: `tweet_id`, `state` in a word.
 *
 * @param result the result.
 * @param table set to the table; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_table_of_ids(const xeng_result *result, xeng_table **table,
                                   xeng_error **error);

/**
 * A new table of what became of the ids of a piece: `tweet_id`, `state` in a word, `reason` in
 * words, which are none ("") for what was delivered.
 *
 * @param piece the piece; the table holds it.
 * @param table set to the table; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_table_of_piece_ids(const xeng_piece *piece, xeng_table **table,
                                         xeng_error **error);

/**
 * Adds an owner to a table.
 *
 * @param table the table, or NULL.
 * @return `table`.
 * @since 0.1
 */
XENG_API xeng_table *xeng_table_ref(xeng_table *table);

/**
 * Takes an owner away from a table; the last one frees it.
 *
 * @param table the table, or NULL.
 * @since 0.1
 */
XENG_API void xeng_table_unref(xeng_table *table);

/**
 * How many rows a table has: the length of every array.
 *
 * @param table the table.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_table_row_count(const xeng_table *table);

/**
 * How many columns a table has.
 *
 * @param table the table.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_table_column_count(const xeng_table *table);

/**
 * The place of the column of a name.
 *
 * @param table the table.
 * @param name a name.
 * @return the place, from 0 on; SIZE_MAX if there is none of that name.
 * @since 0.1
 */
XENG_API size_t xeng_table_column_by_name(const xeng_table *table, const char *name);

/**
 * A column's name, such as "tweet_id", "value", or in wide form "impressions".
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @return text that lives as long as the table; NULL if `column` is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_table_column_name(const xeng_table *table, size_t column);

/**
 * What a column's array is made of.
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @return one of the `XENG_COLUMN_` numbers; 0 if `column` is out of range.
 * @since 0.1
 */
XENG_API int32_t xeng_table_column_type(const xeng_table *table, size_t column);

/**
 * Which metric a column has the counts of, in wide form.
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @return one of the `XENG_METRIC_` numbers; 0 for any other column.
 * @since 0.1
 */
XENG_API int32_t xeng_table_column_metric(const xeng_table *table, size_t column);

/**
 * A column's array.
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @return xeng_table_row_count() elements of the type that xeng_table_column_type() tells, aligned
 * for it, which live as long as the table; where nothing was delivered, 0. NULL if `column` is out
 * of range or there are no rows.
 * @since 0.1
 */
XENG_API const void *xeng_table_column_data(const xeng_table *table, size_t column);

/**
 * Which rows of a column have a value: bit `i % 8`, from the least on, of byte `i / 8` is set if
 * row `i` has.
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @return xeng_table_row_count() bits, which live as long as the table; NULL if all have, or
 * `column` is out of range.
 * @since 0.1
 */
XENG_API const uint8_t *xeng_table_column_validity(const xeng_table *table, size_t column);

/**
 * How many rows of a column have no value.
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @return the count; 0 if `column` is out of range.
 * @since 0.1
 */
XENG_API size_t xeng_table_column_null_count(const xeng_table *table, size_t column);

/**
 * How many words a #XENG_COLUMN_WORD column is made of.
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @return the count; 0 for any other column.
 * @since 0.1
 */
XENG_API size_t xeng_table_word_count(const xeng_table *table, size_t column);

/**
 * One of the words that a #XENG_COLUMN_WORD column is made of.
 *
 * @param table the table.
 * @param column 0 to count - 1.
 * @param word its place, as the column's array has it.
 * @return text that lives as long as the table; NULL if either is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_table_word(const xeng_table *table, size_t column, size_t word);

/**
 * The Post ids of all rows: the column `tweet_id`.
 *
 * @param table the table.
 * @return xeng_table_row_count() ids, which live as long as the table; NULL if the table has no
 * such column, or no rows.
 * @since 0.1
 */
XENG_API const int64_t *xeng_table_ids(const xeng_table *table);

/**
 * The metrics of all rows, as `XENG_METRIC_` numbers; 0 for one that this version doesn't know.
 *
 * @param table the table.
 * @return xeng_table_row_count() numbers, which live as long as the table; NULL if the table has no
 * column `engagement_type`, or no rows, or memory runs out the first time.
 * @since 0.1
 */
XENG_API const int32_t *xeng_table_metrics(const xeng_table *table);

/**
 * The times of all rows: when the hour, or the day where there are no hours, begins.
 *
 * @param table the table.
 * @return xeng_table_row_count() times in Unix seconds, UTC, which live as long as the table; NULL
 * if the table has no days, or no rows, or memory runs out the first time.
 * @since 0.1
 */
XENG_API const int64_t *xeng_table_times(const xeng_table *table);

/**
 * The counts of all rows in long form: the column `value`.
 *
 * @param table the table.
 * @return xeng_table_row_count() counts, 0 where none was delivered, which live as long as the
 * table; NULL if the table has no such column, or no rows.
 * @since 0.1
 */
XENG_API const int64_t *xeng_table_values(const xeng_table *table);

#ifdef __cplusplus
}
#endif

#endif
