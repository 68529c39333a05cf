/* One thread, a plain epoll loop, 1,000 requests under way: the client is one descriptor among the
 * program's own. Prints how often each Post of a file was liked, and that it is alive meanwhile.
 *
 *     examples/with-sim epoll_loop examples/data/post-ids.txt */
#include <errno.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "crowd.h"

enum {
    TICK_MS = 250
};

/* What else the program does: a timer of its own. */
static int open_ticks(void)
{
    struct itimerspec every = {
        .it_value.tv_nsec = TICK_MS * 1000000L,
        .it_interval.tv_nsec = TICK_MS * 1000000L,
    };
    int ticks = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (ticks >= 0 && timerfd_settime(ticks, 0, &every, NULL) != 0) {
        (void)close(ticks);
        return -1;
    }
    return ticks;
}

static int watch(int loop, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};
    return fd < 0 ? -1 : epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event);
}

static void tick(int ticks, const crowd *self)
{
    uint64_t times;
    if (read(ticks, &times, sizeof times) == (ssize_t)sizeof times) {
        fprintf(stderr, "%u under way, %u answered\n", self->under_way, self->answered);
    }
}

static int run(crowd *self, int loop, int ticks)
{
    while (crowd_goes_on(self)) {
        struct epoll_event events[8];
        int timeout = crowd_has_more_to_ask(self) ? 0 : -1;
        int count = epoll_wait(loop, events, 8, timeout);
        if (count < 0 && errno != EINTR) {
            perror("epoll_wait");
            return 1;
        }
        int client_ready = timeout == 0;
        for (int i = 0; i < count; i++) {
            if (events[i].data.fd == ticks) {
                tick(ticks, self);
            } else {
                client_ready = 1;
            }
        }
        if (client_ready && crowd_turn(self)) {
            return 1;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    crowd self;
    int failed = crowd_begin(&self, argc > 1 ? argv[1] : NULL);
    if (!failed) {
        int loop = epoll_create1(EPOLL_CLOEXEC);
        int ticks = open_ticks();
        if (watch(loop, ticks) != 0 || watch(loop, xeng_client_fd(self.client)) != 0) {
            perror("epoll");
            failed = 1;
        } else {
            failed = run(&self, loop, ticks);
        }
        (void)close(ticks);
        (void)close(loop);
    }
    return crowd_end(&self) || failed;
}
