/* Sorting more keys than memory holds. */
#include "job/spool_sort.h"

#include <stdbool.h>

#include "base/alloc.h"
#include "base/error.h"

enum {
    BLOCK = XENG__STORE_DIRECT / sizeof(xeng__sort_key) /* keys of each run in memory */
};

/* What is left of a run. */
struct cursor {
    uint64_t at; /* the next key that isn't in memory yet */
    uint64_t end;
    size_t next; /* in `block` */
    size_t count;
    xeng__sort_key *block;
};

struct merge {
    xeng__store *store;
    xeng__sort_key *blocks; /* BLOCK for each cursor */
    struct cursor *cursors;
    struct cursor **heap; /* those with keys left, the one with the least on top */
    size_t heap_size;
};

static bool less(const xeng__sort_key *a, const xeng__sort_key *b)
{
    return a->high < b->high || (a->high == b->high && a->low < b->low);
}

/* Lets a key sink to its place in a heap that has the greatest on top. */
static void sink_key(xeng__sort_key *keys, size_t count, size_t at)
{
    xeng__sort_key key = keys[at];
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && less(&keys[child], &keys[child + 1]);
        if (!less(&key, &keys[child])) {
            break;
        }
        keys[at] = keys[child];
        at = child;
    }
    keys[at] = key;
}

/* Heapsort: needs no memory, and no order of the keys makes it slow. */
static void sort_in_memory(xeng__sort_key *keys, size_t count)
{
    for (size_t at = count / 2; at-- > 0;) {
        sink_key(keys, count, at);
    }
    for (size_t left = count; left-- > 1;) {
        xeng__sort_key greatest = keys[0];
        keys[0] = keys[left];
        keys[left] = greatest;
        sink_key(keys, left, 0);
    }
}

static uint64_t key_count(const xeng__store *store)
{
    return store->size / sizeof(xeng__sort_key);
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Sorts each run where it is. A single one stays in `keys`, too. */
static int32_t sort_runs(xeng__store *store, size_t run, xeng__sort_key *keys, xeng_error **error)
{
    int32_t code = XENG_OK;
    uint64_t all = key_count(store);
    for (uint64_t at = 0; at < all && code == XENG_OK; at += run) {
        size_t count = (size_t)least(run, all - at);
        uint64_t place = at * sizeof *keys;
        code = xeng__store_read(store, place, keys, count * sizeof *keys, error);
        if (code == XENG_OK) {
            sort_in_memory(keys, count);
            code = xeng__store_write(store, place, keys, count * sizeof *keys, error);
        }
    }
    return code;
}

static int32_t take_all(const xeng__sort_key *keys, size_t count, xeng__sort_take *take,
                        void *context, xeng_error **error)
{
    int32_t code = XENG_OK;
    for (size_t i = 0; i < count && code == XENG_OK; i++) {
        code = take(context, &keys[i], error);
    }
    return code;
}

static const xeng__sort_key *first_of(const struct cursor *cursor)
{
    return &cursor->block[cursor->next];
}

/* Lets a cursor sink to its place in the heap. */
static void sink_cursor(struct merge *merge, size_t at)
{
    struct cursor **heap = merge->heap;
    struct cursor *moved = heap[at];
    for (size_t child = 2 * at + 1; child < merge->heap_size; child = 2 * at + 1) {
        child +=
            child + 1 < merge->heap_size && less(first_of(heap[child + 1]), first_of(heap[child]));
        if (!less(first_of(heap[child]), first_of(moved))) {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static int32_t fill(const struct merge *merge, struct cursor *cursor, xeng_error **error)
{
    cursor->next = 0;
    cursor->count = (size_t)least(BLOCK, cursor->end - cursor->at);
    uint64_t place = cursor->at * sizeof *cursor->block;
    cursor->at += cursor->count;
    return xeng__store_read(merge->store, place, cursor->block,
                            cursor->count * sizeof *cursor->block, error);
}

/* Sets the cursors on the runs, `run` keys each, that lie in [from, to). */
static int32_t set_cursors(struct merge *merge, uint64_t from, uint64_t to, uint64_t run,
                           xeng_error **error)
{
    merge->heap_size = 0;
    for (uint64_t at = from; at < to; at += run) {
        size_t number = merge->heap_size++;
        struct cursor *cursor = &merge->cursors[number];
        *cursor = (struct cursor){.at = at, .end = least(at + run, to)};
        cursor->block = merge->blocks + number * BLOCK;
        merge->heap[number] = cursor;
        int32_t code = fill(merge, cursor, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    for (size_t at = merge->heap_size / 2; at-- > 0;) {
        sink_cursor(merge, at);
    }
    return XENG_OK;
}

/* Merges the runs that lie in [from, to). */
static int32_t merge_range(struct merge *merge, uint64_t from, uint64_t to, uint64_t run,
                           xeng__sort_take *take, void *context, xeng_error **error)
{
    int32_t code = set_cursors(merge, from, to, run, error);
    while (code == XENG_OK && merge->heap_size > 0) {
        struct cursor *top = merge->heap[0];
        code = take(context, first_of(top), error);
        if (++top->next == top->count && code == XENG_OK) {
            if (top->at < top->end) {
                code = fill(merge, top, error);
            } else {
                merge->heap[0] = merge->heap[--merge->heap_size];
            }
        }
        if (code == XENG_OK && merge->heap_size > 0) {
            sink_cursor(merge, 0);
        }
    }
    return code;
}

static int32_t append_key(void *context, const xeng__sort_key *key, xeng_error **error)
{
    return xeng__store_append(context, key, sizeof *key, error);
}

/* Makes runs `fan` times as long in another store, which takes the place of the first. */
static int32_t lengthen_runs(struct merge *merge, uint64_t *run, size_t fan, xeng_error **error)
{
    xeng__store longer;
    xeng__store_init(&longer, merge->store->folder, merge->store->memory_limit);
    int32_t code = XENG_OK;
    uint64_t all = key_count(merge->store);
    uint64_t step = *run * fan;
    for (uint64_t at = 0; at < all && code == XENG_OK; at += step) {
        code = merge_range(merge, at, least(at + step, all), *run, append_key, &longer, error);
    }
    if (code != XENG_OK) {
        xeng__store_free(&longer);
        return code;
    }
    xeng__store_free(merge->store);
    *merge->store = longer;
    *run = step;
    return XENG_OK;
}

static int32_t merge_all(xeng__store *store, const xeng__sort_sizes *sizes, xeng__sort_take *take,
                         void *context, xeng_error **error)
{
    uint64_t all = key_count(store);
    uint64_t run = sizes->run;
    size_t cursors = (size_t)least(sizes->fan, all / run + 1);
    struct merge merge = {.store = store,
                          .blocks = xeng__malloc(cursors * BLOCK * sizeof *merge.blocks),
                          .cursors = xeng__calloc(cursors, sizeof *merge.cursors),
                          .heap = xeng__calloc(cursors, sizeof *merge.heap)};
    int32_t code = XENG_OK;
    if (merge.blocks == NULL || merge.cursors == NULL || merge.heap == NULL) {
        code = xeng__fail_no_memory(error);
    }
    while (code == XENG_OK && all > run * sizes->fan) {
        code = lengthen_runs(&merge, &run, sizes->fan, error);
    }
    if (code == XENG_OK) {
        code = merge_range(&merge, 0, all, run, take, context, error);
    }
    xeng__free(merge.blocks);
    xeng__free(merge.cursors);
    xeng__free(merge.heap);
    return code;
}

int32_t xeng__sort(xeng__store *store, const xeng__sort_sizes *sizes, xeng__sort_take *take,
                   void *context, xeng_error **error)
{
    uint64_t all = key_count(store);
    xeng__sort_key *keys = xeng__malloc((size_t)least(all, sizes->run) * sizeof *keys);
    if (keys == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = sort_runs(store, sizes->run, keys, error);
    if (code == XENG_OK && all <= sizes->run) {
        code = take_all(keys, (size_t)all, take, context, error);
        xeng__free(keys);
        return code;
    }
    xeng__free(keys); /* before the merging takes its own */
    return code == XENG_OK ? merge_all(store, sizes, take, context, error) : code;
}
