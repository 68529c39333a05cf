/* What Go can't do by itself: handing its functions to C, and many small calls as one. */
#include "bridge.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "_cgo_export.h"

static void log_line(void *context, int32_t level, const char *message)
{
    xengageGoLog((uintptr_t)context, level, (char *)message);
}

void bridge_set_log(xeng_options *options, int32_t level, uintptr_t handle)
{
    xeng_options_set_log(options, level, log_line, (void *)handle);
}

static int32_t next_ids(void *context, uint64_t *ids, size_t capacity, size_t *count)
{
    return xengageGoNextIDs((uintptr_t)context, ids, capacity, count);
}

int32_t bridge_add_ids_from(xeng_job *job, uint32_t account, uintptr_t handle, xeng_error **error)
{
    return xeng_job_add_ids_from(job, account, next_ids, (void *)handle, error);
}

static int32_t keep(void *context, int32_t what, uint64_t piece, const void *record, size_t size)
{
    return xengageGoKeep((uintptr_t)context, what, piece, (void *)record, size);
}

void bridge_set_journal(xeng_job *job, uintptr_t handle)
{
    xeng_job_set_journal_fn(job, keep, (void *)handle);
}

static void describe(const xeng_result *result, xeng_node node, bridge_node *to)
{
    to->key = xeng_result_key(result, node);
    to->key_size = (int32_t)strlen(to->key);
    to->id = xeng_result_key_id(result, node);
    to->level = (int32_t)xeng_result_node_level(result, node);
    to->dimension = xeng_result_node_dimension(result, node);
    to->state = xeng_result_value(result, node, &to->value);
}

int64_t bridge_walk(const xeng_result *result, size_t grouping, bridge_node *nodes, size_t most)
{
    xeng_cursor *cursor = NULL;
    if (xeng_cursor_new(result, xeng_result_root(result, grouping), &cursor, NULL) != XENG_OK) {
        return -1;
    }
    size_t count = 0;
    xeng_node node;
    while ((node = xeng_cursor_next(cursor)) != XENG_NODE_NONE) {
        if (count < most) {
            describe(result, node, &nodes[count]);
        }
        count++;
    }
    xeng_cursor_unref(cursor);
    return (int64_t)count;
}

void bridge_result_ids(const xeng_result *result, bridge_id *ids)
{
    size_t count = xeng_result_id_count(result);
    for (size_t i = 0; i < count; i++) {
        uint64_t id = xeng_result_id_at(result, i);
        ids[i] = (bridge_id){id, xeng_result_id_state(result, id), XENG_OK,
                             xeng_result_id_unsupported(result, id)};
    }
}

void bridge_piece_ids(const xeng_piece *piece, bridge_id *ids)
{
    size_t count = xeng_piece_id_count(piece);
    for (size_t i = 0; i < count; i++) {
        ids[i] = (bridge_id){xeng_piece_id_at(piece, i), xeng_piece_id_state(piece, i),
                             xeng_piece_id_reason(piece, i), xeng_piece_id_unsupported(piece, i)};
    }
}

int32_t bridge_is_readable(int32_t fd)
{
    struct pollfd one = {.fd = fd, .events = POLLIN};
    return poll(&one, 1, 0) != 0; /* an error is for dispatch to tell */
}

void bridge_free_secret(char *text)
{
    for (volatile char *at = text; *at != '\0'; at++) {
        *at = '\0'; /* volatile, or the compiler leaves it out before free() */
    }
    free(text);
}
