/* A growing row of bytes, in memory or in a temporary file without a name. */
#include "job/spool_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/system_error.h"

enum {
    WINDOW = 32 * 1024,
    FIRST_CAPACITY = 1024
};

_Static_assert((int)XENG__STORE_DIRECT < (int)WINDOW, "what goes by the window must fit into it");

void xeng__store_init(xeng__store *store, const char *folder, size_t memory_limit)
{
    *store = (xeng__store){.folder = folder, .memory_limit = memory_limit, .fd = -1};
}

void xeng__store_free(xeng__store *store)
{
    if (store->fd >= 0) {
        (void)close(store->fd);
    }
    xeng__free(store->memory);
    xeng__store_init(store, store->folder, store->memory_limit);
}

static int32_t fail_system(const xeng__store *store, const char *what, int number,
                           xeng_error **error)
{
    char text[XENG__SYSTEM_ERROR_SIZE];
    return xeng__fail(error, XENG_ERROR_SYSTEM,
                      "the folder %s %s the job's temporary files, which take some 30 bytes an id: "
                      "%s; make room there, or name another folder for them (TMPDIR, or "
                      "xeng_job_set_temporary_folder)",
                      store->folder, what, xeng__system_error(number, text));
}

/* A file that goes with its last descriptor, however the process ends; -1 and errno. */
static int open_nameless(const char *folder)
{
#ifdef O_TMPFILE
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, S_IRUSR | S_IWUSR);
    if (fd >= 0) {
        return fd;
    }
#endif
    /* Not every file system has files without a name. */
    xeng__buf path = XENG__BUF_EMPTY;
    xeng__buf_append_text(&path, folder);
    xeng__buf_append_text(&path, "/xengage-XXXXXX");
    int made = -1;
    errno = ENOMEM;
    if (!path.failed) {
        made = mkostemp(path.data, O_CLOEXEC);
    }
    if (made >= 0) {
        (void)unlink(path.data);
    }
    int number = errno;
    xeng__buf_free(&path);
    errno = number;
    return made;
}

static int32_t write_at(const xeng__store *store, uint64_t at, const unsigned char *bytes,
                        size_t size, xeng_error **error)
{
    while (size > 0) {
        ssize_t count = pwrite(store->fd, bytes, size, (off_t)at);
        if (count < 0 && errno != EINTR) {
            return fail_system(store, "doesn't take", errno, error);
        }
        size_t done = count < 0 ? 0 : (size_t)count;
        at += done;
        bytes += done;
        size -= done;
    }
    return XENG_OK;
}

static int32_t read_at(const xeng__store *store, uint64_t at, unsigned char *bytes, size_t size,
                       xeng_error **error)
{
    while (size > 0) {
        ssize_t count = pread(store->fd, bytes, size, (off_t)at);
        if (count == 0 || (count < 0 && errno != EINTR)) {
            return fail_system(store, "doesn't give back", count == 0 ? EIO : errno, error);
        }
        size_t done = count < 0 ? 0 : (size_t)count;
        at += done;
        bytes += done;
        size -= done;
    }
    return XENG_OK;
}

static int32_t resize(xeng__store *store, size_t capacity, xeng_error **error)
{
    unsigned char *memory = xeng__realloc(store->memory, capacity);
    if (memory == NULL) {
        return xeng__fail_no_memory(error);
    }
    store->memory = memory;
    store->capacity = capacity;
    return XENG_OK;
}

/* Moves all from memory into a new file, and leaves an empty window behind it. */
static int32_t go_to_file(xeng__store *store, xeng_error **error)
{
    int32_t code = store->capacity < WINDOW ? resize(store, WINDOW, error) : XENG_OK;
    if (code != XENG_OK) {
        return code;
    }
    store->fd = open_nameless(store->folder);
    if (store->fd < 0) {
        return errno == ENOMEM ? xeng__fail_no_memory(error)
                               : fail_system(store, "can't hold", errno, error);
    }
    code = write_at(store, 0, store->memory, (size_t)store->size, error);
    if (code != XENG_OK) {
        (void)close(store->fd);
        store->fd = -1;
        return code;
    }
    store->window_at = store->size;
    store->window_size = 0;
    /* What is too large does no harm, if it can't be made smaller. */
    (void)resize(store, WINDOW, NULL);
    return XENG_OK;
}

static int32_t flush(xeng__store *store, xeng_error **error)
{
    int32_t code = XENG_OK;
    if (store->dirty) {
        code = write_at(store, store->window_at, store->memory, store->window_size, error);
        store->dirty = code != XENG_OK;
    }
    return code;
}

static int32_t append_by_window(xeng__store *store, const unsigned char *bytes, size_t size,
                                xeng_error **error)
{
    while (size > 0) {
        if (store->window_size == WINDOW || store->window_at + store->window_size != store->size) {
            int32_t code = flush(store, error);
            if (code != XENG_OK) {
                return code;
            }
            store->window_at = store->size;
            store->window_size = 0;
        }
        size_t room = WINDOW - store->window_size;
        size_t taken = size < room ? size : room;
        memcpy(store->memory + store->window_size, bytes, taken);
        store->window_size += taken;
        store->size += taken;
        store->dirty = true;
        bytes += taken;
        size -= taken;
    }
    return XENG_OK;
}

static int32_t append_to_memory(xeng__store *store, const void *bytes, size_t size,
                                xeng_error **error)
{
    size_t wanted = (size_t)store->size + size;
    if (wanted > store->capacity) {
        size_t capacity = store->capacity == 0 ? FIRST_CAPACITY : store->capacity;
        while (capacity < wanted) {
            capacity *= 2;
        }
        int32_t code = resize(store, capacity, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    memcpy(store->memory + store->size, bytes, size);
    store->size = wanted;
    return XENG_OK;
}

int32_t xeng__store_append(xeng__store *store, const void *bytes, size_t size, xeng_error **error)
{
    if (size == 0) {
        return XENG_OK;
    }
    if (store->fd < 0 && size <= store->memory_limit - store->size) {
        return append_to_memory(store, bytes, size, error);
    }
    int32_t code = store->fd < 0 ? go_to_file(store, error) : XENG_OK;
    uint64_t before = store->size;
    code = code == XENG_OK ? append_by_window(store, bytes, size, error) : code;
    if (code != XENG_OK) {
        xeng__store_cut(store, before);
    }
    return code;
}

/* Sees to it that the window has `size` bytes at `at`. */
static int32_t look_at(xeng__store *store, uint64_t at, size_t size, xeng_error **error)
{
    if (at >= store->window_at && at + size <= store->window_at + store->window_size) {
        return XENG_OK;
    }
    int32_t code = flush(store, error);
    if (code != XENG_OK) {
        return code;
    }
    uint64_t left = store->size - at;
    size_t wanted = left < WINDOW ? (size_t)left : WINDOW;
    store->window_at = at;
    store->window_size = 0;
    code = read_at(store, at, store->memory, wanted, error);
    store->window_size = code == XENG_OK ? wanted : 0;
    return code;
}

int32_t xeng__store_read(xeng__store *store, uint64_t at, void *bytes, size_t size,
                         xeng_error **error)
{
    if (size == 0) {
        return XENG_OK;
    }
    if (store->fd < 0) {
        memcpy(bytes, store->memory + at, size);
        return XENG_OK;
    }
    if (size >= XENG__STORE_DIRECT) {
        int32_t code = flush(store, error);
        return code == XENG_OK ? read_at(store, at, bytes, size, error) : code;
    }
    int32_t code = look_at(store, at, size, error);
    if (code == XENG_OK) {
        memcpy(bytes, store->memory + (at - store->window_at), size);
    }
    return code;
}

int32_t xeng__store_write(xeng__store *store, uint64_t at, const void *bytes, size_t size,
                          xeng_error **error)
{
    if (size == 0) {
        return XENG_OK;
    }
    if (store->fd < 0) {
        memcpy(store->memory + at, bytes, size);
        return XENG_OK;
    }
    if (size >= XENG__STORE_DIRECT) {
        int32_t code = flush(store, error);
        store->window_size = code == XENG_OK ? 0 : store->window_size;
        return code == XENG_OK ? write_at(store, at, bytes, size, error) : code;
    }
    int32_t code = look_at(store, at, size, error);
    if (code == XENG_OK) {
        memcpy(store->memory + (at - store->window_at), bytes, size);
        store->dirty = true;
    }
    return code;
}

void xeng__store_cut(xeng__store *store, uint64_t size)
{
    store->size = size;
    if (store->fd >= 0 && store->window_at + store->window_size > size) {
        store->window_size = size > store->window_at ? (size_t)(size - store->window_at) : 0;
        store->dirty = store->dirty && store->window_size > 0;
    }
}
