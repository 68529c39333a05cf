/* Passes connections on. */
#include "relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "peer.h"
#include "system.h"

enum {
    CONNECTIONS_MAX = 64
};

struct relay {
    int listener;
    int from;
    int to;
    pthread_t accepting;
    struct passage {
        int one;
        int other;
        pthread_t thread;
    } list[CONNECTIONS_MAX];
    size_t count;
};

int relay_connect(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static int pass_on(int from, int to)
{
    char bytes[16384];
    ssize_t got = recv(from, bytes, sizeof bytes, 0);
    return got > 0 && peer_send_bytes(to, bytes, (size_t)got);
}

void relay_pump(int one, int other)
{
    struct pollfd ends[2] = {{.fd = one, .events = POLLIN}, {.fd = other, .events = POLLIN}};
    while (poll(ends, 2, -1) > 0) {
        if ((ends[0].revents != 0 && !pass_on(one, other)) ||
            (ends[1].revents != 0 && !pass_on(other, one))) {
            return;
        }
    }
}

static void *pass(void *context)
{
    const struct passage *way = context;
    relay_pump(way->one, way->other);
    shutdown(way->one, SHUT_RDWR);
    shutdown(way->other, SHUT_RDWR);
    return NULL;
}

static void *accept_all(void *context)
{
    relay *self = context;
    int fd;
    while ((fd = accept(self->listener, NULL, NULL)) >= 0 && self->count < CONNECTIONS_MAX) {
        struct passage *way = &self->list[self->count];
        way->one = fd;
        way->other = relay_connect(self->to);
        if (way->other < 0 || pthread_create(&way->thread, NULL, pass, way) != 0) {
            abort();
        }
        self->count++;
    }
    return NULL;
}

relay *relay_start(const char *address, int port)
{
    relay *self = calloc(1, sizeof *self);
    struct sockaddr_in here = {.sin_family = AF_INET};
    socklen_t size = sizeof here;
    assert_non_null(self);
    self->to = port;
    self->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(inet_pton(AF_INET, address, &here.sin_addr), 1);
    assert_int_equal(bind(self->listener, (struct sockaddr *)&here, size), 0);
    assert_int_equal(listen(self->listener, 64), 0);
    assert_int_equal(getsockname(self->listener, (struct sockaddr *)&here, &size), 0);
    self->from = ntohs(here.sin_port);
    assert_int_equal(pthread_create(&self->accepting, NULL, accept_all, self), 0);
    return self;
}

int relay_port(const relay *self)
{
    return self->from;
}

void relay_stop(relay *self)
{
    shutdown(self->listener, SHUT_RDWR);
    pthread_join(self->accepting, NULL);
    close(self->listener);
    for (size_t i = 0; i < self->count; i++) {
        shutdown(self->list[i].one, SHUT_RDWR);
        shutdown(self->list[i].other, SHUT_RDWR);
        pthread_join(self->list[i].thread, NULL);
        close(self->list[i].one);
        close(self->list[i].other);
    }
    free(self);
}
