/** @file
 * Results as Apache Arrow data, by the Arrow C Data Interface: pyarrow, polars, DuckDB, R, Java and
 * many others take it as it is, without a copy and without an Arrow library in between.
 *
 * Columns, their order and their types are in docs/columns.md. What is exported holds what it is
 * made of until its `release` is called, from whatever thread.
 */
#ifndef XENGAGE_ARROW_H
#define XENGAGE_ARROW_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/job.h>
#include <xengage/result.h>
#include <xengage/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The structures and constants of Arrow's own ABI, as it publishes them, behind its own guards. */

#ifndef ARROW_C_DATA_INTERFACE
/** The structures of the C Data Interface are defined. */
#define ARROW_C_DATA_INTERFACE

/** The order of a dictionary's values means something. */
#define ARROW_FLAG_DICTIONARY_ORDERED 1
/** The field may have nulls. */
#define ARROW_FLAG_NULLABLE 2
/** The keys of a map are sorted. */
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/** The type of an array; Arrow's specification has the meaning of each member. */
struct ArrowSchema {
    const char *format;                    /**< The type. */
    const char *name;                      /**< The field's name. */
    const char *metadata;                  /**< Pairs of keys and values, or NULL. */
    int64_t flags;                         /**< Any of the `ARROW_FLAG_` numbers. */
    int64_t n_children;                    /**< How many there are in `children`. */
    struct ArrowSchema **children;         /**< The fields of a structure. */
    struct ArrowSchema *dictionary;        /**< The type of a dictionary's values, or NULL. */
    void (*release)(struct ArrowSchema *); /**< Frees it; NULL once it is released. */
    void *private_data;                    /**< The producer's. */
};

/** The data of an array; Arrow's specification has the meaning of each member. */
struct ArrowArray {
    int64_t length;                       /**< How many elements it has. */
    int64_t null_count;                   /**< How many of them are null. */
    int64_t offset;                       /**< Where in the buffers they begin. */
    int64_t n_buffers;                    /**< How many there are in `buffers`. */
    int64_t n_children;                   /**< How many there are in `children`. */
    const void **buffers;                 /**< Validity first, then what the type has. */
    struct ArrowArray **children;         /**< The columns of a structure. */
    struct ArrowArray *dictionary;        /**< A dictionary's values, or NULL. */
    void (*release)(struct ArrowArray *); /**< Frees it; NULL once it is released. */
    void *private_data;                   /**< The producer's. */
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
/** The structure of the C Stream Interface is defined. */
#define ARROW_C_STREAM_INTERFACE

/** A stream of arrays of one type; Arrow's specification has the meaning of each member. */
struct ArrowArrayStream {
    /** Gives the type. */
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    /** Gives the next array; a released one at the end. */
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    /** What the last error was. */
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *); /**< Frees it; NULL once it is released. */
    void *private_data;                         /**< The producer's. */
};

#endif

/**
 * Exports a table as a structure array: a record batch whose fields are the columns.
 *
 * @param table the table; held by the array until that is released.
 * @param schema filled in, the caller's to release; NULL if it isn't wanted.
 * @param array filled in, the caller's to release; NULL if it isn't wanted.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY; on failure neither has
 * to be released.
 * @since 0.1
 */
XENG_API int32_t xeng_table_to_arrow(const xeng_table *table, struct ArrowSchema *schema,
                                     struct ArrowArray *array, xeng_error **error);

/**
 * Exports one grouping of a result: xeng_table_new() and xeng_table_to_arrow() in one.
 *
 * @param result the result; held by the array until that is released.
 * @param grouping 0 to xeng_result_grouping_count() - 1.
 * @param form #XENG_FORM_LONG or #XENG_FORM_WIDE.
 * @param schema filled in, the caller's to release; NULL if it isn't wanted.
 * @param array filled in, the caller's to release; NULL if it isn't wanted.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_result_to_arrow(const xeng_result *result, size_t grouping, int32_t form,
                                      struct ArrowSchema *schema, struct ArrowArray *array,
                                      xeng_error **error);

/**
 * Exports a table as a stream of one record batch, for consumers that take nothing but streams.
 *
 * @param table the table; held by the stream, and by its batch, until they are released.
 * @param stream filled in, the caller's to release; for one thread at a time. Its `get_last_error`
 *        is only of use after a call that failed.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY; on failure the stream
 *         hasn't to be released.
 * @since 0.1
 */
XENG_API int32_t xeng_table_to_arrow_stream(const xeng_table *table,
                                            struct ArrowArrayStream *stream, xeng_error **error);

/**
 * Exports one grouping of a job as a stream of record batches, one a piece, in bounded memory. The
 * job runs while the consumer asks for the next.
 *
 * A piece is acknowledged when the one after it, or the end, is asked for: with a journal, a
 * process that ends before gets it again. A grouping without `tweet.id` is one batch, at the end:
 * the sums over all Posts. What became of each id is asked of the job, at any time.
 *
 * Of a grouping with `engagement.hour` and without `engagement.day` the schema is known when the
 * first counts are: asking for it may run the job until then, and pieces before, which have no
 * rows, have no batch. A server that tells the days of some pieces' hours and not of others' is an
 * error.
 *
 * What goes wrong is told by the stream, as the number of errno that is nearest and in words, and
 * is so from then on.
 *
 * @param job the job, set up, of which nothing was taken yet; the stream holds it, and until it is
 *        released nobody else may take or acknowledge pieces. Stopping it from elsewhere ends the
 *        stream after what is complete; where that would be sums, with an error.
 * @param grouping the place of the grouping in the job's request, from 0 on.
 * @param form #XENG_FORM_LONG or #XENG_FORM_WIDE.
 * @param stream filled in, the caller's to release; for one thread at a time.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT, #XENG_ERROR_STATE or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_to_arrow_stream(xeng_job *job, size_t grouping, int32_t form,
                                          struct ArrowArrayStream *stream, xeng_error **error);

#ifdef __cplusplus
}
#endif

#endif
