/* Whether and when a request is sent again. Pure: time, chance and hints are arguments. */
#ifndef XENG__NET_RETRY_H
#define XENG__NET_RETRY_H

#include <stdbool.h>
#include <stdint.h>

/* The numbers of AWS's standard retry mode, but for the bases of the backoff. */
enum {
    XENG__BUDGET_CAPACITY = 500,
    XENG__BUDGET_RETRY = 5,    /* what a retry costs */
    XENG__BUDGET_TIMEOUT = 10, /* what a retry after a timeout costs */
    XENG__BUDGET_SUCCESS = 1,  /* what a success without retry gives back */
    XENG__BACKOFF_BASE_MS = 1000,
    XENG__BACKOFF_MAX_MS = 20000,
    XENG__LIMITED_MAX_MS = 60000, /* longest wait after a 429 without a hint */
    XENG__REPAIRS_MAX = 2,        /* repeats with another time or nonce, of one request */
    XENG__STALE_MAX = 2           /* repeats because an old connection had died, likewise */
};

/* Why an attempt failed, as far as repeating it is concerned. */
typedef enum xeng__failure {
    XENG__FAILURE_FINAL,     /* repeating can't help */
    XENG__FAILURE_TRANSIENT, /* the server or the connection failed */
    XENG__FAILURE_TIMEOUT,   /* likewise, after a long silence */
    XENG__FAILURE_LIMITED,   /* too many requests: comes back later, costs nothing */
    XENG__FAILURE_REPAIRED,  /* the signing time or the nonce was refused, and is another now */
    XENG__FAILURE_STALE      /* a connection from before was dead: that isn't the server's fault */
} xeng__failure;

/* What an answer with a status and the code of its error means; a redirect, a 400, 401, 403, 404
 * or 406 is final. */
xeng__failure xeng__failure_of_answer(int32_t status, int32_t code);

/* Shared by all requests of a client, so that an outage isn't answered with a storm. */
typedef struct xeng__budget {
    int32_t tokens;
} xeng__budget;

void xeng__budget_init(xeng__budget *budget);

/* What became of one request so far; all zeros at its beginning. */
typedef struct xeng__retry {
    uint32_t failures; /* attempts that failed, but for those that a rate limit refused */
    uint32_t limited;  /* refusals by a rate limit, in a row */
    uint32_t repairs;
    uint32_t stale; /* old connections that were dead */
    int32_t paid;   /* what the last retry cost */
} xeng__retry;

typedef struct xeng__retry_question {
    xeng__failure failure;
    bool may_repeat;       /* false: the request must not be repeated once it was sent */
    uint32_t max_attempts; /* 1 or more */
    int64_t hint_ms;       /* the server's, or XENG__HINT_NONE */
    int64_t now;           /* milliseconds, monotonic, like the deadline */
    int64_t deadline;
    uint64_t chance; /* random bits */
} xeng__retry_question;

typedef struct xeng__retry_answer {
    bool again;
    int64_t at;      /* when, monotonic; also without `again`, where known, else 0 */
    const char *why; /* why not, for a log; NULL with `again` */
} xeng__retry_answer;

/* Decides after a failed attempt, and takes the price from the budget if it is worth it. */
xeng__retry_answer xeng__retry_decide(xeng__retry *retry, xeng__budget *budget,
                                      const xeng__retry_question *question);

/* Gives back to the budget after a success. */
void xeng__retry_succeeded(const xeng__retry *retry, xeng__budget *budget);

#endif
