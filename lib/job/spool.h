/* The ids of a job: taken in in any order, with repeats, then kept in lanes without, each with what
 * became of it. In memory while they are few, else in unlinked temporary files: memory doesn't grow
 * with their number. */
#ifndef XENG__JOB_SPOOL_H
#define XENG__JOB_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "job/fate.h"

typedef struct xeng__spool xeng__spool;

enum {
    XENG__SPOOL_IN_MEMORY = 16384, /* ids, repeats included; more go into files */
    XENG__DIGEST_SIZE = 32
};

/* `folder`: for temporary files; NULL for TMPDIR, else /tmp. Nothing is opened yet. */
int32_t xeng__spool_new(const char *folder, xeng__spool **spool, xeng_error **error);
void xeng__spool_free(xeng__spool *spool);

/* Takes in ids of an account, all or none. XENG_ERROR_RULE for a number that is no Post id. */
int32_t xeng__spool_add(xeng__spool *spool, uint32_t account, const uint64_t *ids, size_t count,
                        xeng_error **error);

/* How many were taken in; and, before sealing, forgets all but the first `given` of them. */
uint64_t xeng__spool_given(const xeng__spool *spool);
void xeng__spool_rewind(xeng__spool *spool, uint64_t given);

/* Which of its account's lanes an id goes to, 0 to XENG__LANE_KINDS - 1: ids of one lane are asked
 * the same. Pure. */
enum {
    XENG__LANE_KINDS = 8
};
typedef uint32_t xeng__lane_kind_fn(const void *context, uint64_t id);

typedef struct xeng__spool_rules {
    uint32_t share; /* which of `shares` is wanted */
    uint32_t shares;
    xeng__lane_kind_fn *kind; /* NULL: all are of kind 0 */
    const void *kind_context;
} xeng__spool_rules;

/* Drops repeats (of an id, the first counts, whatever its account) and other shares' ids, and
 * arranges the rest in lanes: by account, then kind, in the order in which they were added. Nothing
 * can be added any more. XENG_ERROR_SYSTEM names the folder. After a failure it can be called again
 * with the same rules; nothing else has changed, but there is no rewinding any more. */
int32_t xeng__spool_seal(xeng__spool *spool, const xeng__spool_rules *rules, xeng_error **error);

/* Which share an id falls to: a fixed function, evenly spread, the same in every version, so that
 * other programs may compute it. With 64-bit arithmetic that wraps around:
 *
 *     x = (id ^ id >> 30) * 0xBF58476D1CE4E5B9
 *     x = (x ^ x >> 27) * 0x94D049BB133111EB
 *     x = x ^ x >> 31
 *     share = (x >> 32) * shares >> 32
 */
uint32_t xeng__share_of(uint64_t id, uint32_t shares);

/* Ids that lie side by side, of one account and kind. Only lanes with ids are there. */
typedef struct xeng__lane {
    uint32_t account;
    uint32_t kind;
    uint64_t first; /* places, counted over all lanes */
    uint64_t count;
} xeng__lane;

/* After sealing. */
size_t xeng__spool_lanes(const xeng__spool *spool, const xeng__lane **lanes);
uint64_t xeng__spool_count(const xeng__spool *spool);
/* SHA-256 over the lanes and their ids: the same ids in the same order, or another digest. */
void xeng__spool_digest(const xeng__spool *spool, unsigned char digest[XENG__DIGEST_SIZE]);

/* Reads ids, or what became of them; writes the latter. Places are in range. */
int32_t xeng__spool_read(xeng__spool *spool, uint64_t first, size_t count, uint64_t *ids,
                         xeng_error **error);
int32_t xeng__spool_read_fates(xeng__spool *spool, uint64_t first, size_t count, xeng__fate *fates,
                               xeng_error **error);
int32_t xeng__spool_write_fates(xeng__spool *spool, uint64_t first, size_t count,
                                const xeng__fate *fates, xeng_error **error);

#endif
