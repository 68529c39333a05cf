/* The counts of Posts, and the best of them. */
#include "unit.h"

#include <math.h>

#include <xengage/top.h>

#include "result/same.h"
#include "result/world.h"

enum {
    WORLDS = 40,
    MANY = 3000
};

static void assert_post(const xeng_result *result, uint64_t id, int32_t metric, int32_t kind,
                        int64_t expected)
{
    int64_t value = -99;
    assert_int_equal(xeng_result_post_value(result, id, metric, &value), kind);
    assert_true(value == expected);
}

static void a_posts_count_is_the_sum_of_its_days_and_hours(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part whole = world_whole(world);
        xeng_result *result = world_result(&whole);
        for (unsigned id = 0; id < WORLD_IDS; id++) {
            for (unsigned metric = 0; metric < WORLD_METRICS; metric++) {
                bool known = metric != 3 || !world_unsupported(world, id);
                int64_t sum = 0;
                for (unsigned day = 0; day < WORLD_DAYS; day++) {
                    int64_t count;
                    known &= world_day(world, id, metric, day, &count);
                    sum += count;
                }
                int32_t kind = !world_delivers(&whole, id) ? XENG_VALUE_NO_LEAF
                               : known                     ? XENG_VALUE_DELIVERED
                                                           : XENG_VALUE_NOT_DELIVERED;
                assert_post(result, world_id(id), xeng_metric_by_name(world_metrics[metric]), kind,
                            kind == XENG_VALUE_DELIVERED ? sum : 0);
            }
        }
        xeng_result_unref(result);
    }
}

static void the_first_grouping_by_post_and_metric_counts(void **state)
{
    (void)state;
    xeng_result *result = decode(
        NULL, "{\"empty\":{},\"sum\":{\"favorites\":\"100\"},\"ids\":{\"11111\":\"50\"},"
              "\"g\":{\"2026-10-01\":{\"favorites\":{\"11111\":\"1\",\"22222\":\"2\"},\"replies\":{"
              "\"22222\":\"-3\"}},\"2026-10-02\":{\"replies\":{\"11111\":\"4\"},\"favorites\":{"
              "\"11111\":\"5\"}}},\"h\":{\"11111\":{\"favorites\":\"7\",\"retweets\":\"8\"}}}");
    assert_post(result, 11111, XENG_METRIC_FAVORITES, XENG_VALUE_DELIVERED, 6);
    assert_post(result, 11111, XENG_METRIC_REPLIES, XENG_VALUE_DELIVERED, 4);
    assert_post(result, 22222, XENG_METRIC_FAVORITES, XENG_VALUE_DELIVERED, 2);
    assert_post(result, 22222, XENG_METRIC_REPLIES, XENG_VALUE_DELIVERED, -3);
    assert_post(result, 11111, XENG_METRIC_RETWEETS, XENG_VALUE_NO_LEAF, 0);
    assert_post(result, 33333, XENG_METRIC_FAVORITES, XENG_VALUE_NO_LEAF, 0);
    assert_post(result, 11111, XENG_METRIC_APP_OPENS, XENG_VALUE_NO_LEAF, 0);
    assert_post(result, 11111, 0, XENG_VALUE_NO_LEAF, 0);
    assert_post(NULL, 11111, XENG_METRIC_FAVORITES, XENG_VALUE_NO_LEAF, 0);
    assert_int_equal(xeng_result_post_value(result, 11111, XENG_METRIC_FAVORITES, NULL),
                     XENG_VALUE_DELIVERED);
    xeng_result_unref(result);
    result = decode(NULL, "{\"ids\":{\"11111\":\"50\"}}");
    assert_post(result, 11111, XENG_METRIC_FAVORITES, XENG_VALUE_NO_LEAF, 0);
    xeng_result_unref(result);
    result = decode(NULL, "{\"g\":{\"11111\":{\"favorites\":{\"00\":\"9223372036854775807\","
                          "\"01\":\"1\"}}}}");
    assert_post(result, 11111, XENG_METRIC_FAVORITES, XENG_VALUE_NOT_DELIVERED, 0);
    xeng_result_unref(result);
}

static void a_rate_is_engagements_by_impressions(void **state)
{
    static const struct {
        const char *counts;
        int32_t kind;
        double rate;
    } cases[] = {
        {"\"engagements\":\"1\",\"impressions\":\"8\"", XENG_VALUE_DELIVERED, 0.125},
        {"\"impressions\":\"4\",\"engagements\":\"-1\"", XENG_VALUE_DELIVERED, -0.25},
        {"\"engagements\":\"0\",\"impressions\":\"8\"", XENG_VALUE_DELIVERED, 0},
        {"\"engagements\":\"1\",\"impressions\":\"0\"", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"engagements\":\"1\",\"impressions\":\"-1\"", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"engagements\":\"1\",\"impressions\":null", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"engagements\":null,\"impressions\":\"5\"", XENG_VALUE_NOT_DELIVERED, 0},
        {"\"engagements\":\"1\"", XENG_VALUE_NOT_DELIVERED, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char json[200];
        double rate = 99;
        (void)snprintf(json, sizeof json, "{\"g\":{\"11111\":{%s}}}", cases[i].counts);
        xeng_result *result = decode(NULL, json);
        assert_int_equal(xeng_result_engagement_rate(result, 11111, &rate), cases[i].kind);
        assert_true(fabs(rate - cases[i].rate) < 1e-12);
        assert_int_equal(xeng_result_engagement_rate(result, 11111, NULL), cases[i].kind);
        assert_int_equal(xeng_result_engagement_rate(result, 22222, &rate),
                         XENG_VALUE_NOT_DELIVERED);
        xeng_result_unref(result);
    }
    assert_int_equal(xeng_result_engagement_rate(NULL, 1, NULL), XENG_VALUE_NOT_DELIVERED);
}

static xeng_top *make_top(int32_t by, size_t most)
{
    xeng_top *top;
    assert_int_equal(xeng_top_new(by, most, &top, NULL), XENG_OK);
    return top;
}

static void add(xeng_top *top, const char *counts)
{
    xeng__buf json = XENG__BUF_EMPTY;
    xeng_error *error = NULL;
    xeng__buf_printf(&json, "{\"g\":{%s}}", counts);
    xeng_result *result = decode(NULL, xeng__buf_text(&json));
    if (xeng_top_add(top, result, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    xeng_result_unref(result);
    xeng__buf_free(&json);
}

static void assert_ranks(xeng_top *top, const uint64_t *ids, size_t count)
{
    assert_int_equal(xeng_top_count(top), count);
    for (size_t i = 0; i < count; i++) {
        if (xeng_top_id_at(top, i) != ids[i]) {
            fail_msg("rank %zu is %llu", i, (unsigned long long)xeng_top_id_at(top, i));
        }
    }
    assert_true(xeng_top_id_at(top, count) == 0);
    assert_true(xeng_top_value_at(top, count) == 0);
    assert_true(fpclassify(xeng_top_rate_at(top, count)) == FP_ZERO);
}

typedef struct post {
    uint64_t id;
    int64_t engagements;
    int64_t impressions;
} post;

/* Some Posts, with many equals among them. */
static void make_posts(post *posts, size_t count)
{
    uint64_t seed = 3;
    for (size_t i = 0; i < count; i++) {
        posts[i] = (post){UINT64_C(1070059276213702656) + (i * 7919) % count,
                          world_random(&seed) % 400 - 20, world_random(&seed) % 300};
    }
}

static int best_first(const void *a, const void *b)
{
    const post *left = a;
    const post *right = b;
    if (left->engagements != right->engagements) {
        return left->engagements > right->engagements ? -1 : 1;
    }
    return left->id < right->id ? -1 : 1;
}

static int best_rate_first(const void *a, const void *b)
{
    const post *left = a;
    const post *right = b;
    int64_t difference =
        left->engagements * right->impressions - right->engagements * left->impressions;
    return difference != 0 ? (difference > 0 ? -1 : 1) : left->id < right->id ? -1 : 1;
}

/* Ranks Posts in results of up to 250, and reads now and then. */
static xeng_top *rank(int32_t by, size_t most, const post *posts, size_t count)
{
    xeng_top *top = make_top(by, most);
    for (size_t at = 0; at < count;) {
        xeng__buf counts = XENG__BUF_EMPTY;
        size_t end = at + 1 + at % 250;
        for (; at < count && at < end; at++) {
            xeng__buf_printf(&counts,
                             "%s\"%llu\":{\"impressions\":\"%lld\",\"engagements\":\"%lld\"}",
                             counts.size == 0 ? "" : ",", (unsigned long long)posts[at].id,
                             (long long)posts[at].impressions, (long long)posts[at].engagements);
        }
        add(top, xeng__buf_text(&counts));
        xeng__buf_free(&counts);
        if (at % 3 == 0) {
            (void)xeng_top_id_at(top, at % most);
        }
    }
    return top;
}

static void assert_best(int32_t by, const post *posts, const post *sorted, size_t known)
{
    static const size_t most[] = {1, 2, 10, 100, MANY - 1, MANY, MANY + 5};
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        xeng_top *top = rank(by, most[i], posts, MANY);
        assert_int_equal(xeng_top_count(top), most[i] < known ? most[i] : known);
        for (size_t k = 0; k < xeng_top_count(top); k++) {
            assert_true(xeng_top_id_at(top, k) == sorted[k].id);
            assert_true(xeng_top_value_at(top, k) == sorted[k].engagements);
        }
        xeng_top_unref(top);
    }
}

static void the_best_are_kept_in_order(void **state)
{
    static post posts[MANY];
    static post sorted[MANY];
    (void)state;
    make_posts(posts, MANY);
    memcpy(sorted, posts, sizeof posts);
    qsort(sorted, MANY, sizeof *sorted, best_first);
    assert_best(XENG_METRIC_ENGAGEMENTS, posts, sorted, MANY);
    /* In the opposite order of adding, too. */
    qsort(posts, MANY, sizeof *posts, best_first);
    assert_best(XENG_METRIC_ENGAGEMENTS, posts, sorted, MANY);
}

static void the_best_rates_are_kept_in_order(void **state)
{
    static post posts[MANY];
    static post sorted[MANY];
    size_t known = 0;
    (void)state;
    make_posts(posts, MANY);
    for (size_t i = 0; i < MANY; i++) {
        if (posts[i].impressions > 0) {
            sorted[known++] = posts[i];
        }
    }
    assert_true(known < MANY);
    qsort(sorted, known, sizeof *sorted, best_rate_first);
    assert_best(XENG_TOP_ENGAGEMENT_RATE, posts, sorted, known);
}

static void rates_are_compared_exactly(void **state)
{
    xeng_top *top = make_top(XENG_TOP_ENGAGEMENT_RATE, 9);
    (void)state;
    /* As doubles, the first three are 1, and the last two are equal. */
    add(top, "\"11111\":{\"engagements\":\"9223372036854775805\",\"impressions\":"
             "\"9223372036854775806\"},"
             "\"22222\":{\"engagements\":\"9223372036854775806\",\"impressions\":"
             "\"9223372036854775807\"},"
             "\"33333\":{\"engagements\":\"3\",\"impressions\":\"3\"},"
             "\"44444\":{\"engagements\":\"-9223372036854775808\",\"impressions\":"
             "\"9223372036854775807\"},"
             "\"55555\":{\"engagements\":\"-9223372036854775807\",\"impressions\":"
             "\"9223372036854775807\"},"
             "\"66666\":{\"engagements\":\"0\",\"impressions\":\"1\"},"
             "\"77777\":{\"engagements\":\"0\",\"impressions\":\"9\"}");
    assert_ranks(top, (const uint64_t[]){33333, 22222, 11111, 66666, 77777, 55555, 44444}, 7);
    assert_true(fabs(xeng_top_rate_at(top, 0) - 1) < 1e-12);
    assert_true(fabs(xeng_top_rate_at(top, 5) + 1) < 1e-12);
    assert_true(xeng_top_value_at(top, 0) == 3);
    xeng_top_unref(top);
}

static void what_is_not_known_is_not_ranked(void **state)
{
    static const char counts[] = "\"11111\":{\"video_views\":null,\"engagements\":\"5\"},"
                                 "\"22222\":{\"video_views\":\"-5\",\"impressions\":\"5\"},"
                                 "\"33333\":{\"engagements\":\"5\",\"impressions\":\"0\"}";
    xeng_top *top = make_top(XENG_METRIC_VIDEO_VIEWS, 10);
    (void)state;
    add(top, counts);
    assert_ranks(top, (const uint64_t[]){22222}, 1);
    assert_true(xeng_top_value_at(top, 0) == -5);
    assert_true(fpclassify(xeng_top_rate_at(top, 0)) == FP_ZERO);
    xeng_top_unref(top);
    top = make_top(XENG_TOP_ENGAGEMENT_RATE, 10);
    add(top, counts);
    assert_ranks(top, NULL, 0);
    xeng_top_unref(top);
}

static void days_are_added_before_ranking(void **state)
{
    xeng_top *top = make_top(XENG_METRIC_FAVORITES, 2);
    (void)state;
    add(top, "\"favorites\":{\"2026-10-01\":{\"11111\":\"3\",\"22222\":\"4\"},"
             "\"2026-10-02\":{\"11111\":\"3\",\"33333\":\"5\"}}");
    assert_ranks(top, (const uint64_t[]){11111, 33333}, 2);
    assert_true(xeng_top_value_at(top, 0) == 6);
    xeng_top_unref(top);
}

static int32_t add_code(xeng_top *top, const char *json)
{
    xeng_result *result = decode(NULL, json);
    int32_t code = xeng_top_add(top, result, NULL);
    xeng_result_unref(result);
    return code;
}

static void results_without_posts_are_refused_unless_empty(void **state)
{
    xeng_top *top = make_top(XENG_METRIC_FAVORITES, 5);
    (void)state;
    assert_int_equal(add_code(top, "{\"g\":{\"favorites\":\"5\"}}"), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(add_code(top, "{\"g\":{\"11111\":\"5\"}}"), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(add_code(top, "{\"s\":{\"favorites\":\"0\"},\"g\":{}}"), XENG_OK);
    assert_int_equal(add_code(top, "{\"unavailable_tweet_ids\":[\"11111\"]}"), XENG_OK);
    assert_int_equal(xeng_top_add(top, NULL, NULL), XENG_OK);
    assert_int_equal(xeng_top_count(top), 0);
    xeng_top_unref(top);
}

static void wrong_arguments_are_refused(void **state)
{
    xeng_top *top = make_top(XENG_METRIC_FAVORITES, XENG_TOP_MAX);
    xeng_top *same = xeng_top_ref(top);
    (void)state;
    assert_ptr_equal(same, top);
    xeng_top_unref(same);
    xeng_top_unref(top);
    assert_int_equal(xeng_top_new(XENG_METRIC_FAVORITES, 1, NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_top_new(0, 1, &top, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(top);
    assert_int_equal(xeng_top_new(31, 1, &top, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_top_new(XENG_METRIC_FAVORITES, 0, &top, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_top_new(XENG_METRIC_FAVORITES, XENG_TOP_MAX + 1, &top, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_top_add(NULL, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(xeng_top_ref(NULL));
    xeng_top_unref(NULL);
    assert_int_equal(xeng_top_count(NULL), 0);
    assert_true(xeng_top_id_at(NULL, 0) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_posts_count_is_the_sum_of_its_days_and_hours),
        cmocka_unit_test(the_first_grouping_by_post_and_metric_counts),
        cmocka_unit_test(a_rate_is_engagements_by_impressions),
        cmocka_unit_test(the_best_are_kept_in_order),
        cmocka_unit_test(the_best_rates_are_kept_in_order),
        cmocka_unit_test(rates_are_compared_exactly),
        cmocka_unit_test(what_is_not_known_is_not_ranked),
        cmocka_unit_test(days_are_added_before_ranking),
        cmocka_unit_test(results_without_posts_are_refused_unless_empty),
        cmocka_unit_test(wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
