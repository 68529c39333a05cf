/* One of the server's rate windows: how much is left in it, and when it is over. */
#include "net/limit_window.h"

enum {
    SECOND_MS = 1000,
    SHORT_MS = 10 * SECOND_MS,
    /* Clocks of two machines drift apart: what was learned of theirs ages by a ms in so many. */
    DRIFT = 2000
};

/* More than any two clocks differ. */
#define NOT_LEARNED (INT64_MAX / 4)

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t greater(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

void xeng__limit_window_init(xeng__limit_window *window)
{
    *window = (xeng__limit_window){
        .limit = -1,
        .remaining = -1,
        .clock = NOT_LEARNED,
        .shown = NOT_LEARNED,
    };
}

/* Begins anew once a window is over. What is under way may count in either. */
static void roll(xeng__limit_window *window, int64_t now)
{
    if (window->ends != 0 && now >= window->ends) {
        window->over = window->ends;
        window->ends = 0;
        window->remaining = window->limit;
        window->told = 0;
    }
}

bool xeng__limit_window_is_obscure(const xeng__limit_window *window)
{
    return window->limit >= 0 && (window->reset == 0 || window->astray);
}

int64_t xeng__limit_window_next(xeng__limit_window *window, int64_t under_way, int64_t now)
{
    roll(window, now);
    if (window->limit < 0 || window->remaining > under_way) {
        return now;
    }
    if (window->ends != 0) {
        return window->ends;
    }
    /* With no end in sight one request has to find out. */
    return under_way > 0 ? XENG__LIMITER_UNKNOWN : now;
}

/* The first request after a window's end opens the next one, at the latest. */
void xeng__limit_window_sent(xeng__limit_window *window, int64_t now)
{
    roll(window, now);
    if (window->limit >= 0 && window->ends == 0 && window->length > 0) {
        window->ends = now + window->length;
    }
}

void xeng__limit_window_count(xeng__limit_window *window)
{
    if (window->limit >= 0 && window->remaining > 0) {
        window->remaining--;
    }
}

/* Monotonic ms of a moment of the server's, in seconds, at the latest. */
static int64_t moment(int64_t seconds, int64_t difference)
{
    return seconds * SECOND_MS + difference;
}

/* Learns how far our clock is ahead of the server's: at most so far that an answer didn't come
 * before it was dated. Where windows are short a second is much: there it also shows that its
 * window had begun. */
static void learn_clock(xeng__limit_window *window, const xeng__limit_told *told, int64_t now)
{
    int64_t aged = (now - window->learned_at) / DRIFT;
    if (window->clock != NOT_LEARNED && aged > 0) {
        window->clock += aged;
        window->shown += window->shown == NOT_LEARNED ? 0 : aged;
    }
    window->learned_at = aged > 0 || window->clock == NOT_LEARNED ? now : window->learned_at;
    /* A millisecond, since both clocks are cut down to their units. */
    window->clock = lesser(window->clock, now + 1 - told->date * SECOND_MS);
    if (told->reset > 0 && told->length > 0 && told->length <= SHORT_MS && !window->astray) {
        int64_t begun = told->reset - told->length / SECOND_MS;
        window->shown = lesser(window->shown, now + 1 - begun * SECOND_MS);
    }
}

/* When a window is over, at the latest: that is up to a second after what is told, as long as
 * nothing shows how the server rounds. It can't be later than a whole length after the window was
 * seen. */
static int64_t end_of(const xeng__limit_window *window, const xeng__limit_told *told, int64_t now)
{
    int64_t latest = told->length > 0 ? now + told->length : 0;
    if (told->reset <= 0) {
        return latest;
    }
    int64_t difference = greater(lesser(window->shown, window->clock + SECOND_MS), window->clock);
    int64_t end = moment(lesser(told->reset, told->date + told->max_wait / SECOND_MS), difference);
    return latest != 0 ? lesser(end, latest) : end;
}

/* What an answer speaks of, beside the window that is known. */
typedef enum {
    OF_THE_PAST,
    OF_THE_PRESENT,
    OF_ANOTHER
} subject;

static subject compare(const xeng__limit_window *window, const xeng__limit_told *told, int64_t sent)
{
    if (told->reset > 0 && window->reset > 0) {
        /* Ends that are worked out anew for each answer differ a little. */
        int64_t slack = told->length / SECOND_MS / 4;
        /* Of two positive numbers: it can't overflow, whatever the server says. */
        int64_t later_by = told->reset - window->reset;
        bool afterwards = window->told == 0 && sent >= window->over;
        if (later_by > (afterwards ? 0 : slack)) {
            return OF_ANOTHER;
        }
        return later_by < -slack || window->told == 0 ? OF_THE_PAST : OF_THE_PRESENT;
    }
    /* Without a word for the window's end, more being left to a later request than to an earlier
     * one gives a new window away. */
    bool more = told->remaining >= window->remaining && sent >= window->told;
    return window->told == 0 || more ? OF_ANOTHER : OF_THE_PRESENT;
}

/* A window was not over when we took it to be. What led to that isn't trusted any more, be it a
 * clock that was set or ends that are rounded otherwise. */
static void take_back_end(xeng__limit_window *window, const xeng__limit_told *told, int64_t now)
{
    window->astray = true;
    window->shown = NOT_LEARNED;
    window->clock = now + 1 - told->date * SECOND_MS;
    window->ends = end_of(window, told, now);
    if (window->ends <= now) {
        /* Nor is the server's word for it. */
        window->reset = 0;
        window->ends = now + greater(told->length, SECOND_MS);
    }
    window->remaining = told->remaining;
    window->told = greater(now, 1);
}

/* Fills in what an answer leaves out, as far as it can be known. */
static xeng__limit_told complete(const xeng__limit_window *window, const xeng__limit_told *said)
{
    xeng__limit_told told = *said;
    if (told.limit < 0) {
        told.limit = greater(window->limit, told.remaining);
    }
    if (told.remaining < 0) {
        told.remaining = window->remaining > 0 ? window->remaining - 1 : told.limit - 1;
    }
    told.remaining = lesser(told.remaining, told.limit);
    /* An end that is long past is no end. */
    if (told.reset > 0 && told.reset < told.date - greater(told.length / SECOND_MS, 1)) {
        told.reset = 0;
    }
    return told;
}

bool xeng__limit_window_tell(xeng__limit_window *window, const xeng__limit_told *said, int64_t sent,
                             int64_t now)
{
    if (said->limit < 0 && said->remaining < 0) {
        return false;
    }
    roll(window, now);
    xeng__limit_told told = complete(window, said);
    subject of = compare(window, &told, sent);
    if (of == OF_THE_PAST) {
        if (window->told == 0 && sent >= window->over) {
            take_back_end(window, &told, now);
        }
        return true;
    }
    /* What was refused before the limit was known is no surprise. */
    window->astray = window->astray || (told.refused && told.remaining <= 0 &&
                                        window->known_at != 0 && sent >= window->known_at);
    window->known_at = window->known_at != 0 ? window->known_at : greater(now, 1);
    learn_clock(window, &told, now);
    bool closer = of == OF_ANOTHER || told.remaining < window->remaining;
    int64_t end = end_of(window, &told, now);
    if (of == OF_ANOTHER || (window->reset == 0 && told.reset > 0)) {
        /* An end that is told, if only in a 429, is better than one that was guessed. */
        window->reset = greater(told.reset, 0);
        window->ends = end;
    } else if (told.reset > 0) {
        window->ends = lesser(window->ends, end);
    }
    window->limit = told.limit;
    window->length = told.length;
    if (closer) {
        window->remaining = told.remaining;
        window->told = greater(now, 1);
    }
    return true;
}
