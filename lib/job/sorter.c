/* Sorting more entries than memory is wanted for: chunks are sorted in memory, then merged, many
 * at a time, in as many passes as it takes. */
#include "job/sorter.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"

enum {
    WAYS = 32,  /* runs that are merged at once */
    BLOCK = 256 /* entries that are read or written at once while merging */
};

int32_t xeng__entry_reader_init(xeng__entry_reader *reader, const xeng__store *store,
                                uint64_t first, uint64_t end, size_t capacity, xeng_error **error)
{
    *reader = (xeng__entry_reader){.store = store, .next = first, .end = end};
    reader->capacity = end - first < capacity ? (size_t)(end - first) : capacity;
    reader->block = xeng__malloc(reader->capacity * sizeof *reader->block);
    return reader->block != NULL ? XENG_OK : xeng__fail_no_memory(error);
}

void xeng__entry_reader_free(xeng__entry_reader *reader)
{
    xeng__free(reader->block);
    reader->block = NULL;
}

int32_t xeng__entry_reader_next(xeng__entry_reader *reader, const xeng__entry **entry,
                                xeng_error **error)
{
    if (reader->at == reader->count) {
        uint64_t left = reader->end - reader->next;
        size_t count = left < reader->capacity ? (size_t)left : reader->capacity;
        *entry = NULL;
        if (count == 0) {
            return XENG_OK;
        }
        int32_t code = xeng__store_read(reader->store, reader->next * sizeof(xeng__entry),
                                        reader->block, count * sizeof(xeng__entry), error);
        if (code != XENG_OK) {
            return code;
        }
        reader->next += count;
        reader->count = count;
        reader->at = 0;
    }
    *entry = &reader->block[reader->at++];
    return XENG_OK;
}

int32_t xeng__entry_writer_init(xeng__entry_writer *writer, xeng__store *store, size_t capacity,
                                xeng_error **error)
{
    *writer = (xeng__entry_writer){.store = store, .capacity = capacity};
    writer->block = xeng__malloc(capacity * sizeof *writer->block);
    return writer->block != NULL ? XENG_OK : xeng__fail_no_memory(error);
}

void xeng__entry_writer_free(xeng__entry_writer *writer)
{
    xeng__free(writer->block);
    writer->block = NULL;
}

int32_t xeng__entry_writer_flush(xeng__entry_writer *writer, xeng_error **error)
{
    int32_t code = xeng__store_write(writer->store, writer->store->size, writer->block,
                                     writer->count * sizeof(xeng__entry), error);
    writer->count = 0;
    return code;
}

int32_t xeng__entry_writer_add(xeng__entry_writer *writer, const xeng__entry *entry,
                               xeng_error **error)
{
    writer->block[writer->count++] = *entry;
    return writer->count < writer->capacity ? XENG_OK : xeng__entry_writer_flush(writer, error);
}

/* Sorts each chunk where it is. */
static int32_t sort_chunks(xeng__store *store, uint64_t count, xeng__entry_order *order,
                           xeng_error **error)
{
    size_t chunk = count < XENG__SORTER_CHUNK ? (size_t)count : XENG__SORTER_CHUNK;
    xeng__entry *entries = xeng__malloc(chunk * sizeof *entries);
    int32_t code = entries != NULL ? XENG_OK : xeng__fail_no_memory(error);
    for (uint64_t first = 0; code == XENG_OK && first < count; first += chunk) {
        size_t here = count - first < chunk ? (size_t)(count - first) : chunk;
        uint64_t offset = first * sizeof *entries;
        code = xeng__store_read(store, offset, entries, here * sizeof *entries, error);
        if (code == XENG_OK) {
            qsort(entries, here, sizeof *entries, order);
            code = xeng__store_write(store, offset, entries, here * sizeof *entries, error);
        }
    }
    xeng__free(entries);
    return code;
}

/* Some runs that lie side by side, while they are merged. */
typedef struct merge {
    xeng__entry_reader readers[WAYS];
    const xeng__entry *heads[WAYS];
    size_t ways;
} merge;

static int32_t open_runs(merge *runs, const xeng__store *from, uint64_t first, uint64_t run,
                         uint64_t count, xeng_error **error)
{
    runs->ways = 0;
    int32_t code = XENG_OK;
    while (code == XENG_OK && runs->ways < WAYS && first < count) {
        uint64_t end = count - first < run ? count : first + run;
        size_t way = runs->ways++;
        code = xeng__entry_reader_init(&runs->readers[way], from, first, end, BLOCK, error);
        if (code == XENG_OK) {
            code = xeng__entry_reader_next(&runs->readers[way], &runs->heads[way], error);
        }
        first = end;
    }
    return code;
}

static size_t least(const merge *runs, xeng__entry_order *order)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < runs->ways; i++) {
        if (runs->heads[i] != NULL &&
            (best == SIZE_MAX || order(runs->heads[i], runs->heads[best]) < 0)) {
            best = i;
        }
    }
    return best;
}

/* Merges up to WAYS runs, of `run` entries each, from `first` on. */
static int32_t merge_group(const xeng__store *from, xeng__entry_writer *to, uint64_t first,
                           uint64_t run, uint64_t count, xeng__entry_order *order,
                           xeng_error **error)
{
    merge runs;
    int32_t code = open_runs(&runs, from, first, run, count, error);
    size_t best;
    while (code == XENG_OK && (best = least(&runs, order)) != SIZE_MAX) {
        code = xeng__entry_writer_add(to, runs.heads[best], error);
        if (code == XENG_OK) {
            code = xeng__entry_reader_next(&runs.readers[best], &runs.heads[best], error);
        }
    }
    for (size_t i = 0; i < runs.ways; i++) {
        xeng__entry_reader_free(&runs.readers[i]);
    }
    return code;
}

/* One pass over all runs. */
static int32_t merge_all(const xeng__store *from, xeng__store *to, uint64_t run, uint64_t count,
                         xeng__entry_order *order, xeng_error **error)
{
    xeng__entry_writer writer;
    xeng__store_cut(to, 0);
    int32_t code = xeng__entry_writer_init(&writer, to, BLOCK, error);
    for (uint64_t first = 0; code == XENG_OK && first < count; first += run * WAYS) {
        code = merge_group(from, &writer, first, run, count, order, error);
    }
    if (code == XENG_OK) {
        code = xeng__entry_writer_flush(&writer, error);
    }
    xeng__entry_writer_free(&writer);
    return code;
}

int32_t xeng__sort(xeng__store *store, xeng__entry_order *order, xeng_error **error)
{
    uint64_t count = store->size / sizeof(xeng__entry);
    int32_t code = sort_chunks(store, count, order, error);
    xeng__store other;
    xeng__store_init(&other, store->folder, store->most);
    for (uint64_t run = XENG__SORTER_CHUNK; code == XENG_OK && run < count; run *= WAYS) {
        code = merge_all(store, &other, run, count, order, error);
        xeng__store swap = *store;
        *store = other;
        other = swap;
    }
    xeng__store_free(&other);
    return code;
}
