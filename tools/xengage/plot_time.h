/* The axis of time: round dates and hours below some of the bars. */
#ifndef CLI_PLOT_TIME_H
#define CLI_PLOT_TIME_H

#include "plot_columns.h"

/* Chooses marks whose labels don't touch each other. `marked`, one a bar, says where they are; the
 * text has the labels, each beginning where its bar does. The caller's to free(), both. */
char *cli_time_labels(const cli_columns *columns, const cli_span *span, int32_t offset_s,
                      size_t width, bool **marked);

#endif
