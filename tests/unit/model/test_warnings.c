/* What can be foreseen about a request. */
#include "model/support.h"

#include "model/post.h"

#define NOW INT64_C(1795521600) /* 2026-11-24T12:00:00Z */

static uint64_t post_of_age(int64_t days, int64_t more_seconds)
{
    return xeng_post_first_id_at((NOW - days * TESTS_DAY - more_seconds) * 1000);
}

static xeng_warnings *warnings_of(const xeng_request *request)
{
    xeng_warnings *warnings = NULL;
    assert_int_equal(xeng__request_warnings(request, NOW, &warnings, NULL), XENG_OK);
    assert_non_null(warnings);
    return warnings;
}

static void add(xeng_request *request, const char *metric, uint64_t id)
{
    assert_int_equal(xeng_request_add_metric_name(request, metric, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_id(request, id, NULL), XENG_OK);
}

static void check_none(xeng_request *request)
{
    xeng_warnings *warnings = warnings_of(request);
    assert_int_equal(xeng_warnings_count(warnings), 0);
    xeng_warnings_unref(warnings);
    xeng_request_unref(request);
}

/* One warning of a code, with one id or none (0), whose message holds a text. */
static void check_one(xeng_request *request, int32_t code, uint64_t id, const char *text)
{
    xeng_warnings *warnings = warnings_of(request);
    assert_int_equal(xeng_warnings_count(warnings), 1);
    assert_int_equal(xeng_warnings_code(warnings, 0), code);
    assert_int_equal(xeng_warnings_id_count(warnings, 0), id != 0);
    assert_true(xeng_warnings_id_at(warnings, 0, 0) == id);
    assert_non_null(strstr(xeng_warnings_message(warnings, 0), text));
    xeng_warnings_unref(warnings);
    xeng_request_unref(request);
}

static xeng_request *with(int32_t endpoint, const char *metric, uint64_t id)
{
    xeng_request *request = make(endpoint);
    add(request, metric, id);
    return request;
}

static void now_is_what_it_says(void **state)
{
    (void)state;
    assert_int_equal(NOW, at("2026-11-24T12:00:00Z"));
}

static void posts_over_90_days_have_no_impressions_on_totals(void **state)
{
    (void)state;
    const int32_t totals = XENG_ENDPOINT_TOTALS;
    uint64_t old = post_of_age(90, 1);
    check_none(with(totals, "impressions", post_of_age(90, 0)));
    check_one(with(totals, "impressions", old), XENG_WARNING_IMPRESSIONS_AGE, old, "impressions");
    check_one(with(totals, "engagements", old), XENG_WARNING_IMPRESSIONS_AGE, old, "engagements");
    check_none(with(totals, "favorites", old));
    check_none(with(XENG_ENDPOINT_28HR, "impressions", old));
    check_none(with(XENG_ENDPOINT_HISTORICAL, "engagements", old));
}

static void posts_over_1800_days_have_no_video_views_anywhere(void **state)
{
    (void)state;
    uint64_t old = post_of_age(1800, 1);
    for (int32_t endpoint = XENG_ENDPOINT_TOTALS; endpoint <= XENG_ENDPOINT_HISTORICAL;
         endpoint++) {
        check_none(with(endpoint, "video_views", post_of_age(1800, 0)));
        check_one(with(endpoint, "video_views", old), XENG_WARNING_VIDEO_VIEWS_AGE, old,
                  "video_views");
        check_none(with(endpoint, "retweets", old));
    }
}

static void posts_without_a_time_count_as_older(void **state)
{
    (void)state;
    check_one(with(XENG_ENDPOINT_28HR, "video_views", UINT64_C(29999999999)),
              XENG_WARNING_VIDEO_VIEWS_AGE, UINT64_C(29999999999), "1800");
    check_one(with(XENG_ENDPOINT_TOTALS, "impressions", 20), XENG_WARNING_IMPRESSIONS_AGE, 20,
              "90");
}

static void posts_of_the_future_are_not_old(void **state)
{
    (void)state;
    check_none(with(XENG_ENDPOINT_TOTALS, "impressions", INT64_MAX));
}

static void one_warning_a_code_lists_all_its_ids(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
    uint64_t ids[] = {post_of_age(2000, 0), post_of_age(1, 0), post_of_age(100, 0), 7};
    assert_int_equal(xeng_request_add_ids(request, ids, 4, NULL), XENG_OK);
    xeng_warnings *warnings = warnings_of(request);
    xeng_request_unref(request);
    assert_int_equal(xeng_warnings_count(warnings), 2);
    assert_int_equal(xeng_warnings_code(warnings, 0), XENG_WARNING_IMPRESSIONS_AGE);
    assert_non_null(strstr(xeng_warnings_message(warnings, 0), "impressions, engagements"));
    assert_int_equal(xeng_warnings_id_count(warnings, 0), 3);
    assert_true(xeng_warnings_id_at(warnings, 0, 0) == ids[0]);
    assert_true(xeng_warnings_id_at(warnings, 0, 1) == ids[2]);
    assert_true(xeng_warnings_id_at(warnings, 0, 2) == ids[3]);
    assert_int_equal(xeng_warnings_code(warnings, 1), XENG_WARNING_VIDEO_VIEWS_AGE);
    assert_int_equal(xeng_warnings_id_count(warnings, 1), 2);
    assert_true(xeng_warnings_id_at(warnings, 1, 1) == ids[3]);
    assert_int_equal(xeng_warnings_id_at(warnings, 1, 2), 0);
    xeng_warnings_unref(warnings);
}

static xeng_request *window_from(int64_t start, const char *metric)
{
    xeng_request *request = with(XENG_ENDPOINT_HISTORICAL, metric, post_of_age(1, 0));
    assert_int_equal(xeng__request_set_window(request, start, start + 3600, NOW, NULL), XENG_OK);
    return request;
}

static void a_window_over_365_days_ago_is_warned_of(void **state)
{
    (void)state;
    int64_t limit = NOW - 365 * TESTS_DAY;
    check_none(window_from(limit, "url_clicks"));
    check_one(window_from(limit - 1, "url_clicks"), XENG_WARNING_WINDOW_AGE, 0,
              "2025-11-24T11:00:00Z");
    check_none(with(XENG_ENDPOINT_HISTORICAL, "url_clicks", post_of_age(1, 0)));
}

static void check_zeros(const char *start, const char *metric, bool expected)
{
    xeng_request *request = window_from(at(start), metric);
    xeng_warnings *warnings = warnings_of(request);
    size_t found = 0;
    for (size_t i = 0; i < xeng_warnings_count(warnings); i++) {
        if (xeng_warnings_code(warnings, i) == XENG_WARNING_ZERO_BEFORE_2015_09_15) {
            found++;
            assert_int_equal(xeng_warnings_id_count(warnings, i), 0);
            assert_non_null(strstr(xeng_warnings_message(warnings, i), metric));
            assert_non_null(strstr(xeng_warnings_message(warnings, i), "2015-09-15"));
        }
    }
    assert_int_equal(found, expected);
    xeng_warnings_unref(warnings);
    xeng_request_unref(request);
}

static void three_metrics_are_zero_before_2015_09_15(void **state)
{
    (void)state;
    static const char *const late[] = {"favorites", "replies", "retweets"};
    for (size_t i = 0; i < 3; i++) {
        check_zeros("2015-09-14T23:59:59Z", late[i], true);
        check_zeros("2015-09-15T00:00:00Z", late[i], false);
    }
    check_zeros("2015-09-14T23:59:59Z", "impressions", false);
    check_zeros("2015-09-14T23:59:59Z", "url_clicks", false);
}

static void any_present_is_safe(void **state)
{
    (void)state;
    static const int64_t presents[] = {INT64_MIN, INT64_MIN + 1, 0, INT64_MAX};
    xeng_request *request = window_from(at("2015-01-01"), "video_views");
    assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
    for (size_t i = 0; i < 4; i++) {
        xeng_warnings *warnings = NULL;
        assert_int_equal(xeng__request_warnings(request, presents[i], &warnings, NULL), XENG_OK);
        assert_int_equal(xeng_warnings_count(warnings), presents[i] == INT64_MAX ? 3 : 1);
        xeng_warnings_unref(warnings);
    }
    xeng_request_unref(request);
}

static void an_empty_request_has_no_warnings(void **state)
{
    (void)state;
    check_none(make(XENG_ENDPOINT_TOTALS));
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
    check_none(request);
}

static void what_is_out_of_range_or_null_is_nothing(void **state)
{
    (void)state;
    xeng_request *request = with(XENG_ENDPOINT_TOTALS, "impressions", 20);
    xeng_warnings *warnings = warnings_of(request);
    assert_ptr_equal(xeng_warnings_ref(warnings), warnings);
    xeng_warnings_unref(warnings);
    assert_int_equal(xeng_warnings_code(warnings, 1), 0);
    assert_null(xeng_warnings_message(warnings, 1));
    assert_int_equal(xeng_warnings_id_count(warnings, 1), 0);
    assert_int_equal(xeng_warnings_id_at(warnings, 1, 0), 0);
    assert_int_equal(xeng_warnings_id_at(warnings, 0, SIZE_MAX), 0);
    assert_int_equal(xeng_warnings_count(NULL), 0);
    assert_int_equal(xeng_warnings_code(NULL, 0), 0);
    assert_null(xeng_warnings_message(NULL, 0));
    assert_int_equal(xeng_warnings_id_count(NULL, 0), 0);
    assert_int_equal(xeng_warnings_id_at(NULL, 0, 0), 0);
    assert_null(xeng_warnings_ref(NULL));
    xeng_warnings_unref(NULL);
    xeng_warnings_unref(warnings);
    xeng_request_unref(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(now_is_what_it_says),
        cmocka_unit_test(posts_over_90_days_have_no_impressions_on_totals),
        cmocka_unit_test(posts_over_1800_days_have_no_video_views_anywhere),
        cmocka_unit_test(posts_without_a_time_count_as_older),
        cmocka_unit_test(posts_of_the_future_are_not_old),
        cmocka_unit_test(one_warning_a_code_lists_all_its_ids),
        cmocka_unit_test(a_window_over_365_days_ago_is_warned_of),
        cmocka_unit_test(three_metrics_are_zero_before_2015_09_15),
        cmocka_unit_test(any_present_is_safe),
        cmocka_unit_test(an_empty_request_has_no_warnings),
        cmocka_unit_test(what_is_out_of_range_or_null_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
