/* Axes of a chart: places are parts of ten thousand of its width or height. */
#ifndef CLI_REPORT_AXIS_H
#define CLI_REPORT_AXIS_H

#include <stdbool.h>

#include "times.h"

enum {
    CLI_WHOLE = 10000,
    CLI_TICKS_MOST = 24,
};

typedef struct {
    double unit; /* above it, on both sides of zero, it is logarithmic; 0: it is linear */
    double low;  /* at the bottom, as the axis measures */
    double high;
    int64_t ticks[CLI_TICKS_MOST];
    size_t count;
} cli_scale;

/* A scale with room for these values, and for zero. A logarithmic one has four powers of ten. */
void cli_scale_make(cli_scale *scale, int64_t least, int64_t most, bool logarithmic);

/* The place of a value, from the top. */
int cli_scale_place(const cli_scale *scale, int64_t value);

/* A mark on the axis of time: where a day or an hour begins. */
typedef struct {
    int place;
    int64_t time;
    bool clock; /* it is within a day: the time of day says more than the date */
    bool minor; /* may be left out where there is little room */
} cli_time_tick;

/* Marks of a span; how many. */
size_t cli_time_ticks(const cli_span *span, int32_t offset_s, cli_time_tick ticks[CLI_TICKS_MOST]);

/* The middle of a step. */
int cli_span_place(const cli_span *span, size_t index);

#endif
