/* Batches: their life, their questions, and what can be asked about them. */
#include "job/batch.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/batch_parts.h"
#include "model/request.h"
#include "result/tree.h"

static bool make_room(xeng__batch *batch)
{
    batch->ids = xeng__malloc(batch->count * sizeof *batch->ids);
    batch->fates = xeng__calloc(batch->count, sizeof *batch->fates);
    batch->without = xeng__malloc(batch->count);
    batch->lost = xeng__calloc(batch->count, sizeof *batch->lost);
    return batch->ids != NULL && batch->fates != NULL && batch->without != NULL &&
           batch->lost != NULL && xeng__batch_reserve(batch, batch->rules->window_count);
}

/* All windows with all ids, the first of them to be asked for. */
static void ask_for_all(xeng__batch *batch)
{
    for (size_t window = 0; window < batch->rules->window_count; window++) {
        xeng__part *part = xeng__batch_add_part(batch, window, batch->kind, NULL);
        part->state = window == 0 ? XENG__PART_READY : XENG__PART_CLOSED;
        part->question.count = batch->count;
        for (size_t i = 0; i < batch->count; i++) {
            part->question.members[i] = (uint16_t)i;
        }
    }
}

/* Too old for all that is asked for. */
static void ask_for_nothing(xeng__batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        batch->lost[i] = true;
        batch->fates[i] =
            (xeng__fate){XENG_ID_UNSUPPORTED, (uint8_t)batch->kind, XENG_ERROR_UNSUPPORTED_POSTS};
    }
}

int32_t xeng__batch_new(const xeng__batch_rules *rules, xeng__batch_kind kind, uint64_t number,
                        uint32_t account, uint64_t first, const uint64_t *ids, size_t count,
                        xeng__batch **batch, xeng_error **error)
{
    if (count == 0 || count > XENG__MAX_IDS || rules->window_count == 0) {
        return xeng__fail_argument(error, "a piece has 1 to 250 ids, and 1 window or more");
    }
    xeng__batch *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    made->rules = rules;
    made->age_flags = xeng__request_age_flags(rules->request, &made->ageless);
    made->kind = kind & made->age_flags;
    made->sums = xeng__request_sums_up(rules->request);
    made->opened = rules->window_count == 1;
    made->number = number;
    made->account = account;
    made->first = first;
    made->count = count;
    if (!make_room(made)) {
        xeng__batch_free(made);
        return xeng__fail_no_memory(error);
    }
    memcpy(made->ids, ids, count * sizeof *ids);
    memset(made->without, (int)made->kind, count);
    if (xeng__batch_leaves(made, made->kind)) {
        ask_for_all(made);
    } else {
        ask_for_nothing(made);
    }
    *batch = made;
    return XENG_OK;
}

static void free_parts(xeng__part *part)
{
    while (part != NULL) {
        xeng__part *next = part->next;
        xeng_result_unref(part->result);
        xeng__free(part);
        part = next;
    }
}

void xeng__batch_free(xeng__batch *batch)
{
    if (batch == NULL) {
        return;
    }
    free_parts(batch->parts);
    free_parts(batch->spares);
    for (size_t i = 0; i < batch->word_count; i++) {
        xeng__free(batch->words[i].text);
    }
    xeng__free(batch->lost);
    xeng__free(batch->without);
    xeng__free(batch->fates);
    xeng__free(batch->ids);
    xeng__free(batch);
}

int32_t xeng__question_request(const xeng__question *question, xeng_request **request,
                               xeng_error **error)
{
    const xeng__batch_rules *rules = question->batch->rules;
    const xeng__window *window = &rules->windows[question->window];
    uint64_t ids[XENG__MAX_IDS];
    xeng_request *made = NULL;
    for (size_t i = 0; i < question->count; i++) {
        ids[i] = question->batch->ids[question->members[i]];
    }
    int32_t code = xeng__request_copy_without(rules->request, question->without, &made, error);
    if (code == XENG_OK) {
        code = xeng_request_add_ids(made, ids, question->count, error);
    }
    if (code == XENG_OK) {
        int64_t now = rules->now == XENG_TIME_UNSET ? INT64_MAX : rules->now;
        code = xeng__request_set_window(made, window->start, window->end, now, error);
    }
    if (code != XENG_OK) {
        xeng_request_unref(made);
        return code;
    }
    *request = made;
    return XENG_OK;
}

bool xeng__batch_complete(const xeng__batch *batch)
{
    for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
        if (part->state != XENG__PART_KEPT) {
            return false;
        }
    }
    return true;
}

uint32_t xeng__batch_account(const xeng__batch *batch)
{
    return batch->account;
}

uint64_t xeng__batch_number(const xeng__batch *batch)
{
    return batch->number;
}

/* Keys, children, and the counts of the leaves. */
size_t xeng__batch_result_bytes(const xeng_result *result)
{
    size_t bytes = sizeof *result + result->id_count * sizeof *result->ids;
    for (size_t i = 0; i < result->tree_count; i++) {
        const xeng__tree *tree = &result->trees[i];
        for (size_t level = 1; level <= tree->depth; level++) {
            bytes += tree->levels[level - 1].count * 2 * sizeof(uint32_t);
        }
        bytes += tree->has_leaves ? xeng__level_size(tree, tree->depth) * sizeof *tree->values : 0;
    }
    return bytes;
}

size_t xeng__batch_bytes(const xeng__batch *batch)
{
    size_t bytes = 0;
    for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
        bytes += part->result != NULL ? xeng__batch_result_bytes(part->result) : 0;
    }
    return bytes;
}

size_t xeng__batch_refusals(const xeng__batch *batch)
{
    return batch->delivered ? 0 : batch->refusals;
}
