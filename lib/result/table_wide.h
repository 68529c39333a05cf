/* How a table in wide form is made: rows first, then the counts of one metric after the other. */
#ifndef XENG__RESULT_TABLE_WIDE_H
#define XENG__RESULT_TABLE_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "result/table_parts.h"
#include "result/table_paths.h"

typedef struct xeng__wide {
    const xeng__table_plan *plan;
    const xeng__tree *tree;
    size_t metric_level;
    uint32_t *row_of_leaf; /* XENG__KEY_NONE for a leaf that has none */
    uint32_t *leaf_of_row; /* the first leaf of a row; XENG__KEY_NONE where there is none */
    uint64_t *id_of_row;   /* the Post of a row without leaves */
    size_t row_count;
    uint32_t *column_of_key; /* by metric's key: its column among the metrics, or XENG__KEY_NONE */
    xeng__paths paths[XENG__MAX_LEVELS]; /* by level less 1, below the one of metrics */
} xeng__wide;

/* Finds a row for each path of keys without the metric, and for each Post of which all metrics are
 * missing; each leaf is told its row. `self` has its plan and tree. False if memory runs out. */
bool xeng__wide_find_rows(xeng__wide *self, const int32_t *metrics, size_t metric_count);

void xeng__wide_free(xeng__wide *self);

#endif
