/* A walk through a tree, depth first, that allocates nothing on the way. */
#include <xengage/result.h>

#include "base/alloc.h"
#include "base/error.h"
#include "result/tree.h"

enum {
    BEFORE,
    WITHIN,
    BEHIND
};

struct xeng_cursor {
    xeng__refcount owners;
    xeng_result *result;
    const xeng__tree *tree; /* NULL: a walk through nothing */
    size_t grouping;
    size_t top;   /* the level of the node below which the walk is */
    size_t level; /* of the present node */
    int32_t state;
    size_t index[XENG__MAX_LEVELS + 1]; /* the path from the root to the present node */
    size_t end[XENG__MAX_LEVELS + 1];   /* behind the last sibling of each node below the top */
};

int32_t xeng_cursor_new(const xeng_result *result, xeng_node node, xeng_cursor **cursor,
                        xeng_error **error)
{
    xeng__error_clear(error);
    if (cursor == NULL) {
        return xeng__fail_argument(error, "xeng_cursor_new: cursor is NULL");
    }
    *cursor = NULL;
    if (result == NULL) {
        return xeng__fail_argument(error, "xeng_cursor_new: result is NULL");
    }
    xeng__place place = xeng__place_of(result, node);
    if (place.tree == NULL && node != XENG_NODE_NONE) {
        return xeng__fail_argument(error, "xeng_cursor_new: node is none of this result's");
    }
    xeng_cursor *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    /* Only its count of owners changes, which const doesn't speak of. */
    made->result = xeng_result_ref((xeng_result *)(uintptr_t)result);
    made->tree = place.tree;
    made->state = place.tree == NULL ? BEHIND : BEFORE;
    if (place.tree != NULL) {
        made->grouping = place.grouping;
        made->top = place.level;
        made->level = place.level;
        made->index[place.level] = place.index;
        for (size_t level = place.level; level > 0; level--) {
            made->index[level - 1] = xeng__parent_index(place.tree, level, made->index[level]);
        }
    }
    *cursor = made;
    return XENG_OK;
}

xeng_cursor *xeng_cursor_ref(xeng_cursor *cursor)
{
    if (cursor != NULL) {
        xeng__refcount_add(&cursor->owners);
    }
    return cursor;
}

void xeng_cursor_unref(xeng_cursor *cursor)
{
    if (cursor != NULL && xeng__refcount_drop(&cursor->owners)) {
        xeng_result_unref(cursor->result);
        xeng__free(cursor);
    }
}

static inline xeng_node present(const xeng_cursor *cursor)
{
    return xeng__node(cursor->grouping, cursor->level, cursor->index[cursor->level]);
}

/* To the first child; false if there is none. */
static bool enter(xeng_cursor *cursor)
{
    size_t first;
    size_t end;
    xeng__children(cursor->tree, cursor->level, cursor->index[cursor->level], &first, &end);
    if (first == end) {
        return false;
    }
    cursor->level++;
    cursor->index[cursor->level] = first;
    cursor->end[cursor->level] = end;
    return true;
}

/* To the next sibling of the present node or of one above it; false at the end of the walk. */
static bool leave(xeng_cursor *cursor)
{
    while (cursor->level > cursor->top) {
        if (++cursor->index[cursor->level] < cursor->end[cursor->level]) {
            return true;
        }
        cursor->level--;
    }
    cursor->state = BEHIND;
    return false;
}

xeng_node xeng_cursor_next(xeng_cursor *cursor)
{
    if (cursor == NULL || cursor->state == BEHIND) {
        return XENG_NODE_NONE;
    }
    cursor->state = WITHIN;
    return enter(cursor) || leave(cursor) ? present(cursor) : XENG_NODE_NONE;
}

xeng_node xeng_cursor_next_leaf(xeng_cursor *cursor)
{
    if (cursor == NULL || cursor->state == BEHIND) {
        return XENG_NODE_NONE;
    }
    size_t depth = cursor->tree->depth;
    if (!cursor->tree->has_leaves) {
        cursor->state = BEHIND;
        return XENG_NODE_NONE;
    }
    if (cursor->state == WITHIN && cursor->level == depth &&
        cursor->index[depth] + 1 < cursor->end[depth]) {
        cursor->index[depth]++;
        return present(cursor);
    }
    xeng_node node;
    do {
        node = xeng_cursor_next(cursor);
    } while (node != XENG_NODE_NONE && cursor->level != depth);
    return node;
}

xeng_node xeng_cursor_skip(xeng_cursor *cursor)
{
    if (cursor == NULL || cursor->state != WITHIN) {
        return xeng_cursor_next(cursor);
    }
    return leave(cursor) ? present(cursor) : XENG_NODE_NONE;
}

xeng_node xeng_cursor_node(const xeng_cursor *cursor, size_t level)
{
    if (cursor == NULL || cursor->state == BEHIND || level > cursor->level) {
        return XENG_NODE_NONE;
    }
    return xeng__node(cursor->grouping, level, cursor->index[level]);
}
