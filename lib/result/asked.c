/* What a result was asked for. */
#include "result/asked.h"

#include <string.h>

#include "model/request.h"

static void note_metric(xeng_result *result, int32_t metric)
{
    for (size_t i = 0; i < result->metric_count; i++) {
        if (result->metrics[i] == metric) {
            return;
        }
    }
    result->metrics[result->metric_count++] = metric;
}

static void note_dimensions(xeng__tree *tree, const int32_t *dimensions, size_t count)
{
    memcpy(tree->asked, dimensions, count * sizeof *dimensions);
    tree->asked_count = count;
}

void xeng__result_note_asked(xeng_result *result, const xeng_request *request)
{
    for (size_t i = 0; i < xeng__request_metric_count(request); i++) {
        note_metric(result, xeng__request_metric_at(request, i));
    }
    for (size_t i = 0; i < xeng__request_grouping_count(request); i++) {
        const int32_t *dimensions;
        const char *name = xeng__request_grouping_name(request, i);
        size_t count = xeng__request_grouping_dimensions(request, i, &dimensions);
        for (size_t k = 0; k < result->tree_count; k++) {
            if (strcmp(result->trees[k].name, name) == 0) {
                note_dimensions(&result->trees[k], dimensions, count);
            }
        }
    }
}

size_t xeng__result_metrics(const xeng_result *result, int32_t *metrics)
{
    const xeng__dictionary *keys = &result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE];
    size_t count = result->metric_count;
    if (count > 0) {
        memcpy(metrics, result->metrics, count * sizeof *metrics);
        return count;
    }
    for (uint32_t key = 0; key < keys->count; key++) {
        if (keys->keys[key].number != 0) {
            metrics[count++] = (int32_t)keys->keys[key].number;
        }
    }
    return count;
}

void xeng__result_merge_asked(xeng_result *merged, const xeng_result *const *results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int32_t metrics[XENG__METRIC_COUNT];
        size_t metric_count = xeng__result_metrics(results[i], metrics);
        for (size_t k = 0; k < metric_count; k++) {
            note_metric(merged, metrics[k]);
        }
    }
}

void xeng__tree_merge_asked(xeng__tree *merged, const xeng__tree *const *trees, size_t count)
{
    for (size_t i = 0; i < count && merged->asked_count == 0; i++) {
        note_dimensions(merged, trees[i]->asked, trees[i]->asked_count);
    }
}
