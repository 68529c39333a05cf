/* The window of a historical request. */
#include "model/support.h"

#define NOW "2026-11-24T12:40:30Z"

/* Sets a window, sides given as text or NULL, and checks what will be sent. */
static void check(const char *start, const char *end, const char *now, const char *sent_start,
                  const char *sent_end)
{
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    xeng_error *error = NULL;
    int64_t first;
    int64_t last;
    char first_text[XENG__ISO8601_SIZE];
    char last_text[XENG__ISO8601_SIZE];
    if (xeng__request_set_window_text(request, start, end, at(now), &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    assert_int_equal(xeng_request_window(request, &first, &last), 1);
    xeng__format_time(first, first_text);
    xeng__format_time(last, last_text);
    assert_string_equal(first_text, sent_start);
    assert_string_equal(last_text, sent_end);
    assert_true(last <= at(now));
    xeng_request_unref(request);
}

static void check_refused(const char *start, const char *end, const char *now, int32_t rule,
                          int64_t limit, const char *value)
{
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    int64_t present = at(now);
    assert_refused(request, xeng__request_set_window_text(request, start, end, present, &error),
                   rule, limit, value);
    /* A window that was there before stays. */
    assert_int_equal(xeng__request_set_window(request, at("2025-01-01"), at("2025-01-02"),
                                              at("2026-01-01"), NULL),
                     XENG_OK);
    assert_refused(request, xeng__request_set_window_text(request, start, end, present, &error),
                   rule, limit, value);
    xeng_request_unref(request);
}

static void a_window_is_widened_to_whole_hours(void **state)
{
    (void)state;
    check("2015-07-01T12:24:00Z", "2015-07-10T08:37:00Z", NOW, "2015-07-01T12:00:00Z",
          "2015-07-10T09:00:00Z");
    check("2026-11-01T17:59:59Z", "2026-11-01T18:00:01Z", NOW, "2026-11-01T17:00:00Z",
          "2026-11-01T19:00:00Z");
    check("2026-11-01T17:20:00Z", "2026-11-01T17:21:00Z", NOW, "2026-11-01T17:00:00Z",
          "2026-11-01T18:00:00Z");
}

static void a_window_on_whole_hours_stays_as_it_is(void **state)
{
    (void)state;
    check("2026-11-01", "2026-11-02", NOW, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z");
    check("2026-11-01T17:00:00Z", "2026-11-01T18:00:00Z", NOW, "2026-11-01T17:00:00Z",
          "2026-11-01T18:00:00Z");
}

static void a_window_of_672_hours_is_taken_and_of_673_refused(void **state)
{
    (void)state;
    check("2026-10-01", "2026-10-29", NOW, "2026-10-01T00:00:00Z", "2026-10-29T00:00:00Z");
    check_refused("2026-10-01", "2026-10-29T01:00:00Z", NOW, XENG_RULE_WINDOW_TOO_LONG, 672, "673");
    check_refused("2026-10-01", "2026-10-29T00:00:01Z", NOW, XENG_RULE_WINDOW_TOO_LONG, 672, "673");
    check_refused("2014-09-01", "2026-11-24", NOW, XENG_RULE_WINDOW_TOO_LONG, 672, "107208");
}

/* Four weeks to the second, but 672 hours and two halves once widened. */
static void the_length_is_judged_after_widening(void **state)
{
    (void)state;
    check_refused("2026-10-01T12:30:00Z", "2026-10-29T12:30:00Z", NOW, XENG_RULE_WINDOW_TOO_LONG,
                  672, "673");
    check("2026-10-01T12:30:00Z", "2026-10-29T12:00:00Z", NOW, "2026-10-01T12:00:00Z",
          "2026-10-29T12:00:00Z");
}

static void an_open_end_is_filled_in_four_weeks_later(void **state)
{
    (void)state;
    check("2026-10-01T12:30:00Z", NULL, NOW, "2026-10-01T12:00:00Z", "2026-10-29T12:00:00Z");
    /* 28 days to the present hour, exactly. */
    check("2026-10-27T12:59:00Z", NULL, NOW, "2026-10-27T12:00:00Z", "2026-11-24T12:00:00Z");
}

static void an_open_end_is_clipped_to_the_present_hour(void **state)
{
    (void)state;
    check("2026-11-20", NULL, NOW, "2026-11-20T00:00:00Z", "2026-11-24T12:00:00Z");
    check("2026-10-27T13:00:00Z", NULL, NOW, "2026-10-27T13:00:00Z", "2026-11-24T12:00:00Z");
    check("2026-11-24T11:59:59Z", NULL, NOW, "2026-11-24T11:00:00Z", "2026-11-24T12:00:00Z");
    check("2026-11-24T11:00:00Z", NULL, "2026-11-24T12:00:00Z", "2026-11-24T11:00:00Z",
          "2026-11-24T12:00:00Z");
}

static void an_open_end_leaves_nothing_in_the_present_hour(void **state)
{
    (void)state;
    check_refused("2026-11-24T12:10:00Z", NULL, NOW, XENG_RULE_WINDOW_EMPTY,
                  at("2026-11-24T12:00:00Z"), "2026-11-24T12:00:00Z");
    check_refused(NOW, NULL, NOW, XENG_RULE_WINDOW_EMPTY, at("2026-11-24T12:00:00Z"),
                  "2026-11-24T12:00:00Z");
}

static void an_open_start_is_filled_in_four_weeks_before(void **state)
{
    (void)state;
    check(NULL, "2026-10-29", NOW, "2026-10-01T00:00:00Z", "2026-10-29T00:00:00Z");
    check(NULL, "2026-10-29T12:24:00Z", NOW, "2026-10-01T13:00:00Z", "2026-10-29T13:00:00Z");
    check(NULL, NOW, NOW, "2026-10-27T13:00:00Z", "2026-11-24T12:40:00Z");
}

static void an_open_start_is_clipped_to_the_first_day(void **state)
{
    (void)state;
    check(NULL, "2014-09-10", NOW, "2014-09-01T00:00:00Z", "2014-09-10T00:00:00Z");
    check(NULL, "2014-09-01T00:00:01Z", NOW, "2014-09-01T00:00:00Z", "2014-09-01T01:00:00Z");
    check_refused(NULL, "2014-09-01", NOW, XENG_RULE_WINDOW_TOO_EARLY, at("2014-09-01"),
                  "2014-09-01T00:00:00Z");
}

static void an_end_in_the_future_is_refused_and_the_present_taken(void **state)
{
    (void)state;
    check_refused("2026-11-20", "2026-11-24T12:40:31Z", NOW, XENG_RULE_WINDOW_IN_FUTURE, at(NOW),
                  "2026-11-24T12:40:31Z");
    check_refused("2026-11-20", "2027-01-01", NOW, XENG_RULE_WINDOW_IN_FUTURE, at(NOW),
                  "2027-01-01T00:00:00Z");
    check_refused(NULL, "2026-11-24T13:00:00Z", NOW, XENG_RULE_WINDOW_IN_FUTURE, at(NOW),
                  "2026-11-24T13:00:00Z");
    check("2026-11-20", NOW, NOW, "2026-11-20T00:00:00Z", "2026-11-24T12:40:00Z");
    check("2026-11-20", "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z", "2026-11-20T00:00:00Z",
          "2026-11-24T12:00:00Z");
}

static void a_start_in_the_future_is_refused(void **state)
{
    (void)state;
    check_refused("2026-11-24T12:40:31Z", NULL, NOW, XENG_RULE_WINDOW_IN_FUTURE, at(NOW),
                  "2026-11-24T12:40:31Z");
}

/* The hour's end would be in the future; its minutes are not. */
static void an_end_in_the_present_hour_is_sent_to_the_minute(void **state)
{
    (void)state;
    check("2026-11-20", "2026-11-24T12:24:00Z", NOW, "2026-11-20T00:00:00Z",
          "2026-11-24T12:24:00Z");
    check("2026-11-20", "2026-11-24T12:24:01Z", NOW, "2026-11-20T00:00:00Z",
          "2026-11-24T12:25:00Z");
    check("2026-11-20", "2026-11-24T12:00:00Z", NOW, "2026-11-20T00:00:00Z",
          "2026-11-24T12:00:00Z");
    check("2026-11-20", "2026-11-24T12:00:30Z", NOW, "2026-11-20T00:00:00Z",
          "2026-11-24T12:01:00Z");
    check("2026-11-24T12:10:00Z", NOW, NOW, "2026-11-24T12:00:00Z", "2026-11-24T12:40:00Z");
    check("2026-11-20", "2026-11-24T12:59:59Z", "2026-11-24T13:00:00Z", "2026-11-20T00:00:00Z",
          "2026-11-24T13:00:00Z");
}

static void a_window_to_the_present_minute_counts_its_hour_in_full(void **state)
{
    (void)state;
    check("2026-10-27T13:00:00Z", NOW, NOW, "2026-10-27T13:00:00Z", "2026-11-24T12:40:00Z");
    check_refused("2026-10-27T12:59:59Z", NOW, NOW, XENG_RULE_WINDOW_TOO_LONG, 672, "673");
}

static void a_window_within_the_first_minute_of_an_hour_has_to_wait(void **state)
{
    (void)state;
    check_refused("2026-11-24T12:00:00Z", "2026-11-24T12:00:40Z", "2026-11-24T12:00:45Z",
                  XENG_RULE_WINDOW_EMPTY, at("2026-11-24T12:00:00Z"), "2026-11-24T12:00:00Z");
    check("2026-11-24T12:00:00Z", "2026-11-24T12:00:40Z", "2026-11-24T12:01:00Z",
          "2026-11-24T12:00:00Z", "2026-11-24T12:01:00Z");
}

static void a_start_on_the_first_day_is_taken_and_before_refused(void **state)
{
    (void)state;
    check("2014-09-01", "2014-09-02", NOW, "2014-09-01T00:00:00Z", "2014-09-02T00:00:00Z");
    check_refused("2014-08-31T23:59:59Z", "2014-09-02", NOW, XENG_RULE_WINDOW_TOO_EARLY,
                  at("2014-09-01"), "2014-08-31T23:59:59Z");
    check_refused("1969-12-31", NULL, NOW, XENG_RULE_WINDOW_TOO_EARLY, at("2014-09-01"),
                  "1969-12-31T00:00:00Z");
}

static void a_window_that_ends_no_later_than_it_starts_is_refused(void **state)
{
    (void)state;
    check_refused("2026-11-01T10:20:00Z", "2026-11-01T10:20:00Z", NOW, XENG_RULE_WINDOW_EMPTY,
                  at("2026-11-01T10:20:00Z"), "2026-11-01T10:20:00Z");
    check_refused("2026-11-02", "2026-11-01", NOW, XENG_RULE_WINDOW_EMPTY, at("2026-11-02"),
                  "2026-11-01T00:00:00Z");
    check("2026-11-01T10:20:00Z", "2026-11-01T10:20:01Z", NOW, "2026-11-01T10:00:00Z",
          "2026-11-01T11:00:00Z");
}

static void other_endpoints_have_no_window(void **state)
{
    (void)state;
    static const int32_t endpoints[] = {XENG_ENDPOINT_TOTALS, XENG_ENDPOINT_28HR};
    int64_t now = at(NOW);
    for (size_t i = 0; i < 2; i++) {
        xeng_request *request = make(endpoints[i]);
        const char *name = xeng_endpoint_name(endpoints[i]);
        assert_refused(request,
                       xeng__request_set_window(request, now - 7200, now - 3600, now, &error),
                       XENG_RULE_WINDOW_NOT_ON_ENDPOINT, 0, name);
        assert_refused(request,
                       xeng__request_set_window(request, XENG_TIME_UNSET, now, now, &error),
                       XENG_RULE_WINDOW_NOT_ON_ENDPOINT, 0, name);
        assert_int_equal(
            xeng__request_set_window(request, XENG_TIME_UNSET, XENG_TIME_UNSET, now, NULL),
            XENG_OK);
        xeng_request_unref(request);
    }
}

static void both_sides_open_leave_the_choice_to_the_server(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    int64_t start = 1;
    assert_int_equal(
        xeng__request_set_window_text(request, "2026-11-01", "2026-11-02", at(NOW), NULL), XENG_OK);
    assert_int_equal(xeng__request_set_window_text(request, NULL, NULL, at(NOW), NULL), XENG_OK);
    assert_int_equal(xeng_request_window(request, &start, NULL), 0);
    assert_int_equal(start, XENG_TIME_UNSET);
    xeng_request_unref(request);
}

static void a_later_window_replaces_an_earlier_one(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    int64_t end = 1;
    assert_int_equal(
        xeng__request_set_window_text(request, "2026-11-01", "2026-11-02", at(NOW), NULL), XENG_OK);
    assert_int_equal(
        xeng__request_set_window_text(request, "2026-11-03", "2026-11-04", at(NOW), NULL), XENG_OK);
    assert_int_equal(xeng_request_window(request, NULL, &end), 1);
    assert_int_equal(end, at("2026-11-04"));
    xeng_request_unref(request);
}

static void what_is_no_utc_time_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "yesterday",
                                      "2026-13-01",
                                      "2026-02-30",
                                      "2026-11-1",
                                      " 2026-11-01",
                                      "2026-11-01T25:00:00Z",
                                      "2026-11-01T10:00:00+01:00",
                                      "2026-11-01T10:00:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        check_refused(bad[i], NULL, NOW, XENG_RULE_BAD_TIME, 0, bad[i]);
        check_refused("2026-11-01", bad[i], NOW, XENG_RULE_BAD_TIME, 0, bad[i]);
    }
}

/* Any pair of sides, at any present: a refusal, or a window that is legal. */
static void the_ends_of_time_do_not_overflow(void **state)
{
    (void)state;
    static const int64_t times[] = {XENG_TIME_UNSET,
                                    INT64_MIN + 1,
                                    -1,
                                    0,
                                    1,
                                    INT64_C(1409529599),
                                    INT64_C(1409529600),
                                    INT64_C(1800000000),
                                    INT64_C(253402297200),
                                    INT64_C(253402300799),
                                    INT64_C(253402300800),
                                    INT64_MAX - 1,
                                    INT64_MAX};
    const size_t count = sizeof times / sizeof *times;
    for (size_t n = 0; n < count; n++) {
        for (size_t pair = 0; pair < count * count; pair++) {
            xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
            int64_t start;
            int64_t end;
            int32_t code = xeng__request_set_window(request, times[pair / count],
                                                    times[pair % count], times[n], NULL);
            if (code == XENG_OK && xeng_request_window(request, &start, &end)) {
                assert_true(start >= INT64_C(1409529600) && start % 3600 == 0);
                assert_true(end > start && end - start <= 672 * 3600);
                assert_true(end <= times[n] && end % 60 == 0);
                assert_true(end <= INT64_C(253402297200)); /* a year of four digits */
            } else {
                assert_true(code == XENG_ERROR_RULE || pair == 0);
            }
            xeng_request_unref(request);
        }
    }
}

/* The rules hold for windows around every second of the last two hours before now. */
static void no_end_that_is_sent_is_in_the_future(void **state)
{
    (void)state;
    int64_t hour = at("2026-11-24T12:00:00Z");
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    for (int64_t now = hour; now <= hour + 3600; now += 7) {
        for (int64_t end = now - 7200; end <= now; end += 13) {
            int64_t sent_start;
            int64_t sent_end;
            assert_int_equal(xeng__request_set_window(request, end - TESTS_DAY, end, now, NULL),
                             XENG_OK);
            assert_int_equal(xeng_request_window(request, &sent_start, &sent_end), 1);
            assert_true(sent_end <= now);
            assert_true(sent_end > now - 60 || sent_end >= end);
            assert_true(sent_start <= end - TESTS_DAY);
        }
    }
    xeng_request_unref(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_is_widened_to_whole_hours),
        cmocka_unit_test(a_window_on_whole_hours_stays_as_it_is),
        cmocka_unit_test(a_window_of_672_hours_is_taken_and_of_673_refused),
        cmocka_unit_test(the_length_is_judged_after_widening),
        cmocka_unit_test(an_open_end_is_filled_in_four_weeks_later),
        cmocka_unit_test(an_open_end_is_clipped_to_the_present_hour),
        cmocka_unit_test(an_open_end_leaves_nothing_in_the_present_hour),
        cmocka_unit_test(an_open_start_is_filled_in_four_weeks_before),
        cmocka_unit_test(an_open_start_is_clipped_to_the_first_day),
        cmocka_unit_test(an_end_in_the_future_is_refused_and_the_present_taken),
        cmocka_unit_test(a_start_in_the_future_is_refused),
        cmocka_unit_test(an_end_in_the_present_hour_is_sent_to_the_minute),
        cmocka_unit_test(a_window_to_the_present_minute_counts_its_hour_in_full),
        cmocka_unit_test(a_window_within_the_first_minute_of_an_hour_has_to_wait),
        cmocka_unit_test(a_start_on_the_first_day_is_taken_and_before_refused),
        cmocka_unit_test(a_window_that_ends_no_later_than_it_starts_is_refused),
        cmocka_unit_test(other_endpoints_have_no_window),
        cmocka_unit_test(both_sides_open_leave_the_choice_to_the_server),
        cmocka_unit_test(a_later_window_replaces_an_earlier_one),
        cmocka_unit_test(what_is_no_utc_time_is_refused),
        cmocka_unit_test(the_ends_of_time_do_not_overflow),
        cmocka_unit_test(no_end_that_is_sent_is_in_the_future),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
