/* Time series: adding a result. All that can fail is done before anything is changed: counts are
 * gathered by the keys of day and hour, then by point, and then joined with those that are there.
 */
#include <xengage/metric.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "result/leaves.h"
#include "result/series.h"
#include "result/sum.h"

enum {
    HOURS_A_DAY = 24
};

/* A sum with its marks, XENG__POINT_; and whether anything was said of it. */
typedef struct cell {
    int64_t value;
    uint8_t marks;
    bool said;
} cell;

typedef struct gathering {
    const xeng__tree *tree;
    uint8_t missing; /* the mark that a count which wasn't delivered makes */
    bool by_hour;    /* cells are hours, 24 to a key of a day; else days */
    bool overflow;
    cell *cells; /* the key of an hour is the hour */
    size_t count;
} gathering;

static void gather(void *context, const xeng__path *path, size_t first, size_t end)
{
    gathering *self = context;
    size_t place = path->keys[XENG_DIMENSION_ENGAGEMENT_DAY];
    if (self->by_hour) {
        place = place * HOURS_A_DAY + path->keys[XENG_DIMENSION_ENGAGEMENT_HOUR];
    }
    cell *to = &self->cells[place];
    to->said = true;
    for (size_t i = first; i < end; i++) {
        if (xeng__leaf_missing(self->tree, i)) {
            to->marks |= self->missing;
        } else {
            to->marks |= XENG__POINT_DELIVERED;
            self->overflow |= __builtin_add_overflow(to->value, self->tree->values[i], &to->value);
        }
    }
}

/* The deepest level of those that say which point a leaf is in. */
static size_t lowest_level(const gathering *self, bool one_post)
{
    const int32_t dimensions[] = {
        XENG_DIMENSION_ENGAGEMENT_TYPE, XENG_DIMENSION_ENGAGEMENT_DAY,
        self->by_hour ? XENG_DIMENSION_ENGAGEMENT_HOUR : XENG_DIMENSION_ENGAGEMENT_DAY,
        one_post ? XENG_DIMENSION_TWEET_ID : XENG_DIMENSION_ENGAGEMENT_DAY};
    size_t lowest = 0;
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++) {
        size_t level = xeng__tree_level_of(self->tree, dimensions[i]);
        lowest = level > lowest ? level : lowest;
    }
    return lowest;
}

/* The number of the point that a cell is in. */
static int64_t number_of(const xeng_series *series, const gathering *self,
                         const xeng__dictionary *days, size_t place)
{
    size_t key = self->by_hour ? place / HOURS_A_DAY : place;
    size_t hour = self->by_hour ? place % HOURS_A_DAY : 0;
    return xeng__series_number(series, days->keys[key].number * XENG__SECONDS_A_DAY +
                                           (int64_t)hour * XENG__SECONDS_AN_HOUR);
}

/* Counts by point, and the numbers of the first and the last. */
typedef struct points {
    cell *cells; /* NULL if nothing was said */
    int64_t low;
    int64_t high;
} points;

static int32_t refuse_sum(const xeng_series *series, xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                      "the counts of %s add up to more than 64 bits hold",
                      xeng_metric_name(series->metric));
}

/* Sums the cells of days or hours by point; the room for points is then there. */
static int32_t sort_out(xeng_series *series, const gathering *self, const xeng__dictionary *days,
                        points *to, xeng_error **error)
{
    bool any = false;
    for (size_t i = 0; i < self->count; i++) {
        if (self->cells[i].said) {
            int64_t number = number_of(series, self, days, i);
            to->low = !any || number < to->low ? number : to->low;
            to->high = !any || number > to->high ? number : to->high;
            any = true;
        }
    }
    if (!any) {
        return XENG_OK;
    }
    int32_t code = xeng__series_reserve(series, to->low, to->high, error);
    if (code != XENG_OK) {
        return code;
    }
    to->cells = xeng__calloc((size_t)(to->high - to->low + 1), sizeof *to->cells);
    if (to->cells == NULL) {
        return xeng__fail_no_memory(error);
    }
    bool overflow = self->overflow;
    for (size_t i = 0; i < self->count; i++) {
        const cell *from = &self->cells[i];
        if (from->said) {
            cell *point = &to->cells[number_of(series, self, days, i) - to->low];
            overflow |= __builtin_add_overflow(point->value, from->value, &point->value);
            point->marks |= from->marks;
        }
    }
    return overflow ? refuse_sum(series, error) : XENG_OK;
}

/* Puts into the cells what the points are to be, all taken together; false if a sum is too large.
 */
static bool join(const xeng_series *series, const points *added, int64_t *total)
{
    xeng__sum sum = {series->total, 0};
    size_t count = (size_t)(added->high - added->low + 1);
    size_t place = (size_t)(added->low - series->base);
    for (size_t i = 0; i < count; i++) {
        cell *point = &added->cells[i];
        int64_t before = series->values[place + i];
        point->marks |= series->marks[place + i];
        if ((point->marks & XENG__POINT_LACKS) != 0) {
            point->value = 0;
        } else if (__builtin_add_overflow(point->value, before, &point->value)) {
            return false;
        }
        xeng__sum_take(&sum, before);
        xeng__sum_add(&sum, point->value);
    }
    *total = sum.value;
    return xeng__sum_fits(&sum);
}

/* Changes the series; nothing can fail any more. */
static void put(xeng_series *series, const points *joined, int64_t total)
{
    size_t place = (size_t)(joined->low - series->base);
    size_t end = (size_t)(joined->high - series->base) + 1;
    for (size_t i = place; i < end; i++) {
        series->values[i] = joined->cells[i - place].value;
        series->marks[i] = joined->cells[i - place].marks;
    }
    size_t last = series->first + series->count;
    bool new = series->count == 0;
    series->first = new || place < series->first ? place : series->first;
    series->count = (new || end > last ? end : last) - series->first;
    series->total = total;
}

/* The time that a result is of: its window, or else that of its points. */
static xeng__span time_of(const xeng_series *series, const xeng_result *result, const points *added)
{
    xeng__span span;
    if (xeng_result_window(result, &span.start, &span.end) == 0 || span.start >= span.end) {
        span.start = xeng__series_time(series, added->low);
        span.end = xeng__series_time(series, added->high + 1);
    }
    return span;
}

static int32_t add_points(xeng_series *series, const xeng_result *result, const points *added,
                          xeng_error **error)
{
    int64_t total;
    if (!join(series, added, &total)) {
        return refuse_sum(series, error);
    }
    if (!xeng__spans_reserve(&series->covered)) {
        return xeng__fail_no_memory(error);
    }
    put(series, added, total);
    xeng__spans_add(&series->covered, time_of(series, result, added));
    return XENG_OK;
}

static int32_t add(xeng_series *series, const xeng_result *result, const xeng__tree *tree,
                   const xeng__path *wanted, xeng_error **error)
{
    const xeng__dictionary *days = &result->dictionaries[XENG_DIMENSION_ENGAGEMENT_DAY];
    bool one_post = wanted->keys[XENG_DIMENSION_TWEET_ID] != XENG__KEY_NONE;
    gathering self = {.tree = tree,
                      .missing = one_post ? XENG__POINT_LACKS : 0,
                      .by_hour = xeng__series_needs_hours(series)};
    points added = {NULL, 0, 0};
    self.count = (size_t)days->count * (self.by_hour ? HOURS_A_DAY : 1);
    self.cells = xeng__calloc(self.count, sizeof *self.cells);
    if (self.cells == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__leaves_walk(tree, wanted, lowest_level(&self, one_post), gather, &self);
    int32_t code = sort_out(series, &self, days, &added, error);
    if (code == XENG_OK && added.cells != NULL) {
        code = add_points(series, result, &added, error);
    }
    xeng__free(added.cells);
    xeng__free(self.cells);
    return code;
}

int32_t xeng_series_add(xeng_series *series, const xeng_result *result, uint64_t id,
                        xeng_error **error)
{
    const xeng__tree *tree;
    xeng__error_clear(error);
    if (series == NULL) {
        return xeng__fail_argument(error, "xeng_series_add: series is NULL");
    }
    if (result == NULL) {
        return XENG_OK;
    }
    int32_t code = xeng__series_choose(series, result, id != XENG_ALL_POSTS, &tree, error);
    if (code != XENG_OK || tree == NULL) {
        return code;
    }
    xeng__path wanted = xeng__path_any();
    wanted.keys[XENG_DIMENSION_ENGAGEMENT_TYPE] = xeng__metric_key(result, series->metric);
    if (id != XENG_ALL_POSTS) {
        wanted.keys[XENG_DIMENSION_TWEET_ID] =
            xeng__dictionary_find_id(&result->dictionaries[XENG_DIMENSION_TWEET_ID], id);
    }
    bool there = wanted.keys[XENG_DIMENSION_ENGAGEMENT_TYPE] != XENG__KEY_NONE &&
                 (id == XENG_ALL_POSTS || wanted.keys[XENG_DIMENSION_TWEET_ID] != XENG__KEY_NONE);
    return there ? add(series, result, tree, &wanted, error) : XENG_OK;
}
