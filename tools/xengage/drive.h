/* Runs a job: pieces are taken as they come, people are told, signals and the deadline are heeded.
 */
#ifndef CLI_DRIVE_H
#define CLI_DRIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "job.h"
#include "tally.h"

/* Takes a piece, and acknowledges it now or later. */
typedef void cli_take_piece(void *context, const xeng_piece *piece);

/* How a run ended. */
typedef struct {
    int32_t code;      /* why the job stopped; XENG_OK if nothing was wrong with it */
    xeng_error *error; /* in detail, or NULL */
    bool late;         /* the deadline passed, or would pass before anything comes */
    int signal;        /* that stopped it, or 0 */
    bool at_once;      /* a second signal came */
    int64_t took_ms;
} cli_ending;

/* Runs a job that was begun to its end. */
void cli_drive(const cli_job *job, cli_tally *tally, cli_take_piece *take, void *context,
               cli_ending *ending);

/* Says why it stopped, and how to go on, and returns the exit status. `written`: something was put
 * out. */
int cli_ending_say(const cli_job *job, const cli_ending *ending, bool written);

#endif
