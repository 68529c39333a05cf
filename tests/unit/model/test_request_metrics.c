/* The metrics of a request. */
#include "model/support.h"

#include <stdio.h>

static void metrics_are_taken_where_they_are_and_refused_elsewhere(void **state)
{
    (void)state;
    for (int32_t endpoint = XENG_ENDPOINT_TOTALS; endpoint <= XENG_ENDPOINT_HISTORICAL;
         endpoint++) {
        for (size_t i = 0; i < xeng_metric_count(); i++) {
            xeng_request *request = make(endpoint);
            int32_t metric = xeng_metric_at(i);
            if (xeng_metric_on_endpoint(metric, endpoint)) {
                assert_int_equal(xeng_request_add_metric(request, metric, NULL), XENG_OK);
                assert_int_equal(xeng__request_metric_at(request, 0), metric);
            } else {
                assert_refused(request, xeng_request_add_metric(request, metric, &error),
                               XENG_RULE_METRIC_NOT_ON_ENDPOINT, 0, xeng_metric_name(metric));
            }
            xeng_request_unref(request);
        }
    }
}

static void an_application_alone_is_refused_private_metrics(void **state)
{
    (void)state;
    static const int32_t kinds[] = {XENG_CREDENTIALS_APP, XENG_CREDENTIALS_BEARER};
    for (size_t k = 0; k < 2; k++) {
        xeng_request *request = make_as(XENG_ENDPOINT_TOTALS, kinds[k]);
        assert_refused(request, xeng_request_add_metric(request, XENG_METRIC_IMPRESSIONS, &error),
                       XENG_RULE_METRIC_NEEDS_USER_CONTEXT, 0, "impressions");
        assert_refused(request, xeng_request_add_metric_name(request, "engagements", &error),
                       XENG_RULE_METRIC_NEEDS_USER_CONTEXT, 0, "engagements");
        assert_int_equal(xeng_request_add_metric_name(request, "quote_tweets", NULL), XENG_OK);
        assert_int_equal(xeng_request_add_metric_name(request, "video_views", NULL), XENG_OK);
        xeng_request_unref(request);
    }
}

static void unknown_credentials_are_given_the_benefit_of_the_doubt(void **state)
{
    (void)state;
    xeng_request *request = make_as(XENG_ENDPOINT_TOTALS, 0);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_IMPRESSIONS, NULL), XENG_OK);
    xeng_request_unref(request);
}

static void unknown_metrics_are_refused(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_refused(request, xeng_request_add_metric(request, 0, &error), XENG_RULE_UNKNOWN_METRIC,
                   0, "0");
    assert_refused(request, xeng_request_add_metric(request, INT32_MIN, &error),
                   XENG_RULE_UNKNOWN_METRIC, 0, "-2147483648");
    assert_refused(request, xeng_request_add_metric_name(request, "likes", &error),
                   XENG_RULE_UNKNOWN_METRIC, 0, "likes");
    assert_refused(request, xeng_request_add_metric_name(request, "", &error),
                   XENG_RULE_UNKNOWN_METRIC, 0, "");
    assert_refused(request, xeng_request_add_metric_name(request, "re\nplies", &error),
                   XENG_RULE_UNKNOWN_METRIC, 0, "re\\x0Aplies");
    xeng_request_unref(request);
}

static void check_hint(const char *name, const char *hint)
{
    char written[64];
    xeng_error *error = NULL;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    assert_int_equal(xeng_request_add_metric_name(request, name, &error), XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_UNKNOWN_METRIC);
    assert_string_equal(xeng_error_value(error), name);
    (void)snprintf(written, sizeof written, "write \"%s\"", hint);
    assert_non_null(strstr(xeng_error_message(error), written));
    assert_int_equal(xeng__request_metric_count(request), 0);
    xeng_error_unref(error);
    xeng_request_unref(request);
}

static void names_of_other_times_and_places_are_refused_with_a_hint(void **state)
{
    (void)state;
    check_hint("media_clicks", "media_engagements");
    check_hint("url_link_clicks", "url_clicks");
    check_hint("Impressions", "impressions");
    check_hint(" replies", "replies");
}

static void a_repeated_metric_is_kept_once_in_its_first_place(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_REPLIES, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_FAVORITES, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "replies", NULL), XENG_OK);
    assert_int_equal(xeng__request_metric_count(request), 2);
    assert_int_equal(xeng__request_metric_at(request, 0), XENG_METRIC_REPLIES);
    assert_int_equal(xeng__request_metric_at(request, 1), XENG_METRIC_FAVORITES);
    xeng_request_unref(request);
}

static void check_all(int32_t endpoint, int32_t kind, size_t expected)
{
    xeng_request *request = make_as(endpoint, kind);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_RETWEETS, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
    assert_int_equal(xeng__request_metric_count(request), expected);
    assert_int_equal(xeng__request_metric_at(request, 0), XENG_METRIC_RETWEETS);
    assert_int_equal(xeng__request_check_credentials(request, kind, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
    assert_int_equal(xeng__request_metric_count(request), expected);
    xeng_request_unref(request);
}

static void all_metrics_are_those_that_can_be_read(void **state)
{
    (void)state;
    check_all(XENG_ENDPOINT_TOTALS, XENG_CREDENTIALS_USER, 7);
    check_all(XENG_ENDPOINT_TOTALS, XENG_CREDENTIALS_APP, 5);
    check_all(XENG_ENDPOINT_TOTALS, XENG_CREDENTIALS_BEARER, 5);
    check_all(XENG_ENDPOINT_TOTALS, 0, 7);
    check_all(XENG_ENDPOINT_28HR, XENG_CREDENTIALS_USER, 17);
    check_all(XENG_ENDPOINT_HISTORICAL, XENG_CREDENTIALS_USER, 17);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metrics_are_taken_where_they_are_and_refused_elsewhere),
        cmocka_unit_test(an_application_alone_is_refused_private_metrics),
        cmocka_unit_test(unknown_credentials_are_given_the_benefit_of_the_doubt),
        cmocka_unit_test(unknown_metrics_are_refused),
        cmocka_unit_test(names_of_other_times_and_places_are_refused_with_a_hint),
        cmocka_unit_test(a_repeated_metric_is_kept_once_in_its_first_place),
        cmocka_unit_test(all_metrics_are_those_that_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
