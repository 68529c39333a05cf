/* What came of a case, as JSON: errors, results, trees. */
#include <inttypes.h>
#include <stdio.h>

#include "driver.h"

json_t *decimal(int64_t number)
{
    return json_sprintf("%" PRId64, number);
}

json_t *decimal_id(uint64_t id)
{
    return json_sprintf("%" PRIu64, id);
}

static json_t *show_error_ids(const xeng_error *error)
{
    json_t *ids = json_array();
    for (size_t i = 0; i < xeng_error_id_count(error); i++) {
        json_array_append_new(ids, decimal_id(xeng_error_id_at(error, i)));
    }
    return ids;
}

json_t *show_error(xeng_error *error)
{
    int32_t rule = xeng_error_rule(error);
    const char *value = xeng_error_value(error);
    json_t *shown = json_pack(
        "{s:{s:s, s:s?, s:o, s:s?, s:i, s:i, s:o, s:s}}", "error", "code",
        xeng_error_code_name(xeng_error_code(error)), "rule",
        rule == XENG_RULE_NONE ? NULL : xeng_error_rule_name(rule), "limit",
        decimal(xeng_error_limit(error)), "value", *value == '\0' ? NULL : value, "status",
        xeng_error_http_status(error), "attempts", (int)xeng_error_attempts(error), "ids",
        show_error_ids(error), "message", xeng_error_message(error));
    xeng_error_unref(error);
    return shown;
}

/* A leaf is its count, or null; any other node has its children under their keys. */
static json_t *show_node(const xeng_result *result, xeng_node node)
{
    int64_t value;
    switch (xeng_result_value(result, node, &value)) {
    case XENG_VALUE_DELIVERED:
        return decimal(value);
    case XENG_VALUE_NOT_DELIVERED:
        return json_null();
    default:
        break;
    }
    json_t *shown = json_object();
    for (size_t i = 0; i < xeng_result_child_count(result, node); i++) {
        xeng_node child = xeng_result_child_at(result, node, i);
        /* As deep as the tree: five levels at most. */
        json_object_set_new(shown, xeng_result_key(result, child), show_node(result, child));
    }
    return shown;
}

json_t *show_trees(const xeng_result *result)
{
    if (result == NULL) {
        return json_null();
    }
    json_t *trees = json_object();
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        json_object_set_new(trees, xeng_result_grouping_name(result, i),
                            show_node(result, xeng_result_root(result, i)));
    }
    return trees;
}

static json_t *show_ids(const xeng_result *result)
{
    json_t *ids = json_object();
    for (size_t i = 0; i < xeng_result_id_count(result); i++) {
        uint64_t id = xeng_result_id_at(result, i);
        char key[21];
        snprintf(key, sizeof key, "%" PRIu64, id);
        const char *state = xeng_id_state_name(xeng_result_id_state(result, id));
        json_object_set_new(ids, key, json_string(state));
    }
    return ids;
}

json_t *show_result(xeng_result *result)
{
    json_t *shown =
        json_pack("{s:{s:i, s:o, s:o}}", "result", "attempts", (int)xeng_result_attempts(result),
                  "ids", show_ids(result), "trees", show_trees(result));
    xeng_result_unref(result);
    return shown;
}

json_t *show_either(xeng_result *result, xeng_error *error)
{
    return result != NULL ? show_result(result) : show_error(error);
}
