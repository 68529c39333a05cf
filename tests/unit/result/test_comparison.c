/* Two windows compared. */
#include "unit.h"

#include <math.h>

#include <xengage/comparison.h>

#include "result/world.h"

enum {
    WORLDS = 20
};

static xeng_comparison *compare(const xeng_result *before, const xeng_result *after)
{
    xeng_comparison *comparison;
    xeng_error *error = NULL;
    if (xeng_comparison_new(before, after, &comparison, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    return comparison;
}

static xeng_comparison *compare_json(const char *before, const char *after)
{
    xeng_result *earlier = decode(NULL, before);
    xeng_result *later = decode(NULL, after);
    xeng_comparison *comparison = compare(earlier, later);
    /* It doesn't need them any more. */
    xeng_result_unref(earlier);
    xeng_result_unref(later);
    return comparison;
}

/* What is known of both: what is known of each, if that is the same. */
static int32_t both_known(int32_t before, int32_t after)
{
    return before == after ? before : XENG_VALUE_NOT_DELIVERED;
}

static void assert_pair(const xeng_comparison *comparison, uint64_t id, int32_t metric,
                        int32_t kind, int64_t before, int64_t after)
{
    int64_t values[2] = {-99, -99};
    int32_t kinds[2] = {xeng_comparison_before(comparison, id, metric, &values[0]),
                        xeng_comparison_after(comparison, id, metric, &values[1])};
    if (both_known(kinds[0], kinds[1]) != kind || values[0] != before || values[1] != after) {
        fail_msg("%llu: %d and %d, %lld and %lld", (unsigned long long)id, (int)kinds[0],
                 (int)kinds[1], (long long)values[0], (long long)values[1]);
    }
    assert_int_equal(xeng_comparison_before(comparison, id, metric, NULL), kinds[0]);
    assert_int_equal(xeng_comparison_after(comparison, id, metric, NULL), kinds[1]);
}

/* A Post's count of a metric over the days of a part, hour by hour. */
static int32_t count_of(const world_part *part, unsigned id, unsigned metric, int64_t *count)
{
    bool known = metric != 3 || !world_unsupported(part->world, id);
    *count = 0;
    for (unsigned day = 0; day < WORLD_DAYS; day++) {
        int64_t one = 0;
        known &= !part->days[day] || world_day(part->world, id, metric, day, &one);
        *count += part->days[day] ? one : 0;
    }
    *count = known && world_delivers(part, id) ? *count : 0;
    return !world_delivers(part, id) ? XENG_VALUE_NO_LEAF
           : known                   ? XENG_VALUE_DELIVERED
                                     : XENG_VALUE_NOT_DELIVERED;
}

/* Compares the sums over Posts of a metric, and each Post's. */
static void assert_metric(const xeng_comparison *comparison, const world_part *before,
                          const world_part *after, unsigned metric)
{
    int32_t number = xeng_metric_by_name(world_metrics[metric]);
    int64_t sums[2] = {0, 0};
    size_t both = 0;
    for (unsigned id = 0; id < WORLD_IDS; id++) {
        int64_t values[2];
        int32_t one = count_of(before, id, metric, &values[0]);
        int32_t other = count_of(after, id, metric, &values[1]);
        bool known = one == XENG_VALUE_DELIVERED && other == XENG_VALUE_DELIVERED;
        assert_pair(comparison, world_id(id), number, one == other ? one : XENG_VALUE_NOT_DELIVERED,
                    values[0], values[1]);
        assert_int_equal(xeng_comparison_before(comparison, world_id(id), number, NULL), one);
        assert_int_equal(xeng_comparison_after(comparison, world_id(id), number, NULL), other);
        both += known;
        sums[0] += known ? values[0] : 0;
        sums[1] += known ? values[1] : 0;
    }
    assert_int_equal(xeng_comparison_compared(comparison, number), both);
    assert_pair(comparison, XENG_ALL_POSTS, number,
                both > 0 ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED, sums[0], sums[1]);
}

static void every_post_is_compared_by_every_metric(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part before = {.world = world, .seed = world, .days = {true, true}};
        world_part after = {.world = world, .seed = world + 1, .days = {false, false, true, true}};
        size_t ids = 0;
        for (unsigned id = 0; id < WORLD_IDS; id++) {
            before.ids[id] = world_fact(world, id, 9, 0, 0) % 4 != 0;
            after.ids[id] = world_fact(world, id, 9, 1, 0) % 4 != 0;
            ids += world_delivers(&before, id) || world_delivers(&after, id);
        }
        xeng_result *earlier = world_result(&before);
        xeng_result *later = world_result(&after);
        xeng_comparison *comparison = compare(earlier, later);
        assert_int_equal(xeng_comparison_id_count(comparison), ids);
        for (size_t i = 1; i < ids; i++) {
            assert_true(xeng_comparison_id_at(comparison, i - 1) <
                        xeng_comparison_id_at(comparison, i));
        }
        assert_int_equal(xeng_comparison_metric_count(comparison), ids == 0 ? 0 : WORLD_METRICS);
        for (unsigned metric = 0; ids > 0 && metric < WORLD_METRICS; metric++) {
            assert_metric(comparison, &before, &after, metric);
        }
        xeng_comparison_unref(comparison);
        xeng_result_unref(earlier);
        xeng_result_unref(later);
    }
}

static void metrics_are_in_the_order_of_the_documentation(void **state)
{
    (void)state;
    xeng_comparison *comparison = compare_json(
        "{\"g\":{\"22222\":{\"video_views\":\"1\",\"unheard_of\":\"1\"}},\"h\":{\"replies\":\"1\","
        "\"33333\":\"7\"}}",
        "{\"h\":{\"44444\":\"1\"},\"g\":{\"favorites\":{\"11111\":\"5\"},\"impressions\":{}}}");
    assert_int_equal(xeng_comparison_metric_count(comparison), 2);
    assert_int_equal(xeng_comparison_metric_at(comparison, 0), XENG_METRIC_FAVORITES);
    assert_int_equal(xeng_comparison_metric_at(comparison, 1), XENG_METRIC_VIDEO_VIEWS);
    assert_int_equal(xeng_comparison_metric_at(comparison, 2), 0);
    /* Only what is in the grouping that is compared. */
    assert_int_equal(xeng_comparison_id_count(comparison), 2);
    assert_true(xeng_comparison_id_at(comparison, 0) == 11111);
    assert_true(xeng_comparison_id_at(comparison, 1) == 22222);
    assert_true(xeng_comparison_id_at(comparison, 2) == 0);
    assert_pair(comparison, 11111, XENG_METRIC_FAVORITES, XENG_VALUE_NOT_DELIVERED, 0, 5);
    assert_pair(comparison, 11111, XENG_METRIC_VIDEO_VIEWS, XENG_VALUE_NO_LEAF, 0, 0);
    assert_pair(comparison, 22222, XENG_METRIC_VIDEO_VIEWS, XENG_VALUE_NOT_DELIVERED, 1, 0);
    assert_pair(comparison, 22222, XENG_METRIC_REPLIES, XENG_VALUE_NO_LEAF, 0, 0);
    assert_pair(comparison, 33333, XENG_METRIC_VIDEO_VIEWS, XENG_VALUE_NO_LEAF, 0, 0);
    assert_pair(comparison, XENG_ALL_POSTS, XENG_METRIC_FAVORITES, XENG_VALUE_NOT_DELIVERED, 0, 0);
    assert_pair(comparison, XENG_ALL_POSTS, XENG_METRIC_REPLIES, XENG_VALUE_NO_LEAF, 0, 0);
    assert_int_equal(xeng_comparison_compared(comparison, XENG_METRIC_FAVORITES), 0);
    assert_int_equal(xeng_comparison_compared(comparison, XENG_METRIC_REPLIES), 0);
    xeng_comparison_unref(comparison);
}

static void a_change_is_by_the_earlier_count(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        int32_t kind;
        double change;
    } cases[] = {
        {"\"4\"", "\"6\"", XENG_VALUE_DELIVERED, 0.5},
        {"\"4\"", "\"0\"", XENG_VALUE_DELIVERED, -1},
        {"\"4\"", "\"-4\"", XENG_VALUE_DELIVERED, -2},
        {"\"0\"", "\"4\"", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"-4\"", "\"4\"", XENG_VALUE_NOT_DELIVERED, 0},
        {"null", "\"4\"", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"4\"", "null", XENG_VALUE_NOT_DELIVERED, 0},
        {"null", "null", XENG_VALUE_NOT_DELIVERED, 0},
        /* Doubles of these are equal. */
        {"\"9223372036854775806\"", "\"9223372036854775807\"", XENG_VALUE_DELIVERED,
         1.0 / 9223372036854775806.0},
        {"\"9223372036854775807\"", "\"-9223372036854775808\"", XENG_VALUE_DELIVERED, -2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char texts[2][100];
        double change = 99;
        (void)snprintf(texts[0], sizeof texts[0], "{\"g\":{\"11111\":{\"favorites\":%s}}}",
                       cases[i].before);
        (void)snprintf(texts[1], sizeof texts[1], "{\"g\":{\"11111\":{\"favorites\":%s}}}",
                       cases[i].after);
        xeng_comparison *comparison = compare_json(texts[0], texts[1]);
        for (uint64_t id = 0; id <= 11111; id += 11111) {
            assert_int_equal(xeng_comparison_change(comparison, id, XENG_METRIC_FAVORITES, &change),
                             cases[i].kind);
            if (fabs(change - cases[i].change) > 1e-9 * fabs(cases[i].change)) {
                fail_msg("%zu: %g", i, change);
            }
        }
        assert_int_equal(xeng_comparison_change(comparison, 5, XENG_METRIC_FAVORITES, &change),
                         XENG_VALUE_NO_LEAF);
        assert_true(fpclassify(change) == FP_ZERO);
        xeng_comparison_unref(comparison);
    }
}

static void a_sum_that_is_too_large_is_not_known(void **state)
{
    (void)state;
    xeng_comparison *comparison =
        compare_json("{\"g\":{\"favorites\":{\"11111\":\"9223372036854775807\",\"22222\":\"1\"}}}",
                     "{\"g\":{\"favorites\":{\"11111\":\"3\",\"22222\":\"4\"}}}");
    assert_pair(comparison, XENG_ALL_POSTS, XENG_METRIC_FAVORITES, XENG_VALUE_NOT_DELIVERED, 0, 7);
    assert_int_equal(xeng_comparison_compared(comparison, XENG_METRIC_FAVORITES), 2);
    assert_int_equal(
        xeng_comparison_change(comparison, XENG_ALL_POSTS, XENG_METRIC_FAVORITES, NULL),
        XENG_VALUE_NOT_DELIVERED);
    xeng_comparison_unref(comparison);
}

static void results_without_counts_are_compared_with_nothing(void **state)
{
    (void)state;
    xeng_comparison *comparison = compare_json("{\"unavailable_tweet_ids\":[\"11111\"]}",
                                               "{\"g\":{\"11111\":{\"favorites\":\"3\"}}}");
    assert_pair(comparison, 11111, XENG_METRIC_FAVORITES, XENG_VALUE_NOT_DELIVERED, 0, 3);
    assert_ptr_equal(xeng_comparison_ref(comparison), comparison);
    xeng_comparison_unref(comparison);
    xeng_comparison_unref(comparison);
    comparison = compare_json("{\"g\":{}}", "{\"g\":{}}");
    assert_int_equal(xeng_comparison_id_count(comparison), 0);
    assert_int_equal(xeng_comparison_metric_count(comparison), 0);
    xeng_comparison_unref(comparison);
}

static void what_cannot_be_compared_is_refused(void **state)
{
    xeng_error *error = NULL;
    xeng_comparison *comparison = (xeng_comparison *)&comparison;
    xeng_result *good = decode(NULL, "{\"g\":{\"11111\":{\"favorites\":\"3\"}}}");
    xeng_result *bad = decode(NULL, "{\"g\":{\"favorites\":\"3\"}}");
    (void)state;
    assert_int_equal(xeng_comparison_new(good, bad, &comparison, &error),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_null(comparison);
    assert_string_equal(xeng_error_message(error),
                        "the results can't be compared: none of the groupings of `after` has both "
                        "tweet.id and engagement.type");
    xeng_error_unref(error);
    assert_int_equal(xeng_comparison_new(bad, good, &comparison, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_comparison_new(NULL, good, &comparison, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_comparison_new(good, NULL, &comparison, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_comparison_new(good, good, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng_result_unref(good);
    xeng_result_unref(bad);
    assert_null(xeng_comparison_ref(NULL));
    xeng_comparison_unref(NULL);
    assert_int_equal(xeng_comparison_id_count(NULL), 0);
    assert_int_equal(xeng_comparison_metric_count(NULL), 0);
    assert_int_equal(xeng_comparison_compared(NULL, XENG_METRIC_FAVORITES), 0);
    assert_pair(NULL, 11111, XENG_METRIC_FAVORITES, XENG_VALUE_NO_LEAF, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_post_is_compared_by_every_metric),
        cmocka_unit_test(metrics_are_in_the_order_of_the_documentation),
        cmocka_unit_test(a_change_is_by_the_earlier_count),
        cmocka_unit_test(a_sum_that_is_too_large_is_not_known),
        cmocka_unit_test(results_without_counts_are_compared_with_nothing),
        cmocka_unit_test(what_cannot_be_compared_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
