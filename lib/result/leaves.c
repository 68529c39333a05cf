/* Going through the leaves of a tree that have the keys that are wanted. */
#include "result/leaves.h"

#include <string.h>

#include <xengage/metric.h>

#include "result/siblings.h"

typedef struct walk {
    const xeng__tree *tree;
    size_t lowest;
    xeng__path wanted;
    xeng__path present;
    xeng__leaves_fn tell;
    void *context;
} walk;

static void enter(walk *self, size_t level, size_t index);

/* Enters the children of a node that are wanted. */
static void enter_children(walk *self, size_t level, size_t index)
{
    const xeng__level *below = &self->tree->levels[level];
    size_t first;
    size_t end;
    xeng__children(self->tree, level, index, &first, &end);
    uint32_t key = self->wanted.keys[below->dictionary->dimension];
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
    self->present.keys[here->dictionary->dimension] = here->keys[index];
    if (level < self->lowest) {
        enter_children(self, level, index);
        return;
    }
    size_t first = index;
    size_t end = index + 1;
    xeng__descend(self->tree, level, self->tree->depth, &first, &end);
    if (first < end) {
        self->tell(self->context, &self->present, first, end);
    }
}

void xeng__leaves_walk(const xeng__tree *tree, const xeng__path *wanted, size_t lowest,
                       xeng__leaves_fn tell, void *context)
{
    walk self = {tree, lowest, *wanted, xeng__path_any(), tell, context};
    enter_children(&self, 0, 0);
}

uint32_t xeng__metric_key(const xeng_result *result, int32_t metric)
{
    const char *name = xeng_metric_name(metric);
    return name == NULL
               ? XENG__KEY_NONE
               : xeng__dictionary_find(&result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE], name,
                                       strlen(name));
}

bool xeng__result_has_empty_tree(const xeng_result *result)
{
    for (size_t i = 0; i < result->tree_count; i++) {
        if (!result->trees[i].has_leaves) {
            return true;
        }
    }
    return result->tree_count == 0;
}
