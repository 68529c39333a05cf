/* What the builder's own files share. */
#ifndef XENG__RESULT_BUILDER_PARTS_H
#define XENG__RESULT_BUILDER_PARTS_H

#include "result/builder.h"

/* Makes room for one more node at least on the level `at` + 1, and for where the children of each
 * begin unless they are leaves. False if memory runs out. */
bool xeng__builder_grow_level(xeng__builder *builder, size_t at);

/* Completes the tree: sorts what siblings are not in the order of their keys, refuses repeated
 * keys, gives back room that isn't needed. */
int32_t xeng__builder_finish(xeng__builder *builder, xeng_error **error);

/* The error for what is wrong with the node whose key came last. */
int32_t xeng__builder_refuse_node(const xeng__builder *builder, const char *what,
                                  xeng_error **error);

/* The error for a key on a level that may not be. */
int32_t xeng__builder_refuse_level(const xeng__builder *builder, const char *text, size_t size,
                                   xeng_error **error);

/* The error for what is no count. */
int32_t xeng__builder_refuse_count(const xeng__builder *builder, const char *text, size_t size,
                                   bool string, xeng_error **error);

#endif
