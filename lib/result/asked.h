/* What a result was asked for: it says which counts are absent, which the server's words alone
 * don't.
 */
#ifndef XENG__RESULT_ASKED_H
#define XENG__RESULT_ASKED_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/request.h>

#include "result/tree.h"

/* Notes a request's metrics, and the dimensions of those of its groupings that the result, which is
 * nobody else's yet, has. */
void xeng__result_note_asked(xeng_result *result, const xeng_request *request);

/* Notes the metrics of several results in the one that they are merged into: of one whose request
 * is unknown, those that it has. */
void xeng__result_merge_asked(xeng_result *merged, const xeng_result *const *results, size_t count);

/* Notes the dimensions of trees of one name in the one that they are merged into. */
void xeng__tree_merge_asked(xeng__tree *merged, const xeng__tree *const *trees, size_t count);

/* The metrics that a result was asked for, or that it has if its request is unknown: at most
 * XENG__METRIC_COUNT. Returns how many. */
size_t xeng__result_metrics(const xeng_result *result, int32_t *metrics);

#endif
