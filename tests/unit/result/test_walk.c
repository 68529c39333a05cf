/* Walking a result: by index, by key, by cursor; and what nodes of nowhere give. */
#include "unit.h"

#include <stdbool.h>

#include "result/support.h"

static const char json[] =
    "{\"by type\":{\"impressions\":{\"111\":{\"2026-11-01\":{\"23\":\"1\",\"00\":\"2\"},"
    "\"2026-11-02\":{}},\"112\":{\"2026-11-01\":{\"05\":\"3\"}}},\"new\":{},\"favorites\":{\"112\":"
    "{"
    "\"2026-11-02\":{\"00\":\"-4\"}}}},"
    "\"empty\":{},\"flat\":{\"z\":\"1\",\"a\":\"2\",\"m\":\"3\"}}";

static void nodes_know_their_place(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_node root = xeng_result_root(result, 0);
    assert_true(root == xeng_result_root_by_name(result, "by type"));
    assert_true(root < UINT64_C(1) << 53);
    assert_string_equal(xeng_result_key(result, root), "");
    assert_int_equal(xeng_result_node_level(result, root), 0);
    assert_int_equal(xeng_result_child_count(result, root), 3);
    xeng_node hour = node_at(result, "by type/impressions/111/2026-11-01/00");
    assert_int_equal(xeng_result_node_grouping(result, hour), 0);
    assert_int_equal(xeng_result_node_level(result, hour), 4);
    assert_int_equal(xeng_result_node_dimension(result, hour), XENG_DIMENSION_ENGAGEMENT_HOUR);
    assert_string_equal(xeng_result_key(result, hour), "00");
    static const char *const above[] = {"2026-11-01", "111", "impressions", ""};
    xeng_node node = hour;
    for (size_t i = 0; i < 4; i++) {
        node = xeng_result_parent(result, node);
        assert_string_equal(xeng_result_key(result, node), above[i]);
    }
    assert_true(node == root);
    assert_true(xeng_result_parent(result, root) == XENG_NODE_NONE);
    /* Behind a childless sibling. */
    node = xeng_result_parent(result, node_at(result, "by type/favorites/112"));
    assert_string_equal(xeng_result_key(result, node), "favorites");
    node = xeng_result_parent(result, node_at(result, "by type/impressions/112/2026-11-01/05"));
    assert_true(node == node_at(result, "by type/impressions/112/2026-11-01"));
    assert_int_equal(xeng_result_leaf_count(result, 0), 4);
    assert_int_equal(xeng_result_leaf_count(result, 1), 0);
    xeng_result_unref(result);
}

static void children_come_in_the_order_of_the_document(void **state)
{
    static const char *const keys[] = {"z", "a", "m"};
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_node root = xeng_result_root(result, 2);
    for (size_t i = 0; i < 3; i++) {
        xeng_node child = xeng_result_child_at(result, root, i);
        assert_string_equal(xeng_result_key(result, child), keys[i]);
        assert_true(xeng_result_child(result, root, keys[i]) == child);
    }
    assert_true(xeng_result_child_at(result, root, 3) == XENG_NODE_NONE);
    assert_true(xeng_result_child_at(result, root, SIZE_MAX) == XENG_NODE_NONE);
    xeng_result_unref(result);
}

static void keys_are_read_as_what_they_are(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_node root = xeng_result_root(result, 0);
    xeng_node type = xeng_result_child_by_metric(result, root, XENG_METRIC_IMPRESSIONS);
    assert_int_equal(xeng_result_key_metric(result, type), XENG_METRIC_IMPRESSIONS);
    assert_int_equal(xeng_result_key_metric(result, node_at(result, "by type/new")), 0);
    xeng_node id = xeng_result_child_by_id(result, type, 112);
    assert_true(xeng_result_key_id(result, id) == 112);
    xeng_node day = xeng_result_child_by_day(result, id, 20758);
    assert_string_equal(xeng_result_key(result, day), "2026-11-01");
    assert_int_equal(xeng_result_key_day(result, day), 20758);
    xeng_node hour = xeng_result_child_by_hour(result, day, 5);
    assert_int_equal(xeng_result_key_hour(result, hour), 5);
    int64_t value;
    assert_int_equal(xeng_result_value(result, hour, &value), XENG_VALUE_DELIVERED);
    assert_int_equal(value, 3);
    /* Not what another dimension's key is, and not what isn't there. */
    assert_true(xeng_result_key_id(result, type) == 0);
    assert_int_equal(xeng_result_key_metric(result, id), 0);
    assert_int_equal(xeng_result_key_day(result, hour), XENG_DAY_NONE);
    assert_int_equal(xeng_result_key_hour(result, day), -1);
    assert_int_equal(xeng_result_key_hour(result, root), -1);
    assert_true(xeng_result_child_by_id(result, root, 112) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_id(result, type, 113) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_id(result, type, UINT64_MAX) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_metric(result, type, XENG_METRIC_IMPRESSIONS) ==
                XENG_NODE_NONE);
    assert_true(xeng_result_child_by_metric(result, root, XENG_METRIC_REPLIES) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_metric(result, root, 12345) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_day(result, id, INT32_MIN) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_day(result, id, 20759) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_hour(result, day, 24) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_hour(result, day, -1) == XENG_NODE_NONE);
    /* Known hour, but not of this day. */
    assert_true(xeng_result_child_by_hour(result, day, 0) == XENG_NODE_NONE);
    xeng_result_unref(result);
}

static void paths_lead_to_nodes(void **state)
{
    static const char *const path[] = {"impressions", "111", "2026-11-01", "23"};
    static const char *const with_null[] = {"impressions", NULL};
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_node root = xeng_result_root(result, 0);
    int64_t value;
    xeng_node leaf = xeng_result_find(result, root, path, 4);
    assert_int_equal(xeng_result_value(result, leaf, &value), XENG_VALUE_DELIVERED);
    assert_int_equal(value, 1);
    assert_true(xeng_result_find(result, root, path, 0) == root);
    assert_true(xeng_result_find(result, root, NULL, 0) == root);
    assert_true(xeng_result_find(result, root, NULL, 1) == XENG_NODE_NONE);
    assert_true(xeng_result_find(result, root, with_null, 2) == XENG_NODE_NONE);
    assert_true(xeng_result_find(result, leaf, path, 1) == XENG_NODE_NONE);
    assert_true(xeng_result_find(result, root, path + 1, 1) == XENG_NODE_NONE);
    assert_true(xeng_result_child(result, root, NULL) == XENG_NODE_NONE);
    assert_true(xeng_result_child(result, root, "") == XENG_NODE_NONE);
    assert_true(xeng_result_child(result, root, "impression") == XENG_NODE_NONE);
    assert_true(xeng_result_child(result, root, "impressionsX") == XENG_NODE_NONE);
    assert_true(xeng_result_root_by_name(result, "none") == XENG_NODE_NONE);
    assert_true(xeng_result_root_by_name(result, NULL) == XENG_NODE_NONE);
    xeng_result_unref(result);
}

/* What every function gives for a node that is none of the result's. */
static void assert_nowhere(const xeng_result *result, xeng_node node)
{
    static const char *const key = "impressions";
    int64_t value = 5;
    assert_int_equal(xeng_result_node_grouping(result, node), SIZE_MAX);
    assert_int_equal(xeng_result_node_level(result, node), SIZE_MAX);
    assert_int_equal(xeng_result_node_dimension(result, node), XENG_DIMENSION_OTHER);
    assert_true(xeng_result_parent(result, node) == XENG_NODE_NONE);
    assert_int_equal(xeng_result_child_count(result, node), 0);
    assert_true(xeng_result_child_at(result, node, 0) == XENG_NODE_NONE);
    assert_true(xeng_result_child(result, node, key) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_id(result, node, 1) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_metric(result, node, 10) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_day(result, node, 1) == XENG_NODE_NONE);
    assert_true(xeng_result_child_by_hour(result, node, 1) == XENG_NODE_NONE);
    assert_true(xeng_result_find(result, node, &key, 1) == XENG_NODE_NONE);
    assert_true(xeng_result_find(result, node, &key, 0) == XENG_NODE_NONE);
    assert_null(xeng_result_key(result, node));
    assert_true(xeng_result_key_id(result, node) == 0);
    assert_int_equal(xeng_result_key_metric(result, node), 0);
    assert_int_equal(xeng_result_key_day(result, node), XENG_DAY_NONE);
    assert_int_equal(xeng_result_key_hour(result, node), -1);
    assert_int_equal(xeng_result_value(result, node, &value), XENG_VALUE_NO_LEAF);
    assert_int_equal(value, 0);
}

static void nodes_of_nowhere_give_nothing(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_node root = xeng_result_root(result, 0);
    const xeng_node nowhere[] = {XENG_NODE_NONE,
                                 1,
                                 root + 1,
                                 root - 1,
                                 root | UINT64_C(4) << 36 | 4,
                                 root | UINT64_C(5) << 36,
                                 root | UINT64_C(15) << 36,
                                 root | ((UINT64_C(1) << 36) - 1),
                                 UINT64_C(4) << 40,
                                 UINT64_C(2) << 40 | UINT64_C(1) << 36,
                                 UINT64_C(1) << 53,
                                 UINT64_MAX};
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
        assert_nowhere(result, nowhere[i]);
    }
    assert_nowhere(NULL, root);
    xeng_result_unref(result);
}

static void functions_on_no_result_give_nothing(void **state)
{
    (void)state;
    assert_null(xeng_result_ref(NULL));
    xeng_result_unref(NULL);
    assert_int_equal(xeng_result_grouping_count(NULL), 0);
    assert_null(xeng_result_grouping_name(NULL, 0));
    assert_true(xeng_result_root(NULL, 0) == XENG_NODE_NONE);
    assert_true(xeng_result_root_by_name(NULL, "g") == XENG_NODE_NONE);
    assert_int_equal(xeng_result_depth(NULL, 0), 0);
    assert_int_equal(xeng_result_dimension(NULL, 0, 1), 0);
    assert_int_equal(xeng_result_leaf_count(NULL, 0), 0);
    assert_int_equal(xeng_result_window(NULL, NULL, NULL), 0);
    assert_int_equal(xeng_result_id_count(NULL), 0);
    assert_true(xeng_result_id_at(NULL, 0) == 0);
    assert_int_equal(xeng_result_id_state(NULL, 1), 0);
    assert_int_equal(xeng_result_id_unsupported(NULL, 1), 0);
    assert_int_equal(xeng_result_message_count(NULL), 0);
    assert_null(xeng_result_message(NULL, 0));
    assert_int_equal(xeng_result_extra_count(NULL), 0);
    assert_null(xeng_result_extra_name(NULL, 0));
    assert_null(xeng_result_extra_json(NULL, 0));
    assert_int_equal(xeng_result_attempts(NULL), 0);
    assert_null(xeng_cursor_ref(NULL));
    xeng_cursor_unref(NULL);
    assert_true(xeng_cursor_next(NULL) == XENG_NODE_NONE);
    assert_true(xeng_cursor_next_leaf(NULL) == XENG_NODE_NONE);
    assert_true(xeng_cursor_skip(NULL) == XENG_NODE_NONE);
    assert_true(xeng_cursor_node(NULL, 0) == XENG_NODE_NONE);
}

static xeng_cursor *cursor_at(const xeng_result *result, xeng_node node)
{
    xeng_cursor *cursor;
    assert_int_equal(xeng_cursor_new(result, node, &cursor, NULL), XENG_OK);
    return cursor;
}

static void cursor_goes_depth_first(void **state)
{
    static const char *const keys[] = {"impressions", "111", "2026-11-01", "23", "00",
                                       "2026-11-02",  "112", "2026-11-01", "05", "new",
                                       "favorites",   "112", "2026-11-02", "00"};
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_cursor *cursor = cursor_at(result, xeng_result_root(result, 0));
    assert_true(xeng_cursor_node(cursor, 0) == xeng_result_root(result, 0));
    assert_true(xeng_cursor_node(cursor, 1) == XENG_NODE_NONE);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        xeng_node node = xeng_cursor_next(cursor);
        assert_string_equal(xeng_result_key(result, node), keys[i]);
        size_t level = xeng_result_node_level(result, node);
        assert_true(xeng_cursor_node(cursor, level) == node);
        assert_true(xeng_cursor_node(cursor, level + 1) == XENG_NODE_NONE);
        assert_true(xeng_cursor_node(cursor, level - 1) == xeng_result_parent(result, node));
    }
    assert_true(xeng_cursor_next(cursor) == XENG_NODE_NONE);
    assert_true(xeng_cursor_next(cursor) == XENG_NODE_NONE);
    assert_true(xeng_cursor_next_leaf(cursor) == XENG_NODE_NONE);
    assert_true(xeng_cursor_skip(cursor) == XENG_NODE_NONE);
    assert_true(xeng_cursor_node(cursor, 0) == XENG_NODE_NONE);
    xeng_cursor_unref(cursor);
    xeng_result_unref(result);
}

static void cursor_goes_from_leaf_to_leaf(void **state)
{
    static const int64_t values[] = {1, 2, 3, -4};
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_cursor *cursor = cursor_at(result, xeng_result_root(result, 0));
    for (size_t i = 0; i < 4; i++) {
        int64_t value;
        xeng_node leaf = xeng_cursor_next_leaf(cursor);
        assert_int_equal(xeng_result_value(result, leaf, &value), XENG_VALUE_DELIVERED);
        assert_int_equal(value, values[i]);
        assert_true(xeng_cursor_node(cursor, 3) == xeng_result_parent(result, leaf));
    }
    assert_true(xeng_cursor_next_leaf(cursor) == XENG_NODE_NONE);
    xeng_cursor_unref(cursor);
    xeng_result_unref(result);
}

static void cursor_skips_what_is_below(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_cursor *cursor = cursor_at(result, xeng_result_root(result, 0));
    /* Before the first node there is nothing to skip. */
    assert_string_equal(xeng_result_key(result, xeng_cursor_skip(cursor)), "impressions");
    assert_string_equal(xeng_result_key(result, xeng_cursor_next(cursor)), "111");
    assert_string_equal(xeng_result_key(result, xeng_cursor_skip(cursor)), "112");
    assert_string_equal(xeng_result_key(result, xeng_cursor_skip(cursor)), "new");
    assert_string_equal(xeng_result_key(result, xeng_cursor_skip(cursor)), "favorites");
    assert_true(xeng_cursor_skip(cursor) == XENG_NODE_NONE);
    xeng_cursor_unref(cursor);
    xeng_result_unref(result);
}

static void cursor_stays_below_its_node_and_holds_the_result(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, json);
    xeng_node id = node_at(result, "by type/impressions/111");
    xeng_node type = xeng_result_parent(result, id);
    xeng_cursor *cursor = cursor_at(result, id);
    assert_true(xeng_cursor_ref(cursor) == cursor);
    xeng_result_unref(result);
    assert_true(xeng_cursor_node(cursor, 1) == type);
    size_t count = 0;
    while (xeng_cursor_next(cursor) != XENG_NODE_NONE) {
        assert_true(xeng_cursor_node(cursor, 2) == id);
        count++;
    }
    assert_int_equal(count, 4);
    xeng_cursor_unref(cursor);
    xeng_cursor_unref(cursor);
}

static void cursors_through_nothing_end_at_once(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, json);
    const xeng_node nodes[] = {XENG_NODE_NONE, xeng_result_root_by_name(result, "empty"),
                               node_at(result, "by type/new"), node_at(result, "flat/a")};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        xeng_cursor *cursor = cursor_at(result, nodes[i]);
        assert_true(xeng_cursor_next(cursor) == XENG_NODE_NONE);
        xeng_cursor_unref(cursor);
        cursor = cursor_at(result, nodes[i]);
        assert_true(xeng_cursor_next_leaf(cursor) == XENG_NODE_NONE);
        xeng_cursor_unref(cursor);
        cursor = cursor_at(result, nodes[i]);
        assert_true(xeng_cursor_skip(cursor) == XENG_NODE_NONE);
        xeng_cursor_unref(cursor);
    }
    xeng_cursor *cursor = (xeng_cursor *)1;
    xeng_error *error = NULL;
    assert_int_equal(xeng_cursor_new(result, 77, &cursor, &error), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(cursor);
    xeng_error_unref(error);
    assert_int_equal(xeng_cursor_new(NULL, 0, &cursor, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_cursor_new(result, 0, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng_result_unref(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_their_place),
        cmocka_unit_test(children_come_in_the_order_of_the_document),
        cmocka_unit_test(keys_are_read_as_what_they_are),
        cmocka_unit_test(paths_lead_to_nodes),
        cmocka_unit_test(nodes_of_nowhere_give_nothing),
        cmocka_unit_test(functions_on_no_result_give_nothing),
        cmocka_unit_test(cursor_goes_depth_first),
        cmocka_unit_test(cursor_goes_from_leaf_to_leaf),
        cmocka_unit_test(cursor_skips_what_is_below),
        cmocka_unit_test(cursor_stays_below_its_node_and_holds_the_result),
        cmocka_unit_test(cursors_through_nothing_end_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
