/* The world: how often each Post was seen and touched, as a pure function of id, metric and hour.
 *
 * All arithmetic is on whole numbers, so that any language can repeat it:
 *
 *   mix(x)       = the output step of splitmix64 (see text.c)
 *   chance(id,k) = mix(id + k * 0x9E3779B97F4A7C15)                        (mod 2^64)
 *   born(id)     = ((id >> 22) + 1288834974657) / 1000, down to the whole hour
 *   reach(id)    = b + chance(id,100) / 32 % b, where b = 60 << (chance(id,100) % 15)
 *   final(id,m)  = reach * per_million[m] / 1000000 * (50 + chance(id,m) % 101) / 100, in one go:
 *                  reach * per_million * (50 + ...) / 100000000
 *   active(id,h) = the sum of weight[hour of day] over the hours from born up to h (weights add up
 *                  to 2400 a day; 0 if h <= born)
 *   curve(id,m,h)= final * active / (active + 100 * half_life[m])
 *   engagements  = its own curve plus the curves of all interactions, so it's never less than they
 *
 * count(id,m,start,end) = curve(end) - curve(start). So any cutting of a window adds up, and the
 * totals at a time t are curve(t up to the whole hour). On /historical and /28hr, favorites,
 * replies and retweets before 2015-09-15 are zero, as the API's documentation says.
 *
 * With --negative P, curve loses chance(id,200+m+h/3600*64) / 16384 % 4 where that chance % 100 < P
 * and h > born: some hours come out negative, and all sums still agree. */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include <stdint.h>

#include "catalog.h"

/* What the counts of one Post and metric need; computed once, used for many hours. */
typedef struct {
    uint64_t id;
    sim_metric metric;
    int64_t born; /* Unix seconds, whole hour */
    uint64_t final[SIM_METRICS];
} sim_history;

void sim_world_set_negative(unsigned percent);
int64_t sim_created_ms(uint64_t id);
void sim_history_open(sim_history *history, uint64_t id, sim_metric metric);
/* All of the metric from the beginning up to the whole hour that starts at hour (Unix seconds). */
int64_t sim_history_until(const sim_history *history, int64_t hour);
/* The same as a time series shows it: without what came before 2015-09-15 for some metrics. */
int64_t sim_history_shown_until(const sim_history *history, int64_t hour);

/* What /totals says at a time. */
int64_t sim_total_at(uint64_t id, sim_metric metric, int64_t now);
/* What /28hr and /historical say of a window, which is widened to whole hours. */
int64_t sim_count_in(uint64_t id, sim_metric metric, int64_t start, int64_t end);

uint64_t sim_chance(uint64_t id, uint64_t k);

#endif
