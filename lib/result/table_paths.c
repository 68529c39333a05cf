/* Telling paths of keys apart. */
#include "result/table_paths.h"

#include "base/alloc.h"

enum {
    FIRST_SLOTS = 256
};

void xeng__paths_free(xeng__paths *paths)
{
    xeng__free(paths->pairs);
    xeng__free(paths->slots);
}

/* The slot where a pair is, or where it belongs. */
static size_t find_slot(const xeng__paths *paths, uint64_t pair)
{
    uint64_t sum = (pair ^ pair >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    size_t mask = paths->slot_count - 1;
    size_t slot = (size_t)(sum ^ sum >> 29) & mask;
    while (paths->slots[slot] != XENG__KEY_NONE && paths->pairs[paths->slots[slot]] != pair) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

/* Makes a table of slots that is half empty at least. */
static bool rehash(xeng__paths *paths)
{
    size_t wanted = paths->slot_count == 0 ? FIRST_SLOTS : paths->slot_count * 2;
    uint32_t *slots = xeng__malloc(wanted * sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    memset(slots, 0xFF, wanted * sizeof *slots);
    xeng__free(paths->slots);
    paths->slots = slots;
    paths->slot_count = wanted;
    for (size_t i = 0; i < paths->count; i++) {
        slots[find_slot(paths, paths->pairs[i])] = (uint32_t)i;
    }
    return true;
}

uint32_t xeng__paths_add(xeng__paths *paths, uint64_t pair)
{
    if (paths->count >= paths->slot_count / 2 && !rehash(paths)) {
        return XENG__KEY_NONE;
    }
    size_t slot = find_slot(paths, pair);
    if (paths->slots[slot] != XENG__KEY_NONE) {
        return paths->slots[slot];
    }
    if (paths->count >= XENG__KEY_NONE - 1 ||
        !xeng__grow((void **)&paths->pairs, &paths->capacity, paths->count, sizeof *paths->pairs)) {
        return XENG__KEY_NONE;
    }
    paths->pairs[paths->count] = pair;
    paths->slots[slot] = (uint32_t)paths->count;
    return (uint32_t)paths->count++;
}
