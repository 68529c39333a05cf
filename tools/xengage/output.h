/* The data of a run, in the format that is asked for. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "job.h"
#include "rows.h"

typedef struct cli_sqlite cli_sqlite;

typedef struct {
    const cli_job *job;
    const cli_args *args;
    const cli_query *query;
    FILE *file;        /* NULL with a database */
    cli_sqlite *store; /* the database; NULL without */
    /* CSV: pieces that aren't written, since the columns aren't known. Table and JSON: all. */
    xeng_piece **held;
    size_t held_count;
    size_t held_room;
    bool has_header;
    bool any; /* something is known of some id */
    cli_layout layout;
} cli_output;

/* Opens where data goes, before the job begins. Ends the program if that can't be. */
void cli_output_open(cli_output *output, const cli_job *job);

/* Goes on where an earlier run ended, once the job has begun. */
void cli_output_begin(cli_output *output);

/* Takes the next piece, and acknowledges it. CSV, JSON lines and a database have it at once, so
 * that a run needs no more memory the longer it is; the other formats wait for the end. */
void cli_output_piece(cli_output *output, const xeng_piece *piece);

/* Writes the rest; nothing at all where nothing is known of any id. */
void cli_output_end(cli_output *output);

/* Leaves out what isn't in place yet: what a second signal does. */
void cli_output_drop(cli_output *output);

/* For the formats: keeps a piece; and lets go of all. */
void cli_output_hold(cli_output *output, const xeng_piece *piece);
void cli_output_let_go(cli_output *output);

/* For the formats: what is written of a piece is handed over, and the piece acknowledged. */
void cli_output_ack(cli_output *output, const xeng_piece *piece);

/* For the formats: calls `take` with `output` for each row of the groupings without Posts. */
void cli_output_sums(cli_output *output, cli_row_fn *take);

/* The formats; each writes to output->file. */
void cli_csv_begin(cli_output *output);
void cli_csv_piece(cli_output *output, const xeng_piece *piece);
void cli_csv_end(cli_output *output);
void cli_jsonl_piece(cli_output *output, const xeng_piece *piece);
void cli_jsonl_end(cli_output *output);
void cli_json_write(const cli_output *output);
void cli_table_write(const cli_output *output);

#endif
