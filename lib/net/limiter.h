/* How many requests may be sent, and when the next may. Pure: time is an argument, in monotonic
 * milliseconds. Uses all of what the server allows and never more: what it says is left, less what
 * is under way and may not be counted there yet. */
#ifndef XENG__NET_LIMITER_H
#define XENG__NET_LIMITER_H

#include <stdbool.h>
#include <stdint.h>

#include "wire/response_head.h"

/* Requests in user context and requests of the application alone are counted apart. */
enum {
    XENG__POOL_USER = 0,
    XENG__POOL_APP = 1,
    XENG__POOL_COUNT = 2
};

/* Nobody knows when: an answer has to come first. */
#define XENG__LIMITER_UNKNOWN INT64_MAX

/* A fixed window of the server's, as far as it is known. */
typedef struct xeng__limit_window {
    int64_t length;    /* ms; 0 if the headers don't tell how long it is */
    int64_t limit;     /* requests a window; -1: none, or unknown */
    int64_t remaining; /* after all that was answered */
    int64_t reset;     /* the server's word for its end, which tells windows apart; 0: no word */
    int64_t ends;      /* when that is; 0: no request has opened it */
    int64_t told;      /* when `remaining` was last learned from the server; 0: never */
    int64_t own;       /* requests that were sent from here in it, or under way when it began */
} xeng__limit_window;

/* How many requests were sent in each of the last 61 seconds. */
enum {
    XENG__PACE_SECONDS = 61
};
typedef struct xeng__pace {
    uint32_t sent[XENG__PACE_SECONDS];
    int64_t second; /* the latest one that is counted */
    int64_t total;
} xeng__pace;

typedef struct xeng__limit_pool {
    xeng__limit_window minute; /* x-per-minute-*, or x-rate-limit-* where these are missing */
    xeng__limit_window second; /* x-per-second-* */
    int64_t configured;        /* requests a minute; 0: unknown */
    xeng__pace pace;           /* counts as long as the server has told nothing */
    bool told;
    int64_t under_way;
    int64_t blocked_until; /* after a 429 */
    bool probing;          /* after a 429 without a hint: one at a time until one passes */
} xeng__limit_pool;

typedef struct xeng__limiter {
    xeng__limit_pool pools[XENG__POOL_COUNT];
    int64_t share; /* which of `shares` equal parts of every limit is ours */
    int64_t shares;
} xeng__limiter;

/* `per_minute`: the contract's figure; 0 if it isn't known. */
void xeng__limiter_init(xeng__limiter *limiter, uint32_t per_minute);

/* From now on only one of `count` equal parts of each limit is used, at least one request a window;
 * the parts of all indices add up to the limit. */
void xeng__limiter_set_share(xeng__limiter *limiter, uint32_t index, uint32_t count);

/* When the next request may be sent: `now` or earlier if at once, XENG__LIMITER_UNKNOWN if that
 * depends on answers to come. */
int64_t xeng__limiter_next(xeng__limiter *limiter, int pool, int64_t now);

/* A request is being sent; once for each, and then one of the two functions below. */
void xeng__limiter_sent(xeng__limiter *limiter, int pool, int64_t now);

/* An answer came to a request that was sent at `sent`. `server_now` (Unix seconds) is used where
 * it has no Date. */
void xeng__limiter_answered(xeng__limiter *limiter, int pool, int64_t sent, int64_t now,
                            const xeng__response_head *head, int64_t server_now);

/* No answer came. `reached`: the server may have got the request, and counted it. */
void xeng__limiter_lost(xeng__limiter *limiter, int pool, bool reached);

/* The server refused a request for the rate: nothing is sent before `until`. `hinted`: the server
 * said when. */
void xeng__limiter_refused(xeng__limiter *limiter, int pool, int64_t until, bool hinted);

/* Requests a minute, our share of them, as far as it is known; 0 if it isn't. */
int64_t xeng__limiter_figure(const xeng__limiter *limiter, int pool);

#endif
