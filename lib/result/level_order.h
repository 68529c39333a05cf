/* Finding children by their keys: siblings that don't ascend by number get an order that does. */
#ifndef XENG__RESULT_LEVEL_ORDER_H
#define XENG__RESULT_LEVEL_ORDER_H

#include <stdint.h>

#include <xengage/error.h>

#include "result/tree.h"

/* Fills in `order` of a complete tree's levels, where it takes one. XENG_ERROR_PROTOCOL if siblings
 * have the same key; XENG_ERROR_NO_MEMORY. */
int32_t xeng__tree_order(xeng__tree *tree, xeng_error **error);

#endif
