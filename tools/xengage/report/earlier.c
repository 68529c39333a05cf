/* The counts of an earlier window, a Post, to compare with: a hash of ids, whose counts lie behind
 * one another, those that were delivered only. */
#include "earlier.h"

#include <stdlib.h>

#include "../memory.h"

typedef struct {
    uint64_t id; /* 0: free */
    uint32_t delivered;
    size_t first; /* of its counts */
} slot;

struct cli_earlier {
    slot *slots;
    size_t capacity; /* a power of two, at most three quarters of which are taken */
    size_t count;
    int64_t *values;
    size_t value_count;
    size_t value_room;
};

enum {
    SLOTS_AT_FIRST = 64
};

cli_earlier *cli_earlier_new(void)
{
    cli_earlier *earlier = cli_alloc(1, sizeof *earlier);
    earlier->capacity = SLOTS_AT_FIRST;
    earlier->slots = cli_alloc(earlier->capacity, sizeof *earlier->slots);
    return earlier;
}

/* The slot of an id, or the free one where it belongs. */
static slot *find(const cli_earlier *earlier, uint64_t id)
{
    size_t at = (size_t)(id * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (earlier->capacity - 1);
    while (earlier->slots[at].id != 0 && earlier->slots[at].id != id) {
        at = (at + 1) & (earlier->capacity - 1);
    }
    return &earlier->slots[at];
}

static void make_room(cli_earlier *earlier)
{
    if ((earlier->count + 1) * 4 <= earlier->capacity * 3) {
        return;
    }
    slot *old = earlier->slots;
    size_t count = earlier->capacity;
    earlier->capacity *= 2;
    earlier->slots = cli_alloc(earlier->capacity, sizeof *earlier->slots);
    for (size_t i = 0; i < count; i++) {
        if (old[i].id != 0) {
            *find(earlier, old[i].id) = old[i];
        }
    }
    free(old);
}

void cli_earlier_add(cli_earlier *earlier, const cli_row *row)
{
    make_room(earlier);
    slot *own = find(earlier, row->id);
    if (own->id != 0) {
        return; /* a Post's counts are all in one result: the second is a repeat */
    }
    *own = (slot){row->id, row->delivered, earlier->value_count};
    earlier->count++;
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if ((row->delivered >> i & 1) != 0) {
            earlier->values = cli_grow(earlier->values, &earlier->value_room, earlier->value_count,
                                       sizeof *earlier->values);
            earlier->values[earlier->value_count++] = row->values[i];
        }
    }
}

bool cli_earlier_value(const cli_earlier *earlier, uint64_t id, size_t metric, int64_t *value)
{
    const slot *own = find(earlier, id);
    *value = 0;
    if (own->id == 0 || (own->delivered >> metric & 1) == 0) {
        return false;
    }
    size_t at = own->first;
    for (size_t i = 0; i < metric; i++) {
        at += own->delivered >> i & 1;
    }
    *value = earlier->values[at];
    return true;
}

void cli_earlier_free(cli_earlier *earlier)
{
    if (earlier != NULL) {
        free(earlier->slots);
        free(earlier->values);
        free(earlier);
    }
}
