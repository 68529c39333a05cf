/* A model of rate-limited servers, of the network, and of clients on it, in virtual time. */
#ifndef TESTS_LIMITER_MODEL_H
#define TESTS_LIMITER_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define START  INT64_C(1000000)
#define UNIX   INT64_C(1795521600)
#define MINUTE INT64_C(60000)

enum {
    PLACES = 16,
    MOST_LATENCY = 150 /* each way */
};

typedef enum {
    ROUND_UP,
    ROUND_DOWN,
    ROUND_NEAREST,
    NO_RESET
} rounding;

typedef enum {
    ALIGNED, /* windows follow each other */
    OPENED,  /* the first request after a window's end opens the next one */
    SLIDING
} window_kind;

/* A server's limit. */
typedef struct limit {
    int64_t length; /* ms */
    int64_t most;   /* requests; 0: none */
    window_kind kind;
    int64_t begun;
    int64_t used;
    int64_t *times; /* of the last requests, if it slides */
    size_t next;
} limit;

typedef struct server {
    limit minute;
    limit second;
    rounding resets;
    int64_t clock; /* its Unix ms, less monotonic ms */
} server;

/* What a client came to, after its first minute. */
typedef struct outcome {
    int64_t served;
    int64_t refused;
    int64_t refused_at_first;
} outcome;

typedef struct play {
    server to;
    uint32_t configured; /* requests a minute, as the client is told beforehand; 0: nothing */
    int64_t minutes;
} play;

/* Numbers that only look random; the same ones each time. */
void seed_random(uint64_t value);
int64_t random_below(int64_t end);

/* What a client makes of a server; the network is the same each time. One that knows everything
 * sends exactly when there is room; one that is restless often has little to send. */
outcome watch(const play *what, bool knows_everything, bool restless);

#endif
