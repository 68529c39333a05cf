/* The counts of Posts, whatever else a grouping is by. */
#include "result/posts.h"

#include <xengage/metric.h>

#include "result/leaves.h"

bool xeng__tree_has_posts(const xeng__tree *tree)
{
    return tree->has_leaves && xeng__tree_level_of(tree, XENG_DIMENSION_TWEET_ID) > 0 &&
           xeng__tree_level_of(tree, XENG_DIMENSION_ENGAGEMENT_TYPE) > 0;
}

const xeng__tree *xeng__posts_tree(const xeng_result *result)
{
    for (size_t i = 0; i < result->tree_count; i++) {
        if (xeng__tree_has_posts(&result->trees[i])) {
            return &result->trees[i];
        }
    }
    return NULL;
}

typedef struct telling {
    xeng__post_leaves_fn tell;
    void *context;
} telling;

static void pass_on(void *context, const xeng__path *path, size_t first, size_t end)
{
    const telling *self = context;
    self->tell(self->context, path->keys[XENG_DIMENSION_TWEET_ID],
               path->keys[XENG_DIMENSION_ENGAGEMENT_TYPE], first, end);
}

void xeng__posts_walk(const xeng__tree *tree, uint32_t id_key, uint32_t metric_key,
                      xeng__post_leaves_fn tell, void *context)
{
    size_t ids = xeng__tree_level_of(tree, XENG_DIMENSION_TWEET_ID);
    size_t metrics = xeng__tree_level_of(tree, XENG_DIMENSION_ENGAGEMENT_TYPE);
    telling self = {tell, context};
    xeng__path wanted = xeng__path_any();
    wanted.keys[XENG_DIMENSION_TWEET_ID] = id_key;
    wanted.keys[XENG_DIMENSION_ENGAGEMENT_TYPE] = metric_key;
    xeng__leaves_walk(tree, &wanted, ids > metrics ? ids : metrics, pass_on, &self);
}

typedef struct summing {
    const xeng__tree *tree;
    xeng__post_sum *sums;
    bool one; /* only the first sum is there */
} summing;

/* A Post's sum is unknown if one of its counts is, or if 64 bits don't hold it. */
static void add(void *context, uint32_t id_key, uint32_t metric_key, size_t first, size_t end)
{
    const summing *self = context;
    xeng__post_sum *sum = &self->sums[self->one ? 0 : id_key];
    (void)metric_key;
    if (sum->kind == XENG_VALUE_NO_LEAF) {
        sum->kind = XENG_VALUE_DELIVERED;
    }
    for (size_t i = first; i < end && sum->kind == XENG_VALUE_DELIVERED; i++) {
        if (xeng__leaf_missing(self->tree, i) ||
            __builtin_add_overflow(sum->value, self->tree->values[i], &sum->value)) {
            *sum = (xeng__post_sum){0, XENG_VALUE_NOT_DELIVERED};
        }
    }
}

void xeng__posts_sum(const xeng_result *result, const xeng__tree *tree, uint32_t id_key,
                     int32_t metric, xeng__post_sum *sums)
{
    summing self = {tree, sums, id_key != XENG__KEY_NONE};
    uint32_t metric_key = xeng__metric_key(result, metric);
    size_t count = self.one ? 1 : result->dictionaries[XENG_DIMENSION_TWEET_ID].count;
    for (size_t i = 0; i < count; i++) {
        sums[i] = (xeng__post_sum){0, XENG_VALUE_NO_LEAF};
    }
    if (metric_key != XENG__KEY_NONE) {
        xeng__posts_walk(tree, id_key, metric_key, add, &self);
    }
}
