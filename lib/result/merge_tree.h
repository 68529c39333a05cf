/* Trees of one name become one. */
#ifndef XENG__RESULT_MERGE_TREE_H
#define XENG__RESULT_MERGE_TREE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "result/merge.h"
#include "result/tree.h"

/* Fills `into`, an empty tree of `merged`, with what `count` trees of other results hold. Keys that
 * `merged` doesn't know are added to it. Errors as of xeng__merge(). */
int32_t xeng__merge_trees(xeng_result *merged, xeng__tree *into, const xeng__tree *const *trees,
                          size_t count, const xeng__merge_rules *rules, xeng_error **error);

#endif
