/* What spool.c and spool_seal.c share. */
#ifndef XENG__JOB_SPOOL_PARTS_H
#define XENG__JOB_SPOOL_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "job/spool.h"
#include "job/spool_sort.h"
#include "job/spool_store.h"

/* An id and all that is to be known of it fit into the 128 bits of a key. */
enum {
    XENG__SPOOL_ACCOUNT_BITS = 24,
    XENG__SPOOL_KIND_BITS = 3,
    XENG__SPOOL_SEQUENCE_BITS = 38,
    XENG__SPOOL_ID_BITS = 63
};

struct xeng__spool {
    char *folder;
    xeng__store given; /* keys: id; sequence, account */
    xeng__store laned; /* keys: account, kind, sequence; id. After the first half of sealing */
    xeng__store ids;   /* after all of it */
    xeng__store fates;
    uint64_t given_count;
    bool is_laned;
    xeng__lane *lanes;
    size_t lane_count;
    size_t lane_capacity;
    unsigned char digest[XENG__DIGEST_SIZE];
};

static inline uint64_t xeng__spool_low_bits(int bits)
{
    return (UINT64_C(1) << bits) - 1;
}

#endif
