/* The table against the API's own, cell by cell. */
#include "unit.h"

#include <stdbool.h>
#include <string.h>

#include <xengage/credentials.h>

#include "base/iso8601.h"
#include "model/table.h"

/* As documented: "Y" a user's eyes, "A" an application's are enough, "-" not there; for totals,
 * 28hr, historical. */
static const struct {
    const char *name;
    int32_t metric;
    const char *cells;
} documented[] = {
    {"impressions", XENG_METRIC_IMPRESSIONS, "YYY"},
    {"engagements", XENG_METRIC_ENGAGEMENTS, "YYY"},
    {"favorites", XENG_METRIC_FAVORITES, "AYY"},
    {"retweets", XENG_METRIC_RETWEETS, "AYY"},
    {"replies", XENG_METRIC_REPLIES, "AYY"},
    {"quote_tweets", XENG_METRIC_QUOTE_TWEETS, "A--"},
    {"video_views", XENG_METRIC_VIDEO_VIEWS, "AYY"},
    {"media_views", XENG_METRIC_MEDIA_VIEWS, "-YY"},
    {"media_engagements", XENG_METRIC_MEDIA_ENGAGEMENTS, "-YY"},
    {"url_clicks", XENG_METRIC_URL_CLICKS, "-YY"},
    {"hashtag_clicks", XENG_METRIC_HASHTAG_CLICKS, "-YY"},
    {"detail_expands", XENG_METRIC_DETAIL_EXPANDS, "-YY"},
    {"permalink_clicks", XENG_METRIC_PERMALINK_CLICKS, "-YY"},
    {"app_install_attempts", XENG_METRIC_APP_INSTALL_ATTEMPTS, "-YY"},
    {"app_opens", XENG_METRIC_APP_OPENS, "-YY"},
    {"email_tweet", XENG_METRIC_EMAIL_TWEET, "-YY"},
    {"user_follows", XENG_METRIC_USER_FOLLOWS, "-YY"},
    {"user_profile_clicks", XENG_METRIC_USER_PROFILE_CLICKS, "-YY"},
};

static const int32_t columns[] = {XENG_ENDPOINT_TOTALS, XENG_ENDPOINT_28HR,
                                  XENG_ENDPOINT_HISTORICAL};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void every_metric_is_where_the_api_has_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(documented); i++) {
        for (size_t c = 0; c < COUNT(columns); c++) {
            char cell = documented[i].cells[c];
            int32_t metric = documented[i].metric;
            assert_int_equal(xeng_metric_on_endpoint(metric, columns[c]), cell != '-');
            assert_int_equal(xeng_metric_needs_user_context(metric, columns[c]), cell == 'Y');
        }
    }
}

static void every_metric_has_its_name_and_place(void **state)
{
    (void)state;
    assert_int_equal(xeng_metric_count(), COUNT(documented));
    for (size_t i = 0; i < COUNT(documented); i++) {
        assert_string_equal(xeng_metric_name(documented[i].metric), documented[i].name);
        assert_int_equal(xeng_metric_by_name(documented[i].name), documented[i].metric);
        size_t places = 0;
        for (size_t j = 0; j < xeng_metric_count(); j++) {
            places += xeng_metric_at(j) == documented[i].metric;
        }
        assert_int_equal(places, 1);
    }
}

static void totals_has_7_metrics_and_the_others_17(void **state)
{
    (void)state;
    static const size_t expected[] = {7, 17, 17};
    for (size_t c = 0; c < COUNT(columns); c++) {
        size_t count = 0;
        for (size_t i = 0; i < xeng_metric_count(); i++) {
            count += xeng_metric_on_endpoint(xeng_metric_at(i), columns[c]) != 0;
        }
        assert_int_equal(count, expected[c]);
    }
}

static void unknown_metrics_are_nowhere(void **state)
{
    (void)state;
    static const int32_t unknown[] = {0, -10, 15, 190, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < COUNT(unknown); i++) {
        assert_null(xeng_metric_name(unknown[i]));
        assert_int_equal(xeng_metric_on_endpoint(unknown[i], XENG_ENDPOINT_TOTALS), 0);
        assert_int_equal(xeng_metric_needs_user_context(unknown[i], XENG_ENDPOINT_TOTALS), 0);
    }
    assert_int_equal(xeng_metric_by_name(NULL), 0);
    assert_int_equal(xeng_metric_by_name(""), 0);
    assert_int_equal(xeng_metric_by_name("Favorites"), 0);
    assert_int_equal(xeng_metric_by_name("favorites "), 0);
    assert_int_equal(xeng_metric_by_name("media_clicks"), 0);
    assert_int_equal(xeng_metric_at(xeng_metric_count()), 0);
    assert_int_equal(xeng_metric_at(SIZE_MAX), 0);
}

static void endpoints_have_names_paths_and_limits(void **state)
{
    (void)state;
    static const char *const names[] = {"totals", "28hr", "historical"};
    static const char *const paths[] = {"/insights/engagement/totals", "/insights/engagement/28hr",
                                        "/insights/engagement/historical"};
    static const size_t limits[] = {250, 25, 25};
    for (size_t c = 0; c < COUNT(columns); c++) {
        const xeng__endpoint *row = xeng__endpoint_find(columns[c]);
        assert_string_equal(xeng_endpoint_name(columns[c]), names[c]);
        assert_int_equal(xeng_endpoint_by_name(names[c]), columns[c]);
        assert_int_equal(xeng_endpoint_max_ids(columns[c]), limits[c]);
        assert_string_equal(row->path, paths[c]);
        assert_int_equal(row->has_window, columns[c] == XENG_ENDPOINT_HISTORICAL);
        assert_int_equal(row->without_user, columns[c] == XENG_ENDPOINT_TOTALS);
        assert_true(row->max_ids <= XENG__MAX_IDS);
        assert_ptr_equal(xeng__endpoint_row(c), row);
    }
}

static void unknown_endpoints_have_nothing(void **state)
{
    (void)state;
    static const int32_t unknown[] = {0, 4, 31, 32, 33, -1, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < COUNT(unknown); i++) {
        assert_null(xeng_endpoint_name(unknown[i]));
        assert_int_equal(xeng_endpoint_max_ids(unknown[i]), 0);
        assert_int_equal(xeng_metric_on_endpoint(XENG_METRIC_FAVORITES, unknown[i]), 0);
        assert_int_equal(xeng_metric_needs_user_context(XENG_METRIC_FAVORITES, unknown[i]), 0);
        assert_int_equal(xeng_dimension_on_endpoint(XENG_DIMENSION_TWEET_ID, unknown[i]), 0);
    }
    assert_int_equal(xeng_endpoint_by_name(NULL), 0);
    assert_int_equal(xeng_endpoint_by_name("total"), 0);
    assert_int_equal(xeng_endpoint_by_name("Totals"), 0);
    assert_null(xeng__endpoint_row(XENG__ENDPOINT_COUNT));
}

static void totals_has_no_time_dimensions(void **state)
{
    (void)state;
    static const struct {
        int32_t dimension;
        const char *name;
        bool on_totals;
    } expected[] = {
        {XENG_DIMENSION_TWEET_ID, "tweet.id", true},
        {XENG_DIMENSION_ENGAGEMENT_TYPE, "engagement.type", true},
        {XENG_DIMENSION_ENGAGEMENT_DAY, "engagement.day", false},
        {XENG_DIMENSION_ENGAGEMENT_HOUR, "engagement.hour", false},
    };
    for (size_t i = 0; i < COUNT(expected); i++) {
        int32_t dimension = expected[i].dimension;
        assert_string_equal(xeng_dimension_name(dimension), expected[i].name);
        assert_int_equal(xeng_dimension_by_name(expected[i].name), dimension);
        assert_int_equal(xeng_dimension_on_endpoint(dimension, XENG_ENDPOINT_TOTALS),
                         expected[i].on_totals);
        assert_int_equal(xeng_dimension_on_endpoint(dimension, XENG_ENDPOINT_28HR), 1);
        assert_int_equal(xeng_dimension_on_endpoint(dimension, XENG_ENDPOINT_HISTORICAL), 1);
    }
    assert_null(xeng_dimension_name(XENG_DIMENSION_OTHER));
    assert_null(xeng_dimension_name(5));
    assert_int_equal(xeng_dimension_by_name("Tweet.id"), 0);
    assert_int_equal(xeng_dimension_by_name(NULL), 0);
    assert_int_equal(xeng_dimension_on_endpoint(XENG_DIMENSION_OTHER, XENG_ENDPOINT_28HR), 0);
}

/* Ages: impressions and engagements 90 days on totals, video views 1800 days everywhere. */
static void ages_and_late_metrics_are_as_documented(void **state)
{
    (void)state;
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        const xeng__metric *row = xeng__metric_row(i);
        bool viewed =
            row->metric == XENG_METRIC_IMPRESSIONS || row->metric == XENG_METRIC_ENGAGEMENTS;
        bool played = row->metric == XENG_METRIC_VIDEO_VIEWS;
        bool late = row->metric == XENG_METRIC_FAVORITES || row->metric == XENG_METRIC_REPLIES ||
                    row->metric == XENG_METRIC_RETWEETS;
        assert_int_equal(row->max_age_days, viewed ? 90 : played ? 1800 : 0);
        assert_int_equal(xeng__on_endpoint(row->age_endpoints, XENG_ENDPOINT_TOTALS),
                         viewed || played);
        assert_int_equal(xeng__on_endpoint(row->age_endpoints, XENG_ENDPOINT_28HR), played);
        assert_int_equal(xeng__on_endpoint(row->age_endpoints, XENG_ENDPOINT_HISTORICAL), played);
        assert_int_equal(row->zero_before, late);
    }
}

static void dates_are_what_they_say(void **state)
{
    (void)state;
    assert_int_equal(XENG__WINDOW_FLOOR, xeng__days_from_civil(2014, 9, 1) * 86400);
    assert_int_equal(XENG__ZERO_BEFORE, xeng__days_from_civil(2015, 9, 15) * 86400);
    int64_t epoch_s = xeng__days_from_civil(2010, 11, 4) * 86400 + 3600 + 42 * 60 + 54;
    assert_int_equal(XENG__POST_EPOCH_MS, epoch_s * 1000 + 657);
}

static void hints_lead_from_foreign_words_to_the_apis(void **state)
{
    (void)state;
    assert_string_equal(xeng__metric_hint("media_clicks", 12), "media_engagements");
    assert_string_equal(xeng__metric_hint("Media_Clicks", 12), "media_engagements");
    assert_string_equal(xeng__metric_hint("url_link_clicks", 15), "url_clicks");
    assert_string_equal(xeng__metric_hint(" Impressions\n", 13), "impressions");
    assert_null(xeng__metric_hint("clicks", 6));
    assert_null(xeng__metric_hint("", 0));
    assert_string_equal(xeng__dimension_hint("Tweet.id", 8), "tweet.id");
    assert_null(xeng__dimension_hint("tweet", 5));
    assert_null(xeng__dimension_hint("a_name_that_is_much_longer_than_any", 35));
}

static void only_the_six_root_keys_are_reserved(void **state)
{
    (void)state;
    assert_true(xeng__root_key_reserved("start"));
    assert_true(xeng__root_key_reserved("end"));
    assert_true(xeng__root_key_reserved("errors"));
    assert_true(xeng__root_key_reserved("unavailable_tweet_ids"));
    assert_true(xeng__root_key_reserved("unsupported_for_impressions_engagements_tweet_ids"));
    assert_true(xeng__root_key_reserved("unsupported_for_video_views_tweet_ids"));
    assert_false(xeng__root_key_reserved(""));
    assert_false(xeng__root_key_reserved("Start"));
    assert_false(xeng__root_key_reserved("starts"));
    assert_int_equal(xeng__root_key_by_bytes("ended", 3), XENG__ROOT_END);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_metric_is_where_the_api_has_it),
        cmocka_unit_test(every_metric_has_its_name_and_place),
        cmocka_unit_test(totals_has_7_metrics_and_the_others_17),
        cmocka_unit_test(unknown_metrics_are_nowhere),
        cmocka_unit_test(endpoints_have_names_paths_and_limits),
        cmocka_unit_test(unknown_endpoints_have_nothing),
        cmocka_unit_test(totals_has_no_time_dimensions),
        cmocka_unit_test(ages_and_late_metrics_are_as_documented),
        cmocka_unit_test(dates_are_what_they_say),
        cmocka_unit_test(hints_lead_from_foreign_words_to_the_apis),
        cmocka_unit_test(only_the_six_root_keys_are_reserved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
