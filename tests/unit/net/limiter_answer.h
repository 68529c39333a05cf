/* Answers to a limiter in virtual time. */
#ifndef TESTS_LIMITER_ANSWER_H
#define TESTS_LIMITER_ANSWER_H

#include <stdbool.h>

#include "net/limiter.h"

#define START INT64_C(1000000)
#define UNIX  INT64_C(1795521600) /* the server's time at START */

enum {
    USER = XENG__POOL_USER
};

static inline xeng__response_head head_of(int64_t now, int64_t limit, int64_t remaining,
                                          int64_t reset)
{
    xeng__response_head head;
    xeng__response_head_init(&head);
    head.status = 200;
    head.date = UNIX + (now - START) / 1000;
    head.per_minute_limit = limit;
    head.per_minute_remaining = remaining;
    head.per_minute_reset = reset;
    return head;
}

static inline void answer(xeng__limiter *limiter, int64_t sent, int64_t now, int64_t limit,
                          int64_t remaining, int64_t reset)
{
    xeng__response_head head = head_of(now, limit, remaining, reset);
    xeng__limiter_answered(limiter, USER, sent, now, &head, 0);
}

static inline bool may(xeng__limiter *limiter, int64_t now)
{
    return xeng__limiter_next(limiter, USER, now) <= now;
}

#endif
