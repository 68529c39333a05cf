/* plot: a series of counts, drawn in the terminal. */
#ifndef CLI_PLOT_H
#define CLI_PLOT_H

#include "args.h"

/* Draws it; returns the exit status. */
int cli_plot(const cli_args *args);

#endif
