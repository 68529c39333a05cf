/* Reads and checks the time window of an insights request. */
#include "query.h"

#include "config.h"
#include "when.h"

enum {
    WINDOW = SIM_WINDOW_HOURS_MAX * SIM_HOUR,
    FLOOR = 1409529600, /* 2014-09-01 */
};

static bool refuse(sim_reply *reply, const char *text)
{
    sim_reply_error(reply, 400, text);
    return false;
}

static bool read_time(const json_t *root, const char *name, bool *given, int64_t *seconds,
                      sim_reply *reply)
{
    const json_t *value = json_object_get(root, name);
    *given = value != NULL && !json_is_null(value);
    if (!*given) {
        return true;
    }
    if (!json_is_string(value) || !sim_parse_time(json_string_value(value), seconds)) {
        sim_reply_errorf(reply, 400, "%s must be a time in UTC such as 2015-08-01T00:00:00Z", name);
        return false;
    }
    return true;
}

static void set_window(sim_query *query, int64_t start, int64_t end)
{
    query->has_window = true;
    query->start = sim_floor_hour(start);
    query->end = sim_ceil_hour(end);
    query->shown_start = query->start;
    query->shown_end = query->end;
}

/* The last 28 hours, widened outwards. */
static bool window_of_28hr(sim_query *query)
{
    set_window(query, sim_now() - 28 * SIM_HOUR, sim_now());
    return true;
}

static bool check(const sim_query *query, sim_reply *reply)
{
    if (query->start >= query->end) {
        return refuse(reply, "start must be before end");
    }
    if (query->start < FLOOR) {
        return refuse(reply, "start can't be before 2014-09-01T00:00:00Z");
    }
    int64_t days = (int64_t)sim_conf.historical_days;
    if (days > 0 && query->start < sim_floor_hour(sim_now() - days * SIM_DAY)) {
        sim_reply_errorf(reply, 400, "start can't be more than %d days ago", (int)days);
        return false;
    }
    if (query->end - query->start > WINDOW) {
        return refuse(reply, "The time between start and end can't be longer than 4 weeks");
    }
    return true;
}

static bool window_of_historical(sim_query *query, const json_t *root, sim_reply *reply)
{
    bool has_start;
    bool has_end;
    int64_t start = 0;
    int64_t end = 0;
    int64_t now = sim_now();
    if (!read_time(root, "start", &has_start, &start, reply) ||
        !read_time(root, "end", &has_end, &end, reply)) {
        return false;
    }
    if ((has_end && end > now) || (has_start && start > now)) {
        return refuse(reply, "start and end can't be in the future");
    }
    if (!has_start && !has_end) {
        /* As seen: the start is rounded up, the end is echoed as it is. */
        set_window(query, sim_ceil_hour(now - WINDOW), now);
        query->shown_end = now;
        return true;
    }
    if (!has_end) {
        int64_t full = sim_floor_hour(start) + WINDOW;
        end = full < now ? full : now;
    }
    if (!has_start) {
        int64_t full = sim_ceil_hour(end) - WINDOW;
        start = full > FLOOR ? full : FLOOR;
    }
    set_window(query, start, end);
    return check(query, reply);
}

bool sim_query_read_window(sim_query *query, const json_t *root, sim_reply *reply)
{
    if (query->endpoint == SIM_HISTORICAL) {
        return window_of_historical(query, root, reply);
    }
    if (json_object_get(root, "start") != NULL || json_object_get(root, "end") != NULL) {
        return refuse(reply, "start and end are only supported on /historical");
    }
    return query->endpoint == SIM_TOTALS || window_of_28hr(query);
}
