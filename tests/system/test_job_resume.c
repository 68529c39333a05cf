/* Jobs that are gone on with, and those that mustn't be: in a child of fork(), by another user,
 * from another job's records. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "jobs.h"

enum {
    RECORDS_MAX = 64
};

static xeng_job *forked_job;
static xeng_job *unbegun_job;
static xeng_piece *forked_piece;

static int call_in_child(void)
{
    const uint64_t id = post(1, 3);
    xeng_piece *piece = NULL;
    xeng_error *refusal = NULL;
    if (xeng_job_next(forked_job, 0, &piece, &refusal) != XENG_ERROR_FORKED || piece != NULL ||
        xeng_error_code(refusal) != XENG_ERROR_FORKED) {
        return 1;
    }
    xeng_error_unref(refusal);
    if (xeng_job_ack(forked_job, forked_piece, 7, NULL) != XENG_ERROR_FORKED) {
        return 2;
    }
    if (xeng_job_add_ids(unbegun_job, 0, &id, 1, NULL) != XENG_ERROR_FORKED) {
        return 3;
    }
    if (xeng_job_begin(unbegun_job, NULL) != XENG_ERROR_FORKED) {
        return 4;
    }
    xeng_piece_unref(forked_piece);
    xeng_job_unref(unbegun_job);
    xeng_job_unref(forked_job);
    return 0;
}

static int64_t size_of(const char *path)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return info.st_size;
}

static void a_child_is_refused_and_the_parents_journal_is_intact(void **state)
{
    (void)state;
    begin(NULL);
    forked_job = job_with_journal();
    unbegun_job = job_of(1, 1);
    acknowledge(forked_job, next(forked_job, -1));
    forked_piece = next(forked_job, -1);
    int64_t size = size_of(journal);
    assert_int_equal(in_child(call_in_child), 0);
    assert_int_equal(size_of(journal), size);
    /* The parent goes on as if nothing had been. */
    acknowledge(forked_job, forked_piece);
    acknowledge(forked_job, next(forked_job, -1));
    assert_int_equal(xeng_job_figure(forked_job, XENG_FIGURE_PIECES_DONE), 3);
    xeng_job_unref(forked_job);
    xeng_job_unref(unbegun_job);
    xeng_job *job = job_with_journal();
    MUST(xeng_job_begin(job, error));
    assert_null(xeng_job_journal_note(job));
    assert_int_equal(xeng_job_figure(job, XENG_FIGURE_PIECES_DONE), 3);
    assert_int_equal(finish(job), JOB_PIECES - 3);
    assert_int_equal(xeng_job_state_count(job, XENG_ID_DELIVERED), JOB_IDS);
    xeng_job_unref(job);
    end();
}

static xeng_credentials *user_of_token(const char *token)
{
    xeng_credentials *credentials = NULL;
    MUST(xeng_credentials_new_user("sim-consumer-key", "sim-consumer-secret", token,
                                   "sim-access-token-secret", &credentials, error));
    return credentials;
}

static int32_t begin_as(const char *token, xeng_error **refusal)
{
    xeng_credentials *credentials = user_of_token(token);
    xeng_job *job = empty_job(credentials, NULL);
    add_posts(job, 1, JOB_IDS, 3);
    MUST(xeng_job_set_journal(job, journal, error));
    int32_t code = xeng_job_begin(job, refusal);
    assert_int_equal(xeng_job_state(job), code == XENG_OK ? XENG_JOB_OPEN : XENG_JOB_STOPPED);
    xeng_job_unref(job);
    xeng_credentials_unref(credentials);
    return code;
}

/* Begins a journal with one token, and tries to go on with another one's. */
static void check_other_user(const char *token, const char *others)
{
    xeng_error *refusal = NULL;
    MUST(begin_as(token, error));
    int64_t size = size_of(journal);
    int32_t code = begin_as(others, &refusal);
    MUST_BE(refusal, XENG_ERROR_JOURNAL, code);
    MUST_MENTION(refusal, "another job");
    assert_null(strstr(xeng_error_message(refusal), token));
    assert_null(strstr(xeng_error_message(refusal), others));
    xeng_error_unref(refusal);
    assert_int_equal(size_of(journal), size);
    MUST(begin_as(token, error));
    assert_int_equal(remove(journal), 0);
}

static void another_users_journal_is_refused(void **state)
{
    (void)state;
    begin(NULL);
    check_other_user("1001-sim-access-token", "1002-sim-access-token");
    /* Tokens that don't say whose they are. */
    check_other_user("first-token-of-a-user", "other-token-of-a-user");
    check_other_user("1001-sim-access-token", "token-of-a-user");
    end();
}

static void a_users_new_token_goes_on_with_the_journal(void **state)
{
    (void)state;
    begin(NULL);
    MUST(begin_as("1001-sim-access-token", error));
    MUST(begin_as("1001-renewed-token", error));
    end();
}

/* Records of a job, as a database would keep them. */
static struct {
    void *bytes;
    size_t size;
} records[RECORDS_MAX];
static size_t record_count;

static int32_t keep_record(void *context, int32_t what, uint64_t piece, const void *record,
                           size_t size)
{
    (void)context, (void)what, (void)piece;
    assert_true(record_count < RECORDS_MAX);
    records[record_count].bytes = malloc(size);
    assert_non_null(records[record_count].bytes);
    memcpy(records[record_count].bytes, record, size);
    records[record_count++].size = size;
    return XENG_OK;
}

static int32_t replay(xeng_job *job, size_t at, xeng_error **error)
{
    return xeng_job_replay(job, records[at].bytes, records[at].size, error);
}

static void free_records(void)
{
    while (record_count > 0) {
        free(records[--record_count].bytes);
    }
}

static void replaying_another_jobs_record_fails_for_good(void **state)
{
    (void)state;
    begin(NULL);
    xeng_job *other = job_of(100000, JOB_IDS);
    xeng_job_set_journal_fn(other, keep_record, NULL);
    (void)finish(other);
    xeng_job_unref(other);
    size_t theirs = record_count;
    assert_true(theirs >= 2);
    xeng_job *own = job_of(1, JOB_IDS);
    xeng_job_set_journal_fn(own, keep_record, NULL);
    MUST(xeng_job_begin(own, error));
    xeng_job_unref(own);
    assert_true(record_count > theirs);

    size_t sent = simulator_request_count(sim);
    xeng_job *job = job_of(1, JOB_IDS);
    xeng_piece *piece = NULL;
    xeng_plan *plan = NULL;
    xeng_error *refusal = NULL;
    int32_t code = replay(job, 0, &refusal);
    MUST_BE(refusal, XENG_ERROR_JOURNAL, code);
    xeng_error_unref(refusal);
    assert_int_equal(replay(job, theirs, NULL), XENG_ERROR_JOURNAL);
    assert_int_equal(xeng_job_plan(job, &plan, NULL), XENG_ERROR_JOURNAL);
    assert_null(plan);
    assert_int_equal(xeng_job_begin(job, NULL), XENG_ERROR_JOURNAL);
    code = xeng_job_next(job, -1, &piece, &refusal);
    MUST_BE(refusal, XENG_ERROR_JOURNAL, code);
    xeng_error_unref(refusal);
    assert_null(piece);
    assert_int_equal(xeng_job_state(job), XENG_JOB_STOPPED);
    assert_int_equal(simulator_request_count(sim), sent);
    xeng_job_unref(job);
    free_records();
    end();
}

/* Two pieces of Posts that have impressions, and two of Posts that are too old for them. */
static xeng_job *half_silent_job(void)
{
    xeng_job *job = empty_job(user, "impressions");
    add_posts(job, 1, 2 * JOB_PIECE_IDS, 3);
    add_posts(job, 1, 2 * JOB_PIECE_IDS, 200);
    xeng_job_set_leave_out_old(job, 1);
    MUST(xeng_job_set_journal(job, journal, error));
    return job;
}

static void check_plan(xeng_job *job, uint64_t done, uint64_t left)
{
    xeng_plan *plan = NULL;
    MUST(xeng_job_plan(job, &plan, error));
    assert_int_equal(xeng_plan_pieces(plan), 4);
    assert_int_equal(xeng_plan_pieces_done(plan), done);
    assert_int_equal(xeng_plan_requests(plan), 2);
    assert_int_equal(xeng_plan_requests_left(plan), left);
    assert_int_equal(xeng_job_figure(job, XENG_FIGURE_REQUESTS_LEFT), left);
    xeng_plan_unref(plan);
}

/* Of the next run's pieces, acknowledges one that was asked for, or one that wasn't. */
static void acknowledge_one(bool asked)
{
    xeng_job *job = half_silent_job();
    bool found = false;
    for (xeng_piece *piece; !found && (piece = next(job, -1)) != NULL;) {
        found = (xeng_piece_result(piece) != NULL) == asked;
        if (found) {
            MUST(xeng_job_ack(job, piece, 0, error));
        }
        xeng_piece_unref(piece);
    }
    assert_true(found);
    xeng_job_unref(job);
}

static void check_plan_of_next_run(uint64_t done, uint64_t left)
{
    xeng_job *job = half_silent_job();
    check_plan(job, done, left);
    xeng_job_unref(job);
}

static void a_plan_knows_what_is_left_of_pieces_that_cost_nothing(void **state)
{
    (void)state;
    begin(NULL);
    check_plan_of_next_run(0, 2);
    acknowledge_one(false);
    check_plan_of_next_run(1, 2);
    acknowledge_one(false);
    check_plan_of_next_run(2, 2);
    acknowledge_one(true);
    check_plan_of_next_run(3, 1);
    acknowledge_one(true);
    check_plan_of_next_run(4, 0);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_is_refused_and_the_parents_journal_is_intact),
        cmocka_unit_test(another_users_journal_is_refused),
        cmocka_unit_test(a_users_new_token_goes_on_with_the_journal),
        cmocka_unit_test(replaying_another_jobs_record_fails_for_good),
        cmocka_unit_test(a_plan_knows_what_is_left_of_pieces_that_cost_nothing),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
