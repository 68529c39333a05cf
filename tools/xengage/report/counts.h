/* The counts of any number of Posts, added up over several files: what can't be had as it comes. */
#ifndef CLI_REPORT_COUNTS_H
#define CLI_REPORT_COUNTS_H

#include "ranks.h"

typedef struct cli_counts cli_counts;

cli_counts *cli_counts_new(void);

/* Adds a Post's counts to what there is of it. A metric that lacks a part is not delivered. */
void cli_counts_add(cli_counts *counts, const cli_row *row);

/* How many Posts there are. */
size_t cli_counts_posts(const cli_counts *counts);

/* One of the Posts, in the order in which they came. */
void cli_counts_at(const cli_counts *counts, size_t place, cli_row *row);

/* A Post's count; false if there is none. */
bool cli_counts_value(const cli_counts *counts, uint64_t id, size_t metric, int64_t *value);

void cli_counts_free(cli_counts *counts);

#endif
