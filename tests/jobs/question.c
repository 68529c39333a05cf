/* Questions made at random, and what the world says to them. */
#include "question.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "checks.h"

enum {
    LONGEST_DAYS = 730,
    USUAL_DAYS = 70,
    HOURLY_DAYS = 40, /* longest window by days and hours: there are a lot of counts in it */
    OLDEST_DAYS = 900,
    OLDEST_DAYS_TOTALS = 85
};

static uint64_t row;

void question_seed(uint64_t seed)
{
    row = seed;
}

/* xorshift64* */
uint64_t question_chance(uint64_t most)
{
    row ^= row >> 12;
    row ^= row << 25;
    row ^= row >> 27;
    return (row * UINT64_C(2685821657736338717) >> 11) % most;
}

static void shuffle(int32_t *numbers, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)question_chance(i);
        int32_t kept = numbers[i - 1];
        numbers[i - 1] = numbers[other];
        numbers[other] = kept;
    }
}

static void make_grouping(question_grouping *made, size_t number, bool totals, bool four)
{
    static const int32_t long_orders[2][XENG_MAX_DIMENSIONS] = {
        {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE, XENG_DIMENSION_ENGAGEMENT_DAY,
         XENG_DIMENSION_ENGAGEMENT_HOUR},
        {XENG_DIMENSION_ENGAGEMENT_TYPE, XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_DAY,
         XENG_DIMENSION_ENGAGEMENT_HOUR},
    };
    *made = (question_grouping){.name = {'g', (char)('0' + number)}};
    if (four) {
        made->depth = XENG_MAX_DIMENSIONS;
        memcpy(made->dimensions, long_orders[question_chance(2)], sizeof made->dimensions);
        return;
    }
    int32_t all[] = {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE,
                     XENG_DIMENSION_ENGAGEMENT_DAY, XENG_DIMENSION_ENGAGEMENT_HOUR};
    size_t there = totals ? 2 : 4;
    shuffle(all, there);
    made->depth = 1 + (size_t)question_chance(totals ? 2 : 3);
    memcpy(made->dimensions, all, made->depth * sizeof *all);
}

static bool has(const question_grouping *grouping, int32_t dimension)
{
    for (size_t i = 0; i < grouping->depth; i++) {
        if (grouping->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

static void make_groupings(question *made)
{
    bool totals = made->endpoint == XENG_ENDPOINT_TOTALS;
    made->grouping_count = 1 + (size_t)question_chance(XENG_MAX_GROUPINGS);
    for (size_t i = 0; i < made->grouping_count; i++) {
        make_grouping(&made->groupings[i], i, totals, !totals && i == 0 && question_chance(4) == 0);
    }
}

static void make_window(question *made)
{
    int64_t days = question_chance(5) == 0 ? LONGEST_DAYS : USUAL_DAYS;
    for (size_t i = 0; i < made->grouping_count; i++) {
        if (has(&made->groupings[i], XENG_DIMENSION_ENGAGEMENT_DAY) &&
            has(&made->groupings[i], XENG_DIMENSION_ENGAGEMENT_HOUR)) {
            days = HOURLY_DAYS;
        }
    }
    int64_t length = 60 + (int64_t)question_chance((uint64_t)(days * DAY - 60));
    int64_t latest = NOW - length;
    made->start = latest - (int64_t)question_chance((uint64_t)(LONGEST_DAYS * DAY - length + 1));
    made->end = made->start + length;
}

static void make_metrics(question *made)
{
    size_t wanted = 1 + (size_t)question_chance(QUESTION_METRICS);
    while (made->metric_count < wanted) {
        int32_t metric = xeng_metric_at((size_t)question_chance(xeng_metric_count()));
        bool fits = xeng_metric_on_endpoint(metric, made->endpoint) == 1;
        for (size_t i = 0; i < made->metric_count; i++) {
            fits = fits && strcmp(made->metrics[i], xeng_metric_name(metric)) != 0;
        }
        if (fits) {
            made->metrics[made->metric_count++] = xeng_metric_name(metric);
        }
    }
}

static void make_ids(question *made)
{
    int64_t oldest = made->endpoint == XENG_ENDPOINT_TOTALS ? OLDEST_DAYS_TOTALS : OLDEST_DAYS;
    made->id_count = 2 + (size_t)question_chance(QUESTION_IDS - 1);
    for (size_t i = 0; i < made->id_count; i++) {
        int64_t age = HOUR + (int64_t)question_chance((uint64_t)(oldest * DAY));
        made->ids[i] = world_post(NOW - age, (uint32_t)i);
        made->available += world_state_of(made->ids[i], &made->shares) == WORLD_DELIVERED;
    }
}

void question_make(question *made, const world_shares *shares)
{
    do {
        *made = (question){.shares = *shares};
        made->endpoint = question_chance(5) == 0 ? XENG_ENDPOINT_TOTALS : XENG_ENDPOINT_HISTORICAL;
        make_groupings(made);
        make_window(made);
        make_metrics(made);
        make_ids(made);
    } while (made->available == 0);
}

const char *question_text(const question *asked)
{
    static char text[1024];
    int size =
        snprintf(text, sizeof text, "%s, %zu ids, %" PRId64 " to %" PRId64,
                 xeng_endpoint_name(asked->endpoint), asked->id_count, asked->start, asked->end);
    for (size_t i = 0; i < asked->metric_count; i++) {
        size += snprintf(text + size, sizeof text - (size_t)size, ", %s", asked->metrics[i]);
    }
    for (size_t g = 0; g < asked->grouping_count; g++) {
        const question_grouping *grouping = &asked->groupings[g];
        size += snprintf(text + size, sizeof text - (size_t)size, "; %s:", grouping->name);
        for (size_t i = 0; i < grouping->depth; i++) {
            size += snprintf(text + size, sizeof text - (size_t)size, " %s",
                             xeng_dimension_name(grouping->dimensions[i]));
        }
    }
    return text;
}

xeng_request *question_request(const question *asked, const xeng_credentials *credentials)
{
    xeng_request *request = NULL;
    MUST(xeng_request_new(asked->endpoint, credentials, &request, error));
    xeng_request_set_now(request, NOW);
    for (size_t i = 0; i < asked->metric_count; i++) {
        MUST(xeng_request_add_metric_name(request, asked->metrics[i], error));
    }
    for (size_t i = 0; i < asked->grouping_count; i++) {
        const question_grouping *grouping = &asked->groupings[i];
        MUST(xeng_request_add_grouping(request, grouping->name, grouping->dimensions,
                                       grouping->depth, error));
    }
    return request;
}

/* Which counts a leaf adds up: 0, NULL or -1 for all of a dimension. */
typedef struct leaf {
    uint64_t id;
    const char *metric;
    int64_t day; /* since 1970 */
    int64_t hour;
} leaf;

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t first_hour(const question *asked)
{
    return asked->start / HOUR * HOUR;
}

static int64_t last_hour(const question *asked)
{
    return (asked->end + HOUR - 1) / HOUR * HOUR;
}

/* A Post's count of a metric in a stretch, as far as it is in the window. */
static int64_t stretch(const question *asked, uint64_t id, int metric, int64_t from, int64_t to)
{
    from = later(from, first_hour(asked));
    to = earlier(to, last_hour(asked));
    return from < to ? world_window(id, metric, from, to) : 0;
}

static int64_t count_of(const question *asked, const leaf *at, uint64_t id, int metric)
{
    if (asked->endpoint == XENG_ENDPOINT_TOTALS) {
        return world_total(id, metric, NOW);
    }
    int64_t first_day = at->day >= 0 ? at->day : first_hour(asked) / DAY;
    int64_t last_day = at->day >= 0 ? at->day : (last_hour(asked) - 1) / DAY;
    if (at->hour < 0) {
        return stretch(asked, id, metric, first_day * DAY, (last_day + 1) * DAY);
    }
    int64_t sum = 0;
    for (int64_t day = first_day; day <= last_day; day++) {
        int64_t from = day * DAY + at->hour * HOUR;
        sum += stretch(asked, id, metric, from, from + HOUR);
    }
    return sum;
}

static int64_t expected_of(const question *asked, const leaf *at)
{
    int64_t sum = 0;
    for (size_t i = 0; i < asked->id_count; i++) {
        uint64_t id = asked->ids[i];
        if ((at->id != 0 && at->id != id) ||
            world_state_of(id, &asked->shares) != WORLD_DELIVERED) {
            continue;
        }
        for (size_t m = 0; m < asked->metric_count; m++) {
            const char *metric = asked->metrics[m];
            if (at->metric == NULL || strcmp(at->metric, metric) == 0) {
                sum += count_of(asked, at, id, world_metric(metric));
            }
        }
    }
    return sum;
}

static size_t expected_leaves(const question *asked, const question_grouping *grouping)
{
    size_t hours = (size_t)((last_hour(asked) - first_hour(asked)) / HOUR);
    size_t days = (size_t)((last_hour(asked) - 1) / DAY - first_hour(asked) / DAY + 1);
    bool by_day = has(grouping, XENG_DIMENSION_ENGAGEMENT_DAY);
    bool by_hour = has(grouping, XENG_DIMENSION_ENGAGEMENT_HOUR);
    size_t leaves = has(grouping, XENG_DIMENSION_TWEET_ID) ? asked->available : 1;
    leaves *= has(grouping, XENG_DIMENSION_ENGAGEMENT_TYPE) ? asked->metric_count : 1;
    if (by_day) {
        return leaves * (by_hour ? hours : days);
    }
    return leaves * (by_hour ? (size_t)earlier(24, (int64_t)hours) : 1);
}

static void take_key(const xeng_result *result, xeng_node node, leaf *at)
{
    switch (xeng_result_node_dimension(result, node)) {
    case XENG_DIMENSION_TWEET_ID:
        at->id = xeng_result_key_id(result, node);
        break;
    case XENG_DIMENSION_ENGAGEMENT_TYPE:
        at->metric = xeng_result_key(result, node);
        break;
    case XENG_DIMENSION_ENGAGEMENT_DAY:
        at->day = xeng_result_key_day(result, node);
        break;
    case XENG_DIMENSION_ENGAGEMENT_HOUR:
        at->hour = xeng_result_key_hour(result, node);
        break;
    default:
        fail_msg("an unknown dimension");
    }
}

static void check_leaf(const question *asked, const xeng_result *result, xeng_cursor *cursor,
                       xeng_node node, const char *how)
{
    leaf at = {.day = -1, .hour = -1};
    for (size_t level = 1; level <= xeng_result_node_level(result, node); level++) {
        take_key(result, xeng_cursor_node(cursor, level), &at);
    }
    int64_t value = 0;
    int32_t known = xeng_result_value(result, node, &value);
    int64_t wanted = expected_of(asked, &at);
    if (known != XENG_VALUE_DELIVERED || value != wanted) {
        fail_msg("%s: %s\n%" PRIu64 " %s day %" PRId64 " hour %" PRId64 ": %" PRId64
                 " (%d), must be %" PRId64,
                 how, question_text(asked), at.id, at.metric == NULL ? "all metrics" : at.metric,
                 at.day, at.hour, value, known, wanted);
    }
}

void question_check(const question *asked, const xeng_result *result, const char *how,
                    int32_t only_sums)
{
    assert_non_null(result);
    for (size_t i = 0; i < asked->grouping_count; i++) {
        const question_grouping *grouping = &asked->groupings[i];
        xeng_node root = xeng_result_root_by_name(result, grouping->name);
        if (only_sums != 0 && has(grouping, XENG_DIMENSION_TWEET_ID)) {
            assert_int_equal(root, XENG_NODE_NONE);
            continue;
        }
        if (root == XENG_NODE_NONE) {
            fail_msg("%s: %s has no grouping %s", how, question_text(asked), grouping->name);
        }
        xeng_cursor *cursor = NULL;
        MUST(xeng_cursor_new(result, root, &cursor, error));
        size_t leaves = 0;
        xeng_node node = xeng_cursor_next_leaf(cursor);
        for (; node != XENG_NODE_NONE; node = xeng_cursor_next_leaf(cursor)) {
            check_leaf(asked, result, cursor, node, how);
            leaves++;
        }
        xeng_cursor_unref(cursor);
        if (leaves != expected_leaves(asked, grouping)) {
            fail_msg("%s: %s: %s has %zu counts, must be %zu", how, question_text(asked),
                     grouping->name, leaves, expected_leaves(asked, grouping));
        }
    }
}
