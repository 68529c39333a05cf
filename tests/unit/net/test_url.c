/* What a base URL may look like. */
#include "unit.h"

#include <string.h>

#include <xengage/error.h>

#include "net/url.h"

static void assert_refused(const char *url, const char *because)
{
    xeng_error *error = NULL;
    assert_int_equal(xeng__url_check("base URL", url, &error), XENG_ERROR_INVALID_ARGUMENT);
    if (strstr(xeng_error_message(error), because) == NULL) {
        print_error("%s: %s\n", url, xeng_error_message(error));
        fail();
    }
    xeng_error_unref(error);
}

static void takes_https_anywhere(void **state)
{
    (void)state;
    static const char *const fine[] = {
        "https://data-api.x.com",     "https://data-api.x.com/",     "https://data-api.x.com:443",
        "HTTPS://Data-API.X.com",     "https://[2001:db8::1]:8443",  "https://10.0.0.1/prefix/v1",
        "https://example.com/a%20b/", "https://under_score.example",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        assert_int_equal(xeng__url_check("base URL", fine[i], NULL), XENG_OK);
    }
}

static void takes_plain_http_to_this_machine_only(void **state)
{
    (void)state;
    static const char *const fine[] = {
        "http://127.0.0.1",      "http://127.0.0.1:8080", "http://127.255.3.4:1/x",
        "http://localhost:8080", "http://LocalHost",      "http://[::1]:8080",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        assert_int_equal(xeng__url_check("base URL", fine[i], NULL), XENG_OK);
    }
    static const char *const others[] = {
        "http://data-api.x.com",
        "http://128.0.0.1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://127.1",
        "http://127.0.0.256",
        "http://[::2]",
        "http://127.example.com",
        "http://127.0.0.1.",
        "http://0127.0.0.1",
        "http://[::ffff:7f00:1]",
        "http://notlocalhost",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_refused(others[i], "use https");
    }
}

static void refuses_other_schemes(void **state)
{
    (void)state;
    static const char *const urls[] = {"ftp://x.com", "file:///etc/passwd", "x.com",
                                       "//x.com",     "https:/x.com",       "javascript:1"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        assert_refused(urls[i], "must begin with");
    }
}

static void refuses_user_names_and_does_not_show_them(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    assert_int_equal(xeng__url_check("base URL", "https://me:secret@x.com", &error),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_non_null(strstr(xeng_error_message(error), "user name"));
    assert_null(strstr(xeng_error_message(error), "secret"));
    xeng_error_unref(error);
    assert_refused("https://data-api.x.com@evil.example", "user name");
}

static void refuses_query_and_fragment(void **state)
{
    (void)state;
    assert_refused("https://x.com?a=b", "no query");
    assert_refused("https://x.com/#f", "no fragment");
}

static void refuses_what_could_break_out_of_a_line(void **state)
{
    (void)state;
    assert_refused("https://x.com/\r\nEvil: 1", "control characters");
    assert_refused("https://x.com/\n", "control characters");
    assert_refused("https://x.com/ b", "blanks");
    assert_refused("https://x.com/\x7f", "control characters");
    assert_refused("https://b\xc3\xbc"
                   "cher.example",
                   "beyond ASCII");
    assert_refused("https://x.com\\evil", "can't have");
}

static void refuses_bad_hosts_and_ports(void **state)
{
    (void)state;
    assert_refused("", "empty");
    assert_refused("https://", "no host");
    assert_refused("https:///path", "no host");
    assert_refused("https://[]", "no host");
    assert_refused("https://[::1", "no host");
    assert_refused("https://x.com:", "port");
    assert_refused("https://x.com:0", "port");
    assert_refused("https://x.com:65536", "port");
    assert_refused("https://x.com:8a", "no host has");
    assert_refused("https://x!y", "no host has");
}

static void tells_the_host(void **state)
{
    (void)state;
    xeng__buf host = XENG__BUF_EMPTY;
    xeng__url_host("https://Data-API.x.com:443/a", &host);
    assert_string_equal(xeng__buf_text(&host), "data-api.x.com");
    xeng__buf_clear(&host);
    xeng__url_host("http://[::1]:80", &host);
    assert_string_equal(xeng__buf_text(&host), "::1");
    xeng__buf_free(&host);
}

static void knows_the_hosts_of_x(void **state)
{
    (void)state;
    assert_true(xeng__url_is_x("https://data-api.x.com"));
    assert_true(xeng__url_is_x("https://data-api.twitter.com:443/"));
    assert_true(xeng__url_is_x("https://X.com"));
    assert_false(xeng__url_is_x("https://example.com"));
    assert_false(xeng__url_is_x("https://evilx.com"));
    assert_false(xeng__url_is_x("https://x.com.example"));
    assert_false(xeng__url_is_x("http://127.0.0.1:80"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_https_anywhere),
        cmocka_unit_test(takes_plain_http_to_this_machine_only),
        cmocka_unit_test(refuses_other_schemes),
        cmocka_unit_test(refuses_user_names_and_does_not_show_them),
        cmocka_unit_test(refuses_query_and_fragment),
        cmocka_unit_test(refuses_what_could_break_out_of_a_line),
        cmocka_unit_test(refuses_bad_hosts_and_ports),
        cmocka_unit_test(tells_the_host),
        cmocka_unit_test(knows_the_hosts_of_x),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
