/* Whether a piece is as the server in the test has it. */
#include "job/batch_world.h"

#include "job/piece.h"

/* What must become of a Post. Without ids in the trees nobody can tell that one is missing. */
static xeng__fate expected_fate(const world *self, size_t place)
{
    uint32_t flags = world_flags_of(self->nature[place]) | self->kind;
    switch (self->nature[place]) {
    case FORBIDDEN:
        return (xeng__fate){XENG_ID_FORBIDDEN, 0, XENG_ERROR_FORBIDDEN_POSTS};
    case UNAVAILABLE:
        return (xeng__fate){XENG_ID_UNAVAILABLE, 0, XENG_ERROR_UNAVAILABLE_POSTS};
    case POISON:
        return (xeng__fate){XENG_ID_FAILED, 0, XENG_ERROR_BAD_REQUEST};
    case SILENT:
        return (xeng__fate){XENG_ID_FAILED, 0, XENG_ERROR_PROTOCOL};
    default:
        return flags == 0 ? (xeng__fate){XENG_ID_DELIVERED, 0, XENG_OK}
                          : (xeng__fate){XENG_ID_UNSUPPORTED, (uint8_t)flags,
                                         XENG_ERROR_UNSUPPORTED_POSTS};
    }
}

static bool is_kept(const world *self, size_t place)
{
    int state = expected_fate(self, place).state;
    return state == XENG_ID_DELIVERED || state == XENG_ID_UNSUPPORTED;
}

/* A Post's count of a metric over all windows; false if it can't be had. */
static bool expected_count(const world *self, size_t place, int32_t metric, int64_t *count)
{
    *count = 0;
    if (!is_kept(self, place)) {
        return false;
    }
    for (size_t window = 0; window < self->rules.window_count; window++) {
        *count += world_count(self->ids[place], metric, window);
    }
    return ((world_flags_of(self->nature[place]) | self->kind) & world_flag_of(metric)) == 0;
}

static void check_post(const world *self, const xeng_result *result, size_t place)
{
    for (size_t k = 0; k < WORLD_METRICS; k++) {
        int64_t expected;
        int64_t count = 0;
        bool had = expected_count(self, place, world_metrics[k], &expected);
        xeng_node root = xeng_result_root_by_name(result, "ids");
        xeng_node post = xeng_result_child_by_id(result, root, self->ids[place]);
        xeng_node leaf = xeng_result_child_by_metric(result, post, world_metrics[k]);
        if (had) {
            assert_int_equal(xeng_result_value(result, leaf, &count), XENG_VALUE_DELIVERED);
            assert_int_equal(count, expected);
        } else {
            assert_int_not_equal(xeng_result_value(result, leaf, &count), XENG_VALUE_DELIVERED);
        }
        if (!is_kept(self, place)) {
            assert_int_equal(post, XENG_NODE_NONE);
        }
    }
}

static void check_sums(const world *self, const xeng_result *result)
{
    for (size_t k = 0; k < WORLD_METRICS; k++) {
        int64_t expected = 0;
        int64_t count = 0;
        bool had = false;
        for (size_t place = 0; place < self->count; place++) {
            int64_t one;
            if (expected_count(self, place, world_metrics[k], &one)) {
                expected += one;
                had = true;
            }
        }
        xeng_node root = xeng_result_root_by_name(result, "sums");
        xeng_node leaf = xeng_result_child_by_metric(result, root, world_metrics[k]);
        int32_t value = xeng_result_value(result, leaf, &count);
        assert_true(!had || value == XENG_VALUE_DELIVERED);
        assert_int_equal(count, had ? expected : 0);
    }
}

static void check_fates(const world *self, const xeng_piece *piece)
{
    for (size_t i = 0; i < self->count; i++) {
        xeng__fate expected = expected_fate(self, i);
        assert_int_equal(xeng_piece_id_at(piece, i), self->ids[i]);
        assert_int_equal(xeng_piece_id_state(piece, i), expected.state);
        assert_int_equal(xeng_piece_id_reason(piece, i), expected.reason);
        assert_true(expected.state != XENG_ID_UNSUPPORTED ||
                    xeng_piece_id_unsupported(piece, i) == expected.unsupported);
        assert_true((*xeng_piece_id_reason_text(piece, i) == '\0') == (expected.reason == XENG_OK));
    }
}

void world_check(const world *self, xeng__batch *batch)
{
    xeng_piece *piece;
    xeng_error *error = NULL;
    size_t kept = 0;
    if (xeng__batch_finish(batch, &piece, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    assert_int_equal(xeng_piece_number(piece), 7);
    assert_int_equal(xeng_piece_account(piece), 3);
    assert_int_equal(xeng_piece_id_count(piece), self->count);
    check_fates(self, piece);
    for (size_t i = 0; i < self->count; i++) {
        kept += is_kept(self, i);
    }
    const xeng_result *result = xeng_piece_result(piece);
    assert_int_equal(result != NULL, kept > 0);
    for (size_t i = 0; result != NULL && self->by_id && i < self->count; i++) {
        check_post(self, result, i);
    }
    if (result != NULL && self->sums) {
        check_sums(self, result);
        assert_string_equal(xeng_result_grouping_name(result, 0), "sums");
    }
    xeng_piece_unref(piece);
}
