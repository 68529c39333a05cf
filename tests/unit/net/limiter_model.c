/* A model of rate-limited servers, of the network, and of clients on it, in virtual time. */
#include "unit.h"

#include "limiter_model.h"

#include <stdlib.h>
#include <string.h>

#include "net/hint.h"
#include "net/limiter.h"

typedef struct place {
    bool busy;
    bool arrived;
    int64_t sent;
    int64_t arrives;
    int64_t back;
    xeng__response_head head;
} place;

static uint64_t seed;

void seed_random(uint64_t value)
{
    seed = value;
}

int64_t random_below(int64_t end)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (int64_t)((seed >> 33) % (uint64_t)end);
}

static void move_window(limit *in, int64_t now)
{
    if (now - in->begun < in->length) {
        return;
    }
    int64_t passed = (now - in->begun) / in->length * in->length;
    in->begun = in->kind == OPENED ? now : in->begun + passed;
    in->used = 0;
}

/* How many requests there is room for. */
static int64_t room(limit *in, int64_t now)
{
    if (in->kind != SLIDING) {
        move_window(in, now);
        return in->most - in->used;
    }
    int64_t left = 0;
    while (left < in->most) {
        size_t oldest = (in->next + (size_t)left) % (size_t)in->most;
        if (in->times[oldest] > now - in->length) {
            break;
        }
        left++;
    }
    return left;
}

static void use(limit *in, int64_t now)
{
    in->used++;
    if (in->kind == SLIDING) {
        in->times[in->next] = now;
        in->next = (in->next + 1) % (size_t)in->most;
    }
}

static int64_t reset_of(const server *to, const limit *in, int64_t now)
{
    int64_t begun = in->begun;
    if (in->kind == SLIDING) {
        int64_t oldest = in->times[in->next];
        begun = oldest > now - in->length ? oldest : now;
    }
    int64_t end = begun + in->length + to->clock;
    switch (to->resets) {
    case ROUND_UP:
        return (end + 999) / 1000;
    case ROUND_DOWN:
        return end / 1000;
    case ROUND_NEAREST:
        return (end + 500) / 1000;
    default:
        return XENG__HEAD_NONE;
    }
}

static xeng__response_head serve(server *to, int64_t now)
{
    xeng__response_head head;
    xeng__response_head_init(&head);
    head.date = (now + to->clock) / 1000;
    bool fine = (to->minute.most == 0 || room(&to->minute, now) > 0) &&
                (to->second.most == 0 || room(&to->second, now) > 0);
    head.status = fine ? 200 : 429;
    if (to->minute.most > 0) {
        if (fine) {
            use(&to->minute, now);
        }
        head.per_minute_limit = to->minute.most;
        head.per_minute_remaining = room(&to->minute, now);
        head.per_minute_reset = reset_of(to, &to->minute, now);
    }
    if (to->second.most > 0) {
        if (fine) {
            use(&to->second, now);
        }
        head.per_second_limit = to->second.most;
        head.per_second_remaining = room(&to->second, now);
        head.per_second_reset = reset_of(to, &to->second, now);
    }
    return head;
}

/* Whoever decides when a request goes. */
typedef struct client {
    int64_t (*next)(struct client *self, int64_t now);
    xeng__limiter limiter;
    const server *known;   /* for one that knows everything */
    int64_t planned[2][4]; /* how many of its requests will arrive in these windows */
    int64_t window[2][4];
    int64_t upward; /* how long the next request will be under way */
    bool restless;  /* it doesn't always have something to send */
    int64_t restless_until;
    int64_t gap;
} client;

static int64_t limiter_next(client *self, int64_t now)
{
    int64_t next = xeng__limiter_next(&self->limiter, XENG__POOL_USER, now);
    return next < now ? now : next;
}

/* The window of a request that is sent now, and how many will arrive there. */
static int64_t *plan(client *self, int i, const limit *of, int64_t now, int64_t *window)
{
    *window = (now + self->upward - of->begun % of->length) / of->length;
    size_t at = (size_t)(*window % 4);
    if (self->window[i][at] != *window) {
        self->window[i][at] = *window;
        self->planned[i][at] = 0;
    }
    return &self->planned[i][at];
}

/* When a request has to go to arrive where there is room. */
static int64_t oracle_next(client *self, int64_t now)
{
    const limit *limits[2] = {&self->known->minute, &self->known->second};
    int64_t next = now;
    for (int i = 0; i < 2; i++) {
        const limit *of = limits[i];
        int64_t window;
        while (of->most > 0 && *plan(self, i, of, next, &window) >= of->most) {
            next = (window + 1) * of->length + of->begun % of->length - self->upward;
        }
    }
    return next;
}

static void oracle_sent(client *self, int64_t now)
{
    const limit *limits[2] = {&self->known->minute, &self->known->second};
    int64_t window;
    for (int i = 0; i < 2; i++) {
        if (limits[i]->most > 0) {
            ++*plan(self, i, limits[i], now, &window);
        }
    }
}

/* The time that passes until it wants to send again. */
static int64_t appetite(client *self, int64_t now)
{
    if (self->restless && now >= self->restless_until) {
        self->restless_until = now + 1000 + random_below(3 * MINUTE);
        self->gap = self->gap > 0 ? 0 : 100 + random_below(10000);
    }
    return self->gap;
}

static void take_answer(client *self, place *from, int64_t now)
{
    from->busy = false;
    if (self->known != NULL) {
        return;
    }
    xeng__limiter *limiter = &self->limiter;
    xeng__limiter_answered(limiter, XENG__POOL_USER, from->sent, now, &from->head, 0);
    if (from->head.status == 429) {
        int64_t hint = xeng__hint_rate_limited(&from->head, 0);
        int64_t wait = hint > 0 ? hint : 1000 + random_below(1000);
        xeng__limiter_refused(limiter, XENG__POOL_USER, now + wait, hint > 0);
    }
}

static void send_one(client *self, place *in, int64_t now)
{
    *in = (place){.busy = true, .sent = now, .arrives = now + self->upward};
    in->back = in->arrives + random_below(MOST_LATENCY + 1);
    if (self->known != NULL) {
        oracle_sent(self, now);
    } else {
        xeng__limiter_sent(&self->limiter, XENG__POOL_USER, now);
    }
    self->upward = 1 + random_below(MOST_LATENCY);
}

static place *free_place(place *places)
{
    for (int i = 0; i < PLACES; i++) {
        if (!places[i].busy) {
            return &places[i];
        }
    }
    return NULL;
}

/* Everything that happens at this moment; then when the next thing does. */
static int64_t step(server *to, client *self, place *places, int64_t *wanted, int64_t now,
                    outcome *so_far)
{
    int64_t next = INT64_MAX;
    for (int i = 0; i < PLACES; i++) {
        place *at = &places[i];
        if (at->busy && !at->arrived && at->arrives <= now) {
            at->arrived = true;
            at->head = serve(to, now);
            bool fine = at->head.status == 200;
            bool counts = now >= START + MINUTE;
            so_far->served += counts && fine;
            so_far->refused += counts && !fine;
            so_far->refused_at_first += !counts && !fine;
        }
    }
    for (int i = 0; i < PLACES; i++) {
        if (places[i].busy && places[i].arrived && places[i].back <= now) {
            take_answer(self, &places[i], now);
        }
    }
    place *at;
    while ((at = free_place(places)) != NULL) {
        int64_t may = self->next(self, now);
        may = may > *wanted ? may : *wanted;
        if (may > now) {
            next = may;
            break;
        }
        send_one(self, at, now);
        *wanted = now + appetite(self, now);
    }
    for (int i = 0; i < PLACES; i++) {
        if (places[i].busy) {
            int64_t then = places[i].arrived ? places[i].back : places[i].arrives;
            next = then < next ? then : next;
        }
    }
    return next;
}

static outcome run(server to, client *self, int64_t minutes)
{
    outcome result = {0, 0, 0};
    place places[PLACES];
    memset(places, 0, sizeof places);
    self->upward = 1;
    int64_t wanted = START;
    int64_t *times[2] = {NULL, NULL};
    limit *limits[2] = {&to.minute, &to.second};
    for (int i = 0; i < 2; i++) {
        if (limits[i]->kind == SLIDING && limits[i]->most > 0) {
            times[i] = calloc((size_t)limits[i]->most, sizeof *times[i]);
            assert_non_null(times[i]);
            limits[i]->times = times[i];
        }
    }
    for (int64_t now = START; now < START + minutes * MINUTE;) {
        now = step(&to, self, places, &wanted, now, &result);
    }
    free(times[0]);
    free(times[1]);
    return result;
}

outcome watch(const play *what, bool knows_everything, bool restless)
{
    static client who;
    server copy = what->to;
    memset(&who, 0, sizeof who);
    seed = 5;
    xeng__limiter_init(&who.limiter, what->configured);
    who.next = knows_everything ? oracle_next : limiter_next;
    who.known = knows_everything ? &copy : NULL;
    who.restless = restless;
    return run(what->to, &who, what->minutes);
}
