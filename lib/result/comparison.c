/* Comparisons: owning and reading them. */
#include "result/comparison.h"

#include "base/alloc.h"

xeng_comparison *xeng_comparison_ref(xeng_comparison *comparison)
{
    if (comparison != NULL) {
        xeng__refcount_add(&comparison->owners);
    }
    return comparison;
}

void xeng_comparison_unref(xeng_comparison *comparison)
{
    if (comparison == NULL || !xeng__refcount_drop(&comparison->owners)) {
        return;
    }
    for (size_t i = 0; i < comparison->metric_count; i++) {
        xeng__free(comparison->metrics[i].pairs);
    }
    xeng__free(comparison->metrics);
    xeng__free(comparison->ids);
    xeng__free(comparison);
}

size_t xeng_comparison_metric_count(const xeng_comparison *comparison)
{
    return comparison == NULL ? 0 : comparison->metric_count;
}

int32_t xeng_comparison_metric_at(const xeng_comparison *comparison, size_t index)
{
    return index < xeng_comparison_metric_count(comparison) ? comparison->metrics[index].metric : 0;
}

size_t xeng_comparison_id_count(const xeng_comparison *comparison)
{
    return comparison == NULL ? 0 : comparison->id_count;
}

uint64_t xeng_comparison_id_at(const xeng_comparison *comparison, size_t index)
{
    return index < xeng_comparison_id_count(comparison) ? comparison->ids[index] : 0;
}

static const xeng__compared *find_metric(const xeng_comparison *comparison, int32_t metric)
{
    for (size_t i = 0; i < xeng_comparison_metric_count(comparison); i++) {
        if (comparison->metrics[i].metric == metric) {
            return &comparison->metrics[i];
        }
    }
    return NULL;
}

/* The place of an id; the count of ids if it isn't there. */
static size_t find_id(const xeng_comparison *comparison, uint64_t id)
{
    size_t low = 0;
    size_t high = comparison->id_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (comparison->ids[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < comparison->id_count && comparison->ids[low] == id ? low : comparison->id_count;
}

/* The counts of a Post or of all; NULL if there are none of that metric. */
static const xeng__pair *find(const xeng_comparison *comparison, uint64_t id, int32_t metric)
{
    const xeng__compared *compared = find_metric(comparison, metric);
    if (compared == NULL || id == XENG_ALL_POSTS) {
        return compared == NULL ? NULL : &compared->all;
    }
    size_t place = find_id(comparison, id);
    return place == comparison->id_count ? NULL : &compared->pairs[place];
}

static int32_t value_of(const xeng_comparison *comparison, int side, uint64_t id, int32_t metric,
                        int64_t *value)
{
    const xeng__pair *pair = find(comparison, id, metric);
    if (value != NULL) {
        *value = pair == NULL ? 0 : pair->values[side];
    }
    return pair == NULL ? XENG_VALUE_NO_LEAF : pair->kinds[side];
}

int32_t xeng_comparison_before(const xeng_comparison *comparison, uint64_t id, int32_t metric,
                               int64_t *value)
{
    return value_of(comparison, XENG__BEFORE, id, metric, value);
}

int32_t xeng_comparison_after(const xeng_comparison *comparison, uint64_t id, int32_t metric,
                              int64_t *value)
{
    return value_of(comparison, XENG__AFTER, id, metric, value);
}

/* By which part of it a count changed; exactly, as far as 64 bits hold it: large counts differ by
 * little. */
static double rate_of_change(int64_t before, int64_t after)
{
    int64_t difference;
    double by = __builtin_sub_overflow(after, before, &difference) ? (double)after - (double)before
                                                                   : (double)difference;
    return by / (double)before;
}

int32_t xeng_comparison_change(const xeng_comparison *comparison, uint64_t id, int32_t metric,
                               double *change)
{
    const xeng__pair *pair = find(comparison, id, metric);
    bool known = pair != NULL && pair->kinds[XENG__BEFORE] == XENG_VALUE_DELIVERED &&
                 pair->kinds[XENG__AFTER] == XENG_VALUE_DELIVERED && pair->values[XENG__BEFORE] > 0;
    if (change != NULL) {
        *change = known ? rate_of_change(pair->values[XENG__BEFORE], pair->values[XENG__AFTER]) : 0;
    }
    if (pair == NULL || (pair->kinds[XENG__BEFORE] == XENG_VALUE_NO_LEAF &&
                         pair->kinds[XENG__AFTER] == XENG_VALUE_NO_LEAF)) {
        return XENG_VALUE_NO_LEAF;
    }
    return known ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED;
}

size_t xeng_comparison_compared(const xeng_comparison *comparison, int32_t metric)
{
    const xeng__compared *compared = find_metric(comparison, metric);
    return compared == NULL ? 0 : compared->both;
}
