/* Reads and checks the groupings of an insights request. */
#include "query.h"

#include <stdlib.h>
#include <string.h>

static bool refuse(sim_reply *reply, const char *text)
{
    sim_reply_error(reply, 400, text);
    return false;
}

/* Root members that the answer may have besides the groupings. */
static bool is_reserved(const char *name)
{
    static const char *const reserved[] = {
        "start",
        "end",
        "errors",
        "unavailable_tweet_ids",
        "unsupported_for_impressions_engagements_tweet_ids",
        "unsupported_for_video_views_tweet_ids",
    };
    for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
        if (strcmp(name, reserved[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool refuse_values(sim_reply *reply, const sim_buf *names)
{
    sim_reply_errorf(reply, 400,
                     "One or more of the groupBys you have specified are not supported: (%.300s). "
                     "Please adjust your request and try again.",
                     names->data);
    return false;
}

/* Unknown values, and days and hours on totals, are all named in one error. */
static bool read_values(const sim_query *query, sim_grouping *grouping, const json_t *list,
                        sim_reply *reply)
{
    sim_buf refused = {0};
    bool used[SIM_DIMENSIONS] = {false};
    bool repeated = false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));
        sim_dimension by = name == NULL ? SIM_DIMENSIONS : sim_find_dimension(name);
        if (by == SIM_DIMENSIONS || (query->endpoint == SIM_TOTALS && by >= SIM_BY_DAY)) {
            sim_buf_adds(&refused, refused.size == 0 ? "" : ", ");
            sim_buf_adds(&refused, name == NULL ? "?" : name);
        } else if (used[by]) {
            repeated = true;
        } else {
            used[by] = true;
            grouping->by[grouping->depth++] = by;
        }
    }
    bool ok = refused.size == 0 || refuse_values(reply, &refused);
    sim_buf_free(&refused);
    return ok && (!repeated || refuse(reply, "A group_by names the same value twice"));
}

/* Only tweet.id and engagement.type may change places in a grouping of four. */
static bool order_is_legal(const sim_grouping *grouping)
{
    return grouping->depth < 4 || (grouping->by[2] == SIM_BY_DAY && grouping->by[3] == SIM_BY_HOUR);
}

static bool read_grouping(sim_query *query, const char *name, const json_t *value, sim_reply *reply)
{
    const json_t *list = json_object_get(value, "group_by");
    sim_grouping *grouping = &query->groupings[query->grouping_count++];
    sim_buf quoted = {0};
    sim_buf_add_json(&quoted, name);
    grouping->name = quoted.data;
    if (is_reserved(name)) {
        sim_reply_errorf(reply, 400, "A grouping can't be named %s", name);
        return false;
    }
    if (!json_is_array(list) || json_array_size(list) == 0) {
        return refuse(reply, "Every grouping needs a group_by list of at least one value");
    }
    if (!read_values(query, grouping, list, reply)) {
        return false;
    }
    return order_is_legal(grouping) ||
           refuse(reply, "A grouping of four values must be in the order tweet.id, "
                         "engagement.type, engagement.day, engagement.hour or engagement.type, "
                         "tweet.id, engagement.day, engagement.hour");
}

bool sim_query_read_groupings(sim_query *query, const json_t *root, sim_reply *reply)
{
    json_t *groupings = json_object_get(root, "groupings");
    const char *name;
    json_t *value;
    size_t of_four = 0;
    if (!json_is_object(groupings) || json_object_size(groupings) == 0) {
        return refuse(reply, "groupings must be an object with at least one grouping");
    }
    if (json_object_size(groupings) > SIM_GROUPINGS_MAX) {
        sim_reply_errorf(reply, 400, "Too many groupings: %zu, but at most %d are supported",
                         json_object_size(groupings), SIM_GROUPINGS_MAX);
        return false;
    }
    json_object_foreach(groupings, name, value)
    {
        if (!read_grouping(query, name, value, reply)) {
            return false;
        }
        of_four += query->groupings[query->grouping_count - 1].depth == 4;
    }
    return of_four <= 1 || refuse(reply, "Only one grouping of four values is supported");
}
