/* Answers to a batch's questions: all that can fail first, then what they lead to. */
#include <string.h>

#include "base/error.h"
#include "job/batch_parts.h"
#include "wire/server_message.h"

/* How many parts reducing takes at most: one for each set of flags. */
static size_t count_reduced(const xeng__verdicts *verdicts, size_t count)
{
    bool seen[UINT8_MAX + 1] = {false};
    size_t kinds = 0;
    for (size_t i = 0; i < count; i++) {
        bool *flags = &seen[verdicts->fates[i].unsupported];
        if (verdicts->what[i] == XENG__VERDICT_REDUCE && !*flags) {
            *flags = true;
            kinds++;
        }
    }
    return kinds;
}

/* The reason that a message beside a result gives; XENG_OK if it gives none. */
static int32_t reason_of(const char *message)
{
    switch (xeng__server_message_kind(message, 0)) {
    case XENG__SAYS_UNAVAILABLE:
        return XENG_ERROR_UNAVAILABLE_POSTS;
    case XENG__SAYS_POSTS_FORBIDDEN:
        return XENG_ERROR_FORBIDDEN_POSTS;
    case XENG__SAYS_UNSUPPORTED:
        return XENG_ERROR_UNSUPPORTED_POSTS;
    default:
        return XENG_OK;
    }
}

static bool keep_words(xeng__batch *batch, const xeng_result *result, const xeng__refusal *refusal)
{
    if (refusal != NULL) {
        return xeng__batch_keep_words(batch, refusal->code, refusal->text, refusal->text_size);
    }
    for (size_t i = 0; i < xeng_result_message_count(result); i++) {
        const char *message = xeng_result_message(result, i);
        int32_t reason = reason_of(message);
        if (reason != XENG_OK && !xeng__batch_keep_words(batch, reason, message, strlen(message))) {
            return false;
        }
    }
    return true;
}

int32_t xeng__batch_prepare(xeng__batch *batch, const xeng__part *part,
                            const xeng__verdicts *verdicts, const xeng_result *result,
                            const xeng__refusal *refusal, size_t more, xeng_error **error)
{
    size_t reduced = count_reduced(verdicts, part->question.count);
    size_t spares = more + reduced + xeng__batch_open_takes(batch, reduced > 0) +
                    (verdicts->halve ? 1 : 0) + (result != NULL && part->half != NULL ? 1 : 0);
    bool done = xeng__batch_reserve(batch, spares) && keep_words(batch, result, refusal);
    return done ? XENG_OK : xeng__fail_no_memory(error);
}

/* Lets go of the second half. If all went well with the first, those to blame are in the second, so
 * that there is no need to ask for it as a whole. */
static void settle_half(xeng__batch *batch, xeng__part *part, bool good)
{
    xeng__part *half = part->half;
    if (half == NULL) {
        return;
    }
    xeng__batch_unpair(batch, part);
    if (good && half->question.count > 1) {
        xeng__batch_halve(batch, half, half->search);
    }
}

/* Leaves the ids that a verdict is for in the part; returns how many. */
static size_t leave(xeng__part *part, const xeng__verdicts *verdicts, int what)
{
    size_t kept = 0;
    for (size_t i = 0; i < part->question.count; i++) {
        if (verdicts->what[i] == what) {
            part->question.members[kept++] = part->question.members[i];
        }
    }
    part->question.count = kept;
    return kept;
}

static void settle_part(xeng__batch *batch, xeng__part *part, const xeng__verdicts *verdicts,
                        xeng_result *result, int32_t code)
{
    int what = result != NULL ? XENG__VERDICT_KEEP : XENG__VERDICT_AGAIN;
    settle_half(batch, part, result != NULL);
    if (leave(part, verdicts, what) == 0) {
        xeng__batch_drop_part(batch, part);
        return;
    }
    if (result != NULL && !verdicts->tainted) {
        part->state = XENG__PART_KEPT;
        part->result = xeng_result_ref(result);
        return;
    }
    xeng__part_ask_anew(part);
    if (verdicts->halve) {
        xeng__batch_halve(batch, part, code);
    }
}

static void settle_id(xeng__batch *batch, size_t window, uint16_t place, int what, xeng__fate fate)
{
    switch (what) {
    case XENG__VERDICT_KEEP:
        xeng__fate_worsen(&batch->fates[place], fate);
        break;
    case XENG__VERDICT_LOSE:
        batch->lost[place] = true;
        xeng__fate_worsen(&batch->fates[place], fate);
        xeng__batch_lose(batch, place);
        break;
    case XENG__VERDICT_REDUCE:
        batch->without[place] |= fate.unsupported;
        xeng__batch_reduce(batch, window, fate.unsupported, place);
        break;
    default:
        break;
    }
}

void xeng__batch_apply(xeng__batch *batch, xeng__part *part, const xeng__verdicts *verdicts,
                       xeng_result *result, const xeng__refusal *refusal)
{
    uint16_t places[XENG__MAX_IDS];
    size_t count = part->question.count;
    size_t window = part->question.window;
    memcpy(places, part->question.members, count * sizeof *places);
    batch->delivered |= result != NULL;
    batch->refusals += refusal != NULL && refusal->code == XENG_ERROR_BAD_REQUEST && count == 1 &&
                       !refusal->named[places[0]];
    settle_part(batch, part, verdicts, result, refusal == NULL ? XENG_OK : refusal->code);
    for (size_t i = 0; i < count; i++) {
        settle_id(batch, window, places[i], verdicts->what[i], verdicts->fates[i]);
    }
    xeng__batch_open(batch);
}

static int32_t answer(xeng__batch *batch, xeng__part *part, xeng_result *result,
                      const xeng__refusal *refusal, xeng__buf *record, xeng_error **error)
{
    xeng__verdicts verdicts;
    if (result != NULL) {
        xeng__judge_result(&part->question, result, &verdicts);
    } else {
        xeng__judge_refusal(&part->question, refusal, &verdicts);
    }
    int32_t code = xeng__batch_prepare(batch, part, &verdicts, result, refusal, 0, error);
    if (code == XENG_OK && record != NULL) {
        xeng__batch_record(&part->question, result, refusal, record);
        code = record->failed ? xeng__fail_no_memory(error) : XENG_OK;
    }
    if (code == XENG_OK) {
        xeng__batch_apply(batch, part, &verdicts, result, refusal);
    }
    return code;
}

int32_t xeng__batch_answer(xeng__batch *batch, xeng__question *question, xeng_result *result,
                           const xeng_error *failure, xeng__buf *record, xeng_error **error)
{
    xeng__refusal refusal;
    int32_t code;
    if (record != NULL) {
        xeng__buf_clear(record);
    }
    if (result != NULL) {
        code = answer(batch, (xeng__part *)question, result, NULL, record, error);
    } else if (xeng__batch_takes(failure)) {
        xeng__refusal_read(batch, failure, &refusal);
        code = answer(batch, (xeng__part *)question, NULL, &refusal, record, error);
    } else {
        code = xeng__fail_argument(error, "the answer is no result, and no error about ids");
    }
    if (code != XENG_OK) {
        xeng__batch_put_back(batch, question);
    }
    if (record != NULL && code != XENG_OK) {
        xeng__buf_clear(record);
    }
    return code;
}
