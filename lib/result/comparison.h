/* The insides of a comparison: a table of Posts by metrics, metric by metric. */
#ifndef XENG__RESULT_COMPARISON_H
#define XENG__RESULT_COMPARISON_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/comparison.h>

#include "base/refcount.h"

enum {
    XENG__BEFORE = 0,
    XENG__AFTER = 1,
    XENG__SIDES = 2
};

/* The two counts of a Post or of all. */
typedef struct xeng__pair {
    int64_t values[XENG__SIDES]; /* 0 unless delivered */
    int8_t kinds[XENG__SIDES];   /* XENG_VALUE_ */
} xeng__pair;

/* A metric: its pairs by Post, and of all Posts of which both counts were delivered. */
typedef struct xeng__compared {
    int32_t metric;
    xeng__pair *pairs;
    xeng__pair all;
    size_t both; /* how many those are */
} xeng__compared;

struct xeng_comparison {
    xeng__refcount owners;
    uint64_t *ids; /* ascending */
    size_t id_count;
    xeng__compared *metrics;
    size_t metric_count;
};

#endif
