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

/* 1 if a piece has days in a grouping, 0 if it has counts without, -1 if it has no counts. */
static int has_days(const cli_grouping *grouping, const xeng_piece *piece)
{
    const xeng_result *result = xeng_piece_result(piece);
    if (result == NULL) {
        return -1;
    }
    size_t place =
        xeng_result_node_grouping(result, xeng_result_root_by_name(result, grouping->name));
    size_t depth = xeng_result_depth(result, place);
    for (size_t level = 1; level <= depth; level++) {
        if (xeng_result_dimension(result, place, level) == XENG_DIMENSION_ENGAGEMENT_DAY) {
            return 1;
        }
    }
    return depth == 0 ? -1 : 0;
}

bool cli_layout_known(const cli_query *query, const xeng_piece *piece)
{
    for (size_t i = 0; i < query->grouping_count; i++) {
        if (cli_grouping_open(&query->groupings[i]) && has_days(&query->groupings[i], piece) < 0) {
            return false;
        }
    }
    return true;
}

bool cli_layout_adds_days(const cli_query *query, const xeng_piece *piece)
{
    for (size_t i = 0; i < query->grouping_count; i++) {
        if (cli_grouping_open(&query->groupings[i]) && has_days(&query->groupings[i], piece) == 1) {
            return true;
        }
    }
    return false;
}

/* One grouping: its dimensions in the order asked for. */
static void lay_out_one(const cli_grouping *grouping, bool days, cli_layout *layout)
{
    for (size_t i = 0; i < grouping->count; i++) {
        if (days && cli_grouping_open(grouping) &&
            grouping->dimensions[i] == XENG_DIMENSION_ENGAGEMENT_HOUR) {
            layout->dimensions[layout->count++] = XENG_DIMENSION_ENGAGEMENT_DAY;
        }
        layout->dimensions[layout->count++] = grouping->dimensions[i];
    }
}

/* Several: every dimension that one of them has, in the order of the numbers. */
static void lay_out_all(const cli_query *query, bool days, cli_layout *layout)
{
    for (int32_t dimension = 1; dimension < CLI_DIMENSIONS; dimension++) {
        bool wanted = false;
        for (size_t i = 0; i < query->grouping_count; i++) {
            const cli_grouping *grouping = &query->groupings[i];
            wanted |=
                cli_grouping_has(grouping, dimension) ||
                (dimension == XENG_DIMENSION_ENGAGEMENT_DAY && days && cli_grouping_open(grouping));
        }
        if (wanted) {
            layout->dimensions[layout->count++] = dimension;
        }
    }
}

void cli_layout_make(const cli_query *query, bool days, cli_layout *layout)
{
    *layout = (cli_layout){.grouping = query->grouping_count > 1};
    if (layout->grouping) {
        lay_out_all(query, days, layout);
    } else {
        lay_out_one(&query->groupings[0], days, layout);
    }
}
