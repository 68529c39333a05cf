/* The insides of a result. A grouping is a tree stored as levels: the nodes of a level lie side by
 * side in the order of the document, so the children of a node are a range of the next level, and
 * so are all nodes of a level below it. */
#ifndef XENG__RESULT_TREE_H
#define XENG__RESULT_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/metric.h>
#include <xengage/result.h>

#include "base/refcount.h"
#include "model/table.h"
#include "result/dictionary.h"

enum {
    /* Four dimensions, and a day that wasn't asked for. */
    XENG__MAX_LEVELS = 5,
    XENG__DIMENSIONS = XENG_DIMENSION_ENGAGEMENT_HOUR + 1,
    /* A response has at most three groupings; more than this many objects are nonsense. */
    XENG__MAX_TREES = 1024
};

typedef struct xeng__level {
    uint32_t *keys;     /* each node's key in `dictionary` */
    uint32_t *children; /* each node's first child, and one more behind the last; NULL for leaves */
    uint32_t *order;    /* the nodes with siblings in the order of keys; NULL if they are so */
    size_t count;
    size_t capacity; /* of `keys`; `children` has one more */
    const xeng__dictionary *dictionary;
} xeng__level;

typedef struct xeng__tree {
    char *name;
    size_t depth;                         /* levels below the root */
    xeng__level levels[XENG__MAX_LEVELS]; /* level n is levels[n - 1] */
    bool has_leaves;                      /* then they are the nodes of the last level */
    int64_t *values;                      /* of the leaves */
    uint64_t *missing;                    /* a bit for each leaf that has no count; NULL for none */
    int32_t asked[XENG__MAX_LEVELS];      /* the dimensions that were asked for */
    size_t asked_count;                   /* 0 if that isn't known */
} xeng__tree;

/* What became of an id. */
typedef struct xeng__id_state {
    uint64_t id;
    int32_t state;
    uint32_t unsupported;
} xeng__id_state;

typedef struct xeng__extra {
    char *name;
    char *json;
} xeng__extra;

struct xeng_result {
    xeng__refcount owners;
    xeng__tree *trees;
    size_t tree_count;
    size_t tree_capacity;
    xeng__dictionary dictionaries[XENG__DIMENSIONS]; /* by dimension */
    bool has_start;
    bool has_end;
    int64_t start;
    int64_t end;
    xeng__id_state *ids;
    uint32_t *ids_sorted; /* indices in `ids`, by id */
    size_t id_count;
    char **messages;
    size_t message_count;
    xeng__extra *extras;
    size_t extra_count;
    size_t extra_capacity;
    uint32_t attempts;
    int32_t metrics[XENG__METRIC_COUNT]; /* that were asked for */
    size_t metric_count;                 /* 0 if that isn't known */
};

/* An empty result; NULL if memory runs out. */
xeng_result *xeng__result_new(void);

/* Adds an empty tree; NULL if memory runs out. Earlier pointers to trees are void then. */
xeng__tree *xeng__result_add_tree(xeng_result *result, const char *name, size_t size);

/* A node's place, or what is wrong with it. */
typedef struct xeng__place {
    const xeng__tree *tree; /* NULL if the node is none of this result */
    size_t grouping;
    size_t level;
    size_t index;
} xeng__place;

static inline xeng_node xeng__node(size_t grouping, size_t level, size_t index)
{
    return (uint64_t)(grouping + 1) << 40 | (uint64_t)level << 36 | index;
}

static inline size_t xeng__level_size(const xeng__tree *tree, size_t level)
{
    return level == 0 ? 1 : tree->levels[level - 1].count;
}

static inline xeng__place xeng__place_of(const xeng_result *result, xeng_node node)
{
    xeng__place place = {NULL, (size_t)(node >> 40) - 1, (size_t)(node >> 36 & 0xF),
                         (size_t)(node & ((UINT64_C(1) << 36) - 1))};
    if (result != NULL && place.grouping < result->tree_count) {
        const xeng__tree *tree = &result->trees[place.grouping];
        if (place.level <= tree->depth && place.index < xeng__level_size(tree, place.level)) {
            place.tree = tree;
        }
    }
    return place;
}

/* The range of a node's children on the next level; empty for leaves. */
static inline void xeng__children(const xeng__tree *tree, size_t level, size_t index, size_t *first,
                                  size_t *end)
{
    if (level == tree->depth) {
        *first = 0;
        *end = 0;
    } else if (level == 0) {
        *first = 0;
        *end = tree->levels[0].count;
    } else {
        *first = tree->levels[level - 1].children[index];
        *end = tree->levels[level - 1].children[index + 1];
    }
}

/* The parent's place on its level, of the node in place `index` of a level below the root. */
static inline size_t xeng__parent_index(const xeng__tree *tree, size_t level, size_t index)
{
    if (level == 1) {
        return 0;
    }
    /* The last node whose children begin at or before this one. */
    const xeng__level *above = &tree->levels[level - 2];
    size_t low = 0;
    size_t high = above->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (above->children[middle] <= index) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static inline bool xeng__leaf_missing(const xeng__tree *tree, size_t index)
{
    return tree->missing != NULL && (tree->missing[index / 64] >> (index % 64) & 1) != 0;
}

/* What the keys of a level, 1 to depth, are. */
static inline int32_t xeng__level_dimension(const xeng__tree *tree, size_t level)
{
    return tree->levels[level - 1].dictionary->dimension;
}

/* The level of a dimension; 0 if the tree has none. */
static inline size_t xeng__tree_level_of(const xeng__tree *tree, int32_t dimension)
{
    for (size_t level = 1; level <= tree->depth; level++) {
        if (xeng__level_dimension(tree, level) == dimension) {
            return level;
        }
    }
    return 0;
}

/* Goes from a range of nodes on one level to the range of all that is below them on another. */
static inline void xeng__descend(const xeng__tree *tree, size_t from, size_t to, size_t *first,
                                 size_t *end)
{
    for (size_t level = from; level < to; level++) {
        *first = tree->levels[level - 1].children[*first];
        *end = tree->levels[level - 1].children[*end];
    }
}

/* Marks leaves `first` to `end` - 1 as not delivered, whose values are 0 then; false if memory runs
 * out. */
bool xeng__tree_set_missing(xeng__tree *tree, size_t first, size_t end);

#endif
