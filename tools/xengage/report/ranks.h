/* The best Posts of a report: all counts of those in its table, and the times of those whose lines
 * are compared. */
#ifndef CLI_REPORT_RANKS_H
#define CLI_REPORT_RANKS_H

#include <xengage/top.h>

#include "times.h"

enum {
    CLI_LINES_OF_BEST = 5, /* compared where --post names none */
    CLI_LINES_MOST = 18,   /* that colours and dashes can tell apart */
};

/* A Post's counts, by the metric's place. */
typedef struct {
    uint64_t id;
    uint32_t known;     /* bit: something was said of the metric, */
    uint32_t delivered; /* and there is a count */
    int64_t values[CLI_METRICS_MOST];
} cli_row;

typedef struct {
    xeng_top *top; /* NULL as long as it isn't known by what to rank */
    cli_row *rows; /* of its Posts, by id */
    size_t row_count;
    xeng_top *best;    /* whose lines are compared; NULL where they were chosen */
    cli_times **lines; /* in the order of the choice, or of the ranks */
    size_t line_count;
    int32_t utc_offset_s;
} cli_ranks;

/* Lines of these Posts; of the best, if there are none. */
void cli_ranks_choose(cli_ranks *ranks, const uint64_t *ids, size_t count, int32_t utc_offset_s);

/* Ranks by a figure, as xeng_top_new() takes it, from now on. */
void cli_ranks_begin(cli_ranks *ranks, int32_t by, size_t most);

/* Takes a result's Posts. */
void cli_ranks_add(cli_ranks *ranks, const xeng_result *result, const cli_offer *offer);

/* Takes what a result has of the Posts whose lines are compared, and nothing else. */
void cli_ranks_follow(cli_ranks *ranks, const xeng_result *result, const cli_offer *offer);

/* The row of a Post in the table; NULL if it isn't in it. */
const cli_row *cli_ranks_row(const cli_ranks *ranks, uint64_t id);

void cli_row_read(cli_row *row, const xeng_result *result, uint64_t id);

void cli_ranks_free(cli_ranks *ranks);

#endif
