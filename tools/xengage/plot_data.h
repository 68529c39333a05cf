/* What is plotted: a metric by time, of one Post a line, or of all together. */
#ifndef CLI_PLOT_DATA_H
#define CLI_PLOT_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/series.h>

#include "args.h"
#include "report/times.h"
#include "source.h"

/* Which metric is drawn by which step may be clear only in the end: until then all are summed. */
enum {
    CLI_PLOT_FINE,   /* the step that was asked for, or else hours */
    CLI_PLOT_COARSE, /* days, where no step was asked for */
    CLI_PLOT_STEPS,
};

typedef struct {
    uint64_t id; /* XENG_ALL_POSTS: all */
    xeng_series *series[CLI_PLOT_STEPS][CLI_METRICS_MOST];
} cli_plot_line;

typedef struct {
    const cli_args *args;
    const char *from; /* the file that is read; NULL: the server is asked */
    cli_plot_line *lines;
    size_t line_count;
    uint32_t metrics; /* bit i: there are counts of xeng_metric_at(i) */
    bool lack_hours;  /* some results have days only */
    uint64_t *undelivered;
    size_t undelivered_count;
    size_t undelivered_room;
    /* Chosen in the end: */
    int32_t metric;
    int32_t step;
    cli_span span;
} cli_plot_data;

void cli_plot_begin(cli_plot_data *data, const cli_args *args);

/* A sink that takes counts and fates. It ends the program if they have no time in them. */
cli_sink cli_plot_sink(cli_plot_data *data);

/* Chooses the metric, the step and the span. Ends the program if the metric that was asked for
 * isn't there; false if nothing is. */
bool cli_plot_choose(cli_plot_data *data);

/* A line's series as it was chosen; NULL if there is nothing of it. */
const xeng_series *cli_plot_series(const cli_plot_data *data, size_t line);

/* Of how many Posts it was said that they weren't delivered, or not in full. */
size_t cli_plot_undelivered(cli_plot_data *data);

void cli_plot_free(cli_plot_data *data);

#endif
