/* The counts of a job as tables. */
#ifndef XENG__JOB_PIECE_TABLE_H
#define XENG__JOB_PIECE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/table.h>

#include "job/piece.h"

/* Which grouping of a job's request, in which form. */
typedef struct xeng__job_columns {
    const xeng_request *request;
    size_t grouping;
    int32_t form;
    bool adds_day; /* a column for days that weren't asked for, in any case */
} xeng__job_columns;

/* XENG_ERROR_INVALID_ARGUMENT if there is no such grouping or form. */
int32_t xeng__job_columns_check(const xeng__job_columns *columns, xeng_error **error);

/* As xeng_table_of_piece(). */
int32_t xeng__piece_table(const xeng__job_columns *columns, const xeng_piece *piece,
                          xeng_table **table, xeng_error **error);

/* The table of a grouping without `tweet.id`, of sums over all Posts. */
int32_t xeng__sums_table(const xeng__job_columns *columns, const xeng_result *sums,
                         xeng_table **table, xeng_error **error);

/* Whether a result (NULL for none) has days that weren't asked for: 1 or 0; -1 if it has no counts
 * to show it. */
int32_t xeng__adds_day(const xeng__job_columns *columns, const xeng_result *result);

#endif
