/* The counts of all Posts, added up. */
#include <xengage/metric.h>
#include <xengage/result.h>

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

int32_t xeng_result_total_rate(const xeng_result *result, double *rate)
{
    const xeng__tree *tree = result == NULL ? NULL : xeng__posts_tree(result);
    uint32_t count = tree == NULL ? 0 : result->dictionaries[XENG_DIMENSION_TWEET_ID].count;
    xeng__sum engagements = {0, 0};
    xeng__sum impressions = {0, 0};
    /* Post by Post, which takes no memory. */
    for (uint32_t key = 0; key < count; key++) {
        xeng__post_sum one;
        xeng__post_sum other;
        xeng__posts_sum(result, tree, key, XENG_METRIC_ENGAGEMENTS, &one);
        xeng__posts_sum(result, tree, key, XENG_METRIC_IMPRESSIONS, &other);
        if (one.kind == XENG_VALUE_DELIVERED && other.kind == XENG_VALUE_DELIVERED) {
            xeng__sum_add(&engagements, one.value);
            xeng__sum_add(&impressions, other.value);
        }
    }
    bool known =
        xeng__sum_fits(&engagements) && xeng__sum_fits(&impressions) && impressions.value > 0;
    if (rate != NULL) {
        *rate = known ? (double)engagements.value / (double)impressions.value : 0;
    }
    return known ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED;
}
