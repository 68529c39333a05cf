/* Which requests are sent, and what their answers lead to. */
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "job/job.h"
#include "model/request.h"
#include "wire/request_call.h"

/* Single ids that a 400 was about, while no request at all succeeded, before the request is held to
 * be at fault. */
enum {
    SYSTEMATIC = 3,
    UNTOLD_PAUSE = 5 /* seconds, after a refusal for the rate that doesn't say until when */
};

void xeng__job_fail(xeng_job *job, int32_t code, xeng_error *error)
{
    if (job->failure != XENG_OK) {
        xeng_error_unref(error);
        return;
    }
    job->failure = code;
    job->failure_error = error;
    xeng__outbox_cancel(job->outbox);
}

/* What is on its way for the account finds out by itself; what waits needn't. */
static void stop_account(xeng_job *job, uint32_t account, xeng_error *error)
{
    if (job->accounts[account].error != NULL) {
        xeng_error_unref(error);
        return;
    }
    job->accounts[account].error = error;
    for (size_t i = 0; i < job->flight_count; i++) {
        if (xeng__batch_account(job->flights[i].question->batch) == account) {
            xeng__outbox_cancel_one(job->outbox, job->flights[i].operation);
        }
    }
}

/* The records of an earlier run about a piece: its answers are not asked for again. What doesn't
 * fit is asked for. */
static int32_t replay_answers(xeng_job *job, xeng__batch *batch, uint64_t piece, xeng_error **error)
{
    for (size_t i = 0; i < job->answer_count; i++) {
        const xeng__answer *answer = &job->answers[i];
        if (answer->piece == piece) {
            int32_t code = xeng__job_replay_answer(job, batch, answer, error);
            if (code != XENG_OK) {
                return code;
            }
        }
    }
    return XENG_OK;
}

static int32_t make_batch(xeng_job *job, uint64_t piece, xeng__batch **batch, xeng_error **error)
{
    xeng__piece_place place;
    xeng__job_place(job, piece, &place);
    uint64_t *ids = xeng__malloc(place.count * sizeof *ids);
    if (ids == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = xeng__spool_read(job->spool, place.first, place.count, ids, error);
    if (code == XENG_OK) {
        code = xeng__batch_new(&job->rules, place.kind, piece, place.account, place.first, ids,
                               place.count, batch, error);
    }
    xeng__free(ids);
    return code;
}

/* Asks whether an account may be used: for each piece, since a job may run into the next month. */
static void admit(xeng_job *job, uint32_t number)
{
    const xeng__account *account = &job->accounts[number];
    if (account->error == NULL && job->host.admit != NULL) {
        xeng_error *error = NULL;
        if (job->host.admit(job->host.owner, account->credentials, &error) != XENG_OK) {
            stop_account(job, number, error);
        }
    }
}

/* Begins with a piece. */
static int32_t begin_batch(xeng_job *job, uint64_t piece, xeng_error **error)
{
    xeng__batch *batch = NULL;
    if (!xeng__grow((void **)&job->batches, &job->batch_capacity, job->batch_count,
                    sizeof(xeng__batch *))) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = make_batch(job, piece, &batch, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng_error *misfit = NULL;
    code = replay_answers(job, batch, piece, &misfit);
    if (code == XENG_ERROR_JOURNAL) {
        xeng__batch_free(batch);
        code = make_batch(job, piece, &batch, error);
        xeng_error_unref(misfit);
    } else if (code != XENG_OK) {
        xeng__batch_free(batch);
        batch = NULL;
        code = xeng__error_pass(error, misfit);
    }
    if (code != XENG_OK) {
        return code;
    }
    if (!xeng__batch_complete(batch)) {
        admit(job, xeng__batch_account(batch));
    }
    job->batches[job->batch_count++] = batch;
    return XENG_OK;
}

/* Whether there is room for one piece more. */
static bool has_room(const xeng_job *job)
{
    size_t held = job->ready_bytes;
    for (size_t i = 0; i < job->batch_count; i++) {
        held += xeng__batch_bytes(job->batches[i]);
    }
    size_t begun = job->ready_count + job->batch_count;
    return begun == 0 || (held < XENG__JOB_HELD_BYTES && begun < XENG__JOB_AHEAD);
}

/* Begins with the next piece that isn't done; false if there is none, or no room for it. */
static bool begin_next(xeng_job *job, int32_t *code, xeng_error **error)
{
    *code = XENG_OK;
    while (job->next_piece < job->pieces && xeng__job_is_done(job, job->next_piece)) {
        job->next_piece++;
    }
    if (job->next_piece == job->pieces || !has_room(job)) {
        return false;
    }
    *code = begin_batch(job, job->next_piece, error);
    job->next_piece += *code == XENG_OK;
    return *code == XENG_OK;
}

/* The next question of the batches that are begun. In an outage one over which the server hasn't
 * failed yet is better: `*worse` has the other, if there is only such. */
static xeng__question *begun_question(xeng_job *job, xeng__question **worse)
{
    *worse = NULL;
    for (size_t i = 0; i < job->batch_count; i++) {
        xeng__batch *batch = job->batches[i];
        if (job->accounts[xeng__batch_account(batch)].error != NULL) {
            continue;
        }
        xeng__question *question = xeng__batch_next(batch);
        if (question == NULL) {
            continue;
        }
        if (!job->outage.on || question->failures == 0) {
            return question;
        }
        if (*worse == NULL) {
            *worse = question;
        } else if (question->failures < (*worse)->failures) {
            xeng__batch_put_back((*worse)->batch, *worse);
            *worse = question;
        } else {
            xeng__batch_put_back(batch, question);
        }
    }
    return NULL;
}

static int32_t next_question(xeng_job *job, xeng__question **question, xeng_error **error)
{
    xeng__question *worse = NULL;
    int32_t code = XENG_OK;
    while ((*question = begun_question(job, &worse)) == NULL && begin_next(job, &code, error)) {
        if (worse != NULL) {
            xeng__batch_put_back(worse->batch, worse);
        }
    }
    if (*question == NULL && code == XENG_OK) {
        *question = worse;
    } else if (worse != NULL) {
        xeng__batch_put_back(worse->batch, worse);
    }
    return code;
}

/* Puts a question on its way. */
static int32_t send_question(xeng_job *job, xeng__question *question, xeng_error **error)
{
    xeng_request *request = NULL;
    xeng__call call = XENG__CALL_EMPTY;
    if (!xeng__grow((void **)&job->flights, &job->flight_capacity, job->flight_count,
                    sizeof *job->flights)) {
        return xeng__fail_no_memory(error);
    }
    const xeng__account *account = &job->accounts[xeng__batch_account(question->batch)];
    int32_t code = xeng__question_request(question, &request, error);
    if (code == XENG_OK) {
        code = xeng__request_call(job->host.base_url, account->credentials, request, &call, error);
    }
    if (code == XENG_OK) {
        const xeng__submission submission = {
            .call = &call,
            .expected = request,
            .what = xeng__endpoint_find(xeng__request_endpoint(request))->name,
            .deadline_ms = XENG__JOB_DEADLINE_MS,
            .max_attempts = job->outage.on ? 1 : 0,
        };
        uint64_t operation;
        code = xeng__outbox_submit(job->outbox, &submission, xeng__outage_delay(job), &operation,
                                   error);
        if (code == XENG_OK) {
            job->flights[job->flight_count++] = (xeng__flight){operation, question};
        }
    }
    xeng__call_free(&call);
    xeng_request_unref(request);
    return code;
}

/* How many requests may be out at once: one, while the server is out of order. */
static size_t most_out(const xeng_job *job)
{
    return job->outage.on ? 1 : (size_t)job->host.max_concurrency * XENG__JOB_OUT_FACTOR;
}

int32_t xeng__job_ask(xeng_job *job, xeng_error **error)
{
    while (job->heard == XENG__GO_ON && job->failure == XENG_OK &&
           job->flight_count < most_out(job)) {
        xeng__question *question;
        int32_t code = next_question(job, &question, error);
        if (code != XENG_OK || question == NULL) {
            return code;
        }
        code = send_question(job, question, error);
        if (code != XENG_OK) {
            xeng__batch_put_back(question->batch, question);
            return code;
        }
    }
    return XENG_OK;
}

/* Whether a piece that is complete has to wait for others to be handed over. */
static bool is_waited_for(xeng_job *job, const xeng__batch *batch)
{
    if (job->ordered) {
        return xeng__batch_number(batch) != job->next_handed;
    }
    return job->ready_count + job->completed++ > 0;
}

/* Hands an answer to its batch, and keeps it for a later run, if there is more to come of the
 * piece, or others must be handed over before it. */
static int32_t answer(xeng_job *job, xeng__question *question, xeng_result *result,
                      const xeng_error *failure, xeng_error **error)
{
    xeng__batch *batch = question->batch;
    xeng__buf record = XENG__BUF_EMPTY;
    bool wanted = job->journal != NULL || job->keep != NULL;
    int32_t code =
        xeng__batch_answer(batch, question, result, failure, wanted ? &record : NULL, error);
    if (code != XENG_OK) {
        xeng__batch_put_back(batch, question);
    } else if (!xeng__batch_complete(batch) || is_waited_for(job, batch)) {
        code = xeng__job_write_answer(job, xeng__batch_number(batch), &record, error);
    }
    xeng__buf_free(&record);
    return code;
}

bool xeng__job_is_at_fault(const xeng_job *job, const xeng__batch *batch)
{
    size_t refusals = xeng__batch_refusals(batch);
    bool all = job->pieces == 1 && xeng__batch_complete(batch);
    return job->outage.succeeded == 0 && job->done_count == 0 &&
           (refusals >= SYSTEMATIC || (refusals > 0 && all));
}

/* An error that is about the ids of a question. */
static int32_t answer_refusal(xeng_job *job, xeng__question *question, const xeng_error *failure,
                              xeng_error **error)
{
    xeng__batch *batch = question->batch;
    int32_t code = answer(job, question, NULL, failure, error);
    if (code == XENG_OK && xeng__job_is_at_fault(job, batch)) {
        xeng__job_fail(job, xeng_error_code(failure),
                       xeng_error_ref((xeng_error *)(uintptr_t)failure));
    }
    return code;
}

/* The server fails whenever some id is asked for: it is found as if the server had refused it. */
static int32_t answer_blame(xeng_job *job, xeng__question *question, const char *said,
                            xeng_error **error)
{
    xeng_error *blame = NULL;
    (void)xeng__fail(&blame, XENG_ERROR_BAD_REQUEST,
                     "the server fails whenever it is asked for this Post: %s", said);
    int32_t code;
    if (xeng_error_code(blame) == XENG_ERROR_BAD_REQUEST) {
        code = answer(job, question, NULL, blame, error);
    } else {
        xeng__batch_put_back(question->batch, question);
        code = xeng__fail_no_memory(error);
    }
    xeng_error_unref(blame);
    return code;
}

/* What failed for good, for this account or for all. Takes over the error. */
static void give_up(xeng_job *job, xeng__question *question, int32_t code, xeng_error *failure)
{
    xeng__batch *batch = question->batch;
    xeng__batch_put_back(batch, question);
    switch (code) {
    case XENG_ERROR_UNAUTHORIZED:
    case XENG_ERROR_FORBIDDEN:
    case XENG_ERROR_FORBIDDEN_METRICS:
        xeng__outage_over(job);
        stop_account(job, xeng__batch_account(batch), failure);
        break;
    default:
        xeng__job_fail(job, code, failure);
    }
}

/* Whether a failure may pass by itself. */
static bool may_pass(const xeng_job *job, int32_t code)
{
    switch (code) {
    case XENG_ERROR_SERVER:
    case XENG_ERROR_NETWORK:
    case XENG_ERROR_DNS:
    case XENG_ERROR_DEADLINE:
        return true;
    case XENG_ERROR_TLS:
    case XENG_ERROR_PROTOCOL:
        /* Certificates and answers that were good are bad now: a proxy's, perhaps, that shows its
         * own. From the beginning it is another server than was meant. */
        return job->outage.succeeded > 0;
    default:
        return false;
    }
}

/* Sends nothing until a moment that the server told, Unix seconds, or 0. */
static void wait_for_limit(xeng_job *job, int64_t until)
{
    int64_t now = xeng__clock_unix();
    job->limited_until = until > now ? until : now + UNTOLD_PAUSE;
    job->limited_at = xeng__clock_monotonic_ms() + (job->limited_until - now) * 1000;
}

/* Whether a request's time was up while it waited for the rate limit: that is no outage. */
static bool waited_for_limit(const xeng__outcome *outcome)
{
    return outcome->code == XENG_ERROR_DEADLINE &&
           (outcome->attempts == 0 || xeng_error_http_status(outcome->error) == 429);
}

/* What follows from a failure. Takes over the error. */
static int32_t handle_failure(xeng_job *job, xeng__question *question, int32_t code,
                              xeng_error *failure, xeng_error **error)
{
    if (code == XENG_ERROR_CANCELLED) {
        xeng__batch_put_back(question->batch, question);
    } else if (xeng__batch_takes(failure)) {
        xeng__outage_over(job);
        code = answer_refusal(job, question, failure, error);
        xeng_error_unref(failure);
        return code;
    } else if (code == XENG_ERROR_RATE_LIMITED) {
        wait_for_limit(job, xeng_error_retry_at(failure));
        xeng__batch_put_back(question->batch, question);
    } else if (may_pass(job, code)) {
        if (xeng__outage_failed(job, question, failure) == XENG__IDS_TO_BLAME) {
            code = answer_blame(job, question, xeng_error_message(failure), error);
            xeng_error_unref(failure);
            return code;
        }
        return XENG_OK;
    } else {
        give_up(job, question, code, failure);
        return XENG_OK;
    }
    xeng_error_unref(failure);
    return XENG_OK;
}

static xeng__question *take_flight(xeng_job *job, uint64_t operation)
{
    size_t at = 0;
    while (job->flights[at].operation != operation) {
        at++;
    }
    xeng__question *question = job->flights[at].question;
    job->flights[at] = job->flights[--job->flight_count];
    return question;
}

static int32_t take_one(xeng_job *job, const xeng__outcome *outcome, xeng_error **error)
{
    xeng__question *question = take_flight(job, outcome->operation);
    job->requests += outcome->attempts > 0;
    job->retries += outcome->attempts > 1 ? outcome->attempts - 1 : 0;
    job->bytes_sent += outcome->bytes_sent;
    job->bytes_received += outcome->bytes_received;
    if (waited_for_limit(outcome)) {
        xeng__batch_put_back(question->batch, question);
        xeng_error_unref(outcome->error);
        return XENG_OK;
    }
    if (outcome->code != XENG_OK) {
        return handle_failure(job, question, outcome->code, outcome->error, error);
    }
    job->outage.succeeded++;
    xeng__outage_over(job);
    int32_t code = answer(job, question, outcome->result, NULL, error);
    xeng_result_unref(outcome->result);
    return code;
}

int32_t xeng__job_take_answers(xeng_job *job, bool *any, xeng_error **error)
{
    xeng__outcome outcome;
    *any = false;
    for (;;) {
        xeng__outbox_take(job->outbox, &outcome);
        if (outcome.operation == 0) {
            return XENG_OK;
        }
        *any = true;
        int32_t code = take_one(job, &outcome, error);
        if (code != XENG_OK) {
            return code;
        }
    }
}

/* Fails what is left of a batch whose account was stopped, once nothing of it is out. */
static int32_t close_stopped(const xeng_job *job, xeng__batch *batch, xeng_error **error)
{
    const xeng_error *why = job->accounts[xeng__batch_account(batch)].error;
    if (why == NULL || xeng__batch_asked(batch) > 0 || xeng__batch_complete(batch)) {
        return XENG_OK;
    }
    return xeng__batch_fail(batch, xeng_error_code(why), xeng_error_message(why), error);
}

int32_t xeng__job_finish_batches(xeng_job *job, xeng_error **error)
{
    size_t kept = 0;
    int32_t code = XENG_OK;
    job->completed = 0;
    for (size_t i = 0; i < job->batch_count; i++) {
        xeng__batch *batch = job->batches[i];
        xeng_piece *piece = NULL;
        code = code != XENG_OK ? code : close_stopped(job, batch, error);
        if (code == XENG_OK && xeng__batch_complete(batch) &&
            (job->failure == XENG_OK || !xeng__job_is_at_fault(job, batch))) {
            if (!xeng__grow((void **)&job->ready, &job->ready_capacity, job->ready_count,
                            sizeof(xeng_piece *))) {
                code = xeng__fail_no_memory(error);
            }
            code = code != XENG_OK ? code : xeng__batch_finish(batch, &piece, error);
            code = code != XENG_OK ? code : xeng__job_settle(job, piece, error);
        }
        if (code == XENG_OK && piece != NULL) {
            job->ready_bytes += piece->bytes;
            piece->job = job->number;
            job->ready[job->ready_count++] = piece;
            xeng__batch_free(batch);
        } else {
            xeng_piece_unref(piece);
            job->batches[kept++] = batch;
        }
    }
    job->batch_count = kept;
    return code;
}
