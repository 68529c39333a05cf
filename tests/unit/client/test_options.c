/* Options: what they refuse, and that a refusal changes nothing. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <xengage/xengage.h>

#include "client/client.h"

static xeng_options *options;

static int set_up(void **state)
{
    (void)state;
    unsetenv("XENGAGE_BASE_URL");
    unsetenv("XENGAGE_AUTH_URL");
    unsetenv("XENGAGE_CA_FILE");
    return xeng_options_new(&options, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    xeng_options_unref(options);
    options = NULL;
    return 0;
}

static void assert_invalid(int32_t code, xeng_error **error, const char *because)
{
    assert_int_equal(code, XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_error_code(*error), XENG_ERROR_INVALID_ARGUMENT);
    if (strstr(xeng_error_message(*error), because) == NULL) {
        print_error("%s\n", xeng_error_message(*error));
        fail();
    }
    xeng_error_unref(*error);
    *error = NULL;
}

static void have_the_documented_defaults(void **state)
{
    (void)state;
    const xeng__settings *settings = &options->settings;
    assert_string_equal(settings->base_url, "https://data-api.x.com");
    assert_string_equal(settings->auth_url, "https://api.x.com");
    assert_null(settings->ca_file);
    assert_null(settings->proxy);
    assert_int_equal(settings->deadline_ms, 300000);
    assert_int_equal(settings->connect_timeout_ms, 10000);
    assert_int_equal(settings->stall_timeout_ms, 60000);
    assert_int_equal(settings->max_attempts, 5);
    assert_int_equal(settings->per_minute, 0);
    assert_int_equal(settings->max_concurrency, 16);
    assert_int_equal(settings->max_response_bytes, 64 * 1024 * 1024);
    assert_int_equal(settings->http_version, XENG_HTTP_AUTO);
    assert_false(settings->compress_requests);
    assert_null(settings->log);
}

static void zero_brings_a_default_back(void **state)
{
    (void)state;
    xeng_options_set_deadline_ms(options, 1);
    xeng_options_set_connect_timeout_ms(options, 2);
    xeng_options_set_stall_timeout_ms(options, 3);
    xeng_options_set_max_attempts(options, 4);
    xeng_options_set_rate_limit(options, 5);
    xeng_options_set_max_concurrency(options, 6);
    xeng_options_set_max_response_bytes(options, 7);
    assert_int_equal(options->settings.deadline_ms, 1);
    assert_int_equal(options->settings.connect_timeout_ms, 2);
    assert_int_equal(options->settings.stall_timeout_ms, 3);
    assert_int_equal(options->settings.max_attempts, 4);
    assert_int_equal(options->settings.per_minute, 5);
    assert_int_equal(options->settings.max_concurrency, 6);
    assert_int_equal(options->settings.max_response_bytes, 7);
    xeng_options_set_deadline_ms(options, 0);
    xeng_options_set_connect_timeout_ms(options, 0);
    xeng_options_set_stall_timeout_ms(options, 0);
    xeng_options_set_max_attempts(options, 0);
    xeng_options_set_rate_limit(options, 0);
    xeng_options_set_max_concurrency(options, 0);
    xeng_options_set_max_response_bytes(options, 0);
    have_the_documented_defaults(state);
}

static void urls_lose_their_last_slash(void **state)
{
    (void)state;
    assert_int_equal(xeng_options_set_base_url(options, "https://a.example/prefix//", NULL),
                     XENG_OK);
    assert_string_equal(options->settings.base_url, "https://a.example/prefix");
    assert_int_equal(xeng_options_set_auth_url(options, "http://127.0.0.1:80/", NULL), XENG_OK);
    assert_string_equal(options->settings.auth_url, "http://127.0.0.1:80");
}

static void a_refused_url_changes_nothing(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    assert_invalid(xeng_options_set_base_url(options, "http://data-api.x.com", &error), &error,
                   "loopback");
    assert_invalid(xeng_options_set_auth_url(options, "https://u:p@api.x.com", &error), &error,
                   "user name");
    have_the_documented_defaults(state);
}

static void paths_and_proxies_can_be_taken_back(void **state)
{
    (void)state;
    assert_int_equal(xeng_options_set_ca_file(options, "/etc/ca.pem", NULL), XENG_OK);
    assert_string_equal(options->settings.ca_file, "/etc/ca.pem");
    assert_int_equal(xeng_options_set_ca_file(options, NULL, NULL), XENG_OK);
    assert_null(options->settings.ca_file);
    assert_int_equal(xeng_options_set_fallback_ca_file(options, "/etc/more.pem", NULL), XENG_OK);
    assert_string_equal(options->settings.fallback_ca_file, "/etc/more.pem");
    assert_int_equal(xeng_options_set_fallback_ca_file(options, NULL, NULL), XENG_OK);
    assert_null(options->settings.fallback_ca_file);
    assert_int_equal(xeng_options_set_proxy(options, "", NULL), XENG_OK);
    assert_string_equal(options->settings.proxy, "");
    assert_int_equal(xeng_options_set_proxy(options, "http://proxy:3128", NULL), XENG_OK);
    assert_string_equal(options->settings.proxy, "http://proxy:3128");
    assert_int_equal(xeng_options_set_proxy(options, NULL, NULL), XENG_OK);
    assert_null(options->settings.proxy);
}

static void nothing_breaks_out_of_a_header(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    assert_invalid(xeng_options_set_user_agent(options, "a\r\nEvil: 1", &error), &error,
                   "visible ASCII");
    assert_invalid(xeng_options_set_user_agent(options, "caf\xc3\xa9", &error), &error,
                   "visible ASCII");
    assert_invalid(xeng_options_set_proxy(options, "http://p\n", &error), &error, "control");
    assert_int_equal(xeng_options_set_user_agent(options, "acme reports/2.1 (nightly)", NULL),
                     XENG_OK);
    assert_string_equal(options->settings.product, "acme reports/2.1 (nightly)");
    assert_int_equal(xeng_options_set_user_agent(options, NULL, NULL), XENG_OK);
    assert_null(options->settings.product);
}

static void refuse_a_version_of_http_that_is_not_there(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    assert_invalid(xeng_options_set_http_version(options, 7, &error), &error, "7");
    assert_int_equal(xeng_options_set_http_version(options, XENG_HTTP_1_1, NULL), XENG_OK);
    assert_int_equal(options->settings.http_version, XENG_HTTP_1_1);
}

static void take_over_the_environment(void **state)
{
    (void)state;
    setenv("XENGAGE_BASE_URL", "https://127.0.0.1:8443", 1);
    setenv("XENGAGE_AUTH_URL", "https://auth.example", 1);
    setenv("XENGAGE_CA_FILE", "/tmp/ca.pem", 1);
    assert_int_equal(xeng_options_from_env(options, NULL), XENG_OK);
    assert_string_equal(options->settings.base_url, "https://127.0.0.1:8443");
    assert_string_equal(options->settings.auth_url, "https://auth.example");
    assert_string_equal(options->settings.ca_file, "/tmp/ca.pem");
}

static void take_another_server_for_both_parts(void **state)
{
    (void)state;
    setenv("XENGAGE_BASE_URL", "https://127.0.0.1:8443/", 1);
    setenv("XENGAGE_AUTH_URL", "", 1);
    assert_int_equal(xeng_options_from_env(options, NULL), XENG_OK);
    assert_string_equal(options->settings.auth_url, "https://127.0.0.1:8443");
}

static void keep_the_auth_url_with_another_host_of_x(void **state)
{
    (void)state;
    setenv("XENGAGE_BASE_URL", "https://data-api.twitter.com", 1);
    assert_int_equal(xeng_options_from_env(options, NULL), XENG_OK);
    assert_string_equal(options->settings.base_url, "https://data-api.twitter.com");
    assert_string_equal(options->settings.auth_url, "https://api.x.com");
}

static void an_empty_environment_changes_nothing(void **state)
{
    (void)state;
    setenv("XENGAGE_BASE_URL", "", 1);
    setenv("XENGAGE_CA_FILE", "", 1);
    assert_int_equal(xeng_options_from_env(options, NULL), XENG_OK);
    have_the_documented_defaults(state);
}

static void a_bad_variable_is_named_and_changes_nothing(void **state)
{
    (void)state;
    setenv("XENGAGE_BASE_URL", "https://127.0.0.1:1", 1);
    setenv("XENGAGE_AUTH_URL", "http://auth.example", 1);
    xeng_error *error = NULL;
    assert_invalid(xeng_options_from_env(options, &error), &error, "XENGAGE_AUTH_URL");
    have_the_documented_defaults(state);
}

static void null_is_refused_without_a_crash(void **state)
{
    (void)state;
    assert_int_equal(xeng_options_new(NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_from_env(NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_base_url(NULL, "https://x.com", NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_base_url(options, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_auth_url(options, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_ca_file(NULL, "x", NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_ca_file(options, "", NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_fallback_ca_file(NULL, "x", NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_fallback_ca_file(options, "", NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_proxy(NULL, "x", NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_user_agent(NULL, "x", NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_options_set_http_version(NULL, 0, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng_options_set_deadline_ms(NULL, 1);
    xeng_options_set_connect_timeout_ms(NULL, 1);
    xeng_options_set_stall_timeout_ms(NULL, 1);
    xeng_options_set_max_attempts(NULL, 1);
    xeng_options_set_rate_limit(NULL, 1);
    xeng_options_set_max_concurrency(NULL, 1);
    xeng_options_set_max_response_bytes(NULL, 1);
    xeng_options_set_compress_requests(NULL, 1);
    xeng_options_set_log(NULL, 1, NULL, NULL);
    assert_null(xeng_options_ref(NULL));
    xeng_options_unref(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(have_the_documented_defaults),
        TEST(zero_brings_a_default_back),
        TEST(urls_lose_their_last_slash),
        TEST(a_refused_url_changes_nothing),
        TEST(paths_and_proxies_can_be_taken_back),
        TEST(nothing_breaks_out_of_a_header),
        TEST(refuse_a_version_of_http_that_is_not_there),
        TEST(take_over_the_environment),
        TEST(take_another_server_for_both_parts),
        TEST(keep_the_auth_url_with_another_host_of_x),
        TEST(an_empty_environment_changes_nothing),
        TEST(a_bad_variable_is_named_and_changes_nothing),
        TEST(null_is_refused_without_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
