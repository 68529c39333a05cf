/* report: one HTML page of counts. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "args.h"

/* Makes the page; returns the exit status. */
int cli_report(const cli_args *args);

#endif
