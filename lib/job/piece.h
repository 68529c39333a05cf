/* A piece: what became of some ids, with their counts. The public functions are in
 * <xengage/job.h>. */
#ifndef XENG__JOB_PIECE_H
#define XENG__JOB_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/job.h>

#include "base/refcount.h"
#include "job/fate.h"

typedef struct xeng__piece_reason {
    int32_t code;
    char *text;
} xeng__piece_reason;

struct xeng_piece {
    xeng__refcount owners;
    uint64_t job; /* the number of the job that it is of */
    uint64_t number;
    uint32_t account;
    xeng_request *request; /* of the job, held; NULL if it isn't known */
    uint64_t first;        /* the place of its first id among the job's */
    uint64_t *ids;
    xeng__fate *fates;
    size_t count;
    xeng_result *result;         /* NULL if nothing was delivered */
    xeng__piece_reason *reasons; /* one for each code that its fates have */
    size_t reason_count;
    size_t bytes;    /* about how much memory the result takes */
    bool unfinished; /* not all of it was asked for: of no use to a journal */
};

/* An empty piece with room for `count` ids, each without a fate; NULL if memory runs out. */
xeng_piece *xeng__piece_new(uint64_t number, uint32_t account, uint64_t first, const uint64_t *ids,
                            size_t count);

/* A reason in our own words. */
const char *xeng__reason_words(int32_t code);

/* Keeps the words for a reason, if it has none yet; false if memory runs out. */
bool xeng__piece_add_reason(xeng_piece *piece, int32_t code, const char *text);

#endif
