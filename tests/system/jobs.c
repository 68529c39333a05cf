/* Jobs for tests. */
#include "jobs.h"

#include <stdio.h>

simulator *sim;
xeng_client *client;
xeng_credentials *user;
char journal[320];

void begin_with(xeng_options *options)
{
    client = client_with(options);
    user = user_credentials();
    snprintf(journal, sizeof journal, "%s", simulator_file(sim, "journal"));
}

void begin(const char *flag)
{
    sim = simulator_start(NOW_FLAG, flag, NULL);
    begin_with(sim_options(sim));
}

void end(void)
{
    (void)remove(journal);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

void add_posts(xeng_job *job, uint64_t first, size_t count, int days_old)
{
    uint64_t ids[JOB_IDS];
    assert_in_range(count, 1, JOB_IDS);
    for (size_t i = 0; i < count; i++) {
        ids[i] = post(first + i, days_old);
    }
    MUST(xeng_job_add_ids(job, 0, ids, count, error));
}

/* A job with one account and no ids. */
xeng_job *empty_job(const xeng_credentials *credentials, const char *metrics)
{
    xeng_request *request = request_for(XENG_ENDPOINT_TOTALS, NULL, 0, metrics, NULL);
    xeng_job *job = NULL;
    MUST(xeng_job_new(client, request, &job, error));
    MUST(xeng_job_add_credentials(job, credentials, NULL, error));
    xeng_request_unref(request);
    return job;
}

xeng_job *job_of(uint64_t first, size_t count)
{
    xeng_job *job = empty_job(user, NULL);
    add_posts(job, first, count, 3);
    return job;
}

xeng_job *job_with_journal(void)
{
    xeng_job *job = job_of(1, JOB_IDS);
    MUST(xeng_job_set_journal(job, journal, error));
    return job;
}

xeng_piece *next(xeng_job *job, int32_t timeout_ms)
{
    xeng_piece *piece = NULL;
    MUST(xeng_job_next(job, timeout_ms, &piece, error));
    return piece;
}

void acknowledge(xeng_job *job, xeng_piece *piece)
{
    MUST(xeng_job_ack(job, piece, 0, error));
    xeng_piece_unref(piece);
}

/* Takes and acknowledges all that is left. */
size_t finish(xeng_job *job)
{
    size_t count = 0;
    xeng_piece *piece;
    while ((piece = next(job, -1)) != NULL) {
        acknowledge(job, piece);
        count++;
    }
    assert_int_equal(xeng_job_state(job), XENG_JOB_COMPLETE);
    return count;
}
