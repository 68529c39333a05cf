/* Which columns rows have. */
#include <xengage/metric.h>

#include "rows.h"

const char *cli_layout_title(int32_t dimension)
{
    static const char *const titles[CLI_DIMENSIONS] = {
        [XENG_DIMENSION_OTHER] = "key",
        [XENG_DIMENSION_TWEET_ID] = "tweet_id",
        [XENG_DIMENSION_ENGAGEMENT_TYPE] = "engagement_type",
        [XENG_DIMENSION_ENGAGEMENT_DAY] = "day",
        [XENG_DIMENSION_ENGAGEMENT_HOUR] = "hour",
    };
    return titles[dimension];
}

/* Hours without days: the server may add the days. */
static bool is_open(const cli_grouping *grouping)
{
    return cli_grouping_has(grouping, XENG_DIMENSION_ENGAGEMENT_HOUR) &&
           !cli_grouping_has(grouping, XENG_DIMENSION_ENGAGEMENT_DAY);
}

/* 1 if an answer has days in a grouping, 0 if one has counts without, -1 if none has counts. */
static int has_days(const cli_grouping *grouping, const cli_batch *batch)
{
    int found = -1;
    for (size_t i = 0; i < batch->piece_count; i++) {
        const xeng_result *result = batch->pieces[i];
        xeng_node root = xeng_result_root_by_name(result, grouping->name);
        size_t place = xeng_result_node_grouping(result, root);
        for (size_t level = 1; level <= xeng_result_depth(result, place); level++) {
            if (xeng_result_dimension(result, place, level) == XENG_DIMENSION_ENGAGEMENT_DAY) {
                return 1;
            }
            found = 0;
        }
    }
    return found;
}

bool cli_layout_known(const cli_plan *plan, const cli_batch *batch)
{
    for (size_t i = 0; i < plan->grouping_count; i++) {
        if (is_open(&plan->groupings[i]) && has_days(&plan->groupings[i], batch) < 0) {
            return false;
        }
    }
    return true;
}

static bool adds_days(const cli_grouping *grouping, const cli_batch *batch)
{
    return is_open(grouping) && has_days(grouping, batch) == 1;
}

/* One grouping: its dimensions in the order asked for. */
static void lay_out_one(const cli_grouping *grouping, bool days, cli_layout *layout)
{
    for (size_t i = 0; i < grouping->count; i++) {
        if (days && grouping->dimensions[i] == XENG_DIMENSION_ENGAGEMENT_HOUR) {
            layout->dimensions[layout->count++] = XENG_DIMENSION_ENGAGEMENT_DAY;
        }
        layout->dimensions[layout->count++] = grouping->dimensions[i];
    }
}

/* Several: every dimension that one of them has, in the order of the numbers. */
static void lay_out_all(const cli_plan *plan, const cli_batch *batch, cli_layout *layout)
{
    for (int32_t dimension = 1; dimension < CLI_DIMENSIONS; dimension++) {
        bool wanted = false;
        for (size_t i = 0; i < plan->grouping_count; i++) {
            const cli_grouping *grouping = &plan->groupings[i];
            wanted |= cli_grouping_has(grouping, dimension) ||
                      (dimension == XENG_DIMENSION_ENGAGEMENT_DAY && adds_days(grouping, batch));
        }
        if (wanted) {
            layout->dimensions[layout->count++] = dimension;
        }
    }
}

void cli_layout_make(const cli_plan *plan, const cli_batch *batch, cli_layout *layout)
{
    *layout = (cli_layout){.grouping = plan->grouping_count > 1};
    if (layout->grouping) {
        lay_out_all(plan, batch, layout);
    } else {
        lay_out_one(&plan->groupings[0], adds_days(&plan->groupings[0], batch), layout);
    }
}
