/* --plan: what a job would take. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "args.h"

/* Prints the plan and sends nothing. Returns the exit status. */
int cli_plan(const cli_args *args);

#endif
