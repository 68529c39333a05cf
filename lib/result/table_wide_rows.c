/* The rows of a table in wide form. Where metrics are the last level, a row is a node of the level
 * above; otherwise the paths of keys without the metric are told apart. */
#include "base/alloc.h"
#include "result/table_wide.h"

void xeng__wide_free(xeng__wide *self)
{
    xeng__free(self->row_of_leaf);
    xeng__free(self->leaf_of_row);
    xeng__free(self->id_of_row);
    xeng__free(self->column_of_key);
    for (size_t i = 0; i < XENG__MAX_LEVELS; i++) {
        xeng__paths_free(&self->paths[i]);
    }
}

/* Makes room; false if memory runs out. */
static bool begin(xeng__wide *self, const int32_t *metrics, size_t metric_count)
{
    size_t leaves = 0;
    if (self->tree != NULL) {
        self->metric_level = xeng__tree_level_of(self->tree, XENG_DIMENSION_ENGAGEMENT_TYPE);
        leaves = self->tree->levels[self->tree->depth - 1].count;
        self->column_of_key = xeng__table_metric_places(self->plan->result, metrics, metric_count);
        self->row_of_leaf = xeng__table_places(leaves);
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
static bool give_rows(xeng__wide *self, size_t level, size_t first, size_t end, uint32_t before)
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
static bool give_metrics_rows(xeng__wide *self, size_t first, size_t end, size_t above)
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
static bool give_step_rows(xeng__wide *self, const xeng__step *step)
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

bool xeng__wide_find_rows(xeng__wide *self, const int32_t *metrics, size_t metric_count)
{
    size_t without = 0;
    if (!begin(self, metrics, metric_count)) {
        return false;
    }
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
