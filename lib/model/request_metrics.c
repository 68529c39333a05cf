/* The metrics of a request: known, on its endpoint, readable with its credentials, distinct. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "model/request.h"
#include "model/request_fields.h"
#include "model/show.h"

static int32_t refuse_number(int32_t metric, xeng_error **error)
{
    char value[16];
    (void)snprintf(value, sizeof value, "%" PRId32, metric);
    return xeng__fail_rule(error, XENG_RULE_UNKNOWN_METRIC, 0, value,
                           "the API has no metric number %s: use one of the XENG_METRIC_ numbers",
                           value);
}

static int32_t refuse_name(const char *name, xeng_error **error)
{
    size_t size = strlen(name);
    const char *hint = xeng__metric_hint(name, size);
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, name, size);
    const char *value = xeng__buf_text(&shown);
    int32_t code = hint != NULL
                       ? xeng__fail_rule(error, XENG_RULE_UNKNOWN_METRIC, 0, value,
                                         "the API has no metric \"%s\": write \"%s\"", value, hint)
                       : xeng__fail_rule(error, XENG_RULE_UNKNOWN_METRIC, 0, value,
                                         "the API has no metric \"%s\": metrics have names such as "
                                         "\"favorites\"",
                                         value);
    xeng__buf_free(&shown);
    return code;
}

static int32_t refuse_place(const xeng__metric *metric, const xeng__endpoint *endpoint,
                            xeng_error **error)
{
    xeng__buf elsewhere = XENG__BUF_EMPTY;
    for (size_t i = 0; i < XENG__ENDPOINT_COUNT; i++) {
        const xeng__endpoint *other = xeng__endpoint_row(i);
        if (xeng__on_endpoint(metric->endpoints, other->endpoint)) {
            xeng__buf_printf(&elsewhere, "%s%s", elsewhere.size == 0 ? "" : " or ", other->name);
        }
    }
    int32_t code = xeng__fail_rule(error, XENG_RULE_METRIC_NOT_ON_ENDPOINT, 0, metric->name,
                                   "%s has no metric \"%s\": ask %s for it", endpoint->name,
                                   metric->name, xeng__buf_text(&elsewhere));
    xeng__buf_free(&elsewhere);
    return code;
}

int32_t xeng__metric_check_credentials(const xeng__endpoint *endpoint, int32_t metric,
                                       int32_t credentials_kind, xeng_error **error)
{
    if (xeng__kind_has_user(credentials_kind) ||
        !xeng_metric_needs_user_context(metric, endpoint->endpoint)) {
        return XENG_OK;
    }
    const char *name = xeng_metric_name(metric);
    return xeng__fail_rule(error, XENG_RULE_METRIC_NEEDS_USER_CONTEXT, 0, name,
                           "\"%s\" can be read in user context only: use credentials with the "
                           "access token of the Posts' owner, or leave it out",
                           name);
}

static bool has_metric(const xeng_request *request, int32_t metric)
{
    for (size_t i = 0; i < request->metric_count; i++) {
        if (request->metrics[i] == metric) {
            return true;
        }
    }
    return false;
}

int32_t xeng_request_add_metric(xeng_request *request, int32_t metric, xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL");
    }
    const xeng__metric *row = xeng__metric_find(metric);
    if (row == NULL) {
        return refuse_number(metric, error);
    }
    if (!xeng__on_endpoint(row->endpoints, request->endpoint->endpoint)) {
        return refuse_place(row, request->endpoint, error);
    }
    int32_t code =
        xeng__metric_check_credentials(request->endpoint, metric, request->credentials_kind, error);
    if (code == XENG_OK && !has_metric(request, metric)) {
        request->metrics[request->metric_count++] = metric;
    }
    return code;
}

int32_t xeng_request_add_metric_name(xeng_request *request, const char *name, xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL || name == NULL) {
        return xeng__fail_argument(error, request == NULL ? "request is NULL" : "name is NULL");
    }
    int32_t metric = xeng_metric_by_name(name);
    return metric == 0 ? refuse_name(name, error) : xeng_request_add_metric(request, metric, error);
}

int32_t xeng_request_add_all_metrics(xeng_request *request, xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL");
    }
    for (size_t i = 0; i < XENG__METRIC_COUNT; i++) {
        const xeng__metric *row = xeng__metric_row(i);
        int32_t endpoint = request->endpoint->endpoint;
        bool readable = xeng__kind_has_user(request->credentials_kind) ||
                        !xeng_metric_needs_user_context(row->metric, endpoint);
        if (readable && xeng__on_endpoint(row->endpoints, endpoint) &&
            !has_metric(request, row->metric)) {
            request->metrics[request->metric_count++] = row->metric;
        }
    }
    return XENG_OK;
}

int32_t xeng__request_copy_without(const xeng_request *request, uint32_t unsupported,
                                   xeng_request **copy, xeng_error **error)
{
    int32_t code = xeng_request_copy(request, copy, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng_request *made = *copy;
    size_t kept = 0;
    for (size_t i = 0; i < made->metric_count; i++) {
        if ((xeng__metric_unsupported_flag(xeng__metric_find(made->metrics[i])) & unsupported) ==
            0) {
            made->metrics[kept++] = made->metrics[i];
        }
    }
    made->metric_count = kept;
    return XENG_OK;
}

uint32_t xeng__request_age_flags(const xeng_request *request, bool *ageless)
{
    uint32_t flags = 0;
    bool others = false;
    for (size_t i = 0; i < request->metric_count; i++) {
        uint32_t flag = xeng__metric_unsupported_flag(xeng__metric_find(request->metrics[i]));
        flags |= flag;
        others |= flag == 0;
    }
    if (ageless != NULL) {
        *ageless = others;
    }
    return flags;
}
