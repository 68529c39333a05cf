/* The counts of Posts, whatever else a grouping is by. */
#include "result/posts.h"

#include <string.h>

#include <xengage/metric.h>

#include "result/siblings.h"

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

/* The path down to a node, and what is looked for. */
typedef struct walk {
    const xeng__tree *tree;
    size_t lowest;                      /* the lower one of the levels of ids and of metrics */
    uint32_t wanted[XENG__DIMENSIONS];  /* by dimension: the only key, or XENG__KEY_NONE */
    uint32_t present[XENG__DIMENSIONS]; /* by dimension: the key on the path */
    xeng__post_leaves_fn tell;
    void *context;
} walk;

static void enter(walk *self, size_t level, size_t index);

/* Enters the children of a node that are looked for. */
static void enter_children(walk *self, size_t level, size_t index)
{
    const xeng__level *below = &self->tree->levels[level];
    size_t first;
    size_t end;
    xeng__children(self->tree, level, index, &first, &end);
    uint32_t key = self->wanted[below->dictionary->dimension];
    if (key != XENG__KEY_NONE && first < end) {
        first = xeng__find_sibling(below, first, end, key);
        end = first == SIZE_MAX ? first : first + 1;
    }
    for (size_t i = first; i < end; i++) {
        enter(self, level + 1, i);
    }
}

static void enter(walk *self, size_t level, size_t index)
{
    const xeng__level *here = &self->tree->levels[level - 1];
    self->present[here->dictionary->dimension] = here->keys[index];
    if (level < self->lowest) {
        enter_children(self, level, index);
        return;
    }
    size_t first = index;
    size_t end = index + 1;
    xeng__descend(self->tree, level, self->tree->depth, &first, &end);
    if (first < end) {
        self->tell(self->context, self->present[XENG_DIMENSION_TWEET_ID],
                   self->present[XENG_DIMENSION_ENGAGEMENT_TYPE], first, end);
    }
}

void xeng__posts_walk(const xeng__tree *tree, uint32_t id_key, uint32_t metric_key,
                      xeng__post_leaves_fn tell, void *context)
{
    size_t ids = xeng__tree_level_of(tree, XENG_DIMENSION_TWEET_ID);
    size_t metrics = xeng__tree_level_of(tree, XENG_DIMENSION_ENGAGEMENT_TYPE);
    walk self = {.tree = tree, .tell = tell, .context = context};
    self.lowest = ids > metrics ? ids : metrics;
    memset(self.wanted, 0xFF, sizeof self.wanted);
    self.wanted[XENG_DIMENSION_TWEET_ID] = id_key;
    self.wanted[XENG_DIMENSION_ENGAGEMENT_TYPE] = metric_key;
    enter_children(&self, 0, 0);
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
    const char *name = xeng_metric_name(metric);
    size_t count = self.one ? 1 : result->dictionaries[XENG_DIMENSION_TWEET_ID].count;
    for (size_t i = 0; i < count; i++) {
        sums[i] = (xeng__post_sum){0, XENG_VALUE_NO_LEAF};
    }
    uint32_t metric_key =
        name == NULL ? XENG__KEY_NONE
                     : xeng__dictionary_find(&result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE],
                                             name, strlen(name));
    if (metric_key != XENG__KEY_NONE) {
        xeng__posts_walk(tree, id_key, metric_key, add, &self);
    }
}
