/* Time series: sums by hour, day and week, from results that come in any order and shape. */
#include "unit.h"

#include <stdio.h>
#include <time.h>

#include <xengage/series.h>

#include "base/iso8601.h"
#include "result/spans.h"
#include "result/world.h"

enum {
    WORLDS = 12,
    WORLD_DAY_ONE = 20727, /* 2026-10-01, a Thursday */
    POINTS = WORLD_DAYS * 24 + 24,
    HOUR = 3600,
    DAY = 86400
};

static xeng_series *make_series(int32_t metric, int32_t step, int32_t offset)
{
    xeng_series *series;
    xeng_error *error = NULL;
    if (xeng_series_new(metric, step, offset, &series, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    return series;
}

static void add_result(xeng_series *series, const xeng_result *result, uint64_t id)
{
    xeng_error *error = NULL;
    if (xeng_series_add(series, result, id, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
}

static void add_json(xeng_series *series, const char *json, uint64_t id)
{
    xeng_result *result = decode(NULL, json);
    add_result(series, result, id);
    xeng_result_unref(result);
}

/* Points as text, "10-01T05=3 10-01T06=?", '?' where one isn't delivered. */
static void assert_points(const xeng_series *series, const char *expected)
{
    xeng__buf text = XENG__BUF_EMPTY;
    for (size_t i = 0; i < xeng_series_count(series); i++) {
        char time[XENG__ISO8601_SIZE];
        xeng__format_time(xeng_series_times(series)[i], time);
        xeng__buf_printf(&text, "%s%.8s=", i == 0 ? "" : " ", time + 5);
        if (xeng_series_state_at(series, i) == XENG_VALUE_DELIVERED) {
            xeng__buf_printf(&text, "%lld", (long long)xeng_series_values(series)[i]);
        } else {
            assert_true(xeng_series_values(series)[i] == 0);
            xeng__buf_append_char(&text, '?');
        }
    }
    assert_string_equal(xeng__buf_text(&text), expected);
    xeng__buf_free(&text);
}

static void assert_covered(const xeng_series *series, const uint32_t *expected, size_t count)
{
    assert_int_equal(xeng_series_count(series), count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(xeng_series_covered_s(series, i), expected[i]);
    }
}

/* What a series should be, computed in another way. */
typedef struct expectation {
    int64_t times[POINTS];
    int64_t values[POINTS];
    bool delivered[POINTS];
    bool lacks[POINTS];
    size_t count;
    int64_t total;
} expectation;

/* When the hour, day or week begins that a time is in, by the C library's calendar. */
static int64_t begin_of(int64_t time, int32_t step, int32_t offset)
{
    struct tm local;
    time_t shifted = (time_t)(time + offset);
    assert_non_null(gmtime_r(&shifted, &local));
    local.tm_min = 0;
    local.tm_sec = 0;
    if (step != XENG_STEP_HOUR) {
        local.tm_hour = 0;
    }
    if (step == XENG_STEP_WEEK) {
        local.tm_mday -= (local.tm_wday + 6) % 7;
    }
    return (int64_t)timegm(&local) - offset;
}

static void expect_count(expectation *to, int64_t begin, bool known, int64_t count, bool one_post)
{
    size_t i = 0;
    while (i < to->count && to->times[i] != begin) {
        i++;
    }
    assert_true(i < POINTS);
    if (i == to->count) {
        to->times[to->count++] = begin;
    }
    to->lacks[i] |= one_post && !known;
    to->delivered[i] |= known;
    to->values[i] += known ? count : 0;
}

/* All counts of a world, of the Post in place `id` or of all, where that is WORLD_IDS. */
static void expect_world(expectation *to, const world_part *part, unsigned metric, unsigned id,
                         int32_t step, int32_t offset)
{
    memset(to, 0, sizeof *to);
    for (unsigned i = 0; i < WORLD_IDS; i++) {
        bool wanted = world_delivers(part, i) && (id == WORLD_IDS || id == i);
        for (unsigned at = 0; wanted && at < WORLD_DAYS * WORLD_HOURS; at++) {
            unsigned day = at / WORLD_HOURS;
            unsigned hour = at % WORLD_HOURS;
            int64_t count;
            bool known = world_hour(part->world, i, metric, day, hour, &count);
            known &= metric != 3 || !world_unsupported(part->world, i);
            int64_t time = (int64_t)(WORLD_DAY_ONE + day) * DAY + (int64_t)hour * 11 * HOUR;
            expect_count(to, begin_of(time, step, offset), known, count, id != WORLD_IDS);
        }
    }
    for (size_t i = 0; i < to->count; i++) {
        to->delivered[i] &= !to->lacks[i];
        to->values[i] = to->delivered[i] ? to->values[i] : 0;
        to->total += to->values[i];
    }
}

/* The points are those expected, and what is between them isn't delivered. */
static void assert_series(const xeng_series *series, const expectation *expected, int64_t step_s)
{
    size_t found = 0;
    for (size_t i = 0; i < xeng_series_count(series); i++) {
        int64_t time = xeng_series_times(series)[i];
        size_t k = 0;
        while (k < expected->count && expected->times[k] != time) {
            k++;
        }
        bool said = k < expected->count;
        bool delivered = said && expected->delivered[k];
        found += said;
        assert_true(i == 0 || time == xeng_series_times(series)[i - 1] + step_s);
        assert_true(said || (i > 0 && i + 1 < xeng_series_count(series)));
        assert_int_equal(xeng_series_state_at(series, i),
                         delivered ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED);
        assert_true(xeng_series_values(series)[i] == (delivered ? expected->values[k] : 0));
    }
    assert_int_equal(found, expected->count);
    assert_true(xeng_series_total(series) == expected->total);
}

/* The steps and offsets that the worlds are summed by. */
static const struct {
    int32_t step;
    int32_t step_s;
    int32_t offset;
} manners[] = {
    {XENG_STEP_HOUR, HOUR, 0},
    {XENG_STEP_HOUR, HOUR, -5 * HOUR},
    {XENG_STEP_DAY, DAY, 0},
    {XENG_STEP_DAY, DAY, 2 * HOUR},
    {XENG_STEP_DAY, DAY, -11 * HOUR},
    {XENG_STEP_WEEK, 7 * DAY, 0},
    {XENG_STEP_WEEK, 7 * DAY, 14 * HOUR},
    {XENG_STEP_WEEK, 7 * DAY, -14 * HOUR},
};

enum {
    MANNERS = sizeof manners / sizeof *manners
};

static void a_point_is_the_sum_of_its_counts(void **state)
{
    static expectation expected;
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part whole = world_whole(world);
        xeng_result *result = world_result(&whole);
        for (unsigned at = 0; at < MANNERS * WORLD_METRICS * (WORLD_IDS + 1); at++) {
            unsigned id = at % (WORLD_IDS + 1);
            unsigned metric = at / (WORLD_IDS + 1) % WORLD_METRICS;
            unsigned manner = at / (WORLD_IDS + 1) / WORLD_METRICS;
            xeng_series *series = make_series(xeng_metric_by_name(world_metrics[metric]),
                                              manners[manner].step, manners[manner].offset);
            add_result(series, result, id == WORLD_IDS ? XENG_ALL_POSTS : world_id(id));
            expect_world(&expected, &whole, metric, id, manners[manner].step,
                         manners[manner].offset);
            assert_series(series, &expected, manners[manner].step_s);
            xeng_series_unref(series);
        }
        xeng_result_unref(result);
    }
}

/* A world cut into a piece an id and day, which are added in an order by chance. */
static void results_may_come_in_any_order(void **state)
{
    static expectation expected;
    enum {
        PIECES = WORLD_IDS * WORLD_DAYS
    };
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        unsigned order[PIECES];
        uint64_t seed = world;
        xeng_series *all[MANNERS];
        world_part whole = world_whole(world);
        for (unsigned i = 0; i < PIECES; i++) {
            unsigned other = world_random(&seed) % (i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        for (unsigned m = 0; m < MANNERS; m++) {
            all[m] = make_series(XENG_METRIC_FAVORITES, manners[m].step, manners[m].offset);
        }
        for (unsigned i = 0; i < PIECES; i++) {
            world_part part = {.world = world, .seed = i};
            part.ids[order[i] / WORLD_DAYS] = true;
            part.days[order[i] % WORLD_DAYS] = true;
            xeng_result *result = world_result(&part);
            for (unsigned m = 0; m < MANNERS; m++) {
                add_result(all[m], result, XENG_ALL_POSTS);
            }
            xeng_result_unref(result);
        }
        for (unsigned m = 0; m < MANNERS; m++) {
            expect_world(&expected, &whole, 2, WORLD_IDS, manners[m].step, manners[m].offset);
            assert_series(all[m], &expected, manners[m].step_s);
            xeng_series_unref(all[m]);
        }
    }
}

static void dimensions_may_be_in_any_order(void **state)
{
    static const char *const shapes[] = {
        "{\"g\":{\"favorites\":{\"2026-10-01\":{\"05\":{\"11111\":\"1\",\"22222\":\"2\"},"
        "\"07\":{\"11111\":\"4\"}}},\"replies\":{\"2026-10-01\":{\"05\":{\"11111\":\"9\"}}}}}",
        "{\"g\":{\"2026-10-01\":{\"07\":{\"favorites\":{\"11111\":\"4\"}},\"05\":{\"replies\":{"
        "\"11111\":\"9\"},\"favorites\":{\"22222\":\"2\",\"11111\":\"1\"}}}}}",
        "{\"g\":{\"2026-10-01\":{\"22222\":{\"favorites\":{\"05\":\"2\"}},\"11111\":{\"replies\":{"
        "\"05\":\"9\"},\"favorites\":{\"05\":\"1\",\"07\":\"4\"}}}}}",
        "{\"g\":{\"11111\":{\"2026-10-01\":{\"05\":{\"favorites\":\"1\",\"replies\":\"9\"},\"07\":{"
        "\"favorites\":\"4\"}}},\"22222\":{\"2026-10-01\":{\"05\":{\"favorites\":\"2\"}}}}}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_HOUR, 0);
        add_json(series, shapes[i], XENG_ALL_POSTS);
        assert_points(series, "10-01T05=3 10-01T06=? 10-01T07=4");
        xeng_series_unref(series);
        series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 0);
        add_json(series, shapes[i], 11111);
        assert_points(series, "10-01T00=5");
        xeng_series_unref(series);
    }
}

static void merged_results_have_the_same_hours(void **state)
{
    (void)state;
    xeng_result *parts[] = {
        decode(NULL, "{\"g\":{\"favorites\":{\"2026-10-02\":{\"23\":\"1\",\"21\":\"2\"}}}}"),
        decode(NULL, "{\"g\":{\"favorites\":{\"2026-10-01\":{\"22\":\"4\"},\"2026-10-02\":{"
                     "\"21\":\"8\"}}}}")};
    const xeng_result *both[] = {parts[0], parts[1]};
    xeng_result *merged;
    assert_int_equal(xeng_result_merge(both, 2, &merged, NULL), XENG_OK);
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 2 * HOUR);
    add_result(series, merged, XENG_ALL_POSTS);
    assert_points(series, "10-01T22=14 10-02T22=1");
    xeng_series_unref(series);
    xeng_result_unref(merged);
    xeng_result_unref(parts[0]);
    xeng_result_unref(parts[1]);
}

static void days_without_hours_do_for_days_of_utc(void **state)
{
    static const char json[] = "{\"h\":{\"11111\":{\"favorites\":\"90\"}},\"g\":{\"favorites\":{"
                               "\"2026-10-04\":\"3\",\"2026-10-05\":\"-4\",\"2026-10-07\":null}}}";
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 0);
    add_json(series, json, XENG_ALL_POSTS);
    assert_points(series, "10-04T00=3 10-05T00=-4 10-06T00=? 10-07T00=?");
    assert_true(xeng_series_total(series) == -1);
    xeng_series_unref(series);
    series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_WEEK, 0);
    add_json(series, json, XENG_ALL_POSTS);
    /* From Monday to Monday. */
    assert_points(series, "09-28T00=3 10-05T00=-4");
    xeng_series_unref(series);
}

static void the_first_grouping_that_will_do_is_taken(void **state)
{
    static const char json[] =
        "{\"day\":{\"favorites\":{\"2026-10-01\":\"1\"}},"
        "\"post\":{\"11111\":{\"favorites\":{\"2026-10-01\":\"2\"}}},"
        "\"hour\":{\"favorites\":{\"2026-10-01\":{\"03\":\"4\"}}},"
        "\"both\":{\"11111\":{\"favorites\":{\"2026-10-01\":{\"03\":\"8\"}}}}}";
    static const struct {
        int32_t step;
        int32_t offset;
        uint64_t id;
        const char *points;
    } cases[] = {
        {XENG_STEP_DAY, 0, XENG_ALL_POSTS, "10-01T00=1"},
        {XENG_STEP_DAY, 0, 11111, "10-01T00=2"},
        {XENG_STEP_HOUR, 0, XENG_ALL_POSTS, "10-01T03=4"},
        {XENG_STEP_DAY, HOUR, XENG_ALL_POSTS, "09-30T23=4"},
        {XENG_STEP_HOUR, 0, 11111, "10-01T03=8"},
        {XENG_STEP_WEEK, -4 * HOUR, 11111, "09-28T04=8"},
        {XENG_STEP_HOUR, 0, 22222, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng_series *series = make_series(XENG_METRIC_FAVORITES, cases[i].step, cases[i].offset);
        add_json(series, json, cases[i].id);
        assert_points(series, cases[i].points);
        xeng_series_unref(series);
    }
}

static void what_is_missing_is_named(void **state)
{
    static const struct {
        const char *json;
        int32_t step;
        int32_t offset;
        uint64_t id;
        const char *message;
    } cases[] = {
        {"{\"a\":{\"11111\":\"1\"},\"g\":{\"favorites\":{\"2026-10-01\":\"1\"}}}", XENG_STEP_HOUR,
         0, 0,
         "a series of hours takes a grouping with engagement.type, engagement.day and "
         "engagement.hour; the result's \"g\" lacks engagement.hour"},
        {"{\"g\":{\"favorites\":{\"2026-10-01\":\"1\"}}}", XENG_STEP_DAY, HOUR, 11111,
         "a series of days that don't begin with those of UTC of one Post takes a grouping with "
         "tweet.id, engagement.type, engagement.day and engagement.hour; the result's \"g\" lacks "
         "tweet.id and engagement.hour"},
        {"{\"g\\u0007\":{\"11111\":{\"favorites\":\"1\"}}}", XENG_STEP_WEEK, 0, 0,
         "a series of weeks takes a grouping with engagement.type and engagement.day; the "
         "result's \"g\\x07\" lacks engagement.day"},
        {"{\"g\":{\"11111\":{\"2026-10-01\":\"1\"}}}", XENG_STEP_DAY, 0, 0,
         "a series of days takes a grouping with engagement.type and engagement.day; the result's "
         "\"g\" lacks engagement.type"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng_error *error = NULL;
        xeng_result *result = decode(NULL, cases[i].json);
        xeng_series *series = make_series(XENG_METRIC_FAVORITES, cases[i].step, cases[i].offset);
        assert_int_equal(xeng_series_add(series, result, cases[i].id, &error),
                         XENG_ERROR_INVALID_ARGUMENT);
        assert_string_equal(xeng_error_message(error), cases[i].message);
        assert_int_equal(xeng_series_count(series), 0);
        xeng_error_unref(error);
        xeng_series_unref(series);
        xeng_result_unref(result);
    }
}

static void a_result_without_counts_adds_nothing(void **state)
{
    static const char *const texts[] = {
        "{\"unavailable_tweet_ids\":[\"11111\"]}",
        "{\"g\":{}}",
        "{\"a\":{\"11111\":\"1\"},\"g\":{}}",
        ("{\"start\":\"2026-10-01\",\"end\":\"2026-10-02\",\"g\":{\"replies\":{\"2026-10-01\":"
         "\"1\"}}}"),
    };
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 0);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        add_json(series, texts[i], XENG_ALL_POSTS);
    }
    add_result(series, NULL, XENG_ALL_POSTS);
    assert_int_equal(xeng_series_count(series), 0);
    assert_null(xeng_series_times(series));
    assert_null(xeng_series_values(series));
    assert_true(xeng_series_total(series) == 0);
    xeng_series_unref(series);
}

static void what_a_post_lacks_makes_its_point_unknown(void **state)
{
    static const char json[] =
        "{\"g\":{\"11111\":{\"favorites\":{\"2026-10-01\":{\"00\":\"5\",\"01\":null},"
        "\"2026-10-02\":{\"00\":\"7\"}}},\"22222\":{\"favorites\":{\"2026-10-01\":{\"01\":\"2\"},"
        "\"2026-10-03\":{\"01\":null}}}}}";
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 0);
    add_json(series, json, XENG_ALL_POSTS);
    assert_points(series, "10-01T00=7 10-02T00=7 10-03T00=?");
    xeng_series_unref(series);
    series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 0);
    add_json(series, json, 11111);
    assert_points(series, "10-01T00=? 10-02T00=7");
    /* It stays unknown, whatever is added. */
    add_json(series, json, 22222);
    assert_points(series, "10-01T00=? 10-02T00=7 10-03T00=?");
    assert_true(xeng_series_total(series) == 7);
    add_json(series, "{\"g\":{\"11111\":{\"favorites\":{\"2026-10-02\":null}}}}", 11111);
    assert_points(series, "10-01T00=? 10-02T00=? 10-03T00=?");
    assert_true(xeng_series_total(series) == 0);
    xeng_series_unref(series);
}

static void a_point_knows_how_much_of_it_is_covered(void **state)
{
    static const char *const parts[] = {
        "{\"start\":\"2026-10-01T10:20:00Z\",\"end\":\"2026-10-03T00:00:00Z\",\"g\":{\"favorites\":"
        "{\"2026-10-01\":\"1\",\"2026-10-02\":\"1\"}}}",
        "{\"start\":\"2026-10-04T00:00:00Z\",\"end\":\"2026-10-05T06:00:00Z\",\"g\":{\"favorites\":"
        "{\"2026-10-04\":\"1\",\"2026-10-05\":\"1\"}}}",
        "{\"start\":\"2026-10-03T00:00:00Z\",\"end\":\"2026-10-04T00:00:00Z\",\"g\":{\"favorites\":"
        "{\"2026-10-03\":\"1\"}}}",
        /* Without a window that makes sense, all of its days. */
        "{\"start\":\"2026-10-05\",\"end\":\"2026-10-05\",\"g\":{\"favorites\":{\"2026-10-05\":"
        "\"1\"}}}",
        "{\"g\":{\"favorites\":{\"2026-10-06\":\"1\"}}}",
    };
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 0);
    xeng_series *weeks = make_series(XENG_METRIC_FAVORITES, XENG_STEP_WEEK, 0);
    for (int i = 0; i < 1000; i++) {
        add_json(series, parts[0], XENG_ALL_POSTS);
    }
    add_json(series, parts[1], XENG_ALL_POSTS);
    assert_covered(series, (const uint32_t[]){DAY - 10 * HOUR - 1200, DAY, 0, DAY, 6 * HOUR}, 5);
    add_json(series, parts[2], XENG_ALL_POSTS);
    add_json(series, parts[3], XENG_ALL_POSTS);
    add_json(series, parts[4], XENG_ALL_POSTS);
    assert_covered(series, (const uint32_t[]){DAY - 10 * HOUR - 1200, DAY, DAY, DAY, DAY, DAY}, 6);
    assert_points(series,
                  "10-01T00=1000 10-02T00=1000 10-03T00=1 10-04T00=1 10-05T00=2 10-06T00=1");
    for (size_t i = 0; i < 3; i++) {
        add_json(weeks, parts[2 - i], XENG_ALL_POSTS);
    }
    assert_covered(weeks, (const uint32_t[]){4 * DAY - 10 * HOUR - 1200, 6 * HOUR}, 2);
    assert_int_equal(xeng_series_covered_s(weeks, 2), 0);
    xeng_series_unref(weeks);
    xeng_series_unref(series);
}

/* Covered seconds against a map of minutes, for windows by chance. */
static void windows_are_united(void **state)
{
    enum {
        MINUTES = 3 * 24 * 60
    };
    static bool covered[MINUTES];
    uint64_t seed = 7;
    (void)state;
    for (int round = 0; round < 40; round++) {
        memset(covered, 0, sizeof covered);
        xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_HOUR, 0);
        for (int i = 0; i < 25; i++) {
            char json[300];
            char start[XENG__ISO8601_SIZE];
            char end[XENG__ISO8601_SIZE];
            uint32_t first = world_random(&seed) % MINUTES / 10 * 10;
            uint32_t size = (1 + world_random(&seed) % 12) * 10;
            uint32_t last = first + size < MINUTES ? first + size : MINUTES;
            xeng__format_time(INT64_C(1790812800) + first * 60, start);
            xeng__format_time(INT64_C(1790812800) + last * 60, end);
            (void)snprintf(json, sizeof json,
                           "{\"start\":\"%s\",\"end\":\"%s\",\"g\":{\"favorites\":{\"2026-10-01\":{"
                           "\"00\":\"1\"},\"2026-10-03\":{\"23\":\"1\"}}}}",
                           start, end);
            add_json(series, json, XENG_ALL_POSTS);
            for (uint32_t minute = first; minute < last; minute++) {
                covered[minute] = true;
            }
        }
        assert_int_equal(xeng_series_count(series), 72);
        for (uint32_t hour = 0; hour < 72; hour++) {
            uint32_t expected = 0;
            for (uint32_t minute = 0; minute < 60; minute++) {
                expected += covered[hour * 60 + minute] ? 60 : 0;
            }
            assert_int_equal(xeng_series_covered_s(series, hour), expected);
        }
        xeng_series_unref(series);
    }
}

/* Windows that touch are one: they don't add up in memory. */
static void windows_that_touch_are_one(void **state)
{
    xeng__spans spans = {NULL, 0, 0};
    (void)state;
    for (int64_t i = 0; i < 1000; i++) {
        /* First every other hour, then those between. */
        int64_t hour = i < 500 ? 2 * i : 2 * (i - 500) + 1;
        assert_true(xeng__spans_reserve(&spans));
        xeng__spans_add(&spans, (xeng__span){hour * HOUR, (hour + 1) * HOUR});
        assert_int_equal(spans.count, i < 500 ? i + 1 : i < 999 ? 999 - i : 1);
    }
    assert_int_equal(xeng__spans_within(&spans, (xeng__span){-5, 1001 * HOUR}), 1000 * HOUR);
    xeng__spans_free(&spans);
}

static void there_was_time_before_1970(void **state)
{
    static const char json[] =
        "{\"g\":{\"favorites\":{\"1969-12-27\":{\"23\":\"1\"},\"1969-12-28\":{\"00\":\"2\"}}}}";
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_WEEK, 0);
    add_json(series, json, XENG_ALL_POSTS);
    assert_points(series, "12-22T00=3");
    xeng_series_unref(series);
    series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, -HOUR);
    add_json(series, json, XENG_ALL_POSTS);
    assert_points(series, "12-27T01=3");
    xeng_series_unref(series);
}

/* Refuses a result and stays as it was. */
static void assert_refused(xeng_series *series, const char *json, const char *words)
{
    xeng_error *error = NULL;
    xeng_result *result = decode(NULL, json);
    int64_t total = xeng_series_total(series);
    assert_int_equal(xeng_series_add(series, result, XENG_ALL_POSTS, &error),
                     XENG_ERROR_INVALID_ARGUMENT);
    if (strstr(xeng_error_message(error), words) == NULL) {
        fail_msg("%s", xeng_error_message(error));
    }
    assert_true(xeng_series_total(series) == total);
    xeng_error_unref(error);
    xeng_result_unref(result);
}

static void a_sum_that_is_too_large_adds_nothing(void **state)
{
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 0);
    /* In the points, on the way to them, and in the total. */
    assert_refused(series,
                   "{\"g\":{\"favorites\":{\"2026-10-01\":{\"00\":\"9223372036854775807\",\"01\":"
                   "\"1\"}}}}",
                   "favorites add up to more than 64 bits");
    assert_int_equal(xeng_series_count(series), 0);
    add_json(series, "{\"g\":{\"favorites\":{\"2026-10-02\":\"9223372036854775800\"}}}", 0);
    assert_refused(series, "{\"g\":{\"favorites\":{\"2026-10-01\":\"1\",\"2026-10-02\":\"8\"}}}",
                   "64 bits");
    assert_refused(series, "{\"g\":{\"favorites\":{\"2026-10-01\":\"8\"}}}", "64 bits");
    assert_points(series, "10-02T00=9223372036854775800");
    /* What makes up for it may come first or last. */
    add_json(series, "{\"g\":{\"favorites\":{\"2026-10-01\":\"8\",\"2026-10-03\":\"-8\"}}}", 0);
    add_json(series, "{\"g\":{\"favorites\":{\"2026-10-01\":\"-8\",\"2026-10-03\":\"8\"}}}", 0);
    assert_points(series, "10-01T00=0 10-02T00=9223372036854775800 10-03T00=0");
    assert_true(xeng_series_total(series) == INT64_C(9223372036854775800));
    xeng_series_unref(series);
}

static void a_series_has_an_end(void **state)
{
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_HOUR, 0);
    add_json(series, "{\"g\":{\"favorites\":{\"2026-10-01\":{\"00\":\"1\"}}}}", 0);
    assert_refused(series, "{\"g\":{\"favorites\":{\"9999-10-01\":{\"00\":\"1\"}}}}",
                   "a series has at most 1000000 points; from 2026-10-01T00:00:00Z to "
                   "9999-10-01T00:00:00Z there would be ");
    assert_points(series, "10-01T00=1");
    xeng_series_unref(series);
    series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_WEEK, 0);
    add_json(series, "{\"g\":{\"favorites\":{\"9999-10-01\":\"1\",\"0001-01-01\":\"2\"}}}", 0);
    assert_int_equal(xeng_series_count(series), 521710);
    assert_true(xeng_series_total(series) == 3);
    xeng_series_unref(series);
}

/* Backwards and forwards from the middle, hour by hour; it takes no time to speak of. */
static void a_series_grows_on_both_sides(void **state)
{
    enum {
        SIDE = 1500
    };
    (void)state;
    xeng_series *series = make_series(XENG_METRIC_FAVORITES, XENG_STEP_HOUR, 0);
    for (int64_t i = 0; i <= SIDE; i++) {
        for (int64_t sign = -1; sign <= 1; sign += 2) {
            char json[100];
            char time[XENG__ISO8601_SIZE];
            xeng__format_time((WORLD_DAY_ONE * INT64_C(24) + i * sign) * HOUR, time);
            (void)snprintf(json, sizeof json,
                           "{\"g\":{\"favorites\":{\"%.10s\":{\"%.2s\":\"%d\"}}}}", time, time + 11,
                           (int)(i * sign));
            add_json(series, json, XENG_ALL_POSTS);
        }
    }
    assert_int_equal(xeng_series_count(series), 2 * SIDE + 1);
    for (size_t i = 0; i <= (size_t)2 * SIDE; i++) {
        assert_true(xeng_series_values(series)[i] == (int64_t)i - SIDE);
        assert_true(xeng_series_times(series)[i] ==
                    (WORLD_DAY_ONE * INT64_C(24) + (int64_t)i - SIDE) * HOUR);
        assert_int_equal(xeng_series_state_at(series, i), XENG_VALUE_DELIVERED);
    }
    xeng_series_unref(series);
}

static void wrong_arguments_are_refused(void **state)
{
    static const struct {
        int32_t metric;
        int32_t step;
        int32_t offset;
    } cases[] = {{0, XENG_STEP_DAY, 0},
                 {31, XENG_STEP_DAY, 0},
                 {30, 0, 0},
                 {30, 11, 0},
                 {30, XENG_STEP_DAY, 1800},
                 {30, XENG_STEP_DAY, -1},
                 {30, XENG_STEP_DAY, 15 * HOUR},
                 {30, XENG_STEP_DAY, INT32_MIN}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng_series *series = (xeng_series *)&series;
        assert_int_equal(
            xeng_series_new(cases[i].metric, cases[i].step, cases[i].offset, &series, NULL),
            XENG_ERROR_INVALID_ARGUMENT);
        assert_null(series);
    }
    assert_int_equal(xeng_series_new(30, XENG_STEP_DAY, 0, NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_series_add(NULL, NULL, 0, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng_series *series = make_series(30, XENG_STEP_DAY, 0);
    xeng_series_unref(xeng_series_ref(series));
    assert_int_equal(xeng_series_state_at(series, 0), XENG_VALUE_NO_LEAF);
    xeng_series_unref(series);
    assert_null(xeng_series_ref(NULL));
    xeng_series_unref(NULL);
    assert_int_equal(xeng_series_count(NULL), 0);
    assert_null(xeng_series_times(NULL));
    assert_int_equal(xeng_series_state_at(NULL, 0), XENG_VALUE_NO_LEAF);
    assert_int_equal(xeng_series_covered_s(NULL, 0), 0);
    assert_true(xeng_series_total(NULL) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_is_the_sum_of_its_counts),
        cmocka_unit_test(results_may_come_in_any_order),
        cmocka_unit_test(dimensions_may_be_in_any_order),
        cmocka_unit_test(merged_results_have_the_same_hours),
        cmocka_unit_test(days_without_hours_do_for_days_of_utc),
        cmocka_unit_test(the_first_grouping_that_will_do_is_taken),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(a_result_without_counts_adds_nothing),
        cmocka_unit_test(what_a_post_lacks_makes_its_point_unknown),
        cmocka_unit_test(a_point_knows_how_much_of_it_is_covered),
        cmocka_unit_test(windows_are_united),
        cmocka_unit_test(windows_that_touch_are_one),
        cmocka_unit_test(there_was_time_before_1970),
        cmocka_unit_test(a_sum_that_is_too_large_adds_nothing),
        cmocka_unit_test(a_series_has_an_end),
        cmocka_unit_test(a_series_grows_on_both_sides),
        cmocka_unit_test(wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
