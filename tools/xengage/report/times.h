/* The counts of one Post, or of all, by time: a series a metric, by hour and by day. */
#ifndef CLI_REPORT_TIMES_H
#define CLI_REPORT_TIMES_H

#include <xengage/series.h>

#include "offer.h"

typedef enum {
    CLI_BY_HOUR,
    CLI_BY_DAY,     /* of the offset that was asked for */
    CLI_BY_UTC_DAY, /* where there are no hours, of which other days can be made */
    CLI_STEPS,
} cli_step;

typedef struct {
    uint64_t id; /* XENG_ALL_POSTS: all */
    int32_t utc_offset_s;
    bool days;                                        /* there are counts by day */
    bool lack_hours;                                  /* some of them are not by hour */
    xeng_series *series[CLI_STEPS][CLI_METRICS_MOST]; /* NULL: nothing was said of that metric */
} cli_times;

/* Adds what a result has of the Post. Ends the program if memory or 64 bits don't do. */
void cli_times_add(cli_times *times, const xeng_result *result, const cli_offer *offer);

/* Whether there are hours throughout. */
bool cli_times_hourly(const cli_times *times);

void cli_times_free(cli_times *times);

/* Equal steps of time that several series have in common. */
typedef struct {
    int64_t first;
    int64_t step_s;
    size_t count;
} cli_span;

/* Widens a span to what a series has. */
void cli_span_take(cli_span *span, const xeng_series *series, int64_t step_s);

int64_t cli_span_at(const cli_span *span, size_t index);

/* What a series has at a step: XENG_VALUE_; `value` is 0 where nothing was delivered. */
int32_t cli_span_value(const cli_span *span, size_t index, const xeng_series *series,
                       int64_t *value);

/* How many seconds of a step the window covers; all of them where the series doesn't reach. */
int64_t cli_span_covered(const cli_span *span, size_t index, const xeng_series *series);

#endif
