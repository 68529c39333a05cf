/* What the decoder takes and refuses, and with what words. */
#include "unit.h"

#include <stdbool.h>

#include "result/support.h"

static void assert_refused(const xeng_request *request, const char *json, const char *words)
{
    /* In pieces and whole: a shortcut needs some bytes in a row. */
    const size_t pieces[] = {1, 7, strlen(json) + 1};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        xeng_error *error = NULL;
        xeng_result *result;
        int32_t code = decode_pieces(request, json, strlen(json), pieces[i], &result, &error);
        if (code != XENG_ERROR_PROTOCOL || strstr(xeng_error_message(error), words) == NULL) {
            fail_msg("%s: %d %s", json, (int)code, xeng_error_message(error));
        }
        xeng_error_unref(error);
    }
}

static void leaves_that_are_no_whole_numbers_are_refused_by_path(void **state)
{
    static const char *const leaves[] = {"\"\"",
                                         "\"-\"",
                                         "\"-0\"",
                                         "-0",
                                         "\"01\"",
                                         "\" 1\"",
                                         "\"1 \"",
                                         "\"1.0\"",
                                         "1.0",
                                         "1e2",
                                         "\"1e2\"",
                                         "\"+1\"",
                                         "\"0x1\"",
                                         "true",
                                         "false",
                                         "[]",
                                         "[1]",
                                         "\"ten\"",
                                         "\"1,0\"",
                                         "\"1\\n\"",
                                         "\"9223372036854775808\"",
                                         "\"-9223372036854775809\""};
    (void)state;
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
        char json[200];
        (void)snprintf(json, sizeof json, "{\"group1\":{\"423456789\":{\"retweets\":%s}}}",
                       leaves[i]);
        assert_refused(NULL, json, "group1/423456789/retweets");
    }
    assert_refused(NULL, "{\"group1\":{\"423456789\":{\"retweets\":\"2\\u0007\"}}}", "\\x07");
    /* Numbers that no 64 bits hold are no JSON for jansson and us alike. */
    assert_refused(NULL, "{\"g\":{\"1\":9223372036854775808}}", "impossible number");
}

static void null_is_a_count_that_is_not_there(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "1,2", "favorites", "g", "tweet.id,engagement.type");
    const xeng_request *requests[] = {NULL, request};
    for (size_t i = 0; i < 2; i++) {
        xeng_result *result =
            decode(requests[i], "{\"g\":{\"1\":{\"favorites\":null},\"2\":{\"favorites\":null}}}");
        assert_int_equal(xeng_result_leaf_count(result, 0), 2);
        assert_not_delivered(result, "g/1/favorites");
        assert_int_equal(xeng_result_id_state(result, 1), XENG_ID_DELIVERED);
        xeng_result_unref(result);
        assert_refused(requests[i], "{\"g\":{\"1\":{\"favorites\":\"1\"},\"2\":null}}", "g/2");
    }
    assert_refused(request, "{\"g\":{\"1\":null}}", "g/1");
    xeng_request_unref(request);
}

static void leaves_of_the_whole_range_are_taken(void **state)
{
    (void)state;
    xeng_result *result = decode(
        NULL, "{\"g\":{\"a\":\"9223372036854775807\",\"b\":\"-9223372036854775808\",\"c\":-1,"
              "\"d\":\"99999999\",\"e\":\"100000000\",\"f\":\"7\",\"h\":\"0\",\"i\":0}}");
    assert_value(result, "g/a", INT64_MAX);
    assert_value(result, "g/b", INT64_MIN);
    assert_value(result, "g/c", -1);
    assert_value(result, "g/d", 99999999);
    assert_value(result, "g/e", 100000000);
    assert_value(result, "g/f", 7);
    assert_value(result, "g/h", 0);
    xeng_result_unref(result);
}

static void rows_after_the_first_are_read_as_strictly_as_it(void **state)
{
    /* Rows with the keys of the row before take a shortcut. */
    static const char *const rows[] = {
        "\"00\":\"01\",\"01\":\"1\"",  "\"00\":\"\",\"01\":\"1\"",
        "\"00\":\"1\"\"01\":\"1\"",    "\"00\":\"1\",,\"01\":\"1\"",
        "\"00\":\"1\",\"01\":\"1\",",  "\"00\":\"1\",\"01\":\"1\"]",
        "\"00\":\"1,\"01\":\"1\"",     "\"00\":\"-0\",\"01\":\"1\"",
        "\"00\":\"1\",\"00\":\"1\"",   "\"00\":\"1a\",\"01\":\"1\"",
        "\"00\":\"1\",\"01\" \"1\"",   "\"00\":\"1\",\"01\":\"1",
        "\"00\":\"1\\\",\"01\":\"1\"", "\"00\":\"\xC2\xB2\",\"01\":\"1\""};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xeng__buf json = XENG__BUF_EMPTY;
        xeng__buf_printf(&json,
                         "{\"g\":{\"a\":{\"00\":\"5\",\"01\":\"6\"},\"b\":{%s},\"c\":{}}}%64s",
                         rows[i], "");
        xeng_result *result;
        for (size_t piece = 1; piece <= json.size; piece += piece < 40 ? 1 : 17) {
            assert_int_equal(decode_pieces(NULL, json.data, json.size, piece, &result, NULL),
                             XENG_ERROR_PROTOCOL);
        }
        xeng__buf_free(&json);
    }
}

static void rows_with_other_keys_than_the_row_before_are_read(void **state)
{
    (void)state;
    xeng_result *result =
        decode(NULL, "{\"g\":{\"2026-11-01\":{\"17\":\"1\",\"18\":\"2\",\"23\":\"3\"},"
                     "\"2026-11-02\":{\"00\":\"4\",\"17\":\"5\",\"18\":\"6\"},\"2026-11-03\":{},"
                     "\"2026-11-04\":{\"18\":\"7\",\"17\":\"123456789\", \"00\" : \"-9\"},"
                     "\"2026-11-05\":{\"18\":\"10\",\"17\":\"11\",\"00\":\"12\",\"01\":\"13\"}}}"
                     "                                ");
    assert_value(result, "g/2026-11-01/23", 3);
    assert_value(result, "g/2026-11-02/17", 5);
    assert_value(result, "g/2026-11-04/00", -9);
    assert_value(result, "g/2026-11-04/17", 123456789);
    assert_value(result, "g/2026-11-05/00", 12);
    assert_value(result, "g/2026-11-05/01", 13);
    assert_int_equal(xeng_result_child_count(result, node_at(result, "g/2026-11-03")), 0);
    assert_int_equal(xeng_result_leaf_count(result, 0), 13);
    xeng_result_unref(result);
}

static void keys_that_need_escapes_take_no_shortcut(void **state)
{
    (void)state;
    xeng_result *result =
        decode(NULL, "{\"g\":{\"a\":{\"x\\\"y\":\"1\",\"z\":\"2\"},\"b\":{\"x\\\"y\":\"3\","
                     "\"z\":\"4\"}}}                    ");
    assert_value(result, "g/b/x\"y", 3);
    xeng_result_unref(result);
    assert_refused(NULL,
                   "{\"g\":{\"a\":{\"x\\\"y\":\"1\",\"z\":\"2\"},\"b\":{\"x\"y\":\"3\","
                   "\"z\":\"4\"}}}                    ",
                   "not valid JSON");
}

static void repeated_keys_are_refused_on_every_level(void **state)
{
    (void)state;
    assert_refused(NULL, "{\"g\":{\"1\":{\"a\":\"1\",\"a\":\"2\"}}}", "\"a\" twice");
    assert_refused(NULL, "{\"g\":{\"1\":{\"a\":\"1\"},\"1\":{\"b\":\"2\"}}}", "\"1\" twice");
    assert_refused(NULL, "{\"g\":{\"00\":\"1\",\"01\":\"1\",\"\\u0030\\u0030\":\"1\"}}",
                   "\"00\" twice");
    assert_refused(NULL, "{\"g\":{},\"g\":{}}", "\"g\" is there twice");
    assert_refused(NULL, "{\"x\":1,\"x\":1}", "\"x\" is there twice");
    assert_refused(NULL, "{\"start\":\"2026-11-01\",\"start\":\"2026-11-01\"}", "start");
    assert_refused(NULL, "{\"x\":{\"a\":1,\"a\":1}}", "\"a\" twice");
    xeng_request *request = make_request(XENG_ENDPOINT_TOTALS, "1", "favorites", "g", "tweet.id");
    assert_refused(request, "{\"g\":{},\"g\":{}}", "\"g\" is there twice");
    xeng_request_unref(request);
}

static void very_many_keys_in_one_object_take_no_time(void **state)
{
    enum {
        MANY = 300000
    };
    xeng__buf json = XENG__BUF_EMPTY;
    xeng_result *result;
    (void)state;
    xeng__buf_append_text(&json, "{\"g\":");
    /* Downwards, so that they have to be sorted. */
    for (int i = MANY; i > 0; i--) {
        xeng__buf_printf(&json, "%c\"%d\":\"%d\"", i == MANY ? '{' : ',', 1000000 + i, i);
    }
    xeng__buf_append_text(&json, "}}");
    assert_int_equal(xeng_result_from_json(json.data, json.size, &result, NULL), XENG_OK);
    assert_value(result, "g/1000001", 1);
    assert_value(result, "g/1300000", MANY);
    xeng_result_unref(result);
    xeng__buf_free(&json);
}

static void counts_on_several_levels_are_refused(void **state)
{
    (void)state;
    assert_refused(NULL, "{\"g\":{\"1\":\"5\",\"2\":{\"a\":\"5\"}}}", "g/2/a");
    assert_refused(NULL, "{\"g\":{\"2\":{\"a\":\"5\"},\"1\":\"5\"}}", "g/1");
    assert_refused(NULL, "{\"g\":{\"2\":{\"a\":{\"00\":{}}},\"1\":{\"a\":\"5\"}}}", "g/1/a");
    assert_refused(NULL, "{\"g\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":\"1\"}}}}}}}",
                   "g/a/b/c/d/e/f");
}

static void empty_objects_are_fine_anywhere(void **state)
{
    static const char *const answers[] = {"{}",
                                          "{\"g\":{}}",
                                          "{\"g\":{\"1\":{}}}",
                                          "{\"g\":{\"1\":{},\"2\":{\"a\":\"1\"},\"3\":{}}}",
                                          "{\"g\":{\"1\":{\"a\":{}},\"2\":{\"a\":\"1\",\"b\":{}}}}",
                                          "{\"g\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}}"};
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        xeng_result_unref(decode(NULL, answers[i]));
    }
    xeng_result *result = decode(NULL, answers[4]);
    assert_not_delivered(result, "g/1/a");
    assert_value(result, "g/2/a", 1);
    assert_not_delivered(result, "g/2/b");
    xeng_result_unref(result);
    result = decode(NULL, answers[2]);
    assert_int_equal(xeng_result_depth(result, 0), 1);
    assert_int_equal(xeng_result_leaf_count(result, 0), 0);
    assert_int_equal(xeng_result_value(result, node_at(result, "g/1"), NULL), XENG_VALUE_NO_LEAF);
    xeng_result_unref(result);
}

static void what_is_no_object_is_refused(void **state)
{
    static const char *const answers[] = {"",      "[]",           "[{}]", "null",
                                          "5",     "\"a\"",        "{",    "{\"g\":{\"1\":\"5\"}",
                                          "{} {}", "<html></html>"};
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        assert_refused(NULL, answers[i], "answer");
    }
}

static void depth_and_names_must_be_those_that_were_asked_for(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "1", "favorites,replies", "g",
                                         "tweet.id,engagement.type,engagement.hour");
    xeng_result_unref(decode(request, "{\"g\":{\"1\":{\"favorites\":{\"00\":\"5\"}}}}"));
    xeng_result_unref(
        decode(request, "{\"g\":{\"1\":{\"favorites\":{\"2026-11-01\":{\"00\":\"5\"}}}}}"));
    assert_refused(request, "{\"g\":{\"1\":{\"favorites\":\"5\"}}}", "g/1/favorites");
    assert_refused(request, "{\"g\":{\"1\":{\"favorites\":{\"00\":{\"2026-11-01\":\"5\"}}}}}",
                   "g/1/favorites/00/2026-11-01");
    assert_refused(request, "{\"g\":{\"1\":{\"favorites\":{\"2026-11-01\":\"5\"}}}}",
                   "g/1/favorites/2026-11-01");
    assert_refused(
        request, "{\"g\":{\"1\":{\"favorites\":{\"2026-11-01\":{\"00\":{\"x\":\"5\"}}}}}}", "00/x");
    assert_refused(request, "{\"g\":5}", "\"g\" is no object");
    assert_refused(request, "{\"g\":[]}", "\"g\" is no object");
    assert_refused(request, "{\"g\":null}", "\"g\" is no object");
    xeng_request_unref(request);
}

static void days_above_hours_that_come_first_are_accepted(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_HISTORICAL, "1", "favorites", "g", "engagement.hour,tweet.id");
    xeng_result *result = decode(request, "{\"g\":{\"2026-11-01\":{\"00\":{\"17\":\"5\"}}}}");
    assert_int_equal(xeng_result_dimension(result, 0, 1), XENG_DIMENSION_ENGAGEMENT_DAY);
    assert_int_equal(xeng_result_dimension(result, 0, 2), XENG_DIMENSION_ENGAGEMENT_HOUR);
    assert_int_equal(xeng_result_dimension(result, 0, 3), XENG_DIMENSION_TWEET_ID);
    assert_true(xeng_result_key_id(result, node_at(result, "g/2026-11-01/00/17")) == 17);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void dimensions_are_told_by_look_where_nothing_is_known(void **state)
{
    static const struct {
        const char *json;
        int32_t dimension;
    } cases[] = {
        {"{\"g\":{\"2026-11-01\":\"1\"}}", XENG_DIMENSION_ENGAGEMENT_DAY},
        {"{\"g\":{\"00\":\"1\",\"23\":\"2\"}}", XENG_DIMENSION_ENGAGEMENT_HOUR},
        {"{\"g\":{\"1070059276213702656\":\"1\"}}", XENG_DIMENSION_TWEET_ID},
        {"{\"g\":{\"impressions\":\"1\"}}", XENG_DIMENSION_ENGAGEMENT_TYPE},
        {"{\"g\":{\"impressions\":\"1\",\"new_metric\":\"2\"}}", XENG_DIMENSION_ENGAGEMENT_TYPE},
        {"{\"g\":{\"new_metric\":\"1\",\"impressions\":\"2\"}}", XENG_DIMENSION_ENGAGEMENT_TYPE},
        {"{\"g\":{\"new_metric\":\"1\"}}", XENG_DIMENSION_OTHER},
        {"{\"g\":{\"17\":\"1\",\"170\":\"2\"}}", XENG_DIMENSION_TWEET_ID},
        {"{\"g\":{\"170\":\"1\",\"17\":\"2\"}}", XENG_DIMENSION_TWEET_ID},
        {"{\"g\":{\"00\":\"1\",\"170\":\"2\"}}", XENG_DIMENSION_OTHER},
        {"{\"g\":{\"24\":\"1\"}}", XENG_DIMENSION_TWEET_ID},
        {"{\"g\":{\"2026-02-30\":\"1\"}}", XENG_DIMENSION_OTHER},
        {"{\"g\":{\"2026-11-01\":\"1\",\"x\":\"2\"}}", XENG_DIMENSION_OTHER},
        {"{\"g\":{\"\":\"1\"}}", XENG_DIMENSION_OTHER},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng_result *result = decode(NULL, cases[i].json);
        if (xeng_result_dimension(result, 0, 1) != cases[i].dimension) {
            fail_msg("%s is %d", cases[i].json, (int)xeng_result_dimension(result, 0, 1));
        }
        xeng_result_unref(result);
    }
}

static void expected_dimensions_decide_where_looks_are_not_enough(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "17,5", "favorites", "g",
                                         "tweet.id,engagement.type");
    xeng_result *result =
        decode(request, "{\"g\":{\"17\":{\"brand_new\":\"1\"},\"5\":{\"brand_new\":\"2\"}}}");
    assert_int_equal(xeng_result_dimension(result, 0, 1), XENG_DIMENSION_TWEET_ID);
    assert_int_equal(xeng_result_dimension(result, 0, 2), XENG_DIMENSION_ENGAGEMENT_TYPE);
    assert_int_equal(xeng_result_key_metric(result, node_at(result, "g/17/brand_new")), 0);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void groupings_are_those_of_the_request_in_its_order(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "1", "favorites", "second", "engagement.type");
    assert_int_equal(xeng_request_add_grouping_text(request, "first", "tweet.id", NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "absent", "tweet.id", NULL), XENG_OK);
    xeng_result *result = decode(
        request, "{\"first\":{\"1\":\"5\"},\"meta\":{\"a\":{\"b\":[1, 2.0]}},"
                 "\"second\":{\"favorites\":\"5\"},\"flag\":true,\"n\":1e2,\"z\":\"\\u0041\"}");
    assert_int_equal(xeng_result_grouping_count(result), 3);
    assert_string_equal(xeng_result_grouping_name(result, 0), "second");
    assert_string_equal(xeng_result_grouping_name(result, 1), "first");
    assert_string_equal(xeng_result_grouping_name(result, 2), "absent");
    assert_null(xeng_result_grouping_name(result, 3));
    assert_int_equal(xeng_result_depth(result, 2), 0);
    assert_true(xeng_result_root(result, 2) != XENG_NODE_NONE);
    assert_int_equal(xeng_result_child_count(result, xeng_result_root(result, 2)), 0);
    assert_int_equal(xeng_result_extra_count(result), 4);
    assert_string_equal(xeng_result_extra_name(result, 0), "meta");
    assert_string_equal(xeng_result_extra_json(result, 0), "{\"a\":{\"b\":[1,2.0]}}");
    assert_string_equal(xeng_result_extra_json(result, 1), "true");
    assert_string_equal(xeng_result_extra_json(result, 2), "1e2");
    assert_string_equal(xeng_result_extra_json(result, 3), "\"A\"");
    assert_null(xeng_result_extra_json(result, 4));
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void times_that_cannot_be_read_are_kept_as_they_are(void **state)
{
    int64_t start;
    int64_t end;
    (void)state;
    xeng_result *result =
        decode(NULL, "{\"start\":\"soon\",\"end\":\"2026-11-01T00:00:00Z\",\"g\":{}}");
    assert_int_equal(xeng_result_window(result, &start, &end), 0);
    assert_int_equal(start, 0);
    assert_int_equal(end, 1793491200);
    assert_string_equal(xeng_result_extra_name(result, 0), "start");
    assert_string_equal(xeng_result_extra_json(result, 0), "\"soon\"");
    xeng_result_unref(result);
}

static void lists_of_ids_must_hold_ids(void **state)
{
    static const char *const bad[] = {"[\"x\"]",   "[0]",     "[-1]",
                                      "[1.5]",     "[null]",  "[[1]]",
                                      "{\"a\":1}", "\"1;2\"", "[\"18446744073709551615\"]"};
    static const char *const good[] = {"[\"5\",6]", "\"5,6\"", "\"5, 6\"", "[5, \"6\"]"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char json[100];
        (void)snprintf(json, sizeof json, "{\"unavailable_tweet_ids\":%s}", bad[i]);
        assert_refused(NULL, json, "unavailable_tweet_ids");
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char json[100];
        (void)snprintf(json, sizeof json, "{\"unavailable_tweet_ids\":%s}", good[i]);
        xeng_result *result = decode(NULL, json);
        assert_int_equal(xeng_result_id_count(result), 2);
        assert_int_equal(xeng_result_id_state(result, 6), XENG_ID_UNAVAILABLE);
        xeng_result_unref(result);
    }
    xeng_result *result = decode(NULL, "{\"unavailable_tweet_ids\":null,\"errors\":null}");
    assert_int_equal(xeng_result_id_count(result), 0);
    xeng_result_unref(result);
}

static void answers_beyond_the_limit_are_refused(void **state)
{
    static const char json[] = "{\"g\":{\"1\":\"5\"}}";
    (void)state;
    for (size_t over = 0; over <= 1; over++) {
        xeng__decoder *decoder;
        xeng_error *error = NULL;
        assert_int_equal(xeng__decoder_new(NULL, strlen(json) - over, &decoder, NULL), XENG_OK);
        int32_t code = xeng__decoder_feed(decoder, json, 5, &error);
        assert_int_equal(code, XENG_OK);
        code = xeng__decoder_feed(decoder, json + 5, strlen(json) - 5, &error);
        assert_int_equal(code, over == 0 ? XENG_OK : XENG_ERROR_TOO_LARGE);
        xeng_error_unref(error);
        xeng__decoder_free(decoder);
    }
}

static void a_decoder_gives_its_result_once(void **state)
{
    xeng__decoder *decoder;
    xeng_result *result;
    (void)state;
    assert_int_equal(xeng__decoder_new(NULL, 0, &decoder, NULL), XENG_OK);
    assert_int_equal(xeng__decoder_feed(decoder, "{}", 2, NULL), XENG_OK);
    assert_int_equal(xeng__decoder_finish(decoder, &result, NULL), XENG_OK);
    assert_int_equal(xeng_result_attempts(result), 0);
    xeng__result_set_attempts(result, 3);
    assert_int_equal(xeng_result_attempts(result), 3);
    xeng_result_unref(result);
    assert_int_equal(xeng__decoder_finish(decoder, &result, NULL), XENG_ERROR_STATE);
    assert_null(result);
    xeng__decoder_free(decoder);
}

static void public_function_refuses_null(void **state)
{
    xeng_result *result = (xeng_result *)1;
    xeng_error *error = NULL;
    (void)state;
    assert_int_equal(xeng_result_from_json(NULL, 0, &result, &error), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(result);
    xeng_error_unref(error);
    assert_int_equal(xeng_result_from_json("{}", 2, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_that_are_no_whole_numbers_are_refused_by_path),
        cmocka_unit_test(null_is_a_count_that_is_not_there),
        cmocka_unit_test(leaves_of_the_whole_range_are_taken),
        cmocka_unit_test(rows_after_the_first_are_read_as_strictly_as_it),
        cmocka_unit_test(rows_with_other_keys_than_the_row_before_are_read),
        cmocka_unit_test(keys_that_need_escapes_take_no_shortcut),
        cmocka_unit_test(repeated_keys_are_refused_on_every_level),
        cmocka_unit_test(very_many_keys_in_one_object_take_no_time),
        cmocka_unit_test(counts_on_several_levels_are_refused),
        cmocka_unit_test(empty_objects_are_fine_anywhere),
        cmocka_unit_test(what_is_no_object_is_refused),
        cmocka_unit_test(depth_and_names_must_be_those_that_were_asked_for),
        cmocka_unit_test(days_above_hours_that_come_first_are_accepted),
        cmocka_unit_test(dimensions_are_told_by_look_where_nothing_is_known),
        cmocka_unit_test(expected_dimensions_decide_where_looks_are_not_enough),
        cmocka_unit_test(groupings_are_those_of_the_request_in_its_order),
        cmocka_unit_test(times_that_cannot_be_read_are_kept_as_they_are),
        cmocka_unit_test(lists_of_ids_must_hold_ids),
        cmocka_unit_test(answers_beyond_the_limit_are_refused),
        cmocka_unit_test(a_decoder_gives_its_result_once),
        cmocka_unit_test(public_function_refuses_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
