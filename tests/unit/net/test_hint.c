/* When the server says to come back. */
#include "unit.h"

#include <string.h>

#include "net/hint.h"

/* 2026-11-24T12:00:00Z */
#define NOW INT64_C(1795521600)

static xeng__response_head read_head(const char *const *lines, size_t count)
{
    xeng__response_head head;
    xeng__response_head_init(&head);
    xeng__response_head_line(&head, "HTTP/1.1 429 Too Many Requests", 30);
    for (size_t i = 0; i < count; i++) {
        xeng__response_head_line(&head, lines[i], strlen(lines[i]));
    }
    return head;
}

#define HEAD(...)                                                 \
    read_head((const char *const[]){"X-Nothing: 1", __VA_ARGS__}, \
              sizeof((const char *const[]){"X-Nothing: 1", __VA_ARGS__}) / sizeof(const char *))

static int64_t limited(xeng__response_head head)
{
    return xeng__hint_rate_limited(&head, NOW);
}

#define DATE "Date: Tue, 24 Nov 2026 12:00:00 GMT"

static void has_none_without_headers(void **state)
{
    (void)state;
    assert_int_equal(limited(HEAD(DATE)), XENG__HINT_NONE);
    xeng__response_head head = HEAD(DATE);
    assert_int_equal(xeng__hint_retry_after(&head, NOW), XENG__HINT_NONE);
}

static void believes_retry_after_first(void **state)
{
    (void)state;
    assert_int_equal(limited(HEAD(DATE, "Retry-After: 3", "x-per-minute-remaining: 0",
                                  "x-per-minute-reset: 1795521640")),
                     3000);
    assert_int_equal(limited(HEAD(DATE, "Retry-After: Tue, 24 Nov 2026 12:00:07 GMT")), 7000);
}

static void believes_the_minute_before_the_second(void **state)
{
    (void)state;
    assert_int_equal(
        limited(HEAD(DATE, "x-per-second-reset: 1795521601", "x-per-minute-reset: 1795521640",
                     "x-rate-limit-reset: 1795521700")),
        40000);
}

static void passes_over_a_window_that_has_something_left(void **state)
{
    (void)state;
    assert_int_equal(
        limited(HEAD(DATE, "x-per-minute-remaining: 5", "x-per-minute-reset: 1795521640",
                     "x-per-second-remaining: 0", "x-per-second-reset: 1795521601")),
        1000);
}

static void falls_back_on_the_general_headers(void **state)
{
    (void)state;
    assert_int_equal(limited(HEAD(DATE, "x-rate-limit-reset: 1795521700")), 100000);
}

static void measures_against_the_servers_own_date(void **state)
{
    (void)state;
    /* The server's clock is a day ahead of what we hold to be the time. */
    assert_int_equal(
        limited(HEAD("Date: Wed, 25 Nov 2026 12:00:00 GMT", "x-per-minute-reset: 1795608030")),
        30000);
}

static void without_a_date_measures_against_what_is_held_to_be_its_time(void **state)
{
    (void)state;
    assert_int_equal(limited(HEAD("x-per-minute-reset: 1795521630")), 30000);
    assert_int_equal(limited(HEAD("Retry-After: Tue, 24 Nov 2026 12:00:07 GMT")), 7000);
}

static void caps_absurd_values(void **state)
{
    (void)state;
    assert_int_equal(limited(HEAD(DATE, "Retry-After: 86400")), 15 * 60 * 1000);
    assert_int_equal(limited(HEAD(DATE, "Retry-After: 9223372036854775807")), 15 * 60 * 1000);
    assert_int_equal(limited(HEAD(DATE, "x-per-minute-reset: 1795530000")), 65 * 1000);
    assert_int_equal(limited(HEAD(DATE, "x-per-minute-reset: 9223372036854775807")), 65 * 1000);
    assert_int_equal(limited(HEAD(DATE, "x-per-second-reset: 1795530000")), 2 * 1000);
    assert_int_equal(limited(HEAD(DATE, "x-rate-limit-reset: 1895530000")), 15 * 60 * 1000);
}

static void takes_now_or_the_past_for_no_hint(void **state)
{
    (void)state;
    assert_int_equal(limited(HEAD(DATE, "Retry-After: 0")), XENG__HINT_NONE);
    assert_int_equal(limited(HEAD(DATE, "x-per-minute-reset: 1795521600")), XENG__HINT_NONE);
    assert_int_equal(limited(HEAD(DATE, "x-per-minute-reset: 5")), XENG__HINT_NONE);
    /* Then the next one counts. */
    assert_int_equal(limited(HEAD(DATE, "Retry-After: 0", "x-per-minute-reset: 1795521610")),
                     10000);
}

static void ignores_garbage(void **state)
{
    (void)state;
    assert_int_equal(limited(HEAD(DATE, "Retry-After: -5", "x-per-minute-reset: soon",
                                  "x-per-second-reset: 1.5")),
                     XENG__HINT_NONE);
}

static void tells_until_when_a_window_lasts(void **state)
{
    (void)state;
    xeng__response_head head = HEAD(DATE);
    assert_int_equal(xeng__hint_until(&head, NOW + 5, 0, 60000), 5000);
    assert_int_equal(xeng__hint_until(&head, NOW + 500, 0, 60000), 60000);
    assert_int_equal(xeng__hint_until(&head, NOW - 500, 0, 60000), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_none_without_headers),
        cmocka_unit_test(believes_retry_after_first),
        cmocka_unit_test(believes_the_minute_before_the_second),
        cmocka_unit_test(passes_over_a_window_that_has_something_left),
        cmocka_unit_test(falls_back_on_the_general_headers),
        cmocka_unit_test(measures_against_the_servers_own_date),
        cmocka_unit_test(without_a_date_measures_against_what_is_held_to_be_its_time),
        cmocka_unit_test(caps_absurd_values),
        cmocka_unit_test(takes_now_or_the_past_for_no_hint),
        cmocka_unit_test(ignores_garbage),
        cmocka_unit_test(tells_until_when_a_window_lasts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
