/* One of the server's rate windows, as far as its headers tell: how much is left in it, and when it
 * is over. Pure: time is an argument, in monotonic milliseconds.
 *
 * Ends are told in whole seconds of the server's clock, rounded in a way that nobody knows. So an
 * end is taken to be as late as all that was seen allows: a little waiting costs nothing, since a
 * window that was begun late can still be used up. */
#ifndef XENG__NET_LIMIT_WINDOW_H
#define XENG__NET_LIMIT_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

/* Nobody knows when: an answer has to come first. */
#define XENG__LIMITER_UNKNOWN INT64_MAX

/* What an answer says about a window; -1 where it says nothing. */
typedef struct xeng__limit_told {
    int64_t limit;
    int64_t remaining;
    int64_t reset;    /* Unix seconds */
    int64_t date;     /* the server's own, in Unix seconds, when it answered */
    int64_t length;   /* ms; 0 if the headers don't tell how long the window is */
    int64_t max_wait; /* ms; a reset that is later than this isn't believed */
    bool refused;     /* the answer is a 429 */
} xeng__limit_told;

typedef struct xeng__limit_window {
    int64_t length;     /* ms; 0: unknown */
    int64_t limit;      /* requests a window; -1: none, or unknown */
    int64_t remaining;  /* after all that was answered */
    int64_t reset;      /* the server's word for its end, which tells windows apart; 0: no word */
    int64_t ends;       /* when that is at the latest; 0: no request has opened it */
    int64_t told;       /* when `remaining` was last learned from the server; 0: never */
    int64_t over;       /* when the window before was taken to have ended */
    int64_t clock;      /* our time less the server's, at most, by its dates; ms */
    int64_t shown;      /* the same, by the moments at which new windows showed */
    int64_t learned_at; /* when the two were last looked at */
    int64_t known_at;   /* when the server first told of it; 0: never */
    bool astray; /* what was concluded here was wrong: a request was refused, or an end early */
} xeng__limit_window;

void xeng__limit_window_init(xeng__limit_window *window);

/* Whether the server's windows can't be followed by what it says. */
bool xeng__limit_window_is_obscure(const xeng__limit_window *window);

/* When the next request may be sent, given how many are under way: `now` if at once, or
 * XENG__LIMITER_UNKNOWN. */
int64_t xeng__limit_window_next(xeng__limit_window *window, int64_t under_way, int64_t now);

/* A request is being sent. */
void xeng__limit_window_sent(xeng__limit_window *window, int64_t now);

/* Takes in what the answer to a request says that was sent at `sent`; false if it says nothing. */
bool xeng__limit_window_tell(xeng__limit_window *window, const xeng__limit_told *told, int64_t sent,
                             int64_t now);

/* A request that the server may have counted was answered without a word, or not at all. */
void xeng__limit_window_count(xeng__limit_window *window);

#endif
