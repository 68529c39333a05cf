/* The documentation's own answers, each read as an answer to the request that goes with it, and
 * without knowing that request. */
#include "unit.h"

#include "result/support.h"

static xeng_result *sample(const char *name, const xeng_request *request)
{
    xeng__buf text = read_sample(name);
    xeng_result *result = decode(request, xeng__buf_text(&text));
    xeng__buf_free(&text);
    return result;
}

static void assert_window(const xeng_result *result, int64_t start, int64_t end)
{
    int64_t said_start;
    int64_t said_end;
    assert_int_equal(xeng_result_window(result, &said_start, &said_end), 1);
    assert_int_equal(said_start, start);
    assert_int_equal(said_end, end);
}

static void assert_dimensions(const xeng_result *result, const int32_t *dimensions, size_t count)
{
    assert_int_equal(xeng_result_depth(result, 0), count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(xeng_result_dimension(result, 0, i + 1), dimensions[i]);
    }
}

enum {
    ID = XENG_DIMENSION_TWEET_ID,
    TYPE = XENG_DIMENSION_ENGAGEMENT_TYPE,
    DAY = XENG_DIMENSION_ENGAGEMENT_DAY,
    HOUR = XENG_DIMENSION_ENGAGEMENT_HOUR
};

/* Runs a check on the sample read in both ways. */
static void in_both_ways(const char *name, xeng_request *request,
                         void (*check)(const xeng_result *result))
{
    xeng_result *result = sample(name, NULL);
    check(result);
    xeng_result_unref(result);
    result = sample(name, request);
    check(result);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void check_totals_public(const xeng_result *result)
{
    static const int32_t dimensions[] = {ID, TYPE};
    assert_dimensions(result, dimensions, 2);
    assert_int_equal(xeng_result_leaf_count(result, 0), 15);
    assert_value(result, "perTweetMetricsUnowned/1021817816134156288/favorites", 530);
    assert_value(result, "perTweetMetricsUnowned/1067094924124872705/video_views", 5754512);
    assert_value(result, "perTweetMetricsUnowned/1070059276213702656/video_views", 0);
    assert_int_equal(xeng_result_window(result, NULL, NULL), 0);
    assert_int_equal(xeng_result_id_count(result), 3);
    assert_int_equal(xeng_result_id_state(result, UINT64_C(1067094924124872705)),
                     XENG_ID_DELIVERED);
}

static void totals_of_others_posts(void **state)
{
    (void)state;
    xeng_request *request = make_request(
        XENG_ENDPOINT_TOTALS, "1070059276213702656,1021817816134156288,1067094924124872705",
        "favorites,retweets,replies,quote_tweets,video_views", "perTweetMetricsUnowned",
        "tweet.id,engagement.type");
    xeng_result *result = sample("totals_public.json", request);
    /* Ids come in the order of the request, not of the answer. */
    assert_true(xeng_result_id_at(result, 0) == UINT64_C(1070059276213702656));
    assert_true(xeng_result_id_at(result, 1) == UINT64_C(1021817816134156288));
    xeng_result_unref(result);
    in_both_ways("totals_public.json", request, check_totals_public);
}

static void check_totals_owned(const xeng_result *result)
{
    assert_value(result, "perTweetMetricsOwned/1045709644067471360/impressions", 47);
    assert_value(result, "perTweetMetricsOwned/1060976163948904448/quote_tweets", 2);
    assert_int_equal(xeng_result_leaf_count(result, 0), 14);
}

static void totals_of_own_posts(void **state)
{
    (void)state;
    in_both_ways("totals_owned.json",
                 make_request(XENG_ENDPOINT_TOTALS, "1060976163948904448,1045709644067471360",
                              "favorites,replies,retweets,video_views,impressions,engagements",
                              "perTweetMetricsOwned", "tweet.id,engagement.type"),
                 check_totals_owned);
}

static void check_getting_started(const xeng_result *result)
{
    assert_value(result, "grouping name/1260294888811347969/favorites", 17111);
    assert_value(result, "grouping name/850006245121695744/retweets", 324);
}

static void getting_started(void **state)
{
    (void)state;
    in_both_ways("getting_started.json",
                 make_request(XENG_ENDPOINT_TOTALS, "1260294888811347969,850006245121695744",
                              "retweets,quote_tweets,favorites,replies", "grouping name",
                              "tweet.id,engagement.type"),
                 check_getting_started);
}

static void an_answer_that_names_its_grouping_otherwise_leaves_it_empty(void **state)
{
    (void)state;
    /* The documentation's own request asks for "engagement-types-by-id". */
    xeng_request *request = make_request(XENG_ENDPOINT_TOTALS, "850006245121695744", "retweets",
                                         "engagement-types-by-id", "tweet.id,engagement.type");
    xeng_result *result = sample("getting_started.json", request);
    assert_int_equal(xeng_result_grouping_count(result), 1);
    assert_int_equal(xeng_result_depth(result, 0), 0);
    assert_int_equal(xeng_result_extra_count(result), 1);
    assert_string_equal(xeng_result_extra_name(result, 0), "grouping name");
    assert_int_equal(xeng_result_id_state(result, UINT64_C(850006245121695744)), XENG_ID_MISSING);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void check_grand_totals(const xeng_result *result)
{
    static const int32_t dimensions[] = {TYPE};
    assert_dimensions(result, dimensions, 1);
    assert_value(result, "Grand Totals/favorites", 12);
    assert_value(result, "Grand Totals/replies", 2);
}

static void grand_totals(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_TOTALS, "5", "favorites,replies,retweets",
                                         "Grand Totals", "engagement.type");
    xeng_result *result = sample("grand_totals.json", request);
    assert_int_equal(xeng_result_id_state(result, 5), XENG_ID_DELIVERED);
    xeng_result_unref(result);
    in_both_ways("grand_totals.json", request, check_grand_totals);
}

static void check_historical(const xeng_result *result)
{
    assert_window(result, 1438387200, 1439596800);
    assert_value(result, "types-by-tweet-id/223456789/detail_expands", 1323);
    assert_value(result, "types-by-tweet-id/323456789/impressions", 4);
}

static void historical(void **state)
{
    (void)state;
    in_both_ways("historical.json",
                 make_request(XENG_ENDPOINT_HISTORICAL, "123456789,223456789,323456789",
                              "impressions,engagements,url_clicks,detail_expands",
                              "types-by-tweet-id", "tweet.id,engagement.type"),
                 check_historical);
}

static void check_28hr(const xeng_result *result)
{
    static const int32_t dimensions[] = {ID, TYPE, DAY, HOUR};
    assert_dimensions(result, dimensions, 4);
    assert_window(result, 1442250000, 1442354400);
    assert_int_equal(xeng_result_leaf_count(result, 0), 2 * 29);
    assert_value(result, "hourly-time-series/123456789/impressions/2015-09-14/17", 551);
    assert_value(result, "hourly-time-series/123456789/impressions/2015-09-15/02", 7);
    assert_value(result, "hourly-time-series/123456789/engagements/2015-09-15/21", 0);
    assert_true(node_at(result, "hourly-time-series/123456789/impressions/2015-09-14/16") ==
                XENG_NODE_NONE);
    assert_true(node_at(result, "hourly-time-series/123456789/impressions/2015-09-15/22") ==
                XENG_NODE_NONE);
}

static void the_last_28_hours(void **state)
{
    (void)state;
    in_both_ways("28hr.json",
                 make_request(XENG_ENDPOINT_28HR, "123456789", "impressions,engagements",
                              "hourly-time-series",
                              "tweet.id,engagement.type,engagement.day,engagement.hour"),
                 check_28hr);
}

static void check_28hr_by_type(const xeng_result *result)
{
    static const int32_t dimensions[] = {TYPE, ID, DAY, HOUR};
    assert_dimensions(result, dimensions, 4);
    assert_value(result, "hourly_totals/impressions/123456789/2015-09-14/23", 6);
}

static void the_last_28_hours_by_type(void **state)
{
    (void)state;
    in_both_ways("28hr_by_type.json",
                 make_request(XENG_ENDPOINT_28HR, "123456789", "impressions,engagements",
                              "hourly_totals",
                              "engagement.type,tweet.id,engagement.day,engagement.hour"),
                 check_28hr_by_type);
}

static void check_days(const xeng_result *result)
{
    static const int32_t dimensions[] = {ID, TYPE, DAY};
    assert_dimensions(result, dimensions, 3);
    assert_value(result, "daily/123456789/impressions/2015-09-14", 1739);
    assert_value(result, "daily/123456789/impressions/2015-09-15", -3);
}

static void days_with_a_negative_count(void **state)
{
    (void)state;
    in_both_ways("days.json",
                 make_request(XENG_ENDPOINT_HISTORICAL, "123456789", "impressions", "daily",
                              "tweet.id,engagement.type,engagement.day"),
                 check_days);
}

static void check_hours_below_a_date(const xeng_result *result)
{
    static const int32_t dimensions[] = {ID, TYPE, DAY, HOUR};
    assert_dimensions(result, dimensions, 4);
    assert_value(result,
                 "Tweets_MetricType_TimeSeries/697506383516729344/impressions/2016-02-10/17", 551);
    assert_value(result,
                 "Tweets_MetricType_TimeSeries/697506383516729344/engagements/2016-02-10/19", 3);
}

static void hours_below_a_date_that_was_not_asked_for(void **state)
{
    (void)state;
    in_both_ways("hours_below_a_date.json",
                 make_request(XENG_ENDPOINT_HISTORICAL, "697506383516729344",
                              "impressions,engagements", "Tweets_MetricType_TimeSeries",
                              "tweet.id,engagement.type,engagement.hour"),
                 check_hours_below_a_date);
}

static void check_hours_of_the_day(const xeng_result *result)
{
    static const int32_t dimensions[] = {TYPE, ID, HOUR};
    assert_dimensions(result, dimensions, 3);
    assert_window(result, 1452628800, 1455046980);
    assert_value(result, "hourly_timeseries/impressions/695310089847111681/00", 18);
    assert_value(result, "hourly_timeseries/impressions/695310089847111681/18", 167);
    assert_int_equal(xeng_result_leaf_count(result, 0), 24);
}

static void hours_of_the_day_without_a_date(void **state)
{
    (void)state;
    in_both_ways("hours_of_the_day.json",
                 make_request(XENG_ENDPOINT_HISTORICAL, "695310089847111681", "impressions",
                              "hourly_timeseries", "engagement.type,tweet.id,engagement.hour"),
                 check_hours_of_the_day);
}

static void check_unavailable(const xeng_result *result)
{
    assert_window(result, 1447797600, 1447900070);
    assert_value(result, "group1/423456789/favorites", 67);
    assert_value(result, "group1/423456789/retweets", 26);
    assert_int_equal(xeng_result_id_count(result), 2);
    assert_int_equal(xeng_result_id_state(result, 323456789), XENG_ID_UNAVAILABLE);
    assert_int_equal(xeng_result_id_state(result, 423456789), XENG_ID_DELIVERED);
    assert_int_equal(xeng_result_id_state(result, 523456789), 0);
}

static void unavailable_ids_beside_a_number_for_a_count(void **state)
{
    (void)state;
    in_both_ways("unavailable.json",
                 make_request(XENG_ENDPOINT_HISTORICAL, "323456789,423456789",
                              "favorites,replies,retweets", "group1", "tweet.id,engagement.type"),
                 check_unavailable);
}

static void check_unavailable_with_errors(const xeng_result *result)
{
    assert_int_equal(xeng_result_message_count(result), 1);
    assert_string_equal(xeng_result_message(result, 0), "1 Tweet ID(s) are unavailable");
    assert_int_equal(xeng_result_id_state(result, 323456789), XENG_ID_UNAVAILABLE);
}

static void unavailable_ids_with_a_message(void **state)
{
    (void)state;
    in_both_ways("unavailable_with_errors.json",
                 make_request(XENG_ENDPOINT_TOTALS, "323456789", "favorites", "g", "tweet.id"),
                 check_unavailable_with_errors);
}

static void check_too_old_for_impressions(const xeng_result *result)
{
    assert_int_equal(xeng_result_id_state(result, UINT64_C(479311209565413376)),
                     XENG_ID_UNSUPPORTED);
    assert_int_equal(xeng_result_id_unsupported(result, UINT64_C(479311209565413376)),
                     XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS);
    assert_int_equal(xeng_result_message_count(result), 1);
}

static void posts_too_old_for_impressions(void **state)
{
    (void)state;
    in_both_ways("too_old_for_impressions.json",
                 make_request(XENG_ENDPOINT_TOTALS, "479311209565413376", "impressions", "g",
                              "tweet.id,engagement.type"),
                 check_too_old_for_impressions);
}

static void check_too_old_for_video_views(const xeng_result *result)
{
    assert_not_delivered(result, "grouping name/479311209565413376/video_views");
    assert_not_delivered(result, "grouping name/477139122520219648/video_views");
    assert_value(result, "grouping name/1397568983931392004/video_views", 17902);
    assert_value(result, "grouping name/479311209565413376/impressions", 1692);
    assert_int_equal(xeng_result_id_state(result, UINT64_C(479311209565413376)),
                     XENG_ID_UNSUPPORTED);
    assert_int_equal(xeng_result_id_unsupported(result, UINT64_C(479311209565413376)),
                     XENG_UNSUPPORTED_VIDEO_VIEWS);
    assert_int_equal(xeng_result_id_state(result, UINT64_C(1397568983931392004)),
                     XENG_ID_DELIVERED);
    assert_int_equal(xeng_result_id_unsupported(result, UINT64_C(1397568983931392004)), 0);
}

static void posts_too_old_for_video_views(void **state)
{
    (void)state;
    in_both_ways("too_old_for_video_views.json",
                 make_request(XENG_ENDPOINT_TOTALS,
                              "479311209565413376,477139122520219648,1397568983931392004",
                              "favorites,impressions,retweets,video_views", "grouping name",
                              "tweet.id,engagement.type"),
                 check_too_old_for_video_views);
}

static void a_success_that_holds_only_errors_is_one(void **state)
{
    static const struct {
        const char *name;
        int32_t code;
        size_t ids;
    } cases[] = {{"forbidden_by_author.json", XENG_ERROR_FORBIDDEN_POSTS, 3},
                 {"not_authenticated.json", XENG_ERROR_UNAUTHORIZED, 0}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        xeng__buf text = read_sample(cases[i].name);
        xeng_error *error = NULL;
        assert_int_equal(decode_code(NULL, xeng__buf_text(&text), &error), cases[i].code);
        assert_int_equal(xeng_error_id_count(error), cases[i].ids);
        assert_int_equal(xeng_error_http_status(error), 200);
        xeng_error_unref(error);
        xeng__buf_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_of_others_posts),
        cmocka_unit_test(totals_of_own_posts),
        cmocka_unit_test(getting_started),
        cmocka_unit_test(an_answer_that_names_its_grouping_otherwise_leaves_it_empty),
        cmocka_unit_test(grand_totals),
        cmocka_unit_test(historical),
        cmocka_unit_test(the_last_28_hours),
        cmocka_unit_test(the_last_28_hours_by_type),
        cmocka_unit_test(days_with_a_negative_count),
        cmocka_unit_test(hours_below_a_date_that_was_not_asked_for),
        cmocka_unit_test(hours_of_the_day_without_a_date),
        cmocka_unit_test(unavailable_ids_beside_a_number_for_a_count),
        cmocka_unit_test(unavailable_ids_with_a_message),
        cmocka_unit_test(posts_too_old_for_impressions),
        cmocka_unit_test(posts_too_old_for_video_views),
        cmocka_unit_test(a_success_that_holds_only_errors_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
