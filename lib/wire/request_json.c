/* A request as the JSON that is sent. */
#include "wire/request_json.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include <xengage/metric.h>

#include "base/error.h"
#include "base/iso8601.h"
#include "model/request.h"

/* jansson's `_new` functions take their value over, and fail if it is NULL: a chain of them needs
 * no check of its own links. */

/* Ids travel as strings: as numbers, many a JSON reader would round them. */
static json_t *ids_of(const xeng_request *request)
{
    json_t *ids = json_array();
    for (size_t i = 0; i < xeng_request_id_count(request); i++) {
        char digits[24];
        (void)snprintf(digits, sizeof digits, "%" PRIu64, xeng_request_id_at(request, i));
        if (json_array_append_new(ids, json_string(digits)) != 0) {
            json_decref(ids);
            return NULL;
        }
    }
    return ids;
}

static json_t *metrics_of(const xeng_request *request)
{
    json_t *metrics = json_array();
    for (size_t i = 0; i < xeng__request_metric_count(request); i++) {
        const char *name = xeng_metric_name(xeng__request_metric_at(request, i));
        if (json_array_append_new(metrics, json_string(name)) != 0) {
            json_decref(metrics);
            return NULL;
        }
    }
    return metrics;
}

static json_t *grouping_of(const xeng_request *request, size_t index)
{
    const int32_t *dimensions;
    size_t count = xeng__request_grouping_dimensions(request, index, &dimensions);
    json_t *names = json_array();
    json_t *grouping = json_object();
    for (size_t i = 0; i < count; i++) {
        if (json_array_append_new(names, json_string(xeng_dimension_name(dimensions[i]))) != 0) {
            json_decref(names);
            names = NULL;
            break;
        }
    }
    if (json_object_set_new(grouping, "group_by", names) != 0) {
        json_decref(grouping);
        return NULL;
    }
    return grouping;
}

static json_t *groupings_of(const xeng_request *request)
{
    json_t *groupings = json_object();
    for (size_t i = 0; i < xeng__request_grouping_count(request); i++) {
        const char *name = xeng__request_grouping_name(request, i);
        if (json_object_set_new(groupings, name, grouping_of(request, i)) != 0) {
            json_decref(groupings);
            return NULL;
        }
    }
    return groupings;
}

static bool set_window(json_t *body, const xeng_request *request)
{
    int64_t start;
    int64_t end;
    char first[XENG__ISO8601_SIZE];
    char last[XENG__ISO8601_SIZE];
    if (xeng_request_window(request, &start, &end) == 0) {
        return true;
    }
    xeng__format_time(start, first);
    xeng__format_time(end, last);
    return json_object_set_new(body, "start", json_string(first)) == 0 &&
           json_object_set_new(body, "end", json_string(last)) == 0;
}

static json_t *body_of(const xeng_request *request)
{
    json_t *body = json_object();
    if (json_object_set_new(body, "tweet_ids", ids_of(request)) != 0 ||
        json_object_set_new(body, "engagement_types", metrics_of(request)) != 0 ||
        json_object_set_new(body, "groupings", groupings_of(request)) != 0 ||
        !set_window(body, request)) {
        json_decref(body);
        return NULL;
    }
    return body;
}

static int append(const char *bytes, size_t size, void *context)
{
    xeng__buf *out = context;
    xeng__buf_append(out, bytes, size);
    return out->failed ? -1 : 0;
}

int32_t xeng__request_json(const xeng_request *request, xeng__buf *out, xeng_error **error)
{
    int32_t code = xeng_request_check(request, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__buf text = XENG__BUF_EMPTY;
    json_t *body = body_of(request);
    bool made = body != NULL && json_dump_callback(body, append, &text, JSON_COMPACT) == 0;
    json_decref(body);
    if (made && xeng__buf_reserve(out, out->size + text.size)) {
        xeng__buf_append(out, xeng__buf_text(&text), text.size);
    } else {
        code = xeng__fail_no_memory(error);
    }
    xeng__buf_free(&text);
    return code;
}
