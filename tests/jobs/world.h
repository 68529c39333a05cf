/* The simulator's world, written again from `xengage-sim --help-world`: what every count must be,
 * and what becomes of a Post. */
#ifndef TESTS_JOBS_WORLD_H
#define TESTS_JOBS_WORLD_H

#include <stdint.h>

enum {
    WORLD_METRICS = 18,
    WORLD_HOUR = 3600
};

/* What the simulator is told of Posts, in hundredths of a percent. */
typedef struct world_shares {
    uint64_t unavailable;
    uint64_t protected;
    uint64_t forbidden;
} world_shares;

typedef enum world_state {
    WORLD_DELIVERED,
    WORLD_UNAVAILABLE,
    WORLD_FORBIDDEN
} world_state;

/* The number of a metric; -1 if there is none of this name. */
int world_metric(const char *name);

/* What /totals says at a time. */
int64_t world_total(uint64_t id, int metric, int64_t now);

/* What /historical counts from one time up to another. */
int64_t world_window(uint64_t id, int metric, int64_t start, int64_t end);

/* What becomes of a Post that one account of one asks for. */
world_state world_state_of(uint64_t id, const world_shares *shares);

/* The id of a Post that was made at this time, in Unix seconds. */
uint64_t world_post(int64_t made, uint32_t number);

#endif
