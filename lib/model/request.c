/* The request: its life, and what it holds. */
#include "model/request.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "model/request_fields.h"

static int32_t refuse_endpoint(const xeng__endpoint *endpoint, xeng_error **error)
{
    return xeng__fail_rule(error, XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT, 0, endpoint->name,
                           "%s can be read in user context only: use credentials with the access "
                           "token of the Posts' owner",
                           endpoint->name);
}

static int32_t refuse_unknown_endpoint(int32_t endpoint, xeng_error **error)
{
    char value[16];
    (void)snprintf(value, sizeof value, "%" PRId32, endpoint);
    return xeng__fail_rule(error, XENG_RULE_UNKNOWN_ENDPOINT, 0, value,
                           "the API has no endpoint number %s: use one of the XENG_ENDPOINT_ "
                           "numbers",
                           value);
}

int32_t xeng__request_new(int32_t endpoint, int32_t credentials_kind, int64_t now,
                          xeng_request **request, xeng_error **error)
{
    const xeng__endpoint *row = xeng__endpoint_find(endpoint);
    if (row == NULL) {
        return refuse_unknown_endpoint(endpoint, error);
    }
    if (!row->without_user && !xeng__kind_has_user(credentials_kind)) {
        return refuse_endpoint(row, error);
    }
    xeng_request *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    made->endpoint = row;
    made->credentials_kind = credentials_kind;
    made->now = now;
    made->start = XENG_TIME_UNSET;
    made->end = XENG_TIME_UNSET;
    *request = made;
    return XENG_OK;
}

xeng_request *xeng_request_ref(xeng_request *request)
{
    if (request != NULL) {
        xeng__refcount_add(&request->owners);
    }
    return request;
}

void xeng_request_unref(xeng_request *request)
{
    if (request == NULL || !xeng__refcount_drop(&request->owners)) {
        return;
    }
    for (size_t i = 0; i < request->grouping_count; i++) {
        xeng__free(request->groupings[i].name);
    }
    xeng__free(request);
}

static bool copy_groupings(xeng_request *to, const xeng_request *from)
{
    for (size_t i = 0; i < from->grouping_count; i++) {
        to->groupings[i] = from->groupings[i];
        to->groupings[i].name = xeng__strdup(from->groupings[i].name);
        if (to->groupings[i].name == NULL) {
            return false;
        }
        to->grouping_count++;
    }
    return true;
}

int32_t xeng_request_copy(const xeng_request *request, xeng_request **copy, xeng_error **error)
{
    xeng__error_clear(error);
    if (copy == NULL) {
        return xeng__fail_argument(error, "copy is NULL: it says where the copy goes");
    }
    *copy = NULL;
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL");
    }
    xeng_request *made = NULL;
    int32_t code = xeng__request_new(request->endpoint->endpoint, request->credentials_kind,
                                     request->now, &made, error);
    if (code != XENG_OK) {
        return code;
    }
    made->deadline_ms = request->deadline_ms;
    made->start = request->start;
    made->end = request->end;
    memcpy(made->ids, request->ids, sizeof made->ids);
    memcpy(made->id_slots, request->id_slots, sizeof made->id_slots);
    made->id_count = request->id_count;
    memcpy(made->metrics, request->metrics, sizeof made->metrics);
    made->metric_count = request->metric_count;
    if (!copy_groupings(made, request)) {
        xeng_request_unref(made);
        return xeng__fail_no_memory(error);
    }
    *copy = made;
    return XENG_OK;
}

void xeng_request_set_now(xeng_request *request, int64_t now)
{
    if (request != NULL) {
        request->now = now;
    }
}

void xeng_request_set_deadline_ms(xeng_request *request, uint32_t deadline_ms)
{
    if (request != NULL) {
        request->deadline_ms = deadline_ms;
    }
}

int32_t xeng_request_check(const xeng_request *request, xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL");
    }
    if (request->id_count == 0) {
        return xeng__fail_rule(error, XENG_RULE_NO_IDS, 1, "0",
                               "the request has no Post id: add at least 1");
    }
    if (request->metric_count == 0) {
        return xeng__fail_rule(error, XENG_RULE_NO_METRICS, 1, "0",
                               "the request has no metric: add at least 1");
    }
    if (request->grouping_count == 0) {
        return xeng__fail_rule(error, XENG_RULE_NO_GROUPINGS, 1, "0",
                               "the request has no grouping: add at least 1, such as "
                               "\"tweet.id,engagement.type\"");
    }
    return XENG_OK;
}

int32_t xeng__request_check_credentials(const xeng_request *request, int32_t credentials_kind,
                                        xeng_error **error)
{
    if (xeng__kind_has_user(credentials_kind)) {
        return XENG_OK;
    }
    if (!request->endpoint->without_user) {
        return refuse_endpoint(request->endpoint, error);
    }
    for (size_t i = 0; i < request->metric_count; i++) {
        int32_t code = xeng__metric_check_credentials(request->endpoint, request->metrics[i],
                                                      credentials_kind, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}

int64_t xeng__request_pinned_now(const xeng_request *request)
{
    return request->now;
}

int64_t xeng__request_present(const xeng_request *request, int64_t clock)
{
    return request->now == XENG_TIME_UNSET ? clock : request->now;
}

int32_t xeng__request_endpoint(const xeng_request *request)
{
    return request->endpoint->endpoint;
}

size_t xeng__request_metric_count(const xeng_request *request)
{
    return request->metric_count;
}

int32_t xeng__request_metric_at(const xeng_request *request, size_t index)
{
    return request->metrics[index];
}

size_t xeng__request_grouping_count(const xeng_request *request)
{
    return request->grouping_count;
}

const char *xeng__request_grouping_name(const xeng_request *request, size_t index)
{
    return request->groupings[index].name;
}

size_t xeng__request_grouping_dimensions(const xeng_request *request, size_t index,
                                         const int32_t **dimensions)
{
    *dimensions = request->groupings[index].dimensions;
    return request->groupings[index].count;
}

uint32_t xeng__request_deadline_ms(const xeng_request *request)
{
    return request->deadline_ms;
}
