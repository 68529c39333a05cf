/** @file
 * Results as text: CSV (RFC 4180) and JSON lines, long and wide, gzipped or not, in bounded memory.
 *
 * A writer does no I/O. It is given results or pieces, and then asked for bytes until there are
 * none; what becomes of them is up to the caller:
 *
 *     xeng_writer_add_piece(writer, piece, &error);
 *     while (xeng_writer_next(writer, &bytes, &size, &error) == XENG_OK && size > 0) {
 *         fwrite(bytes, 1, size, file);
 *     }
 *
 * Columns are those of docs/columns.md and a function of the request alone. A count that wasn't
 * delivered is an empty field in CSV, null in JSON. Beyond the table that a grouping is turned
 * into, a writer takes memory for some 64 KiB of text, and with gzip some 300 KiB more.
 */
#ifndef XENGAGE_WRITER_H
#define XENGAGE_WRITER_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/job.h>
#include <xengage/request.h>
#include <xengage/result.h>
#include <xengage/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Turns results into text. For one thread at a time. */
typedef struct xeng_writer xeng_writer;

/** CSV (RFC 4180, but lines end in LF), with a header. */
#define XENG_WRITE_CSV 10
/** A JSON object a line; ids as strings, since many readers of JSON round large numbers. */
#define XENG_WRITE_JSON_LINES 20

/** Compresses what is written: gzip. */
#define XENG_WRITE_GZIP 1U
/** Goes on where a file ends: without a header, and with gzip nothing at all if nothing is added.
 */
#define XENG_WRITE_NO_HEADER 2U

/**
 * A new writer.
 *
 * @param request what is asked for: its groupings and metrics say which columns there are. It is
 *        copied. In wide form every grouping is by `engagement.type`.
 * @param format #XENG_WRITE_CSV or #XENG_WRITE_JSON_LINES.
 * @param form #XENG_FORM_LONG or #XENG_FORM_WIDE.
 * @param flags #XENG_WRITE_GZIP, #XENG_WRITE_NO_HEADER, or 0.
 * @param writer set to the writer; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_NO_MEMORY, or #XENG_ERROR_INVALID_ARGUMENT; that also for a request
 *         without groupings, and in wide form without metrics or where a grouping isn't by
 *         `engagement.type`.
 * @since 0.1
 */
XENG_API int32_t xeng_writer_new(const xeng_request *request, int32_t format, int32_t form,
                                 uint32_t flags, xeng_writer **writer, xeng_error **error);

/**
 * A new writer for a result whose request isn't at hand: columns are those of the request that the
 * result answers or, if it was read from JSON, of the groupings and metrics that it has. The result
 * is not added yet.
 *
 * @param result the result.
 * @param format #XENG_WRITE_CSV or #XENG_WRITE_JSON_LINES.
 * @param form #XENG_FORM_LONG or #XENG_FORM_WIDE.
 * @param flags #XENG_WRITE_GZIP, #XENG_WRITE_NO_HEADER, or 0.
 * @param writer set to the writer; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_writer_new_for_result(const xeng_result *result, int32_t format, int32_t form,
                                            uint32_t flags, xeng_writer **writer,
                                            xeng_error **error);

/**
 * Adds an owner to a writer.
 *
 * @param writer the writer, or NULL.
 * @return `writer`.
 * @since 0.1
 */
XENG_API xeng_writer *xeng_writer_ref(xeng_writer *writer);

/**
 * Takes an owner away from a writer; the last one frees it.
 *
 * @param writer the writer, or NULL.
 * @since 0.1
 */
XENG_API void xeng_writer_unref(xeng_writer *writer);

/**
 * Adds all groupings of a result. Everything that was added before must have been taken with
 * xeng_writer_next(). Behind the counts, JSON lines tell of each id that is not #XENG_ID_DELIVERED
 * its state, as `{"tweet_id":"…","state":"unavailable"}`. A grouping without `tweet.id` that the
 * result hasn't got is one of which nothing was delivered.
 *
 * @param writer the writer.
 * @param result the result; held until it is written.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_STATE if something is left to be taken or it was finished,
 *         #XENG_ERROR_INVALID_ARGUMENT if a grouping has other columns than the writer, or
 *         #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_writer_add_result(xeng_writer *writer, const xeng_result *result,
                                        xeng_error **error);

/**
 * Adds the groupings with `tweet.id` of a job's piece; the others come at the job's end, from
 * xeng_job_sums(), by xeng_writer_add_result(). Behind the counts, JSON lines tell of each id that
 * is not #XENG_ID_DELIVERED its state and the reason, as
 * `{"tweet_id":"…","state":"unavailable","reason":"…"}`.
 *
 * @param writer the writer; of the job's request.
 * @param piece the piece; held until it is written.
 * @param error set on failure; may be NULL.
 * @return as xeng_writer_add_result().
 * @since 0.1
 */
XENG_API int32_t xeng_writer_add_piece(xeng_writer *writer, const xeng_piece *piece,
                                       xeng_error **error);

/**
 * Makes what was added up to now stand for itself: with #XENG_WRITE_GZIP a member of the gzip file
 * ends behind it, so that a file that is cut there is whole. Without, there is nothing to do. No
 * member is empty: if nothing was added since the last, none ends.
 *
 * @param writer the writer.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or #XENG_ERROR_STATE if it was finished.
 * @since 0.1
 */
XENG_API int32_t xeng_writer_flush(xeng_writer *writer, xeng_error **error);

/**
 * Nothing more is added: what is left can be taken with xeng_writer_next(). A header is written
 * even if nothing was added, and with gzip a member.
 *
 * @param writer the writer.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or #XENG_ERROR_STATE if it was finished before.
 * @since 0.1
 */
XENG_API int32_t xeng_writer_finish(xeng_writer *writer, xeng_error **error);

/**
 * The next bytes, some 64 KiB at a time.
 *
 * @param writer the writer.
 * @param bytes set to `size` bytes, which are valid until the writer is used again.
 * @param size set to how many; 0 when all that was added is taken.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_NO_MEMORY, or #XENG_ERROR_INVALID_ARGUMENT. After a failure the
 *         writer is of no use any more: every call gives #XENG_ERROR_STATE.
 * @since 0.1
 */
XENG_API int32_t xeng_writer_next(xeng_writer *writer, const void **bytes, size_t *size,
                                  xeng_error **error);

#ifdef __cplusplus
}
#endif

#endif
