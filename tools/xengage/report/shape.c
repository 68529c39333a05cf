/* What a result has to offer to a report: which figures can be read from it. */
#include "shape.h"

static bool has(const xeng_result *result, size_t grouping, int32_t dimension)
{
    for (size_t level = 1; level <= xeng_result_depth(result, grouping); level++) {
        if (xeng_result_dimension(result, grouping, level) == dimension) {
            return true;
        }
    }
    return false;
}

static void look_at(const xeng_result *result, size_t grouping, cli_shape *shape)
{
    if (!has(result, grouping, XENG_DIMENSION_ENGAGEMENT_TYPE)) {
        return;
    }
    bool posts = has(result, grouping, XENG_DIMENSION_TWEET_ID);
    bool days = has(result, grouping, XENG_DIMENSION_ENGAGEMENT_DAY);
    bool hours = days && has(result, grouping, XENG_DIMENSION_ENGAGEMENT_HOUR);
    shape->posts |= posts;
    shape->days |= days;
    shape->hours |= hours;
    shape->days_of_posts |= posts && days;
    shape->hours_of_posts |= posts && hours;
}

void cli_shape_of(const xeng_result *result, cli_shape *shape)
{
    *shape = (cli_shape){0};
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        look_at(result, i, shape);
    }
    for (size_t i = 0; i < xeng_metric_count() && i < CLI_METRICS_MOST; i++) {
        if (xeng_result_total(result, xeng_metric_at(i), NULL) != XENG_VALUE_NO_LEAF) {
            shape->metrics |= UINT32_C(1) << i;
        }
    }
}

size_t cli_metric_place(int32_t metric)
{
    size_t place = 0;
    while (place < xeng_metric_count() && xeng_metric_at(place) != metric) {
        place++;
    }
    return place;
}
