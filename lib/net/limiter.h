/* How many requests may be sent, and when the next may. Pure: time is an argument, in monotonic
 * milliseconds. Uses all of what the server allows and never more: what it says is left, less what
 * is under way and may not be counted there yet. */
#ifndef XENG__NET_LIMITER_H
#define XENG__NET_LIMITER_H

#include <stdbool.h>
#include <stdint.h>

#include "net/limit_window.h"
#include "wire/response_head.h"

/* Requests in user context and requests of the application alone are counted apart. */
enum {
    XENG__POOL_USER = 0,
    XENG__POOL_APP = 1,
    XENG__POOL_COUNT = 2
};

/* How many requests were answered in each part of the time that just passed, a little more than a
 * window's length in all. */
enum {
    XENG__PACE_PARTS = 61
};
typedef struct xeng__pace {
    uint32_t answered[XENG__PACE_PARTS];
    int64_t part_ms;
    int64_t part; /* the latest one that is counted */
    int64_t total;
} xeng__pace;

typedef struct xeng__limit_pool {
    xeng__limit_window minute; /* x-per-minute-*, or x-rate-limit-* where these are missing */
    xeng__limit_window second; /* x-per-second-* */
    int64_t configured;        /* requests a minute; 0: unknown */
    bool told;                 /* the server has told a limit, which counts instead */
    xeng__pace minute_pace;
    xeng__pace second_pace;
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

/* From now on only one of `count` equal parts of each limit is used, counted from here over
 * any time as long as a window; at least one request, so that no share stands still. Otherwise the
 * parts of all indices add up to the limit. */
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
void xeng__limiter_lost(xeng__limiter *limiter, int pool, bool reached, int64_t now);

/* The server refused a request for the rate: nothing is sent before `until`. `hinted`: the server
 * said when. */
void xeng__limiter_refused(xeng__limiter *limiter, int pool, int64_t until, bool hinted);

/* Requests a minute, our share of them, as far as it is known; 0 if it isn't. */
int64_t xeng__limiter_figure(const xeng__limiter *limiter, int pool);

#endif
