/* A little world of Posts, and answers about parts of it as a server would give them: what is
 * true of a path is the same in every answer that has it. */
#ifndef XENG__TESTS_RESULT_WORLD_H
#define XENG__TESTS_RESULT_WORLD_H

#include <stdbool.h>

#include "result/support.h"

enum {
    WORLD_IDS = 9,
    WORLD_DAYS = 4,
    WORLD_METRICS = 4,
    WORLD_HOURS = 3
};

static const char *const world_metrics[WORLD_METRICS] = {"impressions", "engagements", "favorites",
                                                         "video_views"};

static inline uint32_t world_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

static inline uint64_t world_id(unsigned id)
{
    return UINT64_C(1070059276213702656) + id * 1000003;
}

/* What a world is like depends on its number alone. */
static inline uint32_t world_fact(unsigned world, unsigned a, unsigned b, unsigned c, unsigned d)
{
    uint64_t seed = ((((uint64_t)world * 31 + a) * 31 + b) * 31 + c) * 31 + d;
    (void)world_random(&seed);
    (void)world_random(&seed);
    return world_random(&seed);
}

static inline bool world_unavailable(unsigned world, unsigned id)
{
    return world_fact(world, id, 1, 0, 0) % 8 == 0;
}

static inline bool world_forbidden(unsigned world, unsigned id)
{
    return !world_unavailable(world, id) && world_fact(world, id, 2, 0, 0) % 8 == 0;
}

static inline bool world_unsupported(unsigned world, unsigned id)
{
    return world_fact(world, id, 3, 0, 0) % 4 == 0;
}

/* A count; false if the server has none. */
static inline bool world_hour(unsigned world, unsigned id, unsigned metric, unsigned day,
                              unsigned hour, int64_t *count)
{
    uint32_t fact = world_fact(world, 100 + id, metric, day, hour);
    *count = (int64_t)(fact % 1000) - 20;
    if (metric == 3 && world_unsupported(world, id)) {
        *count = 0;
    }
    return fact / 1000 % 40 != 0;
}

static inline bool world_day(unsigned world, unsigned id, unsigned metric, unsigned day,
                             int64_t *count)
{
    bool known = true;
    *count = 0;
    for (unsigned hour = 0; hour < WORLD_HOURS; hour++) {
        int64_t one;
        known &= world_hour(world, id, metric, day, hour, &one);
        *count += one;
    }
    return known;
}

/* An answer about the ids and days that are marked, its members in an order by chance. */
typedef struct world_part {
    unsigned world;
    bool ids[WORLD_IDS];
    bool days[WORLD_DAYS];
    uint64_t seed;
} world_part;

static inline bool world_delivers(const world_part *part, unsigned id)
{
    return part->ids[id] && !world_unavailable(part->world, id) &&
           !world_forbidden(part->world, id);
}

static inline void world_count(xeng__buf *out, bool known, int64_t count)
{
    xeng__buf_printf(out, known ? "\"%lld\"" : "null", (long long)count);
}

/* Writes an object whose member `i` of `count` is written by `write`, beginning anywhere. */
static inline void world_object(world_part *part, xeng__buf *out, unsigned count,
                                bool (*write)(world_part *, xeng__buf *, const unsigned *path,
                                              unsigned index),
                                const unsigned *path)
{
    unsigned first = world_random(&part->seed) % count;
    xeng__buf_append_char(out, '{');
    for (unsigned i = 0; i < count; i++) {
        if (write(part, out, path, (first + i) % count)) {
            xeng__buf_append_char(out, ',');
        }
    }
    if (out->data[out->size - 1] == ',') {
        out->data[--out->size] = '\0';
    }
    xeng__buf_append_char(out, '}');
}

/* The paths below are id, metric, day. */
static inline bool world_write_hour(world_part *part, xeng__buf *out, const unsigned *path,
                                    unsigned hour)
{
    int64_t count;
    bool known = world_hour(part->world, path[0], path[1], path[2], hour, &count);
    xeng__buf_printf(out, "\"%02u\":", hour * 11);
    world_count(out, known, count);
    return true;
}

static inline bool world_write_hours(world_part *part, xeng__buf *out, const unsigned *path,
                                     unsigned day)
{
    unsigned here[] = {path[0], path[1], day};
    if (!part->days[day]) {
        return false;
    }
    xeng__buf_printf(out, "\"2026-10-%02u\":", day + 1);
    world_object(part, out, WORLD_HOURS, world_write_hour, here);
    return true;
}

static inline bool world_write_metric(world_part *part, xeng__buf *out, const unsigned *path,
                                      unsigned metric)
{
    unsigned here[] = {path[0], metric};
    xeng__buf_printf(out, "\"%s\":", world_metrics[metric]);
    world_object(part, out, WORLD_DAYS, world_write_hours, here);
    return true;
}

static inline bool world_write_id(world_part *part, xeng__buf *out, const unsigned *path,
                                  unsigned id)
{
    (void)path;
    if (!world_delivers(part, id)) {
        return false;
    }
    xeng__buf_printf(out, "\"%llu\":", (unsigned long long)world_id(id));
    world_object(part, out, WORLD_METRICS, world_write_metric, &id);
    return true;
}

/* The second grouping's order is metric, day, id; the path is metric, day. */
static inline bool world_write_post(world_part *part, xeng__buf *out, const unsigned *path,
                                    unsigned id)
{
    int64_t count;
    if (!world_delivers(part, id)) {
        return false;
    }
    bool known = world_day(part->world, id, path[0], path[1], &count);
    xeng__buf_printf(out, "\"%llu\":", (unsigned long long)world_id(id));
    world_count(out, known, count);
    return true;
}

static inline bool world_write_posts(world_part *part, xeng__buf *out, const unsigned *path,
                                     unsigned day)
{
    unsigned here[] = {path[0], day};
    if (!part->days[day]) {
        return false;
    }
    xeng__buf_printf(out, "\"2026-10-%02u\":", day + 1);
    world_object(part, out, WORLD_IDS, world_write_post, here);
    return true;
}

static inline bool world_write_days(world_part *part, xeng__buf *out, const unsigned *path,
                                    unsigned metric)
{
    (void)path;
    xeng__buf_printf(out, "\"%s\":", world_metrics[metric]);
    world_object(part, out, WORLD_DAYS, world_write_posts, &metric);
    return true;
}

/* The third grouping's is metric, day, without the Posts. */
static inline bool world_write_sum(world_part *part, xeng__buf *out, const unsigned *path,
                                   unsigned day)
{
    int64_t sum = 0;
    bool any = false;
    for (unsigned id = 0; id < WORLD_IDS; id++) {
        int64_t count;
        if (world_delivers(part, id) && world_day(part->world, id, path[0], day, &count)) {
            sum += count;
            any = true;
        }
    }
    if (!part->days[day]) {
        return false;
    }
    xeng__buf_printf(out, "\"2026-10-%02u\":", day + 1);
    world_count(out, any, sum);
    return true;
}

static inline bool world_write_sums(world_part *part, xeng__buf *out, const unsigned *path,
                                    unsigned metric)
{
    (void)path;
    xeng__buf_printf(out, "\"%s\":", world_metrics[metric]);
    world_object(part, out, WORLD_DAYS, world_write_sum, &metric);
    return true;
}

static inline void world_list(const world_part *part, xeng__buf *out, const char *name,
                              bool (*is_in)(unsigned, unsigned))
{
    const char *separator = "";
    xeng__buf_printf(out, "\"%s\":[", name);
    for (unsigned id = 0; id < WORLD_IDS; id++) {
        if (part->ids[id] && is_in(part->world, id)) {
            xeng__buf_printf(out, "%s\"%llu\"", separator, (unsigned long long)world_id(id));
            separator = ",";
        }
    }
    xeng__buf_append_text(out, "],");
}

static inline void world_write(world_part *part, xeng__buf *out)
{
    unsigned first = 0;
    unsigned end = WORLD_DAYS;
    const char *separator = "";
    while (first < WORLD_DAYS - 1 && !part->days[first]) {
        first++;
    }
    while (end > 1 && !part->days[end - 1]) {
        end--;
    }
    xeng__buf_printf(out,
                     "{\"start\":\"2026-10-%02uT00:00:00Z\",\"end\":\"2026-10-%02uT00:00:00Z\",",
                     first + 1, end + 1);
    world_list(part, out, "unavailable_tweet_ids", world_unavailable);
    world_list(part, out, "unsupported_for_video_views_tweet_ids", world_unsupported);
    xeng__buf_append_text(out, "\"errors\":[\"Forbidden to access tweets: ");
    for (unsigned id = 0; id < WORLD_IDS; id++) {
        if (part->ids[id] && world_forbidden(part->world, id)) {
            xeng__buf_printf(out, "%s%llu", separator, (unsigned long long)world_id(id));
            separator = ", ";
        }
    }
    xeng__buf_append_text(out, "\"],\"hourly\":");
    world_object(part, out, WORLD_IDS, world_write_id, NULL);
    xeng__buf_append_text(out, ",\"by \\\"type\\\"\":");
    world_object(part, out, WORLD_METRICS, world_write_days, NULL);
    xeng__buf_append_text(out, ",\"sum\":");
    world_object(part, out, WORLD_METRICS, world_write_sums, NULL);
    xeng__buf_append_char(out, '}');
}

/* The result that the answer about a part gives. */
static inline xeng_result *world_result(world_part *part)
{
    xeng__buf json = XENG__BUF_EMPTY;
    world_write(part, &json);
    xeng_result *result = decode(NULL, xeng__buf_text(&json));
    xeng__buf_free(&json);
    return result;
}

/* All of a world. */
static inline world_part world_whole(unsigned world)
{
    world_part part = {.world = world, .seed = world};
    for (unsigned i = 0; i < WORLD_IDS; i++) {
        part.ids[i] = true;
    }
    for (unsigned i = 0; i < WORLD_DAYS; i++) {
        part.days[i] = true;
    }
    return part;
}

#endif
