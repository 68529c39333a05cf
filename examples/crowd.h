/* What the examples of event loops share: a question for each Post of a file, 1,000 under way at
 * once, and a clock that tells how long the loop was kept from its other work. */
#ifndef EXAMPLES_CROWD_H
#define EXAMPLES_CROWD_H

#include <stdio.h>
#include <xengage/xengage.h>

typedef struct {
    xeng_client *client;
    xeng_credentials *owner;
    xeng_request *request; /* all but the id; copied for each */
    FILE *ids;
    int input_over;
    unsigned under_way;
    unsigned most_under_way;
    unsigned answered;
    unsigned failed;
    double longest_stall_ms; /* by the clock, so what else the machine did is in it */
    double longest_work_ms;  /* the same by this thread's own processor time */
} crowd;

/* Opens a file of ids, one a line, and makes a client from the environment. 0, or 1 after saying
 * what is wrong. */
int crowd_begin(crowd *self, const char *path);

/* Whether there is something to be asked or answered yet. */
int crowd_goes_on(const crowd *self);

/* Whether crowd_turn() has more to ask: then it is to be called again, not only when the client's
 * descriptor is readable. */
int crowd_has_more_to_ask(const crowd *self);

/* One turn of the loop: puts a few questions on their way, lets the client do what is due, and
 * prints the answers that are there. Waits for nothing. 0, or 1 after saying what is wrong. */
int crowd_turn(crowd *self);

/* Says how it went on standard error, and frees everything. 1 if something failed, else 0. */
int crowd_end(crowd *self);

#endif
