/* Wide form: a row is all metrics of a Post, a day, an hour. */
#include "result/table_wide.h"
#include "base/alloc.h"
#include "base/error.h"

/* Metrics in the order of the documentation. */
static size_t sort_metrics(const xeng__table_ask *ask, int32_t *metrics)
{
    size_t count = 0;
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        for (size_t k = 0; k < ask->metric_count; k++) {
            if (ask->metrics[k] == xeng_metric_at(i)) {
                metrics[count++] = ask->metrics[k];
            }
        }
    }
    return count;
}

/* Takes the rows' keys from those of all leaves, `from`. */
static void gather(const xeng__wide *self, const xeng__column *from, xeng__column *to)
{
    const uint32_t *leaves = self->leaf_of_row;
    size_t width = xeng__column_width(to->type);
    size_t without = 0;
    for (size_t row = 0; row < self->row_count; row++) {
        if (leaves[row] == XENG__KEY_NONE) {
            /* Only Posts have such rows, or the sum of all, which has no keys. */
            ((int64_t *)to->made)[row] = (int64_t)self->id_of_row[without++];
        } else if (width == sizeof(int64_t)) {
            ((int64_t *)to->made)[row] = ((const int64_t *)from->made)[leaves[row]];
        } else if (width == 1) {
            ((int8_t *)to->made)[row] = ((const int8_t *)from->made)[leaves[row]];
        } else {
            ((int32_t *)to->made)[row] = ((const int32_t *)from->made)[leaves[row]];
        }
    }
}

static bool fill_keys(const xeng__wide *self, xeng__column *column)
{
    xeng__table_words words = {NULL, NULL};
    xeng__column spread = *column;
    bool fits =
        column->type != XENG_COLUMN_WORD || xeng__table_words_make(self->plan, column, &words);
    fits = fits && xeng__column_make(column, self->row_count) != NULL;
    if (fits && self->tree != NULL) {
        const xeng__step all = {.end = self->tree->levels[0].count};
        fits = xeng__column_make(&spread, self->tree->levels[self->tree->depth - 1].count) != NULL;
        if (fits) {
            xeng__table_spread(self->plan, &spread, words.of_keys, &all, 0);
        }
    }
    if (fits) {
        gather(self, &spread, column);
    }
    xeng__free(spread.made);
    xeng__table_words_free(&words);
    return fits;
}

/* A column without any count. */
static bool begin_counts(xeng__column *column, size_t rows)
{
    column->made = xeng__calloc(rows, sizeof(int64_t));
    column->validity = xeng__calloc((rows + 63) / 64, 8);
    column->data = column->made;
    column->null_count = rows;
    return column->made != NULL && column->validity != NULL;
}

/* Marks rows of a column as having a value. */
static void mark_delivered(uint8_t *validity, size_t first, size_t count)
{
    size_t row = first;
    size_t end = first + count;
    for (; row < end && row % 8 != 0; row++) {
        validity[row / 8] |= (uint8_t)(1U << (row % 8));
    }
    memset(validity + row / 8, 0xFF, (end - row) / 8);
    for (row += (end - row) / 8 * 8; row < end; row++) {
        validity[row / 8] |= (uint8_t)(1U << (row % 8));
    }
}

/* Whether leaves have one row after the other, and so go there as they are. */
static bool is_run(const uint32_t *rows, size_t count)
{
    uint32_t odd = 0;
    for (size_t i = 0; i < count; i++) {
        odd |= rows[i] ^ (rows[0] + (uint32_t)i);
    }
    return odd == 0;
}

/* Puts leaves into a column, one by one. */
static void put_counts(const xeng__wide *self, xeng__column *column, size_t first, size_t end)
{
    int64_t *values = column->made;
    for (size_t leaf = first; leaf < end; leaf++) {
        uint32_t row = self->row_of_leaf[leaf];
        if (row != XENG__KEY_NONE && !xeng__leaf_missing(self->tree, leaf)) {
            values[row] = self->tree->values[leaf];
            column->validity[row / 8] |= (uint8_t)(1U << (row % 8));
            column->null_count--;
        }
    }
}

/* Puts the counts of all leaves where they belong. Those of one metric mostly go side by side. */
static void fill_counts(const xeng__wide *self, xeng__column *columns)
{
    const xeng__level *metrics = &self->tree->levels[self->metric_level - 1];
    size_t end = 0;
    for (size_t node = 0; node < metrics->count; node++) {
        uint32_t place = self->column_of_key[metrics->keys[node]];
        size_t first = end;
        end = xeng__first_leaf(self->tree, self->metric_level, node + 1);
        size_t count = end - first;
        if (place == XENG__KEY_NONE || count == 0) {
            continue;
        }
        const uint32_t *rows = &self->row_of_leaf[first];
        xeng__column *column = &columns[place];
        if (count == 1 || self->tree->missing != NULL || rows[0] == XENG__KEY_NONE ||
            !is_run(rows, count)) {
            put_counts(self, column, first, end);
            continue;
        }
        memcpy((int64_t *)column->made + rows[0], &self->tree->values[first],
               count * sizeof(int64_t));
        mark_delivered(column->validity, rows[0], count);
        column->null_count -= count;
    }
}

static bool add_counts(const xeng__wide *self, xeng_table *table, const int32_t *metrics,
                       size_t metric_count)
{
    xeng__column *columns = &table->columns[table->column_count];
    for (size_t i = 0; i < metric_count; i++) {
        columns[i] = (xeng__column){.name = xeng_metric_name(metrics[i]),
                                    .type = XENG_COLUMN_INT64,
                                    .dimension = -1,
                                    .metric = metrics[i],
                                    .nullable = true};
        table->column_count++;
        if (!begin_counts(&columns[i], self->row_count)) {
            return false;
        }
    }
    if (self->tree != NULL) {
        fill_counts(self, columns);
    }
    for (size_t i = 0; i < metric_count; i++) {
        if (columns[i].null_count == 0) {
            xeng__free(columns[i].validity);
            columns[i].validity = NULL;
        }
    }
    return true;
}

static bool add_keys(const xeng__wide *self, xeng_table *table)
{
    for (size_t i = 0; i < self->plan->dimension_count; i++) {
        int32_t dimension = self->plan->dimensions[i];
        if (dimension != XENG_DIMENSION_ENGAGEMENT_TYPE &&
            !fill_keys(self, xeng__table_add_dimension(self->plan, table, dimension))) {
            return false;
        }
    }
    return true;
}

int32_t xeng__table_fill_wide(const xeng__table_plan *plan, xeng_table *table, xeng_error **error)
{
    int32_t metrics[XENG__METRIC_COUNT];
    xeng__wide self = {.plan = plan, .tree = plan->dimension_count == 0 ? NULL : plan->tree};
    size_t metric_count = sort_metrics(plan->ask, metrics);
    bool done = xeng__wide_find_rows(&self, metrics, metric_count);
    if (done) {
        table->row_count = self.row_count;
        done = add_keys(&self, table) && add_counts(&self, table, metrics, metric_count);
    }
    xeng__wide_free(&self);
    return done ? XENG_OK : xeng__fail_no_memory(error);
}
