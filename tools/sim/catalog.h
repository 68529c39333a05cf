/* What the API knows: endpoints, metrics, grouping values, and which go together. */
#ifndef SIM_CATALOG_H
#define SIM_CATALOG_H

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    SIM_TOTALS,
    SIM_28HR,
    SIM_HISTORICAL,
    SIM_ENDPOINTS,
} sim_endpoint;

/* In alphabetical order, which is the order of answers. The numbers are part of the world's
 * formula (--help-world): never renumber. */
typedef enum {
    SIM_APP_INSTALL_ATTEMPTS,
    SIM_APP_OPENS,
    SIM_DETAIL_EXPANDS,
    SIM_EMAIL_TWEET,
    SIM_ENGAGEMENTS,
    SIM_FAVORITES,
    SIM_HASHTAG_CLICKS,
    SIM_IMPRESSIONS,
    SIM_MEDIA_ENGAGEMENTS,
    SIM_MEDIA_VIEWS,
    SIM_PERMALINK_CLICKS,
    SIM_QUOTE_TWEETS,
    SIM_REPLIES,
    SIM_RETWEETS,
    SIM_URL_CLICKS,
    SIM_USER_FOLLOWS,
    SIM_USER_PROFILE_CLICKS,
    SIM_VIDEO_VIEWS,
    SIM_METRICS,
} sim_metric;

typedef struct {
    const char *name;
    bool in_totals;
    bool in_series;       /* 28hr and historical */
    bool app_only;        /* readable on totals without a user */
    bool is_interaction;  /* a part of engagements */
    uint32_t per_million; /* of the Post's reach, before jitter */
    uint32_t half_life;   /* hours until half of the final count is there */
} sim_metric_info;

extern const sim_metric_info sim_metrics[SIM_METRICS];

typedef enum {
    SIM_BY_TWEET,
    SIM_BY_TYPE,
    SIM_BY_DAY,
    SIM_BY_HOUR,
    SIM_DIMENSIONS,
} sim_dimension;

const char *sim_endpoint_name(sim_endpoint endpoint);
/* SIM_ENDPOINTS, SIM_METRICS, SIM_DIMENSIONS where there is none of that name. */
sim_endpoint sim_find_endpoint(const char *path);
sim_metric sim_find_metric(const char *name);
sim_dimension sim_find_dimension(const char *name);
const char *sim_dimension_name(sim_dimension dimension);
bool sim_metric_in(sim_metric metric, sim_endpoint endpoint);
unsigned sim_max_ids(sim_endpoint endpoint);

#endif
