/* What the files share that merge trees. */
#ifndef XENG__RESULT_MERGE_PARTS_H
#define XENG__RESULT_MERGE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "result/merge.h"
#include "result/merge_shape.h"
#include "result/tree.h"

/* In place of a key's number: its nodes are left out. */
#define XENG__KEY_DROPPED (UINT32_MAX - 1)

typedef struct xeng__source {
    const xeng__tree *tree;
    size_t levels;  /* how many of its levels take part */
    uint32_t *keys; /* of the present level's dictionary: their numbers in the merged one */
    size_t first;   /* where this level's nodes begin in `targets` */
} xeng__source;

typedef struct xeng__origin {
    uint32_t source;
    uint32_t index;
} xeng__origin;

/* The child that a key has below the parent that is `parent` - 1. */
typedef struct xeng__child {
    uint32_t parent;
    uint32_t index;
} xeng__child;

typedef struct xeng__merger {
    xeng_result *merged;
    xeng__tree *tree;
    const xeng__merge_rules *rules;
    xeng__merge_shape shape;
    bool by_id; /* a level is one of Post ids */
    xeng__source *sources;
    size_t source_count;
    size_t parent_count;   /* merged nodes of the level above */
    size_t *starts;        /* where the origins of each begin, and one more behind the last */
    xeng__origin *origins; /* the sources' nodes that it is merged of */
    uint32_t *targets;     /* by source node of the level: its merged node, or XENG__KEY_DROPPED */
    xeng__child *children; /* by key */
    size_t child_capacity;
} xeng__merger;

/* The merged keys of the level `at` + 1. */
static inline xeng__dictionary *xeng__merger_dictionary(const xeng__merger *self, size_t at)
{
    return &self->merged->dictionaries[self->shape.dimensions[at]];
}

/* Gives each source that has this level an array for its keys' numbers, all XENG__KEY_NONE. False
 * if memory runs out. */
bool xeng__merger_begin_keys(xeng__merger *self, size_t at);

/* Frees them. */
void xeng__merger_end_keys(xeng__merger *self);

/* Finds out what a source's key is in the merged result, and keeps it in `from->keys`.
 * XENG__KEY_NONE if memory runs out. */
uint32_t xeng__merger_learn_key(xeng__merger *self, const xeng__source *from, size_t at,
                                uint32_t key);

/* Adds a leaf of a source to a merged one, whose `first` it may be. A Post's count is known if all
 * of it is; a sum over Posts is of those whose counts are. */
int32_t xeng__merger_add_leaf(xeng__merger *self, const xeng__source *from, size_t node,
                              size_t leaf, bool first, xeng_error **error);

#endif
