/* What a journal asks of the system: files, locks, and the disk. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/system_error.h"
#include "job/journal_parts.h"

enum {
    OPEN_TRIES = 10,
    OPEN_FLAGS = O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK /* a pipe must not wait */
};

int32_t xeng__journal_refused(const char *path, const char *what, int number, xeng_error **error)
{
    char text[XENG__SYSTEM_ERROR_SIZE];
    return xeng__fail(error, XENG_ERROR_SYSTEM, "the journal %s can't be %s: %s", path, what,
                      xeng__system_error(number, text));
}

bool xeng__journal_is_at(const char *path, int fd)
{
    struct stat named;
    struct stat open_one;
    return stat(path, &named) == 0 && fstat(fd, &open_one) == 0 &&
           named.st_dev == open_one.st_dev && named.st_ino == open_one.st_ino;
}

static int32_t lock(const char *path, int fd, xeng_error **error)
{
    int failed;
    do {
        failed = flock(fd, LOCK_EX | LOCK_NB);
    } while (failed != 0 && errno == EINTR);
    if (failed == 0) {
        return XENG_OK;
    }
    if (errno != EWOULDBLOCK) {
        return xeng__journal_refused(path, "locked", errno, error);
    }
    return xeng__fail(error, XENG_ERROR_JOURNAL,
                      "the journal %s is in use by another process, or another job of this one: "
                      "wait for its end, or name another journal",
                      path);
}

static int32_t open_locked(const char *path, int flags, int *fd, xeng_error **error)
{
    struct stat info;
    *fd = open(path, flags, 0600);
    if (*fd < 0 || fstat(*fd, &info) != 0) {
        return xeng__journal_refused(path, "opened", errno, error);
    }
    if (!S_ISREG(info.st_mode)) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "%s is not a regular file: name another one for the journal", path);
    }
    return lock(path, *fd, error);
}

static void close_file(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
    *fd = -1;
}

int32_t xeng__journal_open_file(const char *path, int *fd, xeng_error **error)
{
    for (int i = 0; i < OPEN_TRIES; i++) {
        int32_t code = open_locked(path, OPEN_FLAGS, fd, error);
        if (code != XENG_OK) {
            close_file(fd);
            return code;
        }
        /* Else it was renewed by its owner before we had the lock, and is another file now. */
        if (xeng__journal_is_at(path, *fd)) {
            return XENG_OK;
        }
        close_file(fd);
    }
    return xeng__fail(error, XENG_ERROR_JOURNAL,
                      "the journal %s is replaced all the time: is it in use by other programs?",
                      path);
}

/* Empties what an earlier renewal left. */
static int32_t empty_left_over(const char *path, const xeng__buf *head, int fd, xeng_error **error)
{
    xeng__buf there = XENG__BUF_EMPTY;
    if (!xeng__buf_reserve(&there, head->size)) {
        return xeng__fail_no_memory(error);
    }
    ssize_t got = pread(fd, there.data, head->size, 0);
    bool ours = got >= 0 && memcmp(there.data, head->data, (size_t)got) == 0;
    int number = got < 0 ? errno : 0;
    xeng__buf_free(&there);
    if (number == 0 && !ours) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "%s is in the way: the journal is to be renewed, by way of a file of "
                          "this name; move it",
                          path);
    }
    if (number == 0 && ftruncate(fd, 0) != 0) {
        number = errno;
    }
    return number == 0 ? XENG_OK : xeng__journal_refused(path, "emptied", number, error);
}

int32_t xeng__journal_open_new(const char *path, const xeng__buf *head, int *fd, xeng_error **error)
{
    /* Not through a link: it could lead anywhere. */
    int32_t code = open_locked(path, OPEN_FLAGS | O_NOFOLLOW, fd, error);
    code = code != XENG_OK ? code : empty_left_over(path, head, *fd, error);
    if (code != XENG_OK) {
        close_file(fd);
    }
    return code;
}

/* 0, or errno. */
static int write_parts(int fd, uint64_t offset, struct iovec *part, int count)
{
    while (count > 0) {
        ssize_t written = pwritev(fd, part, count, (off_t)offset);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return written == 0 ? ENOSPC : errno;
        }
        offset += (uint64_t)written;
        size_t left = (size_t)written;
        while (count > 0 && left >= part->iov_len) {
            left -= part->iov_len;
            part++;
            count--;
        }
        if (count > 0) {
            part->iov_base = (char *)part->iov_base + left;
            part->iov_len -= left;
        }
    }
    return 0;
}

int32_t xeng__journal_write_at(const char *path, int fd, uint64_t offset, const void *head,
                               size_t head_size, const void *bytes, size_t size, xeng_error **error)
{
    struct iovec parts[2] = {{(void *)(uintptr_t)head, head_size},
                             {(void *)(uintptr_t)bytes, size}};
    int number = write_parts(fd, offset, parts, 2);
    if (number == 0) {
        return XENG_OK;
    }
    /* If this fails, too, the next opening drops what isn't whole. */
    int ignored = ftruncate(fd, (off_t)offset);
    (void)ignored;
    char text[XENG__SYSTEM_ERROR_SIZE];
    return xeng__fail(error, XENG_ERROR_SYSTEM,
                      "the journal %s can't be written: %s. Nothing is lost: %s and start again",
                      path, xeng__system_error(number, text),
                      number == ENOSPC || number == EDQUOT || number == EFBIG ? "make room"
                                                                              : "see to it");
}

int32_t xeng__journal_sync_folder(const char *path, xeng_error **error)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? xeng__strdup(".")
                                 : xeng__strndup(path, slash == path ? 1 : (size_t)(slash - path));
    if (folder == NULL) {
        return xeng__fail_no_memory(error);
    }
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    xeng__free(folder);
    if (fd < 0) {
        return XENG_OK; /* it may be written to, but not read: there is no way to */
    }
    /* EINVAL: this file system has none. */
    int number = fsync(fd) == 0 || errno == EINVAL ? 0 : errno;
    (void)close(fd);
    return number == 0 ? XENG_OK
                       : xeng__journal_refused(path, "kept safe on the disk", number, error);
}

void xeng__journal_file_close(xeng__journal_file *file)
{
    close_file(&file->fd);
    xeng__free(file->shares);
    *file = (xeng__journal_file){.fd = -1};
}
