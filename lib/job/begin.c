/* From what was set up to what is asked: the job's identity, its window, its pieces. */
#include <inttypes.h>

#include "auth/credentials.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "job/job.h"
#include "model/post.h"
#include "model/request.h"

#define HOUR INT64_C(3600)

/* A margin for ages, so that no Post is left out for which the server would still have counts: a
 * day, as clocks and roundings may differ. */
enum {
    AGE_MARGIN_DAYS = 1
};

static void name_metrics(const xeng_request *request, xeng__buf *text)
{
    xeng__buf_append_text(text, "metrics: ");
    for (size_t i = 0; i < xeng__request_metric_count(request); i++) {
        xeng__buf_printf(text, "%s%s", i == 0 ? "" : ",",
                         xeng__metric_find(xeng__request_metric_at(request, i))->name);
    }
    xeng__buf_append_char(text, '\n');
}

static void name_groupings(const xeng_request *request, xeng__buf *text)
{
    for (size_t i = 0; i < xeng__request_grouping_count(request); i++) {
        const int32_t *dimensions;
        size_t count = xeng__request_grouping_dimensions(request, i, &dimensions);
        xeng__buf_printf(text, "grouping: %s=", xeng__request_grouping_name(request, i));
        for (size_t k = 0; k < count; k++) {
            xeng__buf_printf(text, "%s%s", k == 0 ? "" : ",",
                             xeng__dimension_find(dimensions[k])->name);
        }
        xeng__buf_append_char(text, '\n');
    }
}

static void name_side(int64_t time, xeng__buf *text)
{
    char when[XENG__ISO8601_SIZE];
    if (time == XENG_TIME_UNSET) {
        xeng__buf_append_text(text, "open");
        return;
    }
    xeng__format_time(time, when);
    xeng__buf_append_text(text, when);
}

/* Tells one text from others without giving it away. */
static void name_by_digest(xeng__buf *text, const char *what, const char *secret)
{
    uint64_t digest = 0;
    text->failed = !xeng__secret_digest(secret, &digest) || text->failed;
    xeng__buf_printf(text, "%s %016" PRIx64 "\n", what, digest);
}

static void name_accounts(const xeng_job *job, xeng__buf *text)
{
    for (size_t i = 0; i < job->account_count; i++) {
        const xeng_credentials *credentials = job->accounts[i].credentials;
        if (credentials->kind == XENG_CREDENTIALS_USER && credentials->user_id != 0) {
            xeng__buf_printf(text, "account: user %" PRIu64 "\n", credentials->user_id);
        } else if (credentials->kind == XENG_CREDENTIALS_USER) {
            name_by_digest(text, "account: user of token", credentials->access_token);
        } else if (credentials->kind == XENG_CREDENTIALS_APP) {
            name_by_digest(text, "account: application of key", credentials->consumer_key);
        } else {
            /* A bearer token may be another one tomorrow, for the same application. */
            xeng__buf_append_text(text, "account: an application\n");
        }
    }
}

/* What tells the job from others, for people, without secrets. Which ids they are is told by their
 * digest, in the first record. */
static void write_identity(xeng_job *job)
{
    xeng__buf *text = &job->identity;
    xeng__buf_printf(text, "endpoint: %s\n",
                     xeng__endpoint_find(xeng__request_endpoint(job->request))->name);
    name_metrics(job->request, text);
    name_groupings(job->request, text);
    xeng__buf_append_text(text, "window: ");
    name_side(job->start, text);
    xeng__buf_append_text(text, " to ");
    name_side(job->end, text);
    xeng__buf_printf(text, "\nids: %" PRIu64 "\n", xeng__spool_given(job->spool));
    name_accounts(job, text);
    xeng__buf_printf(text, "share: %u of %u\n", (unsigned)job->share + 1, (unsigned)job->shares);
    xeng__buf_printf(text, "metrics of old Posts: %s\n", job->leave_out_old ? "left out" : "asked");
}

/* FNV-1a. */
static uint64_t number_of(const xeng__buf *text)
{
    uint64_t sum = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < text->size; i++) {
        sum = (sum ^ (unsigned char)text->data[i]) * UINT64_C(0x100000001B3);
    }
    return sum;
}

int32_t xeng__job_freeze(xeng_job *job, xeng_error **error)
{
    if (job->frozen) {
        return XENG_OK;
    }
    if (job->spool == NULL || xeng__spool_given(job->spool) == 0) {
        return xeng__fail_rule(error, XENG_RULE_NO_IDS, 0, NULL, "the job has no %s",
                               job->account_count == 0
                                   ? "credentials: add some, then ids to their account"
                                   : "ids: add at least one");
    }
    write_identity(job);
    if (job->identity.failed) {
        xeng__buf_free(&job->identity);
        return xeng__fail_no_memory(error);
    }
    job->identity_number = number_of(&job->identity);
    job->most_ids = xeng__endpoint_find(xeng__request_endpoint(job->request))->max_ids;
    job->frozen = true;
    return XENG_OK;
}

/* Which of the request's metrics a Post is certainly too old for. */
static uint32_t kind_of(const void *context, uint64_t id)
{
    const xeng_job *job = context;
    int32_t endpoint = xeng__request_endpoint(job->request);
    uint32_t kind = 0;
    for (size_t i = 0; i < xeng__request_metric_count(job->request); i++) {
        const xeng__metric *metric = xeng__metric_find(xeng__request_metric_at(job->request, i));
        if (metric->max_age_days > 0 && xeng__on_endpoint(metric->age_endpoints, endpoint) &&
            xeng__post_older_than(id, metric->max_age_days + AGE_MARGIN_DAYS, job->now)) {
            kind |= xeng__metric_unsupported_flag(metric);
        }
    }
    return kind;
}

static uint64_t pieces_of(const xeng_job *job, const xeng__lane *lane)
{
    return (lane->count + job->most_ids - 1) / job->most_ids;
}

void xeng__job_place(const xeng_job *job, uint64_t piece, xeng__piece_place *place)
{
    const xeng__lane *lane;
    size_t lanes = xeng__spool_lanes(job->spool, &lane);
    for (size_t i = 0; i + 1 < lanes && piece >= pieces_of(job, lane); i++) {
        piece -= pieces_of(job, lane++);
    }
    uint64_t before = piece * job->most_ids;
    uint64_t left = lane->count - before;
    *place = (xeng__piece_place){
        .first = lane->first + before,
        .count = left < job->most_ids ? (size_t)left : job->most_ids,
        .account = lane->account,
        .kind = lane->kind,
    };
}

static int32_t arrange_ids(xeng_job *job, xeng_error **error)
{
    const xeng__spool_rules rules = {
        .share = job->share,
        .shares = job->shares,
        .kind = job->leave_out_old ? kind_of : NULL,
        .kind_context = job,
    };
    int32_t code = xeng__spool_seal(job->spool, &rules, error);
    if (code != XENG_OK) {
        return code;
    }
    const xeng__lane *lanes;
    size_t count = xeng__spool_lanes(job->spool, &lanes);
    job->pieces = 0;
    for (size_t i = 0; i < count; i++) {
        job->pieces += pieces_of(job, &lanes[i]);
    }
    job->done = xeng__calloc((size_t)(job->pieces / 64 + 1), sizeof *job->done);
    return job->done != NULL ? XENG_OK : xeng__fail_no_memory(error);
}

/* The window of a job that begins now. Left open on both sides it is the server's to choose, as in
 * any request, unless there are several, which must have the same. */
static int32_t choose_window(xeng_job *job, xeng__window *window, xeng_error **error)
{
    const xeng__endpoint *endpoint = xeng__endpoint_find(xeng__request_endpoint(job->request));
    *window = (xeng__window){job->start, job->end};
    if (job->has_window) {
        return xeng__window_settle(&window->start, &window->end, job->now, error);
    }
    if (endpoint->has_window && job->pieces > 1) {
        window->end = job->now - job->now % HOUR;
        window->start = window->end - XENG_MAX_WINDOW_HOURS * HOUR;
    }
    return XENG_OK;
}

int32_t xeng__job_pin(xeng_job *job, int64_t now, const xeng__window *window, xeng_error **error)
{
    job->now = now;
    int32_t code = arrange_ids(job, error);
    if (code == XENG_OK && window != NULL) {
        job->window = *window;
    } else if (code == XENG_OK) {
        code = choose_window(job, &job->window, error);
    }
    if (code == XENG_OK) {
        code = xeng__windows_cut(job->window.start, job->window.end, &job->windows,
                                 &job->window_count, error);
    }
    if (code != XENG_OK) {
        return code;
    }
    job->rules = (xeng__batch_rules){
        .request = job->request,
        .windows = job->windows,
        .window_count = job->window_count,
        /* A window that was legal once stays so, whatever becomes of the clock. */
        .now = xeng__request_present(job->request, job->now),
    };
    job->pinned = true;
    return XENG_OK;
}

static int32_t begin(xeng_job *job, xeng_error **error)
{
    int32_t code = xeng__job_freeze(job, error);
    code = code != XENG_OK ? code : xeng__job_open_journal(job, error);
    if (code == XENG_OK && !job->pinned) {
        int64_t now = xeng__request_present(job->request, xeng__clock_unix());
        code = xeng__job_pin(job, now, NULL, error);
        code = code != XENG_OK ? code : xeng__job_write_begin(job, error);
    }
    if (code != XENG_OK) {
        return code;
    }
    if (job->shares > 1) {
        xeng__engine_set_rate_share(job->host.engine, job->share, job->shares);
    }
    job->handed = job->done_count;
    job->outage.last_sign = xeng__clock_monotonic_ms();
    job->begun = true;
    /* An event loop is to come for the first requests. */
    xeng__outbox_nudge(job->outbox);
    return XENG_OK;
}

int32_t xeng_job_begin(xeng_job *job, xeng_error **error)
{
    xeng__error_clear(error);
    if (job == NULL) {
        return xeng__fail_argument(error, "job is NULL");
    }
    int32_t code = xeng__job_check_process(job, error);
    if (code != XENG_OK || job->begun) {
        return code;
    }
    if (job->failure != XENG_OK) {
        return xeng__error_pass(error, xeng_error_ref(job->failure_error));
    }
    xeng_error *failed = NULL;
    code = begin(job, &failed);
    if (code != XENG_OK && job->frozen) {
        /* Half begun it can't be begun again. */
        xeng__job_fail(job, code, xeng_error_ref(failed));
    }
    return code != XENG_OK ? xeng__error_pass(error, failed) : XENG_OK;
}
