/* What is asked for comes back: every endpoint and kind of credentials over TLS, with the counts
 * that the simulator's formula gives. */
#include "checks.h"

static void negative_counts_stay_negative(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--negative=90", NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    uint64_t ids[5] = {post(1, 27), post(2, 27), post(3, 27), post(4, 27), post(5, 27)};
    xeng_request *request = request_for(XENG_ENDPOINT_HISTORICAL, ids, 5, "favorites,replies",
                                        "tweet.id,engagement.type,engagement.day,engagement.hour");
    MUST(xeng_request_set_window(request, NOW - 20 * DAY, NOW, error));
    xeng_result *result = FETCH(client, user, request);
    xeng_cursor *cursor;
    MUST(xeng_cursor_new(result, xeng_result_root(result, 0), &cursor, error));
    size_t negative = 0;
    for (xeng_node node; (node = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE;) {
        int64_t value = 0;
        assert_int_equal(xeng_result_value(result, node, &value), XENG_VALUE_DELIVERED);
        negative += value < 0;
    }
    assert_true(negative > 0);
    xeng_cursor_unref(cursor);
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void totals_are_those_of_the_formula(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    uint64_t ids[3] = {post(1, 2), post(2, 40), post(3, 88)};
    xeng_request *request;
    MUST(xeng_request_new(XENG_ENDPOINT_TOTALS, user, &request, error));
    xeng_request_set_now(request, NOW);
    MUST(xeng_request_add_ids(request, ids, 3, error));
    MUST(xeng_request_add_all_metrics(request, error));
    MUST(xeng_request_add_grouping_text(request, "g", "tweet.id,engagement.type", error));
    MUST(xeng_request_add_grouping_text(request, "sums", "engagement.type", error));
    xeng_result *result = FETCH(client, user, request);
    xeng_node sums = xeng_result_root_by_name(result, "sums");
    assert_int_equal(xeng_result_child_count(result, sums), 7);
    for (size_t m = 0; m < 7; m++) {
        xeng_node leaf = xeng_result_child_at(result, sums, m);
        const char *metric = xeng_result_key(result, leaf);
        int64_t sum = 0;
        for (size_t i = 0; i < 3; i++) {
            int64_t value = value_of(result, id_text(ids[i]), metric);
            assert_true(value == simulator_count(ids[i], metric, SIMULATOR_CREATION, NOW));
            sum += value;
        }
        int64_t told = 0;
        assert_int_equal(xeng_result_value(result, leaf, &told), XENG_VALUE_DELIVERED);
        assert_true(told == sum);
    }
    assert_int_equal(xeng_result_window(result, NULL, NULL), 0);
    assert_int_equal(xeng_result_attempts(result), 1);
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void the_last_28_hours_come_in_28_buckets(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    uint64_t id = post(1, 3);
    xeng_request *request;
    MUST(xeng_request_new(XENG_ENDPOINT_28HR, user, &request, error));
    xeng_request_set_now(request, NOW);
    MUST(xeng_request_add_id(request, id, error));
    MUST(xeng_request_add_all_metrics(request, error));
    MUST(xeng_request_add_grouping_text(
        request, "hours", "engagement.type,tweet.id,engagement.day,engagement.hour", error));
    MUST(xeng_request_add_grouping_text(request, "g", "tweet.id,engagement.type", error));
    xeng_result *result = FETCH(client, user, request);
    int64_t start = 0;
    int64_t end = 0;
    assert_int_equal(xeng_result_window(result, &start, &end), 1);
    assert_true(start == NOW - 28 * HOUR && end == NOW);
    assert_int_equal(xeng_result_leaf_count(result, 0), 17 * 28);
    assert_true(value_of(result, id_text(id), "url_clicks") ==
                simulator_count(id, "url_clicks", start, end));
    const char *path[] = {"url_clicks", id_text(id), "2026-11-23", "17"};
    xeng_node leaf = xeng_result_find(result, xeng_result_root(result, 0), path, 4);
    int64_t value = 0;
    assert_int_equal(xeng_result_value(result, leaf, &value), XENG_VALUE_DELIVERED);
    int64_t hour = NOW - DAY + 5 * HOUR;
    assert_true(value == simulator_count(id, "url_clicks", hour, hour + HOUR));
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void without_a_window_the_server_takes_four_weeks(void **state)
{
    (void)state;
    simulator *sim = simulator_start("--now=2026-11-24T12:43:10Z", NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    uint64_t id = post(1, 40);
    xeng_request *request = request_for(XENG_ENDPOINT_HISTORICAL, &id, 1, NULL, NULL);
    xeng_result *result = FETCH(client, user, request);
    int64_t start = 0;
    int64_t end = 0;
    assert_int_equal(xeng_result_window(result, &start, &end), 1);
    assert_true(start == NOW + HOUR - 28 * DAY);
    assert_true(end == NOW + 43 * 60 + 10);
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void each_kind_of_credentials_is_told_from_the_others(void **state)
{
    (void)state;
    static const char *const names[] = {"user", "app", "bearer"};
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *all[3] = {user_credentials(), app_credentials(), bearer_credentials()};
    xeng_request *request = small_request(post(1, 3));
    int64_t expected = simulator_count(post(1, 3), "favorites", SIMULATOR_CREATION, NOW);
    for (size_t i = 0; i < 3; i++) {
        xeng_result *result = FETCH(client, all[i], request);
        assert_true(favorites_of(result, post(1, 3)) == expected);
        xeng_result_unref(result);
    }
    json_t *log = simulator_log(sim);
    for (size_t i = 0; i < 3; i++) {
        const json_t *line = json_array_get(log, i);
        assert_string_equal(log_text(line, "auth"), names[i]);
        assert_string_equal(log_text(line, "path"), "/insights/engagement/totals");
        assert_int_equal(log_number(line, "status"), 200);
        xeng_credentials_unref(all[i]);
    }
    assert_int_equal(json_array_size(log), 3);
    json_decref(log);
    xeng_request_unref(request);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void what_needs_the_user_is_refused_before_it_is_sent(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *app = app_credentials();
    uint64_t id = post(1, 3);
    xeng_request *request = request_for(XENG_ENDPOINT_TOTALS, &id, 1, "impressions", NULL);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_RULE, client, app, request);
    assert_int_equal(xeng_error_rule(refusal), XENG_RULE_METRIC_NEEDS_USER_CONTEXT);
    assert_int_equal(xeng_error_attempts(refusal), 0);
    xeng_error_unref(refusal);
    xeng_request_unref(request);
    request = request_for(XENG_ENDPOINT_28HR, &id, 1, NULL, NULL);
    refusal = FETCH_FAILS(XENG_ERROR_RULE, client, app, request);
    assert_int_equal(xeng_error_rule(refusal), XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT);
    xeng_error_unref(refusal);
    xeng_request_unref(request);
    assert_int_equal(simulator_request_count(sim), 0);
    xeng_credentials_unref(app);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void as_many_ids_as_an_endpoint_takes_come_back(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--log-ids", NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    static const int32_t endpoints[] = {XENG_ENDPOINT_TOTALS, XENG_ENDPOINT_28HR,
                                        XENG_ENDPOINT_HISTORICAL};
    for (size_t e = 0; e < 3; e++) {
        uint64_t ids[250];
        size_t count = xeng_endpoint_max_ids(endpoints[e]);
        assert_in_range(count, 25, 250);
        for (size_t i = 0; i < count; i++) {
            ids[i] = post(count - i, 3); /* the server answers in another order */
        }
        xeng_request *request = request_for(endpoints[e], ids, count, NULL, NULL);
        xeng_result *result = FETCH(client, user, request);
        assert_int_equal(xeng_result_id_count(result), count);
        for (size_t i = 0; i < count; i++) {
            assert_true(xeng_result_id_at(result, i) == ids[i]);
            assert_int_equal(xeng_result_id_state(result, ids[i]), XENG_ID_DELIVERED);
            (void)favorites_of(result, ids[i]);
        }
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
    json_t *log = simulator_log(sim);
    assert_int_equal(json_array_size(json_object_get(json_array_get(log, 0), "ids")), 250);
    json_decref(log);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void answers_travel_compressed(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--gzip-level=9", NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    uint64_t ids[25];
    for (uint64_t i = 0; i < 25; i++) {
        ids[i] = post(i + 1, 20);
    }
    xeng_request *request;
    MUST(xeng_request_new(XENG_ENDPOINT_HISTORICAL, user, &request, error));
    xeng_request_set_now(request, NOW);
    MUST(xeng_request_add_ids(request, ids, 25, error));
    MUST(xeng_request_add_all_metrics(request, error));
    MUST(xeng_request_add_grouping_text(
        request, "hours", "tweet.id,engagement.type,engagement.day,engagement.hour", error));
    MUST(xeng_request_set_window(request, NOW - 28 * DAY, NOW, error));
    xeng_result *result = FETCH(client, user, request);
    assert_int_equal(xeng_result_leaf_count(result, 0), 25 * 17 * 28 * 24);
    json_t *log = simulator_log(sim);
    int64_t sent = log_number(json_array_get(log, 0), "bytes_out");
    assert_in_range(sent, 1, 25 * 17 * 28 * 24 * 3); /* each of them takes 7 bytes or more plain */
    json_decref(log);
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_are_those_of_the_formula),
        cmocka_unit_test(the_last_28_hours_come_in_28_buckets),
        cmocka_unit_test(without_a_window_the_server_takes_four_weeks),
        cmocka_unit_test(negative_counts_stay_negative),
        cmocka_unit_test(each_kind_of_credentials_is_told_from_the_others),
        cmocka_unit_test(what_needs_the_user_is_refused_before_it_is_sent),
        cmocka_unit_test(as_many_ids_as_an_endpoint_takes_come_back),
        cmocka_unit_test(answers_travel_compressed),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
