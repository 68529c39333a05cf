/* Places of ids: each distinct id gets the next number, from 0 on. */
#include "ids.h"

#include <stdlib.h>

#include "../memory.h"

enum {
    SLOTS_AT_FIRST = 64 /* a power of two, and always one */
};

/* The slot of an id, or the free one where it belongs. */
static size_t *slot_of(const cli_ids *ids, uint64_t id)
{
    size_t at = (size_t)(id * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (ids->slot_count - 1);
    while (ids->slots[at] != 0 && ids->ids[ids->slots[at] - 1] != id) {
        at = (at + 1) & (ids->slot_count - 1);
    }
    return &ids->slots[at];
}

/* Keeps at least a quarter of the slots free. */
static void make_room(cli_ids *ids)
{
    if ((ids->count + 1) * 4 <= ids->slot_count * 3) {
        return;
    }
    free(ids->slots);
    ids->slot_count = ids->slot_count == 0 ? SLOTS_AT_FIRST : ids->slot_count * 2;
    ids->slots = cli_alloc(ids->slot_count, sizeof *ids->slots);
    for (size_t i = 0; i < ids->count; i++) {
        *slot_of(ids, ids->ids[i]) = i + 1;
    }
}

size_t cli_ids_add(cli_ids *ids, uint64_t id, bool *added)
{
    make_room(ids);
    size_t *slot = slot_of(ids, id);
    *added = *slot == 0;
    if (*added) {
        ids->ids = cli_grow(ids->ids, &ids->room, ids->count, sizeof *ids->ids);
        ids->ids[ids->count++] = id;
        *slot = ids->count;
    }
    return *slot - 1;
}

size_t cli_ids_find(const cli_ids *ids, uint64_t id)
{
    return ids->count == 0 ? SIZE_MAX : *slot_of(ids, id) - 1;
}

void cli_ids_free(cli_ids *ids)
{
    free(ids->ids);
    free(ids->slots);
    *ids = (cli_ids){0};
}
