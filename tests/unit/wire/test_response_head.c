/* Response heads: what is read, and that nothing is made of garbage. */
#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "wire/response_head.h"

static xeng__response_head read_lines(const char *const *lines, size_t count)
{
    xeng__response_head head;
    xeng__response_head_init(&head);
    for (size_t i = 0; i < count; i++) {
        xeng__response_head_line(&head, lines[i], strlen(lines[i]));
    }
    return head;
}

#define READ(...)                                  \
    read_lines((const char *const[]){__VA_ARGS__}, \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void head_reads_status_lines(void **state)
{
    (void)state;
    assert_int_equal(READ("HTTP/1.1 200 OK\r\n").status, 200);
    assert_int_equal(READ("HTTP/2 429 \r\n").status, 429);
    assert_int_equal(READ("HTTP/2 503").status, 503);
    assert_int_equal(READ("HTTP/1.1 599 \r\n").status, 599);
    assert_int_equal(READ("HTTP/1.1 600 \r\n").status, 0);
    assert_int_equal(READ("HTTP/1.1 099 \r\n").status, 0);
    assert_int_equal(READ("HTTP/1.1 2000 \r\n").status, 0);
    assert_int_equal(READ("HTTP/1.1 2x0 \r\n").status, 0);
    assert_int_equal(READ("HTTP/1.1\r\n").status, 0);
    assert_int_equal(READ("HTTP/1.1 20").status, 0);
}

static void head_of_the_last_status_line_counts(void **state)
{
    (void)state;
    xeng__response_head head = READ("HTTP/1.1 100 Continue\r\n", "x-per-minute-limit: 5\r\n",
                                    "\r\n", "HTTP/1.1 200 OK\r\n", "\r\n");
    assert_int_equal(head.status, 200);
    assert_int_equal(head.per_minute_limit, -1);
}

static void head_reads_encodings(void **state)
{
    (void)state;
    assert_true(READ("Content-Encoding: gzip\r\n").gzip);
    assert_true(READ("content-encoding:GZIP").gzip);
    assert_true(READ("CONTENT-ENCODING: x-gzip ").gzip);
    assert_false(READ("content-encoding: gzip").other_encoding);
    assert_true(READ("content-encoding: br").other_encoding);
    assert_true(READ("content-encoding: gzip, gzip").other_encoding);
    assert_false(READ("content-encoding: gzip, gzip").gzip);
    assert_false(READ("content-encoding: identity").other_encoding);
    assert_false(READ("x-content-encoding: gzip").gzip);
    assert_false(READ("content-encoding: gzip", "content-encoding: identity").gzip);
}

static void head_reads_content_types(void **state)
{
    (void)state;
    assert_string_equal(READ("Content-Type: Application/JSON; charset=utf-8").content_type,
                        "application/json");
    assert_string_equal(READ("content-type:text/html").content_type, "text/html");
    assert_string_equal(READ("HTTP/2 200").content_type, "");
}

static void head_reads_numbers(void **state)
{
    (void)state;
    xeng__response_head head =
        READ("x-per-minute-limit: 60", "X-Per-Minute-Remaining: 0",
             "X-PER-MINUTE-RESET: 1793000000", "x-per-second-limit:2", "x-per-second-remaining: 1",
             "x-per-second-reset: 1793000001", "x-rate-limit-limit: 900",
             "x-rate-limit-remaining: 899", "x-rate-limit-reset: 1793000900", "retry-after: 30");
    assert_int_equal(head.per_minute_limit, 60);
    assert_int_equal(head.per_minute_remaining, 0);
    assert_int_equal(head.per_minute_reset, 1793000000);
    assert_int_equal(head.per_second_limit, 2);
    assert_int_equal(head.per_second_remaining, 1);
    assert_int_equal(head.per_second_reset, 1793000001);
    assert_int_equal(head.rate_limit_limit, 900);
    assert_int_equal(head.rate_limit_remaining, 899);
    assert_int_equal(head.rate_limit_reset, 1793000900);
    assert_int_equal(head.retry_after, 30);
}

static void head_makes_nothing_of_absent_or_garbled_numbers(void **state)
{
    static const char *const garbage[] = {"",
                                          "-1",
                                          "+1",
                                          "1.5",
                                          "1e3",
                                          "0x10",
                                          "ten",
                                          "1 2",
                                          "60,60",
                                          "9223372036854775808",
                                          "99999999999999999999999"};
    (void)state;
    xeng__response_head head = READ("HTTP/1.1 200 OK");
    assert_int_equal(head.per_minute_remaining, -1);
    assert_int_equal(head.per_second_remaining, -1);
    assert_int_equal(head.rate_limit_remaining, -1);
    assert_int_equal(head.retry_after, -1);
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
        char line[80];
        (void)snprintf(line, sizeof line, "x-per-minute-remaining: %s", garbage[i]);
        assert_int_equal(READ(line).per_minute_remaining, -1);
        (void)snprintf(line, sizeof line, "retry-after: %s", garbage[i]);
        assert_int_equal(READ(line).retry_after, -1);
    }
    assert_int_equal(READ("x-per-minute-limit: 9223372036854775807").per_minute_limit, INT64_MAX);
    assert_int_equal(READ("x-per-minute-limit 60", "", "\r\n", ":").per_minute_limit, -1);
}

static void last_of_repeated_headers_counts(void **state)
{
    (void)state;
    assert_int_equal(READ("x-per-minute-limit: 60", "x-per-minute-limit: 70").per_minute_limit, 70);
    assert_int_equal(READ("x-per-minute-limit: 60", "x-per-minute-limit: x").per_minute_limit, -1);
}

static void http_dates_are_read_in_all_three_forms(void **state)
{
    static const char *const dates[] = {"Sun, 06 Nov 1994 08:49:37 GMT",
                                        "Sunday, 06-Nov-94 08:49:37 GMT",
                                        "Sun Nov  6 08:49:37 1994"};
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        int64_t seconds;
        assert_true(xeng__parse_http_date(dates[i], strlen(dates[i]), &seconds));
        assert_int_equal(seconds, 784111777);
    }
    int64_t seconds;
    assert_true(xeng__parse_http_date("Wednesday, 24-Nov-26 11:46:27 GMT", 33, &seconds));
    assert_int_equal(seconds, 1795520787);
    assert_true(xeng__parse_http_date("Thu Feb 29 00:00:00 2024", 24, &seconds));
    assert_int_equal(seconds, 1709164800);
}

static void what_is_no_http_date_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "Sun",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Xyz, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov 06 08:49:37 94",
        "Thu Feb 29 00:00:00 2023",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int64_t seconds;
        assert_false(xeng__parse_http_date(texts[i], strlen(texts[i]), &seconds));
    }
}

static void retry_after_is_seconds_or_a_date(void **state)
{
    (void)state;
    xeng__response_head none = READ("HTTP/1.1 503 x");
    assert_int_equal(xeng__response_head_retry_after(&none, 1000), -1);
    xeng__response_head seconds = READ("Retry-After: 120");
    assert_int_equal(xeng__response_head_retry_after(&seconds, 1000), 120);
    xeng__response_head date =
        READ("Date: Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After: Sun, 06 Nov 1994 08:50:07 GMT");
    assert_int_equal(date.date, 784111777);
    assert_int_equal(xeng__response_head_retry_after(&date, date.date), 30);
    assert_int_equal(xeng__response_head_retry_after(&date, date.date + 31), 0);
    assert_int_equal(READ("Date: yesterday").date, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_reads_status_lines),
        cmocka_unit_test(head_of_the_last_status_line_counts),
        cmocka_unit_test(head_reads_encodings),
        cmocka_unit_test(head_reads_content_types),
        cmocka_unit_test(head_reads_numbers),
        cmocka_unit_test(head_makes_nothing_of_absent_or_garbled_numbers),
        cmocka_unit_test(last_of_repeated_headers_counts),
        cmocka_unit_test(http_dates_are_read_in_all_three_forms),
        cmocka_unit_test(what_is_no_http_date_is_refused),
        cmocka_unit_test(retry_after_is_seconds_or_a_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
