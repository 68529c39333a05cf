/* A server in this very process that does what a test tells it to. */
#include "peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support.h"

enum {
    REQUEST_SIZE = 64 * 1024
};

static void die(const char *what)
{
    perror(what);
    abort();
}

/* Reads a head and the body that its Content-Length announces; 0 at the end of the connection. */
static int read_request(int fd, char *buffer)
{
    size_t size = 0;
    size_t wanted = 0; /* once the head is complete */
    while (wanted == 0 || size < wanted) {
        ssize_t got = recv(fd, buffer + size, REQUEST_SIZE - 1 - size, 0);
        if (got <= 0) {
            return 0;
        }
        size += (size_t)got;
        buffer[size] = '\0';
        const char *end = strstr(buffer, "\r\n\r\n");
        if (wanted == 0 && end != NULL) {
            const char *length = strcasestr(buffer, "\r\ncontent-length:");
            wanted = (size_t)(end + 4 - buffer);
            if (length != NULL && length < end) {
                wanted += strtoul(length + strlen("\r\ncontent-length:"), NULL, 10);
            }
        }
    }
    return 1;
}

static void *serve(void *context)
{
    struct peer_connection *connection = context;
    peer *self = connection->server;
    char *buffer = malloc(REQUEST_SIZE);
    int on = 1;
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    while (read_request(connection->fd, buffer)) {
        pthread_mutex_lock(&self->lock);
        size_t number = ++self->requests;
        pthread_mutex_unlock(&self->lock);
        if (!self->answer(self, connection->fd, number, buffer)) {
            break;
        }
    }
    free(buffer);
    /* Shut down, not closed: the number could be another file's by the time of peer_stop(). */
    shutdown(connection->fd, SHUT_RDWR);
    return NULL;
}

static void *accept_all(void *context)
{
    peer *self = context;
    for (;;) {
        int fd = accept(self->listener, NULL, NULL);
        pthread_mutex_lock(&self->lock);
        if (self->stopping || fd < 0 || self->connections == PEER_CONNECTIONS) {
            pthread_mutex_unlock(&self->lock);
            if (fd >= 0) {
                close(fd);
            }
            return NULL;
        }
        struct peer_connection *connection = &self->list[self->connections];
        connection->server = self;
        connection->fd = fd;
        if (pthread_create(&connection->thread, NULL, serve, connection) != 0) {
            die("pthread_create");
        }
        self->connections++;
        pthread_mutex_unlock(&self->lock);
    }
}

void peer_start(peer *self, peer_answer answer, void *context)
{
    memset(self, 0, sizeof *self);
    self->answer = answer;
    self->context = context;
    pthread_mutex_init(&self->lock, NULL);
    self->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    if (self->listener < 0 || bind(self->listener, (struct sockaddr *)&address, size) != 0 ||
        listen(self->listener, 256) != 0 ||
        getsockname(self->listener, (struct sockaddr *)&address, &size) != 0) {
        die("listen");
    }
    snprintf(self->url, sizeof self->url, "http://127.0.0.1:%d", ntohs(address.sin_port));
    if (pthread_create(&self->thread, NULL, accept_all, self) != 0) {
        die("pthread_create");
    }
}

void peer_stop(peer *self)
{
    pthread_mutex_lock(&self->lock);
    self->stopping = 1;
    pthread_mutex_unlock(&self->lock);
    shutdown(self->listener, SHUT_RDWR);
    pthread_join(self->thread, NULL);
    close(self->listener);
    for (size_t i = 0; i < self->connections; i++) {
        shutdown(self->list[i].fd, SHUT_RDWR);
        pthread_join(self->list[i].thread, NULL);
        close(self->list[i].fd);
    }
    pthread_mutex_destroy(&self->lock);
}

size_t peer_requests(peer *self)
{
    pthread_mutex_lock(&self->lock);
    size_t requests = self->requests;
    pthread_mutex_unlock(&self->lock);
    return requests;
}

size_t peer_connections(peer *self)
{
    pthread_mutex_lock(&self->lock);
    size_t connections = self->connections;
    pthread_mutex_unlock(&self->lock);
    return connections;
}

void peer_wait_for(peer *self, size_t requests)
{
    while (peer_requests(self) < requests) {
        sleep_ms(1);
    }
}

void peer_pause(peer *self, long ms)
{
    int64_t until = now_ms() + ms;
    int stopping = 0;
    while (!stopping && now_ms() < until) {
        sleep_ms(2);
        pthread_mutex_lock(&self->lock);
        stopping = self->stopping;
        pthread_mutex_unlock(&self->lock);
    }
}

int peer_send_bytes(int fd, const void *bytes, size_t size)
{
    const char *next = bytes;
    while (size > 0) {
        ssize_t sent = send(fd, next, size, MSG_NOSIGNAL);
        if (sent < 0) {
            break; /* the client has gone; that is its right */
        }
        next += sent;
        size -= (size_t)sent;
    }
    return 1;
}

int peer_send(int fd, const char *text)
{
    return peer_send_bytes(fd, text, strlen(text));
}

int peer_reply_bytes(int fd, const char *status, const char *headers, const void *body, size_t size)
{
    char head[4096];
    int length = snprintf(head, sizeof head,
                          "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%s"
                          "Content-Length: %zu\r\n\r\n",
                          status, headers, size);
    peer_send_bytes(fd, head, (size_t)length);
    return peer_send_bytes(fd, body, size);
}

int peer_reply(int fd, const char *status, const char *headers, const char *body)
{
    return peer_reply_bytes(fd, status, headers, body, strlen(body));
}

int peer_reply_counts(int fd)
{
    return peer_reply(fd, "200 OK", "", "{\"g\":{\"1\":{\"favorites\":\"7\",\"retweets\":\"3\"}}}");
}

int peer_reset(int fd)
{
    struct linger hard = {.l_onoff = 1, .l_linger = 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    /* Connecting to no address breaks a connection off, and leaves the number in our hands. */
    struct sockaddr none = {.sa_family = AF_UNSPEC};
    (void)connect(fd, &none, sizeof none);
    return 0;
}

int peer_always_fine(peer *self, int fd, size_t number, const char *request)
{
    (void)self;
    (void)number;
    (void)request;
    return peer_reply_counts(fd);
}
