/* Post ids: their form, and the time in them. */
#include "unit.h"

#include <string.h>

#include "model/post.h"

static void ids_are_read_from_digits(void **state)
{
    (void)state;
    uint64_t id = 0;
    assert_int_equal(xeng_post_id_parse("1", &id, NULL), XENG_OK);
    assert_int_equal(id, 1);
    assert_int_equal(xeng_post_id_parse("1541815603606036480", &id, NULL), XENG_OK);
    assert_true(id == UINT64_C(1541815603606036480));
    assert_int_equal(xeng_post_id_parse("9223372036854775807", &id, NULL), XENG_OK);
    assert_true(id == INT64_MAX);
}

static void what_is_no_positive_63_bit_decimal_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "0",
                                      "-1",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "01",
                                      "1.0",
                                      "1e3",
                                      "0x10",
                                      "12a",
                                      "9223372036854775808",
                                      "18446744073709551617"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint64_t id = 7;
        xeng_error *error = NULL;
        assert_int_equal(xeng_post_id_parse(bad[i], &id, &error), XENG_ERROR_RULE);
        assert_int_equal(xeng_error_rule(error), XENG_RULE_BAD_ID);
        assert_true(xeng_error_limit(error) == INT64_MAX);
        assert_string_equal(xeng_error_value(error), bad[i]);
        assert_int_equal(id, 0);
        xeng_error_unref(error);
    }
}

static void refused_text_is_shown_without_what_could_do_harm(void **state)
{
    (void)state;
    uint64_t id;
    xeng_error *error = NULL;
    char long_text[400];
    assert_int_equal(xeng_post_id_parse("1\x1b[2J\xff\xc3\xa9", &id, &error), XENG_ERROR_RULE);
    assert_string_equal(xeng_error_value(error), "1\\x1B[2J\\xFF\xc3\xa9");
    xeng_error_unref(error);
    memset(long_text, '5', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    assert_int_equal(xeng_post_id_parse(long_text, &id, &error), XENG_ERROR_RULE);
    assert_int_equal(strlen(xeng_error_value(error)), 256 + 3);
    xeng_error_unref(error);
}

static void null_is_an_invalid_argument(void **state)
{
    (void)state;
    uint64_t id = 7;
    assert_int_equal(xeng_post_id_parse(NULL, &id, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(id, 0);
    assert_int_equal(xeng_post_id_parse("1", NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
}

static void known_posts_were_made_when_they_were_made(void **state)
{
    (void)state;
    /* 2017-04-06T15:24:15.846Z, 2020-05-12T19:44:51.296Z, 2022-06-28T16:07:40.105Z */
    assert_int_equal(xeng_post_created_ms(UINT64_C(850006245121695744)), INT64_C(1491492255846));
    assert_int_equal(xeng_post_created_ms(UINT64_C(1260294888811347969)), INT64_C(1589312691296));
    assert_int_equal(xeng_post_created_ms(UINT64_C(1541815603606036480)), INT64_C(1656432460105));
}

static void first_id_of_2014_09_01_is_known(void **state)
{
    (void)state;
    assert_true(xeng_post_first_id_at(INT64_C(1409529600000)) == UINT64_C(506229949854646272));
}

static void ids_without_a_clock_have_no_time(void **state)
{
    (void)state;
    assert_int_equal(xeng_post_created_ms(0), XENG_POST_CREATED_UNKNOWN);
    assert_int_equal(xeng_post_created_ms(20), XENG_POST_CREATED_UNKNOWN);
    assert_int_equal(xeng_post_created_ms(UINT64_C(29999999999)), XENG_POST_CREATED_UNKNOWN);
    assert_true(xeng_post_created_ms(UINT64_C(30000000000)) > INT64_C(1288834974657));
    assert_true(xeng_post_created_ms(INT64_MAX) > 0);
    assert_int_equal(xeng_post_created_ms((uint64_t)INT64_MAX + 1), XENG_POST_CREATED_UNKNOWN);
    assert_int_equal(xeng_post_created_ms(UINT64_MAX), XENG_POST_CREATED_UNKNOWN);
}

/* For ids that carry a time: created_ms(id) >= t just when id >= first_id_at(t). */
static void first_id_is_the_smallest_of_its_time(void **state)
{
    (void)state;
    static const int64_t times[] = {
        1288834974657, 1288834974658, 1288834981808, 1288834981809,
        1288834981810, 1409529600000, 1656432460105, 1288834974657 + (INT64_C(1) << 41) - 1};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        uint64_t first = xeng_post_first_id_at(times[i]);
        assert_true(first != 0);
        assert_true(xeng_post_created_ms(first) >= times[i]);
        assert_true(xeng_post_created_ms(first - 1) < times[i]);
    }
}

static void times_out_of_range_have_no_first_id(void **state)
{
    (void)state;
    assert_int_equal(xeng_post_first_id_at(1288834974656), 0);
    assert_int_equal(xeng_post_first_id_at(0), 0);
    assert_int_equal(xeng_post_first_id_at(INT64_MIN), 0);
    assert_int_equal(xeng_post_first_id_at(INT64_MAX), 0);
    assert_int_equal(xeng_post_first_id_at(1288834974657 + (INT64_C(1) << 41)), 0);
}

static void a_post_is_older_once_the_last_millisecond_has_passed(void **state)
{
    (void)state;
    int64_t made_s = 1700000000;
    int64_t limit_s = made_s + 90 * 86400;
    uint64_t on_the_second = xeng_post_first_id_at(made_s * 1000);
    uint64_t just_after = xeng_post_first_id_at(made_s * 1000 + 1);
    assert_false(xeng__post_older_than(on_the_second, 90, limit_s));
    assert_true(xeng__post_older_than(on_the_second, 90, limit_s + 1));
    assert_false(xeng__post_older_than(just_after, 90, limit_s));
    assert_true(xeng__post_older_than(just_after, 90, limit_s + 1));
}

static void a_post_without_a_time_is_older_than_anything(void **state)
{
    (void)state;
    assert_true(xeng__post_older_than(20, 1800, 1700000000));
    assert_true(xeng__post_older_than(20, 1800, INT64_MIN));
}

static void ages_at_the_ends_of_time_do_not_overflow(void **state)
{
    (void)state;
    uint64_t id = UINT64_C(1541815603606036480);
    assert_false(xeng__post_older_than(id, 1800, INT64_MIN));
    assert_true(xeng__post_older_than(id, 1800, INT64_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_read_from_digits),
        cmocka_unit_test(what_is_no_positive_63_bit_decimal_is_refused),
        cmocka_unit_test(refused_text_is_shown_without_what_could_do_harm),
        cmocka_unit_test(null_is_an_invalid_argument),
        cmocka_unit_test(known_posts_were_made_when_they_were_made),
        cmocka_unit_test(first_id_of_2014_09_01_is_known),
        cmocka_unit_test(ids_without_a_clock_have_no_time),
        cmocka_unit_test(first_id_is_the_smallest_of_its_time),
        cmocka_unit_test(times_out_of_range_have_no_first_id),
        cmocka_unit_test(a_post_is_older_once_the_last_millisecond_has_passed),
        cmocka_unit_test(a_post_without_a_time_is_older_than_anything),
        cmocka_unit_test(ages_at_the_ends_of_time_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
