/* What became of the ids, and which counts are none. */
#include "unit.h"

#include <stdbool.h>

#include "result/support.h"

static void states_are_told_apart(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "7,6,5,4,3,2,1", "favorites,impressions,video_views",
                     "g", "tweet.id,engagement.type");
    xeng_result *result =
        decode(request, "{\"errors\":[\"Forbidden to access tweets for author id 9: 4\",\"note\"],"
                        "\"unavailable_tweet_ids\":[\"5\",88],"
                        "\"unsupported_for_impressions_engagements_tweet_ids\":[\"3\",\"2\"],"
                        "\"unsupported_for_video_views_tweet_ids\":\"3,99\","
                        "\"g\":{\"1\":{\"favorites\":\"1\"},\"2\":{\"favorites\":\"1\"},\"77\":{"
                        "\"favorites\":\"1\"},\"7\":{}}}");
    static const struct {
        uint64_t id;
        int32_t state;
        uint32_t unsupported;
    } expected[] = {
        {7, XENG_ID_MISSING, 0},
        {6, XENG_ID_MISSING, 0},
        {5, XENG_ID_UNAVAILABLE, 0},
        {4, XENG_ID_FORBIDDEN, 0},
        {3, XENG_ID_UNSUPPORTED,
         XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS | XENG_UNSUPPORTED_VIDEO_VIEWS},
        {2, XENG_ID_UNSUPPORTED, XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS},
        {1, XENG_ID_DELIVERED, 0},
        {77, XENG_ID_DELIVERED, 0},
        {88, XENG_ID_UNAVAILABLE, 0},
        {99, XENG_ID_UNSUPPORTED, XENG_UNSUPPORTED_VIDEO_VIEWS},
    };
    size_t count = sizeof expected / sizeof *expected;
    assert_int_equal(xeng_result_id_count(result), count);
    for (size_t i = 0; i < count; i++) {
        assert_true(xeng_result_id_at(result, i) == expected[i].id);
        assert_int_equal(xeng_result_id_state(result, expected[i].id), expected[i].state);
        assert_int_equal(xeng_result_id_unsupported(result, expected[i].id),
                         expected[i].unsupported);
    }
    assert_true(xeng_result_id_at(result, count) == 0);
    assert_int_equal(xeng_result_id_state(result, 9), 0);
    assert_int_equal(xeng_result_id_state(result, 0), 0);
    assert_int_equal(xeng_result_message_count(result), 2);
    assert_string_equal(xeng_result_message(result, 1), "note");
    assert_null(xeng_result_message(result, 2));
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void an_id_in_any_grouping_is_delivered(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_HISTORICAL, "1,2,3", "favorites", "sum", "engagement.type");
    assert_int_equal(
        xeng_request_add_grouping_text(request, "by type", "engagement.type,tweet.id", NULL),
        XENG_OK);
    xeng_result *result = decode(
        request, "{\"sum\":{\"favorites\":\"3\"},\"by type\":{\"favorites\":{\"2\":\"3\"}}}");
    assert_int_equal(xeng_result_id_state(result, 1), XENG_ID_MISSING);
    assert_int_equal(xeng_result_id_state(result, 2), XENG_ID_DELIVERED);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void sums_speak_for_all_ids_that_nothing_else_was_said_of(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "1,2", "favorites", "g", "engagement.type");
    xeng_result *result =
        decode(request, "{\"unavailable_tweet_ids\":[\"2\"],\"g\":{\"favorites\":\"3\"}}");
    assert_int_equal(xeng_result_id_state(result, 1), XENG_ID_DELIVERED);
    assert_int_equal(xeng_result_id_state(result, 2), XENG_ID_UNAVAILABLE);
    xeng_result_unref(result);
    result = decode(request, "{}");
    assert_int_equal(xeng_result_id_state(result, 1), XENG_ID_MISSING);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void counts_of_unsupported_metrics_are_not_delivered(void **state)
{
    (void)state;
    xeng_result *result = decode(
        NULL, "{\"ids first\":{\"1\":{\"favorites\":{\"2026-11-01\":\"0\"},\"video_views\":{"
              "\"2026-11-01\":\"0\",\"2026-11-02\":\"0\"}},\"2\":{\"video_views\":{\"2026-11-01\":"
              "\"5\"},\"impressions\":{\"2026-11-01\":\"0\"}}},"
              "\"types first\":{\"video_views\":{\"2\":\"5\",\"1\":\"0\"},\"engagements\":{\"1\":"
              "\"4\",\"2\":\"0\"},\"impressions\":{\"2\":\"0\"}},"
              "\"days between\":{\"1\":{\"2026-11-01\":{\"favorites\":\"1\",\"video_views\":\"0\"},"
              "\"2026-11-02\":{\"video_views\":\"0\"}}},"
              "\"only ids\":{\"1\":\"4\"},"
              "\"unsupported_for_video_views_tweet_ids\":[\"1\",\"33\"],"
              "\"unsupported_for_impressions_engagements_tweet_ids\":[\"2\"]}");
    assert_value(result, "ids first/1/favorites/2026-11-01", 0);
    assert_not_delivered(result, "ids first/1/video_views/2026-11-01");
    assert_not_delivered(result, "ids first/1/video_views/2026-11-02");
    assert_value(result, "ids first/2/video_views/2026-11-01", 5);
    assert_not_delivered(result, "ids first/2/impressions/2026-11-01");
    assert_value(result, "types first/video_views/2", 5);
    assert_not_delivered(result, "types first/video_views/1");
    assert_value(result, "types first/engagements/1", 4);
    assert_not_delivered(result, "types first/engagements/2");
    assert_not_delivered(result, "types first/impressions/2");
    assert_value(result, "days between/1/2026-11-01/favorites", 1);
    assert_not_delivered(result, "days between/1/2026-11-01/video_views");
    assert_not_delivered(result, "days between/1/2026-11-02/video_views");
    assert_value(result, "only ids/1", 4);
    xeng_result_unref(result);
}

static void sums_are_not_delivered_only_if_no_post_can_be_in_them(void **state)
{
    static const char some[] = "{\"unsupported_for_video_views_tweet_ids\":[\"1\",\"2\"],"
                               "\"g\":{\"video_views\":\"0\",\"favorites\":\"3\"}}";
    static const char all[] = "{\"unsupported_for_video_views_tweet_ids\":[\"1\",\"2\"],"
                              "\"unavailable_tweet_ids\":[\"3\"],"
                              "\"g\":{\"video_views\":\"0\",\"favorites\":\"3\"}}";
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_TOTALS, "1,2,3", "favorites,video_views",
                                         "g", "engagement.type");
    xeng_result *result = decode(request, some);
    assert_value(result, "g/video_views", 0);
    xeng_result_unref(result);
    result = decode(request, all);
    assert_not_delivered(result, "g/video_views");
    assert_value(result, "g/favorites", 3);
    xeng_result_unref(result);
    /* Without the request nobody knows who else was asked for. */
    result = decode(NULL, all);
    assert_value(result, "g/video_views", 0);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void errors_without_data_are_errors_and_with_data_are_messages(void **state)
{
    static const struct {
        const char *json;
        int32_t code;
    } cases[] = {
        {"{\"errors\":[\"rate limit exceeded\"]}", XENG_ERROR_RATE_LIMITED},
        {"{\"errors\":[{\"code\":88,\"message\":\"x\"}],\"g\":{}}", XENG_ERROR_RATE_LIMITED},
        {"{\"errors\":[\"Forbidden to access metrics: retweets\"]}", XENG_ERROR_FORBIDDEN_METRICS},
        {"{\"errors\":[\"your application id is not authorized.\"]}", XENG_ERROR_FORBIDDEN},
        {"{\"errors\":[\"internal server error\"]}", XENG_ERROR_SERVER},
        {"{\"errors\":[\"1 Tweet ID(s) are unavailable\"]}", XENG_ERROR_UNAVAILABLE_POSTS},
        {"{\"errors\":[\"something new\"]}", XENG_ERROR_REFUSED},
        {"{\"errors\":[\"something new\"],\"g\":{\"1\":{}}}", XENG_ERROR_REFUSED},
        {"{\"errors\":[\"something new\"],\"g\":{\"1\":\"5\"}}", XENG_OK},
        {"{\"errors\":[\"rate limit\"],\"g\":{\"1\":\"5\"}}", XENG_OK},
        {"{\"errors\":[\"x\"],\"unavailable_tweet_ids\":[1]}", XENG_OK},
        {"{\"errors\":[]}", XENG_OK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t code = decode_code(NULL, cases[i].json, NULL);
        if (code != cases[i].code) {
            fail_msg("%s gives %s", cases[i].json, xeng_error_code_name(code));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_are_told_apart),
        cmocka_unit_test(an_id_in_any_grouping_is_delivered),
        cmocka_unit_test(sums_speak_for_all_ids_that_nothing_else_was_said_of),
        cmocka_unit_test(counts_of_unsupported_metrics_are_not_delivered),
        cmocka_unit_test(sums_are_not_delivered_only_if_no_post_can_be_in_them),
        cmocka_unit_test(errors_without_data_are_errors_and_with_data_are_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
