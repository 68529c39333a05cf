/* A server in this very process, over plain HTTP, that does exactly what a test tells it to: what
 * no decent server does, above all. */
#ifndef TESTS_PEER_H
#define TESTS_PEER_H

#include <pthread.h>
#include <stddef.h>

typedef struct peer peer;

/* Answers one request on a connection; `number` counts from 1. Returns 1 to keep the connection, 0
 * to close it. Runs in a thread of its connection's. */
typedef int (*peer_answer)(peer *self, int fd, size_t number, const char *request);

enum {
    PEER_CONNECTIONS = 2048
};

struct peer {
    char url[64];
    int listener;
    peer_answer answer;
    void *context; /* the test's own */
    pthread_t thread;
    pthread_mutex_t lock;
    size_t requests;
    size_t connections;
    int stopping;
    struct peer_connection {
        peer *server;
        int fd;
        pthread_t thread;
    } list[PEER_CONNECTIONS];
};

void peer_start(peer *self, peer_answer answer, void *context);
/* Closes everything and waits for the threads. */
void peer_stop(peer *self);
size_t peer_requests(peer *self);
size_t peer_connections(peer *self);
/* Waits until so many requests have come. */
void peer_wait_for(peer *self, size_t requests);
/* Sleeps, in an answer, until the peer is stopped or so many ms are over. */
void peer_pause(peer *self, long ms);

/* Parts of answers. All return 1. */
int peer_send(int fd, const char *text);
int peer_send_bytes(int fd, const void *bytes, size_t size);
/* A whole answer; `headers` are lines with their ends, "" for none. */
int peer_reply(int fd, const char *status, const char *headers, const char *body);
int peer_reply_bytes(int fd, const char *status, const char *headers, const void *body,
                     size_t size);
/* Counts of Post 1: favorites 7, retweets 3. */
int peer_reply_counts(int fd);
/* Ends the connection with a reset instead of a close. Returns 0. */
int peer_reset(int fd);

/* An answer that is fine. */
int peer_always_fine(peer *self, int fd, size_t number, const char *request);

#endif
