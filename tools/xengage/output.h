/* The data of a run, in the format that is asked for. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <xengage/writer.h>

#include "job.h"
#include "rows.h"

typedef struct cli_sqlite cli_sqlite;

typedef struct {
    const cli_job *job;
    const cli_args *args;
    const cli_query *query;
    FILE *file;          /* NULL with a database */
    cli_sqlite *store;   /* the database; NULL without */
    xeng_writer *writer; /* of CSV and JSON lines; else NULL */
    xeng_piece **held;   /* of table and JSON: all */
    size_t held_count;
    size_t held_room;
    bool any; /* something is known of some id */
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

/* For the formats: what is written of a piece is handed over, and the piece acknowledged. */
void cli_output_ack(cli_output *output, const xeng_piece *piece);

/* CSV and JSON lines. The columns are settled before a file is opened. */
void cli_text_open(cli_output *output);
/* Goes on behind what an earlier run has written. Ends the program if that had another form. */
void cli_text_go_on(cli_output *output);
void cli_text_piece(cli_output *output, const xeng_piece *piece);
void cli_text_end(cli_output *output);

/* The others. Each writes to output->file. */
void cli_json_write(const cli_output *output);
void cli_table_write(const cli_output *output);

#endif
