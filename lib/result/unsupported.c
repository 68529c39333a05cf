/* Counts that are only a zero for want of one: marking them as not delivered. */
#include <xengage/request.h>

#include "base/alloc.h"
#include "base/error.h"
#include "model/table.h"
#include "result/account.h"

/* One of the server's lists, and what it means for the keys of the result. */
typedef struct marks {
    const xeng__id_list *ids;
    uint32_t flag; /* of the ids that are in it, and of the metrics that are concerned */
    bool *id_keys; /* by key number: the id is in the list */
    bool *metric_keys;
} marks;

uint32_t xeng__unsupported_flag(int32_t metric)
{
    const xeng__metric *known = xeng__metric_find(metric);
    return known == NULL ? 0 : xeng__metric_unsupported_flag(known);
}

static bool find_keys(const xeng_result *result, marks *about)
{
    const xeng__dictionary *ids = &result->dictionaries[XENG_DIMENSION_TWEET_ID];
    const xeng__dictionary *metrics = &result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE];
    about->id_keys = xeng__calloc(ids->count, sizeof *about->id_keys);
    about->metric_keys = xeng__calloc(metrics->count, sizeof *about->metric_keys);
    if (about->id_keys == NULL || about->metric_keys == NULL) {
        return false;
    }
    for (size_t i = 0; i < about->ids->count; i++) {
        uint32_t key = xeng__dictionary_find_id(ids, about->ids->ids[i]);
        if (key != XENG__KEY_NONE) {
            about->id_keys[key] = true;
        }
    }
    for (uint32_t key = 0; key < metrics->count; key++) {
        int32_t metric = (int32_t)metrics->keys[key].number;
        about->metric_keys[key] = xeng__unsupported_flag(metric) == about->flag;
    }
    return true;
}

/* Marks the leaves below `first` to `end` - 1 of a level whose keys there are marked. */
static bool mark_below(xeng__tree *tree, size_t level, const bool *keys, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        size_t leaf = i;
        size_t leaf_end = i + 1;
        if (!keys[tree->levels[level - 1].keys[i]]) {
            continue;
        }
        xeng__descend(tree, level, tree->depth, &leaf, &leaf_end);
        if (leaf < leaf_end && !xeng__tree_set_missing(tree, leaf, leaf_end)) {
            return false;
        }
    }
    return true;
}

/* Marks the leaves below a marked id and a marked metric, whichever is above the other. */
static bool mark_tree(xeng__tree *tree, size_t id_level, size_t metric_level, const marks *about)
{
    bool id_above = id_level < metric_level;
    size_t upper = id_above ? id_level : metric_level;
    size_t lower = id_above ? metric_level : id_level;
    const bool *upper_keys = id_above ? about->id_keys : about->metric_keys;
    const bool *lower_keys = id_above ? about->metric_keys : about->id_keys;
    for (size_t i = 0; i < tree->levels[upper - 1].count; i++) {
        size_t first = i;
        size_t end = i + 1;
        if (!upper_keys[tree->levels[upper - 1].keys[i]]) {
            continue;
        }
        xeng__descend(tree, upper, lower, &first, &end);
        if (!mark_below(tree, lower, lower_keys, first, end)) {
            return false;
        }
    }
    return true;
}

/* Whether no Post can have added to a sum: each that was asked for is too old or wasn't read. Asks
 * the accounts rather than the server's lists, which can be millions long. */
static bool nothing_summed(const xeng_result *result, const xeng__asked *asked, uint32_t flag)
{
    for (size_t i = 0; i < asked->id_count; i++) {
        int32_t state = xeng_result_id_state(result, asked->ids[i]);
        if ((xeng_result_id_unsupported(result, asked->ids[i]) & flag) == 0 &&
            state != XENG_ID_UNAVAILABLE && state != XENG_ID_FORBIDDEN) {
            return false;
        }
    }
    return asked->id_count > 0;
}

static bool mark_list(xeng_result *result, const xeng__asked *asked, const marks *about)
{
    for (size_t i = 0; i < result->tree_count; i++) {
        xeng__tree *tree = &result->trees[i];
        size_t id_level = xeng__tree_level_of(tree, XENG_DIMENSION_TWEET_ID);
        size_t metric_level = xeng__tree_level_of(tree, XENG_DIMENSION_ENGAGEMENT_TYPE);
        bool done = true;
        if (!tree->has_leaves || metric_level == 0) {
            continue;
        }
        if (id_level > 0) {
            done = mark_tree(tree, id_level, metric_level, about);
        } else if (nothing_summed(result, asked, about->flag)) {
            done = mark_below(tree, metric_level, about->metric_keys, 0,
                              tree->levels[metric_level - 1].count);
        }
        if (!done) {
            return false;
        }
    }
    return true;
}

int32_t xeng__result_mark_unsupported(xeng_result *result, const xeng__asked *asked,
                                      const xeng__server_words *words, xeng_error **error)
{
    marks lists[] = {
        {&words->unsupported_impressions_engagements, XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS,
         NULL, NULL},
        {&words->unsupported_video_views, XENG_UNSUPPORTED_VIDEO_VIEWS, NULL, NULL},
    };
    bool done = true;
    for (size_t i = 0; done && i < sizeof lists / sizeof *lists; i++) {
        if (lists[i].ids->count > 0) {
            done = find_keys(result, &lists[i]) && mark_list(result, asked, &lists[i]);
        }
        xeng__free(lists[i].id_keys);
        xeng__free(lists[i].metric_keys);
    }
    return done ? XENG_OK : xeng__fail_no_memory(error);
}
