/* What the files share that make tables. */
#ifndef XENG__RESULT_TABLE_PARTS_H
#define XENG__RESULT_TABLE_PARTS_H

#include "result/table.h"

/* Some rows in a row: those of what is below some nodes of the first level, then those of what the
 * server left out of a Post, or of all Posts. */
typedef struct xeng__step {
    size_t first; /* nodes of the first level; none if it is `end` */
    size_t end;
    uint64_t id;          /* the Post; 0 in groupings without */
    size_t missing;       /* where its metrics begin in `missing` */
    size_t missing_count; /* how many; where the grouping isn't by metric, 1 for the Post itself */
} xeng__step;

/* Which columns a table has, and which rows. */
typedef struct xeng__table_plan {
    const xeng_result *result;
    const xeng__tree *tree; /* NULL if it has no leaves */
    const xeng__table_ask *ask;
    int32_t dimensions[XENG__MAX_LEVELS];
    size_t dimension_count;
    bool wide;
    bool timeless;     /* every Post and metric has a row */
    xeng__step *steps; /* all rows */
    size_t step_count;
    uint8_t *missing; /* places among the metrics that were asked for */
    size_t missing_count;
    bool as_sent; /* rows are the leaves as they lie, and no others */
} xeng__table_plan;

/* Finds the columns of dimensions; `tree` may be NULL. XENG_ERROR_INVALID_ARGUMENT if
 * there is no table of that form. */
int32_t xeng__table_shape(xeng__table_plan *plan, const xeng__tree *tree, xeng_error **error);

/* Whether the grouping is by a dimension. */
bool xeng__table_groups_by(const xeng__table_plan *plan, int32_t dimension);

/* Finds the rows; false if memory runs out. */
bool xeng__table_steps(xeng__table_plan *plan);

/* An array of places, each XENG__KEY_NONE; NULL if memory runs out. */
uint32_t *xeng__table_places(size_t count);

/* The places of the keys of metrics among some metrics, or XENG__KEY_NONE; NULL if memory runs
 * out. */
uint32_t *xeng__table_metric_places(const xeng_result *result, const int32_t *metrics,
                                    size_t metric_count);

/* Frees what the two have found. */
void xeng__table_plan_free(xeng__table_plan *plan);

/* Adds the column of a dimension, all but its array. */
xeng__column *xeng__table_add_dimension(const xeng__table_plan *plan, xeng_table *table,
                                        int32_t dimension);

/* The array of a column, made with room for all rows; NULL if memory runs out. */
void *xeng__column_make(xeng__column *column, size_t rows);

/* All rows have a value, up to now; false if memory runs out. */
bool xeng__column_begin_validity(xeng__column *column, size_t rows);
static inline void xeng__column_set_null(xeng__column *column, size_t row)
{
    column->validity[row / 8] &= (uint8_t) ~(1U << (row % 8));
    column->null_count++;
}

/* How many bytes a value of a column takes. */
size_t xeng__column_width(int32_t type);

/* Numbers of a dictionary's keys in a column of words: of key `k` it is `words[k]`, or `k` itself
 * if that is NULL. Of the metric in place `i` of those that were asked for, `metrics[i]`. */
typedef struct xeng__table_words {
    int32_t *of_keys;
    int32_t *of_metrics;
} xeng__table_words;

/* Gives a column of words its words; false if memory runs out. */
bool xeng__table_words_make(const xeng__table_plan *plan, xeng__column *column,
                            xeng__table_words *words);
void xeng__table_words_free(xeng__table_words *words);

/* Fills in rows `row` on of a column with the keys of a step's leaves. */
void xeng__table_spread(const xeng__table_plan *plan, const xeng__column *column,
                        const int32_t *word_of_key, const xeng__step *step, size_t row);

/* The first leaf below a node of level `level`, or below the one behind the last. */
static inline size_t xeng__first_leaf(const xeng__tree *tree, size_t level, size_t index)
{
    for (; level < tree->depth; level++) {
        index = tree->levels[level - 1].children[index];
    }
    return index;
}

/* How many leaves there are below nodes of the first level. */
static inline size_t xeng__step_leaves(const xeng__tree *tree, const xeng__step *step)
{
    return step->first == step->end
               ? 0
               : xeng__first_leaf(tree, 1, step->end) - xeng__first_leaf(tree, 1, step->first);
}

/* Adds the columns of long or of wide form. */
int32_t xeng__table_fill_long(const xeng__table_plan *plan, xeng_table *table, xeng_error **error);
int32_t xeng__table_fill_wide(const xeng__table_plan *plan, xeng_table *table, xeng_error **error);

#endif
