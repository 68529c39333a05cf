/* Answers as records, and back: bytes that say which question was answered, and how.
 *
 *     1  version
 *     1  what it is: a result or a refusal
 *     1  flags of the metrics that were left out
 *     4  window
 *     2  ids in the piece, then a bit for each: whether the question was about it
 *
 * then, of a refusal:
 *
 *     2  code
 *     a bit for each id in the piece: whether the server named it
 *     the server's words, to the end
 *
 * and of a result its JSON, to the end. Numbers are little-endian. */
#include <string.h>

#include "job/batch_parts.h"
#include "job/pack.h"
#include "result/write_json.h"

enum {
    VERSION = 1,
    RESULT = 1,
    REFUSAL = 2
};

static void put_bits(xeng__buf *out, const bool *bits, size_t count)
{
    for (size_t at = 0; at < count; at += 8) {
        unsigned byte = 0;
        for (size_t i = at; i < count && i < at + 8; i++) {
            byte |= (unsigned)bits[i] << (i - at);
        }
        xeng__pack_fixed(out, byte, 1);
    }
}

void xeng__batch_record(const xeng__question *question, const xeng_result *result,
                        const xeng__refusal *refusal, xeng__buf *out)
{
    size_t count = question->batch->count;
    bool members[XENG__MAX_IDS] = {false};
    for (size_t i = 0; i < question->count; i++) {
        members[question->members[i]] = true;
    }
    xeng__pack_fixed(out, VERSION, 1);
    xeng__pack_fixed(out, result != NULL ? RESULT : REFUSAL, 1);
    xeng__pack_fixed(out, question->without, 1);
    xeng__pack_fixed(out, question->window, 4);
    xeng__pack_fixed(out, count, 2);
    put_bits(out, members, count);
    if (result != NULL) {
        xeng__result_write_json(result, out);
    } else {
        xeng__pack_fixed(out, (uint64_t)refusal->code, 2);
        put_bits(out, refusal->named, count);
        xeng__buf_append(out, refusal->text, refusal->text_size);
    }
}

static void get_bits(xeng__unpack *from, bool *bits, size_t count)
{
    for (size_t at = 0; at < count; at += 8) {
        uint64_t byte = xeng__unpack_fixed(from, 1);
        for (size_t i = at; i < at + 8; i++) {
            bool bit = (byte >> (i - at) & 1) != 0;
            from->bad |= bit && i >= count;
            if (i < count) {
                bits[i] = bit;
            }
        }
    }
}

static bool is_sound(const xeng__batch *batch, const xeng__question *question)
{
    return question->count > 0 && question->window < batch->rules->window_count &&
           (question->without & batch->kind) == batch->kind &&
           (question->without & ~batch->age_flags) == 0 &&
           xeng__batch_leaves(batch, question->without);
}

bool xeng__batch_read_record(xeng__batch *batch, const void *record, size_t size,
                             xeng__recorded *out)
{
    bool members[XENG__MAX_IDS] = {false};
    xeng__question *question = &out->part.question;
    xeng__unpack from = {record, size, false};
    memset(out, 0, sizeof *out);
    question->batch = batch;
    question->members = out->places;
    uint64_t version = xeng__unpack_fixed(&from, 1);
    uint64_t what = xeng__unpack_fixed(&from, 1);
    question->without = (uint32_t)xeng__unpack_fixed(&from, 1);
    question->window = (size_t)xeng__unpack_fixed(&from, 4);
    if (version != VERSION || (what != RESULT && what != REFUSAL) ||
        xeng__unpack_fixed(&from, 2) != batch->count) {
        return false;
    }
    get_bits(&from, members, batch->count);
    for (uint16_t place = 0; place < batch->count; place++) {
        if (members[place]) {
            out->places[question->count++] = place;
        }
    }
    out->is_result = what == RESULT;
    if (what == REFUSAL) {
        out->refusal.code = (int32_t)xeng__unpack_fixed(&from, 2);
        get_bits(&from, out->refusal.named, batch->count);
        from.bad |= !xeng__refusal_takes(out->refusal.code);
    }
    out->refusal.text = out->json = (const char *)from.at;
    out->refusal.text_size = out->json_size = from.left;
    return !from.bad && is_sound(batch, question);
}
