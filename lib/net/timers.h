/* What is due when: a binary heap of timers that live in what they belong to. */
#ifndef XENG__NET_TIMERS_H
#define XENG__NET_TIMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zeros: not set. */
typedef struct xeng__timer {
    int64_t due;   /* monotonic ms */
    size_t place;  /* in the heap, from 1; 0: not set */
    void *subject; /* whose timer it is */
} xeng__timer;

typedef struct xeng__timers {
    xeng__timer **heap;
    size_t count;
    size_t capacity;
    size_t reserved; /* room that is promised */
} xeng__timers;

/* Promises room for one more timer, so that setting it can't fail; false when memory runs out. */
bool xeng__timers_reserve(xeng__timers *timers);
void xeng__timers_release(xeng__timers *timers);

/* Sets a timer, or moves it; unsets it. */
void xeng__timers_set(xeng__timers *timers, xeng__timer *timer, int64_t due);
void xeng__timers_unset(xeng__timers *timers, xeng__timer *timer);

/* The timer that is due first; NULL if none is set. */
xeng__timer *xeng__timers_first(const xeng__timers *timers);

void xeng__timers_free(xeng__timers *timers);

#endif
