/* What Go can't do by itself: handing its functions to C, and many small calls as one. */
#ifndef XENGAGE_GO_BRIDGE_H
#define XENGAGE_GO_BRIDGE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/xengage.h>

/* A node of a tree, in the order of a walk. */
typedef struct {
    const char *key; /* lives as long as the result */
    int64_t value;
    uint64_t id;
    int32_t state; /* one of the XENG_VALUE_ numbers */
    int32_t level;
    int32_t dimension;
    int32_t key_size;
} bridge_node;

/* What became of an id. */
typedef struct {
    uint64_t id;
    int32_t state;
    int32_t reason;
    uint32_t unsupported;
} bridge_id;

/* Handles are those of runtime/cgo, as numbers: pointers that aren't must not be seen by Go. */
void bridge_set_log(xeng_options *options, int32_t level, uintptr_t handle);
int32_t bridge_add_ids_from(xeng_job *job, uint32_t account, uintptr_t handle, xeng_error **error);
void bridge_set_journal(xeng_job *job, uintptr_t handle);

/* Fills in up to `most` nodes; returns how many there are. -1: out of memory. */
int64_t bridge_walk(const xeng_result *result, size_t grouping, bridge_node *nodes, size_t most);
void bridge_result_ids(const xeng_result *result, bridge_id *ids);
void bridge_piece_ids(const xeng_piece *piece, bridge_id *ids);
/* Wipes and frees a text of C.CString(). */
void bridge_free_secret(char *text);
int32_t bridge_is_readable(int32_t fd);

#endif
