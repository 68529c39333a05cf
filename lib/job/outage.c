/* What a job does when the server fails although requests were tried again: it pauses, and sends
 * one request now and then to find out whether the server is back. Nothing is given up for it.
 *
 * One thing looks like an outage and isn't: an id over which the server fails whenever it is asked
 * for. It is told by the others' success. */
#include "base/clock.h"
#include "base/random.h"
#include "job/job.h"

enum {
    FIRST_PAUSE_MS = 1000,
    LONGEST_PAUSE_MS = 60000,
    LONGEST_LIMITED_MS = 60 * 60 * 1000,
    SUSPICIOUS = 2,  /* failures over one question, while others succeed */
    LAST_OF_ALL = 3, /* failures over one question, where there is no other */
    LAST_ID = 5,     /* the same over a single id, whose former company could be had */
    LAST_OF_GATEWAY = 6,
    HTTP_FAILED = 500 /* the program behind the server failed, rather than something before it */
};

void xeng__outage_over(xeng_job *job)
{
    xeng_error_unref(job->outage.error);
    job->outage.error = NULL;
    job->outage.on = false;
    job->outage.failures = 0;
    job->outage.probe_at = 0;
    job->outage.last_sign = xeng__clock_monotonic_ms();
}

/* Whether there is a question over which the server hasn't failed. */
static bool has_fresh_question(const xeng_job *job)
{
    bool fresh = job->next_piece < job->pieces || job->flight_count > 0;
    for (size_t i = 0; !fresh && i < job->batch_count; i++) {
        xeng__batch *batch = job->batches[i];
        xeng__question *question = xeng__batch_next(batch);
        if (question != NULL) {
            fresh = question->failures == 0;
            xeng__batch_put_back(batch, question);
        }
    }
    return fresh;
}

/* Whether some id of the question, rather than the server, seems to be at fault. Something before
 * the program (a gateway whose patience is at an end over one heavy question) is believed later
 * than the program itself. A single id is blamed only if the server has succeeded over others
 * since. */
static bool suspects_ids(const xeng_job *job, const xeng__question *question,
                         const xeng_error *error)
{
    const xeng__outage *outage = &job->outage;
    bool own = xeng_error_http_status(error) == HTTP_FAILED ||
               xeng_error_code(error) == XENG_ERROR_PROTOCOL;
    if (!own && xeng_error_code(error) != XENG_ERROR_SERVER) {
        return false;
    }
    if (question->failures >= (own ? SUSPICIOUS : 2 * SUSPICIOUS) &&
        outage->succeeded > question->succeeded_before) {
        return true;
    }
    if (has_fresh_question(job)) {
        return false;
    }
    /* With nothing else to ask, parts of the question are what tells. */
    bool hunting = outage->hunted_since != 0;
    if (question->count > 1) {
        return question->failures >= (own && hunting ? SUSPICIOUS
                                      : own          ? LAST_OF_ALL
                                                     : LAST_OF_GATEWAY);
    }
    return own && hunting && question->failures >= LAST_ID &&
           outage->succeeded >= outage->hunted_since;
}

xeng__verdict_on xeng__outage_failed(xeng_job *job, xeng__question *question, xeng_error *error)
{
    if (question->failures == 0) {
        question->succeeded_before = job->outage.succeeded;
    }
    question->failures++;
    if (suspects_ids(job, question, error)) {
        if (job->outage.hunted_since == 0) {
            job->outage.hunted_since = job->outage.succeeded + 1;
        }
        job->outage.failures = 0;
        return XENG__IDS_TO_BLAME;
    }
    if (!job->outage.on) {
        job->outage.last_sign = xeng__clock_monotonic_ms();
    }
    xeng_error_unref(job->outage.error);
    job->outage.error = error;
    job->outage.on = true;
    job->outage.failures++;
    xeng__batch_postpone(question->batch, question);
    return XENG__ASK_AGAIN;
}

/* Half of a pause is sure, half is chance. */
static int64_t pause_ms(uint32_t failures)
{
    int64_t most = FIRST_PAUSE_MS;
    for (uint32_t i = 1; i < failures && most < LONGEST_PAUSE_MS; i++) {
        most *= 2;
    }
    most = most < LONGEST_PAUSE_MS ? most : LONGEST_PAUSE_MS;
    return most / 2 + (int64_t)(xeng__random_u64() % (uint64_t)(most / 2 + 1));
}

/* How long a refusal for the rate still holds, in ms. */
static int64_t limited_ms(const xeng_job *job)
{
    int64_t left = job->limited_at - xeng__clock_monotonic_ms();
    return left > LONGEST_LIMITED_MS ? LONGEST_LIMITED_MS : left > 0 ? left : 0;
}

uint32_t xeng__outage_delay(xeng_job *job)
{
    int64_t delay = limited_ms(job);
    if (job->outage.on) {
        int64_t pause = pause_ms(job->outage.failures);
        delay = pause > delay ? pause : delay;
        job->outage.probe_at = (xeng__clock_unix_ms() + delay + 999) / 1000;
    }
    return (uint32_t)delay;
}

void xeng__outage_check(xeng_job *job)
{
    if (job->outage.on && job->patience_ms > 0 && job->failure == XENG_OK &&
        xeng__clock_monotonic_ms() - job->outage.last_sign >= job->patience_ms) {
        xeng__job_fail(job, xeng_error_code(job->outage.error), xeng_error_ref(job->outage.error));
    }
}
