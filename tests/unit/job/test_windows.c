/* Cutting long windows: they touch, cover, are short enough, few, and at midnight where possible.
 */
#include "unit.h"

#include <xengage/request.h>

#include "base/alloc.h"
#include "base/iso8601.h"
#include "job/windows.h"
#include "memory.h"

#define HOUR    INT64_C(3600)
#define DAY     XENG__SECONDS_A_DAY
#define LONGEST (XENG_MAX_WINDOW_HOURS * HOUR)

/* 2024-01-01T00:00:00Z */
#define NEW_YEAR INT64_C(1704067200)

static size_t cut(int64_t start, int64_t end, xeng__window **windows)
{
    size_t count = 0;
    xeng_error *error = NULL;
    int32_t code = xeng__windows_cut(start, end, windows, &count, &error);
    if (code != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    return count;
}

/* The cuts by what they promise, found the slow way: the fewest windows, and whether they can do
 * with cuts at midnight only. */
static size_t fewest(int64_t start, int64_t end)
{
    size_t count = 1;
    for (; end - start > LONGEST; start += LONGEST) {
        count++;
    }
    return count;
}

static size_t fewest_at_midnight(int64_t start, int64_t end)
{
    size_t count = 1;
    while (end - start > LONGEST) {
        start = (start + LONGEST) / DAY * DAY;
        count++;
    }
    return count;
}

static void check(int64_t start, int64_t end)
{
    xeng__window *windows;
    size_t count = cut(start, end, &windows);
    int64_t last_hour = (end + HOUR - 1) / HOUR * HOUR;
    assert_int_equal(count, fewest(start, last_hour));
    assert_int_equal(windows[0].start, start);
    assert_int_equal(windows[count - 1].end, end);
    bool whole_days = fewest_at_midnight(start, last_hour) == count;
    for (size_t i = 0; i < count; i++) {
        assert_true(windows[i].start < windows[i].end);
        assert_true((windows[i].end + HOUR - 1) / HOUR * HOUR - windows[i].start <= LONGEST);
        if (i > 0) {
            assert_int_equal(windows[i].start, windows[i - 1].end);
            assert_int_equal(windows[i].start % HOUR, 0);
            assert_true(!whole_days || windows[i].start % DAY == 0);
        }
    }
    xeng__free(windows);
}

static void windows_touch_and_cover_in_the_fewest_at_midnight(void **state)
{
    (void)state;
    for (int64_t hour = 0; hour < 24; hour++) {
        int64_t start = NEW_YEAR + hour * HOUR;
        for (int64_t hours = 1; hours < 4 * XENG_MAX_WINDOW_HOURS + 30; hours++) {
            check(start, start + hours * HOUR);
        }
    }
}

static void windows_end_in_the_hour_that_is_under_way(void **state)
{
    (void)state;
    check(NEW_YEAR, NEW_YEAR + 60);
    check(NEW_YEAR + HOUR, NEW_YEAR + LONGEST + 60);
    check(NEW_YEAR, NEW_YEAR + LONGEST - HOUR + 60);
    check(NEW_YEAR, NEW_YEAR + LONGEST + 60);
    check(NEW_YEAR + 23 * HOUR, NEW_YEAR + 26 * LONGEST + 59 * 60);
}

static void windows_of_two_years_are_whole_days(void **state)
{
    (void)state;
    xeng__window *windows;
    size_t count = cut(NEW_YEAR + 17 * HOUR, NEW_YEAR + 730 * DAY, &windows);
    assert_int_equal(count, 27);
    assert_int_equal(windows[0].end, NEW_YEAR + 28 * DAY);
    assert_int_equal(windows[1].end, NEW_YEAR + 56 * DAY);
    xeng__free(windows);
}

static void windows_leave_the_choice_to_the_server(void **state)
{
    (void)state;
    xeng__window *windows;
    assert_int_equal(cut(XENG_TIME_UNSET, XENG_TIME_UNSET, &windows), 1);
    assert_int_equal(windows[0].start, XENG_TIME_UNSET);
    assert_int_equal(windows[0].end, XENG_TIME_UNSET);
    xeng__free(windows);
}

static void windows_refuse_no_time_at_all(void **state)
{
    (void)state;
    xeng__window *windows;
    size_t count;
    assert_int_equal(xeng__windows_cut(NEW_YEAR, NEW_YEAR, &windows, &count, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng__windows_cut(NEW_YEAR, NEW_YEAR - HOUR, &windows, &count, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng__windows_cut(XENG_TIME_UNSET, NEW_YEAR, &windows, &count, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
}

static void windows_say_that_memory_ran_out(void **state)
{
    (void)state;
    xeng__window *windows;
    size_t count;
    memory_fail_after(0, true);
    assert_int_equal(xeng__windows_cut(NEW_YEAR, NEW_YEAR + DAY, &windows, &count, NULL),
                     XENG_ERROR_NO_MEMORY);
    assert_true(memory_recover());
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_touch_and_cover_in_the_fewest_at_midnight),
        cmocka_unit_test(windows_end_in_the_hour_that_is_under_way),
        cmocka_unit_test(windows_of_two_years_are_whole_days),
        cmocka_unit_test(windows_leave_the_choice_to_the_server),
        cmocka_unit_test(windows_refuse_no_time_at_all),
        cmocka_unit_test(windows_say_that_memory_ran_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
