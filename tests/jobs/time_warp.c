/* Loaded before a program's own libraries, makes its time run faster, and sets its wall clock.
 *
 * XENGAGE_WARP says how: "FACTOR MONOTONIC REALTIME", the last two being the nanoseconds of both
 * clocks at which warped time begins. Programs that are given the same text agree on the time.
 * XENGAGE_WARP_STEP may name a file with decimal seconds, padded to a line of STEP_SIZE bytes, by
 * which this program's wall clock is off; it may change while the program runs.
 *
 * What is warped: the functions by which the time is read, and those that wait for some of it. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)

enum {
    STEP_SIZE = 16
};

static struct {
    atomic_bool ready;
    int64_t factor;
    int64_t monotonic; /* when warped time begins */
    int64_t realtime;
    const char *step;
} warp;

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * SECOND + time->tv_nsec;
}

static struct timespec timespec_of(int64_t ns)
{
    return (struct timespec){.tv_sec = (time_t)(ns / SECOND), .tv_nsec = (long)(ns % SECOND)};
}

/* The machine's own clock; not by the function of the C library, which is the one below. */
static int64_t true_time(clockid_t id)
{
    struct timespec now = {0};
    (void)syscall(SYS_clock_gettime, id, &now);
    return nanoseconds(&now);
}

__attribute__((constructor)) static void set_up(void)
{
    if (atomic_load(&warp.ready)) {
        return;
    }
    long long factor = 1;
    long long monotonic = true_time(CLOCK_MONOTONIC);
    long long realtime = true_time(CLOCK_REALTIME);
    const char *how = getenv("XENGAGE_WARP");
    if (how != NULL) {
        (void)sscanf(how, "%lld %lld %lld", &factor, &monotonic, &realtime);
    }
    warp.factor = factor < 1 ? 1 : factor;
    warp.monotonic = monotonic;
    warp.realtime = realtime;
    const char *step = getenv("XENGAGE_WARP_STEP");
    int fd = step == NULL ? -1 : open(step, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        void *map = mmap(NULL, STEP_SIZE, PROT_READ, MAP_SHARED, fd, 0);
        warp.step = map == MAP_FAILED ? NULL : map;
        close(fd);
    }
    atomic_store(&warp.ready, true);
}

static int64_t step(void)
{
    if (warp.step == NULL) {
        return 0;
    }
    char text[STEP_SIZE + 1] = {0};
    for (int i = 0; i < STEP_SIZE; i++) {
        text[i] = ((const volatile char *)warp.step)[i];
    }
    return strtoll(text, NULL, 10) * SECOND;
}

static int64_t since_begin(void)
{
    set_up();
    return (true_time(CLOCK_MONOTONIC) - warp.monotonic) * warp.factor;
}

static bool is_wall_clock(clockid_t id)
{
    return id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE;
}

static int64_t warped_time(clockid_t id)
{
    int64_t elapsed = since_begin();
    return is_wall_clock(id) ? warp.realtime + elapsed + step() : warp.monotonic + elapsed;
}

/* How much true time a stretch of warped time is; nothing is rounded to no time at all. */
static int64_t unwarp(int64_t ns)
{
    set_up();
    return ns <= 0 ? ns : (ns + warp.factor - 1) / warp.factor;
}

/* A moment of a warped clock, by the machine's own clock of that kind. */
static int64_t true_moment(clockid_t id, int64_t warped)
{
    return true_time(id) + unwarp(warped - warped_time(id));
}

/* Which clock a moment is of can't be asked everywhere; but uptimes are no dates. */
static clockid_t clock_of(const struct timespec *moment)
{
    return moment->tv_sec > 1000000000 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
}

/* The next function of a name. */
static void *next(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        abort();
    }
    return found;
}

#define NEXT(name) ((__typeof__(&(name)))next(#name))

/* Reading clocks */

int clock_gettime(clockid_t id, struct timespec *now)
{
    switch (id) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_BOOTTIME:
        *now = timespec_of(warped_time(id));
        return 0;
    default:
        return (int)syscall(SYS_clock_gettime, id, now);
    }
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    (void)zone;
    int64_t ns = warped_time(CLOCK_REALTIME);
    *now = (struct timeval){.tv_sec = (time_t)(ns / SECOND), .tv_usec = (long)(ns % SECOND / 1000)};
    return 0;
}

time_t time(time_t *now)
{
    time_t seconds = (time_t)(warped_time(CLOCK_REALTIME) / SECOND);
    if (now != NULL) {
        *now = seconds;
    }
    return seconds;
}

/* Waiting for descriptors */

int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask)
{
    struct timespec shorter = {0};
    if (timeout != NULL) {
        shorter = timespec_of(unwarp(nanoseconds(timeout)));
    }
    return NEXT(ppoll)(fds, count, timeout == NULL ? NULL : &shorter, mask);
}

int poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
    struct timespec timeout = timespec_of(timeout_ms < 0 ? 0 : timeout_ms * INT64_C(1000000));
    return ppoll(fds, count, timeout_ms < 0 ? NULL : &timeout, NULL);
}

/* The set is polled like any descriptor, which waits for less than a millisecond where need be. */
int epoll_pwait(int set, struct epoll_event *events, int most, int timeout_ms, const sigset_t *mask)
{
    if (timeout_ms > 0) {
        struct pollfd one = {.fd = set, .events = POLLIN};
        struct timespec timeout = timespec_of(timeout_ms * INT64_C(1000000));
        int ready = ppoll(&one, 1, &timeout, mask);
        if (ready < 0) {
            return ready;
        }
        timeout_ms = 0;
    }
    return NEXT(epoll_pwait)(set, events, most, timeout_ms, mask);
}

int epoll_wait(int set, struct epoll_event *events, int most, int timeout_ms)
{
    return epoll_pwait(set, events, most, timeout_ms, NULL);
}

int select(int count, fd_set *restrict in, fd_set *restrict out, fd_set *restrict other,
           struct timeval *restrict timeout)
{
    struct timeval shorter = {0};
    if (timeout != NULL) {
        int64_t ns = unwarp(timeout->tv_sec * SECOND + timeout->tv_usec * INT64_C(1000));
        int64_t us = (ns + 999) / 1000;
        shorter.tv_sec = (time_t)(us / 1000000);
        shorter.tv_usec = (long)(us % 1000000);
    }
    return NEXT(select)(count, in, out, other, timeout == NULL ? NULL : &shorter);
}

/* Sleeping */

int clock_nanosleep(clockid_t id, int flags, const struct timespec *time, struct timespec *left)
{
    struct timespec rest = {0};
    bool absolute = (flags & TIMER_ABSTIME) != 0;
    int64_t ns = absolute ? true_moment(id, nanoseconds(time)) : unwarp(nanoseconds(time));
    struct timespec shorter = timespec_of(ns < 0 ? 0 : ns);
    int result = NEXT(clock_nanosleep)(id, flags, &shorter, &rest);
    if (left != NULL && result == EINTR && !absolute) {
        *left = timespec_of(nanoseconds(&rest) * warp.factor);
    }
    return result;
}

int nanosleep(const struct timespec *time, struct timespec *left)
{
    int reason = clock_nanosleep(CLOCK_MONOTONIC, 0, time, left);
    if (reason != 0) {
        errno = reason;
    }
    return reason == 0 ? 0 : -1;
}

int usleep(useconds_t microseconds)
{
    struct timespec time = timespec_of((int64_t)microseconds * 1000);
    return nanosleep(&time, NULL);
}

unsigned sleep(unsigned seconds)
{
    struct timespec time = {.tv_sec = (time_t)seconds};
    struct timespec left = {0};
    return nanosleep(&time, &left) == 0 ? 0 : (unsigned)left.tv_sec;
}

/* Waiting for other threads */

int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until)
{
    struct timespec moment = timespec_of(true_moment(clock_of(until), nanoseconds(until)));
    return NEXT(pthread_cond_timedwait)(condition, mutex, &moment);
}

int pthread_cond_clockwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           clockid_t id, const struct timespec *restrict until)
{
    struct timespec moment = timespec_of(true_moment(id, nanoseconds(until)));
    return NEXT(pthread_cond_clockwait)(condition, mutex, id, &moment);
}

/* Timers */

int timerfd_settime(int fd, int flags, const struct itimerspec *set, struct itimerspec *before)
{
    struct itimerspec shorter = {.it_interval =
                                     timespec_of(unwarp(nanoseconds(&set->it_interval)))};
    int64_t ns = nanoseconds(&set->it_value);
    if (ns != 0 && (flags & TFD_TIMER_ABSTIME) != 0) {
        ns = true_moment(clock_of(&set->it_value), ns);
        ns = ns < 1 ? 1 : ns; /* 0 would disarm it */
    } else {
        ns = unwarp(ns);
    }
    shorter.it_value = timespec_of(ns);
    int result = NEXT(timerfd_settime)(fd, flags, &shorter, before);
    if (result == 0 && before != NULL) {
        before->it_value = timespec_of(nanoseconds(&before->it_value) * warp.factor);
        before->it_interval = timespec_of(nanoseconds(&before->it_interval) * warp.factor);
    }
    return result;
}
