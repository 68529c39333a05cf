/* --sqlite where the tool was built without SQLite. */
#include "say.h"
#include "sqlite.h"
#include "status.h"

cli_sqlite *cli_sqlite_open(const cli_job *job)
{
    (void)job;
    cli_die(CLI_WRONG_REQUEST, "--sqlite: this xengage was built without SQLite");
}

void cli_sqlite_replay(const cli_job *job)
{
    (void)cli_sqlite_open(job);
}

void cli_sqlite_piece(cli_sqlite *store, const xeng_piece *piece, bool finished)
{
    (void)store;
    (void)piece;
    (void)finished;
}

void cli_sqlite_end(cli_sqlite *store, bool complete)
{
    (void)store;
    (void)complete;
}
