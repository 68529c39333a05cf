/* Clients, credentials and requests, as a case and the environment say. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "driver.h"

int32_t make_client(xeng_client **client, xeng_error **error)
{
    xeng_options *options = NULL;
    int32_t code = xeng_options_new(&options, error);
    code = code ? code : xeng_options_from_env(options, error);
    code = code ? code : xeng_client_new(options, client, error);
    xeng_options_unref(options);
    return code;
}

int32_t make_credentials(const char *as, xeng_credentials **credentials, xeng_error **error)
{
    if (strcmp(as, "user") == 0) {
        return xeng_credentials_from_env(credentials, error);
    }
    if (strcmp(as, "bearer") == 0) {
        return xeng_credentials_new_bearer(getenv("SIM_BEARER"), credentials, error);
    }
    give_up("a case is as neither user nor bearer");
}

static int64_t present(void)
{
    struct tm time = {0};
    const char *text = getenv("XENGAGE_NOW");
    const char *end = text == NULL ? NULL : strptime(text, "%Y-%m-%dT%H:%M:%SZ", &time);
    if (end == NULL || *end != '\0') {
        give_up("XENGAGE_NOW is not a time");
    }
    return (int64_t)timegm(&time);
}

static int32_t add_ids(xeng_request *request, const json_t *ids, xeng_error **error)
{
    size_t place;
    const json_t *id;
    json_array_foreach(ids, place, id)
    {
        int32_t code = xeng_request_add_id_text(request, json_string_value(id), error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}

static int32_t add_metrics(xeng_request *request, const json_t *metrics, xeng_error **error)
{
    size_t place;
    const json_t *metric;
    json_array_foreach(metrics, place, metric)
    {
        int32_t code = xeng_request_add_metric_name(request, json_string_value(metric), error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}

static int32_t add_groupings(xeng_request *request, json_t *groupings, xeng_error **error)
{
    const char *name;
    json_t *dimensions;
    json_object_foreach(groupings, name, dimensions)
    {
        int32_t code =
            xeng_request_add_grouping_text(request, name, json_string_value(dimensions), error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}

static int32_t set_window(xeng_request *request, const json_t *from, xeng_error **error)
{
    const char *start = json_string_value(json_object_get(from, "start"));
    const char *end = json_string_value(json_object_get(from, "end"));
    if (start == NULL && end == NULL) {
        return XENG_OK;
    }
    return xeng_request_set_window_text(request, start, end, error);
}

int32_t make_request(const json_t *from, const xeng_credentials *credentials,
                     xeng_request **request, xeng_error **error)
{
    int32_t endpoint = xeng_endpoint_by_name(text_of(from, "endpoint"));
    int32_t code = xeng_request_new(endpoint, credentials, request, error);
    if (code == XENG_OK) {
        xeng_request_set_now(*request, present());
    }
    code = code ? code : add_ids(*request, json_object_get(from, "ids"), error);
    code = code ? code : add_metrics(*request, json_object_get(from, "metrics"), error);
    code = code ? code : add_groupings(*request, json_object_get(from, "groupings"), error);
    return code ? code : set_window(*request, from, error);
}
