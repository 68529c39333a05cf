/* Ctrl-C and its like: while a job runs, the first stops it gently, the second at once; before and
 * after, they end the program and leave no litter. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <xengage/job.h>

/* From now on SIGINT, SIGTERM and SIGHUP are heeded. */
void cli_signals_begin(void);

/* From now on they stop this job; with NULL, no job runs any more. */
void cli_signals_for(xeng_job *job);

/* The number of the first signal that came while a job ran; 0 for none. */
int cli_signals_got(void);

/* How many came. */
int cli_signals_count(void);

#endif
