/* How many requests may be sent, and when the next may. */
#include "net/limiter.h"

#include <string.h>

#include "net/hint.h"

enum {
    MINUTE_MS = 60000,
    SECOND_MS = 1000
};

void xeng__limiter_init(xeng__limiter *limiter, uint32_t per_minute)
{
    memset(limiter, 0, sizeof *limiter);
    limiter->shares = 1;
    for (int i = 0; i < XENG__POOL_COUNT; i++) {
        xeng__limit_pool *pool = &limiter->pools[i];
        pool->minute = (xeng__limit_window){.length = MINUTE_MS, .limit = -1, .remaining = -1};
        pool->second = (xeng__limit_window){.length = SECOND_MS, .limit = -1, .remaining = -1};
        pool->configured = per_minute;
    }
}

void xeng__limiter_set_share(xeng__limiter *limiter, uint32_t index, uint32_t count)
{
    limiter->share = index;
    limiter->shares = count;
}

/* Our part of a limit. Limits come from outside: a huge one must not overflow. */
static int64_t part(const xeng__limiter *limiter, int64_t limit)
{
    if (limiter->shares == 1 || limit > INT64_MAX / 2 / limiter->shares) {
        return limit / limiter->shares;
    }
    int64_t below = limit * limiter->share / limiter->shares;
    int64_t mine = limit * (limiter->share + 1) / limiter->shares - below;
    return mine > 0 ? mine : 1;
}

/* Forgets seconds that are over a minute old. */
static void pace_move(xeng__pace *pace, int64_t now)
{
    int64_t second = now / SECOND_MS;
    if (second - pace->second >= XENG__PACE_SECONDS) {
        memset(pace, 0, sizeof *pace);
        pace->second = second;
    }
    while (pace->second < second) {
        pace->second++;
        uint32_t *oldest = &pace->sent[pace->second % XENG__PACE_SECONDS];
        pace->total -= *oldest;
        *oldest = 0;
    }
}

/* When a request fits into every minute, wherever the server begins its minutes. */
static int64_t pace_next(xeng__pace *pace, int64_t configured, int64_t now)
{
    pace_move(pace, now);
    int64_t left = pace->total;
    int64_t second = pace->second - XENG__PACE_SECONDS;
    if (left < configured) {
        return now;
    }
    while (left >= configured) {
        second++;
        left -= pace->sent[(second + XENG__PACE_SECONDS) % XENG__PACE_SECONDS];
    }
    return (second + XENG__PACE_SECONDS) * SECOND_MS;
}

/* Begins anew once a window is over. What is under way may count in either. */
static void roll(xeng__limit_window *window, int64_t now)
{
    if (window->ends != 0 && now >= window->ends) {
        window->ends = 0;
        window->reset = 0;
        window->remaining = window->limit;
        window->told = 0;
        window->own = 0;
    }
}

static int64_t window_next(const xeng__limiter *limiter, xeng__limit_window *window,
                           int64_t under_way, int64_t now)
{
    roll(window, now);
    bool mine = limiter->shares == 1 || window->own < part(limiter, window->limit);
    if (window->limit < 0 || (mine && window->remaining > under_way)) {
        return now;
    }
    if (window->ends != 0) {
        return window->ends;
    }
    /* With no end in sight one request has to find out. */
    return under_way > 0 ? XENG__LIMITER_UNKNOWN : now;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

int64_t xeng__limiter_next(xeng__limiter *limiter, int index, int64_t now)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    int64_t next = later(now, pool->blocked_until);
    if (pool->probing && pool->under_way > 0) {
        return XENG__LIMITER_UNKNOWN;
    }
    if (!pool->told && pool->configured > 0) {
        next = later(next, pace_next(&pool->pace, part(limiter, pool->configured), now));
    }
    next = later(next, window_next(limiter, &pool->minute, pool->under_way, now));
    return later(next, window_next(limiter, &pool->second, pool->under_way, now));
}

/* The first request after a window's end opens the next one, at the latest. */
static void open_window(xeng__limit_window *window, int64_t now)
{
    roll(window, now);
    if (window->limit >= 0 && window->ends == 0 && window->length > 0) {
        window->ends = now + window->length;
    }
    window->own++;
}

void xeng__limiter_sent(xeng__limiter *limiter, int index, int64_t now)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    pool->under_way++;
    pace_move(&pool->pace, now);
    pool->pace.sent[pool->pace.second % XENG__PACE_SECONDS]++;
    pool->pace.total++;
    open_window(&pool->minute, now);
    open_window(&pool->second, now);
}

/* What an answer says about a window. */
typedef struct told {
    int64_t limit;
    int64_t remaining;
    int64_t reset;  /* 0: no word */
    int64_t ends;   /* monotonic; 0: unknown */
    int64_t length; /* 0: unknown */
} told;

/* A window's end is told in whole seconds, or not at all: but it can't be later than a whole length
 * after the window was first seen. */
static int64_t end_of(const told *say, int64_t now)
{
    int64_t latest = now + say->length;
    if (say->ends == 0) {
        return say->length > 0 ? latest : 0;
    }
    return say->length > 0 && say->ends > latest ? latest : say->ends;
}

/* Whether an answer speaks of a later window than the one that is known (1), of an earlier one (-1)
 * or of the same (0). Without a word for the window's end, more being left to a later request than
 * to an earlier one gives a new window away. */
static int compare(const xeng__limit_window *window, const told *say, int64_t sent)
{
    if (window->told == 0) {
        return 1;
    }
    if (say->reset != 0 && window->reset != 0) {
        /* Ends that are worked out anew for each answer differ a little. */
        int64_t slack = say->length / SECOND_MS / 4;
        /* Of two positive numbers: it can't overflow, whatever the server says. */
        int64_t later_by = say->reset - window->reset;
        return later_by > slack ? 1 : later_by < -slack ? -1 : 0;
    }
    if (say->remaining > window->remaining) {
        return sent >= window->told ? 1 : 0;
    }
    return 0;
}

/* Takes in what an answer says; false if it says nothing. */
static bool tell(xeng__limit_window *window, const told *say, int64_t under_way, int64_t sent,
                 int64_t now)
{
    if (say->limit < 0 && say->remaining < 0) {
        return false;
    }
    told full = *say;
    /* One of the two may be missing: what is left is then counted from what is known. */
    if (full.limit < 0) {
        full.limit = window->limit > full.remaining ? window->limit : full.remaining;
    }
    roll(window, now);
    if (full.remaining < 0) {
        full.remaining = window->remaining > 0 ? window->remaining - 1 : full.limit - 1;
    }
    full.remaining = full.remaining > full.limit ? full.limit : full.remaining;
    int order = compare(window, &full, sent);
    if (order < 0) {
        return true;
    }
    bool closer = order > 0 || full.remaining < window->remaining || window->limit < 0;
    /* An end that is told, if only in a 429, is better than one that was guessed. */
    if (order > 0 || (window->reset == 0 && full.ends > now)) {
        window->reset = full.reset;
        window->ends = end_of(&full, now);
    }
    if (order > 0) {
        /* This one, and what is under way, may all be of the new window. */
        window->own = under_way + 1;
    }
    window->limit = full.limit;
    window->length = full.length;
    if (closer) {
        window->remaining = full.remaining;
        window->told = now > 0 ? now : 1;
    }
    return true;
}

/* A window's figures from the headers. */
static told read_told(const xeng__response_head *head, const int64_t figures[3], int64_t length,
                      int64_t max, int64_t now, int64_t server_now)
{
    told say = {figures[0], figures[1], 0, 0, length};
    if (figures[2] > 0) {
        say.reset = figures[2];
        say.ends = now + xeng__hint_until(head, figures[2], server_now, max);
    }
    return say;
}

/* An answer that says nothing of a window has used up one request there all the same. */
static void count_one(xeng__limit_window *window)
{
    if (window->limit >= 0 && window->remaining > 0) {
        window->remaining--;
    }
}

void xeng__limiter_answered(xeng__limiter *limiter, int index, int64_t sent, int64_t now,
                            const xeng__response_head *head, int64_t server_now)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    const int64_t minute[3] = {head->per_minute_limit, head->per_minute_remaining,
                               head->per_minute_reset};
    const int64_t second[3] = {head->per_second_limit, head->per_second_remaining,
                               head->per_second_reset};
    const int64_t other[3] = {head->rate_limit_limit, head->rate_limit_remaining,
                              head->rate_limit_reset};
    told say = read_told(head, minute, MINUTE_MS, XENG__HINT_MINUTE_MAX, now, server_now);
    if (say.limit < 0 && say.remaining < 0) {
        say = read_told(head, other, 0, XENG__HINT_RATE_LIMIT_MAX, now, server_now);
    }
    pool->under_way--;
    pool->probing = pool->probing && head->status == 429;
    if (tell(&pool->minute, &say, pool->under_way, sent, now)) {
        pool->told = true;
    } else {
        count_one(&pool->minute);
    }
    say = read_told(head, second, SECOND_MS, XENG__HINT_SECOND_MAX, now, server_now);
    if (!tell(&pool->second, &say, pool->under_way, sent, now)) {
        count_one(&pool->second);
    }
}

void xeng__limiter_lost(xeng__limiter *limiter, int index, bool reached)
{
    xeng__limit_pool *pool = &limiter->pools[index];
    pool->under_way--;
    if (reached) {
        count_one(&pool->minute);
        count_one(&pool->second);
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
    const xeng__limit_pool *pool = &limiter->pools[index];
    int64_t whole = pool->minute.limit > 0 ? pool->minute.limit : pool->configured;
    return whole > 0 ? part(limiter, whole) : 0;
}
