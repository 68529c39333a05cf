/* The public functions of requests that read the machine's clock, or reach above the model. */
#include "unit.h"

#include <string.h>

#include <xengage/memory.h>
#include <xengage/metric.h>
#include <xengage/request.h>

#include "base/clock.h"
#include "model/post.h"

static xeng_request *make(int32_t endpoint)
{
    xeng_request *request = NULL;
    assert_int_equal(xeng_request_new(endpoint, NULL, &request, NULL), XENG_OK);
    return request;
}

static void a_request_sees_with_the_eyes_of_its_credentials(void **state)
{
    (void)state;
    xeng_credentials *bearer = NULL;
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    assert_int_equal(xeng_credentials_new_bearer("token", &bearer, NULL), XENG_OK);
    assert_int_equal(xeng_request_new(XENG_ENDPOINT_28HR, bearer, &request, &error),
                     XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT);
    assert_null(request);
    xeng_error_unref(error);
    assert_int_equal(xeng_request_new(XENG_ENDPOINT_TOTALS, bearer, &request, &error), XENG_OK);
    assert_null(error);
    xeng_credentials_unref(bearer);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_IMPRESSIONS, &error),
                     XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_METRIC_NEEDS_USER_CONTEXT);
    xeng_error_unref(error);
    xeng_request_unref(request);
}

static void the_future_is_judged_by_the_machines_clock(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    int64_t now = xeng__clock_unix();
    assert_int_equal(xeng_request_set_window(request, now - 86400, now, NULL), XENG_OK);
    assert_int_equal(xeng_request_set_window(request, now - 86400, now + 3600, &error),
                     XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_WINDOW_IN_FUTURE);
    assert_true(xeng_error_limit(error) >= now && xeng_error_limit(error) < now + 3600);
    xeng_error_unref(error);
    xeng_request_unref(request);
}

static void a_pinned_present_takes_the_clocks_place(void **state)
{
    (void)state;
    int64_t end = 0;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    xeng_request_set_now(request, INT64_C(1500003000)); /* 2017-07-14T03:30:00Z */
    assert_int_equal(xeng_request_set_window_text(request, "2017-07-01", "2017-07-15", NULL),
                     XENG_ERROR_RULE);
    assert_int_equal(xeng_request_set_window_text(request, "2017-07-01", NULL, NULL), XENG_OK);
    assert_int_equal(xeng_request_window(request, NULL, &end), 1);
    assert_int_equal(end, INT64_C(1500001200));
    xeng_request_set_now(request, XENG_TIME_UNSET);
    assert_int_equal(xeng_request_set_window_text(request, "2017-07-01", "2017-07-15", NULL),
                     XENG_OK);
    xeng_request_unref(request);
}

static void ages_are_judged_by_the_pinned_present_too(void **state)
{
    (void)state;
    int64_t made = INT64_C(1500000000);
    xeng_warnings *warnings = NULL;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_id(request, xeng_post_first_id_at(made * 1000), NULL),
                     XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "impressions", NULL), XENG_OK);
    assert_int_equal(xeng_request_warnings(request, &warnings, NULL), XENG_OK);
    assert_int_equal(xeng_warnings_count(warnings), 1);
    xeng_warnings_unref(warnings);
    xeng_request_set_now(request, made + 86400);
    assert_int_equal(xeng_request_warnings(request, &warnings, NULL), XENG_OK);
    assert_int_equal(xeng_warnings_count(warnings), 0);
    xeng_warnings_unref(warnings);
    xeng_request_unref(request);
}

static void the_json_is_the_callers(void **state)
{
    (void)state;
    char *json = NULL;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_to_json(request, &json, NULL), XENG_ERROR_RULE);
    assert_null(json);
    assert_int_equal(xeng_request_add_id(request, 5, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "replies", NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id", NULL), XENG_OK);
    assert_int_equal(xeng_request_to_json(request, &json, NULL), XENG_OK);
    xeng_request_unref(request);
    assert_string_equal(json, "{\"tweet_ids\":[\"5\"],\"engagement_types\":[\"replies\"],"
                              "\"groupings\":{\"g\":{\"group_by\":[\"tweet.id\"]}}}");
    xeng_free(json);
}

static void null_is_an_invalid_argument(void **state)
{
    (void)state;
    const int32_t invalid = XENG_ERROR_INVALID_ARGUMENT;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    char untouched[] = "";
    char *json = untouched;
    xeng_warnings *warnings = (xeng_warnings *)(void *)untouched;
    xeng_error *error = (xeng_error *)(void *)untouched;
    assert_int_equal(xeng_request_new(XENG_ENDPOINT_TOTALS, NULL, NULL, NULL), invalid);
    assert_int_equal(xeng_request_set_window(NULL, 1, 2, NULL), invalid);
    assert_int_equal(xeng_request_set_window_text(NULL, "", "", NULL), invalid);
    assert_int_equal(xeng_request_warnings(request, NULL, NULL), invalid);
    assert_int_equal(xeng_request_warnings(NULL, &warnings, NULL), invalid);
    assert_null(warnings);
    assert_int_equal(xeng_request_to_json(request, NULL, NULL), invalid);
    assert_int_equal(xeng_request_to_json(NULL, &json, NULL), invalid);
    assert_null(json);
    assert_int_equal(xeng_request_set_window(request, XENG_TIME_UNSET, XENG_TIME_UNSET, &error),
                     XENG_OK);
    assert_null(error);
    xeng_request_unref(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_sees_with_the_eyes_of_its_credentials),
        cmocka_unit_test(the_future_is_judged_by_the_machines_clock),
        cmocka_unit_test(a_pinned_present_takes_the_clocks_place),
        cmocka_unit_test(ages_are_judged_by_the_pinned_present_too),
        cmocka_unit_test(the_json_is_the_callers),
        cmocka_unit_test(null_is_an_invalid_argument),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
