/* One thread, one descriptor, two hundred requests over TLS. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#include "checks.h"

enum {
    REQUESTS = 200
};

static simulator *sim;
static xeng_client *client;
static xeng_credentials *user;
static xeng_operation operations[REQUESTS];
static size_t finished[REQUESTS]; /* places in `operations`, in the order of finishing */
static size_t finished_count;

static void begin(const char *flag, uint32_t concurrency)
{
    sim = simulator_start(NOW_FLAG, flag, NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_max_concurrency(options, concurrency);
    client = client_with(options);
    user = user_credentials();
    finished_count = 0;
}

static void end(void)
{
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void submit(size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        xeng_request *request = small_request(post(i + 1, 3));
        MUST(xeng_client_submit(client, user, request, &operations[i], error));
        xeng_request_unref(request);
    }
}

static bool is_readable(int timeout_ms)
{
    struct pollfd source = {.fd = xeng_client_fd(client), .events = POLLIN};
    int count = poll(&source, 1, timeout_ms);
    assert_true(count >= 0 && (source.revents & ~POLLIN) == 0);
    return count == 1;
}

static size_t place_of(xeng_operation operation)
{
    size_t place = 0;
    while (operations[place] != operation) {
        assert_true(++place < REQUESTS);
    }
    return place;
}

/* Takes everything that is finished; all of it must be a success. */
static void take(void)
{
    for (;;) {
        xeng_operation operation;
        xeng_result *result = NULL;
        MUST(xeng_client_next_completion(client, &operation, &result, error));
        if (operation == XENG_OPERATION_NONE) {
            assert_null(result);
            return;
        }
        size_t place = place_of(operation);
        (void)favorites_of(result, post(place + 1, 3));
        assert_true(finished_count < REQUESTS);
        finished[finished_count++] = place;
        xeng_result_unref(result);
    }
}

static void run_until(size_t count)
{
    while (finished_count < count) {
        assert_true(is_readable(20000));
        MUST(xeng_client_dispatch(client, 0, error));
        take();
    }
}

/* Lets the client do what is left to do after an answer. */
static void settle(void)
{
    for (int i = 0; i < 3 && is_readable(0); i++) {
        MUST(xeng_client_dispatch(client, 0, error));
    }
}

static void two_hundred_requests_are_under_way_at_once(void **state)
{
    (void)state;
    begin("--fault=delay=1500", REQUESTS);
    int64_t begun = now_ms();
    submit(0, REQUESTS);
    run_until(REQUESTS);
    /* One after another they would take five minutes, by sixteens twenty seconds. */
    assert_in_range(now_ms() - begun, 1500, 10000 * patience());
    bool seen[REQUESTS] = {false};
    for (size_t i = 0; i < REQUESTS; i++) {
        assert_false(seen[finished[i]]);
        seen[finished[i]] = true;
    }
    assert_int_equal(simulator_request_count(sim), REQUESTS);
    end();
}

static void completions_come_in_the_order_of_finishing(void **state)
{
    (void)state;
    char fault[48];
    snprintf(fault, sizeof fault, "--fault=delay=%d,nth=1", (int)(700 * patience()));
    begin(fault, 16);
    submit(0, 1);
    MUST(xeng_client_dispatch(client, 0, error));
    /* The slow one has to be the first that the server meets. */
    int64_t until = now_ms() + 300 * patience();
    while (now_ms() < until) {
        (void)is_readable(50);
        MUST(xeng_client_dispatch(client, 0, error));
    }
    submit(1, 6);
    run_until(6);
    assert_int_equal(finished[5], 0);
    end();
}

static void the_descriptor_is_readable_only_if_there_is_something_to_do(void **state)
{
    (void)state;
    begin("--fault=delay=500", 16);
    assert_false(is_readable(0));
    submit(0, 1);
    run_until(1);
    settle();
    assert_false(is_readable(100));
    submit(1, 2);
    size_t wakes = 0;
    int64_t begun = now_ms();
    while (finished_count < 2) {
        assert_true(is_readable(20000));
        MUST(xeng_client_dispatch(client, 0, error));
        take();
        wakes++;
    }
    assert_in_range(now_ms() - begun, 500, 20000);
    assert_in_range(wakes, 1, 30); /* not one each millisecond */
    /* Idle, the connection being kept, it sleeps. */
    size_t idle = 0;
    for (int64_t until = now_ms() + 300; now_ms() < until; idle++) {
        if (is_readable(100)) {
            MUST(xeng_client_dispatch(client, 0, error));
        }
    }
    assert_in_range(idle, 0, 8);
    end();
}

static void what_nobody_has_taken_keeps_it_readable(void **state)
{
    (void)state;
    begin(NULL, 16);
    submit(0, 2);
    int64_t until = now_ms() + 20000;
    while (simulator_request_count(sim) < 2 && now_ms() < until) {
        (void)is_readable(50);
        MUST(xeng_client_dispatch(client, 0, error));
    }
    /* With one to take, dispatching doesn't wait for the other. */
    for (int i = 0; i < 50; i++) {
        sleep_ms(2);
        MUST(xeng_client_dispatch(client, 10, error));
    }
    assert_true(is_readable(0));
    xeng_operation operation;
    xeng_result *result = NULL;
    MUST(xeng_client_next_completion(client, &operation, &result, error));
    xeng_result_unref(result);
    assert_true(is_readable(0));
    take();
    settle();
    assert_false(is_readable(100));
    end();
}

static void retries_and_rate_limits_are_a_matter_of_the_loop_too(void **state)
{
    (void)state;
    begin("--fault=status=503,first=6,retry-after=1", 16);
    submit(0, 12);
    run_until(12);
    assert_int_equal(simulator_request_count(sim), 18);
    end();
}

static void failures_are_completions_with_their_error(void **state)
{
    (void)state;
    begin("--fault=status=404", 16);
    submit(0, 1);
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_result *result = NULL;
    xeng_error *refusal = NULL;
    int32_t code = XENG_OK;
    while (operation == XENG_OPERATION_NONE) {
        assert_true(is_readable(20000));
        MUST(xeng_client_dispatch(client, 0, error));
        code = xeng_client_next_completion(client, &operation, &result, &refusal);
    }
    assert_true(operation == operations[0]);
    assert_null(result);
    MUST_BE(refusal, XENG_ERROR_NOT_FOUND, code);
    xeng_error_unref(refusal);
    /* It was taken. */
    code = xeng_client_wait(client, operation, &result, &refusal);
    MUST_BE(refusal, XENG_ERROR_STATE, code);
    xeng_error_unref(refusal);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_requests_are_under_way_at_once),
        cmocka_unit_test(completions_come_in_the_order_of_finishing),
        cmocka_unit_test(the_descriptor_is_readable_only_if_there_is_something_to_do),
        cmocka_unit_test(what_nobody_has_taken_keeps_it_readable),
        cmocka_unit_test(retries_and_rate_limits_are_a_matter_of_the_loop_too),
        cmocka_unit_test(failures_are_completions_with_their_error),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
