/* Whether two results are the same, whatever the order in which their keys came. */
#ifndef XENG__TESTS_RESULT_SAME_H
#define XENG__TESTS_RESULT_SAME_H

#include "result/support.h"

/* All that is below a node of one is below a node of the other, too. */
static inline void assert_holds(const xeng_result *one, xeng_node node, const xeng_result *other,
                                xeng_node same)
{
    for (size_t i = 0; i < xeng_result_child_count(one, node); i++) {
        int64_t value = -1;
        int64_t other_value = -2;
        xeng_node child = xeng_result_child_at(one, node, i);
        const char *key = xeng_result_key(one, child);
        xeng_node found = xeng_result_child(other, same, key);
        int32_t kind = xeng_result_value(one, child, &value);
        if (found == XENG_NODE_NONE) {
            fail_msg("no %s in the other", key);
        }
        int32_t other_kind = xeng_result_value(other, found, &other_value);
        if (kind != other_kind || value != other_value) {
            fail_msg("%s is %lld (%d) and %lld (%d)", key, (long long)value, (int)kind,
                     (long long)other_value, (int)other_kind);
        }
        assert_int_equal(xeng_result_node_dimension(one, child),
                         xeng_result_node_dimension(other, found));
        assert_holds(one, child, other, found);
    }
}

static inline void assert_same_trees(const xeng_result *one, const xeng_result *other)
{
    assert_int_equal(xeng_result_grouping_count(one), xeng_result_grouping_count(other));
    for (size_t i = 0; i < xeng_result_grouping_count(one); i++) {
        xeng_node root = xeng_result_root(one, i);
        xeng_node same = xeng_result_root_by_name(other, xeng_result_grouping_name(one, i));
        size_t grouping = xeng_result_node_grouping(other, same);
        assert_true(same != XENG_NODE_NONE);
        assert_int_equal(xeng_result_depth(one, i), xeng_result_depth(other, grouping));
        assert_int_equal(xeng_result_leaf_count(one, i), xeng_result_leaf_count(other, grouping));
        assert_holds(one, root, other, same);
        assert_holds(other, same, one, root);
    }
}

static inline void assert_same_ids(const xeng_result *one, const xeng_result *other)
{
    assert_int_equal(xeng_result_id_count(one), xeng_result_id_count(other));
    for (size_t i = 0; i < xeng_result_id_count(one); i++) {
        uint64_t id = xeng_result_id_at(one, i);
        if (xeng_result_id_state(one, id) != xeng_result_id_state(other, id)) {
            fail_msg("%llu is %d and %d", (unsigned long long)id,
                     (int)xeng_result_id_state(one, id), (int)xeng_result_id_state(other, id));
        }
        assert_int_equal(xeng_result_id_unsupported(one, id),
                         xeng_result_id_unsupported(other, id));
    }
}

static inline void assert_same_window(const xeng_result *one, const xeng_result *other)
{
    int64_t times[4];
    assert_int_equal(xeng_result_window(one, &times[0], &times[1]),
                     xeng_result_window(other, &times[2], &times[3]));
    assert_true(times[0] == times[2] && times[1] == times[3]);
}

/* One and other have the same messages and unknown members, in the same order. */
static inline void assert_same_rest(const xeng_result *one, const xeng_result *other)
{
    assert_int_equal(xeng_result_message_count(one), xeng_result_message_count(other));
    for (size_t i = 0; i < xeng_result_message_count(one); i++) {
        assert_string_equal(xeng_result_message(one, i), xeng_result_message(other, i));
    }
    assert_int_equal(xeng_result_extra_count(one), xeng_result_extra_count(other));
    for (size_t i = 0; i < xeng_result_extra_count(one); i++) {
        assert_string_equal(xeng_result_extra_name(one, i), xeng_result_extra_name(other, i));
        assert_string_equal(xeng_result_extra_json(one, i), xeng_result_extra_json(other, i));
    }
}

static inline void assert_same(const xeng_result *one, const xeng_result *other)
{
    assert_same_trees(one, other);
    assert_same_ids(one, other);
    assert_same_window(one, other);
    assert_same_rest(one, other);
}

#endif
