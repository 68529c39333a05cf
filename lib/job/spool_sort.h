/* Sorting more keys than memory holds: runs are sorted in place, then merged. */
#ifndef XENG__JOB_SPOOL_SORT_H
#define XENG__JOB_SPOOL_SORT_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "job/spool_store.h"

/* Keys are all there is to sort: what belongs to one is a part of it. */
typedef struct xeng__sort_key {
    uint64_t high;
    uint64_t low;
} xeng__sort_key;

typedef int32_t xeng__sort_take(void *context, const xeng__sort_key *key, xeng_error **error);

typedef struct xeng__sort_sizes {
    size_t run; /* keys that are sorted in memory at once */
    size_t fan; /* runs that are merged at once, 2 or more */
} xeng__sort_sizes;

/* Half a megabyte for a run; the same for the ends of all runs that are merged. 4 million keys are
 * merged once, 500 million twice. */
#define XENG__SORT_SIZES \
    {                    \
        32768, 128       \
    }

/* Hands the keys that a store consists of to `take`, in ascending order; a code other than XENG_OK
 * ends it with that code. The store is left with the same keys, in some other order. */
int32_t xeng__sort(xeng__store *store, const xeng__sort_sizes *sizes, xeng__sort_take *take,
                   void *context, xeng_error **error);

#endif
