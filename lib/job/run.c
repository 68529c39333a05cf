/* Handing over pieces, one after the other. */
#include "base/clock.h"
#include "base/error.h"
#include "job/job.h"

/* Acts upon xeng_job_stop() and xeng_job_cancel(). */
static void listen(xeng_job *job)
{
    int wish = atomic_load(&job->wish);
    if (wish == job->heard) {
        return;
    }
    job->heard = wish;
    if (wish == XENG__STOP) {
        xeng__outbox_cancel_waiting(job->outbox);
    } else {
        xeng__outbox_cancel(job->outbox);
    }
}

/* The place of the piece to be handed over next; SIZE_MAX if it isn't complete. */
static size_t find_ready(xeng_job *job)
{
    if (!job->ordered) {
        return job->ready_count > 0 ? 0 : SIZE_MAX;
    }
    while (job->next_handed < job->pieces && xeng__job_is_done(job, job->next_handed)) {
        job->next_handed++;
    }
    for (size_t i = 0; i < job->ready_count; i++) {
        if (job->ready[i]->number == job->next_handed) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Gives the next piece; NULL if it isn't complete. */
static xeng_piece *hand_over(xeng_job *job)
{
    size_t at = find_ready(job);
    if (at == SIZE_MAX) {
        return NULL;
    }
    xeng_piece *piece = job->ready[at];
    job->ready[at] = job->ready[--job->ready_count];
    job->ready_bytes -= piece->bytes;
    job->next_handed = piece->number + 1;
    job->handed++;
    return piece;
}

static bool may_ask(const xeng_job *job)
{
    return job->heard == XENG__GO_ON && job->failure == XENG_OK;
}

/* Does what can be done without waiting. */
static int32_t advance(xeng_job *job, xeng_error **error)
{
    bool any;
    listen(job);
    int32_t code = xeng__job_take_answers(job, &any, error);
    xeng__outage_check(job);
    code = code != XENG_OK ? code : xeng__job_finish_batches(job, error);
    if (code == XENG_OK && may_ask(job)) {
        code = xeng__job_ask(job, error);
        /* Some are complete without a question, or were just found to be. */
        code = code != XENG_OK ? code : xeng__job_finish_batches(job, error);
    }
    return code;
}

/* Whether nothing will come any more. */
static bool is_over(const xeng_job *job)
{
    return job->handed >= job->pieces || (!may_ask(job) && job->flight_count == 0);
}

/* How long to wait: not beyond the job's patience. */
static int32_t wait_ms(const xeng_job *job, int64_t until, int64_t now)
{
    int64_t left = until - now;
    if (job->outage.on && job->patience_ms > 0) {
        int64_t patience = job->outage.last_sign + job->patience_ms - now;
        left = patience < left ? patience : left;
    }
    return left <= 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int32_t)left;
}

static int32_t next_piece(xeng_job *job, int64_t until, xeng_piece **piece, xeng_error **error)
{
    bool waited = false;
    for (;;) {
        int32_t code = advance(job, error);
        if (code != XENG_OK) {
            return code;
        }
        *piece = hand_over(job);
        if (*piece != NULL) {
            if (find_ready(job) != SIZE_MAX) {
                /* An event loop is to come back for it. */
                xeng__outbox_nudge(job->outbox);
            }
            return XENG_OK;
        }
        if (is_over(job)) {
            return job->failure == XENG_OK
                       ? XENG_OK
                       : xeng__error_pass(error, xeng_error_ref(job->failure_error));
        }
        int64_t now = xeng__clock_monotonic_ms();
        if (waited && now >= until) {
            return XENG_OK;
        }
        code = xeng__outbox_wait(job->outbox, wait_ms(job, until, now), error);
        if (code != XENG_OK) {
            return code;
        }
        waited = true;
    }
}

int32_t xeng_job_next(xeng_job *job, int32_t timeout_ms, xeng_piece **piece, xeng_error **error)
{
    xeng__error_clear(error);
    if (piece == NULL) {
        return xeng__fail_argument(error, "piece is NULL");
    }
    *piece = NULL;
    if (timeout_ms < -1) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "a timeout of %d ms can't be: 0 is not to wait at all, -1 is to wait as "
                          "long as it takes",
                          (int)timeout_ms);
    }
    int32_t code = xeng_job_begin(job, error);
    if (code != XENG_OK) {
        return code;
    }
    int64_t until = timeout_ms < 0 ? INT64_MAX / 2 : xeng__clock_monotonic_ms() + timeout_ms;
    xeng_error *failed = NULL;
    code = next_piece(job, until, piece, &failed);
    if (code == XENG_OK) {
        return XENG_OK;
    }
    if (job->failure == XENG_OK) {
        xeng__job_fail(job, code, xeng_error_ref(failed));
    }
    return xeng__error_pass(error, failed);
}

int32_t xeng_job_state(const xeng_job *job)
{
    if (job == NULL) {
        return XENG_JOB_STOPPED;
    }
    if (!job->begun) {
        return job->failure == XENG_OK ? XENG_JOB_OPEN : XENG_JOB_STOPPED;
    }
    if (job->handed >= job->pieces) {
        return XENG_JOB_COMPLETE;
    }
    if (!is_over(job)) {
        return XENG_JOB_OPEN;
    }
    uint64_t next = job->next_handed;
    while (next < job->pieces && xeng__job_is_done(job, next)) {
        next++;
    }
    for (size_t i = 0; i < job->ready_count; i++) {
        if (!job->ordered || job->ready[i]->number == next) {
            return XENG_JOB_OPEN;
        }
    }
    return XENG_JOB_STOPPED;
}
