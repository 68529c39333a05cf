/* The line on standard error that tells how far a run is. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* Begins to show progress towards `total` Posts. On a terminal it is one line that is written over;
 * elsewhere nothing, or, where `forced`, a line every tenth of the way. */
void cli_progress_begin(size_t total, bool forced);

/* Shows that `done` Posts are accounted for. */
void cli_progress_at(size_t done);

/* Takes the line away, so that something else can be written; it comes back by itself. */
void cli_progress_clear(void);

/* Takes the line away for good. */
void cli_progress_end(void);

#endif
