/* A job's journal, opened, written and closed. */
#include "job/journal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/journal_parts.h"
#include "job/pack.h"

enum {
    BLOAT_MIN = 4 * 1024 * 1024 /* bytes of no use that don't matter */
};

int32_t xeng__journal_make_room(xeng__journal_file *file, xeng_error **error)
{
    return xeng__grow((void **)&file->shares, &file->share_capacity, file->share_count,
                      sizeof *file->shares)
               ? XENG_OK
               : xeng__fail_no_memory(error);
}

void xeng__journal_account(xeng__journal_file *file, int what, uint64_t piece, uint64_t size)
{
    file->end += size;
    if (what == XENG__FRAME_RENEWAL_BEGIN || what == XENG__FRAME_RENEWAL_END) {
        file->incomplete = what == XENG__FRAME_RENEWAL_BEGIN;
        file->dead = 0; /* all of it is needed */
        return;
    }
    size_t i = 0;
    while (i < file->share_count && file->shares[i].piece != piece) {
        i++;
    }
    if (what == XENG__FRAME_DONE) {
        file->dead += size;
        if (i < file->share_count) {
            file->dead += file->shares[i].bytes;
            file->shares[i] = file->shares[--file->share_count];
        }
    } else if (piece != XENG__JOURNAL_NO_PIECE) {
        if (i == file->share_count) {
            file->shares[file->share_count++] = (xeng__journal_share){piece, 0};
        }
        file->shares[i].bytes += size;
    }
}

int32_t xeng__journal_write_frame(const char *path, xeng__journal_file *file, int what,
                                  uint64_t piece, const void *record, size_t size,
                                  xeng_error **error)
{
    unsigned char head[XENG__FRAME_HEAD] = XENG__FRAME_MARKER;
    xeng__put_fixed(head + XENG__FRAME_CHECKED, size, 4);
    xeng__put_fixed(head + XENG__FRAME_CHECKED + 4, piece, 8);
    xeng__put_fixed(head + XENG__FRAME_CHECKED + 12, (uint64_t)what, 1);
    uint32_t check = xeng__crc(0, head + XENG__FRAME_CHECKED, sizeof head - XENG__FRAME_CHECKED);
    xeng__put_fixed(head + XENG__FRAME_MARKER_SIZE, xeng__crc(check, record, size), 4);
    int32_t code = xeng__journal_make_room(file, error);
    if (code == XENG_OK) {
        code = xeng__journal_write_at(path, file->fd, file->end, head, sizeof head, record, size,
                                      error);
    }
    if (code == XENG_OK) {
        xeng__journal_account(file, what, piece, sizeof head + size);
    }
    return code;
}

/* Cuts off what is no whole record at the end. */
static int32_t drop_end(const xeng__journal_file *file, const xeng__journal_reader *reader,
                        char **note, xeng_error **error)
{
    xeng__buf text = XENG__BUF_EMPTY;
    xeng__buf_printf(&text,
                     "the last record of %s was cut short (%llu bytes) and dropped; its piece is "
                     "asked for again",
                     reader->path, (unsigned long long)(reader->size - file->end));
    if (text.failed) {
        xeng__buf_free(&text);
        return xeng__fail_no_memory(error);
    }
    if (ftruncate(file->fd, (off_t)file->end) != 0) {
        int number = errno;
        xeng__buf_free(&text);
        return xeng__journal_refused(reader->path, "cut to its last whole record", number, error);
    }
    *note = xeng__buf_take(&text);
    return XENG_OK;
}

static int32_t begin_file(xeng__journal *journal, xeng_error **error)
{
    const xeng__buf *head = &journal->head;
    journal->folder_unsynced = true;
    int32_t code = xeng__journal_write_at(journal->path, journal->file.fd, 0, head->data,
                                          head->size, NULL, 0, error);
    if (code == XENG_OK) {
        journal->file.end = head->size;
        code = xeng__journal_sync(journal, error);
    }
    return code;
}

static int32_t read_file(xeng__journal *journal, xeng__journal_reader *reader,
                         xeng__journal_take *take, void *context, char **note, xeng_error **error)
{
    bool fresh;
    off_t size = lseek(journal->file.fd, 0, SEEK_END);
    if (size < 0) {
        return xeng__journal_refused(journal->path, "read", errno, error);
    }
    reader->size = (uint64_t)size;
    int32_t code = xeng__journal_check_head(reader, &journal->head, &fresh, error);
    if (code != XENG_OK || fresh) {
        return code != XENG_OK ? code : begin_file(journal, error);
    }
    journal->file.end = journal->head.size;
    code = xeng__journal_read(reader, &journal->file, take, context, error);
    if (code == XENG_OK && journal->file.end < reader->size) {
        code = drop_end(&journal->file, reader, note, error);
    }
    return code;
}

/* The path for renewals: that of the file itself, wherever links and the working folder lead. */
static char *resolve(const char *path)
{
    char resolved[PATH_MAX];
    return xeng__strdup(realpath(path, resolved) != NULL ? resolved : path);
}

static int32_t open_journal(xeng__journal *journal, const char *path, const char *identity,
                            xeng__journal_take *take, void *context, char **note,
                            xeng_error **error)
{
    int32_t code = xeng__journal_make_head(identity, &journal->head, error);
    code = code != XENG_OK ? code : xeng__journal_open_file(path, &journal->file.fd, error);
    if (code != XENG_OK) {
        return code;
    }
    journal->path = resolve(path);
    if (journal->path == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__journal_reader reader = {.path = path, .fd = journal->file.fd};
    code = read_file(journal, &reader, take, context, note, error);
    xeng__buf_free(&reader.window);
    return code;
}

int32_t xeng__journal_open(const char *path, const char *identity, xeng__journal_take *take,
                           void *context, xeng__journal **journal, char **note, xeng_error **error)
{
    *journal = NULL;
    *note = NULL;
    xeng__journal *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    made->file.fd = -1;
    made->renewed.fd = -1;
    int32_t code = open_journal(made, path, identity, take, context, note, error);
    if (code != XENG_OK) {
        xeng__journal_close(made);
        return code;
    }
    *journal = made;
    return XENG_OK;
}

int32_t xeng__journal_write(xeng__journal *journal, uint64_t piece, bool done, const void *record,
                            size_t size, xeng_error **error)
{
    bool renewing = journal->renewed.fd >= 0;
    if (size > XENG__FRAME_RECORD_MAX) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "a record of %zu bytes is too large for a journal, which takes %d", size,
                          XENG__FRAME_RECORD_MAX);
    }
    int32_t code = xeng__journal_write_frame(
        journal->path, renewing ? &journal->renewed : &journal->file,
        done ? XENG__FRAME_DONE : XENG__FRAME_KEPT, piece, record, size, error);
    if (code != XENG_OK) {
        xeng__journal_renew_abandon(journal);
    }
    return code;
}

bool xeng__journal_is_bloated(const xeng__journal *journal)
{
    const xeng__journal_file *file = &journal->file;
    return file->dead > BLOAT_MIN && file->dead > file->dead_min && file->dead > file->end / 2;
}

int32_t xeng__journal_sync(xeng__journal *journal, xeng_error **error)
{
    int failed;
    do {
        failed = fdatasync(journal->file.fd);
    } while (failed != 0 && errno == EINTR);
    if (failed != 0) {
        return xeng__journal_refused(journal->path, "kept safe on the disk", errno, error);
    }
    if (!journal->folder_unsynced) {
        return XENG_OK;
    }
    int32_t code = xeng__journal_sync_folder(journal->path, error);
    journal->folder_unsynced = code != XENG_OK;
    return code;
}

void xeng__journal_close(xeng__journal *journal)
{
    if (journal != NULL) {
        xeng__journal_renew_abandon(journal);
        xeng__journal_file_close(&journal->file);
        xeng__buf_free(&journal->head);
        xeng__free(journal->path);
        xeng__free(journal);
    }
}
