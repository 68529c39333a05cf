/* Results in which something is missing, and refusals on account of some Posts: each id is
 * accounted for. */
#include <stdio.h>

#include "checks.h"

/* Deleted, another's, another one's, protected, fine. */
enum {
    DELETED = 1,
    FOREIGN,
    FOREIGN_TOO,
    OTHERS,
    PROTECTED,
    FINE
};

static const char *world(void)
{
    static char json[512];
    snprintf(json, sizeof json,
             "{\"posts\":[{\"id\":\"%s\",\"state\":\"deleted\"},{\"id\":\"%s\",\"owner\":\"77\"},"
             "{\"id\":\"%s\",\"owner\":\"77\"},{\"id\":\"%s\",\"owner\":\"88\"},"
             "{\"id\":\"%s\",\"state\":\"protected\"}]}",
             id_text(post(DELETED, 3)), id_text(post(FOREIGN, 3)), id_text(post(FOREIGN_TOO, 3)),
             id_text(post(OTHERS, 3)), id_text(post(PROTECTED, 3)));
    return json;
}

static simulator *sim;
static xeng_client *client;
static xeng_credentials *user;

static void begin(const char *flag)
{
    sim = simulator_start(NOW_FLAG, world(), flag, NULL);
    client = sim_client(sim);
    user = user_credentials();
}

static void end(void)
{
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static xeng_result *fetch(int32_t endpoint, const uint64_t *ids, size_t count, const char *metrics)
{
    xeng_request *request = request_for(endpoint, ids, count, metrics, NULL);
    xeng_result *result = FETCH(client, user, request);
    xeng_request_unref(request);
    return result;
}

static xeng_error *fails(int32_t code, const uint64_t *ids, size_t count, const char *metrics)
{
    xeng_request *request = request_for(XENG_ENDPOINT_TOTALS, ids, count, metrics, NULL);
    xeng_error *refusal = FETCH_FAILS(code, client, user, request);
    assert_int_equal(xeng_error_attempts(refusal), 1);
    xeng_request_unref(request);
    return refusal;
}

static void check_deleted(const char *flag, size_t messages)
{
    begin(flag);
    uint64_t ids[2] = {post(DELETED, 3), post(FINE, 3)};
    xeng_result *result = fetch(XENG_ENDPOINT_TOTALS, ids, 2, NULL);
    assert_int_equal(xeng_result_id_state(result, ids[0]), XENG_ID_UNAVAILABLE);
    assert_int_equal(xeng_result_id_state(result, ids[1]), XENG_ID_DELIVERED);
    (void)favorites_of(result, ids[1]);
    assert_true(xeng_result_child_by_id(result, xeng_result_root(result, 0), ids[0]) ==
                XENG_NODE_NONE);
    assert_int_equal(xeng_result_message_count(result), messages);
    if (messages > 0) {
        assert_string_equal(xeng_result_message(result, 0), "1 Tweet ID(s) are unavailable");
    }
    xeng_result_unref(result);
    end();
}

static void a_deleted_post_is_unavailable_and_the_others_are_delivered(void **state)
{
    (void)state;
    check_deleted("--forbidden-form=list", 0);
}

static void errors_beside_data_are_messages_of_a_result(void **state)
{
    (void)state;
    check_deleted("--unavailable-errors", 1);
}

static void nothing_but_deleted_posts_is_a_result_without_counts(void **state)
{
    (void)state;
    begin("--unavailable-errors");
    uint64_t id = post(DELETED, 3);
    xeng_result *result = fetch(XENG_ENDPOINT_28HR, &id, 1, NULL);
    assert_int_equal(xeng_result_id_state(result, id), XENG_ID_UNAVAILABLE);
    assert_int_equal(xeng_result_leaf_count(result, 0), 0);
    xeng_result_unref(result);
    end();
}

static void a_refusal_for_deleted_posts_names_them(void **state)
{
    (void)state;
    begin("--refuse-all-unavailable");
    uint64_t id = post(DELETED, 3);
    xeng_error *refusal = fails(XENG_ERROR_UNAVAILABLE_POSTS, &id, 1, NULL);
    assert_int_equal(xeng_error_http_status(refusal), 400);
    assert_int_equal(xeng_error_id_count(refusal), 1);
    assert_true(xeng_error_id_at(refusal, 0) == id);
    xeng_error_unref(refusal);
    end();
}

static void a_protected_post_is_a_refusal_that_names_it(void **state)
{
    (void)state;
    begin(NULL);
    uint64_t ids[2] = {post(PROTECTED, 3), post(FINE, 3)};
    xeng_error *refusal = fails(XENG_ERROR_UNAVAILABLE_POSTS, ids, 2, NULL);
    assert_int_equal(xeng_error_http_status(refusal), 400);
    assert_int_equal(xeng_error_id_count(refusal), 1);
    assert_true(xeng_error_id_at(refusal, 0) == ids[0]);
    assert_string_equal(xeng_error_server_message(refusal, 0), "1 Tweet ID(s) are unavailable");
    xeng_error_unref(refusal);
    end();
}

static void check_forbidden(const char *flag, size_t named, size_t messages)
{
    begin(flag);
    uint64_t ids[4] = {post(OTHERS, 3), post(FINE, 3), post(FOREIGN, 3), post(FOREIGN_TOO, 3)};
    xeng_error *refusal = fails(XENG_ERROR_FORBIDDEN_POSTS, ids, 4, NULL);
    assert_int_equal(xeng_error_http_status(refusal), 403);
    assert_int_equal(xeng_error_id_count(refusal), named);
    assert_int_equal(xeng_error_server_message_count(refusal), messages);
    bool seen[4] = {false};
    for (size_t i = 0; i < named; i++) {
        for (size_t j = 0; j < 4; j++) {
            seen[j] = seen[j] || xeng_error_id_at(refusal, i) == ids[j];
        }
    }
    bool any = named > 0;
    assert_true(seen[0] == any && !seen[1] && seen[2] == any && seen[3] == any);
    xeng_error_unref(refusal);
    end();
}

static void foreign_posts_are_named_from_a_list(void **state)
{
    (void)state;
    check_forbidden("--forbidden-form=list", 3, 1);
}

static void foreign_posts_are_named_from_a_message_an_author(void **state)
{
    (void)state;
    check_forbidden("--forbidden-form=per-author", 3, 2);
}

static void foreign_posts_that_are_not_named_are_still_forbidden(void **state)
{
    (void)state;
    check_forbidden("--forbidden-form=unnamed", 0, 1);
}

static void errors_as_objects_are_understood_too(void **state)
{
    (void)state;
    check_forbidden("--object-errors", 3, 1);
}

static void errors_without_compression_are_understood_too(void **state)
{
    (void)state;
    check_forbidden("--plain-errors", 3, 1);
}

static void a_forbidden_metric_is_told_from_forbidden_posts(void **state)
{
    (void)state;
    begin("--forbid-metric=retweets");
    uint64_t id = post(FINE, 3);
    xeng_error *refusal = fails(XENG_ERROR_FORBIDDEN_METRICS, &id, 1, "favorites,retweets");
    assert_int_equal(xeng_error_http_status(refusal), 403);
    MUST_MENTION(refusal, "retweets");
    xeng_error_unref(refusal);
    end();
}

static void an_app_that_is_not_allowed_is_told_so(void **state)
{
    (void)state;
    begin("--app-not-allowed");
    uint64_t id = post(FINE, 3);
    xeng_error *refusal = fails(XENG_ERROR_FORBIDDEN, &id, 1, NULL);
    assert_int_equal(xeng_error_http_status(refusal), 403);
    MUST_MENTION(refusal, "appl"); /* application, app is allow-listed: whose permission it is */
    xeng_error_unref(refusal);
    end();
}

static void the_app_alone_sees_public_metrics_of_anybodys_posts(void **state)
{
    (void)state;
    begin(NULL);
    xeng_credentials *bearer = bearer_credentials();
    uint64_t ids[2] = {post(FOREIGN, 3), post(OTHERS, 3)};
    xeng_request *request = request_for(XENG_ENDPOINT_TOTALS, ids, 2, NULL, NULL);
    xeng_result *result = FETCH(client, bearer, request);
    (void)favorites_of(result, ids[0]);
    (void)favorites_of(result, ids[1]);
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(bearer);
    end();
}

static int32_t value_state(const xeng_result *result, uint64_t id, const char *metric)
{
    const char *path[] = {id_text(id), metric};
    xeng_node leaf = xeng_result_find(result, xeng_result_root(result, 0), path, 2);
    return leaf == XENG_NODE_NONE ? XENG_VALUE_NO_LEAF : xeng_result_value(result, leaf, NULL);
}

static void impressions_of_posts_over_90_days_are_not_delivered(void **state)
{
    (void)state;
    begin(NULL);
    uint64_t ids[2] = {post(FINE, 91), post(FINE, 89)};
    xeng_result *result = fetch(XENG_ENDPOINT_TOTALS, ids, 2, "favorites,impressions,engagements");
    assert_int_equal(xeng_result_id_state(result, ids[0]), XENG_ID_UNSUPPORTED);
    assert_int_equal(xeng_result_id_unsupported(result, ids[0]),
                     XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS);
    assert_int_not_equal(value_state(result, ids[0], "impressions"), XENG_VALUE_DELIVERED);
    assert_int_not_equal(value_state(result, ids[0], "engagements"), XENG_VALUE_DELIVERED);
    (void)value_of(result, id_text(ids[0]), "favorites");
    assert_int_equal(xeng_result_id_state(result, ids[1]), XENG_ID_DELIVERED);
    (void)value_of(result, id_text(ids[1]), "impressions");
    assert_int_equal(xeng_result_message_count(result), 1);
    xeng_result_unref(result);
    end();
}

static void video_views_of_posts_over_1800_days_are_unknown_not_zero(void **state)
{
    (void)state;
    begin(NULL);
    uint64_t ids[2] = {post(FINE, 1801), post(FINE, 1799)};
    xeng_result *result = fetch(XENG_ENDPOINT_TOTALS, ids, 2, "favorites,video_views");
    assert_int_equal(xeng_result_id_state(result, ids[0]), XENG_ID_UNSUPPORTED);
    assert_int_equal(xeng_result_id_unsupported(result, ids[0]), XENG_UNSUPPORTED_VIDEO_VIEWS);
    assert_int_equal(value_state(result, ids[0], "video_views"), XENG_VALUE_NOT_DELIVERED);
    (void)value_of(result, id_text(ids[0]), "favorites");
    (void)value_of(result, id_text(ids[1]), "video_views");
    xeng_result_unref(result);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deleted_post_is_unavailable_and_the_others_are_delivered),
        cmocka_unit_test(errors_beside_data_are_messages_of_a_result),
        cmocka_unit_test(nothing_but_deleted_posts_is_a_result_without_counts),
        cmocka_unit_test(a_refusal_for_deleted_posts_names_them),
        cmocka_unit_test(a_protected_post_is_a_refusal_that_names_it),
        cmocka_unit_test(foreign_posts_are_named_from_a_list),
        cmocka_unit_test(foreign_posts_are_named_from_a_message_an_author),
        cmocka_unit_test(foreign_posts_that_are_not_named_are_still_forbidden),
        cmocka_unit_test(errors_as_objects_are_understood_too),
        cmocka_unit_test(errors_without_compression_are_understood_too),
        cmocka_unit_test(a_forbidden_metric_is_told_from_forbidden_posts),
        cmocka_unit_test(an_app_that_is_not_allowed_is_told_so),
        cmocka_unit_test(the_app_alone_sees_public_metrics_of_anybodys_posts),
        cmocka_unit_test(impressions_of_posts_over_90_days_are_not_delivered),
        cmocka_unit_test(video_views_of_posts_over_1800_days_are_unknown_not_zero),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
