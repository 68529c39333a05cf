/* A child of fork(): refused, free to release everything, and no harm to the parent's connections.
 */
#include <stdio.h>

#include "checks.h"

static simulator *sim;
static xeng_client *client;
static xeng_credentials *user;
static xeng_request *request;
static xeng_operation operation;

static void begin(const char *flag)
{
    sim = simulator_start(NOW_FLAG, flag, NULL);
    client = sim_client(sim);
    user = user_credentials();
    request = small_request(post(1, 3));
}

static void end(void)
{
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void fetch_fine(void)
{
    xeng_result *result = FETCH(client, user, request);
    (void)favorites_of(result, post(1, 3));
    xeng_result_unref(result);
}

static int call_everything(void)
{
    xeng_result *result = NULL;
    xeng_operation made = 77;
    xeng_error *refusal = NULL;
    if (xeng_client_fetch(client, user, request, &result, &refusal) != XENG_ERROR_FORKED ||
        xeng_error_code(refusal) != XENG_ERROR_FORKED || result != NULL) {
        return 1;
    }
    xeng_error_unref(refusal);
    if (xeng_client_submit(client, user, request, &made, NULL) != XENG_ERROR_FORKED || made != 0) {
        return 2;
    }
    if (xeng_client_wait(client, operation, &result, NULL) != XENG_ERROR_FORKED) {
        return 3;
    }
    if (xeng_client_dispatch(client, 0, NULL) != XENG_ERROR_FORKED) {
        return 4;
    }
    if (xeng_client_next_completion(client, &made, &result, NULL) != XENG_ERROR_FORKED) {
        return 5;
    }
    if (xeng_client_fd(client) != -1) {
        return 6;
    }
    xeng_credentials *bearer = NULL;
    if (xeng_auth_bearer(client, user, &bearer, NULL) != XENG_ERROR_FORKED) {
        return 7;
    }
    xeng_client_cancel(client, operation);
    xeng_client_cancel_all(client);
    return 0;
}

static int release(void)
{
    xeng_client_unref(client);
    xeng_credentials_unref(user);
    xeng_request_unref(request);
    return 0;
}

static int use_another(void)
{
    xeng_result *result = NULL;
    xeng_error *refusal = NULL;
    xeng_client *own = sim_client(sim);
    int32_t code = xeng_client_fetch(own, user, request, &result, &refusal);
    xeng_result_unref(result);
    xeng_error_unref(refusal);
    xeng_client_unref(own);
    return code == XENG_OK ? 0 : 1;
}

static void every_call_in_a_child_is_refused(void **state)
{
    (void)state;
    begin(NULL);
    fetch_fine();
    assert_int_equal(in_child(call_everything), 0);
    fetch_fine();
    end();
}

static void a_child_releases_without_touching_the_parents_connection(void **state)
{
    (void)state;
    begin(NULL);
    fetch_fine();
    assert_int_equal(in_child(release), 0);
    fetch_fine();
    fetch_fine();
    /* A farewell from the child would have closed the TLS connection under the parent. */
    assert_int_equal(simulator_log_distinct(sim, "connection"), 1);
    assert_int_equal(simulator_request_count(sim), 3);
    end();
}

static void a_fork_in_the_middle_of_a_request_does_no_harm(void **state)
{
    (void)state;
    begin("--fault=delay=400");
    MUST(xeng_client_submit(client, user, request, &operation, error));
    for (int i = 0; i < 10; i++) {
        MUST(xeng_client_dispatch(client, 10, error));
    }
    assert_int_equal(in_child(call_everything), 0);
    assert_int_equal(in_child(release), 0);
    xeng_result *result = NULL;
    MUST(xeng_client_wait(client, operation, &result, error));
    (void)favorites_of(result, post(1, 3));
    assert_int_equal(xeng_result_attempts(result), 1);
    xeng_result_unref(result);
    end();
}

static void a_child_may_make_a_client_of_its_own(void **state)
{
    (void)state;
    begin(NULL);
    fetch_fine();
    assert_int_equal(in_child(use_another), 0);
    fetch_fine();
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_call_in_a_child_is_refused),
        cmocka_unit_test(a_child_releases_without_touching_the_parents_connection),
        cmocka_unit_test(a_fork_in_the_middle_of_a_request_does_no_harm),
        cmocka_unit_test(a_child_may_make_a_client_of_its_own),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
