/* A tree while it is built, from events in the order of the document. */
#ifndef XENG__RESULT_BUILDER_H
#define XENG__RESULT_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"
#include "result/tree.h"

typedef struct xeng__builder {
    xeng_result *result;
    xeng__tree *tree;
    size_t open;       /* the level of the node whose members come now; 0 for the root */
    size_t leaf_level; /* 0 as long as there is no leaf */
    size_t deepest;    /* the deepest level that keys may be on */
    size_t value_capacity;
    size_t estimate; /* how many leaves there may be; 0 if there is no telling */
    int32_t dimensions[XENG__MAX_LEVELS]; /* what is expected of each level */
    size_t dimension_count;               /* 0: nothing is expected */
    struct {
        size_t first; /* the first child of the node above that was opened last */
        size_t guess; /* the child of the node opened before it, whose key may come next */
    } siblings[XENG__MAX_LEVELS];
    uint32_t *empties; /* leaves that were null or empty objects */
    size_t empty_count;
    size_t empty_capacity;
} xeng__builder;

/* Begins a tree of `result`, which is empty, whose root object was opened. `dimensions`, `count`
 * may be NULL, 0. Room is made for `estimate` leaves when the first is there. */
void xeng__builder_begin(xeng__builder *builder, xeng_result *result, xeng__tree *tree,
                         const int32_t *dimensions, size_t count, size_t estimate);

/* The events. Text has XENG__JSON_READABLE bytes. XENG_ERROR_PROTOCOL names the path. */
int32_t xeng__builder_key(xeng__builder *builder, const char *text, size_t size,
                          xeng_error **error);
int32_t xeng__builder_count(xeng__builder *builder, const char *text, size_t size, bool string,
                            xeng_error **error);

/* A leaf that says that there is no count: null. The server doesn't write it, but
 * xeng__result_write_json() does. */
int32_t xeng__builder_no_count(xeng__builder *builder, xeng_error **error);

/* Takes members in a row that have the keys that are guessed and short counts; returns how many
 * bytes they take, each with its comma. */
size_t xeng__builder_members(xeng__builder *builder, const char *bytes, size_t size);

void xeng__builder_object_begin(xeng__builder *builder);

/* `*done` if that was the root. Then the tree is complete. */
int32_t xeng__builder_object_end(xeng__builder *builder, bool *done, xeng_error **error);

/* The error for a value that is neither count nor object, shown as `what`. */
int32_t xeng__builder_refuse(const xeng__builder *builder, const char *what, xeng_error **error);

void xeng__builder_free(xeng__builder *builder);

#endif
