/* Every shape of grouping, in both of the server's manners, with the counts that the simulator's
 * formula gives. */
#include <inttypes.h>
#include <string.h>

#include "checks.h"

/* The window of the shapes: 30 hours on three days. */
#define START (NOW - 4 * DAY + 9 * HOUR) /* 2026-11-20T21:00:00Z */
#define END   (START + 30 * HOUR)

enum {
    POSTS = 2,
    METRICS = 2,
    HOURS = 30,
    FIRST_HOUR = 21, /* of START */
    DIMENSIONS = 4
};

static const char *const metrics[METRICS] = {"favorites", "impressions"};
static uint64_t posts[POSTS];
/* The simulator's word on each hour. */
static int64_t hourly[POSTS][METRICS][HOURS];

static void learn_hours(void)
{
    if (posts[0] != 0) {
        return;
    }
    for (size_t p = 0; p < POSTS; p++) {
        posts[p] = post(p + 1, 5);
        for (size_t m = 0; m < METRICS; m++) {
            for (int h = 0; h < HOURS; h++) {
                int64_t from = START + h * HOUR;
                hourly[p][m][h] = simulator_count(posts[p], metrics[m], from, from + HOUR);
            }
        }
    }
}

/* What a leaf is of: a place a dimension, or -1 where it sums over all of it. */
typedef struct leaf_of {
    int post;
    int metric;
    int day; /* since that of START */
    int hour;
} leaf_of;

static bool is_in(const leaf_of *leaf, int h)
{
    int at = FIRST_HOUR + h;
    return (leaf->day < 0 || leaf->day == at / 24) && (leaf->hour < 0 || leaf->hour == at % 24);
}

static int64_t expected_of(const leaf_of *leaf)
{
    int64_t sum = 0;
    for (int p = 0; p < POSTS; p++) {
        for (int m = 0; m < METRICS; m++) {
            bool wanted =
                (leaf->post < 0 || leaf->post == p) && (leaf->metric < 0 || leaf->metric == m);
            for (int h = 0; wanted && h < HOURS; h++) {
                sum += is_in(leaf, h) ? hourly[p][m][h] : 0;
            }
        }
    }
    return sum;
}

static void place_key(const xeng_result *result, xeng_node node, leaf_of *leaf)
{
    switch (xeng_result_node_dimension(result, node)) {
    case XENG_DIMENSION_TWEET_ID:
        leaf->post = xeng_result_key_id(result, node) == posts[0] ? 0 : 1;
        assert_true(xeng_result_key_id(result, node) == posts[leaf->post]);
        break;
    case XENG_DIMENSION_ENGAGEMENT_TYPE:
        leaf->metric = xeng_result_key_metric(result, node) == XENG_METRIC_FAVORITES ? 0 : 1;
        assert_string_equal(xeng_result_key(result, node), metrics[leaf->metric]);
        break;
    case XENG_DIMENSION_ENGAGEMENT_DAY:
        leaf->day = xeng_result_key_day(result, node) - (int)(START / DAY);
        assert_in_range(leaf->day, 0, 2);
        break;
    case XENG_DIMENSION_ENGAGEMENT_HOUR:
        leaf->hour = xeng_result_key_hour(result, node);
        assert_in_range(leaf->hour, 0, 23);
        break;
    default:
        fail_msg("the key %s has no dimension", xeng_result_key(result, node));
    }
}

/* How many leaves there must be, given which dimensions they have. */
static size_t expected_leaves(const leaf_of *any)
{
    size_t times = 24; /* the hours of the day: 30 hours have them all */
    if (any->day >= 0) {
        times = any->hour >= 0 ? HOURS : 3;
    } else if (any->hour < 0) {
        times = 1;
    }
    return times * (any->post >= 0 ? POSTS : 1) * (any->metric >= 0 ? METRICS : 1);
}

static void check_tree(const xeng_result *result, size_t grouping)
{
    xeng_cursor *cursor;
    MUST(xeng_cursor_new(result, xeng_result_root(result, grouping), &cursor, error));
    size_t depth = xeng_result_depth(result, grouping);
    size_t leaves = 0;
    leaf_of leaf = {-1, -1, -1, -1};
    for (xeng_node node; (node = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE; leaves++) {
        leaf = (leaf_of){-1, -1, -1, -1};
        for (size_t level = 1; level <= depth; level++) {
            place_key(result, xeng_cursor_node(cursor, level), &leaf);
        }
        int64_t value = 0;
        assert_int_equal(xeng_result_value(result, node, &value), XENG_VALUE_DELIVERED);
        if (value != expected_of(&leaf)) {
            fail_msg("%s: post %d, metric %d, day %d, hour %d has %" PRId64 ", not %" PRId64,
                     xeng_result_grouping_name(result, grouping), leaf.post, leaf.metric, leaf.day,
                     leaf.hour, value, expected_of(&leaf));
        }
    }
    if (leaves != expected_leaves(&leaf) || leaves != xeng_result_leaf_count(result, grouping)) {
        fail_msg("%s has %zu leaves", xeng_result_grouping_name(result, grouping), leaves);
    }
    xeng_cursor_unref(cursor);
}

static xeng_request *historical(void)
{
    xeng_request *request;
    MUST(xeng_request_new(XENG_ENDPOINT_HISTORICAL, NULL, &request, error));
    xeng_request_set_now(request, NOW);
    MUST(xeng_request_add_ids(request, posts, POSTS, error));
    for (size_t m = 0; m < METRICS; m++) {
        MUST(xeng_request_add_metric_name(request, metrics[m], error));
    }
    MUST(xeng_request_set_window(request, START, END, error));
    return request;
}

/* All orders of one, two and three dimensions, and the two of four. */
static size_t all_shapes(int32_t shapes[][DIMENSIONS], size_t *sizes)
{
    size_t count = 0;
    for (int code = 0; code < 125; code++) {
        int32_t shape[DIMENSIONS] = {code / 25, code / 5 % 5, code % 5, 0};
        size_t size = shape[0] == 0 ? 0 : shape[1] == 0 ? 1 : shape[2] == 0 ? 2 : 3;
        bool ok = size > 0 && (size != 1 || shape[2] == 0);
        for (size_t i = 0; i < size; i++) {
            for (size_t j = 0; j < i; j++) {
                ok = ok && shape[i] != shape[j];
            }
        }
        if (ok) {
            memcpy(shapes[count], shape, sizeof shape);
            sizes[count++] = size;
        }
    }
    static const int32_t four[2][DIMENSIONS] = {{1, 2, 3, 4}, {2, 1, 3, 4}};
    for (int i = 0; i < 2; i++) {
        memcpy(shapes[count], four[i], sizeof four[i]);
        sizes[count++] = DIMENSIONS;
    }
    return count;
}

static void add_shape(xeng_request *request, const int32_t *shape, size_t size)
{
    char name[128] = "";
    for (size_t i = 0; i < size; i++) {
        strcat(name, i == 0 ? "" : " / ");
        strcat(name, xeng_dimension_name(shape[i]));
    }
    MUST(xeng_request_add_grouping(request, name, shape, size, error));
}

/* How deep the tree of a shape is, where hours without days come `dated` or not. */
static size_t depth_of(const int32_t *shape, size_t size, bool dated)
{
    bool has_day = false;
    bool has_hour = false;
    for (size_t i = 0; i < size; i++) {
        has_day = has_day || shape[i] == XENG_DIMENSION_ENGAGEMENT_DAY;
        has_hour = has_hour || shape[i] == XENG_DIMENSION_ENGAGEMENT_HOUR;
    }
    return size + (dated && has_hour && !has_day);
}

static void fetch_all_shapes(const char *flag, bool dated)
{
    learn_hours();
    int32_t shapes[64][DIMENSIONS];
    size_t sizes[64];
    size_t third = all_shapes(shapes, sizes) / 3;
    assert_int_equal(third * 3, 4 + 12 + 24 + 2);
    simulator *sim = simulator_start(NOW_FLAG, flag, NULL);
    xeng_client *client = sim_client(sim);
    xeng_credentials *user = user_credentials();
    for (size_t i = 0; i < third; i++) {
        /* One of each third, which keeps the two of four dimensions apart. */
        xeng_request *request = historical();
        for (size_t which = i; which < 3 * third; which += third) {
            add_shape(request, shapes[which], sizes[which]);
        }
        xeng_result *result = FETCH(client, user, request);
        assert_int_equal(xeng_result_grouping_count(result), 3);
        for (size_t g = 0; g < 3; g++) {
            size_t which = i + g * third;
            assert_int_equal(xeng_result_depth(result, g),
                             depth_of(shapes[which], sizes[which], dated));
            check_tree(result, g);
        }
        int64_t start = 0;
        int64_t end = 0;
        assert_int_equal(xeng_result_window(result, &start, &end), 1);
        assert_true(start == START && end == END);
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void every_shape_of_grouping_has_the_counts_of_the_formula(void **state)
{
    (void)state;
    fetch_all_shapes("--hour-shape=flat", false);
}

static void hours_below_an_unasked_day_level_are_read_too(void **state)
{
    (void)state;
    fetch_all_shapes("--hour-shape=dated", true);
}

static void counts_as_integers_are_read_too(void **state)
{
    (void)state;
    fetch_all_shapes("--integers", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_of_grouping_has_the_counts_of_the_formula),
        cmocka_unit_test(hours_below_an_unasked_day_level_are_read_too),
        cmocka_unit_test(counts_as_integers_are_read_too),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
