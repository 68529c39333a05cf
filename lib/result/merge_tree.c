/* Trees of one name become one, level by level.
 *
 * Each node of the merged tree comes from one node in some of the trees, its origins. Their
 * children are told apart by their keys' numbers in the merged result, which an array for each tree
 * knows, so that no key is hashed more than once a tree. A level is gone through twice: to count
 * its nodes, which makes its arrays as large as they have to be and no larger, and to fill it. */
#include "result/merge_tree.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "result/level_order.h"
#include "result/merge_parts.h"

/* Counts a parent's children, into `*count`; false if memory runs out. */
static bool count_children(xeng__merger *self, size_t at, size_t parent, size_t *count)
{
    for (size_t i = self->starts[parent]; i < self->starts[parent + 1]; i++) {
        const xeng__source *from = &self->sources[self->origins[i].source];
        const uint32_t *keys = from->tree->levels[at].keys;
        size_t first;
        size_t end;
        xeng__children(from->tree, at, self->origins[i].index, &first, &end);
        for (size_t node = first; node < end; node++) {
            uint32_t key = from->keys[keys[node]];
            if (key == XENG__KEY_NONE) {
                key = xeng__merger_learn_key(self, from, at, keys[node]);
                if (key == XENG__KEY_NONE) {
                    return false;
                }
            }
            if (key != XENG__KEY_DROPPED && self->children[key].parent != parent + 1) {
                self->children[key].parent = (uint32_t)(parent + 1);
                ++*count;
            }
        }
    }
    return true;
}

static void forget_children(xeng__merger *self)
{
    if (self->child_capacity > 0) {
        memset(self->children, 0, self->child_capacity * sizeof *self->children);
    }
}

/* Counts the level's nodes, and notes where the children of each node above begin. */
static bool count_level(xeng__merger *self, size_t at)
{
    uint32_t *begins = NULL;
    size_t count = 0;
    if (at > 0) {
        begins = xeng__malloc((self->parent_count + 1) * sizeof *begins);
        if (begins == NULL) {
            return false;
        }
        self->tree->levels[at - 1].children = begins;
    }
    forget_children(self);
    for (size_t parent = 0; parent < self->parent_count; parent++) {
        if (at > 0) {
            begins[parent] = (uint32_t)count;
        }
        if (!count_children(self, at, parent, &count) || count >= XENG__KEY_DROPPED) {
            return false;
        }
    }
    if (at > 0) {
        begins[self->parent_count] = (uint32_t)count;
    }
    self->tree->levels[at].count = count;
    return true;
}

/* The level's arrays, now that its size is known. */
static bool begin_level(xeng__merger *self, size_t at)
{
    xeng__level *level = &self->tree->levels[at];
    bool leaves = self->shape.has_leaves && at + 1 == self->shape.depth;
    level->capacity = level->count;
    level->dictionary = xeng__merger_dictionary(self, at);
    level->keys = xeng__malloc(level->count * sizeof *level->keys);
    if (leaves) {
        self->tree->values = xeng__calloc(level->count, sizeof *self->tree->values);
        return level->keys != NULL && self->tree->values != NULL;
    }
    size_t nodes = 0;
    for (size_t i = 0; i < self->source_count; i++) {
        self->sources[i].first = nodes;
        nodes += at < self->sources[i].levels ? self->sources[i].tree->levels[at].count : 0;
    }
    self->targets = xeng__malloc(nodes * sizeof *self->targets);
    return level->keys != NULL && self->targets != NULL;
}

/* Merges the children of one origin of a parent into those of the parent, `*count` up to now. */
static int32_t fill_children(xeng__merger *self, size_t at, size_t parent, const xeng__origin *of,
                             size_t *count, xeng_error **error)
{
    const xeng__source *from = &self->sources[of->source];
    const uint32_t *keys = from->tree->levels[at].keys;
    uint32_t *merged = self->tree->levels[at].keys;
    bool leaves = self->targets == NULL;
    int32_t code = XENG_OK;
    size_t node;
    size_t end;
    xeng__children(from->tree, at, of->index, &node, &end);
    for (; code == XENG_OK && node < end; node++) {
        uint32_t key = from->keys[keys[node]];
        bool first = key != XENG__KEY_DROPPED && self->children[key].parent != parent + 1;
        if (first) {
            self->children[key] = (xeng__child){(uint32_t)(parent + 1), (uint32_t)*count};
            merged[(*count)++] = key;
        }
        if (!leaves) {
            self->targets[from->first + node] =
                key == XENG__KEY_DROPPED ? key : self->children[key].index;
        } else if (key != XENG__KEY_DROPPED) {
            code = xeng__merger_add_leaf(self, from, node, self->children[key].index, first, error);
        }
    }
    return code;
}

static int32_t fill_level(xeng__merger *self, size_t at, xeng_error **error)
{
    size_t count = 0;
    forget_children(self);
    for (size_t parent = 0; parent < self->parent_count; parent++) {
        for (size_t i = self->starts[parent]; i < self->starts[parent + 1]; i++) {
            int32_t code = fill_children(self, at, parent, &self->origins[i], &count, error);
            if (code != XENG_OK) {
                return code;
            }
        }
    }
    return XENG_OK;
}

/* Goes through the nodes of the level of sources that have another: counts each merged node's
 * behind its place in `starts`, or writes them down from there on. */
static void list_origins(xeng__merger *self, size_t at, bool write)
{
    for (size_t i = 0; i < self->source_count; i++) {
        const xeng__source *from = &self->sources[i];
        size_t nodes = at + 1 < from->levels ? from->tree->levels[at].count : 0;
        for (size_t node = 0; node < nodes; node++) {
            uint32_t target = self->targets[from->first + node];
            if (target == XENG__KEY_DROPPED) {
                continue;
            }
            if (write) {
                self->origins[self->starts[target]++] = (xeng__origin){(uint32_t)i, (uint32_t)node};
            } else {
                self->starts[target + 1]++;
            }
        }
    }
}

/* Makes the level's nodes the parents of the next one's. */
static bool descend(xeng__merger *self, size_t at)
{
    size_t parents = self->tree->levels[at].count;
    xeng__free(self->starts);
    xeng__free(self->origins);
    self->origins = NULL;
    self->parent_count = parents;
    self->starts = xeng__calloc(parents + 1, sizeof *self->starts);
    if (self->starts == NULL) {
        return false;
    }
    list_origins(self, at, false);
    for (size_t i = 0; i < parents; i++) {
        self->starts[i + 1] += self->starts[i];
    }
    self->origins = xeng__malloc(self->starts[parents] * sizeof *self->origins);
    if (self->origins == NULL) {
        return false;
    }
    list_origins(self, at, true);
    /* Writing has moved each beginning to the next one's. */
    memmove(self->starts + 1, self->starts, parents * sizeof *self->starts);
    self->starts[0] = 0;
    xeng__free(self->targets);
    self->targets = NULL;
    return true;
}

/* One parent, the root, which comes from every tree that has nodes. */
static bool begin(xeng__merger *self, const xeng__tree *const *trees, size_t count)
{
    self->sources = xeng__calloc(count, sizeof *self->sources);
    self->starts = xeng__calloc(2, sizeof *self->starts);
    self->origins = xeng__malloc(count * sizeof *self->origins);
    if (self->sources == NULL || self->starts == NULL || self->origins == NULL) {
        return false;
    }
    self->source_count = count;
    self->parent_count = 1;
    for (size_t i = 0; i < count; i++) {
        self->sources[i].tree = trees[i];
        self->sources[i].levels = xeng__merge_shape_levels(&self->shape, trees[i]);
        if (self->sources[i].levels > 0) {
            self->origins[self->starts[1]++] = (xeng__origin){(uint32_t)i, 0};
        }
    }
    for (size_t i = 0; i < self->shape.depth; i++) {
        self->by_id |= self->shape.dimensions[i] == XENG_DIMENSION_TWEET_ID;
    }
    return true;
}

static int32_t merge_level(xeng__merger *self, size_t at, xeng_error **error)
{
    bool last = at + 1 == self->shape.depth;
    if (!xeng__merger_begin_keys(self, at) || !count_level(self, at)) {
        return xeng__fail_no_memory(error);
    }
    if (self->tree->levels[at].count == 0) {
        return XENG_OK;
    }
    if (!begin_level(self, at)) {
        return xeng__fail_no_memory(error);
    }
    /* Leaves can be marked from here on. */
    self->tree->depth = at + 1;
    self->tree->has_leaves = last && self->shape.has_leaves;
    int32_t code = fill_level(self, at, error);
    xeng__merger_end_keys(self);
    return code == XENG_OK && !last && !descend(self, at) ? xeng__fail_no_memory(error) : code;
}

static int32_t merge_levels(xeng__merger *self, xeng_error **error)
{
    for (size_t at = 0; at < self->shape.depth; at++) {
        int32_t code = merge_level(self, at, error);
        if (code != XENG_OK) {
            return code;
        }
        if (self->tree->depth == at) {
            /* Nothing is left of this level, and so the one above is the last. */
            if (at > 0) {
                xeng__free(self->tree->levels[at - 1].children);
                self->tree->levels[at - 1].children = NULL;
            }
            break;
        }
    }
    return xeng__tree_order(self->tree, error);
}

int32_t xeng__merge_trees(xeng_result *merged, xeng__tree *into, const xeng__tree *const *trees,
                          size_t count, const xeng__merge_rules *rules, xeng_error **error)
{
    xeng__merger self = {.merged = merged, .tree = into, .rules = rules};
    int32_t code = xeng__merge_shape_of(trees, count, &self.shape, error);
    if (code == XENG_OK) {
        code =
            begin(&self, trees, count) ? merge_levels(&self, error) : xeng__fail_no_memory(error);
    }
    if (self.sources != NULL) {
        xeng__merger_end_keys(&self);
    }
    xeng__free(self.sources);
    xeng__free(self.starts);
    xeng__free(self.origins);
    xeng__free(self.targets);
    xeng__free(self.children);
    return code;
}
