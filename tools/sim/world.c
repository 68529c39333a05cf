/* The world: how often each Post was seen and touched, as a pure function of id, metric and hour.
 * The formula is in world.h and in --help-world. */
#include "world.h"

#include "text.h"
#include "when.h"

enum {
    CHANCE_REACH = 100,
    CHANCE_NEGATIVE = 200,
    DAY_WEIGHT = 2400,
    SERIES_FLOOR = 1442275200, /* 2015-09-15 */
};

/* How lively each hour of the UTC day is; adds up to DAY_WEIGHT. */
static const int64_t weight_of_hour[24] = {
    62,  50,  42,  38,  38,  44,  56,  74,  92,  106, 116, 124,
    130, 136, 140, 142, 142, 140, 136, 130, 124, 120, 116, 102,
};

static unsigned negative_percent;

void sim_world_set_negative(unsigned percent)
{
    negative_percent = percent;
}

uint64_t sim_chance(uint64_t id, uint64_t k)
{
    return sim_mix(id + k * UINT64_C(0x9E3779B97F4A7C15));
}

int64_t sim_created_ms(uint64_t id)
{
    /* Ids from before snowflake land on its epoch, 2010-11-04: old enough for every rule. */
    return (int64_t)(id >> 22) + INT64_C(1288834974657);
}

static uint64_t final_count(uint64_t id, sim_metric metric)
{
    uint64_t chance = sim_chance(id, CHANCE_REACH);
    uint64_t base = UINT64_C(60) << (chance % 15);
    uint64_t reach = base + chance / 32 % base;
    uint64_t jitter = 50 + sim_chance(id, (uint64_t)metric) % 101;
    return reach * sim_metrics[metric].per_million * jitter / 100000000;
}

void sim_history_open(sim_history *history, uint64_t id, sim_metric metric)
{
    history->id = id;
    history->metric = metric;
    history->born = sim_floor_hour(sim_created_ms(id) / 1000);
    if (metric == SIM_ENGAGEMENTS) {
        for (int m = 0; m < SIM_METRICS; m++) {
            bool part = m == SIM_ENGAGEMENTS || sim_metrics[m].is_interaction;
            history->final[m] = part ? final_count(id, (sim_metric)m) : 0;
        }
    } else {
        history->final[metric] = final_count(id, metric);
    }
}

/* The liveliness of the hours from born up to hour. */
static uint64_t active(int64_t born, int64_t hour)
{
    int64_t hours = (hour - born) / SIM_HOUR;
    int64_t sum = hours / 24 * DAY_WEIGHT;
    int64_t first = born / SIM_HOUR % 24;
    for (int64_t i = 0; i < hours % 24; i++) {
        sum += weight_of_hour[(first + i) % 24];
    }
    return (uint64_t)sum;
}

static int64_t curve(uint64_t final, sim_metric metric, uint64_t activity)
{
    return (int64_t)(final * activity / (activity + UINT64_C(100) * sim_metrics[metric].half_life));
}

static int64_t dip(const sim_history *history, int64_t hour)
{
    if (negative_percent == 0) {
        return 0;
    }
    uint64_t k = CHANCE_NEGATIVE + (uint64_t)history->metric + (uint64_t)(hour / SIM_HOUR) * 64;
    uint64_t chance = sim_chance(history->id, k);
    return chance % 100 < negative_percent ? (int64_t)(chance / 16384 % 4) : 0;
}

int64_t sim_history_until(const sim_history *history, int64_t hour)
{
    if (hour <= history->born) {
        return 0;
    }
    uint64_t activity = active(history->born, hour);
    int64_t sum = 0;
    if (history->metric == SIM_ENGAGEMENTS) {
        for (int m = 0; m < SIM_METRICS; m++) {
            if (history->final[m] > 0) {
                sum += curve(history->final[m], (sim_metric)m, activity);
            }
        }
    } else {
        sum = curve(history->final[history->metric], history->metric, activity);
    }
    return sum - dip(history, hour);
}

int64_t sim_history_shown_until(const sim_history *history, int64_t hour)
{
    bool late = history->metric == SIM_FAVORITES || history->metric == SIM_REPLIES ||
                history->metric == SIM_RETWEETS;
    if (late && hour < SERIES_FLOOR) {
        hour = SERIES_FLOOR;
    }
    return sim_history_until(history, hour);
}

int64_t sim_total_at(uint64_t id, sim_metric metric, int64_t now)
{
    sim_history history;
    sim_history_open(&history, id, metric);
    return sim_history_until(&history, sim_ceil_hour(now));
}

int64_t sim_count_in(uint64_t id, sim_metric metric, int64_t start, int64_t end)
{
    sim_history history;
    sim_history_open(&history, id, metric);
    return sim_history_shown_until(&history, sim_ceil_hour(end)) -
           sim_history_shown_until(&history, sim_floor_hour(start));
}
