/* A server whose clock is another: signatures follow it, after one refusal at most. */
#include <stdio.h>

#include "browser.h"
#include "checks.h"

static void works_after_one_refusal(const char *offset)
{
    char flag[48];
    snprintf(flag, sizeof flag, "--clock-offset=%s", offset);
    simulator *sim = simulator_start(NOW_FLAG, flag, NULL);
    xeng_client *client = sim_client(sim);
    MUST_STILL_WORK(client);
    json_t *log = simulator_log(sim);
    size_t refused = json_array_size(log) - 3;
    if (refused > 1) {
        fail_msg("%s seconds: %zu requests were refused", offset, refused);
    }
    for (size_t i = 0; i < json_array_size(log); i++) {
        int64_t status = log_number(json_array_get(log, i), "status");
        assert_int_equal(status, i < refused ? 401 : 200);
    }
    json_decref(log);
    assert_int_equal(simulator_log_distinct(sim, "nonce"), 3 + refused);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void a_clock_that_is_off_by_an_hour_costs_one_refusal(void **state)
{
    (void)state;
    works_after_one_refusal("3600");
    works_after_one_refusal("-3600");
}

static void a_clock_that_is_off_by_a_day_costs_one_refusal(void **state)
{
    (void)state;
    works_after_one_refusal("86400");
    works_after_one_refusal("-86400");
}

static void a_clock_that_is_off_by_seconds_costs_nothing(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--clock-offset=-200", NULL);
    xeng_client *client = sim_client(sim);
    MUST_STILL_WORK(client);
    assert_int_equal(simulator_request_count(sim), 3);
    xeng_client_unref(client);
    simulator_stop(sim);
}

/* Sixteen under way when the first refusal comes: each may be refused once, none twice. */
static void many_under_way_are_refused_once_each_at_most(void **state)
{
    (void)state;
    enum {
        REQUESTS = 16
    };
    simulator *sim = simulator_start(NOW_FLAG, "--clock-offset=-3600", NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    xeng_operation operations[REQUESTS];
    for (uint64_t i = 0; i < REQUESTS; i++) {
        xeng_request *request = small_request(post(i + 1, 3));
        MUST(xeng_client_submit(client, user, request, &operations[i], error));
        xeng_request_unref(request);
    }
    for (size_t i = 0; i < REQUESTS; i++) {
        xeng_result *result = NULL;
        MUST(xeng_client_wait(client, operations[i], &result, error));
        assert_in_range(xeng_result_attempts(result), 1, 2);
        xeng_result_unref(result);
    }
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void a_clock_that_is_set_right_is_followed_back(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--clock-offset=7200", NULL);
    xeng_client *client = sim_client(sim);
    MUST_STILL_WORK(client);
    size_t before = simulator_request_count(sim);
    simulator_control(sim, "/sim/clock", "{\"offset\":0}");
    MUST_STILL_WORK(client);
    assert_in_range(simulator_request_count(sim) - before, 3, 4);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void a_date_that_lies_does_not_spoil_good_signatures(void **state)
{
    (void)state;
    simulator *sim =
        simulator_start(NOW_FLAG, "--fault=header=Date:Wed\\, 21 Oct 2026 07:28:00 GMT", NULL);
    xeng_client *client = sim_client(sim);
    for (int i = 0; i < 5; i++) {
        MUST_STILL_WORK(client);
    }
    xeng_client_unref(client);
    simulator_stop(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_is_off_by_an_hour_costs_one_refusal),
        cmocka_unit_test(a_clock_that_is_off_by_a_day_costs_one_refusal),
        cmocka_unit_test(a_clock_that_is_off_by_seconds_costs_nothing),
        cmocka_unit_test(many_under_way_are_refused_once_each_at_most),
        cmocka_unit_test(a_clock_that_is_set_right_is_followed_back),
        cmocka_unit_test(a_date_that_lies_does_not_spoil_good_signatures),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
