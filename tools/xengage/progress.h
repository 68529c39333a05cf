/* The line on standard error that tells how far a run is. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "job.h"

/* Begins to show how far a job is. On a terminal it is one line that is written over; elsewhere a
 * line every ten seconds, and with --progress also every tenth of the way. */
void cli_progress_begin(const cli_job *job);

/* Shows how far it is now, unless that was done only just before. */
void cli_progress_tick(void);

/* Takes the line away, so that something else can be written; it comes back by itself. */
void cli_progress_clear(void);

/* Takes the line away for good. */
void cli_progress_end(void);

#endif
