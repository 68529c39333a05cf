/* What time it is for the server, which refuses signatures whose timestamp is off. Pure: clocks are
 * arguments. As long as the machine's clock will do, it is the machine's; a correction is held
 * against the monotonic clock, so that setting the machine's clock can't spoil it. */
#ifndef XENG__NET_SKEW_H
#define XENG__NET_SKEW_H

#include <stdbool.h>
#include <stdint.h>

enum {
    /* Differences up to this are nobody's fault: Date has whole seconds, answers take time. */
    XENG__SKEW_TOLERANCE_MS = 5000,
    /* So many answers in a row must agree on a difference, unless a refusal shows that it matters.
     */
    XENG__SKEW_WITNESSES = 3
};

typedef struct xeng__skew {
    bool corrected;         /* else the machine's wall clock counts */
    int64_t offset;         /* the server's clock less the monotonic one, in ms, if corrected */
    bool proven;            /* a request that was signed with the correction was accepted */
    bool distrusts_date;    /* a correction by Date turned out wrong: only refusals teach */
    uint32_t witnesses;     /* answers in a row that contradict what counts now */
    int64_t claimed_offset; /* what they say */
} xeng__skew;

/* One answer's word on the time. */
typedef struct xeng__skew_sample {
    int64_t date;      /* its Date header, Unix seconds; 0 if it has none */
    int64_t signed_at; /* the server's time in ms that the request was signed for */
    int64_t sent;      /* monotonic ms at which that was */
    int64_t received;  /* monotonic ms at which the answer came */
    int64_t wall;      /* Unix ms by the machine's clock at that moment */
    bool dated;        /* the request's signature has a timestamp */
    bool refused;      /* it is a 401 to such a request */
} xeng__skew_sample;

void xeng__skew_init(xeng__skew *skew);

/* The time for the server, in Unix milliseconds. */
int64_t xeng__skew_now(const xeng__skew *skew, int64_t wall, int64_t monotonic);

/* Learns from an answer. True if it was refused and signing anew now would give another time, which
 * makes a repeat sensible. */
bool xeng__skew_learn(xeng__skew *skew, const xeng__skew_sample *sample);

#endif
