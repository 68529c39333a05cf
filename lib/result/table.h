/* Tables: one grouping as columns. The public functions are in <xengage/table.h>.
 *
 * The leaves of a tree lie in the order of the rows, so that in long form the values and the keys
 * of the last level are columns already, and are borrowed. The levels above have one key for many
 * rows and are spread out. Where rows are added, left out or put in another order, columns are
 * copies. */
#ifndef XENG__RESULT_TABLE_H
#define XENG__RESULT_TABLE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/request.h>
#include <xengage/table.h>

#include "base/refcount.h"
#include "result/tree.h"

/* A column. Arrays that the table made are freed with it, others belong to what it holds. */
typedef struct xeng__column {
    const char *name;  /* lives as long as the library */
    int32_t type;      /* XENG_COLUMN_ */
    int32_t dimension; /* XENG_DIMENSION_ of a dimension's column; -1 for any other */
    int32_t metric;    /* of a column in wide form; else 0 */
    bool nullable;     /* a row may have no value, in a table of this kind */
    const void *data;
    uint8_t *validity; /* NULL if all rows have a value; padded with zeros to whole words */
    size_t null_count;
    const char *const *words; /* of XENG_COLUMN_WORD */
    size_t word_count;
    void *made;       /* `data`, if the table has to free it */
    void *made_words; /* `words`, likewise */
} xeng__column;

struct xeng_table {
    xeng__refcount owners;
    xeng_result *result; /* held; NULL if there is none */
    xeng_piece *piece;   /* held for lib/job, which releases it; NULL if there is none */
    void (*release_piece)(xeng_piece *piece);
    size_t row_count;
    xeng__column *columns;
    size_t column_count;
    _Atomic(int32_t *) metrics; /* made when first asked for */
    _Atomic(int64_t *) times;   /* likewise, where it is no column */
};

/* What a table is of, besides the tree: so that columns are there, and rows for what wasn't
 * delivered, whatever the server sent. */
typedef struct xeng__table_ask {
    const int32_t *dimensions; /* of the grouping, in the order that was asked for */
    size_t dimension_count;    /* 0 if that isn't known */
    const int32_t *metrics;    /* that were asked for */
    size_t metric_count;
    const uint64_t *ids; /* each has rows, in a grouping by Posts without time */
    size_t id_count;
    bool in_order; /* the rows of Posts, where they are the first level, in the order of `ids` */
    bool adds_day; /* the server adds days to hours: there is a column of days in any case */
    bool steady_words; /* the metrics that were asked for are the first words, in any case */
} xeng__table_ask;

/* Makes a table of a tree of a result; both may be NULL. */
int32_t xeng__table_make(const xeng_result *result, const xeng__tree *tree, int32_t form,
                         const xeng__table_ask *ask, xeng_table **table, xeng_error **error);

/* The same with all ids of the result, whatever `asked` has for them; `result` isn't NULL. */
int32_t xeng__table_of_result(const xeng_result *result, const xeng__tree *tree, int32_t form,
                              const xeng__table_ask *asked, xeng_table **table, xeng_error **error);

/* XENG_ERROR_INVALID_ARGUMENT if a form is none. */
int32_t xeng__table_check_form(int32_t form, xeng_error **error);

/* The error for a grouping of a name that isn't by `engagement.type`. */
int32_t xeng__table_refuse_wide(const char *name, xeng_error **error);

/* A table with room for `columns` columns, which has none yet; NULL if memory runs out. */
xeng_table *xeng__table_alloc(size_t columns, size_t rows);

/* Adds a column that isn't a dimension's, with an array to be filled in; NULL if memory runs out.
 */
void *xeng__table_add(xeng_table *table, const char *name, int32_t type);

/* Adds a column of the states of ids, in words, as which xeng__state_word() tells them. */
int32_t *xeng__table_add_states(xeng_table *table);
int32_t xeng__state_word(int32_t state);

/* A column's name of a dimension, such as "tweet_id". */
const char *xeng__column_name(int32_t dimension);

static inline bool xeng__column_has(const xeng__column *column, size_t row)
{
    return column->validity == NULL || (column->validity[row / 8] >> (row % 8) & 1) != 0;
}

#endif
