/* Waiting for sockets, for a moment in time, and for other threads, on Linux. */
#include "net/poller.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"

enum {
    MOST_EVENTS = 64
};

static void close_one(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
    *fd = -1;
}

void xeng__poller_close(xeng__poller *poller)
{
    close_one(&poller->outer);
    close_one(&poller->inner);
    close_one(&poller->timer);
    close_one(&poller->wake);
    close_one(&poller->finished);
}

static bool add(int set, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};
    return fd >= 0 && epoll_ctl(set, EPOLL_CTL_ADD, fd, &event) == 0;
}

int32_t xeng__poller_open(xeng__poller *poller, xeng_error **error)
{
    *poller = (xeng__poller){
        .nudged = false,
        .inner = epoll_create1(EPOLL_CLOEXEC),
        .outer = epoll_create1(EPOLL_CLOEXEC),
        .timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK),
        .wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK),
        .finished = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK),
        .armed = XENG__POLLER_NEVER,
    };
    if (!add(poller->inner, poller->timer) || !add(poller->inner, poller->wake) ||
        !add(poller->outer, poller->inner) || !add(poller->outer, poller->finished)) {
        int reason = errno;
        xeng__poller_close(poller);
        return xeng__fail(error, XENG_ERROR_SYSTEM,
                          "the client could not get the five descriptors that it needs (errno "
                          "%d)%s",
                          reason,
                          reason == EMFILE || reason == ENFILE
                              ? ": too many files are open; close some, or raise the limit "
                                "(ulimit -n)"
                              : "");
    }
    return XENG_OK;
}

int xeng__poller_socket(int family, int type, int protocol)
{
    return socket(family, type | SOCK_CLOEXEC, protocol);
}

bool xeng__poller_watch(xeng__poller *poller, int fd, unsigned what, bool known)
{
    struct epoll_event event = {.data = {.fd = fd}};
    if ((what & XENG__POLL_IN) != 0) {
        event.events |= EPOLLIN;
    }
    if ((what & XENG__POLL_OUT) != 0) {
        event.events |= EPOLLOUT;
    }
    if (what == 0) {
        /* The socket may be closed, and so out of the set, already. */
        (void)epoll_ctl(poller->inner, EPOLL_CTL_DEL, fd, &event);
        return true;
    }
    int first = known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (epoll_ctl(poller->inner, first, fd, &event) == 0) {
        return true;
    }
    /* A descriptor that was closed and opened again without notice is in the set no more, or still.
     */
    int second = errno == ENOENT ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    return (errno == ENOENT || errno == EEXIST) &&
           epoll_ctl(poller->inner, second, fd, &event) == 0;
}

void xeng__poller_arm(xeng__poller *poller, int64_t due)
{
    if (due == poller->armed) {
        return;
    }
    poller->armed = due;
    struct itimerspec spec = {0};
    if (due != XENG__POLLER_NEVER) {
        /* All zeros would disarm it. */
        int64_t ms = due > 0 ? due : 1;
        spec.it_value.tv_sec = (time_t)(ms / 1000);
        spec.it_value.tv_nsec = (long)(ms % 1000) * 1000000;
    }
    (void)timerfd_settime(poller->timer, TFD_TIMER_ABSTIME, &spec, NULL);
}

static void raise_event(int fd)
{
    uint64_t one = 1;
    ssize_t written = write(fd, &one, sizeof one);
    (void)written; /* fails only if it is raised as high as can be */
}

/* False if it wasn't raised. */
static bool drain(int fd)
{
    uint64_t count;
    return read(fd, &count, sizeof count) == (ssize_t)sizeof count;
}

void xeng__poller_wake(xeng__poller *poller)
{
    if (!poller->waking) {
        poller->waking = true;
        raise_event(poller->wake);
    }
}

void xeng__poller_nudge(xeng__poller *poller)
{
    int before = errno;
    /* In this order: what is raised and not known to be would keep drivers awake for good. */
    raise_event(poller->wake);
    atomic_store(&poller->nudged, true);
    errno = before;
}

void xeng__poller_set_finished(xeng__poller *poller, bool waits)
{
    if (waits && !poller->finishing) {
        raise_event(poller->finished);
    } else if (!waits && poller->finishing) {
        (void)drain(poller->finished);
    }
    poller->finishing = waits;
}

int xeng__poller_wait(const xeng__poller *poller, int timeout_ms, xeng__poll_event *events,
                      size_t capacity)
{
    struct epoll_event raw[MOST_EVENTS];
    int most = capacity < MOST_EVENTS ? (int)capacity : MOST_EVENTS;
    int count = epoll_wait(poller->inner, raw, most, timeout_ms);
    if (count < 0) {
        return errno == EINTR ? 0 : -1;
    }
    int sockets = 0;
    for (int i = 0; i < count; i++) {
        int fd = raw[i].data.fd;
        if (fd == poller->timer || fd == poller->wake) {
            continue;
        }
        unsigned what = 0;
        what |= (raw[i].events & EPOLLIN) != 0 ? XENG__POLL_IN : 0U;
        what |= (raw[i].events & EPOLLOUT) != 0 ? XENG__POLL_OUT : 0U;
        what |= (raw[i].events & (EPOLLERR | EPOLLHUP)) != 0 ? XENG__POLL_ERROR : 0U;
        events[sockets++] = (xeng__poll_event){fd, what};
    }
    return sockets;
}

void xeng__poller_settle(xeng__poller *poller, int64_t now)
{
    bool nudged = atomic_exchange(&poller->nudged, false);
    if (poller->waking || nudged) {
        poller->waking = false;
        (void)drain(poller->wake);
    }
    /* By the clock its moment can have come a little before the timer goes off: then it will, and
     * must not be taken for unarmed. */
    if (poller->armed <= now && drain(poller->timer)) {
        poller->armed = XENG__POLLER_NEVER;
    }
}
