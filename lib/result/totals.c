/* The counts of all Posts, added up. */
#include <xengage/metric.h>
#include <xengage/result.h>

#include "base/alloc.h"
#include "result/leaves.h"
#include "result/posts.h"
#include "result/sum.h"

typedef struct totalling {
    const xeng__tree *tree;
    xeng__sum sum;
    bool any;       /* the tree has leaves of the metric */
    bool delivered; /* one of them at least was */
} totalling;

static void add(void *context, const xeng__path *path, size_t first, size_t end)
{
    totalling *self = context;
    (void)path;
    self->any = true;
    for (size_t i = first; i < end; i++) {
        if (!xeng__leaf_missing(self->tree, i)) {
            self->delivered = true;
            xeng__sum_add(&self->sum, self->tree->values[i]);
        }
    }
}

/* The first tree with counts by metric; NULL if there is none. */
static const xeng__tree *metrics_tree(const xeng_result *result)
{
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        const xeng__tree *tree = &result->trees[i];
        if (tree->has_leaves && xeng__tree_level_of(tree, XENG_DIMENSION_ENGAGEMENT_TYPE) > 0) {
            return tree;
        }
    }
    return NULL;
}

int32_t xeng_result_total(const xeng_result *result, int32_t metric, int64_t *value)
{
    totalling self = {.tree = metrics_tree(result)};
    xeng__path wanted = xeng__path_any();
    if (self.tree != NULL) {
        uint32_t key = xeng__metric_key(result, metric);
        if (key != XENG__KEY_NONE) {
            wanted.keys[XENG_DIMENSION_ENGAGEMENT_TYPE] = key;
            xeng__leaves_walk(self.tree, &wanted,
                              xeng__tree_level_of(self.tree, XENG_DIMENSION_ENGAGEMENT_TYPE), add,
                              &self);
        }
    }
    bool known = self.delivered && xeng__sum_fits(&self.sum);
    if (value != NULL) {
        *value = known ? self.sum.value : 0;
    }
    return known ? XENG_VALUE_DELIVERED : self.any ? XENG_VALUE_NOT_DELIVERED : XENG_VALUE_NO_LEAF;
}

/* Engagements and impressions of those Posts of which both were delivered. */
typedef struct ratio {
    xeng__sum engagements;
    xeng__sum impressions;
} ratio;

static void take(ratio *self, const xeng__post_sum *engagements, const xeng__post_sum *impressions)
{
    if (engagements->kind == XENG_VALUE_DELIVERED && impressions->kind == XENG_VALUE_DELIVERED) {
        xeng__sum_add(&self->engagements, engagements->value);
        xeng__sum_add(&self->impressions, impressions->value);
    }
}

/* Takes all Posts; false if there is no memory for their sums. */
static bool take_all(ratio *self, const xeng_result *result, const xeng__tree *tree, size_t count)
{
    xeng__post_sum *engagements = xeng__calloc(count, sizeof *engagements);
    xeng__post_sum *impressions = xeng__calloc(count, sizeof *impressions);
    bool fits = engagements != NULL && impressions != NULL;
    if (fits) {
        xeng__posts_sum(result, tree, XENG__KEY_NONE, XENG_METRIC_ENGAGEMENTS, engagements);
        xeng__posts_sum(result, tree, XENG__KEY_NONE, XENG_METRIC_IMPRESSIONS, impressions);
    }
    for (size_t key = 0; fits && key < count; key++) {
        take(self, &engagements[key], &impressions[key]);
    }
    xeng__free(engagements);
    xeng__free(impressions);
    return fits;
}

/* Takes Post by Post: without memory, but where hours are above Posts each looks through all. */
static void take_each(ratio *self, const xeng_result *result, const xeng__tree *tree, size_t count)
{
    for (uint32_t key = 0; key < count; key++) {
        xeng__post_sum engagements;
        xeng__post_sum impressions;
        xeng__posts_sum(result, tree, key, XENG_METRIC_ENGAGEMENTS, &engagements);
        xeng__posts_sum(result, tree, key, XENG_METRIC_IMPRESSIONS, &impressions);
        take(self, &engagements, &impressions);
    }
}

int32_t xeng_result_total_rate(const xeng_result *result, double *rate)
{
    const xeng__tree *tree = result == NULL ? NULL : xeng__posts_tree(result);
    ratio all = {{0, 0}, {0, 0}};
    if (tree != NULL) {
        size_t count = result->dictionaries[XENG_DIMENSION_TWEET_ID].count;
        if (!take_all(&all, result, tree, count)) {
            take_each(&all, result, tree, count);
        }
    }
    bool known = xeng__sum_fits(&all.engagements) && xeng__sum_fits(&all.impressions) &&
                 all.impressions.value > 0;
    if (rate != NULL) {
        *rate = known ? (double)all.engagements.value / (double)all.impressions.value : 0;
    }
    return known ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED;
}
