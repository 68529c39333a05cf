/** @file
 * The words of the API as numbers: endpoints, metrics, dimensions, and what exists where.
 *
 * The numbers are sparse and never reused. All functions are pure and thread-safe.
 */
#ifndef XENGAGE_METRIC_H
#define XENGAGE_METRIC_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Counts since the Post was made; 250 ids a request; some metrics without user context. */
#define XENG_ENDPOINT_TOTALS 1
/** Counts of the last 28 hours; 25 ids a request. */
#define XENG_ENDPOINT_28HR 2
/** Counts of a window of up to four weeks; 25 ids a request. */
#define XENG_ENDPOINT_HISTORICAL 3

/** How often the Post was seen. */
#define XENG_METRIC_IMPRESSIONS 10
/** How often people interacted with the Post. Not the sum of the other metrics. */
#define XENG_METRIC_ENGAGEMENTS 20
/** Likes. */
#define XENG_METRIC_FAVORITES 30
/** Retweets. */
#define XENG_METRIC_RETWEETS 40
/** Quotes; on totals only. */
#define XENG_METRIC_QUOTE_TWEETS 50
/** Replies. */
#define XENG_METRIC_REPLIES 60
/** Views of the Post's video, half visible for two seconds. */
#define XENG_METRIC_VIDEO_VIEWS 70
/** Views of videos, GIFs and images; not on totals. */
#define XENG_METRIC_MEDIA_VIEWS 80
/** Clicks on media; not on totals. */
#define XENG_METRIC_MEDIA_ENGAGEMENTS 90
/** Clicks on links; not on totals. */
#define XENG_METRIC_URL_CLICKS 100
/** Clicks on hashtags; not on totals. */
#define XENG_METRIC_HASHTAG_CLICKS 110
/** Clicks to see the Post's details; not on totals. */
#define XENG_METRIC_DETAIL_EXPANDS 120
/** Clicks on the Post's own page; not on totals. */
#define XENG_METRIC_PERMALINK_CLICKS 130
/** App installs begun from the Post; not on totals. */
#define XENG_METRIC_APP_INSTALL_ATTEMPTS 140
/** Apps opened from the Post; not on totals. */
#define XENG_METRIC_APP_OPENS 150
/** How often the Post was sent by e-mail; not on totals. */
#define XENG_METRIC_EMAIL_TWEET 160
/** Follows of the author from the Post; not on totals. */
#define XENG_METRIC_USER_FOLLOWS 170
/** Clicks on the author's profile; not on totals. */
#define XENG_METRIC_USER_PROFILE_CLICKS 180

/** Not one of the dimensions below: keys that this version doesn't know. */
#define XENG_DIMENSION_OTHER 0
/** `tweet.id`: one key a Post. */
#define XENG_DIMENSION_TWEET_ID 1
/** `engagement.type`: one key a metric. */
#define XENG_DIMENSION_ENGAGEMENT_TYPE 2
/** `engagement.day`: one key a UTC day. */
#define XENG_DIMENSION_ENGAGEMENT_DAY 3
/** `engagement.hour`: one key an hour of the day, 0 to 23. */
#define XENG_DIMENSION_ENGAGEMENT_HOUR 4

/**
 * The endpoint's name as in its path: "totals", "28hr", "historical".
 *
 * @param endpoint one of the `XENG_ENDPOINT_` numbers.
 * @return a string that lives as long as the library; NULL if there is no such endpoint.
 * @since 0.1
 */
XENG_API const char *xeng_endpoint_name(int32_t endpoint);

/**
 * The endpoint of a name.
 *
 * @param name a name as xeng_endpoint_name() gives it.
 * @return one of the `XENG_ENDPOINT_` numbers; 0 if there is none of that name.
 * @since 0.1
 */
XENG_API int32_t xeng_endpoint_by_name(const char *name);

/**
 * How many Post ids one request to an endpoint takes.
 *
 * @param endpoint one of the `XENG_ENDPOINT_` numbers.
 * @return the limit; 0 if there is no such endpoint.
 * @since 0.1
 */
XENG_API size_t xeng_endpoint_max_ids(int32_t endpoint);

/**
 * How many metrics the API has; their indices are 0 to count - 1, in the order of the
 * documentation.
 *
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_metric_count(void);

/**
 * The metric at an index.
 *
 * @param index 0 to xeng_metric_count() - 1.
 * @return one of the `XENG_METRIC_` numbers; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API int32_t xeng_metric_at(size_t index);

/**
 * A metric's name on the wire, such as "impressions".
 *
 * @param metric one of the `XENG_METRIC_` numbers.
 * @return a string that lives as long as the library; NULL if there is no such metric.
 * @since 0.1
 */
XENG_API const char *xeng_metric_name(int32_t metric);

/**
 * The metric of a name.
 *
 * @param name a name as xeng_metric_name() gives it.
 * @return one of the `XENG_METRIC_` numbers; 0 if there is none of that name.
 * @since 0.1
 */
XENG_API int32_t xeng_metric_by_name(const char *name);

/**
 * Whether an endpoint has a metric.
 *
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param endpoint one of the `XENG_ENDPOINT_` numbers.
 * @return 1 or 0.
 * @since 0.1
 */
XENG_API int32_t xeng_metric_on_endpoint(int32_t metric, int32_t endpoint);

/**
 * Whether reading a metric from an endpoint takes the Post's owner's credentials (user context).
 *
 * @param metric one of the `XENG_METRIC_` numbers.
 * @param endpoint one of the `XENG_ENDPOINT_` numbers.
 * @return 1 or 0.
 * @since 0.1
 */
XENG_API int32_t xeng_metric_needs_user_context(int32_t metric, int32_t endpoint);

/**
 * A dimension's name on the wire, such as "tweet.id".
 *
 * @param dimension one of the `XENG_DIMENSION_` numbers.
 * @return a string that lives as long as the library; NULL for #XENG_DIMENSION_OTHER and unknown
 *         numbers.
 * @since 0.1
 */
XENG_API const char *xeng_dimension_name(int32_t dimension);

/**
 * The dimension of a name.
 *
 * @param name a name as xeng_dimension_name() gives it.
 * @return one of the `XENG_DIMENSION_` numbers; 0 if there is none of that name.
 * @since 0.1
 */
XENG_API int32_t xeng_dimension_by_name(const char *name);

/**
 * Whether an endpoint can group by a dimension.
 *
 * @param dimension one of the `XENG_DIMENSION_` numbers.
 * @param endpoint one of the `XENG_ENDPOINT_` numbers.
 * @return 1 or 0.
 * @since 0.1
 */
XENG_API int32_t xeng_dimension_on_endpoint(int32_t dimension, int32_t endpoint);

#ifdef __cplusplus
}
#endif

#endif
