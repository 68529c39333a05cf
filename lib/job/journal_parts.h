/* What the parts of a journal share: journal.c (writing), journal_read.c (records), journal_head.c
 * (which job it is of), journal_file.c (the system's calls), journal_renew.c.
 *
 * The file begins with lines for people: a magic one, one with the size and CRC-32 of the identity,
 * the identity. Frames follow, each with a record:
 *
 *   marker             4 bytes
 *   check              4 bytes: CRC-32 of all that follows
 *   size               4 bytes, of the record
 *   piece              8 bytes
 *   what               1 byte: XENG__FRAME_ below
 *   record
 *
 * Numbers have the lowest byte first. A frame that isn't whole is the end of the file if no whole
 * one follows: the process, or the machine, ended while it was written. That can't be within what a
 * renewal wrote, which takes the old file's place when it is complete: its records are of use
 * together only. */
#ifndef XENG__JOB_JOURNAL_PARTS_H
#define XENG__JOB_JOURNAL_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "job/journal.h"
#include "job/record.h"

#define XENG__FRAME_MARKER "\xa7xJ\xe2"

enum {
    XENG__FRAME_KEPT = 0,
    XENG__FRAME_DONE = 1,
    XENG__FRAME_RENEWAL_BEGIN = 2, /* without a record, as the next */
    XENG__FRAME_RENEWAL_END = 3
};

enum {
    XENG__FRAME_MARKER_SIZE = 4,
    XENG__FRAME_CHECKED = 8, /* where that begins of which the check is made */
    XENG__FRAME_HEAD = 21,
    XENG__FRAME_RECORD_MAX = XENG__RECORD_PAYLOAD_MAX + 1024 * 1024,
    XENG__IDENTITY_MAX = 1024 * 1024
};

/* How much a piece that isn't done takes of the file. */
typedef struct xeng__journal_share {
    uint64_t piece;
    uint64_t bytes;
} xeng__journal_share;

typedef struct xeng__journal_file {
    int fd;       /* locked; -1 if there is none */
    uint64_t end; /* behind the last frame */
    /* Bytes of which a renewal would keep little or nothing: records of pieces that are done. */
    uint64_t dead;
    uint64_t dead_min; /* as long as there are no more of them, they are borne */
    bool incomplete;   /* the records of a renewal are being written or read */
    xeng__journal_share *shares;
    size_t share_count;
    size_t share_capacity;
} xeng__journal_file;

struct xeng__journal {
    char *path; /* symbolic links followed, and not dependent on the working folder */
    xeng__buf head;
    xeng__journal_file file;
    xeng__journal_file renewed; /* that which is being written to take its place */
    bool folder_unsynced;       /* a power failure could undo the making or renaming of the file */
};

/* journal_file.c */

/* Opens and locks the file of a path, made if need be. */
int32_t xeng__journal_open_file(const char *path, int *fd, xeng_error **error);
/* The same for a file that a renewal is written to: what an earlier one left is emptied, if it
 * begins as `head` does or is empty; another file is not touched. */
int32_t xeng__journal_open_new(const char *path, const xeng__buf *head, int *fd,
                               xeng_error **error);
/* Whether the path still names the open file. */
bool xeng__journal_is_at(const char *path, int fd);
/* Writes two stretches of bytes, at once as a rule. If that fails the file is as before. */
int32_t xeng__journal_write_at(const char *path, int fd, uint64_t offset, const void *head,
                               size_t head_size, const void *bytes, size_t size,
                               xeng_error **error);
/* Makes sure that the file's name is on the disk. */
int32_t xeng__journal_sync_folder(const char *path, xeng_error **error);
/* XENG_ERROR_SYSTEM: "the journal PATH can't be <what>: <reason>". */
int32_t xeng__journal_refused(const char *path, const char *what, int number, xeng_error **error);

/* Frees what a file's bookkeeping holds, and closes it. */
void xeng__journal_file_close(xeng__journal_file *file);

/* journal.c */

int32_t xeng__journal_make_room(xeng__journal_file *file, xeng_error **error);
/* Counts a frame of `size` bytes, which room was made for. */
void xeng__journal_account(xeng__journal_file *file, int what, uint64_t piece, uint64_t size);
int32_t xeng__journal_write_frame(const char *path, xeng__journal_file *file, int what,
                                  uint64_t piece, const void *record, size_t size,
                                  xeng_error **error);

/* journal_read.c */

/* A file that is read, a stretch of it at a time. */
typedef struct xeng__journal_reader {
    const char *path;
    int fd;
    uint64_t size;
    uint64_t offset; /* of what is in `window` */
    xeng__buf window;
} xeng__journal_reader;

/* Some bytes of the file, which must be within it; valid until the next call. */
int32_t xeng__journal_look(xeng__journal_reader *reader, uint64_t offset, size_t size,
                           const char **bytes, xeng_error **error);
/* Hands all records from the file's end on to `take`; its end is then behind the last whole one. */
int32_t xeng__journal_read(xeng__journal_reader *reader, xeng__journal_file *file,
                           xeng__journal_take *take, void *context, xeng_error **error);

/* journal_head.c */

/* Makes the beginning of a file. */
int32_t xeng__journal_make_head(const char *identity, xeng__buf *head, xeng_error **error);
/* Whether a file begins so. `*fresh` if there is nothing in it, or only a part of the head. */
int32_t xeng__journal_check_head(xeng__journal_reader *reader, const xeng__buf *head, bool *fresh,
                                 xeng_error **error);

#endif
