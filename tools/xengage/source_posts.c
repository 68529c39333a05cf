/* The Posts of a source, numbered as they come, and what is known of each. */
#include "source_posts.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum {
    SLOTS_FIRST = 1024
};

#define FREE UINT32_MAX

/* The slot where an id is, or where it belongs. */
static size_t find_slot(const cli_posts *posts, uint64_t id)
{
    size_t mask = posts->slot_count - 1;
    uint64_t mixed = id * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (size_t)(mixed >> 24) & mask;
    while (posts->slots[slot] != FREE && posts->ids[posts->slots[slot]] != id) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void grow_slots(cli_posts *posts)
{
    free(posts->slots);
    posts->slot_count = posts->slot_count == 0 ? SLOTS_FIRST : posts->slot_count * 2;
    posts->slots = cli_alloc(posts->slot_count, sizeof *posts->slots);
    memset(posts->slots, 0xFF, posts->slot_count * sizeof *posts->slots);
    for (uint32_t i = 0; i < posts->count; i++) {
        posts->slots[find_slot(posts, posts->ids[i])] = i;
    }
}

uint32_t cli_posts_place(cli_posts *posts, uint64_t id)
{
    if (posts->count * 2 >= posts->slot_count) {
        grow_slots(posts);
    }
    size_t slot = find_slot(posts, id);
    if (posts->slots[slot] != FREE) {
        return posts->slots[slot];
    }
    posts->ids = cli_grow(posts->ids, &posts->id_room, posts->count, sizeof *posts->ids);
    posts->flags = cli_grow(posts->flags, &posts->flag_room, posts->count, sizeof *posts->flags);
    posts->ids[posts->count] = id;
    posts->flags[posts->count] = 0;
    posts->slots[slot] = (uint32_t)posts->count;
    return (uint32_t)posts->count++;
}

void cli_posts_free(cli_posts *posts)
{
    free(posts->ids);
    free(posts->flags);
    free(posts->slots);
    *posts = (cli_posts){0};
}
