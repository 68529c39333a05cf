/* Credentials from and to a file that only its owner can read. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <xengage/credentials.h>

#include "auth/credentials.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/system_error.h"

/* Credentials take a few hundred bytes; what is larger is another file. */
enum {
    MAX_FILE_SIZE = 64 * 1024
};

static int32_t fail_system(xeng_error **error, int32_t code, const char *path, const char *what,
                           int number)
{
    char text[XENG__SYSTEM_ERROR_SIZE];
    return xeng__fail(error, code, "%s can't be %s: %s", path, what,
                      xeng__system_error(number, text));
}

/* Judges the open file rather than its path, which could name another file by then. */
static int32_t check_file(int fd, const char *path, xeng_error **error)
{
    struct stat info;
    if (fstat(fd, &info) != 0) {
        return fail_system(error, XENG_ERROR_CREDENTIALS_FILE, path, "read", errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE, "%s is not a regular file", path);
    }
    if (info.st_uid != geteuid() && info.st_uid != 0) {
        return xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE,
                          "%s belongs to another user (number %lu), who could change it; copy it, "
                          "or change its owner",
                          path, (unsigned long)info.st_uid);
    }
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return xeng__fail(
            error, XENG_ERROR_CREDENTIALS_FILE,
            "%s has mode %04o, which lets others than its owner at the secrets in it; "
            "run: chmod 600 %s",
            path, (unsigned)(info.st_mode & 07777), path);
    }
    if (info.st_size > MAX_FILE_SIZE) {
        return xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE,
                          "%s is larger than %d bytes, which no credentials file is", path,
                          MAX_FILE_SIZE);
    }
    return XENG_OK;
}

/* Reads up to the limit and one byte more: the file may have grown since it was measured. */
static int32_t read_all(int fd, const char *path, xeng__buf *text, xeng_error **error)
{
    if (!xeng__buf_reserve(text, MAX_FILE_SIZE + 1)) {
        return xeng__fail_no_memory(error);
    }
    while (text->size <= MAX_FILE_SIZE) {
        ssize_t got = read(fd, text->data + text->size, MAX_FILE_SIZE + 1 - text->size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail_system(error, XENG_ERROR_CREDENTIALS_FILE, path, "read", errno);
        }
        if (got == 0) {
            return XENG_OK;
        }
        text->size += (size_t)got;
    }
    return xeng__fail(error, XENG_ERROR_CREDENTIALS_FILE, "%s grows while it is read", path);
}

int32_t xeng_credentials_from_file(const char *path, xeng_credentials **credentials,
                                   xeng_error **error)
{
    xeng__error_clear(error);
    if (credentials == NULL) {
        return xeng__fail_argument(error, "credentials is NULL");
    }
    *credentials = NULL;
    if (path == NULL) {
        return xeng__fail_argument(error, "path is NULL");
    }
    /* O_NONBLOCK: opening a named pipe must not wait for its other end. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        return fail_system(error, XENG_ERROR_CREDENTIALS_FILE, path, "read", errno);
    }
    xeng__buf text = XENG__BUF_SECRET;
    int32_t code = check_file(fd, path, error);
    code = code != XENG_OK ? code : read_all(fd, path, &text, error);
    (void)close(fd);
    if (code == XENG_OK) {
        code =
            xeng__credentials_read_json(xeng__buf_text(&text), text.size, path, credentials, error);
    }
    xeng__buf_free(&text);
    return code;
}

/* Makes a new file beside `path`, since rename() can't move between disks; -1 and errno if it
 * can't. mkostemp() gives it mode 0600 from the start. */
static int create_beside(const char *path, xeng__buf *temporary)
{
    xeng__buf_append_text(temporary, path);
    xeng__buf_append_text(temporary, ".XXXXXX");
    if (temporary->failed) {
        errno = ENOMEM;
        return -1;
    }
    return mkostemp(temporary->data, O_CLOEXEC);
}

/* 0, or errno. */
static int write_all(int fd, const xeng__buf *text)
{
    size_t written = 0;
    while (written < text->size) {
        ssize_t count = write(fd, text->data + written, text->size - written);
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        written += count < 0 ? 0 : (size_t)count;
    }
    return fsync(fd) == 0 ? 0 : errno;
}

static int32_t replace(const char *path, const xeng__buf *text, xeng_error **error)
{
    xeng__buf temporary = XENG__BUF_EMPTY;
    int fd = create_beside(path, &temporary);
    int number = fd < 0 ? errno : write_all(fd, text);
    if (fd >= 0 && close(fd) != 0 && number == 0) {
        number = errno;
    }
    if (number == 0 && rename(temporary.data, path) != 0) {
        number = errno;
    }
    if (fd >= 0 && number != 0) {
        (void)unlink(temporary.data);
    }
    bool no_memory = temporary.failed;
    xeng__buf_free(&temporary);
    if (no_memory) {
        return xeng__fail_no_memory(error);
    }
    return number == 0 ? XENG_OK : fail_system(error, XENG_ERROR_SYSTEM, path, "written", number);
}

int32_t xeng_credentials_save(const xeng_credentials *credentials, const char *path,
                              xeng_error **error)
{
    xeng__error_clear(error);
    if (credentials == NULL) {
        return xeng__fail_argument(error, "credentials is NULL");
    }
    if (path == NULL) {
        return xeng__fail_argument(error, "path is NULL");
    }
    xeng__buf text = XENG__BUF_SECRET;
    int32_t code = xeng__credentials_write_json(credentials, &text, error);
    code = code != XENG_OK ? code : replace(path, &text, error);
    xeng__buf_free(&text);
    return code;
}
