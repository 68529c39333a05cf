/* Places of ids: each distinct id gets the next number, from 0 on. */
#ifndef CLI_REPORT_IDS_H
#define CLI_REPORT_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is an empty one. */
typedef struct {
    uint64_t *ids; /* by place */
    size_t count;
    size_t room;
    size_t *slots; /* a hash: place + 1, or 0 where it is free */
    size_t slot_count;
} cli_ids;

/* The place of an id, which is new if it wasn't there. */
size_t cli_ids_add(cli_ids *ids, uint64_t id, bool *added);

/* The place of an id; SIZE_MAX if it isn't there. */
size_t cli_ids_find(const cli_ids *ids, uint64_t id);

void cli_ids_free(cli_ids *ids);

#endif
