/* The groupings of a request. */
#include "model/support.h"

#define ID   XENG_DIMENSION_TWEET_ID
#define TYPE XENG_DIMENSION_ENGAGEMENT_TYPE
#define DAY  XENG_DIMENSION_ENGAGEMENT_DAY
#define HOUR XENG_DIMENSION_ENGAGEMENT_HOUR

static void take(xeng_request *request, const char *name, const char *dimensions)
{
    xeng_error *error = NULL;
    if (xeng_request_add_grouping_text(request, name, dimensions, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
}

static void request_takes_3_groupings_and_refuses_the_4th(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    take(request, "a", "tweet.id");
    take(request, "b", "engagement.type");
    take(request, "c", "tweet.id,engagement.type");
    assert_refused(request, xeng_request_add_grouping_text(request, "d", "tweet.id", &error),
                   XENG_RULE_TOO_MANY_GROUPINGS, 3, "d");
    assert_int_equal(xeng__request_grouping_count(request), 3);
    assert_string_equal(xeng__request_grouping_name(request, 1), "b");
    xeng_request_unref(request);
}

static void name_takes_256_bytes_and_refuses_257(void **state)
{
    (void)state;
    char name[258];
    char shown[260];
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    memset(name, 'n', sizeof name);
    name[257] = '\0';
    memset(shown, 'n', sizeof shown);
    memcpy(shown + 256, "...", 4);
    assert_refused(request, xeng_request_add_grouping_text(request, name, "tweet.id", &error),
                   XENG_RULE_BAD_GROUPING_NAME, 256, shown);
    name[256] = '\0';
    take(request, name, "tweet.id");
    assert_string_equal(xeng__request_grouping_name(request, 0), name);
    xeng_request_unref(request);
}

static void bad_names_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *shown;
    } bad[] = {
        {"", ""},
        {"a\x01", "a\\x01"},
        {"tab\there", "tab\\x09here"},
        {"line\n", "line\\x0A"},
        {"del\x7f", "del\\x7F"},
        {"c1\xc2\x85", "c1\\xC2\\x85"},
        {"\xff", "\\xFF"},
        {"cut\xe2\x82", "cut\\xE2\\x82"},
        {"\xc0\xaf", "\\xC0\\xAF"},
        {"\xed\xa0\x80", "\\xED\\xA0\\x80"},
    };
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_refused(request,
                       xeng_request_add_grouping_text(request, bad[i].name, "tweet.id", &error),
                       XENG_RULE_BAD_GROUPING_NAME, 256, bad[i].shown);
    }
    take(request, "Grand Totals \xe2\x82\xac \"\\/", "tweet.id");
    xeng_request_unref(request);
}

static void reserved_names_are_refused(void **state)
{
    (void)state;
    static const char *const reserved[] = {"start",
                                           "end",
                                           "errors",
                                           "unavailable_tweet_ids",
                                           "unsupported_for_impressions_engagements_tweet_ids",
                                           "unsupported_for_video_views_tweet_ids"};
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        assert_refused(request,
                       xeng_request_add_grouping_text(request, reserved[i], "tweet.id", &error),
                       XENG_RULE_RESERVED_GROUPING_NAME, 0, reserved[i]);
    }
    take(request, "starts", "tweet.id");
    take(request, "End", "tweet.id");
    xeng_request_unref(request);
}

static void a_name_is_taken_once(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    take(request, "posts", "tweet.id");
    assert_refused(request,
                   xeng_request_add_grouping_text(request, "posts", "engagement.type", &error),
                   XENG_RULE_DUPLICATE_GROUPING_NAME, 0, "posts");
    take(request, "Posts", "tweet.id");
    xeng_request_unref(request);
}

static void time_dimensions_are_refused_on_totals(void **state)
{
    (void)state;
    static const int32_t by_day[] = {ID, DAY};
    xeng_request *totals = make(XENG_ENDPOINT_TOTALS);
    xeng_request *recent = make(XENG_ENDPOINT_28HR);
    assert_refused(totals, xeng_request_add_grouping(totals, "g", by_day, 2, &error),
                   XENG_RULE_DIMENSION_NOT_ON_ENDPOINT, 0, "engagement.day");
    assert_refused(totals,
                   xeng_request_add_grouping_text(totals, "g", "tweet.id,engagement.hour", &error),
                   XENG_RULE_DIMENSION_NOT_ON_ENDPOINT, 0, "engagement.hour");
    assert_int_equal(xeng_request_add_grouping(recent, "g", by_day, 2, NULL), XENG_OK);
    xeng_request_unref(totals);
    xeng_request_unref(recent);
}

static void a_grouping_has_1_to_4_dimensions_each_once(void **state)
{
    (void)state;
    static const int32_t many[] = {ID, TYPE, DAY, HOUR, ID};
    static const int32_t twice[] = {TYPE, ID, TYPE};
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    assert_refused(request, xeng_request_add_grouping(request, "g", many, 0, &error),
                   XENG_RULE_BAD_DIMENSIONS, 4, "0");
    assert_refused(request, xeng_request_add_grouping(request, "g", NULL, 0, &error),
                   XENG_RULE_BAD_DIMENSIONS, 4, "0");
    assert_refused(request, xeng_request_add_grouping(request, "g", many, 5, &error),
                   XENG_RULE_BAD_DIMENSIONS, 4, "5");
    assert_refused(request, xeng_request_add_grouping(request, "g", many, SIZE_MAX, &error),
                   XENG_RULE_BAD_DIMENSIONS, 4, "18446744073709551615");
    assert_refused(request, xeng_request_add_grouping(request, "g", twice, 3, &error),
                   XENG_RULE_BAD_DIMENSIONS, 1, "engagement.type");
    assert_int_equal(xeng_request_add_grouping(request, "g", many, 4, NULL), XENG_OK);
    xeng_request_unref(request);
}

static void unknown_dimensions_are_refused(void **state)
{
    (void)state;
    static const int32_t unknown[] = {ID, 5};
    static const int32_t other[] = {XENG_DIMENSION_OTHER};
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    assert_refused(request, xeng_request_add_grouping(request, "g", unknown, 2, &error),
                   XENG_RULE_UNKNOWN_DIMENSION, 0, "5");
    assert_refused(request, xeng_request_add_grouping(request, "g", other, 1, &error),
                   XENG_RULE_UNKNOWN_DIMENSION, 0, "0");
    assert_refused(request, xeng_request_add_grouping_text(request, "g", "tweet.user", &error),
                   XENG_RULE_UNKNOWN_DIMENSION, 0, "tweet.user");
    assert_refused(request, xeng_request_add_grouping_text(request, "g", "tweet.id,", &error),
                   XENG_RULE_UNKNOWN_DIMENSION, 0, "");
    xeng_request_unref(request);
}

/* Every order of all four dimensions: two pass, twenty-two don't. */
static void four_dimensions_are_taken_in_two_orders_only(void **state)
{
    (void)state;
    static const int32_t all[] = {ID, TYPE, DAY, HOUR};
    size_t taken = 0;
    size_t tried = 0;
    for (size_t code = 0; code < 256; code++) {
        const int32_t order[] = {all[code & 3], all[code >> 2 & 3], all[code >> 4 & 3],
                                 all[code >> 6]};
        if ((1 << order[0] | 1 << order[1] | 1 << order[2] | 1 << order[3]) != 0x1E) {
            continue;
        }
        xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
        xeng_error *error = NULL;
        tried++;
        if (xeng_request_add_grouping(request, "g", order, 4, &error) == XENG_OK) {
            taken++;
            assert_int_equal(order[2], DAY);
            assert_int_equal(order[3], HOUR);
        } else {
            assert_int_equal(xeng_error_rule(error), XENG_RULE_FOUR_DIMENSION_ORDER);
            assert_int_equal(xeng__request_grouping_count(request), 0);
        }
        xeng_error_unref(error);
        xeng_request_unref(request);
    }
    assert_int_equal(tried, 24);
    assert_int_equal(taken, 2);
}

static void a_misordered_grouping_of_four_is_named_in_full(void **state)
{
    (void)state;
    const char *wrong = "engagement.day,tweet.id,engagement.type,engagement.hour";
    xeng_request *request = make(XENG_ENDPOINT_28HR);
    assert_refused(request, xeng_request_add_grouping_text(request, "g", wrong, &error),
                   XENG_RULE_FOUR_DIMENSION_ORDER, 0, wrong);
    xeng_request_unref(request);
}

static void one_grouping_of_four_is_taken_and_the_second_refused(void **state)
{
    (void)state;
    static const int32_t first[] = {ID, TYPE, DAY, HOUR};
    static const int32_t second[] = {TYPE, ID, DAY, HOUR};
    xeng_request *request = make(XENG_ENDPOINT_28HR);
    take(request, "three", "engagement.hour,engagement.day,tweet.id");
    assert_int_equal(xeng_request_add_grouping(request, "four", first, 4, NULL), XENG_OK);
    assert_refused(request, xeng_request_add_grouping(request, "again", second, 4, &error),
                   XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING, 1, "again");
    take(request, "two", "engagement.type,engagement.day");
    xeng_request_unref(request);
}

static void text_is_read_with_blanks_around_names(void **state)
{
    (void)state;
    static const int32_t expected[] = {TYPE, ID, HOUR};
    const int32_t *dimensions;
    xeng_request *request = make(XENG_ENDPOINT_28HR);
    take(request, "g", "  engagement.type ,\ttweet.id,engagement.hour\n");
    assert_int_equal(xeng__request_grouping_dimensions(request, 0, &dimensions), 3);
    assert_memory_equal(dimensions, expected, sizeof expected);
    xeng_request_unref(request);
}

static void text_without_or_with_too_many_names_is_refused(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_28HR);
    assert_refused(request, xeng_request_add_grouping_text(request, "g", "", &error),
                   XENG_RULE_BAD_DIMENSIONS, 4, "0");
    assert_refused(request, xeng_request_add_grouping_text(request, "g", " \t", &error),
                   XENG_RULE_BAD_DIMENSIONS, 4, "0");
    assert_refused(request,
                   xeng_request_add_grouping_text(
                       request, "g", "tweet.id,tweet.id,tweet.id,tweet.id,tweet.id", &error),
                   XENG_RULE_BAD_DIMENSIONS, 4, "5");
    xeng_request_unref(request);
}

static void a_capital_in_a_dimension_is_refused_with_a_hint(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "Tweet.id", &error),
                     XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_UNKNOWN_DIMENSION);
    assert_string_equal(xeng_error_value(error), "Tweet.id");
    assert_non_null(strstr(xeng_error_message(error), "write \"tweet.id\""));
    xeng_error_unref(error);
    xeng_request_unref(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(request_takes_3_groupings_and_refuses_the_4th),
        cmocka_unit_test(name_takes_256_bytes_and_refuses_257),
        cmocka_unit_test(bad_names_are_refused),
        cmocka_unit_test(reserved_names_are_refused),
        cmocka_unit_test(a_name_is_taken_once),
        cmocka_unit_test(time_dimensions_are_refused_on_totals),
        cmocka_unit_test(a_grouping_has_1_to_4_dimensions_each_once),
        cmocka_unit_test(unknown_dimensions_are_refused),
        cmocka_unit_test(four_dimensions_are_taken_in_two_orders_only),
        cmocka_unit_test(a_misordered_grouping_of_four_is_named_in_full),
        cmocka_unit_test(one_grouping_of_four_is_taken_and_the_second_refused),
        cmocka_unit_test(text_is_read_with_blanks_around_names),
        cmocka_unit_test(text_without_or_with_too_many_names_is_refused),
        cmocka_unit_test(a_capital_in_a_dimension_is_refused_with_a_hint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
