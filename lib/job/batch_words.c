/* Why an id wasn't delivered, in words. */
#include "base/buf.h"
#include "job/batch_parts.h"
#include "model/show.h"

static const xeng__piece_reason *find(const xeng__batch *batch, int32_t code)
{
    for (size_t i = 0; i < batch->word_count; i++) {
        if (batch->words[i].code == code) {
            return &batch->words[i];
        }
    }
    return NULL;
}

bool xeng__batch_keep_words(xeng__batch *batch, int32_t code, const char *text, size_t size)
{
    if (size == 0 || find(batch, code) != NULL || batch->word_count == XENG__BATCH_CODES) {
        return true;
    }
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, text, size);
    char *words = xeng__buf_take(&shown);
    if (words == NULL) {
        return false;
    }
    batch->words[batch->word_count++] = (xeng__piece_reason){code, words};
    return true;
}

const char *xeng__batch_words(const xeng__batch *batch, int32_t code)
{
    const xeng__piece_reason *found = find(batch, code);
    return found != NULL ? found->text : xeng__reason_words(code);
}

const char *xeng__reason_words(int32_t code)
{
    switch (code) {
    case XENG_ERROR_UNAVAILABLE_POSTS:
        return "the Post is deleted, protected or otherwise not available";
    case XENG_ERROR_FORBIDDEN_POSTS:
        return "these credentials may not read this Post: use those of its owner";
    case XENG_ERROR_UNSUPPORTED_POSTS:
        return "the Post is too old for some of the metrics";
    case XENG_ERROR_PROTOCOL:
        return "the server said nothing about this Post";
    case XENG_ERROR_BAD_REQUEST:
        return "the server found the request for this Post malformed";
    default:
        return xeng_error_code_name(code);
    }
}
