/* Results become one: the same path's counts are added. */
#ifndef XENG__RESULT_MERGE_H
#define XENG__RESULT_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/result.h>

/* What is left out of the merged result. */
typedef struct xeng__merge_rules {
    const uint64_t *lost; /* ids, ascending, of which no counts are wanted; NULL for none */
    size_t lost_count;
    bool sums_only; /* only groupings without `tweet.id`, and no ids */
} xeng__merge_rules;

/* As xeng_result_merge(). `rules` may be NULL. A tree without leaves merges with any. */
int32_t xeng__merge(const xeng_result *const *results, size_t count, const xeng__merge_rules *rules,
                    xeng_result **merged, xeng_error **error);

#endif
