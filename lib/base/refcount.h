/* Counting owners of a handle, from any thread. */
#ifndef XENG__BASE_REFCOUNT_H
#define XENG__BASE_REFCOUNT_H

#include <stdatomic.h>
#include <stdbool.h>

typedef atomic_size_t xeng__refcount;

static inline void xeng__refcount_init(xeng__refcount *count)
{
    atomic_init(count, 1);
}

static inline void xeng__refcount_add(xeng__refcount *count)
{
    atomic_fetch_add_explicit(count, 1, memory_order_relaxed);
}

/* True if that was the last owner; what others wrote before they let go is then visible. */
static inline bool xeng__refcount_drop(xeng__refcount *count)
{
    return atomic_fetch_sub_explicit(count, 1, memory_order_acq_rel) == 1;
}

#endif
