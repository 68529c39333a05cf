/* The file of a ledger, which processes share: a line for each user and month. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "base/system_error.h"
#include "client/ledger.h"

enum {
    CHUNK = 4096,
    DAY_SIZE = 10,
    LONGEST_LINE = DAY_SIZE + 1 + XENG__USER_SIZE
};

#define TITLE "# xengage ledger 1"

static int32_t fail_system(const xeng__ledger_file *file, const char *what, int number,
                           xeng_error **error)
{
    char text[XENG__SYSTEM_ERROR_SIZE];
    return xeng__fail(error, XENG_ERROR_SYSTEM, "the ledger %s can't be %s: %s", file->path, what,
                      xeng__system_error(number, text));
}

int32_t xeng__ledger_file_open(xeng__ledger_file *file, const char *path, xeng_error **error)
{
    file->fd = -1;
    file->process = getpid();
    file->path = xeng__strdup(path);
    if (file->path == NULL) {
        return xeng__fail_no_memory(error);
    }
    /* O_NONBLOCK: a named pipe must not make us wait. */
    file->fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
                    S_IRUSR | S_IWUSR);
    struct stat info;
    int32_t code = XENG_OK;
    if (file->fd < 0 || fstat(file->fd, &info) != 0) {
        code = fail_system(file, "opened", errno, error);
    } else if (!S_ISREG(info.st_mode)) {
        code = xeng__fail(error, XENG_ERROR_LEDGER, "%s is not a regular file, as a ledger must be",
                          path);
    }
    if (code != XENG_OK) {
        xeng__ledger_file_close(file);
    }
    return code;
}

void xeng__ledger_file_close(xeng__ledger_file *file)
{
    if (file->fd >= 0) {
        (void)close(file->fd);
    }
    xeng__free(file->path);
    *file = (xeng__ledger_file){.fd = -1};
}

int32_t xeng__ledger_file_lock(const xeng__ledger_file *file, xeng_error **error)
{
    if (getpid() != file->process) {
        return xeng__fail(error, XENG_ERROR_FORKED,
                          "the ledger was opened before a fork(): open it anew in the child");
    }
    while (flock(file->fd, LOCK_EX) != 0) {
        if (errno != EINTR) {
            return fail_system(file, "locked", errno, error);
        }
    }
    return XENG_OK;
}

void xeng__ledger_file_unlock(const xeng__ledger_file *file)
{
    (void)flock(file->fd, LOCK_UN);
}

void xeng__ledger_month_reset(xeng__ledger_month *month, int64_t first_day)
{
    xeng__user_set_free(&month->users);
    *month = (xeng__ledger_month){.first_day = first_day};
}

static int32_t fail_foreign(const xeng__ledger_file *file, const xeng__ledger_month *month,
                            xeng_error **error)
{
    if (month->lines == 0) {
        return xeng__fail(error, XENG_ERROR_LEDGER,
                          "%s:1: this is no ledger, whose first line is \"" TITLE
                          "\"; name another "
                          "file, which may be a new one",
                          file->path);
    }
    return xeng__fail(error, XENG_ERROR_LEDGER,
                      "%s:%" PRIu64 ": a line of a ledger is the first day of a month, a blank and "
                      "a user, as in \"2026-11-01 1001\", which this is not; correct it or take it "
                      "out",
                      file->path, month->lines + 1);
}

static int32_t take_line(const xeng__ledger_file *file, xeng__ledger_month *month, const char *line,
                         size_t size, xeng_error **error)
{
    if (month->lines == 0) {
        return size == strlen(TITLE) && memcmp(line, TITLE, size) == 0
                   ? XENG_OK
                   : fail_foreign(file, month, error);
    }
    int32_t day;
    uint64_t user;
    if (size <= DAY_SIZE + 1 || line[DAY_SIZE] != ' ' || !xeng__parse_day(line, DAY_SIZE, &day) ||
        !xeng__user_read(line + DAY_SIZE + 1, size - DAY_SIZE - 1, &user)) {
        return fail_foreign(file, month, error);
    }
    if (day != month->first_day) {
        return XENG_OK;
    }
    if (!xeng__user_set_reserve(&month->users)) {
        return xeng__fail_no_memory(error);
    }
    xeng__user_set_add(&month->users, user);
    return XENG_OK;
}

static int32_t take_lines(const xeng__ledger_file *file, xeng__ledger_month *month,
                          const char *text, size_t size, xeng_error **error)
{
    const char *end = text + size;
    int32_t code = XENG_OK;
    while (code == XENG_OK && text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        if (newline == NULL) {
            break;
        }
        code = take_line(file, month, text, (size_t)(newline - text), error);
        if (code == XENG_OK) {
            month->offset += (uint64_t)(newline + 1 - text);
            month->lines++;
            text = newline + 1;
        }
    }
    return code;
}

/* Cuts off what a writer left that was interrupted: nobody else is writing, by the lock. */
static int32_t cut_off(const xeng__ledger_file *file, const xeng__ledger_month *month,
                       const char *text, size_t size, xeng_error **error)
{
    bool ours = month->lines == 0 ? size < sizeof TITLE && memcmp(text, TITLE, size) == 0
                                  : size <= LONGEST_LINE;
    if (!ours) {
        return fail_foreign(file, month, error);
    }
    return ftruncate(file->fd, (off_t)month->offset) == 0
               ? XENG_OK
               : fail_system(file, "written", errno, error);
}

/* Writes behind all that was read; a write that fails half-way is undone. */
static int32_t append(const xeng__ledger_file *file, xeng__ledger_month *month, const char *text,
                      xeng_error **error)
{
    size_t size = strlen(text);
    size_t written = 0;
    while (written < size) {
        ssize_t count = write(file->fd, text + written, size - written);
        if (count < 0 && errno != EINTR) {
            break;
        }
        written += count < 0 ? 0 : (size_t)count;
    }
    if (written < size || fsync(file->fd) != 0) {
        int number = errno;
        int cut = ftruncate(file->fd, (off_t)month->offset);
        (void)cut; /* if not, the next reader cuts it off */
        return fail_system(file, "written", number, error);
    }
    month->offset += size;
    month->lines++;
    return XENG_OK;
}

int32_t xeng__ledger_file_read(const xeng__ledger_file *file, xeng__ledger_month *month,
                               xeng_error **error)
{
    struct stat info;
    if (fstat(file->fd, &info) != 0) {
        return fail_system(file, "read", errno, error);
    }
    if ((uint64_t)info.st_size < month->offset) {
        /* Somebody emptied or replaced its text. */
        xeng__ledger_month_reset(month, month->first_day);
    }
    for (;;) {
        char text[CHUNK];
        ssize_t got = pread(file->fd, text, sizeof text, (off_t)month->offset);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail_system(file, "read", errno, error);
        }
        const uint64_t before = month->offset;
        int32_t code = take_lines(file, month, text, (size_t)got, error);
        if (code == XENG_OK && got > 0 && month->offset == before) {
            code = cut_off(file, month, text, (size_t)got, error);
        }
        if (code != XENG_OK) {
            return code;
        }
        if (month->offset == before) {
            return month->lines == 0 ? append(file, month, TITLE "\n", error) : XENG_OK;
        }
    }
}

int32_t xeng__ledger_file_append(const xeng__ledger_file *file, xeng__ledger_month *month,
                                 const xeng__user *user, xeng_error **error)
{
    char day[XENG__ISO8601_SIZE];
    char line[XENG__ISO8601_SIZE + XENG__USER_SIZE + 2];
    if (!xeng__user_set_reserve(&month->users)) {
        return xeng__fail_no_memory(error);
    }
    xeng__format_day(month->first_day, day);
    (void)snprintf(line, sizeof line, "%s %s\n", day, user->name);
    int32_t code = append(file, month, line, error);
    if (code == XENG_OK) {
        xeng__user_set_add(&month->users, user->key);
    }
    return code;
}
