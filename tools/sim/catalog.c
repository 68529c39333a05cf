/* What the API knows: endpoints, metrics, grouping values, and which go together. */
#include "catalog.h"

#include <string.h>

/* clang-format off */
const sim_metric_info sim_metrics[SIM_METRICS] = {
    /* name                   totals series app    inter  per million  half-life */
    {"app_install_attempts",  false, true,  false, true,      90, 20},
    {"app_opens",             false, true,  false, true,      60, 22},
    {"detail_expands",        false, true,  false, true,   14000,  8},
    {"email_tweet",           false, true,  false, true,      25, 16},
    {"engagements",           true,  true,  false, false,   3000, 10},
    {"favorites",             true,  true,  true,  true,   21000,  7},
    {"hashtag_clicks",        false, true,  false, true,     700, 12},
    {"impressions",           true,  true,  false, false, 1000000,  9},
    {"media_engagements",     false, true,  false, true,    9000,  9},
    {"media_views",           false, true,  false, false, 410000,  9},
    {"permalink_clicks",      false, true,  false, true,    1200, 14},
    {"quote_tweets",          true,  false, true,  false,    900, 11},
    {"replies",               true,  true,  true,  true,    2600,  5},
    {"retweets",              true,  true,  true,  true,    5200, 10},
    {"url_clicks",            false, true,  false, true,    6100, 18},
    {"user_follows",          false, true,  false, true,     260, 15},
    {"user_profile_clicks",   false, true,  false, true,    3900, 13},
    {"video_views",           true,  true,  true,  false, 180000, 12},
};
/* clang-format on */

static const char *const dimension_names[SIM_DIMENSIONS] = {
    "tweet.id",
    "engagement.type",
    "engagement.day",
    "engagement.hour",
};

static const char *const endpoint_names[SIM_ENDPOINTS] = {"totals", "28hr", "historical"};

const char *sim_endpoint_name(sim_endpoint endpoint)
{
    return endpoint_names[endpoint];
}

sim_endpoint sim_find_endpoint(const char *path)
{
    static const char prefix[] = "/insights/engagement/";
    if (strncmp(path, prefix, sizeof(prefix) - 1) == 0) {
        for (int i = 0; i < SIM_ENDPOINTS; i++) {
            if (strcmp(path + sizeof(prefix) - 1, endpoint_names[i]) == 0) {
                return (sim_endpoint)i;
            }
        }
    }
    return SIM_ENDPOINTS;
}

sim_metric sim_find_metric(const char *name)
{
    for (int i = 0; i < SIM_METRICS; i++) {
        if (strcmp(name, sim_metrics[i].name) == 0) {
            return (sim_metric)i;
        }
    }
    return SIM_METRICS;
}

sim_dimension sim_find_dimension(const char *name)
{
    for (int i = 0; i < SIM_DIMENSIONS; i++) {
        if (strcmp(name, dimension_names[i]) == 0) {
            return (sim_dimension)i;
        }
    }
    return SIM_DIMENSIONS;
}

const char *sim_dimension_name(sim_dimension dimension)
{
    return dimension_names[dimension];
}

bool sim_metric_in(sim_metric metric, sim_endpoint endpoint)
{
    return endpoint == SIM_TOTALS ? sim_metrics[metric].in_totals : sim_metrics[metric].in_series;
}

unsigned sim_max_ids(sim_endpoint endpoint)
{
    return endpoint == SIM_TOTALS ? 250 : 25;
}
