/* Waiting for sockets, for a moment in time, and for other threads. The only place that knows how
 * this system does that (epoll, timerfd, eventfd); kqueue has all of it under other names.
 *
 * Two descriptors, one in the other: the inner one is readable when there is something to drive,
 * the public one also when something finished waits to be fetched. So a driver that sleeps on the
 * inner one isn't kept awake by what nobody has fetched yet. */
#ifndef XENG__NET_POLLER_H
#define XENG__NET_POLLER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

/* No moment is set. */
#define XENG__POLLER_NEVER INT64_MAX

enum {
    XENG__POLL_IN = 1,
    XENG__POLL_OUT = 2,
    XENG__POLL_ERROR = 4
};

typedef struct xeng__poller {
    int inner;
    int outer;
    int timer;
    int wake;
    int finished;
    int64_t armed;      /* what the timer is set to */
    bool waking;        /* `wake` is raised */
    atomic_bool nudged; /* it is raised by xeng__poller_nudge() */
    bool finishing;
} xeng__poller;

/* A socket on which something happened. */
typedef struct xeng__poll_event {
    int fd;
    unsigned what; /* XENG__POLL_ bits */
} xeng__poll_event;

/* On failure there is nothing to close. XENG_ERROR_SYSTEM. */
int32_t xeng__poller_open(xeng__poller *poller, xeng_error **error);

/* Closes this process's descriptors. In the child of a fork the parent's sets stay as they are. */
void xeng__poller_close(xeng__poller *poller);

/* A new socket that programs which this process starts don't inherit; -1 if the system refuses. */
int xeng__poller_socket(int family, int type, int protocol);

/* Watches a socket for XENG__POLL_IN and _OUT; `what` 0 leaves it be. `known`: it is watched
 * already. False if the system refuses. */
bool xeng__poller_watch(xeng__poller *poller, int fd, unsigned what, bool known);

/* Makes the inner descriptor readable from a moment on, in monotonic ms. */
void xeng__poller_arm(xeng__poller *poller, int64_t due);

/* Makes the inner descriptor readable now, until xeng__poller_wait() has returned. */
void xeng__poller_wake(xeng__poller *poller);

/* Likewise, from any thread and from signal handlers. */
void xeng__poller_nudge(xeng__poller *poller);

/* Makes the public descriptor readable as long as something finished waits. */
void xeng__poller_set_finished(xeng__poller *poller, bool waits);

/* Waits up to `timeout_ms` (-1: for ever) and fills in what happened to sockets, if anything did.
 * Returns how many events there are; -1 if the system refuses, errno being set. Touches nothing of
 * `poller` but its inner descriptor, so that others may arm and wake it meanwhile. */
int xeng__poller_wait(const xeng__poller *poller, int timeout_ms, xeng__poll_event *events,
                      size_t capacity);

/* After a wait: takes back the wake-up, and a moment that has come. */
void xeng__poller_settle(xeng__poller *poller, int64_t now);

#endif
