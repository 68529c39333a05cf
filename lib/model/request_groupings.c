/* The groupings of a request: their names and dimensions, and what may stand together. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "model/request.h"
#include "model/request_fields.h"
#include "model/show.h"

static int32_t refuse_name(int32_t rule, int64_t limit, const char *name, const char *why,
                           xeng_error **error)
{
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, name, strlen(name));
    const char *value = xeng__buf_text(&shown);
    int32_t code =
        xeng__fail_rule(error, rule, limit, value, "grouping name \"%s\" %s", value, why);
    xeng__buf_free(&shown);
    return code;
}

static int32_t check_name(const xeng_request *request, const char *name, xeng_error **error)
{
    size_t size = strlen(name);
    const char *why = size == 0                       ? "is empty: give it a name"
                      : size > XENG_MAX_GROUPING_NAME ? "is longer than 256 bytes: shorten it"
                      : !xeng__utf8_valid(name, size) ? "is not UTF-8"
                      : xeng__has_control(name, size) ? "has a control character: take it out"
                                                      : NULL;
    if (why != NULL) {
        return refuse_name(XENG_RULE_BAD_GROUPING_NAME, XENG_MAX_GROUPING_NAME, name, why, error);
    }
    if (xeng__root_key_reserved(name)) {
        return refuse_name(XENG_RULE_RESERVED_GROUPING_NAME, 0, name,
                           "is what the response calls something else: use another name", error);
    }
    for (size_t i = 0; i < request->grouping_count; i++) {
        if (strcmp(request->groupings[i].name, name) == 0) {
            return refuse_name(XENG_RULE_DUPLICATE_GROUPING_NAME, 0, name,
                               "is taken by another grouping of the request: use another name",
                               error);
        }
    }
    return XENG_OK;
}

static int32_t refuse_count(size_t count, xeng_error **error)
{
    char value[24];
    (void)snprintf(value, sizeof value, "%zu", count);
    return xeng__fail_rule(error, XENG_RULE_BAD_DIMENSIONS, XENG_MAX_DIMENSIONS, value,
                           "a grouping has 1 to %d dimensions, not %s", XENG_MAX_DIMENSIONS, value);
}

static int32_t check_dimension(const xeng_request *request, const int32_t *dimensions, size_t index,
                               xeng_error **error)
{
    const xeng__dimension *row = xeng__dimension_find(dimensions[index]);
    if (row == NULL) {
        char value[16];
        (void)snprintf(value, sizeof value, "%" PRId32, dimensions[index]);
        return xeng__fail_rule(error, XENG_RULE_UNKNOWN_DIMENSION, 0, value,
                               "the API has no dimension number %s: use one of the "
                               "XENG_DIMENSION_ numbers",
                               value);
    }
    if (!xeng__on_endpoint(row->endpoints, request->endpoint->endpoint)) {
        return xeng__fail_rule(error, XENG_RULE_DIMENSION_NOT_ON_ENDPOINT, 0, row->name,
                               "%s can't group by \"%s\": 28hr and historical can",
                               request->endpoint->name, row->name);
    }
    for (size_t i = 0; i < index; i++) {
        if (dimensions[i] == row->dimension) {
            return xeng__fail_rule(error, XENG_RULE_BAD_DIMENSIONS, 1, row->name,
                                   "\"%s\" is in the grouping twice: leave one out", row->name);
        }
    }
    return XENG_OK;
}

static int32_t refuse_order(const int32_t *dimensions, xeng_error **error)
{
    xeng__buf order = XENG__BUF_EMPTY;
    for (size_t i = 0; i < XENG_MAX_DIMENSIONS; i++) {
        xeng__buf_printf(&order, "%s%s", i == 0 ? "" : ",", xeng_dimension_name(dimensions[i]));
    }
    int32_t code =
        xeng__fail_rule(error, XENG_RULE_FOUR_DIMENSION_ORDER, 0, xeng__buf_text(&order),
                        "four dimensions can't be in the order %s: tweet.id and engagement.type "
                        "come first, in either order, then engagement.day, then engagement.hour",
                        xeng__buf_text(&order));
    xeng__buf_free(&order);
    return code;
}

static int32_t check_four(const xeng_request *request, const char *name, const int32_t *dimensions,
                          xeng_error **error)
{
    if (!xeng__four_dimensions_allowed(dimensions)) {
        return refuse_order(dimensions, error);
    }
    for (size_t i = 0; i < request->grouping_count; i++) {
        if (request->groupings[i].count == XENG_MAX_DIMENSIONS) {
            return refuse_name(XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING, 1, name,
                               "would be the second grouping of four dimensions, and a request "
                               "takes one: send it in another request",
                               error);
        }
    }
    return XENG_OK;
}

static int32_t check_grouping(const xeng_request *request, const char *name,
                              const int32_t *dimensions, size_t count, xeng_error **error)
{
    if (request->grouping_count >= XENG_MAX_GROUPINGS) {
        return refuse_name(XENG_RULE_TOO_MANY_GROUPINGS, XENG_MAX_GROUPINGS, name,
                           "would be a fourth grouping, and a request takes 3: send it in another "
                           "request",
                           error);
    }
    int32_t code = check_name(request, name, error);
    if (code == XENG_OK && (count == 0 || count > XENG_MAX_DIMENSIONS)) {
        code = refuse_count(count, error);
    }
    for (size_t i = 0; i < count && code == XENG_OK; i++) {
        code = check_dimension(request, dimensions, i, error);
    }
    if (code == XENG_OK && count == XENG_MAX_DIMENSIONS) {
        code = check_four(request, name, dimensions, error);
    }
    return code;
}

int32_t xeng_request_add_grouping(xeng_request *request, const char *name,
                                  const int32_t *dimensions, size_t count, xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL || name == NULL || (dimensions == NULL && count != 0)) {
        return xeng__fail_argument(error, request == NULL ? "request is NULL"
                                          : name == NULL  ? "name is NULL"
                                                          : "dimensions is NULL");
    }
    int32_t code = check_grouping(request, name, dimensions, count, error);
    if (code != XENG_OK) {
        return code;
    }
    char *kept = xeng__strdup(name);
    if (kept == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__grouping *grouping = &request->groupings[request->grouping_count++];
    grouping->name = kept;
    grouping->count = count;
    memcpy(grouping->dimensions, dimensions, count * sizeof *dimensions);
    return XENG_OK;
}

static int32_t refuse_word(const char *word, size_t size, xeng_error **error)
{
    const char *hint = xeng__dimension_hint(word, size);
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, word, size);
    const char *value = xeng__buf_text(&shown);
    int32_t code =
        hint != NULL
            ? xeng__fail_rule(error, XENG_RULE_UNKNOWN_DIMENSION, 0, value,
                              "the API has no dimension \"%s\": write \"%s\"", value, hint)
            : xeng__fail_rule(error, XENG_RULE_UNKNOWN_DIMENSION, 0, value,
                              "the API has no dimension \"%s\": it has tweet.id, engagement.type, "
                              "engagement.day and engagement.hour",
                              value);
    xeng__buf_free(&shown);
    return code;
}

/* Reads names with commas between them. All are counted, as many as fit are kept. */
static int32_t parse_dimensions(const char *text, int32_t dimensions[XENG_MAX_DIMENSIONS],
                                size_t *count, xeng_error **error)
{
    const char *rest = text;
    size_t left = strlen(text);
    xeng__trim(&rest, &left);
    *count = 0;
    if (left == 0) {
        return XENG_OK;
    }
    for (const char *at = text; at != NULL;) {
        const char *comma = strchr(at, ',');
        const char *word = at;
        size_t size = comma == NULL ? strlen(at) : (size_t)(comma - at);
        xeng__trim(&word, &size);
        int32_t dimension = xeng__dimension_by_bytes(word, size);
        if (dimension == XENG_DIMENSION_OTHER) {
            return refuse_word(word, size, error);
        }
        if (*count < XENG_MAX_DIMENSIONS) {
            dimensions[*count] = dimension;
        }
        (*count)++;
        at = comma == NULL ? NULL : comma + 1;
    }
    return XENG_OK;
}

int32_t xeng_request_add_grouping_text(xeng_request *request, const char *name,
                                       const char *dimensions, xeng_error **error)
{
    int32_t parsed[XENG_MAX_DIMENSIONS] = {0};
    size_t count = 0;
    xeng__error_clear(error);
    if (dimensions == NULL) {
        return xeng__fail_argument(error, "dimensions is NULL");
    }
    int32_t code = parse_dimensions(dimensions, parsed, &count, error);
    return code == XENG_OK ? xeng_request_add_grouping(request, name, parsed, count, error) : code;
}

bool xeng__request_groups_by(const xeng_request *request, size_t index, int32_t dimension)
{
    const xeng__grouping *grouping = &request->groupings[index];
    for (size_t i = 0; i < grouping->count; i++) {
        if (grouping->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

bool xeng__request_sums_up(const xeng_request *request)
{
    for (size_t i = 0; i < request->grouping_count; i++) {
        if (!xeng__request_groups_by(request, i, XENG_DIMENSION_TWEET_ID)) {
            return true;
        }
    }
    return false;
}
