/* A growing row of bytes: in memory while it is short, else in a temporary file without a name, of
 * which a window is in memory. */
#ifndef XENG__JOB_SPOOL_STORE_H
#define XENG__JOB_SPOOL_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

/* What is this long goes between its file and the caller without the window, which then stays where
 * it is. */
enum {
    XENG__STORE_DIRECT = 4096
};

typedef struct xeng__store {
    const char *folder;    /* for its file; outlives it */
    size_t memory_limit;   /* bytes; more go into the file */
    uint64_t size;         /* bytes in all */
    int fd;                /* -1 as long as all of it is in memory */
    bool dirty;            /* the window has what the file hasn't */
    unsigned char *memory; /* all of it, or the window */
    size_t capacity;
    uint64_t window_at; /* where the window is in the file */
    size_t window_size;
} xeng__store;

/* An empty one; no file is made before it is needed. */
void xeng__store_init(xeng__store *store, const char *folder, size_t memory_limit);

/* Frees all; usable again only after xeng__store_init(). */
void xeng__store_free(xeng__store *store);

/* On failure (XENG_ERROR_SYSTEM, XENG_ERROR_NO_MEMORY) nothing was appended. */
int32_t xeng__store_append(xeng__store *store, const void *bytes, size_t size, xeng_error **error);

/* Places are in range. */
int32_t xeng__store_read(xeng__store *store, uint64_t at, void *bytes, size_t size,
                         xeng_error **error);
int32_t xeng__store_write(xeng__store *store, uint64_t at, const void *bytes, size_t size,
                          xeng_error **error);

/* Forgets what is behind the first `size` bytes. */
void xeng__store_cut(xeng__store *store, uint64_t size);

#endif
