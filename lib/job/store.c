/* Bytes at offsets: in memory while they are few, else in a temporary file without a name. */
#include "job/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"

enum {
    FIRST_CAPACITY = 4096
};

void xeng__store_init(xeng__store *store, const char *folder, size_t most)
{
    *store = (xeng__store){.folder = folder, .most = most, .file = -1};
}

void xeng__store_free(xeng__store *store)
{
    if (store->file >= 0) {
        (void)close(store->file);
    }
    xeng__free(store->memory);
    xeng__store_init(store, store->folder, store->most);
}

static int32_t refuse(const xeng__store *store, const char *what, int reason, xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_SYSTEM,
                      "a temporary file in %s can't be %s (errno %d)%s: name another folder in "
                      "TMPDIR, or with xeng_job_set_temporary_folder()",
                      store->folder, what, reason,
                      reason == ENOSPC ? ", since there is no room left" : "");
}

/* A file that is gone when it is closed, however that comes about. */
static int32_t open_file(xeng__store *store, xeng_error **error)
{
#ifdef O_TMPFILE
    store->file = open(store->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (store->file >= 0) {
        return XENG_OK;
    }
#endif
    xeng__buf name = XENG__BUF_EMPTY;
    xeng__buf_append_text(&name, store->folder);
    xeng__buf_append_text(&name, "/xengage-XXXXXX");
    if (name.failed) {
        xeng__buf_free(&name);
        return xeng__fail_no_memory(error);
    }
    store->file = mkostemp(name.data, O_CLOEXEC);
    int reason = errno;
    if (store->file >= 0) {
        (void)unlink(name.data);
    }
    xeng__buf_free(&name);
    return store->file >= 0 ? XENG_OK : refuse(store, "made", reason, error);
}

static int32_t write_file(const xeng__store *store, uint64_t offset, const char *bytes, size_t size,
                          xeng_error **error)
{
    while (size > 0) {
        ssize_t written = pwrite(store->file, bytes, size, (off_t)offset);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return refuse(store, "written", written == 0 ? ENOSPC : errno, error);
        }
        bytes += written;
        offset += (uint64_t)written;
        size -= (size_t)written;
    }
    return XENG_OK;
}

/* Moves what is in memory into a file. */
static int32_t spill(xeng__store *store, xeng_error **error)
{
    int32_t code = open_file(store, error);
    if (code == XENG_OK) {
        code = write_file(store, 0, store->memory, (size_t)store->size, error);
    }
    if (code != XENG_OK) {
        if (store->file >= 0) {
            (void)close(store->file);
            store->file = -1;
        }
        return code;
    }
    xeng__free(store->memory);
    store->memory = NULL;
    store->capacity = 0;
    return XENG_OK;
}

static int32_t write_memory(xeng__store *store, size_t offset, const void *bytes, size_t size,
                            xeng_error **error)
{
    size_t end = offset + size;
    if (end > store->capacity) {
        size_t capacity = store->capacity == 0 ? FIRST_CAPACITY : store->capacity;
        while (capacity < end) {
            capacity *= 2;
        }
        char *grown = xeng__realloc(store->memory, capacity);
        if (grown == NULL) {
            return xeng__fail_no_memory(error);
        }
        store->memory = grown;
        store->capacity = capacity;
    }
    memcpy(store->memory + offset, bytes, size);
    return XENG_OK;
}

int32_t xeng__store_write(xeng__store *store, uint64_t offset, const void *bytes, size_t size,
                          xeng_error **error)
{
    if (size == 0) {
        return XENG_OK;
    }
    int32_t code = XENG_OK;
    uint64_t end = offset + size;
    if (store->file < 0 && end > store->most) {
        code = spill(store, error);
    }
    if (code == XENG_OK) {
        code = store->file < 0 ? write_memory(store, (size_t)offset, bytes, size, error)
                               : write_file(store, offset, bytes, size, error);
    }
    if (code == XENG_OK && end > store->size) {
        store->size = end;
    }
    return code;
}

int32_t xeng__store_read(const xeng__store *store, uint64_t offset, void *bytes, size_t size,
                         xeng_error **error)
{
    if (size == 0) {
        return XENG_OK;
    }
    if (store->file < 0) {
        memcpy(bytes, store->memory + offset, size);
        return XENG_OK;
    }
    char *to = bytes;
    while (size > 0) {
        ssize_t got = pread(store->file, to, size, (off_t)offset);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return refuse(store, "read", got == 0 ? EIO : errno, error);
        }
        to += got;
        offset += (uint64_t)got;
        size -= (size_t)got;
    }
    return XENG_OK;
}

void xeng__store_cut(xeng__store *store, uint64_t size)
{
    if (size < store->size) {
        store->size = size;
    }
}
