/* A request as the JSON that is sent. */
#include "unit.h"

#include <string.h>

#include <jansson.h>
#include <xengage/metric.h>

#include "base/iso8601.h"
#include "model/request.h"
#include "wire/request_json.h"

static xeng_request *make(int32_t endpoint)
{
    xeng_request *request = NULL;
    assert_int_equal(xeng__request_new(endpoint, 0, XENG_TIME_UNSET, &request, NULL), XENG_OK);
    return request;
}

static void check_json(xeng_request *request, const char *expected)
{
    xeng__buf json = XENG__BUF_EMPTY;
    assert_int_equal(xeng__request_json(request, &json, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&json), expected);
    assert_int_equal(json.size, strlen(expected));
    xeng__buf_free(&json);
    xeng_request_unref(request);
}

static void a_totals_request_has_no_window(void **state)
{
    (void)state;
    static const uint64_t ids[] = {UINT64_C(1070059276213702656), 9, INT64_MAX};
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_ids(request, ids, 3, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "retweets", NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "favorites", NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "z", "tweet.id,engagement.type", NULL),
                     XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "a", "engagement.type", NULL),
                     XENG_OK);
    check_json(request, "{\"tweet_ids\":[\"1070059276213702656\",\"9\",\"9223372036854775807\"],"
                        "\"engagement_types\":[\"retweets\",\"favorites\"],"
                        "\"groupings\":{\"z\":{\"group_by\":[\"tweet.id\",\"engagement.type\"]},"
                        "\"a\":{\"group_by\":[\"engagement.type\"]}}}");
}

static void a_historical_request_ends_with_its_window(void **state)
{
    (void)state;
    int64_t now = xeng__days_from_civil(2026, 11, 24) * 86400 + 12 * 3600 + 40 * 60 + 59;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    assert_int_equal(xeng_request_add_id(request, 5, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "impressions", NULL), XENG_OK);
    assert_int_equal(
        xeng_request_add_grouping_text(
            request, "g", "tweet.id,engagement.type,engagement.day,engagement.hour", NULL),
        XENG_OK);
    assert_int_equal(xeng__request_set_window(request, now - 86400, now, now, NULL), XENG_OK);
    check_json(request, "{\"tweet_ids\":[\"5\"],\"engagement_types\":[\"impressions\"],"
                        "\"groupings\":{\"g\":{\"group_by\":[\"tweet.id\",\"engagement.type\","
                        "\"engagement.day\",\"engagement.hour\"]}},"
                        "\"start\":\"2026-11-23T12:00:00Z\",\"end\":\"2026-11-24T12:40:00Z\"}");
}

static void a_historical_request_without_a_window_leaves_it_to_the_server(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    assert_int_equal(xeng_request_add_id(request, 5, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "replies", NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id", NULL), XENG_OK);
    check_json(request, "{\"tweet_ids\":[\"5\"],\"engagement_types\":[\"replies\"],"
                        "\"groupings\":{\"g\":{\"group_by\":[\"tweet.id\"]}}}");
}

static void names_of_any_letters_come_back_as_they_were(void **state)
{
    (void)state;
    const char *name = "\xe2\x82\xac \"quoted\" back\\slash / \xf0\x9f\x98\x80";
    xeng__buf json = XENG__BUF_EMPTY;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_id(request, 5, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "replies", NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, name, "tweet.id", NULL), XENG_OK);
    assert_int_equal(xeng__request_json(request, &json, NULL), XENG_OK);
    json_t *read = json_loadb(xeng__buf_text(&json), json.size, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json_object_get(json_object_get(read, "groupings"), name));
    json_decref(read);
    xeng__buf_free(&json);
    xeng_request_unref(request);
}

static void the_largest_request_is_written_in_full(void **state)
{
    (void)state;
    xeng__buf json = XENG__BUF_EMPTY;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    for (uint64_t i = 0; i < 250; i++) {
        assert_int_equal(xeng_request_add_id(request, INT64_MAX - i, NULL), XENG_OK);
    }
    assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id", NULL), XENG_OK);
    assert_int_equal(xeng__request_json(request, &json, NULL), XENG_OK);
    json_t *read = json_loadb(xeng__buf_text(&json), json.size, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(read, "tweet_ids")), 250);
    assert_int_equal(json_array_size(json_object_get(read, "engagement_types")), 7);
    json_decref(read);
    xeng__buf_free(&json);
    xeng_request_unref(request);
}

static void an_incomplete_request_is_refused_and_nothing_written(void **state)
{
    (void)state;
    xeng__buf json = XENG__BUF_EMPTY;
    xeng_error *error = NULL;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    xeng__buf_append_text(&json, "before");
    assert_int_equal(xeng__request_json(request, &json, &error), XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_NO_IDS);
    assert_string_equal(xeng__buf_text(&json), "before");
    xeng_error_unref(error);
    xeng__buf_free(&json);
    xeng_request_unref(request);
}

/* jansson's own memory runs out: at the first allocation, at the second, ... */
static long countdown = -1;

static void *give_memory(size_t size)
{
    if (countdown == 0) {
        return NULL;
    }
    countdown -= countdown > 0;
    return test_malloc(size);
}

static void take_memory(void *memory)
{
    if (memory != NULL) {
        test_free(memory);
    }
}

static void json_survives_the_lack_of_memory(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    int64_t now = xeng__days_from_civil(2026, 11, 24) * 86400;
    assert_int_equal(xeng_request_add_id(request, 5, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_id(request, 6, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id,engagement.type", NULL),
                     XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "h", "engagement.day", NULL), XENG_OK);
    assert_int_equal(xeng__request_set_window(request, now - 86400, now, now, NULL), XENG_OK);
    int32_t code = XENG_ERROR_NO_MEMORY;
    json_set_alloc_funcs(give_memory, take_memory);
    for (long n = 0; code != XENG_OK; n++) {
        xeng__buf json = XENG__BUF_EMPTY;
        xeng_error *error = NULL;
        assert_true(n < 1000);
        countdown = n;
        code = xeng__request_json(request, &json, &error);
        countdown = -1;
        assert_int_equal(xeng_error_code(error), code);
        assert_true(code == XENG_OK || code == XENG_ERROR_NO_MEMORY);
        assert_int_equal(json.size != 0, code == XENG_OK);
        xeng_error_unref(error);
        xeng__buf_free(&json);
    }
    xeng_request_unref(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_totals_request_has_no_window),
        cmocka_unit_test(a_historical_request_ends_with_its_window),
        cmocka_unit_test(a_historical_request_without_a_window_leaves_it_to_the_server),
        cmocka_unit_test(names_of_any_letters_come_back_as_they_were),
        cmocka_unit_test(the_largest_request_is_written_in_full),
        cmocka_unit_test(an_incomplete_request_is_refused_and_nothing_written),
        cmocka_unit_test(json_survives_the_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
