/* Walks over a result and a table as C writes them; walk.cpp has the same in C++, and cost.py holds
 * what a compiler makes of the one against the other. */
#include <xengage/xengage.h>

int64_t walk_children(const xeng_result *result, xeng_node node)
{
    int64_t sum = 0;
    size_t count = xeng_result_child_count(result, node);
    for (size_t i = 0; i < count; i++) {
        int64_t value;
        xeng_node child = xeng_result_child_at(result, node, i);
        if (xeng_result_value(result, child, &value) == XENG_VALUE_DELIVERED) {
            sum += value;
        }
    }
    return sum;
}

int64_t walk_tree(const xeng_result *result, const char *grouping)
{
    int64_t sum = 0;
    xeng_node root = xeng_result_root_by_name(result, grouping);
    size_t posts = xeng_result_child_count(result, root);
    for (size_t i = 0; i < posts; i++) {
        xeng_node post = xeng_result_child_at(result, root, i);
        uint64_t id = xeng_result_key_id(result, post);
        size_t metrics = xeng_result_child_count(result, post);
        for (size_t j = 0; j < metrics; j++) {
            int64_t value;
            xeng_node leaf = xeng_result_child_at(result, post, j);
            if (xeng_result_value(result, leaf, &value) == XENG_VALUE_DELIVERED) {
                sum += value ^ (int64_t)id;
            }
        }
    }
    return sum;
}

int64_t walk_leaves(const xeng_result *result, xeng_node node)
{
    int64_t sum = 0;
    xeng_cursor *cursor = NULL;
    xeng_error *why = NULL;
    if (xeng_cursor_new(result, node, &cursor, &why) != XENG_OK) {
        xeng_error_unref(why);
        return -1;
    }
    for (xeng_node leaf = xeng_cursor_next_leaf(cursor); leaf != XENG_NODE_NONE;
         leaf = xeng_cursor_next_leaf(cursor)) {
        int64_t value;
        if (xeng_result_value(result, leaf, &value) == XENG_VALUE_DELIVERED) {
            sum += value;
        }
    }
    xeng_cursor_unref(cursor);
    return sum;
}

uint64_t walk_ids(const xeng_result *result)
{
    uint64_t sum = 0;
    size_t count = xeng_result_id_count(result);
    for (size_t i = 0; i < count; i++) {
        uint64_t id = xeng_result_id_at(result, i);
        if (xeng_result_id_state(result, id) == XENG_ID_DELIVERED) {
            sum += id;
        }
    }
    return sum;
}

int64_t walk_column(const xeng_table *table)
{
    int64_t sum = 0;
    const int64_t *values = xeng_table_values(table);
    size_t count = values == NULL ? 0 : xeng_table_row_count(table);
    for (size_t i = 0; i < count; i++) {
        sum ^= values[i];
    }
    return sum;
}
