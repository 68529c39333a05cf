/* A database as a source where the tool was built without SQLite. */
#include "source_parts.h"

void cli_source_sqlite(const cli_place *place, const cli_sink *sink)
{
    (void)sink;
    cli_place_die(place, "it is a database, and this xengage was built without SQLite");
}
