/* Merging results: paths are added up, ids keep what became of them. */
#include "unit.h"

#include "result/merge.h"
#include "result/same.h"
#include "result/world.h"

enum {
    WORLDS = 60,
    MOST_PARTS = 9
};

static xeng_result *merge(const xeng_result *const *results, size_t count)
{
    xeng_result *merged;
    xeng_error *error = NULL;
    if (xeng_result_merge(results, count, &merged, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    return merged;
}

/* Merges what two or three texts say. */
static xeng_result *merge_texts(const char *one, const char *two, const char *three)
{
    xeng_result *results[] = {decode(NULL, one), decode(NULL, two),
                              three == NULL ? NULL : decode(NULL, three)};
    xeng_result *merged = merge((const xeng_result *const *)results, three == NULL ? 2 : 3);
    for (size_t i = 0; i < 3; i++) {
        xeng_result_unref(results[i]);
    }
    return merged;
}

static int32_t merge_code(const char *one, const char *two, xeng_error **error)
{
    xeng_result *results[] = {decode(NULL, one), decode(NULL, two)};
    xeng_result *merged = results[0];
    int32_t code = xeng_result_merge((const xeng_result *const *)results, 2, &merged, error);
    assert_true((code == XENG_OK) == (merged != NULL));
    xeng_result_unref(merged);
    xeng_result_unref(results[0]);
    xeng_result_unref(results[1]);
    return code;
}

/* Cuts a world by its Posts and days, each piece a part of its own, in an order by chance. */
static size_t cut(unsigned world, xeng_result **results)
{
    uint64_t seed = world * 77 + 1;
    unsigned id_groups = 1 + world_random(&seed) % 3;
    unsigned day_groups = 1 + world_random(&seed) % 3;
    size_t count = (size_t)id_groups * day_groups;
    world_part parts[MOST_PARTS] = {0};
    for (unsigned id = 0; id < WORLD_IDS; id++) {
        unsigned group = world_random(&seed) % id_groups;
        for (unsigned k = 0; k < day_groups; k++) {
            parts[group * day_groups + k].ids[id] = true;
        }
    }
    for (unsigned day = 0; day < WORLD_DAYS; day++) {
        unsigned group = day < day_groups ? day : world_random(&seed) % day_groups;
        for (unsigned k = 0; k < id_groups; k++) {
            parts[k * day_groups + group].days[day] = true;
        }
    }
    size_t first = world_random(&seed) % count;
    for (size_t i = 0; i < count; i++) {
        world_part *part = &parts[(first + i) % count];
        part->world = world;
        part->seed = seed + i;
        results[i] = world_result(part);
    }
    return count;
}

static void release(xeng_result **results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        xeng_result_unref(results[i]);
    }
}

static void merging_any_cut_gives_the_whole(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        xeng_result *parts[MOST_PARTS];
        world_part whole = world_whole(world);
        size_t count = cut(world, parts);
        xeng_result *expected = world_result(&whole);
        xeng_result *merged = merge((const xeng_result *const *)parts, count);
        assert_same_trees(merged, expected);
        assert_same_ids(merged, expected);
        assert_same_window(merged, expected);
        xeng_result_unref(merged);
        xeng_result_unref(expected);
        release(parts, count);
    }
}

static void the_order_of_results_is_the_order_of_keys_only(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        xeng_result *parts[MOST_PARTS];
        const xeng_result *reversed[MOST_PARTS];
        size_t count = cut(world, parts);
        for (size_t i = 0; i < count; i++) {
            reversed[i] = parts[count - 1 - i];
        }
        xeng_result *merged = merge((const xeng_result *const *)parts, count);
        xeng_result *other = merge(reversed, count);
        assert_same_trees(merged, other);
        assert_same_ids(merged, other);
        assert_same_window(merged, other);
        assert_int_equal(xeng_result_message_count(merged), xeng_result_message_count(other));
        xeng_result_unref(merged);
        xeng_result_unref(other);
        release(parts, count);
    }
}

static void merging_step_by_step_is_merging_at_once(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        xeng_result *parts[MOST_PARTS];
        size_t count = cut(world, parts);
        xeng_result *merged = merge((const xeng_result *const *)parts, count);
        xeng_result *stepwise = xeng_result_ref(parts[0]);
        for (size_t i = 1; i < count; i++) {
            const xeng_result *two[] = {stepwise, parts[i]};
            xeng_result *next = merge(two, 2);
            xeng_result_unref(stepwise);
            stepwise = next;
        }
        assert_same(merged, stepwise);
        xeng_result_unref(merged);
        xeng_result_unref(stepwise);
        release(parts, count);
    }
}

/* Adds a result to itself: every count is twice what it was. */
static void assert_doubled(const xeng_result *one, xeng_node node, const xeng_result *twice,
                           xeng_node same)
{
    for (size_t i = 0; i < xeng_result_child_count(one, node); i++) {
        int64_t value = 0;
        int64_t doubled = 1;
        xeng_node child = xeng_result_child_at(one, node, i);
        xeng_node found = xeng_result_child_at(twice, same, i);
        assert_string_equal(xeng_result_key(one, child), xeng_result_key(twice, found));
        assert_int_equal(xeng_result_value(one, child, &value),
                         xeng_result_value(twice, found, &doubled));
        assert_true(doubled == 2 * value);
        assert_doubled(one, child, twice, found);
    }
}

static void the_same_path_is_added(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part whole = world_whole(world);
        xeng_result *one = world_result(&whole);
        const xeng_result *both[] = {one, one};
        xeng_result *twice = merge(both, 2);
        for (size_t i = 0; i < xeng_result_grouping_count(one); i++) {
            assert_doubled(one, xeng_result_root(one, i), twice, xeng_result_root(twice, i));
        }
        assert_same_ids(one, twice);
        assert_same_rest(one, twice);
        xeng_result_unref(twice);
        twice = merge(both, 1);
        assert_same(one, twice);
        xeng_result_unref(twice);
        xeng_result_unref(one);
    }
}

static void what_was_not_delivered_is_no_zero(void **state)
{
    (void)state;
    xeng_result *merged =
        merge_texts("{\"g\":{\"1\":{\"likes\":\"5\",\"favorites\":\"1\"}},"
                    "\"s\":{\"favorites\":null,\"replies\":null,\"retweets\":\"4\"}}",
                    "{\"g\":{\"1\":{\"likes\":{},\"favorites\":\"2\"}},"
                    "\"s\":{\"favorites\":\"7\",\"replies\":{},\"retweets\":{}}}",
                    "{\"g\":{\"1\":{\"likes\":\"6\"},\"2\":{\"likes\":\"-9\"}},"
                    "\"s\":{\"favorites\":null,\"replies\":null}}");
    assert_not_delivered(merged, "g/1/likes");
    assert_value(merged, "g/1/favorites", 3);
    assert_value(merged, "g/2/likes", -9);
    assert_value(merged, "s/favorites", 7);
    assert_not_delivered(merged, "s/replies");
    assert_value(merged, "s/retweets", 4);
    xeng_result_unref(merged);
}

static void ids_keep_the_gravest_state(void **state)
{
    (void)state;
    xeng_result *merged = merge_texts(
        "{\"g\":{\"1\":{\"a\":\"1\"},\"2\":{\"a\":\"1\"},\"3\":{\"a\":\"1\"},\"4\":{\"a\":\"1\"}}}",
        "{\"unsupported_for_video_views_tweet_ids\":[\"2\",\"3\"],\"errors\":[\"Forbidden to "
        "access "
        "tweets: 5, 4\"],\"g\":{\"3\":{\"a\":\"1\"}}}",
        "{\"unavailable_tweet_ids\":[\"4\",\"6\"],"
        "\"unsupported_for_impressions_engagements_tweet_ids\":[\"3\"]}");
    static const struct {
        uint64_t id;
        int32_t state;
        uint32_t unsupported;
    } expected[] = {
        {1, XENG_ID_DELIVERED, 0},
        {2, XENG_ID_UNSUPPORTED, XENG_UNSUPPORTED_VIDEO_VIEWS},
        {3, XENG_ID_UNSUPPORTED,
         XENG_UNSUPPORTED_VIDEO_VIEWS | XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS},
        {4, XENG_ID_UNAVAILABLE, 0},
        {5, XENG_ID_FORBIDDEN, 0},
        {6, XENG_ID_UNAVAILABLE, 0},
    };
    assert_int_equal(xeng_result_id_count(merged), sizeof expected / sizeof *expected);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_true(xeng_result_id_at(merged, i) == expected[i].id);
        assert_int_equal(xeng_result_id_state(merged, expected[i].id), expected[i].state);
        assert_int_equal(xeng_result_id_unsupported(merged, expected[i].id),
                         expected[i].unsupported);
    }
    xeng_result_unref(merged);
}

static void an_id_that_is_missing_once_is_missing(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "1,2", "favorites", "g", "tweet.id,engagement.type");
    xeng_result *results[] = {
        decode(request, "{\"g\":{\"1\":{\"favorites\":\"1\"}}}"),
        decode(request, "{\"g\":{\"1\":{\"favorites\":\"1\"},\"2\":{\"favorites\":\"1\"}}}"),
        decode(request, "{\"unavailable_tweet_ids\":[\"1\"],\"g\":{}}")};
    xeng_result *merged = merge((const xeng_result *const *)results, 2);
    assert_int_equal(xeng_result_id_state(merged, 1), XENG_ID_DELIVERED);
    assert_int_equal(xeng_result_id_state(merged, 2), XENG_ID_MISSING);
    assert_value(merged, "g/2/favorites", 1);
    xeng_result_unref(merged);
    merged = merge((const xeng_result *const *)results, 3);
    assert_int_equal(xeng_result_id_state(merged, 1), XENG_ID_UNAVAILABLE);
    xeng_result_unref(merged);
    release(results, 3);
    xeng_request_unref(request);
}

static void windows_and_words_are_joined(void **state)
{
    int64_t start;
    int64_t end;
    (void)state;
    xeng_result *merged = merge_texts(
        "{\"start\":\"2026-10-05T00:00:00Z\",\"end\":\"2026-10-09T00:00:00Z\",\"errors\":[\"a\","
        "\"b\",\"a\"],\"x\":1,\"y\":[2],\"g\":{\"00\":\"1\"}}",
        "{\"start\":\"2026-10-01T00:00:00Z\",\"end\":\"2026-10-05T00:00:00Z\",\"errors\":[\"c\","
        "\"b\"],\"x\":3,\"z\":true,\"h\":{\"00\":\"2\"}}",
        "{\"g\":{\"01\":\"4\"}}");
    assert_int_equal(xeng_result_window(merged, &start, &end), 1);
    assert_int_equal(start, 1790812800);
    assert_int_equal(end, 1790812800 + 8 * 86400);
    assert_int_equal(xeng_result_message_count(merged), 3);
    assert_string_equal(xeng_result_message(merged, 0), "a");
    assert_string_equal(xeng_result_message(merged, 1), "b");
    assert_string_equal(xeng_result_message(merged, 2), "c");
    assert_int_equal(xeng_result_extra_count(merged), 3);
    assert_string_equal(xeng_result_extra_json(merged, 0), "1");
    assert_string_equal(xeng_result_extra_name(merged, 2), "z");
    assert_int_equal(xeng_result_grouping_count(merged), 2);
    assert_string_equal(xeng_result_grouping_name(merged, 1), "h");
    assert_value(merged, "g/01", 4);
    xeng_result_unref(merged);
}

static void attempts_are_added(void **state)
{
    (void)state;
    xeng_result *results[] = {decode(NULL, "{}"), decode(NULL, "{}")};
    xeng__result_set_attempts(results[0], 3);
    xeng__result_set_attempts(results[1], 4);
    xeng_result *merged = merge((const xeng_result *const *)results, 2);
    assert_int_equal(xeng_result_attempts(merged), 7);
    xeng_result_unref(merged);
    xeng__result_set_attempts(results[1], UINT32_MAX);
    merged = merge((const xeng_result *const *)results, 2);
    assert_true(xeng_result_attempts(merged) == UINT32_MAX);
    xeng_result_unref(merged);
    release(results, 2);
}

static void levels_that_differ_are_refused(void **state)
{
    static const char *const pairs[][2] = {
        {"{\"my g\":{\"12345\":{\"favorites\":{\"00\":\"1\"}}}}",
         "{\"my g\":{\"12345\":{\"favorites\":{\"2026-10-01\":{\"00\":\"1\"}}}}}"},
        {"{\"my g\":{\"12345\":{\"favorites\":\"1\"}}}",
         "{\"my g\":{\"favorites\":{\"12345\":\"1\"}}}"},
        {"{\"my g\":{\"12345\":{\"favorites\":\"1\"}}}", "{\"my g\":{\"12345\":\"1\"}}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        for (size_t k = 0; k < 2; k++) {
            xeng_error *error = NULL;
            assert_int_equal(merge_code(pairs[i][k], pairs[i][1 - k], &error),
                             XENG_ERROR_INVALID_ARGUMENT);
            assert_non_null(strstr(xeng_error_message(error), "\"my g\""));
            assert_non_null(strstr(xeng_error_message(error), "tweet.id"));
            xeng_error_unref(error);
        }
    }
    xeng_error *error = NULL;
    (void)merge_code(pairs[0][0], pairs[0][1], &error);
    assert_non_null(
        strstr(xeng_error_message(error),
               "tweet.id, engagement.type, engagement.hour in one result, but "
               "tweet.id, engagement.type, engagement.day, engagement.hour in another"));
    xeng_error_unref(error);
}

static void a_tree_without_counts_merges_with_any(void **state)
{
    static const char *const empties[] = {
        "{}",
        "{\"g\":{}}",
        "{\"g\":{\"12345\":{}}}",
        "{\"g\":{\"12345\":{\"favorites\":{}}}}",
        "{\"g\":{\"favorites\":{}}}",
        "{\"g\":{\"12345\":{\"2026-10-01\":{\"favorites\":{\"00\":{}}}}}}",
        "{\"g\":{\"67890\":{\"favorites\":{\"00\":{}}}}}"};
    (void)state;
    for (size_t i = 0; i < sizeof empties / sizeof *empties; i++) {
        static const char full[] = "{\"g\":{\"67890\":{\"replies\":\"1\",\"favorites\":\"5\"}}}";
        for (int turn = 0; turn < 2; turn++) {
            xeng_result *merged = turn == 0 ? merge_texts(empties[i], full, "{\"g\":{}}")
                                            : merge_texts(full, empties[i], NULL);
            assert_value(merged, "g/67890/favorites", 5);
            assert_value(merged, "g/67890/replies", 1);
            assert_int_equal(xeng_result_depth(merged, 0), 2);
            xeng_result_unref(merged);
        }
    }
    xeng_result *merged = merge_texts(empties[3], "{\"g\":{\"67890\":{\"replies\":\"1\"}}}", NULL);
    assert_not_delivered(merged, "g/12345/favorites");
    xeng_result_unref(merged);
    merged = merge_texts(empties[2], empties[3], empties[1]);
    assert_int_equal(xeng_result_depth(merged, 0), 2);
    assert_int_equal(xeng_result_leaf_count(merged, 0), 0);
    assert_true(node_at(merged, "g/12345/favorites") != XENG_NODE_NONE);
    xeng_result_unref(merged);
}

static void unknown_keys_are_metrics_beside_known_ones(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        static const char *const texts[] = {
            "{\"g\":{\"12345\":{\"new\":\"1\"}}}",
            "{\"g\":{\"12345\":{\"new\":\"2\",\"replies\":\"3\"}}}"};
        xeng_result *merged = merge_texts(texts[turn], texts[1 - turn], NULL);
        assert_value(merged, "g/12345/new", 3);
        assert_value(merged, "g/12345/replies", 3);
        assert_int_equal(xeng_result_dimension(merged, 0, 2), XENG_DIMENSION_ENGAGEMENT_TYPE);
        xeng_result_unref(merged);
    }
}

static void sums_of_over_64_bits_are_refused_by_path(void **state)
{
    xeng_error *error = NULL;
    (void)state;
    assert_int_equal(
        merge_code("{\"g\":{\"11111\":{\"a\":\"1\"},\"22222\":{\"b\":\"9223372036854775807\"}}}",
                   "{\"g\":{\"22222\":{\"b\":\"1\"},\"11111\":{\"b\":\"1\"}}}", &error),
        XENG_ERROR_INVALID_ARGUMENT);
    assert_non_null(strstr(xeng_error_message(error), " g/22222/b "));
    xeng_error_unref(error);
    error = NULL;
    assert_int_equal(
        merge_code("{\"g\":{\"a\":\"-9223372036854775808\"}}", "{\"g\":{\"a\":\"-1\"}}", &error),
        XENG_ERROR_INVALID_ARGUMENT);
    xeng_error_unref(error);
    assert_int_equal(merge_code("{\"g\":{\"a\":\"-9223372036854775808\"}}",
                                "{\"g\":{\"a\":\"9223372036854775807\"}}", NULL),
                     XENG_OK);
}

static void lost_ids_leave_no_counts_by_post(void **state)
{
    const uint64_t lost[] = {10000, 33333, 44444};
    const xeng__merge_rules rules = {lost, 3, false};
    (void)state;
    xeng_result *results[] = {
        decode(NULL, "{\"g\":{\"11111\":{\"a\":\"1\"},\"33333\":{\"a\":\"2\"}},\"t\":{\"a\":{"
                     "\"33333\":\"1\"},\"b\":{\"44444\":\"1\"}},\"s\":{\"a\":\"3\"}}"),
        decode(NULL, "{\"g\":{\"33333\":{\"a\":\"1\"},\"22222\":{\"a\":\"2\"}},"
                     "\"s\":{\"a\":\"4\"},\"unavailable_tweet_ids\":[\"44444\"]}")};
    xeng_result *merged;
    assert_int_equal(xeng__merge((const xeng_result *const *)results, 2, &rules, &merged, NULL),
                     XENG_OK);
    assert_true(node_at(merged, "g/33333") == XENG_NODE_NONE);
    assert_value(merged, "g/11111/a", 1);
    assert_value(merged, "g/22222/a", 2);
    assert_value(merged, "s/a", 7);
    assert_int_equal(xeng_result_leaf_count(merged, 1), 0);
    assert_int_equal(xeng_result_depth(merged, 1), 1);
    assert_int_equal(xeng_result_child_count(merged, node_at(merged, "t/a")), 0);
    assert_int_equal(xeng_result_id_state(merged, 44444), XENG_ID_UNAVAILABLE);
    xeng_result_unref(merged);
    release(results, 2);
}

static void sums_only_are_without_posts_and_words(void **state)
{
    const xeng__merge_rules rules = {NULL, 0, true};
    (void)state;
    xeng_result *parts[MOST_PARTS];
    size_t count = cut(5, parts);
    world_part part = world_whole(5);
    xeng_result *whole = world_result(&part);
    xeng_result *merged;
    assert_int_equal(xeng__merge((const xeng_result *const *)parts, count, &rules, &merged, NULL),
                     XENG_OK);
    assert_int_equal(xeng_result_grouping_count(merged), 1);
    xeng_node root = xeng_result_root(merged, 0);
    assert_holds(whole, xeng_result_root_by_name(whole, "sum"), merged, root);
    assert_holds(merged, root, whole, xeng_result_root_by_name(whole, "sum"));
    assert_same_window(merged, whole);
    assert_int_equal(xeng_result_id_count(merged), 0);
    assert_int_equal(xeng_result_message_count(merged), 0);
    assert_int_equal(xeng_result_extra_count(merged), 0);
    xeng_result_unref(merged);
    xeng_result_unref(whole);
    release(parts, count);
}

static void too_many_groupings_are_refused(void **state)
{
    xeng__buf texts[2] = {XENG__BUF_EMPTY, XENG__BUF_EMPTY};
    xeng_error *error = NULL;
    (void)state;
    for (int i = 0; i < 2; i++) {
        for (int k = 0; k < 600; k++) {
            xeng__buf_printf(&texts[i], "%s\"%d\":{\"a\":\"1\"}", k == 0 ? "{" : ",", i * 600 + k);
        }
        xeng__buf_append_char(&texts[i], '}');
    }
    assert_int_equal(merge_code(xeng__buf_text(&texts[0]), xeng__buf_text(&texts[1]), &error),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_non_null(strstr(xeng_error_message(error), "1024"));
    xeng_error_unref(error);
    assert_int_equal(merge_code(xeng__buf_text(&texts[0]), xeng__buf_text(&texts[0]), NULL),
                     XENG_OK);
    xeng__buf_free(&texts[0]);
    xeng__buf_free(&texts[1]);
}

static void wrong_arguments_are_refused(void **state)
{
    xeng_result *one = decode(NULL, "{}");
    const xeng_result *results[] = {one, NULL};
    xeng_result *merged = one;
    xeng_error *error = NULL;
    (void)state;
    assert_int_equal(xeng_result_merge(results, 1, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_result_merge(NULL, 1, &merged, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(merged);
    assert_int_equal(xeng_result_merge(results, 0, &merged, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_result_merge(results, 2, &merged, &error), XENG_ERROR_INVALID_ARGUMENT);
    assert_non_null(strstr(xeng_error_message(error), "results[1]"));
    xeng_error_unref(error);
    xeng_result_unref(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merging_any_cut_gives_the_whole),
        cmocka_unit_test(the_order_of_results_is_the_order_of_keys_only),
        cmocka_unit_test(merging_step_by_step_is_merging_at_once),
        cmocka_unit_test(the_same_path_is_added),
        cmocka_unit_test(what_was_not_delivered_is_no_zero),
        cmocka_unit_test(ids_keep_the_gravest_state),
        cmocka_unit_test(an_id_that_is_missing_once_is_missing),
        cmocka_unit_test(windows_and_words_are_joined),
        cmocka_unit_test(attempts_are_added),
        cmocka_unit_test(levels_that_differ_are_refused),
        cmocka_unit_test(a_tree_without_counts_merges_with_any),
        cmocka_unit_test(unknown_keys_are_metrics_beside_known_ones),
        cmocka_unit_test(sums_of_over_64_bits_are_refused_by_path),
        cmocka_unit_test(lost_ids_leave_no_counts_by_post),
        cmocka_unit_test(sums_only_are_without_posts_and_words),
        cmocka_unit_test(too_many_groupings_are_refused),
        cmocka_unit_test(wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
