/* Bytes at offsets: in memory while they are few, else in a temporary file without a name. */
#ifndef XENG__JOB_STORE_H
#define XENG__JOB_STORE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

typedef struct xeng__store {
    const char *folder; /* for the file */
    size_t most;        /* bytes that are kept in memory */
    char *memory;
    size_t capacity;
    int file; /* -1: there is none */
    uint64_t size;
} xeng__store;

/* `folder` outlives the store. Nothing is opened yet. */
void xeng__store_init(xeng__store *store, const char *folder, size_t most);
void xeng__store_free(xeng__store *store);

/* Writes at an offset that is not beyond the end. XENG_ERROR_SYSTEM names the folder. */
int32_t xeng__store_write(xeng__store *store, uint64_t offset, const void *bytes, size_t size,
                          xeng_error **error);

/* Reads what was written. */
int32_t xeng__store_read(const xeng__store *store, uint64_t offset, void *bytes, size_t size,
                         xeng_error **error);

/* Forgets what is behind `size`. */
void xeng__store_cut(xeng__store *store, uint64_t size);

#endif
