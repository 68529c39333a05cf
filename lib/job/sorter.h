/* Sorting more entries than memory is wanted for. */
#ifndef XENG__JOB_SORTER_H
#define XENG__JOB_SORTER_H

#include <stdint.h>

#include <xengage/error.h>

#include "job/store.h"

/* An id as it was given. */
typedef struct xeng__entry {
    uint64_t id;
    uint64_t sequence;
    uint32_t account;
    uint32_t kind;
} xeng__entry;

enum {
    XENG__SORTER_CHUNK = 16384 /* entries that are in memory at once */
};

/* Like a comparison for qsort(), over entries. No two are equal. */
typedef int xeng__entry_order(const void *a, const void *b);

/* Sorts the entries that a store holds, with another store's help; both have the same folder. */
int32_t xeng__sort(xeng__store *store, xeng__entry_order *order, xeng_error **error);

/* Reads a store's entries one after the other. */
typedef struct xeng__entry_reader {
    const xeng__store *store;
    uint64_t next; /* the next entry that isn't in `block` yet */
    uint64_t end;
    size_t at;
    size_t count;
    size_t capacity;
    xeng__entry *block;
} xeng__entry_reader;

/* Over entries `first` to `end` - 1, with a block of `capacity` entries. */
int32_t xeng__entry_reader_init(xeng__entry_reader *reader, const xeng__store *store,
                                uint64_t first, uint64_t end, size_t capacity, xeng_error **error);
void xeng__entry_reader_free(xeng__entry_reader *reader);

/* `*entry` is the next one, valid until the next call; NULL at the end. */
int32_t xeng__entry_reader_next(xeng__entry_reader *reader, const xeng__entry **entry,
                                xeng_error **error);

/* Writes entries one after the other to the end of a store. */
typedef struct xeng__entry_writer {
    xeng__store *store;
    size_t count;
    size_t capacity;
    xeng__entry *block;
} xeng__entry_writer;

int32_t xeng__entry_writer_init(xeng__entry_writer *writer, xeng__store *store, size_t capacity,
                                xeng_error **error);
void xeng__entry_writer_free(xeng__entry_writer *writer);
int32_t xeng__entry_writer_add(xeng__entry_writer *writer, const xeng__entry *entry,
                               xeng_error **error);
int32_t xeng__entry_writer_flush(xeng__entry_writer *writer, xeng_error **error);

#endif
