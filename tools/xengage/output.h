/* The data of a run, in the format that is asked for. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "args.h"
#include "batch.h"
#include "plan.h"
#include "rows.h"

typedef struct {
    const cli_args *args;
    const cli_plan *plan;
    FILE *file;
    cli_batch *held; /* CSV: the first batch that isn't written, since the columns aren't known */
    size_t held_count;
    bool has_header;
    bool any; /* something is known of some id */
    cli_layout layout;
} cli_output;

/* Opens where data goes. Ends the program if that can't be. */
void cli_output_begin(cli_output *output, const cli_args *args, const cli_plan *plan);

/* Takes the next batch, which must stay where it is. CSV is written at once and lets go of the
 * counts, so that a run needs no more memory the longer it is; the other formats wait for the end.
 */
void cli_output_batch(cli_output *output, cli_batch *batch);

/* Writes the rest; nothing at all where nothing is known of any id. */
void cli_output_end(cli_output *output, cli_batch *batches, size_t count);

/* The formats; each writes to output->file. */
void cli_csv_batch(cli_output *output, cli_batch *batch);
void cli_csv_end(cli_output *output);
void cli_json_write(const cli_output *output, const cli_batch *batches, size_t count);
void cli_table_write(const cli_output *output, const cli_batch *batches, size_t count);

#endif
