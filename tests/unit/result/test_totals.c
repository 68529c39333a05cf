/* The sums over all Posts, and the words for what became of an id. */
#include "unit.h"

#include <math.h>

#include "memory.h"
#include "result/world.h"

enum {
    WORLDS = 40
};

static void assert_total(const xeng_result *result, int32_t metric, int32_t kind, int64_t expected)
{
    int64_t value = -99;
    assert_int_equal(xeng_result_total(result, metric, &value), kind);
    assert_true(value == expected);
    assert_int_equal(xeng_result_total(result, metric, NULL), kind);
}

static void a_total_is_the_sum_of_what_was_delivered(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part whole = world_whole(world);
        xeng_result *result = world_result(&whole);
        for (unsigned metric = 0; metric < WORLD_METRICS; metric++) {
            int64_t sum = 0;
            bool any = false;
            for (unsigned at = 0; at < WORLD_IDS * WORLD_DAYS * WORLD_HOURS; at++) {
                unsigned id = at / WORLD_HOURS / WORLD_DAYS;
                int64_t count;
                if (world_delivers(&whole, id) && (metric != 3 || !world_unsupported(world, id)) &&
                    world_hour(world, id, metric, at / WORLD_HOURS % WORLD_DAYS, at % WORLD_HOURS,
                               &count)) {
                    sum += count;
                    any = true;
                }
            }
            assert_total(result, xeng_metric_by_name(world_metrics[metric]),
                         any ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED, sum);
        }
        xeng_result_unref(result);
    }
}

static void the_first_grouping_by_metric_counts(void **state)
{
    (void)state;
    xeng_result *result = decode(
        NULL, "{\"empty\":{},\"ids\":{\"11111\":\"50\"},\"g\":{\"favorites\":\"7\",\"replies\":"
              "null,\"retweets\":\"-3\"},\"h\":{\"11111\":{\"favorites\":\"1\",\"video_views\":"
              "\"2\"}}}");
    assert_total(result, XENG_METRIC_FAVORITES, XENG_VALUE_DELIVERED, 7);
    assert_total(result, XENG_METRIC_RETWEETS, XENG_VALUE_DELIVERED, -3);
    assert_total(result, XENG_METRIC_REPLIES, XENG_VALUE_NOT_DELIVERED, 0);
    assert_total(result, XENG_METRIC_VIDEO_VIEWS, XENG_VALUE_NO_LEAF, 0);
    assert_total(result, XENG_METRIC_APP_OPENS, XENG_VALUE_NO_LEAF, 0);
    assert_total(result, 0, XENG_VALUE_NO_LEAF, 0);
    xeng_result_unref(result);
    result = decode(NULL, "{\"ids\":{\"11111\":\"50\"}}");
    assert_total(result, XENG_METRIC_FAVORITES, XENG_VALUE_NO_LEAF, 0);
    xeng_result_unref(result);
    assert_total(NULL, XENG_METRIC_FAVORITES, XENG_VALUE_NO_LEAF, 0);
}

static void a_total_is_known_if_64_bits_hold_it(void **state)
{
    (void)state;
    xeng_result *result = decode(
        NULL, "{\"g\":{\"favorites\":{\"11111\":\"9223372036854775807\",\"22222\":\"1\"},"
              "\"replies\":{\"11111\":\"9223372036854775807\",\"22222\":\"1\",\"33333\":\"-5\"},"
              "\"retweets\":{\"11111\":\"-9223372036854775808\",\"22222\":\"-1\"}}}");
    assert_total(result, XENG_METRIC_FAVORITES, XENG_VALUE_NOT_DELIVERED, 0);
    assert_total(result, XENG_METRIC_REPLIES, XENG_VALUE_DELIVERED, INT64_C(9223372036854775803));
    assert_total(result, XENG_METRIC_RETWEETS, XENG_VALUE_NOT_DELIVERED, 0);
    xeng_result_unref(result);
}

static void the_rate_is_of_posts_of_which_both_are_known(void **state)
{
    static const struct {
        const char *counts;
        int32_t kind;
        double rate;
    } cases[] = {
        {"\"11111\":{\"engagements\":\"1\",\"impressions\":\"4\"},\"22222\":{\"engagements\":\"2\","
         "\"impressions\":\"20\"},\"33333\":{\"engagements\":\"900\",\"impressions\":null},"
         "\"44444\":{\"impressions\":\"900\"},\"55555\":{\"engagements\":\"0\",\"impressions\":"
         "\"0\"}",
         XENG_VALUE_DELIVERED, 0.125},
        {"\"2026-10-01\":{\"engagements\":{\"11111\":\"2\",\"22222\":\"5\"},\"impressions\":{"
         "\"22222\":null,\"11111\":\"5\"}},\"2026-10-02\":{\"engagements\":{\"11111\":\"1\"},"
         "\"impressions\":{\"11111\":\"1\",\"22222\":\"6\"}}",
         XENG_VALUE_DELIVERED, 0.5},
        {"\"11111\":{\"engagements\":\"1\",\"impressions\":\"0\"}", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"11111\":{\"engagements\":\"1\"},\"22222\":{\"impressions\":\"5\"}",
         XENG_VALUE_NOT_DELIVERED, 0},
        {"\"engagements\":\"1\",\"impressions\":\"4\"", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"impressions\":{\"11111\":\"9223372036854775807\",\"22222\":\"1\"},\"engagements\":{"
         "\"11111\":\"1\",\"22222\":\"1\"}",
         XENG_VALUE_NOT_DELIVERED, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char json[600];
        double rate = 99;
        (void)snprintf(json, sizeof json, "{\"g\":{%s}}", cases[i].counts);
        xeng_result *result = decode(NULL, json);
        assert_int_equal(xeng_result_total_rate(result, &rate), cases[i].kind);
        assert_true(fabs(rate - cases[i].rate) < 1e-12);
        assert_int_equal(xeng_result_total_rate(result, NULL), cases[i].kind);
        for (size_t n = 0; n < 2; n++) {
            /* There is no error to tell of: it goes without memory. */
            memory_fail_after(n, true);
            rate = 99;
            assert_int_equal(xeng_result_total_rate(result, &rate), cases[i].kind);
            assert_true(fabs(rate - cases[i].rate) < 1e-12);
            (void)memory_recover();
        }
        xeng_result_unref(result);
    }
    assert_int_equal(xeng_result_total_rate(NULL, NULL), XENG_VALUE_NOT_DELIVERED);
}

static void a_state_has_a_word(void **state)
{
    static const struct {
        int32_t state;
        const char *word;
    } words[] = {
        {XENG_ID_DELIVERED, "delivered"},
        {XENG_ID_UNAVAILABLE, "unavailable"},
        {XENG_ID_FORBIDDEN, "forbidden"},
        {XENG_ID_UNSUPPORTED, "unsupported"},
        {XENG_ID_MISSING, "missing"},
        {XENG_ID_FAILED, "failed"},
        {0, "unknown"},
        {-1, "unknown"},
        {11, "unknown"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_string_equal(xeng_id_state_name(words[i].state), words[i].word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_total_is_the_sum_of_what_was_delivered),
        cmocka_unit_test(the_first_grouping_by_metric_counts),
        cmocka_unit_test(a_total_is_known_if_64_bits_hold_it),
        cmocka_unit_test(the_rate_is_of_posts_of_which_both_are_known),
        cmocka_unit_test(a_state_has_a_word),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
