/* What a result has to offer to a report: which figures can be read from it. */
#ifndef CLI_REPORT_OFFER_H
#define CLI_REPORT_OFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/metric.h>
#include <xengage/result.h>

enum {
    CLI_METRICS_MOST = 32, /* bits of a mask of metrics */
};

typedef struct {
    bool posts;                       /* counts by Post */
    bool days;                        /* counts by day, */
    bool hours;                       /* and hour */
    bool days_of_posts;               /* counts by Post and day, */
    bool hours_of_posts;              /* and hour */
    uint32_t metrics;                 /* bit i: the metric xeng_metric_at(i) */
    uint32_t delivered;               /* likewise: its sum over all Posts is known, */
    int64_t totals[CLI_METRICS_MOST]; /* and is this */
} cli_offer;

void cli_offer_of(const xeng_result *result, cli_offer *offer);

/* A metric's place in xeng_metric_at(). */
size_t cli_metric_place(int32_t metric);

#endif
