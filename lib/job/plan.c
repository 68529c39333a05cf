/* What a job will send. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/job.h"
#include "model/request.h"

enum {
    MINUTE = 60
};

struct xeng_plan {
    xeng__refcount owners;
    uint64_t given;
    uint64_t ids;
    uint64_t pieces;
    uint64_t done;
    uint64_t silent;      /* pieces that are complete without a request */
    uint64_t silent_left; /* of those that are not done */
    uint32_t share;
    uint32_t shares;
    int64_t known_rate; /* this share's */
    size_t window_count;
    xeng__window windows[];
};

/* Whether Posts of a kind have a metric that is worth asking for. */
static bool has_metric(const xeng_job *job, uint32_t kind)
{
    for (size_t i = 0; i < xeng__request_metric_count(job->request); i++) {
        const xeng__metric *metric = xeng__metric_find(xeng__request_metric_at(job->request, i));
        if ((xeng__metric_unsupported_flag(metric) & kind) == 0) {
            return true;
        }
    }
    return false;
}

/* Pieces from a number on of lanes for which no metric is left to ask; all of them, or those that
 * are not done. */
static uint64_t count_silent(const xeng_job *job, uint64_t from, bool not_done)
{
    const xeng__lane *lanes;
    size_t count = xeng__spool_lanes(job->spool, &lanes);
    uint64_t silent = 0;
    uint64_t piece = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t end = piece + (lanes[i].count + job->most_ids - 1) / job->most_ids;
        bool asks = lanes[i].kind == 0 || has_metric(job, lanes[i].kind);
        for (piece = asks ? end : piece; piece < end; piece++) {
            silent += piece >= from && !(not_done && xeng__job_is_done(job, piece));
        }
    }
    return silent;
}

uint64_t xeng__job_silent(const xeng_job *job, uint64_t from)
{
    return count_silent(job, from, true);
}

int32_t xeng_job_plan(xeng_job *job, xeng_plan **plan, xeng_error **error)
{
    xeng__error_clear(error);
    if (plan == NULL) {
        return xeng__fail_argument(error, "plan is NULL");
    }
    *plan = NULL;
    int32_t code = xeng_job_begin(job, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng_plan *made = xeng__calloc(1, sizeof *made + job->window_count * sizeof *made->windows);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__rate_view rate;
    xeng__engine_rate(job->host.engine, xeng_credentials_kind(job->accounts[0].credentials), &rate);
    xeng__refcount_init(&made->owners);
    made->given = xeng__spool_given(job->spool);
    made->ids = xeng__spool_count(job->spool);
    made->pieces = job->pieces;
    made->done = job->done_count;
    made->silent = count_silent(job, 0, false);
    made->silent_left = count_silent(job, 0, true);
    made->share = job->share;
    made->shares = job->shares;
    made->known_rate = rate.per_minute;
    made->window_count = job->window_count;
    memcpy(made->windows, job->windows, job->window_count * sizeof *made->windows);
    *plan = made;
    return XENG_OK;
}

xeng_plan *xeng_plan_ref(xeng_plan *plan)
{
    if (plan != NULL) {
        xeng__refcount_add(&plan->owners);
    }
    return plan;
}

void xeng_plan_unref(xeng_plan *plan)
{
    if (plan != NULL && xeng__refcount_drop(&plan->owners)) {
        xeng__free(plan);
    }
}

uint64_t xeng_plan_ids_given(const xeng_plan *plan)
{
    return plan == NULL ? 0 : plan->given;
}

uint64_t xeng_plan_ids(const xeng_plan *plan)
{
    return plan == NULL ? 0 : plan->ids;
}

uint64_t xeng_plan_pieces(const xeng_plan *plan)
{
    return plan == NULL ? 0 : plan->pieces;
}

uint64_t xeng_plan_pieces_done(const xeng_plan *plan)
{
    return plan == NULL ? 0 : plan->done;
}

uint64_t xeng_plan_requests(const xeng_plan *plan)
{
    return plan == NULL ? 0 : (plan->pieces - plan->silent) * plan->window_count;
}

uint64_t xeng_plan_requests_left(const xeng_plan *plan)
{
    if (plan == NULL) {
        return 0;
    }
    return (plan->pieces - plan->done - plan->silent_left) * plan->window_count;
}

size_t xeng_plan_windows(const xeng_plan *plan)
{
    return plan == NULL ? 0 : plan->window_count;
}

int32_t xeng_plan_window_at(const xeng_plan *plan, size_t index, int64_t *start, int64_t *end)
{
    bool has = index < xeng_plan_windows(plan);
    if (start != NULL) {
        *start = has ? plan->windows[index].start : XENG_TIME_UNSET;
    }
    if (end != NULL) {
        *end = has ? plan->windows[index].end : XENG_TIME_UNSET;
    }
    return has;
}

uint64_t xeng_plan_seconds(const xeng_plan *plan, uint32_t per_minute)
{
    uint64_t requests = xeng_plan_requests_left(plan);
    if (plan == NULL || requests == 0) {
        return 0;
    }
    uint64_t rate = (uint64_t)plan->known_rate;
    if (per_minute > 0) {
        rate = (uint64_t)per_minute * (plan->share + 1) / plan->shares -
               (uint64_t)per_minute * plan->share / plan->shares;
        rate = rate > 0 ? rate : 1;
    }
    return rate == 0 ? 0 : (requests - 1) / rate * MINUTE;
}
