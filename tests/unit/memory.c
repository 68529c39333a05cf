/* An allocator for tests. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include <xengage/error.h>
#include <xengage/memory.h>

/* Each block knows its size, so that what is freed can be looked at. */
struct block {
    size_t size;
    max_align_t memory[];
};

static size_t live;
static size_t bytes;
static size_t most_bytes;
static size_t allowed;
static bool failing;
static bool lasting_failure;
static bool refused;
static const char *watched;
static bool held_secret;

static struct block *block_of(void *memory)
{
    return (struct block *)(void *)((char *)memory - offsetof(struct block, memory));
}

static bool may_allocate(void)
{
    if (!failing) {
        return true;
    }
    if (allowed > 0) {
        allowed--;
        return true;
    }
    refused = true;
    failing = lasting_failure;
    return false;
}

static void *give(size_t size, void *context)
{
    (void)context;
    struct block *made = may_allocate() ? malloc(sizeof *made + size) : NULL;
    if (made == NULL) {
        return NULL;
    }
    made->size = size;
    memset(made->memory, 0xA5, size); /* nobody may count on zeros */
    live++;
    bytes += size;
    most_bytes = bytes > most_bytes ? bytes : most_bytes;
    return made->memory;
}

static void take(void *memory, void *context)
{
    (void)context;
    struct block *old = block_of(memory);
    size_t size = watched == NULL ? 0 : strlen(watched);
    for (size_t at = 0; size > 0 && at + size <= old->size; at++) {
        held_secret = held_secret || memcmp((char *)memory + at, watched, size) == 0;
    }
    live--;
    bytes -= old->size;
    free(old);
}

static void *resize(void *memory, size_t size, void *context)
{
    void *moved = give(size, context);
    if (moved != NULL) {
        size_t old = block_of(memory)->size;
        memcpy(moved, memory, old < size ? old : size);
        take(memory, context);
    }
    return moved;
}

void memory_take_over(void)
{
    if (xeng_set_allocator(give, resize, take, NULL) != XENG_OK) {
        abort();
    }
}

size_t memory_live(void)
{
    return live;
}

size_t memory_most(void)
{
    size_t most = most_bytes;
    most_bytes = bytes;
    return most;
}

void memory_fail_after(size_t count, bool lasting)
{
    allowed = count;
    failing = true;
    lasting_failure = lasting;
    refused = false;
}

bool memory_recover(void)
{
    failing = false;
    return refused;
}

void memory_watch_for(const char *secret)
{
    watched = secret;
    held_secret = false;
}

bool memory_held_secret(void)
{
    return held_secret;
}
