/* A panel: the bars of one series between their axes. */
#ifndef CLI_PLOT_PANEL_H
#define CLI_PLOT_PANEL_H

#include <stdio.h>

#include "plot_columns.h"
#include "plot_look.h"
#include "plot_scale.h"

typedef struct {
    const cli_look *look;
    const cli_value_scale *scale;
    const cli_columns *columns;
    size_t gutter;      /* how wide the labels of the values are */
    const bool *marked; /* the bars that have a mark on the axis of time */
} cli_panel;

/* Columns that a panel takes on the left of its bars. */
size_t cli_panel_margin(size_t gutter);

/* The character that stands on the axis where nothing was delivered, that of a point which a window
 * covers in part, and those of a bar's least and most where it is of several points. */
const char *cli_panel_missing(const cli_look *look);
const char *cli_panel_partial(const cli_look *look);
const char *cli_panel_least(const cli_look *look);
const char *cli_panel_most(const cli_look *look);

/* Draws the bars and the axis in the middle, without the labels of times. */
void cli_panel_draw(const cli_panel *panel, const cli_bar *bars, FILE *file);

#endif
