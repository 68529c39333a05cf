/* top: the best Posts of a job. */
#ifndef CLI_TOP_H
#define CLI_TOP_H

#include "args.h"

/* Fetches, ranks, writes. Returns the exit status. */
int cli_top(const cli_args *args);

#endif
