/* Ctrl-C and its like: the first stops a job gently, the second at once. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <xengage/job.h>

/* From now on SIGINT, SIGTERM and SIGHUP stop this job. */
void cli_signals_for(xeng_job *job);

/* The number of the first signal that came; 0 for none. */
int cli_signals_got(void);

/* How many came. */
int cli_signals_count(void);

/* From now on they do what they do by default. */
void cli_signals_end(void);

#endif
