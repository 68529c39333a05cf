/* What is left to do when a tree's last event has come. */
#ifndef XENG__RESULT_BUILDER_FINISH_H
#define XENG__RESULT_BUILDER_FINISH_H

#include "result/builder.h"

/* Completes the tree: sorts what siblings are not in the order of their keys, refuses repeated
 * keys, gives back room that isn't needed. */
int32_t xeng__builder_finish(xeng__builder *builder, xeng_error **error);

#endif
