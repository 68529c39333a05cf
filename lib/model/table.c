/* The one table: what the API has, where, for whom, and its limits. */
#include "model/table.h"

#include <string.h>

#include <xengage/credentials.h>
#include <xengage/result.h>

#include "base/text.h"

#define ON_TOTALS     (1U << XENG_ENDPOINT_TOTALS)
#define ON_28HR       (1U << XENG_ENDPOINT_28HR)
#define ON_HISTORICAL (1U << XENG_ENDPOINT_HISTORICAL)
#define ON_SERIES     (ON_28HR | ON_HISTORICAL)
#define ON_ALL        (ON_TOTALS | ON_SERIES)

static const xeng__endpoint endpoints[XENG__ENDPOINT_COUNT] = {
    {XENG_ENDPOINT_TOTALS, "totals", "/insights/engagement/totals", XENG__MAX_IDS, false, true},
    {XENG_ENDPOINT_28HR, "28hr", "/insights/engagement/28hr", 25, false, false},
    {XENG_ENDPOINT_HISTORICAL, "historical", "/insights/engagement/historical", 25, true, false},
};

#define PUBLIC  true
#define PRIVATE false
#define LATE    true  /* counted since XENG__ZERO_BEFORE only */
#define EVER    false /* counted in every window there is */
#define AGELESS 0, 0, 0
#define VIEWED  90, ON_TOTALS, XENG_WARNING_IMPRESSIONS_AGE
#define PLAYED  1800, ON_ALL, XENG_WARNING_VIDEO_VIEWS_AGE

/* In the order of the documentation. */
static const xeng__metric metrics[XENG__METRIC_COUNT] = {
    {XENG_METRIC_IMPRESSIONS, "impressions", ON_ALL, PRIVATE, EVER, VIEWED},
    {XENG_METRIC_ENGAGEMENTS, "engagements", ON_ALL, PRIVATE, EVER, VIEWED},
    {XENG_METRIC_FAVORITES, "favorites", ON_ALL, PUBLIC, LATE, AGELESS},
    {XENG_METRIC_RETWEETS, "retweets", ON_ALL, PUBLIC, LATE, AGELESS},
    {XENG_METRIC_QUOTE_TWEETS, "quote_tweets", ON_TOTALS, PUBLIC, EVER, AGELESS},
    {XENG_METRIC_REPLIES, "replies", ON_ALL, PUBLIC, LATE, AGELESS},
    {XENG_METRIC_VIDEO_VIEWS, "video_views", ON_ALL, PUBLIC, EVER, PLAYED},
    {XENG_METRIC_MEDIA_VIEWS, "media_views", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_MEDIA_ENGAGEMENTS, "media_engagements", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_URL_CLICKS, "url_clicks", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_HASHTAG_CLICKS, "hashtag_clicks", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_DETAIL_EXPANDS, "detail_expands", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_PERMALINK_CLICKS, "permalink_clicks", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_APP_INSTALL_ATTEMPTS, "app_install_attempts", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_APP_OPENS, "app_opens", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_EMAIL_TWEET, "email_tweet", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_USER_FOLLOWS, "user_follows", ON_SERIES, PRIVATE, EVER, AGELESS},
    {XENG_METRIC_USER_PROFILE_CLICKS, "user_profile_clicks", ON_SERIES, PRIVATE, EVER, AGELESS},
};

/* Names that people bring along: a former name of this API, and a name of X's API v2. */
static const struct {
    const char *name;
    const char *meant;
} foreign_metrics[] = {
    {"media_clicks", "media_engagements"},
    {"url_link_clicks", "url_clicks"},
};

static const xeng__dimension dimensions[XENG__DIMENSION_COUNT] = {
    {XENG_DIMENSION_TWEET_ID, "tweet.id", ON_ALL},
    {XENG_DIMENSION_ENGAGEMENT_TYPE, "engagement.type", ON_ALL},
    {XENG_DIMENSION_ENGAGEMENT_DAY, "engagement.day", ON_SERIES},
    {XENG_DIMENSION_ENGAGEMENT_HOUR, "engagement.hour", ON_SERIES},
};

static const int32_t four_dimension_orders[][XENG_MAX_DIMENSIONS] = {
    {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE, XENG_DIMENSION_ENGAGEMENT_DAY,
     XENG_DIMENSION_ENGAGEMENT_HOUR},
    {XENG_DIMENSION_ENGAGEMENT_TYPE, XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_DAY,
     XENG_DIMENSION_ENGAGEMENT_HOUR},
};

static const char *const reserved_root_keys[] = {
    [XENG__ROOT_OTHER] = "",
    [XENG__ROOT_START] = "start",
    [XENG__ROOT_END] = "end",
    [XENG__ROOT_ERRORS] = "errors",
    [XENG__ROOT_UNAVAILABLE] = "unavailable_tweet_ids",
    [XENG__ROOT_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS] =
        "unsupported_for_impressions_engagements_tweet_ids",
    [XENG__ROOT_UNSUPPORTED_VIDEO_VIEWS] = "unsupported_for_video_views_tweet_ids",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool equals(const char *text, const char *bytes, size_t size)
{
    return strlen(text) == size && memcmp(text, bytes, size) == 0;
}

/* Whether bytes are a text but for the case of letters and blanks around it. */
static bool resembles(const char *text, const char *bytes, size_t size)
{
    char copy[32];
    xeng__trim(&bytes, &size);
    if (size != strlen(text) || size >= sizeof copy) {
        return false;
    }
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    return xeng__equal_nocase(copy, text);
}

const xeng__endpoint *xeng__endpoint_find(int32_t endpoint)
{
    for (size_t i = 0; i < COUNT(endpoints); i++) {
        if (endpoints[i].endpoint == endpoint) {
            return &endpoints[i];
        }
    }
    return NULL;
}

const xeng__metric *xeng__metric_find(int32_t metric)
{
    for (size_t i = 0; i < COUNT(metrics); i++) {
        if (metrics[i].metric == metric) {
            return &metrics[i];
        }
    }
    return NULL;
}

const xeng__dimension *xeng__dimension_find(int32_t dimension)
{
    for (size_t i = 0; i < COUNT(dimensions); i++) {
        if (dimensions[i].dimension == dimension) {
            return &dimensions[i];
        }
    }
    return NULL;
}

const xeng__endpoint *xeng__endpoint_row(size_t index)
{
    return index < COUNT(endpoints) ? &endpoints[index] : NULL;
}

const xeng__metric *xeng__metric_row(size_t index)
{
    return index < COUNT(metrics) ? &metrics[index] : NULL;
}

uint32_t xeng__metric_unsupported_flag(const xeng__metric *metric)
{
    switch (metric->age_warning) {
    case XENG_WARNING_IMPRESSIONS_AGE:
        return XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS;
    case XENG_WARNING_VIDEO_VIEWS_AGE:
        return XENG_UNSUPPORTED_VIDEO_VIEWS;
    default:
        return 0;
    }
}

bool xeng__on_endpoint(unsigned set, int32_t endpoint)
{
    return xeng__endpoint_find(endpoint) != NULL && (set >> endpoint & 1U) != 0;
}

int32_t xeng__endpoint_by_bytes(const char *name, size_t size)
{
    for (size_t i = 0; i < COUNT(endpoints); i++) {
        if (equals(endpoints[i].name, name, size)) {
            return endpoints[i].endpoint;
        }
    }
    return 0;
}

int32_t xeng__metric_by_bytes(const char *name, size_t size)
{
    for (size_t i = 0; i < COUNT(metrics); i++) {
        if (equals(metrics[i].name, name, size)) {
            return metrics[i].metric;
        }
    }
    return 0;
}

int32_t xeng__dimension_by_bytes(const char *name, size_t size)
{
    for (size_t i = 0; i < COUNT(dimensions); i++) {
        if (equals(dimensions[i].name, name, size)) {
            return dimensions[i].dimension;
        }
    }
    return 0;
}

const char *xeng__metric_hint(const char *name, size_t size)
{
    for (size_t i = 0; i < COUNT(foreign_metrics); i++) {
        if (resembles(foreign_metrics[i].name, name, size)) {
            return foreign_metrics[i].meant;
        }
    }
    for (size_t i = 0; i < COUNT(metrics); i++) {
        if (resembles(metrics[i].name, name, size)) {
            return metrics[i].name;
        }
    }
    return NULL;
}

const char *xeng__dimension_hint(const char *name, size_t size)
{
    for (size_t i = 0; i < COUNT(dimensions); i++) {
        if (resembles(dimensions[i].name, name, size)) {
            return dimensions[i].name;
        }
    }
    return NULL;
}

bool xeng__kind_has_user(int32_t credentials_kind)
{
    return credentials_kind != XENG_CREDENTIALS_APP && credentials_kind != XENG_CREDENTIALS_BEARER;
}

bool xeng__four_dimensions_allowed(const int32_t wanted[XENG_MAX_DIMENSIONS])
{
    for (size_t i = 0; i < COUNT(four_dimension_orders); i++) {
        if (memcmp(four_dimension_orders[i], wanted, sizeof four_dimension_orders[i]) == 0) {
            return true;
        }
    }
    return false;
}

int32_t xeng__root_key_by_bytes(const char *key, size_t size)
{
    for (size_t i = 1; i < COUNT(reserved_root_keys); i++) {
        if (equals(reserved_root_keys[i], key, size)) {
            return (int32_t)i;
        }
    }
    return XENG__ROOT_OTHER;
}

bool xeng__root_key_reserved(const char *name)
{
    return xeng__root_key_by_bytes(name, strlen(name)) != XENG__ROOT_OTHER;
}
