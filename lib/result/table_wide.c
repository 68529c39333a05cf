/* Wide form: a row is all metrics of a Post, a day, an hour.
 *
 * Each leaf is told its row first. Where metrics are the last level, a row is a node of the level
 * above; otherwise the paths of keys without the metric are told apart. Then the counts of one
 * metric after the other go where they belong. */
#include "base/alloc.h"
#include "base/error.h"
#include "result/table_parts.h"
#include "result/table_paths.h"

typedef struct wide {
    const xeng__table_plan *plan;
    const xeng__tree *tree;
    size_t metric_level;
    uint32_t *row_of_leaf; /* XENG__KEY_NONE for a leaf that has none */
    uint32_t *leaf_of_row; /* the first leaf of a row; XENG__KEY_NONE where there is none */
    uint64_t *id_of_row;   /* the Post of a row without leaves */
    size_t row_count;
    uint32_t *column_of_key; /* by metric's key: its column among the metrics, or XENG__KEY_NONE */
    xeng__paths paths[XENG__MAX_LEVELS]; /* by level less 1, below the one of metrics */
} wide;

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

static void free_wide(wide *self)
{
    xeng__free(self->row_of_leaf);
    xeng__free(self->leaf_of_row);
    xeng__free(self->id_of_row);
    xeng__free(self->column_of_key);
    for (size_t i = 0; i < XENG__MAX_LEVELS; i++) {
        xeng__paths_free(&self->paths[i]);
    }
}

static uint32_t *make_places(size_t count)
{
    uint32_t *places = xeng__malloc(count * sizeof *places);
    if (places != NULL) {
        memset(places, 0xFF, count * sizeof *places);
    }
    return places;
}

/* Makes room; false if memory runs out. */
static bool begin(wide *self, const int32_t *metrics, size_t metric_count)
{
    size_t leaves = 0;
    size_t keys = 0;
    if (self->tree != NULL) {
        const xeng__dictionary *types =
            &self->plan->result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE];
        self->metric_level = xeng__tree_level_of(self->tree, XENG_DIMENSION_ENGAGEMENT_TYPE);
        leaves = self->tree->levels[self->tree->depth - 1].count;
        keys = types->count;
        self->column_of_key = make_places(keys);
        for (uint32_t key = 0; self->column_of_key != NULL && key < keys; key++) {
            for (size_t i = 0; i < metric_count; i++) {
                if (types->keys[key].number == metrics[i]) {
                    self->column_of_key[key] = (uint32_t)i;
                }
            }
        }
        self->row_of_leaf = make_places(leaves);
        if (self->column_of_key == NULL || self->row_of_leaf == NULL) {
            return false;
        }
    }
    size_t most = leaves + self->plan->step_count;
    self->leaf_of_row = xeng__malloc(most * sizeof *self->leaf_of_row);
    self->id_of_row = xeng__malloc(self->plan->step_count * sizeof *self->id_of_row);
    return self->leaf_of_row != NULL && self->id_of_row != NULL;
}

/* Gives leaves below nodes `first` to `end` - 1 of a level below the one of metrics their rows;
 * `before` is what was found above. False if memory runs out. */
static bool give_rows(wide *self, size_t level, size_t first, size_t end, uint32_t before)
{
    const uint32_t *keys = self->tree->levels[level - 1].keys;
    xeng__paths *paths = &self->paths[level - 1];
    bool leaves = level == self->tree->depth;
    for (size_t node = first; node < end; node++) {
        uint32_t number = xeng__paths_number(paths, before, keys[node]);
        size_t below;
        size_t below_end;
        if (number == XENG__KEY_NONE) {
            return false;
        }
        if (leaves) {
            self->row_of_leaf[node] = number;
            if (number == self->row_count) {
                self->leaf_of_row[self->row_count++] = (uint32_t)node;
            }
            continue;
        }
        xeng__children(self->tree, level, node, &below, &below_end);
        if (!give_rows(self, level + 1, below, below_end, number)) {
            return false;
        }
    }
    return true;
}

/* The same for metrics `first` to `end` - 1, which are below one node, whose number is `above`. */
static bool give_metrics_rows(wide *self, size_t first, size_t end, size_t above)
{
    const uint32_t *keys = self->tree->levels[self->metric_level - 1].keys;
    bool leaves = self->metric_level == self->tree->depth;
    size_t row = SIZE_MAX;
    for (size_t node = first; node < end; node++) {
        size_t below;
        size_t below_end;
        if (self->column_of_key[keys[node]] == XENG__KEY_NONE) {
            continue;
        }
        if (leaves) {
            if (row == SIZE_MAX) {
                row = self->row_count++;
                self->leaf_of_row[row] = (uint32_t)node;
            }
            self->row_of_leaf[node] = (uint32_t)row;
            continue;
        }
        xeng__children(self->tree, self->metric_level, node, &below, &below_end);
        if (!give_rows(self, self->metric_level + 1, below, below_end, (uint32_t)above)) {
            return false;
        }
    }
    return true;
}

/* The same for what is below nodes of the first level. */
static bool give_step_rows(wide *self, const xeng__step *step)
{
    size_t first = step->first;
    size_t end = step->end;
    if (first == end) {
        return true;
    }
    if (self->metric_level == 1) {
        return give_metrics_rows(self, first, end, 0);
    }
    xeng__descend(self->tree, 1, self->metric_level - 1, &first, &end);
    for (size_t node = first; node < end; node++) {
        size_t below;
        size_t below_end;
        xeng__children(self->tree, self->metric_level - 1, node, &below, &below_end);
        if (!give_metrics_rows(self, below, below_end, node)) {
            return false;
        }
    }
    return true;
}

/* A row for each path, and for each Post of which all metrics are missing. */
static bool find_rows(wide *self)
{
    size_t without = 0;
    for (size_t i = 0; i < self->plan->step_count; i++) {
        const xeng__step *step = &self->plan->steps[i];
        if (!give_step_rows(self, step)) {
            return false;
        }
        if (step->missing_count > 0 && step->missing_count == self->plan->ask->metric_count) {
            self->id_of_row[without++] = step->id;
            self->leaf_of_row[self->row_count++] = XENG__KEY_NONE;
        }
    }
    return true;
}

/* Takes the rows' keys from those of all leaves, `from`. */
static void gather(const wide *self, const xeng__column *from, xeng__column *to)
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

static bool fill_keys(const wide *self, xeng__column *column)
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

/* Puts the counts of all leaves where they belong. */
static void fill_counts(const wide *self, xeng__column *columns)
{
    const xeng__level *metrics = &self->tree->levels[self->metric_level - 1];
    for (size_t node = 0; node < metrics->count; node++) {
        uint32_t place = self->column_of_key[metrics->keys[node]];
        if (place == XENG__KEY_NONE) {
            continue;
        }
        xeng__column *column = &columns[place];
        int64_t *values = column->made;
        size_t end = xeng__first_leaf(self->tree, self->metric_level, node + 1);
        for (size_t leaf = xeng__first_leaf(self->tree, self->metric_level, node); leaf < end;
             leaf++) {
            uint32_t row = self->row_of_leaf[leaf];
            if (row != XENG__KEY_NONE && !xeng__leaf_missing(self->tree, leaf)) {
                values[row] = self->tree->values[leaf];
                column->validity[row / 8] |= (uint8_t)(1U << (row % 8));
                column->null_count--;
            }
        }
    }
}

static bool add_counts(const wide *self, xeng_table *table, const int32_t *metrics,
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

static bool add_keys(const wide *self, xeng_table *table)
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
    wide self = {.plan = plan, .tree = plan->dimension_count == 0 ? NULL : plan->tree};
    size_t metric_count = sort_metrics(plan->ask, metrics);
    bool done = begin(&self, metrics, metric_count) && find_rows(&self);
    if (done) {
        table->row_count = self.row_count;
        done = add_keys(&self, table) && add_counts(&self, table, metrics, metric_count);
    }
    free_wide(&self);
    return done ? XENG_OK : xeng__fail_no_memory(error);
}
