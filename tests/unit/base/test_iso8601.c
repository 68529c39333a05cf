/* Times as text. */
#include "unit.h"

#include <string.h>

#include "base/iso8601.h"

static bool reads_time(const char *text, int64_t *seconds)
{
    return xeng__parse_time(text, strlen(text), seconds);
}

static void days_and_dates_agree_over_800_years(void **state)
{
    (void)state;
    int64_t year = 1600;
    unsigned month = 1;
    unsigned day = 1;
    for (int64_t days = xeng__days_from_civil(1600, 1, 1); year < 2400; days++) {
        int64_t y;
        unsigned m;
        unsigned d;
        xeng__civil_from_days(days, &y, &m, &d);
        assert_true(y == year && m == month && d == day);
        assert_true(xeng__days_from_civil(y, m, d) == days);
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        unsigned last = month == 2                                              ? 28 + leap
                        : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                                : 31;
        if (day++ == last) {
            day = 1;
            month++;
        }
        if (month == 13) {
            month = 1;
            year++;
        }
    }
}

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(xeng__days_from_civil(1970, 1, 1), 0);
    assert_int_equal(xeng__days_from_civil(1969, 12, 31), -1);
    assert_int_equal(xeng__days_from_civil(2000, 2, 29), 11016);
    assert_int_equal(xeng__days_from_civil(2026, 11, 24), 20781);
}

static void a_day_is_read_only_in_full(void **state)
{
    (void)state;
    int32_t days = 0;
    assert_true(xeng__parse_day("2026-11-24", 10, &days));
    assert_int_equal(days, 20781);
    assert_true(xeng__parse_day("2024-02-29", 10, &days));
    static const char *const bad[] = {
        "",           "2026-11-2",   "2026-11-244", "2026/11/24", "2026-13-01", "2026-00-01",
        "2026-04-31", "2026-02-29",  "1900-02-29",  "2026-01-00", "2026-01-32", "+026-01-01",
        "2026-1a-01", " 2026-01-01", "2026-01- 1",  "-026-01-01",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        days = 77;
        assert_false(xeng__parse_day(bad[i], strlen(bad[i]), &days));
        assert_int_equal(days, 77);
    }
}

static void a_time_is_read_in_each_form(void **state)
{
    (void)state;
    static const char *const same[] = {
        "2026-11-20T12:34Z",           "2026-11-20T12:34:00Z",
        "2026-11-20T12:34+00:00",      "2026-11-20T12:34:00+00:00",
        "2026-11-20T12:34:00.0Z",      "2026-11-20T12:34:00.999Z",
        "2026-11-20T12:34:00.9+00:00", "2026-11-20T12:34:00.123456789123456789Z",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        int64_t seconds = 0;
        assert_true(reads_time(same[i], &seconds));
        assert_int_equal(seconds, 1795178040);
    }
    int64_t seconds = 0;
    assert_true(reads_time("2026-11-20", &seconds));
    assert_int_equal(seconds, 1795132800);
    assert_true(reads_time("2026-11-20T23:59:59Z", &seconds));
    assert_int_equal(seconds, 1795132800 + 86399);
    assert_true(reads_time("1969-12-31T23:59:59Z", &seconds));
    assert_int_equal(seconds, -1);
}

static void what_is_no_time_in_utc_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "now",
        "2026-11-20T",
        "2026-11-20T12Z",
        "2026-11-20T12:34",
        "2026-11-20T12:34:00",
        "2026-11-20 12:34:00Z",
        "2026-11-20t12:34:00Z",
        "2026-11-20T12:34:00z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T12:60:00Z",
        "2026-11-20T12:34:60Z",
        "2026-11-20T12:34:00.Z",
        "2026-11-20T12:34.5Z",
        "2026-11-20T12:34:00+01:00",
        "2026-11-20T12:34:00-00:00",
        "2026-11-20T12:34:00+0000",
        "2026-11-20T12:34:00ZZ",
        "2026-11-20T12:34:00Z ",
        "2026-11-20T12:34:0Z",
        "2026-11-20Z",
        "2026-11-31T12:34:00Z",
        "1795178040",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t seconds = 77;
        assert_false(reads_time(bad[i], &seconds));
        assert_int_equal(seconds, 77);
    }
}

/* The text need not end where its size says; what is behind it isn't read. */
static void only_the_size_given_is_read(void **state)
{
    (void)state;
    int64_t seconds = 0;
    assert_true(xeng__parse_time("2026-11-20T12:34Zgarbage", 17, &seconds));
    assert_true(xeng__parse_time("2026-11-20garbage", 10, &seconds));
    char text[] = "2026-11-20T12:34:00.5Z";
    for (size_t size = 0; size < sizeof text - 1; size++) {
        bool holds = xeng__parse_time(text, size, &seconds);
        assert_true(holds == (size == 10));
    }
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    char text[XENG__ISO8601_SIZE];
    for (int64_t seconds = -5000000000; seconds < 20000000000; seconds += 86413 * 7) {
        int64_t back = 0;
        xeng__format_time(seconds, text);
        assert_int_equal(strlen(text), 20);
        assert_true(reads_time(text, &back));
        assert_true(back == seconds);
    }
    xeng__format_time(1795178040, text);
    assert_string_equal(text, "2026-11-20T12:34:00Z");
    xeng__format_time(-1, text);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
    xeng__format_day(20781, text);
    assert_string_equal(text, "2026-11-24");
}

static void extreme_times_fit_their_room(void **state)
{
    (void)state;
    char text[XENG__ISO8601_SIZE];
    xeng__format_time(INT64_MAX, text);
    assert_string_equal(text, "292277026596-12-04T15:30:07Z");
    xeng__format_time(INT64_MIN, text);
    assert_string_equal(text, "-292277022657-01-27T08:29:52Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_dates_agree_over_800_years),
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(a_day_is_read_only_in_full),
        cmocka_unit_test(a_time_is_read_in_each_form),
        cmocka_unit_test(what_is_no_time_in_utc_is_refused),
        cmocka_unit_test(only_the_size_given_is_read),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(extreme_times_fit_their_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
