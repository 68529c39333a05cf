/* The counts of a piece as rows: what a database and the plain table are made of. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/job.h>

#include "query.h"

typedef struct {
    size_t grouping;                  /* its place in the query */
    const char *keys[CLI_DIMENSIONS]; /* by XENG_DIMENSION_ number; NULL where there is none */
    bool delivered;
    int64_t value;
} cli_row;

typedef void cli_row_fn(void *context, const cli_row *row);

/* Which columns there are before the value. */
typedef struct {
    bool grouping; /* its name comes first */
    int32_t dimensions[CLI_DIMENSIONS];
    size_t count;
} cli_layout;

/* Calls `take` for each count of a piece in a grouping that has Posts: in the order of the piece
 * where they are the first level, otherwise as the server has it. Where a grouping has no time in
 * it, a count that the server left out has a row, too: not delivered. */
void cli_rows_each(const cli_query *query, const xeng_piece *piece, size_t grouping,
                   cli_row_fn *take, void *context);

/* The same for a grouping without Posts, of which `sums` (NULL for nothing) are over all of them.
 */
void cli_rows_sums(const cli_query *query, const xeng_result *sums, size_t grouping,
                   cli_row_fn *take, void *context);

/* The count of a Post and a metric in a grouping that has no time in it, and may lack either of
 * them. NULL has no counts. */
xeng_node cli_rows_find(const cli_grouping *grouping, const xeng_result *result, uint64_t id,
                        int32_t metric);

/* Whether a piece can tell if the server puts a day above the hours that alone were asked for; true
 * where no grouping leaves that open. */
bool cli_layout_known(const cli_query *query, const xeng_piece *piece);

/* Whether it does, in any grouping. */
bool cli_layout_adds_days(const cli_query *query, const xeng_piece *piece);

/* The columns, with that day or without it. */
void cli_layout_make(const cli_query *query, bool days, cli_layout *layout);

/* A column's title, such as "tweet_id". */
const char *cli_layout_title(int32_t dimension);

#endif
