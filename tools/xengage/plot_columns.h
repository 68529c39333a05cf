/* Points of time shared out to columns of text: several columns a point, or several points a
 * column. */
#ifndef CLI_PLOT_COLUMNS_H
#define CLI_PLOT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/times.h"

/* What one bar is of. */
typedef struct {
    int64_t low; /* the least and the most of its points that were delivered */
    int64_t high;
    bool delivered; /* any was */
    bool partial;   /* a window covers but a part of one */
} cli_bar;

typedef struct {
    size_t count;  /* bars */
    size_t width;  /* of each, in columns */
    size_t gap;    /* columns of these that stay empty */
    size_t points; /* in all */
} cli_columns;

/* Shares points out to so many columns. */
cli_columns cli_columns_for(size_t points, size_t columns);

/* The first of a bar's points; of the bar behind the last, their count. */
size_t cli_columns_point(const cli_columns *columns, size_t bar);

/* The most points that a bar has. */
size_t cli_columns_most(const cli_columns *columns);

/* What a series has for each bar. The caller's to free(). */
cli_bar *cli_columns_fill(const cli_columns *columns, const cli_span *span,
                          const xeng_series *series);

#endif
