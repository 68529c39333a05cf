/* Failures of the simulator's: which are overcome, by how many attempts, each signed anew. */
#include <stdlib.h>
#include <string.h>

#include "checks.h"

static simulator *sim;
static xeng_client *client;
static xeng_credentials *user;
static xeng_request *request;

static void begin(const char *fault, uint32_t attempts)
{
    sim = simulator_start(NOW_FLAG, "--fault", fault, NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_max_attempts(options, attempts);
    client = client_with(options);
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

/* Fetches what succeeds at last, with the counts that it should have. */
static void fetch_after(uint32_t attempts)
{
    xeng_result *result = FETCH(client, user, request);
    int64_t expected = simulator_count(post(1, 3), "favorites", SIMULATOR_CREATION, NOW);
    assert_true(favorites_of(result, post(1, 3)) == expected);
    assert_int_equal(xeng_result_attempts(result), attempts);
    assert_int_equal(simulator_request_count(sim), attempts);
    xeng_result_unref(result);
}

static xeng_error *fails(int32_t code, uint32_t attempts)
{
    xeng_error *refusal = FETCH_FAILS(code, client, user, request);
    assert_int_equal(xeng_error_attempts(refusal), attempts);
    assert_int_equal(simulator_request_count(sim), attempts);
    return refusal;
}

static void failures_of_the_server_are_overcome(void **state)
{
    (void)state;
    static const char *const faults[] = {
        "status=500,first=2,retry-after=0",
        "status=502,first=2,retry-after=0,html",
        "status=503,first=2,retry-after=0,html",
        "status=504,first=2,retry-after=0",
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        begin(faults[i], 0);
        fetch_after(3);
        end();
    }
}

static void broken_answers_are_overcome(void **state)
{
    (void)state;
    static const char *const faults[] = {
        "reset,first=1",          "reset=20,first=1",      "cut=10,first=1",
        "cut=0,first=1",          "corrupt=3,first=1",     "corrupt=30,first=1",
        "garble=0,first=1",       "truncate-gzip,first=1", "truncate-gzip=0,first=1",
        "chunked,cut=25,first=1",
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        begin(faults[i], 0);
        fetch_after(2);
        end();
    }
}

static void slow_and_chunked_answers_are_no_failures(void **state)
{
    (void)state;
    static const char *const faults[] = {"drip=7/1ms", "chunked", "chunked,drip=1/1ms", "delay=20"};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        begin(faults[i], 0);
        fetch_after(1);
        end();
    }
}

static void there_are_no_more_attempts_than_allowed(void **state)
{
    (void)state;
    begin("status=503,retry-after=0", 4);
    xeng_error *refusal = fails(XENG_ERROR_SERVER, 4);
    assert_int_equal(xeng_error_http_status(refusal), 503);
    xeng_error_unref(refusal);
    end();
}

static void one_attempt_means_no_retry(void **state)
{
    (void)state;
    begin("reset", 1);
    xeng_error *refusal = fails(XENG_ERROR_NETWORK, 1);
    assert_int_equal(xeng_error_http_status(refusal), 0);
    xeng_error_unref(refusal);
    end();
}

static void the_last_word_of_a_broken_server_is_readable(void **state)
{
    (void)state;
    begin("status=502,html,retry-after=0", 2);
    xeng_error *refusal = fails(XENG_ERROR_SERVER, 2);
    MUST_MENTION(refusal, "502");
    assert_null(strstr(xeng_error_message(refusal), "<html>"));
    assert_null(strstr(xeng_error_message(refusal), "\n"));
    xeng_error_unref(refusal);
    end();
}

static void every_attempt_is_signed_anew(void **state)
{
    (void)state;
    begin("truncate-gzip,first=4,retry-after=0", 5);
    fetch_after(5);
    assert_int_equal(simulator_log_distinct(sim, "nonce"), 5);
    json_t *log = simulator_log(sim);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(log_text(json_array_get(log, i), "auth"), "user");
        assert_int_equal(log_number(json_array_get(log, i), "status"), 200);
    }
    json_decref(log);
    end();
}

static void a_body_is_sent_in_full_at_every_attempt(void **state)
{
    (void)state;
    begin("status=503,first=2,retry-after=0", 0);
    fetch_after(3);
    assert_int_equal(simulator_log_distinct(sim, "bytes_in"), 1);
    end();
}

static void retry_after_is_waited_for(void **state)
{
    (void)state;
    begin("status=503,first=1,retry-after=1", 0);
    int64_t begun = now_ms();
    fetch_after(2);
    assert_in_range(now_ms() - begun, 1000, 1000 + 20000);
    end();
}

/* Many requests that fail all the time: once the budget is used up, each is sent but once. */
static void an_outage_is_not_answered_with_a_storm(void **state)
{
    (void)state;
    enum {
        REQUESTS = 150,
        BUDGET = 100, /* retries that a client has at its beginning */
    };
    begin("status=503,retry-after=0", 5);
    for (int i = 0; i < REQUESTS; i++) {
        xeng_error *refusal = FETCH_FAILS(XENG_ERROR_SERVER, client, user, request);
        xeng_error_unref(refusal);
    }
    assert_int_equal(simulator_request_count(sim), REQUESTS + BUDGET);
    end();
}

static void check_refused(xeng_credentials *credentials, const char *words)
{
    xeng_credentials_unref(user);
    user = credentials;
    xeng_error *refusal = fails(XENG_ERROR_UNAUTHORIZED, 1);
    assert_int_equal(xeng_error_http_status(refusal), 401);
    assert_non_null(strstr(xeng_error_server_message(refusal, 0), words));
    xeng_error_unref(refusal);
}

static void wrong_credentials_are_told_at_once(void **state)
{
    (void)state;
    xeng_credentials *wrong;
    begin("status=503,path=nowhere", 0);
    MUST(xeng_credentials_new_user("sim-consumer-key", "another secret", "1001-sim-access-token",
                                   "sim-access-token-secret", &wrong, error));
    check_refused(wrong, "Bad signature");
    end();
    begin("status=503,path=nowhere", 0);
    MUST(xeng_credentials_new_user("sim-consumer-key", "sim-consumer-secret", "1001-nobody",
                                   "sim-access-token-secret", &wrong, error));
    check_refused(wrong, "Access token not found");
    end();
    begin("status=503,path=nowhere", 0);
    MUST(xeng_credentials_new_bearer("AAAA%3D", &wrong, error));
    check_refused(wrong, "Invalid or expired token");
    end();
}

static void refusals_are_not_repeated(void **state)
{
    (void)state;
    static const struct {
        const char *fault;
        int32_t code;
    } refusals[] = {
        {"status=400", XENG_ERROR_BAD_REQUEST},
        {"status=403,retry-after=0", XENG_ERROR_FORBIDDEN},
        {"status=404", XENG_ERROR_NOT_FOUND},
        {"status=406", XENG_ERROR_REFUSED},
        {"status=302,header=Location:https://127.0.0.1:1/", XENG_ERROR_REDIRECT},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        begin(refusals[i].fault, 0);
        xeng_error_unref(fails(refusals[i].code, 1));
        end();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_of_the_server_are_overcome),
        cmocka_unit_test(broken_answers_are_overcome),
        cmocka_unit_test(slow_and_chunked_answers_are_no_failures),
        cmocka_unit_test(there_are_no_more_attempts_than_allowed),
        cmocka_unit_test(one_attempt_means_no_retry),
        cmocka_unit_test(the_last_word_of_a_broken_server_is_readable),
        cmocka_unit_test(every_attempt_is_signed_anew),
        cmocka_unit_test(a_body_is_sent_in_full_at_every_attempt),
        cmocka_unit_test(retry_after_is_waited_for),
        cmocka_unit_test(an_outage_is_not_answered_with_a_storm),
        cmocka_unit_test(wrong_credentials_are_told_at_once),
        cmocka_unit_test(refusals_are_not_repeated),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
