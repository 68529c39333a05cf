/* Comparisons: making them from two results. */
#include "result/comparison.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "result/leaves.h"
#include "result/posts.h"
#include "result/sum.h"

/* One of the two results. */
typedef struct side {
    const xeng_result *result;
    const xeng__tree *tree; /* NULL if it has no counts */
    const xeng__dictionary *ids;
    bool *has_id;         /* by key: the tree has counts of it */
    bool *has_metric;     /* likewise */
    size_t *places;       /* by the key of an id: its place in the comparison */
    xeng__post_sum *sums; /* of one metric, by the key of an id */
} side;

static void note(void *context, uint32_t id_key, uint32_t metric_key, size_t first, size_t end)
{
    side *self = context;
    (void)first;
    (void)end;
    self->has_id[id_key] = true;
    self->has_metric[metric_key] = true;
}

/* Finds the tree, and what is in it. */
static int32_t open_side(side *self, const char *which, xeng_error **error)
{
    self->tree = xeng__posts_tree(self->result);
    if (self->tree == NULL) {
        return xeng__result_has_empty_tree(self->result)
                   ? XENG_OK
                   : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                                "the results can't be compared: none of the groupings of `%s` has "
                                "both tweet.id and engagement.type",
                                which);
    }
    self->ids = &self->result->dictionaries[XENG_DIMENSION_TWEET_ID];
    self->has_id = xeng__calloc(self->ids->count, sizeof *self->has_id);
    self->has_metric = xeng__calloc(
        self->result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE].count, sizeof *self->has_metric);
    self->places = xeng__calloc(self->ids->count, sizeof *self->places);
    self->sums = xeng__calloc(self->ids->count, sizeof *self->sums);
    if (self->has_id == NULL || self->has_metric == NULL || self->places == NULL ||
        self->sums == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__posts_walk(self->tree, XENG__KEY_NONE, XENG__KEY_NONE, note, self);
    return XENG_OK;
}

static void close_side(side *self)
{
    xeng__free(self->has_id);
    xeng__free(self->has_metric);
    xeng__free(self->places);
    xeng__free(self->sums);
}

/* How many keys of ids there are to go through. */
static uint32_t key_count(const side *self)
{
    return self->tree == NULL ? 0 : self->ids->count;
}

static int by_number(const void *a, const void *b)
{
    uint64_t left;
    uint64_t right;
    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return left < right ? -1 : left > right;
}

/* Collects the ids of both sides in order, each once, and finds the place of each key. */
static bool collect_ids(xeng_comparison *made, side sides[XENG__SIDES])
{
    size_t count = 0;
    made->ids =
        xeng__calloc((size_t)key_count(&sides[0]) + key_count(&sides[1]), sizeof *made->ids);
    if (made->ids == NULL) {
        return false;
    }
    for (size_t s = 0; s < XENG__SIDES; s++) {
        for (uint32_t key = 0; key < key_count(&sides[s]); key++) {
            if (sides[s].has_id[key]) {
                made->ids[count++] = (uint64_t)sides[s].ids->keys[key].number;
            }
        }
    }
    qsort(made->ids, count, sizeof *made->ids, by_number);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || made->ids[i] != made->ids[i - 1]) {
            made->ids[made->id_count++] = made->ids[i];
        }
    }
    for (size_t s = 0; s < XENG__SIDES; s++) {
        for (uint32_t key = 0; key < key_count(&sides[s]); key++) {
            if (sides[s].has_id[key]) {
                uint64_t id = (uint64_t)sides[s].ids->keys[key].number;
                const uint64_t *found =
                    bsearch(&id, made->ids, made->id_count, sizeof id, by_number);
                sides[s].places[key] = (size_t)(found - made->ids);
            }
        }
    }
    return true;
}

static bool has_metric(const side *self, int32_t metric)
{
    uint32_t key = self->tree == NULL ? XENG__KEY_NONE : xeng__metric_key(self->result, metric);
    return key != XENG__KEY_NONE && self->has_metric[key];
}

/* Puts the counts of one side into their pairs. */
static void put_side(xeng__compared *to, side *from, size_t which)
{
    if (!has_metric(from, to->metric)) {
        return;
    }
    xeng__posts_sum(from->result, from->tree, XENG__KEY_NONE, to->metric, from->sums);
    for (uint32_t key = 0; key < from->ids->count; key++) {
        if (from->has_id[key]) {
            xeng__pair *pair = &to->pairs[from->places[key]];
            pair->values[which] = from->sums[key].value;
            pair->kinds[which] = (int8_t)from->sums[key].kind;
        }
    }
}

static bool is_known(const xeng__pair *pair)
{
    return pair->kinds[XENG__BEFORE] == XENG_VALUE_DELIVERED &&
           pair->kinds[XENG__AFTER] == XENG_VALUE_DELIVERED;
}

/* Sums the Posts of which both counts are known. */
static void sum_all(xeng__compared *to, size_t id_count)
{
    xeng__sum sums[XENG__SIDES] = {{0, 0}, {0, 0}};
    for (size_t i = 0; i < id_count; i++) {
        if (is_known(&to->pairs[i])) {
            to->both++;
            xeng__sum_add(&sums[XENG__BEFORE], to->pairs[i].values[XENG__BEFORE]);
            xeng__sum_add(&sums[XENG__AFTER], to->pairs[i].values[XENG__AFTER]);
        }
    }
    for (size_t s = 0; s < XENG__SIDES; s++) {
        bool known = to->both > 0 && xeng__sum_fits(&sums[s]);
        to->all.kinds[s] = known ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED;
        to->all.values[s] = known ? sums[s].value : 0;
    }
}

static bool compare_metric(xeng_comparison *made, side sides[XENG__SIDES], int32_t metric)
{
    xeng__compared *to = &made->metrics[made->metric_count];
    to->metric = metric;
    to->pairs = xeng__malloc(made->id_count * sizeof *to->pairs);
    if (to->pairs == NULL) {
        return false;
    }
    made->metric_count++;
    for (size_t i = 0; i < made->id_count; i++) {
        to->pairs[i] = (xeng__pair){{0, 0}, {XENG_VALUE_NO_LEAF, XENG_VALUE_NO_LEAF}};
    }
    put_side(to, &sides[XENG__BEFORE], XENG__BEFORE);
    put_side(to, &sides[XENG__AFTER], XENG__AFTER);
    sum_all(to, made->id_count);
    return true;
}

static int32_t fill(xeng_comparison *made, side sides[XENG__SIDES], xeng_error **error)
{
    int32_t code = open_side(&sides[XENG__BEFORE], "before", error);
    if (code == XENG_OK) {
        code = open_side(&sides[XENG__AFTER], "after", error);
    }
    if (code != XENG_OK) {
        return code;
    }
    made->metrics = xeng__calloc(xeng_metric_count(), sizeof *made->metrics);
    if (made->metrics == NULL || !collect_ids(made, sides)) {
        return xeng__fail_no_memory(error);
    }
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        int32_t metric = xeng_metric_at(i);
        bool there =
            has_metric(&sides[XENG__BEFORE], metric) || has_metric(&sides[XENG__AFTER], metric);
        if (there && !compare_metric(made, sides, metric)) {
            return xeng__fail_no_memory(error);
        }
    }
    return XENG_OK;
}

int32_t xeng_comparison_new(const xeng_result *before, const xeng_result *after,
                            xeng_comparison **comparison, xeng_error **error)
{
    xeng__error_clear(error);
    if (comparison == NULL) {
        return xeng__fail_argument(error, "xeng_comparison_new: comparison is NULL");
    }
    *comparison = NULL;
    if (before == NULL || after == NULL) {
        return xeng__fail_argument(error, before == NULL ? "xeng_comparison_new: before is NULL"
                                                         : "xeng_comparison_new: after is NULL");
    }
    xeng_comparison *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    side sides[XENG__SIDES] = {{.result = before}, {.result = after}};
    int32_t code = fill(made, sides, error);
    close_side(&sides[XENG__BEFORE]);
    close_side(&sides[XENG__AFTER]);
    if (code != XENG_OK) {
        xeng_comparison_unref(made);
        return code;
    }
    *comparison = made;
    return XENG_OK;
}
