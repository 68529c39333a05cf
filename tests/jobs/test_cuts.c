/* However ids and windows are cut, the sums are those of the world's formula.
 *
 * XENGAGE_TEST_CASES says how many questions to make, XENGAGE_TEST_SEED which. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "checks.h"
#include "question.h"

enum {
    CASES = 100,
    MOST_PARTS = 5
};

static simulator *sim;
static xeng_client *client;
static xeng_credentials *credentials;
static const world_shares shares = {.unavailable = 400, .protected = 200, .forbidden = 300};

static uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

static int start(void **state)
{
    clean_environment(state);
    sim = simulator_start("--http", NOW_FLAG, "--unavailable=4", "--protected=2", "--forbidden=3",
                          NULL);
    client = sim_client(sim);
    credentials = user_credentials();
    return 0;
}

static int stop(void **state)
{
    (void)state;
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    simulator_stop(sim);
    return 0;
}

/* A job for a question, or for a part of its window; without ids. */
static xeng_job *job_between(const question *asked, int64_t from, int64_t to)
{
    xeng_request *request = question_request(asked, credentials);
    xeng_job *job = NULL;
    MUST(xeng_job_new(client, request, &job, error));
    xeng_request_unref(request);
    if (asked->endpoint == XENG_ENDPOINT_HISTORICAL) {
        MUST(xeng_job_set_window(job, from, to, error));
    }
    MUST(xeng_job_add_credentials(job, credentials, NULL, error));
    return job;
}

static xeng_job *job_for(const question *asked)
{
    xeng_job *job = job_between(asked, asked->start, asked->end);
    MUST(xeng_job_add_ids(job, 0, asked->ids, asked->id_count, error));
    return job;
}

static int32_t expected_state(uint64_t id)
{
    switch (world_state_of(id, &shares)) {
    case WORLD_DELIVERED:
        return XENG_ID_DELIVERED;
    case WORLD_FORBIDDEN:
        return XENG_ID_FORBIDDEN;
    default:
        return XENG_ID_UNAVAILABLE;
    }
}

/* A job that is over knows what became of each of its ids. */
static void check_ids(const xeng_job *job)
{
    uint64_t counts[XENG_ID_FAILED + 1] = {0};
    uint64_t ids = xeng_job_figure(job, XENG_FIGURE_IDS);
    assert_int_equal(xeng_job_state(job), XENG_JOB_COMPLETE);
    for (uint64_t i = 0; i < ids; i++) {
        uint64_t id = 0;
        int32_t state = 0;
        MUST(xeng_job_id_at(job, i, &id, NULL, &state, NULL, error));
        assert_int_equal(state, expected_state(id));
        counts[state]++;
    }
    for (int32_t state = 0; state <= XENG_ID_FAILED; state++) {
        assert_int_equal(counts[state], xeng_job_state_count(job, state));
    }
}

static xeng_result *collect(xeng_job *job)
{
    xeng_result *result = NULL;
    MUST(xeng_job_collect(job, &result, error));
    check_ids(job);
    xeng_job_unref(job);
    return result;
}

/* Merges parts (NULL where one has nothing), and releases them. */
static xeng_result *merge(xeng_result **parts, size_t count)
{
    size_t there = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i] != NULL) {
            parts[there++] = parts[i];
        }
    }
    xeng_result *merged = NULL;
    MUST(xeng_result_merge((const xeng_result *const *)parts, there, &merged, error));
    for (size_t i = 0; i < there; i++) {
        xeng_result_unref(parts[i]);
    }
    return merged;
}

static void check(const question *asked, xeng_result *result, const char *how)
{
    question_check(asked, result, how, 0);
    for (size_t i = 0; i < asked->id_count; i++) {
        /* A piece of which nothing is delivered has no result. */
        int32_t expected = expected_state(asked->ids[i]);
        int32_t state = xeng_result_id_state(result, asked->ids[i]);
        if (state != expected && (state != 0 || expected == XENG_ID_DELIVERED)) {
            fail_msg("%s: %s: %" PRIu64 " is in state %d", how, question_text(asked), asked->ids[i],
                     state);
        }
    }
    xeng_result_unref(result);
}

static void whole(const question *asked)
{
    check(asked, collect(job_for(asked)), "whole");
}

static void in_shares(const question *asked)
{
    uint32_t count = 2 + (uint32_t)question_chance(MOST_PARTS - 1);
    xeng_result *parts[MOST_PARTS] = {NULL};
    for (uint32_t i = 0; i < count; i++) {
        xeng_job *job = job_for(asked);
        MUST(xeng_job_set_share(job, i, count, error));
        parts[i] = collect(job);
    }
    check(asked, merge(parts, count), "shares");
}

static int ascending(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void in_windows(const question *asked)
{
    int64_t first = asked->start / HOUR;
    int64_t hours = (asked->end + HOUR - 1) / HOUR - first;
    size_t count = 2 + (size_t)question_chance(MOST_PARTS - 1);
    if (asked->endpoint != XENG_ENDPOINT_HISTORICAL || hours < (int64_t)count) {
        return;
    }
    int64_t cuts[MOST_PARTS + 1] = {asked->start};
    for (size_t i = 1; i < count; i++) {
        cuts[i] = (first + 1 + (int64_t)question_chance((uint64_t)hours - 1)) * HOUR;
    }
    qsort(cuts + 1, count - 1, sizeof *cuts, ascending);
    cuts[count] = asked->end;
    xeng_result *parts[MOST_PARTS] = {NULL};
    for (size_t i = 0; i < count; i++) {
        if (cuts[i] < cuts[i + 1]) {
            xeng_job *job = job_between(asked, cuts[i], cuts[i + 1]);
            MUST(xeng_job_add_ids(job, 0, asked->ids, asked->id_count, error));
            parts[i] = collect(job);
        }
    }
    check(asked, merge(parts, count), "windows");
}

/* In another order, some more than once, in several goes. */
static void in_other_batches(const question *asked)
{
    uint64_t ids[2 * QUESTION_IDS];
    size_t count = 0;
    for (; count < asked->id_count; count++) {
        ids[count] = asked->ids[count];
    }
    for (size_t repeats = (size_t)question_chance(QUESTION_IDS); repeats > 0; repeats--) {
        ids[count++] = asked->ids[question_chance(asked->id_count)];
    }
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)question_chance(i);
        uint64_t kept = ids[i - 1];
        ids[i - 1] = ids[other];
        ids[other] = kept;
    }
    xeng_job *job = job_between(asked, asked->start, asked->end);
    for (size_t at = 0; at < count;) {
        size_t some = 1 + (size_t)question_chance(count - at);
        MUST(xeng_job_add_ids(job, 0, ids + at, some, error));
        at += some;
    }
    check(asked, collect(job), "other batches");
}

static xeng_result *next_piece(xeng_job *job)
{
    xeng_piece *piece = NULL;
    MUST(xeng_job_next(job, -1, &piece, error));
    if (piece == NULL) {
        return NULL;
    }
    /* A copy, as the result lives as long as its piece. */
    const xeng_result *there = xeng_piece_result(piece);
    xeng_result *result = NULL;
    if (there != NULL) {
        MUST(xeng_result_merge(&there, 1, &result, error));
    }
    MUST(xeng_job_ack(job, piece, 0, error));
    xeng_piece_unref(piece);
    return result;
}

static void in_pieces(const question *asked)
{
    xeng_job *job = job_for(asked);
    xeng_job_set_ordered(job, question_chance(2) == 0);
    xeng_result *parts[QUESTION_IDS] = {NULL};
    size_t count = 0;
    MUST(xeng_job_begin(job, error));
    while (xeng_job_state(job) == XENG_JOB_OPEN) {
        assert_true(count < QUESTION_IDS);
        parts[count++] = next_piece(job);
    }
    xeng_result *sums = NULL;
    MUST(xeng_job_sums(job, &sums, error));
    question_check(asked, sums, "sums", 1);
    xeng_result_unref(sums);
    check_ids(job);
    xeng_job_unref(job);
    check(asked, merge(parts, count), "pieces");
}

static void any_way_of_cutting_gives_the_formulas_sums(void **state)
{
    (void)state;
    uint64_t cases = setting("XENGAGE_TEST_CASES", CASES);
    question_seed(setting("XENGAGE_TEST_SEED", 20261124));
    for (uint64_t i = 0; i < cases; i++) {
        question asked;
        question_make(&asked, &shares);
        whole(&asked);
        in_shares(&asked);
        in_windows(&asked);
        in_other_batches(&asked);
        in_pieces(&asked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_way_of_cutting_gives_the_formulas_sums),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
