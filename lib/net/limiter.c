/* How many requests may be sent, and when the next may. */
#include "net/limiter.h"

#include <string.h>

#include "net/hint.h"

enum {
    MINUTE_MS = 60000,
    SECOND_MS = 1000
};

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void pace_init(xeng__pace *pace, int64_t window_ms)
{
    memset(pace, 0, sizeof *pace);
    /* One part less would not be the whole window, whenever in its part a request is sent. */
    pace->part_ms = (window_ms + XENG__PACE_PARTS - 2) / (XENG__PACE_PARTS - 1);
}

/* Forgets parts that are too long ago. */
static void pace_move(xeng__pace *pace, int64_t now)
{
    int64_t part = now / pace->part_ms;
    if (part - pace->part >= XENG__PACE_PARTS) {
        memset(pace->answered, 0, sizeof pace->answered);
        pace->total = 0;
        pace->part = part;
    }
    while (pace->part < part) {
        pace->part++;
        uint32_t *oldest = &pace->answered[pace->part % XENG__PACE_PARTS];
        pace->total -= *oldest;
        *oldest = 0;
    }
}

static void pace_count(xeng__pace *pace, int64_t now)
{
    pace_move(pace, now);
    pace->answered[pace->part % XENG__PACE_PARTS]++;
    pace->total++;
}

/* When a request fits into every window, wherever the server begins its windows. A request may
 * have been counted at any time until it was answered. */
static int64_t pace_next(xeng__pace *pace, int64_t limit, int64_t under_way, int64_t now)
{
    pace_move(pace, now);
    int64_t left = pace->total + under_way;
    if (left < limit) {
        return now;
    }
    if (under_way >= limit) {
        return XENG__LIMITER_UNKNOWN;
    }
    int64_t part = pace->part - XENG__PACE_PARTS;
    while (left >= limit) {
        part++;
        left -= pace->answered[(part + XENG__PACE_PARTS) % XENG__PACE_PARTS];
    }
    return (part + XENG__PACE_PARTS) * pace->part_ms;
}

void xeng__limiter_init(xeng__limiter *limiter, uint32_t per_minute)
{
    memset(limiter, 0, sizeof *limiter);
    limiter->shares = 1;
    for (int i = 0; i < XENG__POOL_COUNT; i++) {
        xeng__limit_pool *pool = &limiter->pools[i];
        xeng__limit_window_init(&pool->minute);
        xeng__limit_window_init(&pool->second);
        pace_init(&pool->minute_pace, MINUTE_MS);
        pace_init(&pool->second_pace, SECOND_MS);
        pool->configured = per_minute;
    }
}

void xeng__limiter_set_share(xeng__limiter *limiter, uint32_t index, uint32_t count)
{
    limiter->share = index;
    limiter->shares = count > 0 ? count : 1;
}

/* Our part of a limit. Limits come from outside: a huge one must not overflow. */
static int64_t part_of(const xeng__limiter *limiter, int64_t limit)
{
    if (limiter->shares == 1 || limit > INT64_MAX / 2 / limiter->shares) {
        return limit / limiter->shares;
    }
    int64_t below = limit * limiter->share / limiter->shares;
    int64_t mine = limit * (limiter->share + 1) / limiter->shares - below;
    return mine > 0 ? mine : 1;
}

/* The limit a minute, as far as it is known; 0 if it isn't. */
static int64_t per_minute(const xeng__limit_pool *pool)
{
    return pool->told ? pool->minute.limit : pool->configured;
}

/* When our own count leaves room: before the server has told of its limit, where its windows can't
 * be followed, and among others that share it. */
static int64_t paces_next(const xeng__limiter *limiter, xeng__limit_pool *pool, int64_t now)
{
    int64_t next = now;
    bool shared = limiter->shares > 1;
    bool first = !pool->told || xeng__limit_window_is_obscure(&pool->minute);
    if (per_minute(pool) > 0 && (shared || first)) {
        int64_t limit = part_of(limiter, per_minute(pool));
        next = pace_next(&pool->minute_pace, limit, pool->under_way, now);
    }
    if (pool->second.limit > 0 && (shared || xeng__limit_window_is_obscure(&pool->second))) {
        int64_t limit = part_of(limiter, pool->second.limit);
        next = later(next, pace_next(&pool->second_pace, limit, pool->under_way, now));
    }
    return next;
}

int64_t xeng__limiter_next(xeng__limiter *limiter, int index, int64_t now)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    if (pool->probing && pool->under_way > 0) {
        return XENG__LIMITER_UNKNOWN;
    }
    int64_t next = later(pool->blocked_until, paces_next(limiter, pool, now));
    next = later(next, xeng__limit_window_next(&pool->minute, pool->under_way, now));
    return later(next, xeng__limit_window_next(&pool->second, pool->under_way, now));
}

void xeng__limiter_sent(xeng__limiter *limiter, int index, int64_t now)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    pool->under_way++;
    xeng__limit_window_sent(&pool->minute, now);
    xeng__limit_window_sent(&pool->second, now);
}

/* A request isn't under way any more, and may have been counted until now. */
static void settle(xeng__limit_pool *pool, int64_t now)
{
    pool->under_way--;
    pace_count(&pool->minute_pace, now);
    pace_count(&pool->second_pace, now);
}

static xeng__limit_told say(int64_t limit, int64_t remaining, int64_t reset)
{
    return (xeng__limit_told){.limit = limit, .remaining = remaining, .reset = reset};
}

void xeng__limiter_answered(xeng__limiter *limiter, int index, int64_t sent, int64_t now,
                            const xeng__response_head *head, int64_t server_now)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    xeng__limit_told minute =
        say(head->per_minute_limit, head->per_minute_remaining, head->per_minute_reset);
    minute.length = MINUTE_MS;
    minute.max_wait = XENG__HINT_MINUTE_MAX;
    if (minute.limit < 0 && minute.remaining < 0) {
        minute = say(head->rate_limit_limit, head->rate_limit_remaining, head->rate_limit_reset);
        minute.max_wait = XENG__HINT_RATE_LIMIT_MAX;
    }
    xeng__limit_told second =
        say(head->per_second_limit, head->per_second_remaining, head->per_second_reset);
    second.length = SECOND_MS;
    second.max_wait = XENG__HINT_SECOND_MAX;
    minute.date = head->date != 0 ? head->date : server_now;
    second.date = minute.date;
    minute.refused = head->status == 429;
    second.refused = minute.refused;

    settle(pool, now);
    pool->probing = pool->probing && head->status == 429;
    if (xeng__limit_window_tell(&pool->minute, &minute, sent, now)) {
        pool->told = true;
    } else {
        xeng__limit_window_count(&pool->minute);
    }
    if (!xeng__limit_window_tell(&pool->second, &second, sent, now)) {
        xeng__limit_window_count(&pool->second);
    }
}

void xeng__limiter_lost(xeng__limiter *limiter, int index, bool reached, int64_t now)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    if (!reached) {
        pool->under_way--;
    } else {
        settle(pool, now);
        xeng__limit_window_count(&pool->minute);
        xeng__limit_window_count(&pool->second);
    }
}

void xeng__limiter_refused(xeng__limiter *limiter, int index, int64_t until, bool hinted)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    pool->blocked_until = later(pool->blocked_until, until);
    pool->probing = pool->probing || !hinted;
}

int64_t xeng__limiter_figure(const xeng__limiter *limiter, int index)
{
    int64_t whole = per_minute(&limiter->pools[index]);
    return whole > 0 ? part_of(limiter, whole) : 0;
}
