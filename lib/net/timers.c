/* What is due when: a binary heap. */
#include "net/timers.h"

#include <string.h>

#include "base/alloc.h"

bool xeng__timers_reserve(xeng__timers *timers)
{
    if (!xeng__grow((void **)&timers->heap, &timers->capacity, timers->reserved,
                    sizeof(xeng__timer *))) {
        return false;
    }
    timers->reserved++;
    return true;
}

void xeng__timers_release(xeng__timers *timers)
{
    timers->reserved--;
}

/* Puts a timer into a place, which counts from 1. */
static void put(xeng__timers *timers, size_t place, xeng__timer *timer)
{
    timers->heap[place - 1] = timer;
    timer->place = place;
}

static void sift_up(xeng__timers *timers, xeng__timer *timer)
{
    size_t place = timer->place;
    while (place > 1 && timers->heap[place / 2 - 1]->due > timer->due) {
        put(timers, place, timers->heap[place / 2 - 1]);
        place /= 2;
    }
    put(timers, place, timer);
}

static void sift_down(xeng__timers *timers, xeng__timer *timer)
{
    size_t place = timer->place;
    for (;;) {
        size_t child = place * 2;
        if (child > timers->count) {
            break;
        }
        if (child < timers->count && timers->heap[child]->due < timers->heap[child - 1]->due) {
            child++;
        }
        if (timers->heap[child - 1]->due >= timer->due) {
            break;
        }
        put(timers, place, timers->heap[child - 1]);
        place = child;
    }
    put(timers, place, timer);
}

void xeng__timers_set(xeng__timers *timers, xeng__timer *timer, int64_t due)
{
    timer->due = due;
    if (timer->place == 0) {
        timers->count++;
        put(timers, timers->count, timer);
    }
    sift_up(timers, timer);
    sift_down(timers, timer);
}

void xeng__timers_unset(xeng__timers *timers, xeng__timer *timer)
{
    if (timer->place == 0) {
        return;
    }
    xeng__timer *last = timers->heap[timers->count - 1];
    timers->count--;
    if (last != timer) {
        put(timers, timer->place, last);
        sift_up(timers, last);
        sift_down(timers, last);
    }
    timer->place = 0;
}

xeng__timer *xeng__timers_first(const xeng__timers *timers)
{
    return timers->count == 0 ? NULL : timers->heap[0];
}

void xeng__timers_free(xeng__timers *timers)
{
    xeng__free(timers->heap);
    memset(timers, 0, sizeof *timers);
}
