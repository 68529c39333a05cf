/* Counts in a SQLite database: a table a grouping, a table of ids, and the job's progress, kept in
 * one transaction. */
#ifndef CLI_SQLITE_H
#define CLI_SQLITE_H

#include <stdbool.h>

#include "output.h"

/* Opens the database of --sqlite, makes its tables where they aren't there, and lets the job, which
 * hasn't begun, go on from what it holds. Ends the program if that can't be. */
cli_sqlite *cli_sqlite_open(const cli_job *job);

/* The same without changing anything; for a database that isn't there, nothing. */
void cli_sqlite_replay(const cli_job *job);

/* Keeps a piece, and acknowledges it. Not `finished`: keeps only why. */
void cli_sqlite_piece(cli_sqlite *store, const xeng_piece *piece, bool finished);

/* Keeps the sums over all Posts if the job is complete, and closes the database. */
void cli_sqlite_end(cli_sqlite *store, bool complete);

#endif
