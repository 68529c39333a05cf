/* Answers taken from records instead of from the server. */
#include <string.h>

#include "base/error.h"
#include "job/batch_parts.h"
#include "result/decoder.h"

/* The part that an id is to be asked for in, in a window; NULL if there is none. */
static xeng__part *find_pending(const xeng__batch *batch, size_t window, uint16_t place)
{
    for (xeng__part *part = batch->parts; part != NULL; part = part->next) {
        if ((part->state == XENG__PART_READY || part->state == XENG__PART_HELD) &&
            part->question.window == window && xeng__part_has(part, place)) {
            return part;
        }
    }
    return NULL;
}

/* Whether every id that was asked for is to be asked for now, or was lost: through other windows,
 * while the question was out. */
static bool fits(const xeng__batch *batch, const xeng__question *question)
{
    for (size_t i = 0; i < question->count; i++) {
        uint16_t place = question->members[i];
        if (!batch->lost[place] && find_pending(batch, question->window, place) == NULL) {
            return false;
        }
    }
    return true;
}

static xeng__part *find_equal(const xeng__batch *batch, const xeng__question *question)
{
    xeng__part *part = find_pending(batch, question->window, question->members[0]);
    bool equal = part != NULL && part->question.without == question->without &&
                 part->question.count == question->count &&
                 memcmp(part->question.members, question->members,
                        question->count * sizeof *question->members) == 0;
    return equal ? part : NULL;
}

/* The part for a question, taken out of the parts that have its ids now if there is none that is
 * equal: which parts there are depends on what was asked when, while which ids are to be asked for
 * doesn't. Takes a spare part. */
static xeng__part *carve(xeng__batch *batch, const xeng__question *question)
{
    xeng__part *part = find_equal(batch, question);
    if (part != NULL) {
        if (part->state == XENG__PART_HELD) {
            xeng__batch_unpair(batch, part);
        }
        part->state = XENG__PART_OUT;
        return part;
    }
    for (size_t i = 0; i < question->count; i++) {
        uint16_t place = question->members[i];
        xeng__part *pending = find_pending(batch, question->window, place);
        if (pending != NULL) {
            xeng__batch_unpair(batch, pending);
            xeng__part_remove(pending, place);
        }
        if (pending != NULL && pending->question.count == 0) {
            xeng__batch_drop_part(batch, pending);
        }
    }
    part = xeng__batch_add_part(batch, question->window, question->without, NULL);
    memcpy(part->question.members, question->members, question->count * sizeof(uint16_t));
    part->question.count = question->count;
    part->state = XENG__PART_OUT;
    return part;
}

static int32_t decode(const xeng__recorded *from, xeng_result **result, xeng_error **error)
{
    xeng_request *request = NULL;
    xeng__decoder *decoder = NULL;
    int32_t code = xeng__question_request(&from->part.question, &request, error);
    if (code == XENG_OK) {
        code = xeng__decoder_new(request, 0, &decoder, error);
    }
    if (code == XENG_OK) {
        code = xeng__decoder_feed(decoder, from->json, from->json_size, error);
    }
    if (code == XENG_OK) {
        code = xeng__decoder_finish(decoder, result, error);
    }
    xeng__decoder_free(decoder);
    xeng_request_unref(request);
    return code;
}

static int32_t refuse(xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_JOURNAL,
                      "the journal has an answer that doesn't belong to this job, or is damaged: "
                      "use the job's own journal, or begin with a new one");
}

static int32_t take(xeng__batch *batch, const xeng__recorded *from, xeng_result *result,
                    xeng_error **error)
{
    xeng__verdicts verdicts;
    const xeng__refusal *refusal = result != NULL ? NULL : &from->refusal;
    const xeng__part *equal = find_equal(batch, &from->part.question);
    if (result != NULL) {
        xeng__judge_result(&from->part.question, result, &verdicts);
    } else {
        xeng__judge_refusal(&from->part.question, refusal, &verdicts);
    }
    int32_t code = xeng__batch_prepare(batch, equal != NULL ? equal : &from->part, &verdicts,
                                       result, refusal, 1, error);
    if (code == XENG_OK) {
        xeng__part *part = carve(batch, &from->part.question);
        xeng__batch_apply(batch, part, &verdicts, result, refusal);
    }
    return code;
}

int32_t xeng__batch_replay(xeng__batch *batch, const void *record, size_t size, xeng_error **error)
{
    xeng__recorded from;
    xeng_result *result = NULL;
    if (!xeng__batch_read_record(batch, record, size, &from) || !fits(batch, &from.part.question)) {
        return refuse(error);
    }
    if (from.is_result) {
        xeng_error *reason = NULL;
        int32_t code = decode(&from, &result, &reason);
        xeng_error_unref(reason);
        if (code != XENG_OK) {
            return code == XENG_ERROR_NO_MEMORY ? xeng__fail_no_memory(error) : refuse(error);
        }
    }
    int32_t code = take(batch, &from, result, error);
    xeng_result_unref(result);
    return code;
}
