/* Reading a journal: its frames in order, its torn end, and what follows damage. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/journal_parts.h"
#include "job/pack.h"

enum {
    STRETCH = 64 * 1024 /* bytes that are read at once */
};

typedef struct frame {
    uint32_t check;
    uint32_t size; /* of the record */
    uint64_t piece;
    int what;
} frame;

/* Reads a stretch from `offset`, of `size` bytes at least. */
static int32_t fill(xeng__journal_reader *reader, uint64_t offset, size_t size, xeng_error **error)
{
    uint64_t left = reader->size - offset;
    size_t wanted = size > STRETCH ? size : STRETCH;
    wanted = wanted > left ? (size_t)left : wanted;
    xeng__buf_clear(&reader->window);
    if (!xeng__buf_reserve(&reader->window, wanted)) {
        return xeng__fail_no_memory(error);
    }
    reader->offset = offset;
    while (reader->window.size < wanted) {
        size_t have = reader->window.size;
        ssize_t got =
            pread(reader->fd, reader->window.data + have, wanted - have, (off_t)(offset + have));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) { /* 0: somebody cuts it */
            return xeng__journal_refused(reader->path, "read", got == 0 ? EIO : errno, error);
        }
        reader->window.size += (size_t)got;
    }
    return XENG_OK;
}

int32_t xeng__journal_look(xeng__journal_reader *reader, uint64_t offset, size_t size,
                           const char **bytes, xeng_error **error)
{
    uint64_t from = offset - reader->offset;
    if (offset < reader->offset || from > reader->window.size ||
        size > reader->window.size - from) {
        int32_t code = fill(reader, offset, size, error);
        if (code != XENG_OK) {
            return code;
        }
        from = 0;
    }
    *bytes = reader->window.data + from;
    return XENG_OK;
}

/* Whether what is at an offset can be the head of a frame that ends within the file. */
static int32_t look_at_head(xeng__journal_reader *reader, uint64_t offset, frame *found, bool *is,
                            xeng_error **error)
{
    const char *bytes;
    *is = false;
    if (reader->size - offset < XENG__FRAME_HEAD) {
        return XENG_OK;
    }
    int32_t code = xeng__journal_look(reader, offset, XENG__FRAME_HEAD, &bytes, error);
    if (code != XENG_OK || memcmp(bytes, XENG__FRAME_MARKER, XENG__FRAME_MARKER_SIZE) != 0) {
        return code;
    }
    xeng__unpack from = {(const unsigned char *)bytes + XENG__FRAME_MARKER_SIZE,
                         XENG__FRAME_HEAD - XENG__FRAME_MARKER_SIZE, false};
    found->check = (uint32_t)xeng__unpack_fixed(&from, 4);
    found->size = (uint32_t)xeng__unpack_fixed(&from, 4);
    found->piece = xeng__unpack_fixed(&from, 8);
    found->what = (int)xeng__unpack_fixed(&from, 1);
    *is = found->what <= XENG__FRAME_RENEWAL_END && found->size <= XENG__FRAME_RECORD_MAX &&
          found->size <= reader->size - offset - XENG__FRAME_HEAD;
    return XENG_OK;
}

/* Whether a frame is whole: its check fits. Looks at a stretch at a time, as what only looks like a
 * frame can claim to be large. */
static int32_t verify(xeng__journal_reader *reader, uint64_t offset, const frame *found, bool *is,
                      xeng_error **error)
{
    uint64_t at = offset + XENG__FRAME_CHECKED;
    uint64_t end = offset + XENG__FRAME_HEAD + found->size;
    uint32_t check = 0;
    while (at < end) {
        size_t size = end - at < STRETCH ? (size_t)(end - at) : STRETCH;
        const char *bytes;
        int32_t code = xeng__journal_look(reader, at, size, &bytes, error);
        if (code != XENG_OK) {
            return code;
        }
        check = xeng__crc(check, bytes, size);
        at += size;
    }
    *is = check == found->check;
    return XENG_OK;
}

static int32_t look_at_frame(xeng__journal_reader *reader, uint64_t offset, frame *found, bool *is,
                             xeng_error **error)
{
    int32_t code = look_at_head(reader, offset, found, is, error);
    return code != XENG_OK || !*is ? code : verify(reader, offset, found, is, error);
}

/* Whether a whole frame begins anywhere behind an offset. */
static int32_t find_later(xeng__journal_reader *reader, uint64_t offset, bool *is,
                          xeng_error **error)
{
    *is = false;
    for (uint64_t at = offset + 1; at < reader->size && !*is; at++) {
        const char *bytes;
        frame found;
        int32_t code = xeng__journal_look(reader, at, 1, &bytes, error);
        if (code != XENG_OK) {
            return code;
        }
        /* As far as it was read anyway. */
        size_t size = reader->window.size - (size_t)(at - reader->offset);
        const char *marker = memchr(bytes, XENG__FRAME_MARKER[0], size);
        at += marker == NULL ? size - 1 : (size_t)(marker - bytes);
        code = marker == NULL ? XENG_OK : look_at_frame(reader, at, &found, is, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}

static int32_t hand_over(xeng__journal_reader *reader, uint64_t offset, const frame *found,
                         xeng__journal_file *file, xeng__journal_take *take, void *context,
                         xeng_error **error)
{
    const char *bytes;
    int32_t code = xeng__journal_make_room(file, error);
    if (code == XENG_OK) {
        code = xeng__journal_look(reader, offset, XENG__FRAME_HEAD + found->size, &bytes, error);
    }
    bool has_record = found->what == XENG__FRAME_KEPT || found->what == XENG__FRAME_DONE;
    if (code == XENG_OK && has_record) {
        code = take(context, bytes + XENG__FRAME_HEAD, found->size, error);
    }
    if (code == XENG_OK) {
        xeng__journal_account(file, found->what, found->piece, XENG__FRAME_HEAD + found->size);
    }
    return code;
}

/* Whether what isn't whole, if there is anything, is no more than a torn end. */
static int32_t check_end(const xeng__journal_reader *reader, const xeng__journal_file *file,
                         bool later, xeng_error **error)
{
    unsigned long long at = file->end;
    if (file->incomplete) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "the journal %s is damaged at byte %llu, among records of which each is "
                          "needed: restore a copy of it, or name another journal and start over",
                          reader->path, at);
    }
    return !later ? XENG_OK
                  : xeng__fail(error, XENG_ERROR_JOURNAL,
                               "the journal %s is damaged at byte %llu, and whole records follow: "
                               "restore a copy of it; or have all that follows asked for again, "
                               "after 'truncate -s %llu' on it",
                               reader->path, at, at);
}

int32_t xeng__journal_read(xeng__journal_reader *reader, xeng__journal_file *file,
                           xeng__journal_take *take, void *context, xeng_error **error)
{
    while (file->end < reader->size) {
        frame found = {0};
        bool is;
        int32_t code = look_at_frame(reader, file->end, &found, &is, error);
        if (code == XENG_OK && is) {
            code = hand_over(reader, file->end, &found, file, take, context, error);
        } else if (code == XENG_OK) {
            break;
        }
        if (code != XENG_OK) {
            return code;
        }
    }
    bool later = false;
    int32_t code =
        file->end == reader->size ? XENG_OK : find_later(reader, file->end, &later, error);
    return code != XENG_OK ? code : check_end(reader, file, later, error);
}
