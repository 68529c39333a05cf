/* A piece in the making: the requests that it takes, what their answers lead to, and the piece that
 * comes of it in the end. Pure: questions out, answers in.
 *
 * - The first window is asked for alone: it finds out which ids can't be had, so that the others
 *   aren't refused for them, too.
 * - Ids that the server names are taken out and the rest is asked for again: one request more.
 *   Where it names none, halves are asked for, one after the other, until those to blame are found:
 *   the good half of a refused question is asked for whole, so that one bad id among 250 takes at
 *   most 2 * ceil(log2 250) + 1 requests in all.
 * - Posts that are too old for some metrics are asked for again without these, if the server gave
 *   nothing at all for them.
 * - Where an id is lost after windows that it is summed up in were answered, those are asked for
 *   again without it: a sum is over the same Posts in all windows. */
#ifndef XENG__JOB_BATCH_H
#define XENG__JOB_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/request.h>
#include <xengage/result.h>

#include "base/buf.h"
#include "job/piece.h"
#include "job/windows.h"

typedef struct xeng__batch xeng__batch;

/* What all batches of a job ask; outlives them. */
typedef struct xeng__batch_rules {
    const xeng_request *request; /* without ids; its window doesn't matter */
    const xeng__window *windows;
    size_t window_count;
    int64_t now; /* by which windows are judged; XENG_TIME_UNSET for none */
} xeng__batch_rules;

/* The kind of a lane: which metrics are left out of its requests, as the Posts are too old.
 * XENG_UNSUPPORTED_ flags; 0 for none. */
typedef uint32_t xeng__batch_kind;

/* One request that is to be sent. Owned by its batch until it is answered or put back. */
typedef struct xeng__question {
    xeng__batch *batch;
    size_t window;
    uint32_t without;  /* XENG_UNSUPPORTED_ flags: metrics that are left out */
    uint16_t *members; /* the ids, by their places in the piece, ascending */
    size_t count;
    /* The asker's own, zeros at first: how often the server failed over it, and how many requests
     * had succeeded when it first did. */
    uint32_t failures;
    uint64_t succeeded_before;
} xeng__question;

/* Whose fates are all settled from the beginning when no metric is left for its kind: it is
 * complete at once, then. */
int32_t xeng__batch_new(const xeng__batch_rules *rules, xeng__batch_kind kind, uint64_t number,
                        uint32_t account, uint64_t first, const uint64_t *ids, size_t count,
                        xeng__batch **batch, xeng_error **error);
void xeng__batch_free(xeng__batch *batch);

/* The next question that can be asked now; NULL if there is none (until others are answered). */
xeng__question *xeng__batch_next(xeng__batch *batch);

/* Makes the request of a question; the caller's to unref. */
int32_t xeng__question_request(const xeng__question *question, xeng_request **request,
                               xeng_error **error);

/* The question wasn't answered, and is to be asked again: it is the next. Nothing for one that
 * isn't out. */
void xeng__batch_put_back(xeng__batch *batch, xeng__question *question);

/* Like xeng__batch_put_back(), but all others are asked before, those that wait for its answer,
 * too.
 */
void xeng__batch_postpone(xeng__batch *batch, xeng__question *question);

/* Whether an error is about the ids that were asked for, or may be (a 400 that names nobody), so
 * that xeng__batch_answer() can make something of it. */
bool xeng__batch_takes(const xeng_error *error);

/* An answer: a result, which is referenced, or an error that xeng__batch_takes(). The question is
 * gone then; if memory runs out it is as if put back. `record` (may be NULL) gets a record of the
 * answer for a journal, of no use to one once the piece is. */
int32_t xeng__batch_answer(xeng__batch *batch, xeng__question *question, xeng_result *result,
                           const xeng_error *failure, xeng__buf *record, xeng_error **error);

/* Takes an answer from a record instead of asking. XENG_ERROR_JOURNAL if it doesn't fit. */
int32_t xeng__batch_replay(xeng__batch *batch, const void *record, size_t size, xeng_error **error);

/* All ids without a fate have failed, for this reason, and nothing is asked any more; questions
 * that are still out must be put back first. The piece is `unfinished`. */
int32_t xeng__batch_fail(xeng__batch *batch, int32_t code, const char *why, xeng_error **error);

bool xeng__batch_complete(const xeng__batch *batch);
/* Questions that are out. */
size_t xeng__batch_asked(const xeng__batch *batch);
/* How many questions will still be asked, if none is refused, those that are out not counted. */
size_t xeng__batch_left(const xeng__batch *batch);
uint32_t xeng__batch_account(const xeng__batch *batch);
uint64_t xeng__batch_number(const xeng__batch *batch);
/* About how much memory its answers take. */
size_t xeng__batch_bytes(const xeng__batch *batch);
/* Single ids that were refused with a 400 that named nobody, while nothing was delivered: many of
 * them in a row mean that the request is at fault, not the ids. */
size_t xeng__batch_refusals(const xeng__batch *batch);

/* The piece of a complete batch, merged; the caller's to unref. */
int32_t xeng__batch_finish(xeng__batch *batch, xeng_piece **piece, xeng_error **error);

#endif
