/* A Post's counts, added up. */
#include <xengage/metric.h>
#include <xengage/result.h>

#include "result/posts.h"

static xeng__post_sum sum_of(const xeng_result *result, uint64_t id, int32_t metric)
{
    xeng__post_sum sum = {0, XENG_VALUE_NO_LEAF};
    const xeng__tree *tree = result == NULL ? NULL : xeng__posts_tree(result);
    if (tree != NULL) {
        uint32_t key = xeng__dictionary_find_id(&result->dictionaries[XENG_DIMENSION_TWEET_ID], id);
        if (key != XENG__KEY_NONE) {
            xeng__posts_sum(result, tree, key, metric, &sum);
        }
    }
    return sum;
}

int32_t xeng_result_post_value(const xeng_result *result, uint64_t id, int32_t metric,
                               int64_t *value)
{
    xeng__post_sum sum = sum_of(result, id, metric);
    if (value != NULL) {
        *value = sum.value;
    }
    return sum.kind;
}

int32_t xeng_result_engagement_rate(const xeng_result *result, uint64_t id, double *rate)
{
    xeng__post_sum engagements = sum_of(result, id, XENG_METRIC_ENGAGEMENTS);
    xeng__post_sum impressions = sum_of(result, id, XENG_METRIC_IMPRESSIONS);
    bool known = engagements.kind == XENG_VALUE_DELIVERED &&
                 impressions.kind == XENG_VALUE_DELIVERED && impressions.value > 0;
    if (rate != NULL) {
        *rate = known ? (double)engagements.value / (double)impressions.value : 0;
    }
    return known ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED;
}
