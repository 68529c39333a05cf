/* Jobs in event loops, stopped, shared, acknowledged. */
#include <poll.h>
#include <stdio.h>

#include "jobs.h"

/* Waits for the client's descriptor, which mustn't sleep while the job has something to do. */
static void wait_readable(void)
{
    struct pollfd source = {.fd = xeng_client_fd(client), .events = POLLIN};
    assert_int_equal(poll(&source, 1, 20000), 1);
}

/* Sends and receives, and takes no piece. */
static void dispatch_for(int64_t ms)
{
    for (int64_t until = now_ms() + ms; now_ms() < until;) {
        MUST(xeng_client_dispatch(client, 50, error));
    }
}

/* Runs a job in an event loop; each time it is woken, it takes so many pieces at most. */
static void run_in_loop(xeng_job *job, size_t at_once)
{
    bool seen[JOB_PIECES] = {false};
    size_t count = 0;
    MUST(xeng_job_begin(job, error));
    while (xeng_job_state(job) == XENG_JOB_OPEN) {
        wait_readable();
        for (size_t i = 0; i < at_once; i++) {
            xeng_piece *piece = next(job, 0);
            if (piece == NULL) {
                break;
            }
            uint64_t number = xeng_piece_number(piece);
            assert_in_range(number, 0, JOB_PIECES - 1);
            assert_false(seen[number]);
            seen[number] = true;
            count++;
            acknowledge(job, piece);
        }
    }
    assert_int_equal(count, JOB_PIECES);
    assert_int_equal(xeng_job_state(job), XENG_JOB_COMPLETE);
    assert_int_equal(xeng_job_state_count(job, XENG_ID_DELIVERED), JOB_IDS);
    xeng_job_unref(job);
}

static void an_event_loop_takes_a_job_to_its_end(void **state)
{
    (void)state;
    begin(NULL);
    run_in_loop(job_of(1, JOB_IDS), JOB_PIECES + 1);
    assert_int_equal(simulator_request_count(sim), JOB_PIECES);
    end();
}

/* All answers are there before the loop first looks for a piece. */
static void run_late(int32_t ordered)
{
    begin("--fault=delay=300");
    xeng_job *job = job_of(1, JOB_IDS);
    xeng_job_set_ordered(job, ordered);
    assert_null(next(job, 0));
    for (int64_t until = now_ms() + 20000; simulator_request_count(sim) < JOB_PIECES;) {
        assert_true(now_ms() < until);
        dispatch_for(20);
    }
    dispatch_for(600 * patience());
    run_in_loop(job, 1);
    end();
}

static void a_loop_that_takes_one_piece_at_a_time_is_woken_for_the_rest(void **state)
{
    (void)state;
    begin(NULL);
    run_in_loop(job_of(1, JOB_IDS), 1);
    end();
    run_late(0);
    run_late(1);
}

/* Stops a job of which no piece can come. */
static void stop(xeng_job *job)
{
    xeng_job_stop(job);
    for (xeng_piece *piece; (piece = next(job, -1)) != NULL;) {
        xeng_piece_unref(piece);
    }
    assert_int_equal(xeng_job_state(job), XENG_JOB_STOPPED);
    assert_int_equal(xeng_job_state_count(job, 0), JOB_IDS);
}

static void check_silence(size_t sent)
{
    dispatch_for(1500);
    assert_int_equal(simulator_request_count(sim), sent);
}

static void what_fails_after_a_stop_is_not_sent_again(void **state)
{
    (void)state;
    char fault[48];
    snprintf(fault, sizeof fault, "--fault=status=503,delay=%d", (int)(1000 * patience()));
    begin(fault);
    xeng_job *job = job_of(1, JOB_IDS);
    int64_t begun = now_ms();
    /* All are under way, and none is answered: the log has them with their answers only. */
    assert_null(next(job, (int32_t)(500 * patience())));
    stop(job);
    assert_in_range(now_ms() - begun, 1000 * patience(), 20000 * patience());
    check_silence(JOB_PIECES);
    xeng_job_unref(job);
    end();
}

static void a_stop_in_an_outage_ends_the_probing(void **state)
{
    (void)state;
    begin("--fault=status=503");
    xeng_job *job = job_of(1, JOB_IDS);
    int64_t until = now_ms() + 60000;
    MUST(xeng_job_begin(job, error));
    while (xeng_job_waiting(job, NULL) != XENG_WAIT_OUTAGE && now_ms() < until) {
        assert_null(next(job, 50));
    }
    assert_int_equal(xeng_job_waiting(job, NULL), XENG_WAIT_OUTAGE);
    stop(job);
    /* What was just on its way has been answered, and so is counted. */
    check_silence(simulator_request_count(sim));
    xeng_job_unref(job);
    end();
}

static void a_share_ends_with_its_job(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_rate_limit(options, 600);
    begin_with(options);
    xeng_job *shared = job_of(1, JOB_IDS);
    MUST(xeng_job_set_share(shared, 1, 4, error));
    MUST(xeng_job_begin(shared, error));
    assert_int_equal(xeng_job_figure(shared, XENG_FIGURE_RATE_LIMIT), 150);
    xeng_job_unref(shared);
    xeng_job *job = job_of(1, JOB_IDS);
    MUST(xeng_job_begin(job, error));
    assert_int_equal(xeng_job_figure(job, XENG_FIGURE_RATE_LIMIT), 600);
    xeng_job_unref(job);
    end();
}

static void refuse_ack(xeng_job *job, const xeng_piece *piece)
{
    xeng_error *refusal = NULL;
    int32_t code = xeng_job_ack(job, piece, 9, &refusal);
    MUST_BE(refusal, XENG_ERROR_STATE, code);
    xeng_error_unref(refusal);
}

static void a_piece_is_acknowledged_once(void **state)
{
    (void)state;
    begin(NULL);
    xeng_job *job = job_of(1, JOB_IDS);
    xeng_piece *piece = next(job, -1);
    MUST(xeng_job_ack(job, piece, 5, error));
    refuse_ack(job, piece);
    assert_int_equal(xeng_job_mark(job), 5);
    assert_int_equal(xeng_job_figure(job, XENG_FIGURE_PIECES_DONE), 1);
    xeng_piece_unref(piece);
    assert_int_equal(finish(job), JOB_PIECES - 1);
    xeng_job_unref(job);
    end();
}

/* One of so many other ids, to a job of JOB_IDS ids. */
static void check_foreign(size_t count)
{
    xeng_job *job = job_of(1, JOB_IDS);
    xeng_job *other = job_of(100000, count);
    MUST(xeng_job_begin(job, error));
    xeng_piece *piece = next(other, -1);
    assert_non_null(piece);
    refuse_ack(job, piece);
    assert_int_equal(xeng_job_mark(job), 0);
    assert_int_equal(xeng_job_figure(job, XENG_FIGURE_IDS_SETTLED), 0);
    MUST(xeng_job_ack(other, piece, 0, error));
    xeng_piece_unref(piece);
    xeng_job_unref(other);
    assert_int_equal(finish(job), JOB_PIECES);
    xeng_job_unref(job);
}

static void a_piece_of_another_job_is_refused(void **state)
{
    (void)state;
    begin(NULL);
    check_foreign(1);
    check_foreign(JOB_PIECE_IDS);
    check_foreign(JOB_IDS);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_loop_takes_a_job_to_its_end),
        cmocka_unit_test(a_loop_that_takes_one_piece_at_a_time_is_woken_for_the_rest),
        cmocka_unit_test(what_fails_after_a_stop_is_not_sent_again),
        cmocka_unit_test(a_stop_in_an_outage_ends_the_probing),
        cmocka_unit_test(a_share_ends_with_its_job),
        cmocka_unit_test(a_piece_is_acknowledged_once),
        cmocka_unit_test(a_piece_of_another_job_is_refused),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
