/* The records of a journal: bytes that any place can keep. Each says by itself which job it is of,
 * and whether it is whole. Pure. */
#ifndef XENG__JOB_RECORD_H
#define XENG__JOB_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"
#include "job/fate.h"
#include "job/windows.h"

/* The kinds of records. */
enum {
    XENG__RECORD_BEGIN = 1,  /* the window that the job has, the open sides filled in */
    XENG__RECORD_ANSWER = 2, /* one answer of a piece that isn't complete (batch.h) */
    XENG__RECORD_DONE = 3,   /* a piece that was acknowledged */
    XENG__RECORD_BASE = 4    /* all pieces below a number are done; the sums and counts of these */
};

enum {
    XENG__RECORD_VERSION = 1,
    XENG__RECORD_HEAD_SIZE = 10, /* version, kind, job */
    XENG__RECORD_CHECK_SIZE = 4,
    XENG__RECORD_FATES_MAX = 65536,
    XENG__RECORD_PAYLOAD_MAX = 64 * 1024 * 1024
};

typedef struct xeng__record {
    int kind;
    uint64_t piece;          /* of BASE: the number below which all are done */
    xeng__window window;     /* of BEGIN */
    uint64_t mark;           /* of DONE and BASE; any record keeps one, and its piece */
    const xeng__fate *fates; /* of DONE: the piece's, in order; written, and after reading the
                                caller's to xeng__free() */
    size_t fate_count;
    const void *payload; /* of ANSWER: the batch's record; of DONE and BASE: the sums as JSON */
    size_t payload_size; /* 0 for none */
} xeng__record;

/* The digest of the job's identity is mixed into the check of each record. Appends. Payloads are
 * gzipped where that makes them smaller; fates that are alike take no room. What is over the limits
 * above makes `out` fail as if memory had run out. */
void xeng__record_write(const xeng__record *record, uint64_t job, xeng__buf *out);

/* Reads one; XENG_ERROR_JOURNAL if it is damaged or another job's. What `scratch` holds afterwards,
 * the record points into. */
int32_t xeng__record_read(const void *bytes, size_t size, uint64_t job, xeng__buf *scratch,
                          xeng__record *record, xeng_error **error);

#endif
