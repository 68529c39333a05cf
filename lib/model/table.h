/* The one table: what the API has, where, for whom, and its limits. Nothing else in the tree knows
 * these facts. */
#ifndef XENG__MODEL_TABLE_H
#define XENG__MODEL_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/metric.h>
#include <xengage/request.h>

/* Most ids that any endpoint takes. */
#define XENG__MAX_IDS 250
/* How many metrics, endpoints and dimensions there are. */
#define XENG__METRIC_COUNT    18
#define XENG__ENDPOINT_COUNT  3
#define XENG__DIMENSION_COUNT 4

/* 2014-09-01T00:00:00Z: no window starts before. */
#define XENG__WINDOW_FLOOR INT64_C(1409529600)
/* A window that starts longer ago than this may be refused. */
#define XENG__WINDOW_WARNING_DAYS 365
/* 2015-09-15T00:00:00Z: metrics with `zero_before` set are zero in every hour before. */
#define XENG__ZERO_BEFORE INT64_C(1442275200)

/* 2010-11-04T01:42:54.657Z, the zero of the clock in Post ids, in Unix milliseconds. */
#define XENG__POST_EPOCH_MS INT64_C(1288834974657)
/* Smaller ids were counted up and carry no time; their Posts are older than every age limit. */
#define XENG__POST_FIRST_TIMED_ID UINT64_C(30000000000)

typedef struct xeng__endpoint {
    int32_t endpoint;
    const char *name;
    const char *path; /* below the base URL */
    size_t max_ids;
    bool has_window;
    bool without_user; /* its public metrics can be read without user context */
} xeng__endpoint;

typedef struct xeng__metric {
    int32_t metric;
    const char *name;
    unsigned endpoints;     /* bit 1 << endpoint for each that has it */
    bool is_public;         /* readable without user context, where the endpoint is */
    bool zero_before;       /* zero before XENG__ZERO_BEFORE */
    int32_t max_age_days;   /* of a Post, on `age_endpoints`; 0 for no limit */
    unsigned age_endpoints; /* bits as in `endpoints` */
    int32_t age_warning;    /* the XENG_WARNING_ for older Posts */
} xeng__metric;

typedef struct xeng__dimension {
    int32_t dimension;
    const char *name;
    unsigned endpoints; /* bits as in xeng__metric */
} xeng__dimension;

/* The row of a number; NULL if the API has none such. */
const xeng__endpoint *xeng__endpoint_find(int32_t endpoint);
const xeng__metric *xeng__metric_find(int32_t metric);
const xeng__dimension *xeng__dimension_find(int32_t dimension);

/* The row at an index, in the order of the documentation; NULL if it is out of range. */
const xeng__endpoint *xeng__endpoint_row(size_t index);
const xeng__metric *xeng__metric_row(size_t index);

/* What Posts that are too old for a metric are listed as: an XENG_UNSUPPORTED_ flag; 0 for a metric
 * that has no such limit. */
uint32_t xeng__metric_unsupported_flag(const xeng__metric *metric);

/* Whether an endpoint's bit is in a row's set. */
bool xeng__on_endpoint(unsigned endpoints, int32_t endpoint);

/* The number of a name of `size` bytes; 0 if the API has none such. */
int32_t xeng__endpoint_by_bytes(const char *name, size_t size);
int32_t xeng__metric_by_bytes(const char *name, size_t size);
int32_t xeng__dimension_by_bytes(const char *name, size_t size);

/* The metric that a name of `size` bytes most likely means although the API hasn't that name: a
 * former name, another API's name, other capitals, blanks around it. NULL if there is no telling.
 */
const char *xeng__metric_hint(const char *name, size_t size);

/* Likewise for dimensions. */
const char *xeng__dimension_hint(const char *name, size_t size);

/* Whether credentials of a kind read with a user's eyes; unknown kinds (0) get the benefit of the
 * doubt. */
bool xeng__kind_has_user(int32_t credentials_kind);

/* Whether four dimensions are in one of the two orders that the API takes. */
bool xeng__four_dimensions_allowed(const int32_t dimensions[XENG_MAX_DIMENSIONS]);

/* The root keys of a response that are no groupings. */
enum {
    XENG__ROOT_OTHER,
    XENG__ROOT_START,
    XENG__ROOT_END,
    XENG__ROOT_ERRORS,
    XENG__ROOT_UNAVAILABLE,
    XENG__ROOT_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS,
    XENG__ROOT_UNSUPPORTED_VIDEO_VIEWS
};

/* Which of them a key of `size` bytes is. */
int32_t xeng__root_key_by_bytes(const char *key, size_t size);

/* Whether the response uses a root key for something else than groupings. */
bool xeng__root_key_reserved(const char *name);

#endif
