/* How far a job is, and what became of its ids. */
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "job/job.h"

/* The kind of the credentials whose share of the rate limit counts: they are all of one contract.
 */
static int32_t kind_of_job(const xeng_job *job)
{
    return job->account_count == 0 ? 0 : xeng_credentials_kind(job->accounts[0].credentials);
}

static uint64_t requests_left(const xeng_job *job)
{
    uint64_t left = job->flight_count;
    for (size_t i = 0; i < job->batch_count; i++) {
        left += xeng__batch_left(job->batches[i]);
    }
    uint64_t begun = job->handed + job->ready_count + job->batch_count;
    uint64_t silent = xeng__job_silent(job, job->next_piece);
    return left +
           (job->pieces > begun + silent ? job->pieces - begun - silent : 0) * job->window_count;
}

uint64_t xeng_job_figure(const xeng_job *job, int32_t figure)
{
    if (job == NULL || !job->begun) {
        return 0;
    }
    xeng__rate_view rate;
    switch (figure) {
    case XENG_FIGURE_IDS:
        return xeng__spool_count(job->spool);
    case XENG_FIGURE_IDS_SETTLED:
        return job->settled;
    case XENG_FIGURE_PIECES:
        return job->pieces;
    case XENG_FIGURE_PIECES_DONE:
        return job->done_count;
    case XENG_FIGURE_REQUESTS:
        return job->requests;
    case XENG_FIGURE_RETRIES:
        return job->retries;
    case XENG_FIGURE_IN_FLIGHT:
        return job->flight_count;
    case XENG_FIGURE_BYTES_SENT:
        return job->bytes_sent;
    case XENG_FIGURE_BYTES_RECEIVED:
        return job->bytes_received;
    case XENG_FIGURE_RATE_LIMIT:
        xeng__engine_rate(job->host.engine, kind_of_job(job), &rate);
        return (uint64_t)rate.per_minute;
    case XENG_FIGURE_REQUESTS_LEFT:
        return requests_left(job);
    default:
        return 0;
    }
}

uint64_t xeng_job_state_count(const xeng_job *job, int32_t state)
{
    if (job == NULL || !job->begun || state < 0 || state > XENG_ID_FAILED) {
        return 0;
    }
    return state == 0 ? xeng__spool_count(job->spool) - job->settled : job->states[state];
}

int32_t xeng_job_waiting(const xeng_job *job, int64_t *until)
{
    int64_t when = 0;
    int32_t why = XENG_WAIT_NONE;
    xeng__rate_view rate = {0};
    if (job != NULL && job->begun && job->flight_count > 0) {
        int64_t now = xeng__clock_unix_ms();
        xeng__engine_rate(job->host.engine, kind_of_job(job), &rate);
        if (job->outage.on) {
            why = XENG_WAIT_OUTAGE;
            when = job->outage.probe_at;
        } else if (job->limited_at > xeng__clock_monotonic_ms()) {
            why = XENG_WAIT_RATE_LIMIT;
            when = job->limited_until;
        } else if (rate.wait_ms > 0) {
            why = XENG_WAIT_RATE_LIMIT;
            when = (now + rate.wait_ms + 999) / 1000;
        }
    }
    if (until != NULL) {
        *until = when;
    }
    return why;
}

/* Sees to it that an id is in the view. */
static int32_t look_at(xeng_job *job, uint64_t index, xeng_error **error)
{
    if (job->view == NULL) {
        job->view = xeng__calloc(1, sizeof *job->view);
        if (job->view == NULL) {
            return xeng__fail_no_memory(error);
        }
    }
    xeng__view *view = job->view;
    if (index >= view->first && index - view->first < view->count) {
        return XENG_OK;
    }
    uint64_t first = index - index % XENG__VIEW_BLOCK;
    uint64_t left = xeng__spool_count(job->spool) - first;
    size_t count = left < XENG__VIEW_BLOCK ? (size_t)left : XENG__VIEW_BLOCK;
    view->count = 0;
    int32_t code = xeng__spool_read(job->spool, first, count, view->ids, error);
    code = code != XENG_OK ? code
                           : xeng__spool_read_fates(job->spool, first, count, view->fates, error);
    if (code == XENG_OK) {
        view->first = first;
        view->count = count;
    }
    return code;
}

static uint32_t account_of(const xeng_job *job, uint64_t index)
{
    const xeng__lane *lanes;
    size_t count = xeng__spool_lanes(job->spool, &lanes);
    size_t at = 0;
    while (at + 1 < count && index >= lanes[at + 1].first) {
        at++;
    }
    return lanes[at].account;
}

int32_t xeng_job_id_at(const xeng_job *job, uint64_t index, uint64_t *id, uint32_t *account,
                       int32_t *state, int32_t *reason, xeng_error **error)
{
    xeng__error_clear(error);
    if (job == NULL || !job->begun) {
        return job == NULL ? xeng__fail_argument(error, "job is NULL")
                           : xeng__fail(error, XENG_ERROR_STATE, "the job hasn't begun");
    }
    if (index >= xeng__spool_count(job->spool)) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "there is no id %llu: the job has %llu, numbered from 0",
                          (unsigned long long)index,
                          (unsigned long long)xeng__spool_count(job->spool));
    }
    /* What was read last is no part of what the job is. */
    int32_t code = look_at((xeng_job *)(uintptr_t)job, index, error);
    if (code != XENG_OK) {
        return code;
    }
    size_t at = (size_t)(index - job->view->first);
    if (id != NULL) {
        *id = job->view->ids[at];
    }
    if (account != NULL) {
        *account = account_of(job, index);
    }
    if (state != NULL) {
        *state = job->view->fates[at].state;
    }
    if (reason != NULL) {
        *reason = job->view->fates[at].reason;
    }
    return XENG_OK;
}

void xeng__job_add_why(xeng_job *job, uint32_t account, int32_t reason, const char *text)
{
    char *copy = xeng__strdup(text);
    xeng__why *why = NULL;
    for (size_t i = 0; why == NULL && i < job->why_count; i++) {
        if (job->whys[i].account == account && job->whys[i].reason == reason) {
            why = &job->whys[i];
        }
    }
    if (why == NULL && copy != NULL &&
        xeng__grow((void **)&job->whys, &job->why_capacity, job->why_count, sizeof *job->whys)) {
        why = &job->whys[job->why_count++];
        *why = (xeng__why){account, reason, NULL};
    }
    if (why == NULL || copy == NULL) {
        /* They are words for people: without memory, the code has to do. */
        xeng__free(copy);
        return;
    }
    xeng__free(why->text);
    why->text = copy;
}

const char *xeng_job_reason(const xeng_job *job, uint32_t account, int32_t reason)
{
    for (size_t i = 0; job != NULL && i < job->why_count; i++) {
        if (job->whys[i].account == account && job->whys[i].reason == reason) {
            return job->whys[i].text;
        }
    }
    return reason == XENG_OK ? "" : xeng__reason_words(reason);
}

const xeng_error *xeng_job_account_error(const xeng_job *job, uint32_t account)
{
    return job == NULL || account >= job->account_count ? NULL : job->accounts[account].error;
}
