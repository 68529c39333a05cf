/* What libcurl's failures become: a code, words for a person, whether to try again. */
#include "unit.h"

#include <string.h>

#include "net/curl_error.h"

static xeng__failure failure;
static char message[512];

static int32_t made_of(CURLcode code, const char *details)
{
    const xeng__curl_failure what = {
        .code = code,
        .details = details,
        .url = "https://data-api.x.com/insights/engagement/totals",
        .may_have_been_sent = true,
        .connect_timeout_ms = 10000,
        .stall_timeout_ms = 60000,
    };
    xeng_error *error = NULL;
    int32_t result = xeng__curl_error(&what, &failure, &error);
    assert_int_equal(result, xeng_error_code(error));
    strncpy(message, xeng_error_message(error), sizeof message - 1);
    xeng_error_unref(error);
    return result;
}

static void a_certificate_is_never_tried_twice_and_names_the_way_out(void **state)
{
    (void)state;
    assert_int_equal(made_of(CURLE_PEER_FAILED_VERIFICATION, "self-signed certificate"),
                     XENG_ERROR_TLS);
    assert_int_equal(failure, XENG__FAILURE_FINAL);
    assert_non_null(strstr(message, "data-api.x.com"));
    assert_non_null(strstr(message, "XENGAGE_CA_FILE"));
    assert_non_null(strstr(message, "--ca-file"));
    assert_non_null(strstr(message, "xeng_options_set_ca_file"));
    assert_int_equal(made_of(CURLE_SSL_CACERT_BADFILE, ""), XENG_ERROR_TLS);
    assert_int_equal(failure, XENG__FAILURE_FINAL);
}

static void a_broken_connection_is_tried_again(void **state)
{
    (void)state;
    static const CURLcode codes[] = {CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR,   CURLE_RECV_ERROR,
                                     CURLE_GOT_NOTHING,     CURLE_PARTIAL_FILE, CURLE_HTTP2,
                                     CURLE_HTTP2_STREAM};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_int_equal(made_of(codes[i], ""), XENG_ERROR_NETWORK);
        assert_int_equal(failure, XENG__FAILURE_TRANSIENT);
        assert_non_null(strstr(message, "data-api.x.com"));
    }
}

static void a_name_that_does_not_resolve_is_said_so(void **state)
{
    (void)state;
    assert_int_equal(made_of(CURLE_COULDNT_RESOLVE_HOST, ""), XENG_ERROR_DNS);
    assert_non_null(strstr(message, "data-api.x.com"));
}

static void the_password_of_a_proxy_is_not_quoted(void **state)
{
    (void)state;
    static const char *const details[] = {
        "Unsupported proxy syntax in 'http://me:s3cret@[proxy'",
        "Unsupported proxy syntax in 'me:s3cret@[proxy'",
        "Unsupported proxy scheme for 'odd://me:s3cret@proxy'",
    };
    static const CURLcode codes[] = {CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
                                     CURLE_PROXY, CURLE_SSL_CONNECT_ERROR};
    for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
        for (size_t k = 0; k < sizeof codes / sizeof *codes; k++) {
            (void)made_of(codes[k], details[i]);
            assert_null(strstr(message, "s3cret"));
        }
    }
}

static void an_endless_header_line_is_not_taken_for_want_of_memory(void **state)
{
    (void)state;
    assert_int_equal(made_of(CURLE_OUT_OF_MEMORY, ""), XENG_ERROR_TOO_LARGE);
    assert_int_equal(failure, XENG__FAILURE_FINAL);
    const xeng__curl_failure early = {
        .code = CURLE_OUT_OF_MEMORY, .details = "", .url = "https://data-api.x.com"};
    assert_int_equal(xeng__curl_error(&early, &failure, NULL), XENG_ERROR_NO_MEMORY);
}

static void silence_is_a_timeout(void **state)
{
    (void)state;
    assert_int_equal(made_of(CURLE_OPERATION_TIMEDOUT, ""), XENG_ERROR_NETWORK);
    assert_int_equal(failure, XENG__FAILURE_TIMEOUT);
    assert_non_null(strstr(message, "60000 ms"));
}

static void a_handshake_is_tried_again_only_if_it_broke_off(void **state)
{
    (void)state;
    assert_int_equal(made_of(CURLE_SSL_CONNECT_ERROR, "Connection reset by peer in connection"),
                     XENG_ERROR_TLS);
    assert_int_equal(failure, XENG__FAILURE_TRANSIENT);
    assert_int_equal(made_of(CURLE_SSL_CONNECT_ERROR, "error:0A00010B:wrong version number"),
                     XENG_ERROR_TLS);
    assert_int_equal(failure, XENG__FAILURE_FINAL);
}

static void a_proxys_refusal_is_told_as_the_proxys(void **state)
{
    (void)state;
    const xeng__curl_failure what = {
        .code = CURLE_RECV_ERROR,
        .details = "CONNECT tunnel failed, response 407",
        .url = "https://data-api.x.com",
        .proxy_status = 407,
    };
    xeng_error *error = NULL;
    assert_int_equal(xeng__curl_error(&what, &failure, &error), XENG_ERROR_NETWORK);
    assert_int_equal(failure, XENG__FAILURE_FINAL);
    assert_non_null(strstr(xeng_error_message(error), "proxy answered 407"));
    xeng_error_unref(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certificate_is_never_tried_twice_and_names_the_way_out),
        cmocka_unit_test(a_broken_connection_is_tried_again),
        cmocka_unit_test(a_name_that_does_not_resolve_is_said_so),
        cmocka_unit_test(the_password_of_a_proxy_is_not_quoted),
        cmocka_unit_test(an_endless_header_line_is_not_taken_for_want_of_memory),
        cmocka_unit_test(silence_is_a_timeout),
        cmocka_unit_test(a_handshake_is_tried_again_only_if_it_broke_off),
        cmocka_unit_test(a_proxys_refusal_is_told_as_the_proxys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
