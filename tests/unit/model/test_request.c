/* The request: its life, its copies, its completeness, and whose eyes it is for. */
#include "model/support.h"

#include <xengage/credentials.h>

static void a_new_request_is_empty(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    int64_t start = 1;
    int64_t end = 1;
    assert_int_equal(xeng_request_id_count(request), 0);
    assert_int_equal(xeng__request_metric_count(request), 0);
    assert_int_equal(xeng__request_grouping_count(request), 0);
    assert_int_equal(xeng__request_endpoint(request), XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng__request_deadline_ms(request), 0);
    assert_int_equal(xeng__request_pinned_now(request), XENG_TIME_UNSET);
    assert_int_equal(xeng_request_window(request, &start, &end), 0);
    assert_int_equal(start, XENG_TIME_UNSET);
    assert_int_equal(end, XENG_TIME_UNSET);
    xeng_request_unref(request);
}

static void an_unknown_endpoint_is_refused(void **state)
{
    (void)state;
    static const int32_t unknown[] = {0, 4, -1, INT32_MIN};
    static const char *const values[] = {"0", "4", "-1", "-2147483648"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        xeng_request *request = NULL;
        xeng_error *error = NULL;
        int32_t code = xeng__request_new(unknown[i], 0, XENG_TIME_UNSET, &request, &error);
        check_refusal(code, error, XENG_RULE_UNKNOWN_ENDPOINT, 0, values[i]);
        assert_null(request);
    }
}

static void an_application_alone_may_read_totals_only(void **state)
{
    (void)state;
    static const int32_t kinds[] = {XENG_CREDENTIALS_APP, XENG_CREDENTIALS_BEARER};
    static const int32_t closed[] = {XENG_ENDPOINT_28HR, XENG_ENDPOINT_HISTORICAL};
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < 2; j++) {
            xeng_request *request = NULL;
            xeng_error *error = NULL;
            int32_t code =
                xeng__request_new(closed[j], kinds[i], XENG_TIME_UNSET, &request, &error);
            check_refusal(code, error, XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT, 0,
                          xeng_endpoint_name(closed[j]));
            assert_null(request);
        }
        xeng_request_unref(make_as(XENG_ENDPOINT_TOTALS, kinds[i]));
    }
}

static void users_and_unknown_credentials_may_read_every_endpoint(void **state)
{
    (void)state;
    for (int32_t endpoint = XENG_ENDPOINT_TOTALS; endpoint <= XENG_ENDPOINT_HISTORICAL;
         endpoint++) {
        xeng_request_unref(make_as(endpoint, XENG_CREDENTIALS_USER));
        xeng_request_unref(make_as(endpoint, 0));
    }
}

static void credentials_known_late_are_judged_late(void **state)
{
    (void)state;
    xeng_request *totals = make_as(XENG_ENDPOINT_TOTALS, 0);
    xeng_request *historical = make_as(XENG_ENDPOINT_HISTORICAL, 0);
    assert_int_equal(xeng_request_add_metric(totals, XENG_METRIC_FAVORITES, NULL), XENG_OK);
    assert_int_equal(xeng__request_check_credentials(totals, XENG_CREDENTIALS_APP, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric(totals, XENG_METRIC_IMPRESSIONS, NULL), XENG_OK);
    assert_refused(totals, xeng__request_check_credentials(totals, XENG_CREDENTIALS_BEARER, &error),
                   XENG_RULE_METRIC_NEEDS_USER_CONTEXT, 0, "impressions");
    assert_refused(historical,
                   xeng__request_check_credentials(historical, XENG_CREDENTIALS_APP, &error),
                   XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT, 0, "historical");
    assert_int_equal(xeng__request_check_credentials(totals, XENG_CREDENTIALS_USER, NULL), XENG_OK);
    assert_int_equal(xeng__request_check_credentials(historical, XENG_CREDENTIALS_USER, NULL),
                     XENG_OK);
    xeng_request_unref(totals);
    xeng_request_unref(historical);
}

static void nothing_to_ask_for_is_refused(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_refused(request, xeng_request_check(request, &error), XENG_RULE_NO_IDS, 1, "0");
    assert_int_equal(xeng_request_add_id(request, 1, NULL), XENG_OK);
    assert_refused(request, xeng_request_check(request, &error), XENG_RULE_NO_METRICS, 1, "0");
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_FAVORITES, NULL), XENG_OK);
    assert_refused(request, xeng_request_check(request, &error), XENG_RULE_NO_GROUPINGS, 1, "0");
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id", NULL), XENG_OK);
    assert_int_equal(xeng_request_check(request, NULL), XENG_OK);
    xeng_request_unref(request);
}

static void a_copy_has_all_and_changes_alone(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
    int64_t now = at("2026-11-24T12:30:00Z");
    xeng_request *copy = NULL;
    xeng_request_set_now(request, now);
    xeng_request_set_deadline_ms(request, 1234);
    assert_int_equal(xeng_request_add_id(request, 5, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_REPLIES, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id", NULL), XENG_OK);
    assert_int_equal(xeng__request_set_window(request, now - 7200, now - 3600, now, NULL), XENG_OK);
    assert_int_equal(xeng_request_copy(request, &copy, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_id(request, 6, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "h", "tweet.id", NULL), XENG_OK);
    xeng_request_unref(request);

    int64_t start;
    int64_t end;
    const int32_t *dimensions;
    assert_int_equal(xeng__request_endpoint(copy), XENG_ENDPOINT_HISTORICAL);
    assert_int_equal(xeng_request_id_count(copy), 1);
    assert_int_equal(xeng_request_id_at(copy, 0), 5);
    assert_int_equal(xeng__request_metric_count(copy), 1);
    assert_int_equal(xeng__request_metric_at(copy, 0), XENG_METRIC_REPLIES);
    assert_int_equal(xeng__request_grouping_count(copy), 1);
    assert_string_equal(xeng__request_grouping_name(copy, 0), "g");
    assert_int_equal(xeng__request_grouping_dimensions(copy, 0, &dimensions), 1);
    assert_int_equal(dimensions[0], XENG_DIMENSION_TWEET_ID);
    assert_int_equal(xeng_request_window(copy, &start, &end), 1);
    assert_int_equal(start, at("2026-11-24T10:00:00Z"));
    assert_int_equal(end, at("2026-11-24T12:00:00Z"));
    assert_int_equal(xeng__request_pinned_now(copy), now);
    assert_int_equal(xeng__request_deadline_ms(copy), 1234);
    /* The copy knows its ids as well as it lists them. */
    assert_int_equal(xeng_request_add_id(copy, 5, NULL), XENG_OK);
    assert_int_equal(xeng_request_id_count(copy), 1);
    xeng_request_unref(copy);
}

static void a_copy_sees_with_the_same_eyes(void **state)
{
    (void)state;
    xeng_request *request = make_as(XENG_ENDPOINT_TOTALS, XENG_CREDENTIALS_APP);
    xeng_request *copy = NULL;
    assert_int_equal(xeng_request_copy(request, &copy, NULL), XENG_OK);
    assert_refused(copy, xeng_request_add_metric(copy, XENG_METRIC_ENGAGEMENTS, &error),
                   XENG_RULE_METRIC_NEEDS_USER_CONTEXT, 0, "engagements");
    xeng_request_unref(copy);
    xeng_request_unref(request);
}

static void owners_are_counted(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_ptr_equal(xeng_request_ref(request), request);
    xeng_request_unref(request);
    assert_int_equal(xeng_request_add_id(request, 1, NULL), XENG_OK);
    xeng_request_unref(request);
    assert_null(xeng_request_ref(NULL));
    xeng_request_unref(NULL);
}

static void null_is_an_invalid_argument(void **state)
{
    (void)state;
    const int32_t invalid = XENG_ERROR_INVALID_ARGUMENT;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    xeng_request *copy = request;
    uint64_t id = 1;
    int32_t dimension = XENG_DIMENSION_TWEET_ID;
    assert_int_equal(xeng_request_copy(NULL, &copy, NULL), invalid);
    assert_null(copy);
    assert_int_equal(xeng_request_copy(request, NULL, NULL), invalid);
    assert_int_equal(xeng_request_add_id(NULL, 1, NULL), invalid);
    assert_int_equal(xeng_request_add_ids(NULL, &id, 1, NULL), invalid);
    assert_int_equal(xeng_request_add_ids(request, NULL, 1, NULL), invalid);
    assert_int_equal(xeng_request_add_ids(request, NULL, 0, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_id_text(NULL, "1", NULL), invalid);
    assert_int_equal(xeng_request_add_id_text(request, NULL, NULL), invalid);
    assert_int_equal(xeng_request_add_metric(NULL, XENG_METRIC_REPLIES, NULL), invalid);
    assert_int_equal(xeng_request_add_metric_name(NULL, "replies", NULL), invalid);
    assert_int_equal(xeng_request_add_metric_name(request, NULL, NULL), invalid);
    assert_int_equal(xeng_request_add_all_metrics(NULL, NULL), invalid);
    assert_int_equal(xeng_request_add_grouping(NULL, "g", &dimension, 1, NULL), invalid);
    assert_int_equal(xeng_request_add_grouping(request, NULL, &dimension, 1, NULL), invalid);
    assert_int_equal(xeng_request_add_grouping(request, "g", NULL, 1, NULL), invalid);
    assert_int_equal(xeng_request_add_grouping_text(NULL, "g", "tweet.id", NULL), invalid);
    assert_int_equal(xeng_request_add_grouping_text(request, NULL, "tweet.id", NULL), invalid);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", NULL, NULL), invalid);
    assert_int_equal(xeng_request_check(NULL, NULL), invalid);
    assert_int_equal(xeng_request_id_count(NULL), 0);
    assert_int_equal(xeng_request_id_at(NULL, 0), 0);
    assert_int_equal(xeng_request_window(NULL, NULL, NULL), 0);
    xeng_request_set_now(NULL, 1);
    xeng_request_set_deadline_ms(NULL, 1);
    assert_int_equal(xeng_request_id_count(request), 0);
    xeng_request_unref(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_request_is_empty),
        cmocka_unit_test(an_unknown_endpoint_is_refused),
        cmocka_unit_test(an_application_alone_may_read_totals_only),
        cmocka_unit_test(users_and_unknown_credentials_may_read_every_endpoint),
        cmocka_unit_test(credentials_known_late_are_judged_late),
        cmocka_unit_test(nothing_to_ask_for_is_refused),
        cmocka_unit_test(a_copy_has_all_and_changes_alone),
        cmocka_unit_test(a_copy_sees_with_the_same_eyes),
        cmocka_unit_test(owners_are_counted),
        cmocka_unit_test(null_is_an_invalid_argument),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
