/* What became of the ids, and what it took, for people. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "drive.h"

/* Says on standard error how many ids were delivered, which weren't and why, and what it took. */
void cli_summary(const cli_job *job, const cli_tally *tally, const cli_ending *ending);

#endif
