/* Errors of the API in all their forms become codes, ids and messages that help. */
#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "wire/error_body.h"

static xeng_error *error_of(int32_t status, const char *body)
{
    xeng__response_head head;
    xeng__response_head_init(&head);
    head.status = status;
    xeng_error *error = xeng__error_from_response(&head, body, strlen(body));
    assert_non_null(error);
    assert_int_equal(xeng_error_http_status(error), status);
    return error;
}

static void assert_code(int32_t status, const char *body, int32_t code)
{
    xeng_error *error = error_of(status, body);
    if (xeng_error_code(error) != code) {
        print_error("%d %s gives %s\n", (int)status, body,
                    xeng_error_code_name(xeng_error_code(error)));
    }
    assert_int_equal(xeng_error_code(error), code);
    xeng_error_unref(error);
}

static void every_known_message_has_its_code(void **state)
{
    static const struct {
        int32_t status;
        const char *body;
        int32_t code;
    } cases[] = {
        {401,
         "{\"errors\":[\"Your account could not be authenticated. Reason: Access token not "
         "found\"]}",
         XENG_ERROR_UNAUTHORIZED},
        {401,
         "{\"errors\":[\"Your account could not be authenticated. Reason: Unknown Authorization "
         "Type\"]}",
         XENG_ERROR_UNAUTHORIZED},
        {401, "{\"errors\":[{\"code\":89,\"message\":\"Invalid or expired token\"}]}",
         XENG_ERROR_UNAUTHORIZED},
        {401, "", XENG_ERROR_UNAUTHORIZED},
        {403, "{\"errors\":[\"Your application ID is not authorized.\"]}", XENG_ERROR_FORBIDDEN},
        {403,
         "{\"errors\":[{\"message\":\"Your credentials do not allow access to this "
         "resource\",\"code\":220}]}",
         XENG_ERROR_FORBIDDEN},
        {403,
         "{\"errors\":[{\"code\":99,\"label\":\"authenticity_token_error\",\"message\":\"Unable to "
         "verify your credentials\"}]}",
         XENG_ERROR_UNAUTHORIZED},
        {403, "", XENG_ERROR_FORBIDDEN},
        {403, "{\"errors\":[\"Forbidden to access tweets: 1054424731825229824;\"]}",
         XENG_ERROR_FORBIDDEN_POSTS},
        {403, "{\"errors\":[\"Forbidden to access metrics: retweets\"]}",
         XENG_ERROR_FORBIDDEN_METRICS},
        {400, "{\"errors\":[\"Tweet ID(s) are unavailable\"]}", XENG_ERROR_UNAVAILABLE_POSTS},
        {400,
         "{\"errors\":[\"One or more of the groupBys you have specified are not supported: "
         "(engagement.hour). Please adjust your request and try again.\"]}",
         XENG_ERROR_BAD_REQUEST},
        {400, "{\"errors\":[\"something new\"]}", XENG_ERROR_BAD_REQUEST},
        {404, "{\"errors\":[{\"message\":\"Sorry, that page does not exist\",\"code\":34}]}",
         XENG_ERROR_NOT_FOUND},
        {406,
         "{\"errors\":[\"This request requires gzip compression. Retry the request after setting "
         "'Accept-Encoding' header in the request to 'gzip'.\"]}",
         XENG_ERROR_REFUSED},
        {429, "", XENG_ERROR_RATE_LIMITED},
        {429, "{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}",
         XENG_ERROR_RATE_LIMITED},
        {403, "{\"errors\":[{\"code\":88,\"message\":\"Too many\"}]}", XENG_ERROR_RATE_LIMITED},
        {400, "{\"errors\":[\"You hit the RATE LIMIT of your contract\"]}",
         XENG_ERROR_RATE_LIMITED},
        {503, "{\"errors\":[\"rate limit\"]}", XENG_ERROR_RATE_LIMITED},
        {500, "{\"errors\":[\"internal server error\"]}", XENG_ERROR_SERVER},
        {502, "<html><body>Bad Gateway</body></html>", XENG_ERROR_SERVER},
        {503, "", XENG_ERROR_SERVER},
        {408, "", XENG_ERROR_SERVER},
        {204, "", XENG_ERROR_PROTOCOL},
        {301, "", XENG_ERROR_REDIRECT},
        {307, "<a href=\"https://elsewhere.example/\">moved</a>", XENG_ERROR_REDIRECT},
        {418, "{\"error\":\"teapot\"}", XENG_ERROR_REFUSED},
        {404, "not found", XENG_ERROR_NOT_FOUND},
        {400, "{\"errors\":", XENG_ERROR_BAD_REQUEST},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_code(cases[i].status, cases[i].body, cases[i].code);
    }
}

static void assert_ids(const xeng_error *error, const uint64_t *ids, size_t count)
{
    assert_int_equal(xeng_error_id_count(error), count);
    for (size_t i = 0; i < count; i++) {
        assert_true(xeng_error_id_at(error, i) == ids[i]);
    }
}

static void forbidden_posts_are_named_and_their_authors_are_not(void **state)
{
    static const struct {
        const char *body;
        uint64_t ids[3];
        size_t count;
    } cases[] = {
        {"{\"errors\":[\"Forbidden to access tweets: 1054424731825229824;\"]}",
         {UINT64_C(1054424731825229824)},
         1},
        {"{\"errors\":[\"Forbidden to access tweets: 11, 12,13;\"]}", {11, 12, 13}, 3},
        {"{\"errors\":[\"Forbidden to access tweets for author id 1114564404: "
         "640022366307745792\",\"Forbidden to access tweets for author id 18435372: "
         "640026211712786432, 640026277605339136\"]}",
         {UINT64_C(640022366307745792), UINT64_C(640026211712786432), UINT64_C(640026277605339136)},
         3},
        {"{\"errors\":[\"Forbidden to access tweets for author id 5: 11; for author id 6: 12\"]}",
         {11, 12},
         2},
        {"{\"errors\":[\"Forbidden to access tweets\"]}", {0}, 0},
        {"{\"errors\":[\"Forbidden to access tweets: *TWEET_IDS* 99999999999999999999 0\"]}",
         {0},
         0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng_error *error = error_of(403, cases[i].body);
        assert_int_equal(xeng_error_code(error), XENG_ERROR_FORBIDDEN_POSTS);
        assert_ids(error, cases[i].ids, cases[i].count);
        xeng_error_unref(error);
    }
}

static void lists_of_ids_are_read_in_every_form(void **state)
{
    static const uint64_t ids[] = {323456789, 423456789};
    static const char *const lists[] = {
        "[\"323456789\",\"423456789\"]", "[323456789,423456789]",
        "\"323456789,423456789\"",       "\"323456789, 423456789,\"",
        "[\"323456789, 423456789\"]",    "[\"no id\",323456789,[7],{\"a\":8},1.5,\"423456789\"]"};
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char body[256];
        (void)snprintf(body, sizeof body, "{\"unavailable_tweet_ids\":%s}", lists[i]);
        xeng_error *error = error_of(400, body);
        assert_int_equal(xeng_error_code(error), XENG_ERROR_UNAVAILABLE_POSTS);
        assert_ids(error, ids, 2);
        xeng_error_unref(error);
    }
}

static void posts_that_are_too_old_are_named(void **state)
{
    static const uint64_t ids[] = {UINT64_C(479311209565413376)};
    (void)state;
    xeng_error *error = error_of(
        400, "{\"errors\":[\"Impressions & engagements for tweets older than 90 days "
             "(*TIME_PERIOD*) are not supported\"],"
             "\"unsupported_for_impressions_engagements_tweet_ids\":[479311209565413376]}");
    assert_int_equal(xeng_error_code(error), XENG_ERROR_UNSUPPORTED_POSTS);
    assert_ids(error, ids, 1);
    xeng_error_unref(error);
    error = error_of(400, "{\"unsupported_for_video_views_tweet_ids\":[\"479311209565413376\"]}");
    assert_int_equal(xeng_error_code(error), XENG_ERROR_UNSUPPORTED_POSTS);
    assert_ids(error, ids, 1);
    xeng_error_unref(error);
}

static void server_messages_are_kept_as_they_were_written(void **state)
{
    (void)state;
    xeng_error *error = error_of(
        400, "{\"errors\":[\"one \\u00e9 \\n\",{\"code\":7,\"message\":\"two\"},{\"code\":8},5,"
             "[1],null,\"six\"]}");
    static const char *const expected[] = {
        "one \xC3\xA9 \n", "two", "{\"code\":8}", "5", "[1]", "six"};
    assert_int_equal(xeng_error_server_message_count(error), 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(xeng_error_server_message(error, i), expected[i]);
    }
    assert_non_null(strstr(xeng_error_message(error), "one"));
    assert_false(xeng__has_control(xeng_error_message(error), strlen(xeng_error_message(error))));
    xeng_error_unref(error);
}

static void gateways_own_words_are_found(void **state)
{
    static const char *const bodies[] = {
        "{\"error\":\"overloaded\"}",
        "{\"message\":\"overloaded\"}",
        "{\"error\":{\"code\":5,\"message\":\"overloaded\"}}",
        "{\"title\":\"x\",\"detail\":\"overloaded\",\"status\":503}",
        "{\"errors\":{\"message\":\"overloaded\"}}",
        "{\"errors\":\"overloaded\"}"};
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        xeng_error *error = error_of(503, bodies[i]);
        assert_int_equal(xeng_error_server_message_count(error), 1);
        assert_string_equal(xeng_error_server_message(error, 0), "overloaded");
        xeng_error_unref(error);
    }
}

static void messages_before_the_cut_of_a_body_are_kept(void **state)
{
    (void)state;
    xeng_error *error = error_of(403, "{\"errors\":[\"Forbidden to access tweets: 5\",\"Forb");
    assert_int_equal(xeng_error_code(error), XENG_ERROR_FORBIDDEN_POSTS);
    assert_int_equal(xeng_error_id_count(error), 1);
    xeng_error_unref(error);
}

static void html_is_cleaned_and_cut(void **state)
{
    (void)state;
    xeng_error *error = error_of(
        502, "<!DOCTYPE html>\r\n<html><head><title>502 Bad Gateway</title>"
             "<style>body { color: red }</style><SCRIPT>alert('x > y')</SCRIPT></head>\n"
             "<body><!-- a > hidden -->\n<h1>Bad\tGateway</h1>\x01\x1B[31m<p>5 < 6 &amp; \xFF"
             "\xC3\xA9</p></body></html>");
    const char *message = xeng_error_message(error);
    assert_non_null(strstr(message, "502 Bad Gateway Bad Gateway [31m 5 < 6 &amp; \xC3\xA9"));
    assert_null(strstr(message, "color"));
    assert_null(strstr(message, "alert"));
    assert_null(strstr(message, "hidden"));
    assert_true(xeng__utf8_valid(message, strlen(message)));
    assert_false(xeng__has_control(message, strlen(message)));
    assert_int_equal(xeng_error_server_message_count(error), 0);
    xeng_error_unref(error);

    char page[5000];
    memset(page, 'x', sizeof page - 1);
    page[sizeof page - 1] = '\0';
    error = error_of(500, page);
    assert_in_range(strlen(xeng_error_message(error)), 200, 300);
    xeng_error_unref(error);
}

static void unfinished_tags_hide_the_rest(void **state)
{
    (void)state;
    xeng_error *error = error_of(500, "before <script>var secret = 1;");
    assert_non_null(strstr(xeng_error_message(error), "before"));
    assert_null(strstr(xeng_error_message(error), "secret"));
    xeng_error_unref(error);
}

static void messages_say_what_to_do(void **state)
{
    static const struct {
        int32_t status;
        const char *hint;
    } cases[] = {{401, "clock"}, {404, "base URL"}, {403, "application"}, {406, "gzip"},
                 {429, "fewer"}, {302, "host"},     {500, "later"},       {400, "malformed"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng_error *error = error_of(cases[i].status, "");
        char status[8];
        (void)snprintf(status, sizeof status, "%d", (int)cases[i].status);
        assert_non_null(strstr(xeng_error_message(error), cases[i].hint));
        assert_non_null(strstr(xeng_error_message(error), status));
        xeng_error_unref(error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_known_message_has_its_code),
        cmocka_unit_test(forbidden_posts_are_named_and_their_authors_are_not),
        cmocka_unit_test(lists_of_ids_are_read_in_every_form),
        cmocka_unit_test(posts_that_are_too_old_are_named),
        cmocka_unit_test(server_messages_are_kept_as_they_were_written),
        cmocka_unit_test(gateways_own_words_are_found),
        cmocka_unit_test(messages_before_the_cut_of_a_body_are_kept),
        cmocka_unit_test(html_is_cleaned_and_cut),
        cmocka_unit_test(unfinished_tags_hide_the_rest),
        cmocka_unit_test(messages_say_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
