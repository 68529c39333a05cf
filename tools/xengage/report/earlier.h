/* The counts of an earlier window, a Post, to compare with. */
#ifndef CLI_REPORT_EARLIER_H
#define CLI_REPORT_EARLIER_H

#include "ranks.h"

typedef struct cli_earlier cli_earlier;

cli_earlier *cli_earlier_new(void);

/* Takes a Post's counts. */
void cli_earlier_add(cli_earlier *earlier, const cli_row *row);

/* A Post's count; false if there was none. */
bool cli_earlier_value(const cli_earlier *earlier, uint64_t id, size_t metric, int64_t *value);

void cli_earlier_free(cli_earlier *earlier);

#endif
