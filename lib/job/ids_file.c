/* Files of Post ids: opened, read a chunk at a time, and gunzipped. */
#include "job/ids_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include <xengage/job.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/system_error.h"
#include "job/ids_reader.h"
#include "wire/inflate.h"

enum {
    CHUNK = 64 * 1024
};

/* What gzip files begin with, and no text does. */
static const char gzip_magic[2] = {'\x1F', '\x8B'};

struct file {
    int fd;
    const char *name;
    xeng__inflate *inflater; /* NULL if it isn't gzipped */
    bool refused;            /* what was in it, rather than its gzip */
    xeng__ids_reader reader;
    char chunk[CHUNK];
};

static int32_t fail_system(const char *name, xeng_error **error)
{
    char text[XENG__SYSTEM_ERROR_SIZE];
    int number = errno;
    return xeng__fail(error, XENG_ERROR_SYSTEM, "can't read %s: %s", name,
                      xeng__system_error(number, text));
}

/* Reads until `wanted` bytes of the chunk are there, or the file ends. */
static int32_t fill(struct file *file, size_t wanted, size_t *size, xeng_error **error)
{
    *size = 0;
    while (*size < wanted) {
        ssize_t got = read(file->fd, file->chunk + *size, CHUNK - *size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail_system(file->name, error);
        }
        if (got == 0) {
            break;
        }
        *size += (size_t)got;
    }
    return XENG_OK;
}

static int32_t feed_plain(void *context, const char *bytes, size_t size, xeng_error **error)
{
    struct file *file = context;
    int32_t code = xeng__ids_feed(&file->reader, bytes, size, error);
    file->refused = code != XENG_OK;
    return code;
}

/* What the inflater says is worded for answers of the server. The fault may lie far behind the
 * lines that were read: none is named. */
static int32_t translate(const struct file *file, int32_t code, const char *what, xeng_error *inner,
                         xeng_error **error)
{
    if (code != XENG_ERROR_PROTOCOL || file->refused) {
        return inner == NULL ? code : xeng__error_pass(error, inner);
    }
    xeng_error_unref(inner);
    return xeng__fail(error, XENG_ERROR_INPUT, "%s: %s; get the file again", file->name, what);
}

static int32_t feed(struct file *file, size_t size, xeng_error **error)
{
    if (file->inflater == NULL) {
        return feed_plain(file, file->chunk, size, error);
    }
    xeng_error *inner = NULL;
    int32_t code = xeng__inflate_feed(file->inflater, file->chunk, size, feed_plain, file, &inner);
    return translate(file, code, "the gzip is damaged, or followed by what isn't gzip", inner,
                     error);
}

static int32_t finish(struct file *file, xeng_error **error)
{
    if (file->inflater != NULL) {
        xeng_error *inner = NULL;
        int32_t code = xeng__inflate_finish(file->inflater, &inner);
        if (code != XENG_OK) {
            return translate(file, code, "the gzip is cut short", inner, error);
        }
    }
    return xeng__ids_finish(&file->reader, error);
}

static int32_t read_all(struct file *file, xeng_error **error)
{
    size_t size = 0;
    int32_t code = fill(file, sizeof gzip_magic, &size, error);
    if (code == XENG_OK && size >= sizeof gzip_magic &&
        memcmp(file->chunk, gzip_magic, sizeof gzip_magic) == 0) {
        code = xeng__inflate_new(0, &file->inflater, error);
    }
    while (code == XENG_OK && size > 0) {
        code = feed(file, size, error);
        if (code == XENG_OK) {
            code = fill(file, 1, &size, error);
        }
    }
    return code == XENG_OK ? finish(file, error) : code;
}

static int32_t check_arguments(const char *path, int32_t format, const char *field,
                               xeng_error **error)
{
    if (path == NULL) {
        return xeng__fail_argument(error, "path is NULL");
    }
    if (format != XENG_IDS_AUTO && format != XENG_IDS_PLAIN && format != XENG_IDS_CSV &&
        format != XENG_IDS_JSON_LINES) {
        return xeng__fail_argument(error, "format is none of the XENG_IDS_ numbers");
    }
    if (field != NULL && *field == '\0') {
        return xeng__fail_argument(error, "field is empty; NULL stands for the default ones");
    }
    if (field != NULL && format == XENG_IDS_PLAIN) {
        return xeng__fail_argument(error, "field is given, but a plain file has none");
    }
    return XENG_OK;
}

int32_t xeng__ids_file_read(const char *path, int32_t format, const char *field,
                            xeng__ids_take *take, void *context, xeng_error **error)
{
    int32_t code = check_arguments(path, format, field, error);
    if (code != XENG_OK) {
        return code;
    }
    struct file *file = xeng__malloc(sizeof *file);
    if (file == NULL) {
        return xeng__fail_no_memory(error);
    }
    bool is_standard = strcmp(path, "-") == 0;
    file->name = is_standard ? "standard input" : path;
    file->inflater = NULL;
    file->refused = false;
    file->reader = (xeng__ids_reader){.name = file->name,
                                      .format = format,
                                      .field = field,
                                      .take = take,
                                      .context = context,
                                      .csv = {.rank = XENG__IDS_NAMES}};
    file->fd = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    code = file->fd < 0 ? fail_system(path, error) : read_all(file, error);
    if (file->fd >= 0 && !is_standard) {
        (void)close(file->fd);
    }
    xeng__inflate_free(file->inflater);
    xeng__ids_reader_free(&file->reader);
    xeng__free(file);
    return code;
}
