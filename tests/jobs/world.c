/* Counts are a pure function of Post, metric and hour. */
#include "world.h"

#include <stdbool.h>
#include <string.h>

#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

enum {
    CHANCE_REACH = 100,
    CHANCE_STATE = 101,
    CHANCE_OWNER = 102,
    DAY_WEIGHT = 2400,
};

static const int64_t series_floor = 1442275200; /* 2015-09-15 */
static const int64_t epoch_ms = 1288834974657;

static const uint64_t weight[24] = {62,  50,  42,  38,  38,  44,  56,  74,  92,  106, 116, 124,
                                    130, 136, 140, 142, 142, 140, 136, 130, 124, 120, 116, 102};

static const struct {
    const char *name;
    uint64_t per_million;
    uint64_t half_life;
    bool interaction;
} metrics[WORLD_METRICS] = {
    {"app_install_attempts", 90, 20, true},
    {"app_opens", 60, 22, true},
    {"detail_expands", 14000, 8, true},
    {"email_tweet", 25, 16, true},
    {"engagements", 3000, 10, false},
    {"favorites", 21000, 7, true},
    {"hashtag_clicks", 700, 12, true},
    {"impressions", 1000000, 9, false},
    {"media_engagements", 9000, 9, true},
    {"media_views", 410000, 9, false},
    {"permalink_clicks", 1200, 14, true},
    {"quote_tweets", 900, 11, false},
    {"replies", 2600, 5, true},
    {"retweets", 5200, 10, true},
    {"url_clicks", 6100, 18, true},
    {"user_follows", 260, 15, true},
    {"user_profile_clicks", 3900, 13, true},
    {"video_views", 180000, 12, false},
};

int world_metric(const char *name)
{
    for (int m = 0; m < WORLD_METRICS; m++) {
        if (strcmp(metrics[m].name, name) == 0) {
            return m;
        }
    }
    return -1;
}

static uint64_t mix(uint64_t x)
{
    x += GOLDEN;
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static uint64_t chance(uint64_t id, uint64_t k)
{
    return mix(id + k * GOLDEN);
}

static int64_t whole_hour(int64_t seconds)
{
    return seconds / WORLD_HOUR * WORLD_HOUR;
}

static int64_t born(uint64_t id)
{
    return whole_hour(((int64_t)(id >> 22) + epoch_ms) / 1000);
}

static uint64_t reach(uint64_t id)
{
    uint64_t c = chance(id, CHANCE_REACH);
    uint64_t base = UINT64_C(60) << (c % 15);
    return base + c / 32 % base;
}

/* How much of its life a Post has behind it at a whole hour. */
static uint64_t active(int64_t from, int64_t hour)
{
    if (hour <= from) {
        return 0;
    }
    uint64_t hours = (uint64_t)(hour - from) / WORLD_HOUR;
    uint64_t first = (uint64_t)from / WORLD_HOUR % 24;
    uint64_t sum = hours / 24 * DAY_WEIGHT;
    for (uint64_t i = 0; i < hours % 24; i++) {
        sum += weight[(first + i) % 24];
    }
    return sum;
}

static uint64_t curve(uint64_t id, int metric, uint64_t activity)
{
    uint64_t final = reach(id) * metrics[metric].per_million *
                     (50 + chance(id, (uint64_t)metric) % 101) / 100000000;
    return final * activity / (activity + 100 * metrics[metric].half_life);
}

static int64_t until(uint64_t id, int metric, int64_t hour)
{
    uint64_t activity = active(born(id), hour);
    if (activity == 0) {
        return 0;
    }
    uint64_t sum = curve(id, metric, activity);
    for (int m = 0; m < WORLD_METRICS && strcmp(metrics[metric].name, "engagements") == 0; m++) {
        sum += metrics[m].interaction ? curve(id, m, activity) : 0;
    }
    return (int64_t)sum;
}

int64_t world_total(uint64_t id, int metric, int64_t now)
{
    return until(id, metric, whole_hour(now + WORLD_HOUR - 1));
}

static int64_t shown_until(uint64_t id, int metric, int64_t hour)
{
    const char *name = metrics[metric].name;
    bool late = strcmp(name, "favorites") == 0 || strcmp(name, "replies") == 0 ||
                strcmp(name, "retweets") == 0;
    return until(id, metric, late && hour < series_floor ? series_floor : hour);
}

int64_t world_window(uint64_t id, int metric, int64_t start, int64_t end)
{
    return shown_until(id, metric, whole_hour(end + WORLD_HOUR - 1)) -
           shown_until(id, metric, whole_hour(start));
}

world_state world_state_of(uint64_t id, const world_shares *shares)
{
    uint64_t state = chance(id, CHANCE_STATE) % 10000;
    if (state < shares->unavailable) {
        return WORLD_UNAVAILABLE;
    }
    if (chance(id, CHANCE_OWNER) % 10000 < shares->forbidden) {
        return WORLD_FORBIDDEN;
    }
    return state < shares->unavailable + shares->protected ? WORLD_UNAVAILABLE : WORLD_DELIVERED;
}

uint64_t world_post(int64_t made, uint32_t number)
{
    return ((uint64_t)(made * 1000 - epoch_ms) << 22) + number;
}
