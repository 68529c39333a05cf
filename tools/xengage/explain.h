/* --explain: what would be sent. */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include "args.h"

/* Prints the requests, one a line, and says what can be foreseen. Returns the exit status. */
int cli_explain(const cli_args *args);

#endif
