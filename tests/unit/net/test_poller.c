/* The two descriptors: what makes which of them readable, and what doesn't. */
#include "unit.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/poller.h"

static xeng__poller poller;
static int pair[2];

static int set_up(void **state)
{
    (void)state;
    return xeng__poller_open(&poller, NULL) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0;
}

static int tear_down(void **state)
{
    (void)state;
    xeng__poller_close(&poller);
    (void)close(pair[0]);
    (void)close(pair[1]);
    return 0;
}

static int readable(int fd)
{
    struct pollfd one = {.fd = fd, .events = POLLIN};
    return poll(&one, 1, 0);
}

static void nothing_is_readable_at_first(void **state)
{
    (void)state;
    assert_int_equal(readable(poller.inner), 0);
    assert_int_equal(readable(poller.outer), 0);
}

static void a_moment_that_has_come_shows_on_both(void **state)
{
    (void)state;
    xeng__poller_arm(&poller, xeng__clock_monotonic_ms() + 100000);
    assert_int_equal(readable(poller.outer), 0);
    xeng__poller_arm(&poller, 0);
    assert_int_equal(readable(poller.inner), 1);
    assert_int_equal(readable(poller.outer), 1);
    xeng__poll_event event;
    assert_int_equal(xeng__poller_wait(&poller, -1, &event, 1), 0);
    xeng__poller_settle(&poller, xeng__clock_monotonic_ms());
    assert_int_equal(readable(poller.outer), 0);
}

static void a_moment_can_be_taken_back(void **state)
{
    (void)state;
    xeng__poller_arm(&poller, 0);
    xeng__poller_arm(&poller, XENG__POLLER_NEVER);
    assert_int_equal(readable(poller.outer), 0);
}

static void waking_ends_a_wait(void **state)
{
    (void)state;
    xeng__poll_event event;
    xeng__poller_wake(&poller);
    xeng__poller_wake(&poller);
    assert_int_equal(xeng__poller_wait(&poller, -1, &event, 1), 0);
    xeng__poller_settle(&poller, xeng__clock_monotonic_ms());
    assert_int_equal(readable(poller.outer), 0);
}

static void what_is_finished_shows_on_the_public_one_only(void **state)
{
    (void)state;
    xeng__poller_set_finished(&poller, true);
    xeng__poller_set_finished(&poller, true);
    assert_int_equal(readable(poller.outer), 1);
    assert_int_equal(readable(poller.inner), 0);
    xeng__poller_set_finished(&poller, false);
    assert_int_equal(readable(poller.outer), 0);
}

static void a_socket_shows_what_is_watched_for(void **state)
{
    (void)state;
    xeng__poll_event event;
    assert_true(xeng__poller_watch(&poller, pair[0], XENG__POLL_IN, false));
    assert_int_equal(xeng__poller_wait(&poller, 0, &event, 1), 0);
    assert_true(xeng__poller_watch(&poller, pair[0], XENG__POLL_IN | XENG__POLL_OUT, true));
    assert_int_equal(xeng__poller_wait(&poller, 0, &event, 1), 1);
    assert_int_equal(event.fd, pair[0]);
    assert_int_equal(event.what, XENG__POLL_OUT);
    assert_int_equal(readable(poller.outer), 1);
    assert_int_equal(write(pair[1], "x", 1), 1);
    assert_int_equal(xeng__poller_wait(&poller, 0, &event, 1), 1);
    assert_int_equal(event.what, XENG__POLL_IN | XENG__POLL_OUT);
    assert_true(xeng__poller_watch(&poller, pair[0], 0, true));
    assert_int_equal(readable(poller.outer), 0);
}

static void a_socket_that_came_back_under_its_number_is_watched(void **state)
{
    (void)state;
    int fd = pair[0];
    assert_true(xeng__poller_watch(&poller, fd, XENG__POLL_IN, false));
    (void)close(pair[0]);
    (void)close(pair[1]);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    assert_int_equal(pair[0], fd);
    /* The set forgot it, nobody said so; and the other way round. */
    assert_true(xeng__poller_watch(&poller, fd, XENG__POLL_OUT, true));
    assert_int_equal(readable(poller.inner), 1);
    assert_true(xeng__poller_watch(&poller, fd, XENG__POLL_IN, false));
    assert_int_equal(readable(poller.inner), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_readable_at_first),
        TEST(a_moment_that_has_come_shows_on_both),
        TEST(a_moment_can_be_taken_back),
        TEST(waking_ends_a_wait),
        TEST(what_is_finished_shows_on_the_public_one_only),
        TEST(a_socket_shows_what_is_watched_for),
        TEST(a_socket_that_came_back_under_its_number_is_watched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
