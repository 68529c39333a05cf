/* The end of a batch: its piece. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/batch_parts.h"
#include "result/merge.h"

/* Whether all windows are answered for an id. */
static bool is_covered(const xeng__batch *batch, uint16_t place)
{
    size_t windows = 0;
    for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
        windows += part->state == XENG__PART_KEPT && xeng__part_has(part, place);
    }
    return windows >= batch->rules->window_count;
}

int32_t xeng__batch_fail(xeng__batch *batch, int32_t code, const char *why, xeng_error **error)
{
    if (!xeng__batch_keep_words(batch, code, why, strlen(why))) {
        return xeng__fail_no_memory(error);
    }
    batch->unfinished = true;
    /* Where there are sums, losing an id can undo the answers about others. */
    bool changed;
    do {
        changed = false;
        for (uint16_t place = 0; place < batch->count; place++) {
            if (!batch->lost[place] && !is_covered(batch, place)) {
                xeng__fate fate = {XENG_ID_FAILED, 0, (uint16_t)code};
                batch->lost[place] = true;
                xeng__fate_worsen(&batch->fates[place], fate);
                xeng__batch_lose(batch, place);
                changed = true;
            }
        }
    } while (changed);
    return XENG_OK;
}

static int ascending(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

static size_t lost_ids(const xeng__batch *batch, uint64_t *ids)
{
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->lost[i]) {
            ids[count++] = batch->ids[i];
        }
    }
    qsort(ids, count, sizeof *ids, ascending);
    return count;
}

/* The answers in the order of windows. */
static size_t answers(const xeng__batch *batch, const xeng_result **results)
{
    size_t count = 0;
    for (size_t window = 0; window < batch->rules->window_count; window++) {
        for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
            if (part->question.window == window) {
                results[count++] = part->result;
            }
        }
    }
    return count;
}

static int32_t merge(const xeng__batch *batch, xeng_result **merged, xeng_error **error)
{
    uint64_t lost[XENG__MAX_IDS];
    size_t room = 0;
    for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
        room++;
    }
    if (room == 0) {
        return XENG_OK;
    }
    const xeng_result **results = xeng__malloc(room * sizeof(xeng_result *));
    if (results == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__merge_rules rules = {.lost = lost, .lost_count = lost_ids(batch, lost)};
    size_t count = answers(batch, results);
    int32_t code = XENG_OK;
    if (count == 1 && rules.lost_count == 0) {
        *merged = xeng_result_ref(batch->parts->result);
    } else {
        code = xeng__merge(results, count, &rules, merged, error);
    }
    xeng__free(results);
    return code;
}

static bool add_reasons(const xeng__batch *batch, xeng_piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        int32_t code = piece->fates[i].reason;
        if (code != XENG_OK &&
            !xeng__piece_add_reason(piece, code, xeng__batch_words(batch, code))) {
            return false;
        }
    }
    return true;
}

int32_t xeng__batch_finish(xeng__batch *batch, xeng_piece **piece, xeng_error **error)
{
    if (!xeng__batch_complete(batch)) {
        return xeng__fail(error, XENG_ERROR_STATE, "the piece isn't complete");
    }
    xeng_piece *made =
        xeng__piece_new(batch->number, batch->account, batch->first, batch->ids, batch->count);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    made->request = xeng_request_ref((xeng_request *)(uintptr_t)batch->rules->request);
    made->unfinished = batch->unfinished;
    for (size_t i = 0; i < batch->count; i++) {
        made->fates[i] = batch->fates[i];
    }
    int32_t code =
        add_reasons(batch, made) ? merge(batch, &made->result, error) : xeng__fail_no_memory(error);
    if (code != XENG_OK) {
        xeng_piece_unref(made);
        return code;
    }
    made->bytes = made->result == NULL ? 0 : xeng__batch_result_bytes(made->result);
    *piece = made;
    return XENG_OK;
}
