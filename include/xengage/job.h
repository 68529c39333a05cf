/** @file
 * Jobs: any number of Post ids, any window, any number of credentials, as a stream of pieces in
 * which every id is accounted for.
 *
 * A job is made, set up, and then asked for its pieces: each is the answer about as many ids as fit
 * into one request, over the whole window. Memory is bounded by what is under way, whatever the
 * number of ids.
 *
 * With a journal a job survives the end of its process: set up again with the same ids and the same
 * request, it goes on after the pieces that were acknowledged with xeng_job_ack().
 *
 * A job is for one thread at a time, except xeng_job_stop() and xeng_job_cancel(). Its client may
 * be shared.
 */
#ifndef XENGAGE_JOB_H
#define XENGAGE_JOB_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/client.h>
#include <xengage/credentials.h>
#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/request.h>
#include <xengage/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Any number of ids, any window, any number of credentials, as a stream of pieces. */
typedef struct xeng_job xeng_job;

/** What a job will send. Immutable. */
typedef struct xeng_plan xeng_plan;

/** What became of some ids of a job, with their counts over the whole window. Immutable. */
typedef struct xeng_piece xeng_piece;

/** A file of ids: the look of its first line decides; JSON lines and CSV need a field's name. */
#define XENG_IDS_AUTO 0
/** One id a line; blanks around it, empty lines and lines that begin with `#` are ignored. */
#define XENG_IDS_PLAIN 10
/** CSV (RFC 4180) whose first record names the columns. */
#define XENG_IDS_CSV 20
/** A JSON object a line; the field is a string or an integer. */
#define XENG_IDS_JSON_LINES 30

/** The job still has something to do. */
#define XENG_JOB_OPEN 0
/** Every id is settled and every piece was handed over. */
#define XENG_JOB_COMPLETE 10
/** It was stopped, or had to stop, before its end; what is left can be gone on with. */
#define XENG_JOB_STOPPED 20

/** The job isn't waiting. */
#define XENG_WAIT_NONE 0
/** For the rate limit. */
#define XENG_WAIT_RATE_LIMIT 10
/** For a server that is down or out of reach; a request is sent now and then to find out. */
#define XENG_WAIT_OUTAGE 20

/** Distinct ids. */
#define XENG_FIGURE_IDS 10
/** Ids of which it is known what became of them, earlier runs included. */
#define XENG_FIGURE_IDS_SETTLED 20
/** Pieces in all. */
#define XENG_FIGURE_PIECES 30
/** Pieces that were acknowledged, earlier runs included. */
#define XENG_FIGURE_PIECES_DONE 40
/** Requests that were answered or given up in this run, retries not counted. */
#define XENG_FIGURE_REQUESTS 50
/** Requests of this run that were sent again: after a failure or for the rate limit. */
#define XENG_FIGURE_RETRIES 60
/** Requests that are under way or queued for their turn. */
#define XENG_FIGURE_IN_FLIGHT 70
/** Bytes of request bodies that were sent in this run. */
#define XENG_FIGURE_BYTES_SENT 80
/** Bytes of response bodies that were received in this run, as they came over the wire. */
#define XENG_FIGURE_BYTES_RECEIVED 90
/** Requests a minute that the server allows this job, as far as it is known; else 0. */
#define XENG_FIGURE_RATE_LIMIT 100
/** Requests that will still be sent, as far as it can be foreseen. */
#define XENG_FIGURE_REQUESTS_LEFT 110

/** A record that is to be kept until its piece is done. */
#define XENG_JOURNAL_KEEP 10
/** A record that is to be kept; all others of its piece can be dropped. */
#define XENG_JOURNAL_DONE 20

/**
 * Gives the next ids of a source.
 *
 * @param context what was given to xeng_job_add_ids_from().
 * @param ids room for `capacity` ids.
 * @param capacity 1 or more.
 * @param count set to how many there are; 0 at the end.
 * @return #XENG_OK; anything else ends the reading, and the job takes none of the source's ids.
 */
typedef int32_t (*xeng_ids_fn)(void *context, uint64_t *ids, size_t capacity, size_t *count);

/**
 * Keeps a record of a job's progress.
 *
 * @param context what was given to xeng_job_set_journal_fn().
 * @param what one of the `XENG_JOURNAL_` numbers.
 * @param piece the piece's number.
 * @param record `size` bytes, valid during the call; no secrets are in it.
 * @param size how many.
 * @return #XENG_OK; anything else stops the job.
 */
typedef int32_t (*xeng_journal_fn)(void *context, int32_t what, uint64_t piece, const void *record,
                                   size_t size);

/**
 * A new job.
 *
 * @param client sends its requests; the job holds it.
 * @param request what to ask about every Post: endpoint, metrics, groupings, window, pinned
 *        present; without ids. It is copied.
 * @param job set to the job; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_new(xeng_client *client, const xeng_request *request, xeng_job **job,
                              xeng_error **error);

/**
 * Adds an owner to a job.
 *
 * @param job the job, or NULL.
 * @return `job`.
 * @since 0.1
 */
XENG_API xeng_job *xeng_job_ref(xeng_job *job);

/**
 * Takes an owner away from a job; the last one cancels what is under way, closes the journal and
 * frees it.
 *
 * @param job the job, or NULL.
 * @since 0.1
 */
XENG_API void xeng_job_unref(xeng_job *job);

/**
 * Sets a window of any length, instead of the request's.
 *
 * It is widened and filled in as xeng_request_set_window() says, and cut into windows that the API
 * takes; they touch and don't overlap, so that their counts add up. An open side is filled in when
 * the job first begins, and stays so when it goes on from a journal.
 *
 * @param job the job; not begun yet.
 * @param start Unix seconds or #XENG_TIME_UNSET; not before 2014-09-01T00:00:00Z.
 * @param end Unix seconds or #XENG_TIME_UNSET; exclusive; not in the future.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_STATE or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_job_set_window(xeng_job *job, int64_t start, int64_t end, xeng_error **error);

/**
 * Sets a window of any length, given as text.
 *
 * @param job the job; not begun yet.
 * @param start as for xeng_request_set_window_text(), or NULL to leave the start open.
 * @param end the text, or NULL to leave the end open.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_STATE or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_job_set_window_text(xeng_job *job, const char *start, const char *end,
                                          xeng_error **error);

/**
 * Adds credentials, with whose eyes some of the ids are seen: an account. All accounts of a job
 * share one rate limit.
 *
 * @param job the job; not begun yet.
 * @param credentials held by the job; they must be able to read all that the request asks for.
 * @param account set to the account's number: 0 for the first, and so on; may be NULL.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_STATE, #XENG_ERROR_INVALID_ARGUMENT or
 *         #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_add_credentials(xeng_job *job, const xeng_credentials *credentials,
                                          uint32_t *account, xeng_error **error);

/**
 * Adds ids to an account. Repeats are asked for once; an id that is given to several accounts is
 * asked for with the one that had it first.
 *
 * @param job the job; not begun yet.
 * @param account an account's number.
 * @param ids `count` ids, each 1 to 2^63 - 1.
 * @param count how many.
 * @param error set on failure, and then none of them is added; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_STATE, #XENG_ERROR_INVALID_ARGUMENT,
 *         #XENG_ERROR_SYSTEM or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_add_ids(xeng_job *job, uint32_t account, const uint64_t *ids,
                                  size_t count, xeng_error **error);

/**
 * Adds the ids of a source, which is read to its end at once.
 *
 * @param job the job; not begun yet.
 * @param account an account's number.
 * @param next gives the ids.
 * @param context handed to `next`; may be NULL.
 * @param error set on failure, and then none of them is added; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_STATE, #XENG_ERROR_INVALID_ARGUMENT,
 *         #XENG_ERROR_SYSTEM, #XENG_ERROR_NO_MEMORY, or #XENG_ERROR_CANCELLED if `next` said so.
 * @since 0.1
 */
XENG_API int32_t xeng_job_add_ids_from(xeng_job *job, uint32_t account, xeng_ids_fn next,
                                       void *context, xeng_error **error);

/**
 * Adds the ids of a file, gzipped or not.
 *
 * @param job the job; not begun yet.
 * @param account an account's number.
 * @param path the file; "-" for standard input.
 * @param format one of the `XENG_IDS_` numbers.
 * @param field the column or field that has the ids; in JSON lines, dots lead into objects. NULL
 *        for a plain file, or for a column or field named `id`, `tweet_id` or `post_id`.
 * @param error set on failure, and then none of them is added; it says which line. May be NULL.
 * @return #XENG_OK, #XENG_ERROR_INPUT, #XENG_ERROR_STATE, #XENG_ERROR_INVALID_ARGUMENT,
 *         #XENG_ERROR_SYSTEM or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_add_ids_file(xeng_job *job, uint32_t account, const char *path,
                                       int32_t format, const char *field, xeng_error **error);

/**
 * Makes the job one of several that divide the ids, and the rate limit, among them: each on a
 * machine of its own, each given all ids. Which share an id falls to depends on nothing but the id
 * and `count`. As long as the job lives, its client keeps to that share of the rate limit, at least
 * one request a window.
 *
 * @param job the job; not begun yet.
 * @param index which share, 0 to `count` - 1.
 * @param count how many there are, 1 to 1,000,000.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_STATE or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_job_set_share(xeng_job *job, uint32_t index, uint32_t count,
                                    xeng_error **error);

/**
 * Sets whether pieces come in the order of their ids; by default each comes as soon as it is
 * complete.
 *
 * @param job the job; not begun yet.
 * @param on 1 or 0.
 * @since 0.1
 */
XENG_API void xeng_job_set_ordered(xeng_job *job, int32_t on);

/**
 * Sets whether metrics for which a Post is certainly too old are left out of its requests; by
 * default the server is asked, and decides. A Post for which nothing is left isn't asked for.
 *
 * @param job the job; not begun yet.
 * @param on 1 or 0.
 * @since 0.1
 */
XENG_API void xeng_job_set_leave_out_old(xeng_job *job, int32_t on);

/**
 * Sets how long an outage of the server may last before the job stops; by default it waits for as
 * long as it takes. It can be changed at any time, from the thread that runs the job.
 *
 * @param job the job.
 * @param patience_ms milliseconds from the outage's first sign; 0 for the default.
 * @since 0.1
 */
XENG_API void xeng_job_set_patience_ms(xeng_job *job, uint32_t patience_ms);

/**
 * Sets the folder for the job's temporary files, which have no name and take some 30 bytes an id;
 * by default what `TMPDIR` says, else `/tmp`. Small jobs need none.
 *
 * @param job the job; without ids yet.
 * @param path the folder; NULL for the default.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_STATE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_set_temporary_folder(xeng_job *job, const char *path, xeng_error **error);

/**
 * Sets the file that the job's progress is kept in. It is made if it isn't there; if it is, the job
 * goes on from it. No secrets are in it. One process at a time can use it.
 *
 * The file is opened when the job begins, and refused with #XENG_ERROR_JOURNAL then if it is
 * another job's, or is damaged anywhere but at its end. An end that was cut short is repaired.
 *
 * @param job the job; not begun yet.
 * @param path the file; NULL for none.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_STATE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_set_journal(xeng_job *job, const char *path, xeng_error **error);

/**
 * Sets who keeps the job's progress, instead of a file: a database, say, in one transaction with
 * what was made of the piece. Its records are called for by xeng_job_replay() on going on.
 *
 * @param job the job; not begun yet.
 * @param keep called within xeng_job_next() and xeng_job_ack(); NULL for nobody.
 * @param context handed to `keep`; may be NULL.
 * @since 0.1
 */
XENG_API void xeng_job_set_journal_fn(xeng_job *job, xeng_journal_fn keep, void *context);

/**
 * Takes back a record that was given to a xeng_journal_fn in an earlier run; in the same order.
 *
 * @param job the job; completely set up, not begun yet.
 * @param record `size` bytes.
 * @param size how many.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_JOURNAL if it is another job's or damaged, #XENG_ERROR_STATE,
 *         #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_replay(xeng_job *job, const void *record, size_t size,
                                 xeng_error **error);

/**
 * Begins a job, without sending anything yet: nothing can be set up any more. xeng_job_next() does
 * so by itself.
 *
 * @param job the job.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE (no ids, no credentials), #XENG_ERROR_JOURNAL,
 *         #XENG_ERROR_SYSTEM or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_begin(xeng_job *job, xeng_error **error);

/**
 * What the job will send; it begins for that, without sending anything.
 *
 * @param job the job.
 * @param plan set to the plan; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return as xeng_job_begin().
 * @since 0.1
 */
XENG_API int32_t xeng_job_plan(xeng_job *job, xeng_plan **plan, xeng_error **error);

/**
 * Hands over a piece as soon as one is complete, and sends and receives meanwhile.
 *
 * In an event loop: call it with a timeout of 0 whenever xeng_client_fd() is readable, which it is
 * after xeng_job_begin(), until it gives no piece. As long as it would give one the descriptor
 * stays readable: a loop that lets a job rest does something else than poll it meanwhile.
 *
 * @param job the job.
 * @param timeout_ms how long to wait; 0 not at all, -1 until there is a piece or the job is over.
 * @param piece set to the piece; the caller's to unref. NULL when time is up or the job is over:
 *        xeng_job_state() tells.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, or the code of what stopped the job: what concerns single ids or one account
 *         only doesn't. Pieces that are complete are handed over first.
 * @since 0.1
 */
XENG_API int32_t xeng_job_next(xeng_job *job, int32_t timeout_ms, xeng_piece **piece,
                               xeng_error **error);

/**
 * Acknowledges a piece: what was to be done with it is done, and it is not asked for again.
 *
 * Each piece once, in any order, whether or not there is a journal. Of a piece that is not finished
 * (xeng_piece_is_finished()) nothing is kept: its ids are asked for when the job is gone on with.
 *
 * @param job the job.
 * @param piece the piece.
 * @param mark any number of the caller's, such as the size of an output file; see xeng_job_mark().
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_STATE, #XENG_ERROR_SYSTEM, #XENG_ERROR_INVALID_ARGUMENT or
 *         #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_ack(xeng_job *job, const xeng_piece *piece, uint64_t mark,
                              xeng_error **error);

/**
 * The mark of the last acknowledgement, of this run or of an earlier one.
 *
 * @param job the job; begun.
 * @return the mark; 0 if there was none.
 * @since 0.1
 */
XENG_API uint64_t xeng_job_mark(const xeng_job *job);

/**
 * Runs a job to its end and merges all of its pieces into one result, acknowledging them.
 *
 * Memory grows with the result. Nothing may have been taken from the job, and it has no journal.
 * Ids of pieces of which nothing was delivered are not in the result; xeng_job_id_at() has all.
 *
 * @param job the job.
 * @param result set to the result; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_STATE, or the code of what stopped the job.
 * @since 0.1
 */
XENG_API int32_t xeng_job_collect(xeng_job *job, xeng_result **result, xeng_error **error);

/**
 * The counts of all pieces acknowledged so far, earlier runs included, of those groupings that have
 * no `tweet.id`: added up.
 *
 * @param job the job; begun.
 * @param result set to a result that has those groupings only; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_STATE, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_job_sums(xeng_job *job, xeng_result **result, xeng_error **error);

/**
 * Stops a job gently, from any thread or a signal handler: what is in flight is finished and handed
 * over, nothing else is sent.
 *
 * @param job the job, or NULL.
 * @since 0.1
 */
XENG_API void xeng_job_stop(xeng_job *job);

/**
 * Stops a job at once, from any thread or a signal handler: what is in flight is dropped.
 *
 * @param job the job, or NULL.
 * @since 0.1
 */
XENG_API void xeng_job_cancel(xeng_job *job);

/**
 * Whether a job is over.
 *
 * @param job the job.
 * @return one of the `XENG_JOB_` numbers.
 * @since 0.1
 */
XENG_API int32_t xeng_job_state(const xeng_job *job);

/**
 * A figure of a job's progress.
 *
 * @param job the job; begun.
 * @param figure one of the `XENG_FIGURE_` numbers.
 * @return the figure; 0 for one that this version doesn't know.
 * @since 0.1
 */
XENG_API uint64_t xeng_job_figure(const xeng_job *job, int32_t figure);

/**
 * How many ids ended in a state.
 *
 * @param job the job; begun.
 * @param state one of the `XENG_ID_` numbers; 0 for those that are not settled yet.
 * @return the count, earlier runs included.
 * @since 0.1
 */
XENG_API uint64_t xeng_job_state_count(const xeng_job *job, int32_t state);

/**
 * What a job waits for, when nothing is on its way.
 *
 * @param job the job; begun.
 * @param until set to Unix seconds by this machine's clock, or 0; may be NULL.
 * @return one of the `XENG_WAIT_` numbers.
 * @since 0.1
 */
XENG_API int32_t xeng_job_waiting(const xeng_job *job, int64_t *until);

/**
 * What became of one of the distinct ids, numbered from 0 to #XENG_FIGURE_IDS - 1. Going through
 * them in order is fast.
 *
 * @param job the job; begun.
 * @param index which id.
 * @param id set to the id; may be NULL.
 * @param account set to the account's number; may be NULL.
 * @param state set to one of the `XENG_ID_` numbers, or to 0 if it is not settled yet; may be NULL.
 * @param reason set to an error code that says why it is not #XENG_ID_DELIVERED, else #XENG_OK; may
 *        be NULL. xeng_job_reason() has it in words.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT, #XENG_ERROR_STATE or #XENG_ERROR_SYSTEM.
 * @since 0.1
 */
XENG_API int32_t xeng_job_id_at(const xeng_job *job, uint64_t index, uint64_t *id,
                                uint32_t *account, int32_t *state, int32_t *reason,
                                xeng_error **error);

/**
 * A reason in words: the last message with which an account's ids got it.
 *
 * @param job the job.
 * @param account an account's number.
 * @param reason an error code that xeng_job_id_at() gave.
 * @return text that lives until the job is used again; never NULL.
 * @since 0.1
 */
XENG_API const char *xeng_job_reason(const xeng_job *job, uint32_t account, int32_t reason);

/**
 * What went wrong with an account so that it was stopped; the other accounts go on.
 *
 * @param job the job.
 * @param account an account's number.
 * @return an error that lives as long as the job; NULL if nothing did.
 * @since 0.1
 */
XENG_API const xeng_error *xeng_job_account_error(const xeng_job *job, uint32_t account);

/**
 * What the journal said of itself when the job began: that the end of it was repaired, say.
 *
 * @param job the job; begun.
 * @return text that lives as long as the job; NULL if there is nothing to say.
 * @since 0.1
 */
XENG_API const char *xeng_job_journal_note(const xeng_job *job);

/**
 * Adds an owner to a plan.
 *
 * @param plan the plan, or NULL.
 * @return `plan`.
 * @since 0.1
 */
XENG_API xeng_plan *xeng_plan_ref(xeng_plan *plan);

/**
 * Takes an owner away from a plan; the last one frees it.
 *
 * @param plan the plan, or NULL.
 * @since 0.1
 */
XENG_API void xeng_plan_unref(xeng_plan *plan);

/**
 * How many ids were given, repeats included.
 *
 * @param plan the plan.
 * @return the count.
 * @since 0.1
 */
XENG_API uint64_t xeng_plan_ids_given(const xeng_plan *plan);

/**
 * How many distinct ids the job asks for: without repeats, and without those of other shares.
 *
 * @param plan the plan.
 * @return the count.
 * @since 0.1
 */
XENG_API uint64_t xeng_plan_ids(const xeng_plan *plan);

/**
 * How many pieces the job has.
 *
 * @param plan the plan.
 * @return the count.
 * @since 0.1
 */
XENG_API uint64_t xeng_plan_pieces(const xeng_plan *plan);

/**
 * How many of the pieces were done in an earlier run.
 *
 * @param plan the plan.
 * @return the count.
 * @since 0.1
 */
XENG_API uint64_t xeng_plan_pieces_done(const xeng_plan *plan);

/**
 * How many requests the job takes in all, if none is refused: no fewer are possible.
 *
 * @param plan the plan.
 * @return the count.
 * @since 0.1
 */
XENG_API uint64_t xeng_plan_requests(const xeng_plan *plan);

/**
 * How many requests are still to be sent, if none is refused.
 *
 * @param plan the plan.
 * @return the count.
 * @since 0.1
 */
XENG_API uint64_t xeng_plan_requests_left(const xeng_plan *plan);

/**
 * How many windows each piece is asked for in.
 *
 * @param plan the plan.
 * @return the count; 1 where the server chooses the window, or there is none.
 * @since 0.1
 */
XENG_API size_t xeng_plan_windows(const xeng_plan *plan);

/**
 * One of the windows.
 *
 * @param plan the plan.
 * @param index 0 to count - 1.
 * @param start set to Unix seconds, or to #XENG_TIME_UNSET; may be NULL.
 * @param end likewise; exclusive.
 * @return 1 if there is such a window, else 0.
 * @since 0.1
 */
XENG_API int32_t xeng_plan_window_at(const xeng_plan *plan, size_t index, int64_t *start,
                                     int64_t *end);

/**
 * How long the requests that are left take at a rate limit.
 *
 * @param plan the plan.
 * @param per_minute requests a minute, of the whole contract; a share of the job gets its share.
 *        0 for the limit that the client was given or has learned.
 * @return seconds; 0 if no limit is known.
 * @since 0.1
 */
XENG_API uint64_t xeng_plan_seconds(const xeng_plan *plan, uint32_t per_minute);

/**
 * Adds an owner to a piece.
 *
 * @param piece the piece, or NULL.
 * @return `piece`.
 * @since 0.1
 */
XENG_API xeng_piece *xeng_piece_ref(xeng_piece *piece);

/**
 * Takes an owner away from a piece; the last one frees it.
 *
 * @param piece the piece, or NULL.
 * @since 0.1
 */
XENG_API void xeng_piece_unref(xeng_piece *piece);

/**
 * A piece's number: the same in every run of a job.
 *
 * @param piece the piece.
 * @return 0 to #XENG_FIGURE_PIECES - 1.
 * @since 0.1
 */
XENG_API uint64_t xeng_piece_number(const xeng_piece *piece);

/**
 * The account with whose credentials a piece was asked for.
 *
 * @param piece the piece.
 * @return the account's number.
 * @since 0.1
 */
XENG_API uint32_t xeng_piece_account(const xeng_piece *piece);

/**
 * Whether all of a piece was asked for. One whose account was stopped before is handed over, too,
 * so that every id is accounted for; nothing is kept of it on xeng_job_ack(), and a job that goes
 * on from a journal asks for it once more.
 *
 * @param piece the piece.
 * @return 1 or 0.
 * @since 0.1
 */
XENG_API int32_t xeng_piece_is_finished(const xeng_piece *piece);

/**
 * The counts of a piece, over the whole window. In groupings without `tweet.id` they are sums over
 * this piece's Posts; xeng_job_sums() has them of all.
 *
 * @param piece the piece.
 * @return the result, which lives as long as the piece; NULL if nothing was delivered.
 * @since 0.1
 */
XENG_API const xeng_result *xeng_piece_result(const xeng_piece *piece);

/**
 * How many ids a piece has.
 *
 * @param piece the piece.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_piece_id_count(const xeng_piece *piece);

/**
 * One of a piece's ids, in the order in which they were added to the job.
 *
 * @param piece the piece.
 * @param index 0 to count - 1.
 * @return the id; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_piece_id_at(const xeng_piece *piece, size_t index);

/**
 * What became of one of a piece's ids.
 *
 * @param piece the piece.
 * @param index 0 to count - 1.
 * @return one of the `XENG_ID_` numbers, but never #XENG_ID_MISSING: that is #XENG_ID_FAILED here;
 *         0 if `index` is out of range.
 * @since 0.1
 */
XENG_API int32_t xeng_piece_id_state(const xeng_piece *piece, size_t index);

/**
 * For which metrics one of a piece's Posts is too old.
 *
 * @param piece the piece.
 * @param index 0 to count - 1.
 * @return any of the `XENG_UNSUPPORTED_` flags.
 * @since 0.1
 */
XENG_API uint32_t xeng_piece_id_unsupported(const xeng_piece *piece, size_t index);

/**
 * Why one of a piece's ids is not #XENG_ID_DELIVERED.
 *
 * @param piece the piece.
 * @param index 0 to count - 1.
 * @return an error code; #XENG_OK where it is.
 * @since 0.1
 */
XENG_API int32_t xeng_piece_id_reason(const xeng_piece *piece, size_t index);

/**
 * Why one of a piece's ids is not #XENG_ID_DELIVERED, in words.
 *
 * @param piece the piece.
 * @param index 0 to count - 1.
 * @return text that lives as long as the piece; "" where it is; never NULL.
 * @since 0.1
 */
XENG_API const char *xeng_piece_id_reason_text(const xeng_piece *piece, size_t index);

#ifdef __cplusplus
}
#endif

#endif
