/* Options that don't go together: what is only for report and plot. */
#ifndef CLI_ARGS_CHECK_H
#define CLI_ARGS_CHECK_H

#include "args.h"

/* Whether the command is one of the two. */
bool cli_check_draws(const cli_args *args);

void cli_check_figures(const cli_args *args);

#endif
