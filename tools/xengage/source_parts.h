/* The formats in which a source can be. Each reads to its end, and ends the program if something
 * doesn't make sense. */
#ifndef CLI_SOURCE_PARTS_H
#define CLI_SOURCE_PARTS_H

#include "source.h"
#include "source_bytes.h"

/* A document in the server's shape. */
void cli_source_json(cli_bytes *bytes, const cli_sink *sink);

void cli_source_csv(cli_bytes *bytes, const cli_sink *sink);

/* JSON lines. */
void cli_source_jsonl(cli_bytes *bytes, const cli_sink *sink);

/* A database of --sqlite. */
void cli_source_sqlite(const cli_place *place, const cli_sink *sink);

#endif
