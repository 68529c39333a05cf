/* Making a job and setting it up. */
#include "job/job.h"

#include "auth/credentials.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "model/request.h"

enum {
    MOST_SHARES = 1000000
};

static const char no_job[] = "job is NULL";

int32_t xeng__job_check_process(const xeng_job *job, xeng_error **error)
{
    return xeng__engine_forked(job->host.engine)
               ? xeng__fail(error, XENG_ERROR_FORKED,
                            "the job was made before a fork(): it and its journal are the parent's")
               : XENG_OK;
}

int32_t xeng__job_check_open(const xeng_job *job, xeng_error **error)
{
    if (job == NULL) {
        return xeng__fail_argument(error, no_job);
    }
    int32_t code = xeng__job_check_process(job, error);
    if (code != XENG_OK) {
        return code;
    }
    if (job->frozen) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          "the job has begun: nothing can be set up any more; make another one");
    }
    return XENG_OK;
}

/* What can't wait until the job begins. */
static int32_t check_request(const xeng_request *request, xeng_error **error)
{
    if (xeng_request_id_count(request) > 0) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "the request has %zu ids: a job's ids are added to the job, with "
                          "xeng_job_add_ids(), and its request has none",
                          xeng_request_id_count(request));
    }
    if (xeng__request_metric_count(request) == 0) {
        return xeng__fail_rule(error, XENG_RULE_NO_METRICS, 0, NULL,
                               "the job's request has no metric: add one at least");
    }
    if (xeng__request_grouping_count(request) == 0) {
        return xeng__fail_rule(error, XENG_RULE_NO_GROUPINGS, 0, NULL,
                               "the job's request has no grouping: add one at least");
    }
    return XENG_OK;
}

static uint64_t next_number(void)
{
    static atomic_uint_fast64_t last;
    return atomic_fetch_add(&last, 1) + 1;
}

int32_t xeng__job_new(const xeng__job_host *host, const xeng_request *request, xeng_job **job,
                      xeng_error **error)
{
    int32_t code = check_request(request, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng_job *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    atomic_init(&made->wish, XENG__GO_ON);
    made->number = next_number();
    made->shares = 1;
    made->start = XENG_TIME_UNSET;
    made->end = XENG_TIME_UNSET;
    made->has_sums = xeng__request_sums_up(request);
    code = xeng_request_copy(request, &made->request, error);
    code = code != XENG_OK ? code : xeng__outbox_new(host->engine, &made->outbox, error);
    if (code != XENG_OK) {
        xeng_job_unref(made);
        return code;
    }
    made->host = *host;
    if (xeng_request_window(request, &made->start, &made->end) != 0) {
        made->has_window = true;
    }
    *job = made;
    return XENG_OK;
}

xeng_job *xeng_job_ref(xeng_job *job)
{
    if (job != NULL) {
        xeng__refcount_add(&job->owners);
    }
    return job;
}

static void free_run(xeng_job *job)
{
    xeng__outbox_free(job->outbox);
    for (size_t i = 0; i < job->batch_count; i++) {
        xeng__batch_free(job->batches[i]);
    }
    for (size_t i = 0; i < job->ready_count; i++) {
        xeng_piece_unref(job->ready[i]);
    }
    for (size_t i = 0; i < job->answer_count; i++) {
        xeng__free(job->answers[i].bytes);
    }
    for (size_t i = 0; i < job->why_count; i++) {
        xeng__free(job->whys[i].text);
    }
    xeng__free(job->batches);
    xeng__free(job->ready);
    xeng__free(job->answers);
    xeng__free(job->whys);
    xeng__free(job->flights);
    xeng_error_unref(job->outage.error);
    xeng_error_unref(job->failure_error);
}

static void free_job(xeng_job *job)
{
    free_run(job);
    xeng__journal_close(job->journal);
    for (size_t i = 0; i < job->account_count; i++) {
        xeng_credentials_unref(job->accounts[i].credentials);
        xeng_error_unref(job->accounts[i].error);
    }
    xeng__free(job->accounts);
    xeng_request_unref(job->request);
    xeng__spool_free(job->spool);
    xeng_result_unref(job->sums);
    xeng__buf_free(&job->identity);
    xeng__free(job->folder);
    xeng__free(job->journal_path);
    xeng__free(job->journal_note);
    xeng__free(job->windows);
    xeng__free(job->done);
    xeng__free(job->view);
    if (job->shares > 1 && job->begun) {
        xeng__engine_set_rate_share(job->host.engine, 0, 1);
    }
    if (job->host.release != NULL) {
        job->host.release(job->host.owner);
    }
    xeng__free(job);
}

void xeng_job_unref(xeng_job *job)
{
    if (job != NULL && xeng__refcount_drop(&job->owners)) {
        free_job(job);
    }
}

int32_t xeng_job_set_window(xeng_job *job, int64_t start, int64_t end, xeng_error **error)
{
    xeng__error_clear(error);
    int32_t code = xeng__job_check_open(job, error);
    if (code != XENG_OK) {
        return code;
    }
    bool given = start != XENG_TIME_UNSET || end != XENG_TIME_UNSET;
    if (given) {
        int32_t endpoint = xeng__request_endpoint(job->request);
        int64_t first = start;
        int64_t last = end;
        int64_t now = xeng__request_present(job->request, xeng__clock_unix());
        code = xeng__window_check_endpoint(xeng__endpoint_find(endpoint), error);
        code = code != XENG_OK ? code : xeng__window_settle(&first, &last, now, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    job->has_window = given;
    job->start = start;
    job->end = end;
    return XENG_OK;
}

int32_t xeng_job_set_window_text(xeng_job *job, const char *start, const char *end,
                                 xeng_error **error)
{
    xeng__error_clear(error);
    int64_t first;
    int64_t last;
    int32_t code = xeng__window_parse(start, end, &first, &last, error);
    return code != XENG_OK ? code : xeng_job_set_window(job, first, last, error);
}

int32_t xeng_job_add_credentials(xeng_job *job, const xeng_credentials *credentials,
                                 uint32_t *account, xeng_error **error)
{
    xeng__error_clear(error);
    int32_t code = xeng__job_check_open(job, error);
    if (code != XENG_OK) {
        return code;
    }
    if (credentials == NULL) {
        return xeng__fail_argument(error, "credentials is NULL");
    }
    code = xeng__request_check_credentials(job->request, xeng_credentials_kind(credentials), error);
    if (code != XENG_OK) {
        return code;
    }
    if (job->account_count >= UINT32_MAX ||
        !xeng__grow((void **)&job->accounts, &job->account_capacity, job->account_count,
                    sizeof *job->accounts)) {
        return xeng__fail_no_memory(error);
    }
    job->accounts[job->account_count] =
        (xeng__account){.credentials = xeng__credentials_hold(credentials)};
    if (account != NULL) {
        *account = (uint32_t)job->account_count;
    }
    job->account_count++;
    return XENG_OK;
}

int32_t xeng_job_set_share(xeng_job *job, uint32_t index, uint32_t count, xeng_error **error)
{
    xeng__error_clear(error);
    int32_t code = xeng__job_check_open(job, error);
    if (code != XENG_OK) {
        return code;
    }
    if (count == 0 || count > MOST_SHARES || index >= count) {
        return xeng__fail(
            error, XENG_ERROR_INVALID_ARGUMENT,
            "share %u of %u can't be: there are 1 to %d shares, and they are numbered "
            "from 0",
            (unsigned)index, (unsigned)count, MOST_SHARES);
    }
    job->share = index;
    job->shares = count;
    return XENG_OK;
}

void xeng_job_set_ordered(xeng_job *job, int32_t on)
{
    if (xeng__job_check_open(job, NULL) == XENG_OK) {
        job->ordered = on != 0;
    }
}

void xeng_job_set_leave_out_old(xeng_job *job, int32_t on)
{
    if (xeng__job_check_open(job, NULL) == XENG_OK) {
        job->leave_out_old = on != 0;
    }
}

void xeng_job_set_patience_ms(xeng_job *job, uint32_t patience_ms)
{
    if (job != NULL) {
        job->patience_ms = patience_ms;
    }
}

static int32_t set_text(xeng_job *job, char **place, const char *text, xeng_error **error)
{
    int32_t code = xeng__job_check_open(job, error);
    if (code != XENG_OK) {
        return code;
    }
    char *copy = text == NULL ? NULL : xeng__strdup(text);
    if (text != NULL && copy == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__free(*place);
    *place = copy;
    return XENG_OK;
}

int32_t xeng_job_set_temporary_folder(xeng_job *job, const char *path, xeng_error **error)
{
    xeng__error_clear(error);
    if (job != NULL && job->spool != NULL) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          "the job has ids already: name the folder before adding any");
    }
    return job == NULL ? xeng__fail_argument(error, no_job)
                       : set_text(job, &job->folder, path, error);
}

int32_t xeng_job_set_journal(xeng_job *job, const char *path, xeng_error **error)
{
    xeng__error_clear(error);
    return job == NULL ? xeng__fail_argument(error, no_job)
                       : set_text(job, &job->journal_path, path, error);
}

void xeng_job_set_journal_fn(xeng_job *job, xeng_journal_fn keep, void *context)
{
    /* Who takes back records has to be told of the rest, too. */
    if (job != NULL && !job->begun) {
        job->keep = keep;
        job->keep_context = context;
    }
}

void xeng_job_stop(xeng_job *job)
{
    if (job != NULL) {
        int nothing = XENG__GO_ON;
        (void)atomic_compare_exchange_strong(&job->wish, &nothing, XENG__STOP);
        xeng__outbox_nudge(job->outbox);
    }
}

void xeng_job_cancel(xeng_job *job)
{
    if (job != NULL) {
        atomic_store(&job->wish, XENG__CANCEL);
        xeng__outbox_nudge(job->outbox);
    }
}
