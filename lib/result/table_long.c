/* Long form: a row is a count. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "result/table_parts.h"

/* Fills in the rows of what the server left out of a column of keys. */
static void fill_missing(const xeng__table_plan *plan, xeng__column *column,
                         const xeng__table_words *words, const xeng__step *step, size_t row)
{
    for (size_t i = 0; i < step->missing_count; i++) {
        if (column->dimension == XENG_DIMENSION_TWEET_ID) {
            ((int64_t *)column->made)[row + i] = (int64_t)step->id;
        } else {
            ((int32_t *)column->made)[row + i] =
                words->of_metrics[plan->missing[step->missing + i]];
        }
    }
}

/* Whether the keys of the leaves are the column as they are. */
static bool can_borrow(const xeng__table_plan *plan, const xeng__column *column,
                       const xeng__table_words *words)
{
    return plan->as_sent && column->type == XENG_COLUMN_WORD && words->of_keys == NULL &&
           xeng__level_dimension(plan->tree, plan->tree->depth) == column->dimension;
}

static bool fill_keys(const xeng__table_plan *plan, xeng__column *column, size_t rows)
{
    xeng__table_words words = {NULL, NULL};
    bool fits = column->type != XENG_COLUMN_WORD || xeng__table_words_make(plan, column, &words);
    if (fits && can_borrow(plan, column, &words)) {
        column->data = plan->tree->levels[plan->tree->depth - 1].keys;
    } else if (fits) {
        fits = xeng__column_make(column, rows) != NULL;
        for (size_t i = 0, row = 0; fits && i < plan->step_count; i++) {
            const xeng__step *step = &plan->steps[i];
            size_t leaves = xeng__step_leaves(plan->tree, step);
            xeng__table_spread(plan, column, words.of_keys, step, row);
            fill_missing(plan, column, &words, step, row + leaves);
            row += leaves + step->missing_count;
        }
    }
    xeng__table_words_free(&words);
    return fits;
}

/* The leaves' bits the other way round; false if memory runs out. */
static bool borrow_values(const xeng__tree *tree, xeng__column *column, size_t rows)
{
    column->data = tree->values;
    if (tree->missing == NULL) {
        return true;
    }
    size_t nulls = 0;
    for (size_t i = 0; i < (rows + 63) / 64; i++) {
        nulls += (size_t)__builtin_popcountll(tree->missing[i]);
    }
    if (nulls == 0) {
        return true;
    }
    if (!xeng__column_begin_validity(column, rows)) {
        return false;
    }
    for (size_t i = 0; i < (rows + 63) / 64; i++) {
        for (size_t k = 0; k < 8; k++) {
            column->validity[i * 8 + k] &= (uint8_t) ~(tree->missing[i] >> (k * 8));
        }
    }
    column->null_count = nulls;
    return true;
}

/* Marks rows without a value; false if memory runs out. */
static bool set_null(xeng__column *column, size_t rows, size_t row)
{
    if (column->validity == NULL && !xeng__column_begin_validity(column, rows)) {
        return false;
    }
    xeng__column_set_null(column, row);
    return true;
}

static bool copy_step(const xeng__table_plan *plan, xeng__column *column, size_t rows,
                      const xeng__step *step, size_t row)
{
    int64_t *out = (int64_t *)column->made + row;
    size_t leaves = xeng__step_leaves(plan->tree, step);
    if (leaves > 0) {
        size_t first = xeng__first_leaf(plan->tree, 1, step->first);
        memcpy(out, plan->tree->values + first, leaves * sizeof *out);
        for (size_t i = 0; plan->tree->missing != NULL && i < leaves; i++) {
            if (xeng__leaf_missing(plan->tree, first + i) && !set_null(column, rows, row + i)) {
                return false;
            }
        }
    }
    for (size_t i = leaves; i < leaves + step->missing_count; i++) {
        out[i] = 0;
        if (!set_null(column, rows, row + i)) {
            return false;
        }
    }
    return true;
}

static bool fill_values(const xeng__table_plan *plan, xeng__column *column, size_t rows)
{
    if (plan->as_sent) {
        return borrow_values(plan->tree, column, rows);
    }
    if (xeng__column_make(column, rows) == NULL) {
        return false;
    }
    for (size_t i = 0, row = 0; i < plan->step_count; i++) {
        if (!copy_step(plan, column, rows, &plan->steps[i], row)) {
            return false;
        }
        row += xeng__step_leaves(plan->tree, &plan->steps[i]) + plan->steps[i].missing_count;
    }
    return true;
}

int32_t xeng__table_fill_long(const xeng__table_plan *plan, xeng_table *table, xeng_error **error)
{
    for (size_t i = 0; i < plan->step_count; i++) {
        table->row_count +=
            xeng__step_leaves(plan->tree, &plan->steps[i]) + plan->steps[i].missing_count;
    }
    for (size_t i = 0; i < plan->dimension_count; i++) {
        xeng__column *column = xeng__table_add_dimension(plan, table, plan->dimensions[i]);
        if (!fill_keys(plan, column, table->row_count)) {
            return xeng__fail_no_memory(error);
        }
    }
    xeng__column *values = &table->columns[table->column_count++];
    *values = (xeng__column){
        .name = "value", .type = XENG_COLUMN_INT64, .dimension = -1, .nullable = true};
    return fill_values(plan, values, table->row_count) ? XENG_OK : xeng__fail_no_memory(error);
}
