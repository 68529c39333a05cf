/* Writing results as JSON: read back, they are the same. */
#include "unit.h"

#include "base/alloc.h"
#include "result/same.h"
#include "result/tree.h"
#include "result/world.h"
#include "result/write_json.h"

enum {
    WORLDS = 60
};

static char *json_of(const xeng_result *result)
{
    char *json;
    assert_int_equal(xeng_result_to_json(result, &json, NULL), XENG_OK);
    return json;
}

/* Writes a result, reads it back, and compares; so it does with what was read. */
static void assert_comes_back(const xeng_request *request, const xeng_result *result)
{
    char *json = json_of(result);
    xeng_result *back = decode(request, json);
    char *again = json_of(back);
    assert_same(result, back);
    xeng_result *twice = decode(request, again);
    assert_same(back, twice);
    xeng_result_unref(twice);
    xeng_result_unref(back);
    xeng_free(json);
    xeng_free(again);
}

static void assert_written(const xeng_request *request, const char *answer, const char *expected)
{
    xeng_result *result = decode(request, answer);
    char *json = json_of(result);
    assert_string_equal(json, expected);
    xeng_free(json);
    xeng_result_unref(result);
}

/* A request whose answer a world can be. */
static xeng_request *world_request(void)
{
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, NULL,
                                         "impressions,engagements,favorites,video_views", "hourly",
                                         "tweet.id,engagement.type,engagement.day,engagement.hour");
    assert_int_equal(xeng_request_add_grouping_text(
                         request, "by \"type\"", "engagement.type,engagement.day,tweet.id", NULL),
                     XENG_OK);
    assert_int_equal(
        xeng_request_add_grouping_text(request, "sum", "engagement.type,engagement.day", NULL),
        XENG_OK);
    for (unsigned id = 0; id < WORLD_IDS + 2; id++) {
        assert_int_equal(xeng_request_add_id(request, world_id(id), NULL), XENG_OK);
    }
    return request;
}

static void results_come_back(void **state)
{
    (void)state;
    xeng_request *request = world_request();
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part part = world_whole(world);
        xeng__buf json = XENG__BUF_EMPTY;
        world_write(&part, &json);
        xeng_result *result = decode(NULL, xeng__buf_text(&json));
        assert_comes_back(NULL, result);
        xeng_result_unref(result);
        /* With the request known, two ids are missing. */
        result = decode(request, xeng__buf_text(&json));
        assert_int_equal(xeng_result_id_state(result, world_id(WORLD_IDS)), XENG_ID_MISSING);
        assert_comes_back(request, result);
        xeng_result_unref(result);
        xeng__buf_free(&json);
    }
    xeng_request_unref(request);
}

static void merged_results_come_back(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part parts[2] = {world_whole(world), world_whole(world)};
        for (unsigned id = 0; id < WORLD_IDS; id++) {
            parts[id % 2].ids[id] = false;
        }
        parts[0].days[world % WORLD_DAYS] = false;
        xeng_result *results[] = {world_result(&parts[0]), world_result(&parts[1])};
        xeng_result *merged;
        assert_int_equal(xeng_result_merge((const xeng_result *const *)results, 2, &merged, NULL),
                         XENG_OK);
        assert_comes_back(NULL, merged);
        xeng_result_unref(merged);
        xeng_result_unref(results[0]);
        xeng_result_unref(results[1]);
    }
}

static void odd_results_come_back(void **state)
{
    static const char *const answers[] = {
        "{}",
        "{\"g\":{}}",
        "{\"g\":{},\"h\":{\"favorites\":{\"2026-10-01\":{}}}}",
        "{\"g\":{\"12345\":{},\"67890\":{\"replies\":{},\"retweets\":\"1\"}}}",
        "{\"\":{\"\":\"1\"},\"a\\\\\\\"\\u0001\\u007f\\u00e9\\ud83d\\ude00\":{\"\\n\":\"2\"}}",
        "{\"g\":{\"a\":\"-9223372036854775808\",\"b\":9223372036854775807,\"c\":\"-1\"}}",
        "{\"g\":{\"a\":null,\"b\":null},\"h\":{\"12345\":{\"video_views\":null}}}",
        "{\"start\":\"soon\",\"end\":\"2026-10-01T05:06:07Z\",\"x\":[1,{\"\\u0000b\":null}]}",
        "{\"start\":\"2014-09-01\",\"x\":\"\\\\\",\"y\":[1,{\"\\\"\":[]}],\"g\":{\"00\":\"1\"}}",
        "{\"errors\":[\"a \\\"b\\\"\\n\",{\"code\":7,\"message\":\"c\"},{\"code\":8}],"
        "\"g\":{\"00\":\"1\"}}",
        "{\"errors\":[\"Forbidden to access tweets for author id 9: 640022366307745792\","
        "\"Forbidden to access tweets: 12345; 67890\"],\"g\":{\"640022366307745792\":{},"
        "\"12345\":{\"favorites\":\"1\"}}}",
        "{\"unavailable_tweet_ids\":\"12345, 67890\",\"g\":{\"12345\":{\"favorites\":\"1\"}},"
        "\"unsupported_for_impressions_engagements_tweet_ids\":[12345]}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        /* A NUL is no text of ours. */
        if (strstr(answers[i], "\\u0000") != NULL) {
            assert_int_equal(decode_code(NULL, answers[i], NULL), XENG_ERROR_PROTOCOL);
            continue;
        }
        xeng_result *result = decode(NULL, answers[i]);
        assert_comes_back(NULL, result);
        xeng_result_unref(result);
    }
}

static void the_shape_is_the_servers(void **state)
{
    (void)state;
    assert_written(NULL,
                   "{ \"g\" : {\"479311209565413376\" : {\"favorites\": 69, \"video_views\" : "
                   "\"0\"}, \"1397568983931392004\": {\"video_views\":\"-17902\"}},\"v\":1.50,"
                   "\"unsupported_for_video_views_tweet_ids\":\"479311209565413376\","
                   "\"end\":\"2026-10-02\",\"start\":\"2026-10-01T17:00:00Z\","
                   "\"errors\":\"a \\u00e9\",\"unavailable_tweet_ids\":[5,\"6\"]}",
                   "{\"start\":\"2026-10-01T17:00:00Z\",\"end\":\"2026-10-02T00:00:00Z\","
                   "\"errors\":[\"a \xC3\xA9\"],\"unavailable_tweet_ids\":[\"5\",\"6\"],"
                   "\"unsupported_for_video_views_tweet_ids\":[\"479311209565413376\"],"
                   "\"g\":{\"479311209565413376\":{\"favorites\":\"69\",\"video_views\":\"0\"},"
                   "\"1397568983931392004\":{\"video_views\":\"-17902\"}},\"v\":1.50}");
    assert_written(NULL, "{}", "{}");
    assert_written(NULL, "{\"g\":{\"12345\":{},\"67890\":{\"replies\":{},\"retweets\":\"1\"}}}",
                   "{\"g\":{\"12345\":{},\"67890\":{\"replies\":null,\"retweets\":\"1\"}}}");
}

static void sums_of_posts_that_are_all_too_old_stay_none(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "11111,22222", "video_views", "sum", "engagement.type");
    xeng_result *result =
        decode(request, "{\"sum\":{\"video_views\":\"0\"},"
                        "\"unsupported_for_video_views_tweet_ids\":[\"11111\",\"22222\"]}");
    assert_not_delivered(result, "sum/video_views");
    assert_comes_back(request, result);
    assert_comes_back(NULL, result);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void forbidden_ids_that_no_message_names_come_back(void **state)
{
    (void)state;
    xeng_result *result =
        decode(NULL, "{\"errors\":[\"Forbidden to access tweets: 11111, 22222, 33333\"],"
                     "\"unavailable_tweet_ids\":[\"33333\"],\"g\":{\"44444\":{\"a\":\"1\"}}}");
    xeng__free(result->messages[0]);
    result->messages[0] = xeng__strdup("forbidden to access TWEETS: 22222");
    char *json = json_of(result);
    assert_non_null(strstr(json, "\"errors\":[\"forbidden to access TWEETS: 22222\",\"Forbidden to "
                                 "access tweets: 11111\"]"));
    xeng_result *back = decode(NULL, json);
    assert_same_ids(result, back);
    xeng_result_unref(back);
    xeng_free(json);
    xeng__free(result->messages[0]);
    result->message_count = 0;
    json = json_of(result);
    back = decode(NULL, json);
    assert_same_ids(result, back);
    assert_same_trees(result, back);
    xeng_result_unref(back);
    xeng_free(json);
    xeng_result_unref(result);
}

static void counts_of_an_id_that_is_too_old_elsewhere_are_kept(void **state)
{
    (void)state;
    xeng_result *results[] = {
        decode(NULL, "{\"totals\":{\"11111\":{\"impressions\":\"0\"},\"22222\":{\"impressions\":"
                     "\"0\"}},\"unsupported_for_impressions_engagements_tweet_ids\":[\"11111\","
                     "\"22222\"]}"),
        decode(NULL, "{\"days\":{\"11111\":{\"impressions\":{\"2026-10-01\":\"0\"}}}}")};
    xeng_result *merged;
    assert_int_equal(xeng_result_merge((const xeng_result *const *)results, 2, &merged, NULL),
                     XENG_OK);
    char *json = json_of(merged);
    xeng_result *back = decode(NULL, json);
    assert_same_trees(merged, back);
    assert_not_delivered(back, "totals/11111/impressions");
    assert_not_delivered(back, "totals/22222/impressions");
    assert_value(back, "days/11111/impressions/2026-10-01", 0);
    assert_int_equal(xeng_result_id_state(back, 22222), XENG_ID_UNSUPPORTED);
    xeng_result_unref(back);
    xeng_free(json);
    xeng_result_unref(merged);
    xeng_result_unref(results[0]);
    xeng_result_unref(results[1]);
}

static void no_member_is_written_twice(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "11111", "favorites", "g", "tweet.id,engagement.type");
    xeng_result *results[] = {
        decode(request, "{\"start\":\"soon\",\"end\":5,\"h\":{\"a\":1},\"i\":{\"b\":2}}"),
        decode(NULL, "{\"start\":\"2026-10-01\",\"h\":{\"00\":\"3\"}}")};
    xeng_result *merged;
    assert_int_equal(xeng_result_merge((const xeng_result *const *)results, 2, &merged, NULL),
                     XENG_OK);
    char *json = json_of(merged);
    assert_string_equal(json, "{\"start\":\"2026-10-01T00:00:00Z\",\"g\":{},\"h\":{\"00\":\"3\"},"
                              "\"end\":5,\"i\":{\"b\":2}}");
    xeng_free(json);
    xeng_result_unref(merged);
    xeng_result_unref(results[0]);
    xeng_result_unref(results[1]);
    xeng_request_unref(request);
}

static void wrong_arguments_are_refused(void **state)
{
    xeng_result *result = decode(NULL, "{}");
    char *json = (char *)"";
    (void)state;
    assert_int_equal(xeng_result_to_json(result, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_result_to_json(NULL, &json, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(json);
    xeng_result_unref(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_back),
        cmocka_unit_test(merged_results_come_back),
        cmocka_unit_test(odd_results_come_back),
        cmocka_unit_test(the_shape_is_the_servers),
        cmocka_unit_test(sums_of_posts_that_are_all_too_old_stay_none),
        cmocka_unit_test(forbidden_ids_that_no_message_names_come_back),
        cmocka_unit_test(counts_of_an_id_that_is_too_old_elsewhere_are_kept),
        cmocka_unit_test(no_member_is_written_twice),
        cmocka_unit_test(wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
