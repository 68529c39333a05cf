/* totals, 28hr, historical: from ids to counts. */
#ifndef CLI_FETCH_H
#define CLI_FETCH_H

#include "args.h"

/* Fetches, writes, sums up. Returns the exit status. */
int cli_fetch(const cli_args *args);

#endif
