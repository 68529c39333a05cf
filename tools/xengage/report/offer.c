/* What a result has to offer to a report: which figures can be read from it. */
#include "offer.h"

static bool has(const xeng_result *result, size_t grouping, int32_t dimension)
{
    for (size_t level = 1; level <= xeng_result_depth(result, grouping); level++) {
        if (xeng_result_dimension(result, grouping, level) == dimension) {
            return true;
        }
    }
    return false;
}

static void look_at(const xeng_result *result, size_t grouping, cli_offer *offer)
{
    if (!has(result, grouping, XENG_DIMENSION_ENGAGEMENT_TYPE)) {
        return;
    }
    bool posts = has(result, grouping, XENG_DIMENSION_TWEET_ID);
    bool days = has(result, grouping, XENG_DIMENSION_ENGAGEMENT_DAY);
    bool hours = days && has(result, grouping, XENG_DIMENSION_ENGAGEMENT_HOUR);
    offer->posts |= posts;
    offer->days |= days;
    offer->hours |= hours;
    offer->days_of_posts |= posts && days;
    offer->hours_of_posts |= posts && hours;
}

void cli_offer_of(const xeng_result *result, cli_offer *offer)
{
    *offer = (cli_offer){0};
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        look_at(result, i, offer);
    }
    for (size_t i = 0; i < xeng_metric_count() && i < CLI_METRICS_MOST; i++) {
        int32_t known = xeng_result_total(result, xeng_metric_at(i), &offer->totals[i]);
        offer->metrics |= (uint32_t)(known != XENG_VALUE_NO_LEAF) << i;
        offer->delivered |= (uint32_t)(known == XENG_VALUE_DELIVERED) << i;
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
