/* What a decoder learns from the request that is answered. */
#include <string.h>

#include "base/alloc.h"
#include "model/request.h"
#include "result/asked.h"
#include "result/decoder_fields.h"

enum {
    HOURS_OF_28HR = 29, /* 28 hours, widened to whole ones */
    HOURS_A_DAY = 24
};

/* How many hours the counts can be of. */
static size_t window_hours(const xeng_request *request)
{
    int64_t start;
    int64_t end;
    if (xeng__request_endpoint(request) == XENG_ENDPOINT_28HR) {
        return HOURS_OF_28HR;
    }
    /* A window that the server chooses, or half of it, is as long as windows get. */
    if (!xeng_request_window(request, &start, &end) || start == XENG_TIME_UNSET ||
        end == XENG_TIME_UNSET) {
        return XENG_MAX_WINDOW_HOURS;
    }
    return (size_t)((end - start) / 3600);
}

/* How many leaves a grouping can have, or a few more. */
static size_t estimate_leaves(const xeng_request *request, const int32_t *dimensions, size_t count)
{
    size_t window = window_hours(request);
    size_t leaves = 1;
    size_t days = 0;
    size_t hours = 0;
    for (size_t i = 0; i < count; i++) {
        if (dimensions[i] == XENG_DIMENSION_TWEET_ID) {
            leaves *= xeng_request_id_count(request);
        } else if (dimensions[i] == XENG_DIMENSION_ENGAGEMENT_TYPE) {
            leaves *= xeng__request_metric_count(request);
        } else if (dimensions[i] == XENG_DIMENSION_ENGAGEMENT_DAY) {
            days = window / HOURS_A_DAY + 2;
        } else {
            hours = HOURS_A_DAY;
        }
    }
    if (days != 0 && hours != 0) {
        return leaves * window;
    }
    return leaves * (days + hours == 0 ? 1 : days + hours);
}

bool xeng__decoder_expect(xeng__decoder *decoder, const xeng_request *request)
{
    xeng__asked *asked = &decoder->asked;
    decoder->expecting = true;
    for (size_t i = 0; i < xeng__request_grouping_count(request); i++) {
        const int32_t *dimensions;
        const char *name = xeng__request_grouping_name(request, i);
        xeng__wanted *wanted = &decoder->wanted[i];
        if (xeng__result_add_tree(decoder->result, name, strlen(name)) == NULL) {
            return false;
        }
        wanted->count = xeng__request_grouping_dimensions(request, i, &dimensions);
        wanted->leaves = estimate_leaves(request, dimensions, wanted->count);
        for (size_t k = 0; k < wanted->count; k++) {
            wanted->dimensions[k] = dimensions[k];
            asked->by_id |= dimensions[k] == XENG_DIMENSION_TWEET_ID;
        }
    }
    xeng__result_note_asked(decoder->result, request);
    asked->id_count = xeng_request_id_count(request);
    asked->ids = xeng__malloc(asked->id_count * sizeof *asked->ids);
    for (size_t i = 0; asked->ids != NULL && i < asked->id_count; i++) {
        asked->ids[i] = xeng_request_id_at(request, i);
    }
    return asked->ids != NULL;
}
