/* From the bytes of a response to a result: beginning and end. */
#include "result/decoder.h"

#include "base/alloc.h"
#include "base/error.h"
#include "result/decoder_fields.h"
#include "wire/error_body.h"

enum {
    SHORTEST_MEMBER = 9 /* bytes of "00":"0", */
};

int32_t xeng__decoder_new(const xeng_request *expected, size_t max_bytes, xeng__decoder **decoder,
                          xeng_error **error)
{
    *decoder = NULL;
    xeng__decoder *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__json_reader_init(&made->reader, &xeng__decoder_sink, made);
    made->max_bytes = max_bytes;
    made->left = max_bytes == 0 ? SIZE_MAX : max_bytes;
    made->to = XENG__TO_ROOT;
    made->result = xeng__result_new();
    if (made->result == NULL || (expected != NULL && !xeng__decoder_expect(made, expected))) {
        xeng__decoder_free(made);
        return xeng__fail_no_memory(error);
    }
    *decoder = made;
    return XENG_OK;
}

void xeng__decoder_expect_bytes(xeng__decoder *decoder, size_t bytes)
{
    decoder->leaves = bytes / SHORTEST_MEMBER;
}

int32_t xeng__decoder_feed(xeng__decoder *decoder, const char *bytes, size_t size,
                           xeng_error **error)
{
    if (size > decoder->left) {
        return xeng__fail(error, XENG_ERROR_TOO_LARGE,
                          "the answer is over %zu bytes, the client's limit; ask for less at once, "
                          "or raise the limit",
                          decoder->max_bytes);
    }
    decoder->left -= size;
    return xeng__json_reader_feed(&decoder->reader, bytes, size, error);
}

/* Whether the answer is nothing but messages, and so an error for all its status says. */
static bool is_error(const xeng__decoder *decoder)
{
    const xeng__server_words *words = &decoder->words;
    for (size_t i = 0; i < decoder->result->tree_count; i++) {
        if (decoder->result->trees[i].has_leaves) {
            return false;
        }
    }
    return words->count > 0 && words->unavailable.count == 0 &&
           words->unsupported_impressions_engagements.count == 0 &&
           words->unsupported_video_views.count == 0;
}

/* Hands the messages over to the result. False if memory runs out. */
static bool keep_messages(xeng__decoder *decoder)
{
    xeng__server_words *words = &decoder->words;
    xeng_result *result = decoder->result;
    result->messages = xeng__malloc(words->count * sizeof *result->messages);
    if (result->messages == NULL) {
        return false;
    }
    for (size_t i = 0; i < words->count; i++) {
        result->messages[i] = words->words[i].text;
    }
    result->message_count = words->count;
    words->count = 0;
    return true;
}

/* Without a request it shows in the trees whether there are ids in them. */
static bool has_ids(const xeng_result *result)
{
    return result->dictionaries[XENG_DIMENSION_TWEET_ID].count > 0;
}

int32_t xeng__decoder_finish(xeng__decoder *decoder, xeng_result **result, xeng_error **error)
{
    *result = NULL;
    if (decoder->result == NULL) {
        return xeng__fail(error, XENG_ERROR_STATE, "the decoder has handed over its result");
    }
    int32_t code = xeng__json_reader_finish(&decoder->reader, error);
    if (code != XENG_OK) {
        return code;
    }
    if (is_error(decoder)) {
        return xeng__error_pass(error, xeng__error_from_words(200, &decoder->words, NULL));
    }
    decoder->asked.by_id |= has_ids(decoder->result);
    code = xeng__result_account(decoder->result, &decoder->asked, &decoder->words, error);
    if (code == XENG_OK) {
        code =
            xeng__result_mark_unsupported(decoder->result, &decoder->asked, &decoder->words, error);
    }
    if (code == XENG_OK && !keep_messages(decoder)) {
        code = xeng__fail_no_memory(error);
    }
    if (code == XENG_OK) {
        *result = decoder->result;
        decoder->result = NULL;
    }
    return code;
}

void xeng__decoder_free(xeng__decoder *decoder)
{
    if (decoder == NULL) {
        return;
    }
    xeng__json_reader_free(&decoder->reader);
    xeng_result_unref(decoder->result);
    xeng__builder_free(&decoder->builder);
    xeng__json_keys_free(&decoder->root_keys);
    xeng__buf_free(&decoder->member);
    xeng__json_text_free(&decoder->text);
    xeng__server_words_free(&decoder->words);
    xeng__free(decoder->asked.ids);
    xeng__free(decoder);
}

void xeng__result_set_attempts(xeng_result *result, uint32_t attempts)
{
    result->attempts = attempts;
}
