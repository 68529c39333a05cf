/* Connections: reused, trusted only with reason, to the right host only; and the limits on what
 * comes through them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "relay.h"

static simulator *sim;
static xeng_client *client;
static xeng_credentials *user;
static xeng_request *request;

static void begin_with(xeng_options *options)
{
    client = client_with(options);
    user = user_credentials();
    request = small_request(post(1, 3));
}

static void begin(const char *flag)
{
    sim = simulator_start(NOW_FLAG, flag, NULL);
    begin_with(sim_options(sim));
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

static void one_connection_serves_request_after_request(void **state)
{
    (void)state;
    begin(NULL);
    for (int i = 0; i < 10; i++) {
        fetch_fine();
    }
    assert_int_equal(simulator_request_count(sim), 10);
    assert_int_equal(simulator_log_distinct(sim, "connection"), 1);
    end();
}

static void refusals_and_failures_keep_the_connection(void **state)
{
    (void)state;
    begin("--fault=status=503,every=2,retry-after=0");
    for (int i = 0; i < 5; i++) {
        fetch_fine();
    }
    assert_int_equal(simulator_log_distinct(sim, "connection"), 1);
    end();
}

/* The server closes idle connections without asking. */
static void a_connection_that_was_closed_meanwhile_costs_nothing(void **state)
{
    (void)state;
    begin("--idle-timeout=1");
    fetch_fine();
    sleep_ms(2500);
    fetch_fine();
    assert_int_equal(simulator_request_count(sim), 2);
    assert_int_equal(simulator_log_distinct(sim, "connection"), 2);
    end();
}

static void plain_http_to_loopback_works(void **state)
{
    (void)state;
    begin("--http");
    fetch_fine();
    end();
}

static void the_servers_name_may_be_used_for_its_address(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_base_url(options, simulator_url_at(sim, "localhost"), error));
    begin_with(options);
    fetch_fine();
    end();
}

static void plain_http_to_anywhere_else_is_refused(void **state)
{
    (void)state;
    static const char *const urls[] = {
        "http://data-api.x.com",     "http://192.0.2.1:8080",      "http://127.0.0.1.example.com",
        "http://localhost.example.", "http://127.0.0.1@192.0.2.1", "HTTP://example.com",
    };
    xeng_options *options;
    MUST(xeng_options_new(&options, error));
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        xeng_error *refusal = NULL;
        int32_t code = xeng_options_set_base_url(options, urls[i], &refusal);
        MUST_BE(refusal, XENG_ERROR_INVALID_ARGUMENT, code);
        xeng_error_unref(refusal);
        code = xeng_options_set_auth_url(options, urls[i], &refusal);
        MUST_BE(refusal, XENG_ERROR_INVALID_ARGUMENT, code);
        xeng_error_unref(refusal);
    }
    xeng_options_unref(options);
}

/* TLS failures are told at once, by one attempt, and nothing reaches the server. */
static void check_untrusted(const char *mention)
{
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_TLS, client, user, request);
    assert_int_equal(xeng_error_attempts(refusal), 1);
    assert_int_equal(xeng_error_http_status(refusal), 0);
    MUST_MENTION(refusal, mention);
    xeng_error_unref(refusal);
    assert_int_equal(simulator_request_count(sim), 0);
}

static void a_certificate_of_an_unknown_authority_is_refused(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_ca_file(options, NULL, error)); /* the system's */
    begin_with(options);
    check_untrusted("XENGAGE_CA_FILE");
    end();
}

static void another_simulators_certificate_is_refused(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    simulator *other = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_ca_file(options, simulator_ca_file(other), error));
    begin_with(options);
    check_untrusted(simulator_ca_file(other));
    simulator_stop(other);
    end();
}

static void a_certificate_for_another_host_is_refused(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    relay *way = relay_start("127.0.0.2", simulator_port(sim));
    char url[64];
    snprintf(url, sizeof url, "https://127.0.0.2:%d", relay_port(way));
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_base_url(options, url, error));
    begin_with(options);
    check_untrusted("127.0.0.2");
    end();
    relay_stop(way);
}

static void a_ca_file_that_is_missing_is_named(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_ca_file(options, "/nonexistent/ca.pem", error));
    begin_with(options);
    check_untrusted("/nonexistent/ca.pem");
    end();
}

static void tls_with_a_server_that_speaks_plain_http_fails_readably(void **state)
{
    (void)state;
    sim = simulator_start("--http", NOW_FLAG, NULL);
    char url[64];
    snprintf(url, sizeof url, "https://127.0.0.1:%d", simulator_port(sim));
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_base_url(options, url, error));
    begin_with(options);
    xeng_request_set_deadline_ms(request, 20000);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_TLS, client, user, request);
    MUST_MENTION(refusal, "TLS");
    xeng_error_unref(refusal);
    end();
}

static void nobody_listening_is_told(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_base_url(options, "https://127.0.0.1:1", error));
    xeng_options_set_max_attempts(options, 2);
    begin_with(options);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_NETWORK, client, user, request);
    assert_int_equal(xeng_error_attempts(refusal), 2);
    MUST_MENTION(refusal, "127.0.0.1");
    xeng_error_unref(refusal);
    end();
}

static void a_name_that_nobody_has_is_told(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_base_url(options, "https://no-such-host.invalid", error));
    xeng_options_set_max_attempts(options, 1);
    begin_with(options);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_DNS, client, user, request);
    MUST_MENTION(refusal, "no-such-host.invalid");
    xeng_error_unref(refusal);
    end();
}

static void a_redirect_is_not_followed(void **state)
{
    (void)state;
    simulator *other = simulator_start("--http", NOW_FLAG, NULL);
    char fault[200];
    snprintf(fault, sizeof fault,
             "--fault=status=307,header=Location:%s/insights/engagement/totals",
             simulator_url(other));
    begin(fault);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_REDIRECT, client, user, request);
    assert_int_equal(xeng_error_http_status(refusal), 307);
    MUST_MENTION(refusal, "Redirects are not followed");
    xeng_error_unref(refusal);
    assert_int_equal(simulator_request_count(other), 0);
    simulator_stop(other);
    end();
}

static void a_wrong_path_is_told(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    char url[128];
    snprintf(url, sizeof url, "%s/v2", simulator_url(sim));
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_base_url(options, url, error));
    begin_with(options);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_NOT_FOUND, client, user, request);
    assert_string_equal(xeng_error_server_message(refusal, 0), "Sorry, that page does not exist");
    xeng_error_unref(refusal);
    json_t *log = simulator_log(sim);
    assert_string_equal(log_text(json_array_get(log, 0), "path"), "/v2/insights/engagement/totals");
    json_decref(log);
    end();
}

static xeng_request *large_request(void)
{
    uint64_t ids[25];
    for (uint64_t i = 0; i < 25; i++) {
        ids[i] = post(i + 1, 20);
    }
    return request_for(XENG_ENDPOINT_HISTORICAL, ids, 25, "impressions,favorites",
                       "tweet.id,engagement.type,engagement.day,engagement.hour");
}

static void an_answer_over_the_limit_is_too_large(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_max_response_bytes(options, 100000);
    begin_with(options);
    xeng_request *large = large_request();
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_TOO_LARGE, client, user, large);
    assert_int_equal(xeng_error_attempts(refusal), 1);
    MUST_MENTION(refusal, "100000");
    xeng_error_unref(refusal);
    xeng_request_unref(large);
    fetch_fine(); /* what is smaller goes on */
    end();
}

static void a_gzip_bomb_is_too_large(void **state)
{
    (void)state;
    begin("--fault=bomb=100M,first=1");
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_TOO_LARGE, client, user, request);
    assert_int_equal(xeng_error_attempts(refusal), 1);
    xeng_error_unref(refusal);
    fetch_fine();
    end();
}

static int64_t bytes_in(size_t index)
{
    json_t *log = simulator_log(sim);
    int64_t bytes = log_number(json_array_get(log, index), "bytes_in");
    json_decref(log);
    return bytes;
}

static void compressed_requests_are_understood(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--accept-gzip-bodies", NULL);
    client = sim_client(sim);
    user = user_credentials();
    request = large_request();
    xeng_result *plain = FETCH(client, user, request);
    xeng_client_unref(client);
    xeng_options *options = sim_options(sim);
    xeng_options_set_compress_requests(options, 1);
    client = client_with(options);
    xeng_result *packed = FETCH(client, user, request);
    assert_int_equal(xeng_result_leaf_count(packed, 0), xeng_result_leaf_count(plain, 0));
    assert_in_range(bytes_in(1), 1, bytes_in(0) / 2);
    xeng_result_unref(packed);
    xeng_result_unref(plain);
    end();
}

static void compressed_requests_are_sent_only_where_asked_for(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL); /* takes none */
    xeng_options *options = sim_options(sim);
    xeng_options_set_compress_requests(options, 1);
    begin_with(options);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_BAD_REQUEST, client, user, request);
    xeng_error_unref(refusal);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_connection_serves_request_after_request),
        cmocka_unit_test(refusals_and_failures_keep_the_connection),
        cmocka_unit_test(a_connection_that_was_closed_meanwhile_costs_nothing),
        cmocka_unit_test(plain_http_to_loopback_works),
        cmocka_unit_test(the_servers_name_may_be_used_for_its_address),
        cmocka_unit_test(plain_http_to_anywhere_else_is_refused),
        cmocka_unit_test(a_certificate_of_an_unknown_authority_is_refused),
        cmocka_unit_test(another_simulators_certificate_is_refused),
        cmocka_unit_test(a_certificate_for_another_host_is_refused),
        cmocka_unit_test(a_ca_file_that_is_missing_is_named),
        cmocka_unit_test(tls_with_a_server_that_speaks_plain_http_fails_readably),
        cmocka_unit_test(nobody_listening_is_told),
        cmocka_unit_test(a_name_that_nobody_has_is_told),
        cmocka_unit_test(a_redirect_is_not_followed),
        cmocka_unit_test(a_wrong_path_is_told),
        cmocka_unit_test(an_answer_over_the_limit_is_too_large),
        cmocka_unit_test(a_gzip_bomb_is_too_large),
        cmocka_unit_test(compressed_requests_are_understood),
        cmocka_unit_test(compressed_requests_are_sent_only_where_asked_for),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
