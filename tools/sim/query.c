/* Reads the body of an insights request: ids and metrics. */
#include "query.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config.h"

static bool refuse(sim_reply *reply, const char *text)
{
    sim_reply_error(reply, 400, text);
    return false;
}

void sim_query_free(sim_query *query)
{
    for (size_t i = 0; i < query->grouping_count; i++) {
        free(query->groupings[i].name);
    }
    query->grouping_count = 0;
}

static int ascending(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static bool read_id(const json_t *value, uint64_t *id)
{
    if (json_is_string(value)) {
        return sim_parse_u64(json_string_value(value), id) && *id > 0 && *id <= INT64_MAX;
    }
    if (json_is_integer(value) && json_integer_value(value) > 0) {
        *id = (uint64_t)json_integer_value(value);
        return true;
    }
    return false;
}

static bool read_ids(sim_query *query, const json_t *root, sim_reply *reply)
{
    const json_t *list = json_object_get(root, "tweet_ids");
    size_t count = json_array_size(list);
    if (!json_is_array(list) || count == 0) {
        return refuse(reply, "tweet_ids must be a list of at least one Tweet ID");
    }
    if (count > sim_max_ids(query->endpoint)) {
        sim_reply_errorf(reply, 400, "Too many Tweet IDs: %zu, but at most %u are supported on /%s",
                         count, sim_max_ids(query->endpoint), sim_endpoint_name(query->endpoint));
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_id(json_array_get(list, i), &query->ids[i])) {
            sim_reply_errorf(reply, 400, "tweet_ids holds something that is no Tweet ID, at %zu",
                             i);
            return false;
        }
    }
    qsort(query->ids, count, sizeof(query->ids[0]), ascending);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || query->ids[i] != query->ids[i - 1]) {
            query->ids[query->id_count++] = query->ids[i];
        }
    }
    return true;
}

static bool read_metric(sim_query *query, const json_t *value, sim_reply *reply, bool *wanted)
{
    const char *name = json_is_string(value) ? json_string_value(value) : "";
    sim_metric metric = sim_find_metric(name);
    if (strcmp(name, "media_clicks") == 0) {
        return refuse(reply, "Unsupported engagement type: media_clicks; it was replaced by "
                             "media_engagements");
    }
    if (metric == SIM_METRICS) {
        sim_reply_errorf(reply, 400, "Unknown engagement type: %.100s", name);
        return false;
    }
    if (!sim_metric_in(metric, query->endpoint)) {
        sim_reply_errorf(reply, 400, "Engagement type %s is not supported on /%s", name,
                         sim_endpoint_name(query->endpoint));
        return false;
    }
    wanted[metric] = true;
    return true;
}

static bool read_metrics(sim_query *query, const json_t *root, sim_reply *reply)
{
    const json_t *list = json_object_get(root, "engagement_types");
    bool wanted[SIM_METRICS] = {false};
    if (!json_is_array(list) || json_array_size(list) == 0) {
        return refuse(reply, "engagement_types must be a list of at least one engagement type");
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (!read_metric(query, json_array_get(list, i), reply, wanted)) {
            return false;
        }
    }
    for (int m = 0; m < SIM_METRICS; m++) {
        if (wanted[m]) {
            query->metrics[query->metric_count++] = (sim_metric)m;
        }
    }
    return true;
}

/* The body as text, inflated into room where it came compressed and that's allowed. */
static const sim_buf *body_of(const sim_call *call, sim_buf *room)
{
    if (call->content_encoding == NULL || strcasecmp(call->content_encoding, "gzip") != 0) {
        return &call->body;
    }
    if (!sim_conf.accept_gzip_bodies ||
        !sim_gunzip(call->body.data, call->body.size, SIM_BODY_MAX, room)) {
        return NULL;
    }
    return room;
}

static void take_notes(sim_call *call, const sim_query *query, const json_t *root)
{
    call->note.id_count = json_array_size(json_object_get(root, "tweet_ids"));
    if (sim_conf.log_ids) {
        call->note.ids = sim_alloc(query->id_count * sizeof(uint64_t));
        call->note.id_count = query->id_count;
        memcpy(call->note.ids, query->ids, query->id_count * sizeof(uint64_t));
    }
    for (size_t i = 0; i < query->metric_count; i++) {
        call->note.metrics |= UINT64_C(1) << query->metrics[i];
    }
    const json_t *groupings = json_object_get(root, "groupings");
    char *text = sim_conf.log == NULL ? NULL : json_dumps(groupings, JSON_COMPACT);
    if (text != NULL) {
        sim_buf_adds(&call->note.groupings, text);
        free(text);
    }
}

bool sim_query_read(sim_query *query, sim_endpoint endpoint, sim_call *call)
{
    sim_buf room = {0};
    json_error_t error;
    json_t *root = NULL;
    const sim_buf *body = body_of(call, &room);
    memset(query, 0, sizeof(*query));
    query->endpoint = endpoint;
    if (body == NULL) {
        sim_buf_free(&room);
        return refuse(&call->reply, "The request body is compressed in a way that isn't supported");
    }
    if (body->size > 0) {
        root = json_loadb(body->data, body->size, 0, &error);
    }
    sim_buf_free(&room);
    if (!json_is_object(root)) {
        json_decref(root);
        return refuse(&call->reply, "The request body must be a JSON object");
    }
    bool ok = read_ids(query, root, &call->reply) && read_metrics(query, root, &call->reply) &&
              sim_query_read_groupings(query, root, &call->reply) &&
              sim_query_read_window(query, root, &call->reply);
    take_notes(call, query, root);
    json_decref(root);
    return ok;
}
