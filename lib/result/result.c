/* What a result says besides counts: window, ids, messages, unknown members. */
#include <xengage/result.h>

#include "base/error.h"
#include "result/decoder.h"
#include "result/tree.h"

int32_t xeng_result_from_json(const char *json, size_t size, xeng_result **result,
                              xeng_error **error)
{
    xeng__error_clear(error);
    if (result == NULL) {
        return xeng__fail_argument(error, "xeng_result_from_json: result is NULL");
    }
    *result = NULL;
    if (json == NULL) {
        return xeng__fail_argument(error, "xeng_result_from_json: json is NULL");
    }
    xeng__decoder *decoder;
    int32_t code = xeng__decoder_new(NULL, 0, &decoder, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__decoder_expect_bytes(decoder, size);
    code = xeng__decoder_feed(decoder, json, size, error);
    if (code == XENG_OK) {
        code = xeng__decoder_finish(decoder, result, error);
    }
    xeng__decoder_free(decoder);
    return code;
}

int32_t xeng_result_window(const xeng_result *result, int64_t *start, int64_t *end)
{
    bool said = result != NULL && result->has_start && result->has_end;
    if (start != NULL) {
        *start = result != NULL && result->has_start ? result->start : 0;
    }
    if (end != NULL) {
        *end = result != NULL && result->has_end ? result->end : 0;
    }
    return said;
}

size_t xeng_result_id_count(const xeng_result *result)
{
    return result == NULL ? 0 : result->id_count;
}

uint64_t xeng_result_id_at(const xeng_result *result, size_t index)
{
    return index < xeng_result_id_count(result) ? result->ids[index].id : 0;
}

/* What became of an id; NULL if the result doesn't account for it. */
static const xeng__id_state *find_id(const xeng_result *result, uint64_t id)
{
    size_t count = xeng_result_id_count(result);
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (result->ids[result->ids_sorted[middle]].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < count && result->ids[result->ids_sorted[low]].id == id) {
        return &result->ids[result->ids_sorted[low]];
    }
    return NULL;
}

int32_t xeng_result_id_state(const xeng_result *result, uint64_t id)
{
    const xeng__id_state *state = find_id(result, id);
    return state == NULL ? 0 : state->state;
}

uint32_t xeng_result_id_unsupported(const xeng_result *result, uint64_t id)
{
    const xeng__id_state *state = find_id(result, id);
    return state == NULL ? 0 : state->unsupported;
}

size_t xeng_result_message_count(const xeng_result *result)
{
    return result == NULL ? 0 : result->message_count;
}

const char *xeng_result_message(const xeng_result *result, size_t index)
{
    return index < xeng_result_message_count(result) ? result->messages[index] : NULL;
}

size_t xeng_result_extra_count(const xeng_result *result)
{
    return result == NULL ? 0 : result->extra_count;
}

const char *xeng_result_extra_name(const xeng_result *result, size_t index)
{
    return index < xeng_result_extra_count(result) ? result->extras[index].name : NULL;
}

const char *xeng_result_extra_json(const xeng_result *result, size_t index)
{
    return index < xeng_result_extra_count(result) ? result->extras[index].json : NULL;
}

uint32_t xeng_result_attempts(const xeng_result *result)
{
    return result == NULL ? 0 : result->attempts;
}
