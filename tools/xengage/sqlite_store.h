/* The database of --sqlite: for its two files, sqlite.c and sqlite_schema.c. */
#ifndef CLI_SQLITE_STORE_H
#define CLI_SQLITE_STORE_H

#include <sqlite3.h>

#include "sqlite.h"

struct cli_sqlite {
    const cli_job *job;
    const char *path;
    int lock; /* a descriptor of the file, which another run can't have at the same time */
    sqlite3 *db;
    sqlite3_stmt *rows[XENG_MAX_GROUPINGS]; /* inserts a count of a grouping */
    cli_layout layouts[XENG_MAX_GROUPINGS]; /* its columns */
    sqlite3_stmt *id;
    sqlite3_stmt *keep;
    sqlite3_stmt *forget;
};

/* Ends the program, saying what the database says. */
_Noreturn void cli_store_fail(const cli_sqlite *store);

void cli_store_exec(const cli_sqlite *store, const char *sql);
sqlite3_stmt *cli_store_prepare(const cli_sqlite *store, const char *sql);

/* Runs a statement that gives no rows, and makes it ready for the next time. */
void cli_store_run(const cli_sqlite *store, sqlite3_stmt *statement);

/* Whether the database is one of a job already. */
bool cli_store_is_begun(const cli_sqlite *store);

/* Settles which tables and columns there are. Ends the program where names of groupings forbid it.
 */
void cli_store_lay_out(cli_sqlite *store);

/* Makes the tables, in one transaction. */
void cli_store_make_tables(cli_sqlite *store);

/* Prepares the statements for tables that are there. */
void cli_store_prepare_all(cli_sqlite *store);

#endif
