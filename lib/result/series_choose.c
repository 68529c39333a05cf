/* Time series: which grouping of a result they are made from, and what is missing if none will do.
 */
#include <string.h>

#include <xengage/metric.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/show.h"
#include "result/leaves.h"
#include "result/series.h"

/* A bit for each dimension, 1 << XENG_DIMENSION_. */
typedef unsigned dimensions;

static dimensions needed(const xeng_series *series, bool one_post)
{
    dimensions all = 1U << XENG_DIMENSION_ENGAGEMENT_TYPE | 1U << XENG_DIMENSION_ENGAGEMENT_DAY;
    all |= one_post ? 1U << XENG_DIMENSION_TWEET_ID : 0;
    all |= xeng__series_needs_hours(series) ? 1U << XENG_DIMENSION_ENGAGEMENT_HOUR : 0;
    return all;
}

static dimensions lacking(const xeng__tree *tree, dimensions wanted)
{
    for (size_t level = 1; level <= tree->depth; level++) {
        wanted &= ~(1U << xeng__level_dimension(tree, level));
    }
    return wanted;
}

static unsigned count_bits(dimensions set)
{
    unsigned count = 0;
    for (; set != 0; set &= set - 1) {
        count++;
    }
    return count;
}

/* Writes "tweet.id, engagement.type and engagement.day". */
static void write_names(xeng__buf *out, dimensions set)
{
    unsigned left = count_bits(set);
    for (int32_t i = XENG_DIMENSION_TWEET_ID; i <= XENG_DIMENSION_ENGAGEMENT_HOUR; i++) {
        if ((set >> i & 1) != 0) {
            left--;
            xeng__buf_append_text(out, xeng_dimension_name(i));
            xeng__buf_append_text(out, left == 0 ? "" : left == 1 ? " and " : ", ");
        }
    }
}

static const char *step_name(const xeng_series *series)
{
    return series->step == XENG_STEP_HOUR  ? "hours"
           : series->step == XENG_STEP_DAY ? "days"
                                           : "weeks";
}

static int32_t refuse(const xeng_series *series, const xeng__tree *nearest, dimensions wanted,
                      xeng_error **error)
{
    xeng__buf text = XENG__BUF_EMPTY;
    bool local = series->step != XENG_STEP_HOUR && series->utc_offset_s != 0;
    xeng__buf_printf(&text, "a series of %s%s%s takes a grouping with ", step_name(series),
                     local ? " that don't begin with those of UTC" : "",
                     (wanted >> XENG_DIMENSION_TWEET_ID & 1) != 0 ? " of one Post" : "");
    write_names(&text, wanted);
    xeng__buf_append_text(&text, "; the result's \"");
    xeng__show(&text, nearest->name, strlen(nearest->name));
    xeng__buf_append_text(&text, "\" lacks ");
    write_names(&text, lacking(nearest, wanted));
    int32_t code =
        text.failed ? xeng__fail_no_memory(error)
                    : xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "%s", xeng__buf_text(&text));
    xeng__buf_free(&text);
    return code;
}

int32_t xeng__series_choose(const xeng_series *series, const xeng_result *result, bool one_post,
                            const xeng__tree **tree, xeng_error **error)
{
    dimensions wanted = needed(series, one_post);
    const xeng__tree *nearest = NULL;
    *tree = NULL;
    for (size_t i = 0; i < result->tree_count; i++) {
        const xeng__tree *here = &result->trees[i];
        dimensions lacks = lacking(here, wanted);
        if (here->has_leaves && lacks == 0) {
            *tree = here;
            return XENG_OK;
        }
        if (nearest == NULL || count_bits(lacks) < count_bits(lacking(nearest, wanted))) {
            nearest = here;
        }
    }
    if (nearest == NULL || xeng__result_has_empty_tree(result)) {
        return XENG_OK;
    }
    return refuse(series, nearest, wanted, error);
}
