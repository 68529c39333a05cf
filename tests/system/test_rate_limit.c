/* The contract's rate limit: kept to without a refusal where the server tells of it, and waited for
 * where it doesn't. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "checks.h"

static simulator *sim;
static xeng_client *client;
static xeng_credentials *user;

static void start(void)
{
    client = sim_client(sim);
    user = user_credentials();
}

static void end(void)
{
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

/* Fetches one after the other. */
static void fetch_many(size_t count, uint32_t deadline_ms)
{
    for (uint64_t i = 1; i <= count; i++) {
        xeng_request *request = small_request(post(i, 3));
        xeng_request_set_deadline_ms(request, deadline_ms);
        xeng_result *result = FETCH(client, user, request);
        (void)favorites_of(result, post(i, 3));
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
}

/* Submits at once, then waits for all. */
static void submit_many(size_t count)
{
    xeng_operation operations[64];
    assert_true(count <= 64);
    for (size_t i = 0; i < count; i++) {
        xeng_request *request = small_request(post(i + 1, 3));
        MUST(xeng_client_submit(client, user, request, &operations[i], error));
        xeng_request_unref(request);
    }
    for (size_t i = 0; i < count; i++) {
        xeng_result *result = NULL;
        MUST(xeng_client_wait(client, operations[i], &result, error));
        (void)favorites_of(result, post(i + 1, 3));
        xeng_result_unref(result);
    }
}

static size_t refused(void)
{
    size_t count = 0;
    size_t i;
    json_t *line;
    json_t *log = simulator_log(sim);
    json_array_foreach(log, i, line)
    {
        count += log_number(line, "status") == 429;
    }
    json_decref(log);
    return count;
}

static void the_told_limit_is_kept_to_without_a_refusal(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=5", "--rate-window=1", NULL);
    start();
    fetch_many(8, 0);
    assert_int_equal(simulator_request_count(sim), 8);
    assert_int_equal(refused(), 0);
    end();
}

static void the_told_limit_is_kept_to_with_many_under_way(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=10", "--rate-window=1", NULL);
    start();
    fetch_many(1, 0); /* so that the limit is known */
    submit_many(18);
    assert_int_equal(refused(), 0);
    end();
}

static void x_rate_limit_headers_are_kept_to_as_well(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=5", "--rate-window=1",
                          "--rate-headers=x-rate-limit", NULL);
    start();
    fetch_many(8, 0);
    assert_int_equal(refused(), 0);
    end();
}

static void a_limit_a_second_is_kept_to(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--per-second-limit=4", NULL);
    start();
    fetch_many(7, 0);
    assert_int_equal(refused(), 0);
    end();
}

static void a_limit_that_nobody_told_of_is_found_by_its_refusals(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=4", "--rate-window=1", "--rate-headers=none",
                          "--rate-retry-after", NULL);
    start();
    fetch_many(7, 0);
    assert_in_range(refused(), 1, 4);
    end();
}

static void refusals_as_objects_are_waited_for_too(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=4", "--rate-window=1", "--rate-headers=none",
                          "--rate-retry-after", "--rate-object", NULL);
    start();
    fetch_many(6, 0);
    assert_in_range(refused(), 1, 2);
    end();
}

static void refusals_for_the_rate_use_up_no_attempts(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--fault=status=429,first=2,retry-after=1", NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_max_attempts(options, 1);
    client = client_with(options);
    user = user_credentials();
    int64_t begun = now_ms();
    fetch_many(1, 0);
    assert_in_range(now_ms() - begun, 2000, 2000 + 20000);
    assert_int_equal(simulator_request_count(sim), 3);
    end();
}

static void a_refusal_that_outlasts_the_deadline_is_told_at_once(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--fault=status=429,retry-after=600", NULL);
    start();
    xeng_request *request = small_request(post(1, 3));
    xeng_request_set_deadline_ms(request, 5000);
    int64_t begun = now_ms();
    int64_t clock = time(NULL);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_RATE_LIMITED, client, user, request);
    assert_in_range(now_ms() - begun, 0, 4000);
    assert_int_equal(xeng_error_http_status(refusal), 429);
    assert_int_equal(xeng_error_attempts(refusal), 1);
    assert_in_range(xeng_error_retry_at(refusal) - clock, 599, 606);
    xeng_error_unref(refusal);
    xeng_request_unref(request);
    end();
}

static void the_limiter_tells_at_once_what_it_cannot_do_in_time(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=2", "--rate-window=60", NULL);
    start();
    fetch_many(2, 0);
    xeng_request *request = small_request(post(9, 3));
    xeng_request_set_deadline_ms(request, 3000);
    int64_t begun = now_ms();
    int64_t clock = time(NULL);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_RATE_LIMITED, client, user, request);
    assert_in_range(now_ms() - begun, 0, 2500);
    assert_int_equal(xeng_error_attempts(refusal), 0);
    assert_in_range(xeng_error_retry_at(refusal) - clock, 30, 63);
    assert_int_equal(simulator_request_count(sim), 2);
    xeng_error_unref(refusal);
    xeng_request_unref(request);
    end();
}

static void the_apps_limit_is_another_than_the_users(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=2", "--rate-window=60", "--rate-pools=separate",
                          NULL);
    start();
    fetch_many(2, 0);
    xeng_credentials_unref(user);
    user = bearer_credentials();
    int64_t begun = now_ms();
    fetch_many(2, 20000);
    assert_in_range(now_ms() - begun, 0, 19000);
    assert_int_equal(refused(), 0);
    end();
}

static void a_limit_given_beforehand_is_kept_to_from_the_first_request_on(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--rate-limit=5", "--rate-window=60", "--rate-headers=none",
                          NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_rate_limit(options, 5);
    client = client_with(options);
    user = user_credentials();
    submit_many(5);
    xeng_request *request = small_request(post(9, 3));
    xeng_request_set_deadline_ms(request, 1000);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_RATE_LIMITED, client, user, request);
    xeng_error_unref(refusal);
    xeng_request_unref(request);
    assert_int_equal(simulator_request_count(sim), 5);
    assert_int_equal(refused(), 0);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_told_limit_is_kept_to_without_a_refusal),
        cmocka_unit_test(the_told_limit_is_kept_to_with_many_under_way),
        cmocka_unit_test(x_rate_limit_headers_are_kept_to_as_well),
        cmocka_unit_test(a_limit_a_second_is_kept_to),
        cmocka_unit_test(a_limit_that_nobody_told_of_is_found_by_its_refusals),
        cmocka_unit_test(refusals_as_objects_are_waited_for_too),
        cmocka_unit_test(refusals_for_the_rate_use_up_no_attempts),
        cmocka_unit_test(a_refusal_that_outlasts_the_deadline_is_told_at_once),
        cmocka_unit_test(the_limiter_tells_at_once_what_it_cannot_do_in_time),
        cmocka_unit_test(the_apps_limit_is_another_than_the_users),
        cmocka_unit_test(a_limit_given_beforehand_is_kept_to_from_the_first_request_on),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
