/* From the bytes of a response to a result: what the root's members are. */
#include "result/decoder.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "model/request.h"
#include "model/show.h"
#include "model/table.h"
#include "result/account.h"
#include "result/builder.h"
#include "wire/error_body.h"
#include "wire/json_reader.h"
#include "wire/json_text.h"
#include "wire/server_words.h"

/* Who the events go to. */
enum {
    TO_ROOT,
    TO_TREE,
    TO_TEXT /* everything that is no grouping: kept as compact JSON until it is complete */
};

typedef struct grouping {
    int32_t dimensions[XENG_MAX_DIMENSIONS];
    size_t count;
    bool seen;
} grouping;

struct xeng__decoder {
    xeng__json_reader reader;
    size_t left; /* how many bytes may still come */
    size_t max_bytes;
    int32_t to;
    bool expecting; /* the request is known: other objects than its groupings are none */
    grouping groupings[XENG_MAX_GROUPINGS];
    xeng_result *result;
    xeng__builder builder;
    xeng__json_keys root_keys;
    xeng__buf member; /* the name of the member that is being read */
    xeng__json_text text;
    size_t text_depth; /* open containers in `text` */
    xeng__server_words words;
    xeng__asked asked;
};

static int32_t refuse_member(const xeng__decoder *decoder, const char *what, xeng_error **error)
{
    xeng__buf name = XENG__BUF_EMPTY;
    xeng__show(&name, xeng__buf_text(&decoder->member), decoder->member.size);
    int32_t code = name.failed ? xeng__fail_no_memory(error)
                               : xeng__fail(error, XENG_ERROR_PROTOCOL, "the answer's \"%s\" %s",
                                            xeng__buf_text(&name), what);
    xeng__buf_free(&name);
    return code;
}

/* The request's grouping that has the member's name; SIZE_MAX if there is none. */
static size_t find_grouping(const xeng__decoder *decoder)
{
    for (size_t i = 0; decoder->expecting && i < decoder->result->tree_count; i++) {
        if (strcmp(decoder->result->trees[i].name, xeng__buf_text(&decoder->member)) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static int32_t begin_tree(xeng__decoder *decoder, size_t index, xeng_error **error)
{
    xeng_result *result = decoder->result;
    decoder->to = TO_TREE;
    if (index != SIZE_MAX) {
        grouping *wanted = &decoder->groupings[index];
        if (wanted->seen) {
            return refuse_member(decoder, "is there twice", error);
        }
        wanted->seen = true;
        xeng__builder_begin(&decoder->builder, result, &result->trees[index], wanted->dimensions,
                            wanted->count);
        return XENG_OK;
    }
    if (result->tree_count == XENG__MAX_TREES) {
        return xeng__fail(error, XENG_ERROR_TOO_LARGE, "the answer has over %d groupings",
                          XENG__MAX_TREES);
    }
    xeng__tree *tree =
        xeng__result_add_tree(result, xeng__buf_text(&decoder->member), decoder->member.size);
    if (tree == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__builder_begin(&decoder->builder, result, tree, NULL, 0);
    return XENG_OK;
}

/* A member of the root begins with a value that is an object or not. */
static int32_t begin_member(xeng__decoder *decoder, bool object, xeng_error **error)
{
    const char *name = xeng__buf_text(&decoder->member);
    size_t index = find_grouping(decoder);
    if (index != SIZE_MAX && !object) {
        return refuse_member(decoder, "is no object, although it is a grouping", error);
    }
    if (index != SIZE_MAX || (object && !decoder->expecting && !xeng__root_key_reserved(name))) {
        return begin_tree(decoder, index, error);
    }
    decoder->to = TO_TEXT;
    decoder->text_depth = 0;
    xeng__json_text_clear(&decoder->text);
    return XENG_OK;
}

/* Reads `start` or `end`; false if it is no time, and then it is kept as it is. */
static bool take_time(const xeng__decoder *decoder, int64_t *time)
{
    const xeng__buf *json = &decoder->text.text;
    return json->size >= 2 && json->data[0] == '"' &&
           xeng__parse_time(json->data + 1, json->size - 2, time);
}

static int32_t keep_extra(xeng__decoder *decoder, xeng_error **error)
{
    xeng_result *result = decoder->result;
    if (!xeng__grow((void **)&result->extras, &result->extra_capacity, result->extra_count,
                    sizeof *result->extras)) {
        return xeng__fail_no_memory(error);
    }
    xeng__extra extra = {
        xeng__strndup(xeng__buf_text(&decoder->member), decoder->member.size),
        xeng__strndup(xeng__buf_text(&decoder->text.text), decoder->text.text.size),
    };
    if (extra.name == NULL || extra.json == NULL) {
        xeng__free(extra.name);
        xeng__free(extra.json);
        return xeng__fail_no_memory(error);
    }
    result->extras[result->extra_count++] = extra;
    return XENG_OK;
}

/* Reads messages and lists of ids the way that they are read in an error's body. */
static int32_t take_words(xeng__decoder *decoder, xeng_error **error)
{
    xeng__buf json = XENG__BUF_EMPTY;
    xeng__buf_append_char(&json, '{');
    xeng__json_append_string(&json, xeng__buf_text(&decoder->member), decoder->member.size);
    xeng__buf_append_char(&json, ':');
    xeng__buf_append(&json, decoder->text.text.data, decoder->text.text.size);
    xeng__buf_append_char(&json, '}');
    int32_t code = json.failed
                       ? xeng__fail_no_memory(error)
                       : xeng__server_words_read(&decoder->words, json.data, json.size, error);
    xeng__buf_free(&json);
    if (code == XENG_OK && decoder->words.malformed) {
        return refuse_member(decoder, "is no list of Post ids", error);
    }
    return code;
}

/* The text of a member is complete. */
static int32_t end_text(xeng__decoder *decoder, xeng_error **error)
{
    xeng_result *result = decoder->result;
    decoder->to = TO_ROOT;
    switch (xeng__root_key_by_bytes(xeng__buf_text(&decoder->member), decoder->member.size)) {
    case XENG__ROOT_OTHER:
        return keep_extra(decoder, error);
    case XENG__ROOT_START:
        result->has_start = take_time(decoder, &result->start);
        return result->has_start ? XENG_OK : keep_extra(decoder, error);
    case XENG__ROOT_END:
        result->has_end = take_time(decoder, &result->end);
        return result->has_end ? XENG_OK : keep_extra(decoder, error);
    default:
        return take_words(decoder, error);
    }
}

static int32_t after_text(xeng__decoder *decoder, int32_t code, xeng_error **error)
{
    return code != XENG_OK || decoder->text_depth > 0 ? code : end_text(decoder, error);
}

static int32_t on_object_begin(void *context, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == TO_TREE) {
        return xeng__builder_object_begin(&decoder->builder, error);
    }
    if (decoder->reader.depth == 1) {
        xeng__json_keys_open(&decoder->root_keys);
        return XENG_OK;
    }
    if (decoder->to == TO_ROOT) {
        int32_t code = begin_member(decoder, true, error);
        if (code != XENG_OK || decoder->to == TO_TREE) {
            return code;
        }
    }
    decoder->text_depth++;
    return xeng__json_text_sink.object_begin(&decoder->text, error);
}

/* The root ends. */
static int32_t end_root(xeng__decoder *decoder, xeng_error **error)
{
    const char *repeated;
    size_t size;
    if (!xeng__json_keys_close(&decoder->root_keys, &repeated, &size)) {
        xeng__buf_clear(&decoder->member);
        xeng__buf_append(&decoder->member, repeated, size);
        return decoder->member.failed ? xeng__fail_no_memory(error)
                                      : refuse_member(decoder, "is there twice", error);
    }
    return XENG_OK;
}

static int32_t on_object_end(void *context, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == TO_TREE) {
        bool done;
        int32_t code = xeng__builder_object_end(&decoder->builder, &done, error);
        decoder->to = done ? TO_ROOT : TO_TREE;
        return code;
    }
    if (decoder->to == TO_ROOT) {
        return end_root(decoder, error);
    }
    decoder->text_depth--;
    return after_text(decoder, xeng__json_text_sink.object_end(&decoder->text, error), error);
}

static int32_t on_array_begin(void *context, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == TO_TREE) {
        return xeng__builder_refuse(&decoder->builder, "an array", error);
    }
    if (decoder->reader.depth == 1) {
        return xeng__fail(error, XENG_ERROR_PROTOCOL,
                          "the answer is a JSON array, where an object should be");
    }
    if (decoder->to == TO_ROOT) {
        int32_t code = begin_member(decoder, false, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    decoder->text_depth++;
    return xeng__json_text_sink.array_begin(&decoder->text, error);
}

static int32_t on_array_end(void *context, xeng_error **error)
{
    xeng__decoder *decoder = context;
    decoder->text_depth--;
    return after_text(decoder, xeng__json_text_sink.array_end(&decoder->text, error), error);
}

static int32_t on_key(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == TO_TREE) {
        return xeng__builder_key(&decoder->builder, text, size, error);
    }
    if (decoder->to == TO_TEXT) {
        return xeng__json_text_sink.key(&decoder->text, text, size, error);
    }
    xeng__buf_clear(&decoder->member);
    xeng__buf_append(&decoder->member, text, size);
    if (decoder->member.failed || !xeng__json_keys_add(&decoder->root_keys, text, size)) {
        return xeng__fail_no_memory(error);
    }
    return XENG_OK;
}

/* A scalar outside of a tree, which is `told` of by one of the text sink's functions. */
static int32_t scalar(xeng__decoder *decoder,
                      int32_t (*tell)(void *, const char *, size_t, xeng_error **),
                      const char *text, size_t size, xeng_error **error)
{
    if (decoder->to == TO_ROOT) {
        int32_t code = begin_member(decoder, false, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    return after_text(decoder, tell(&decoder->text, text, size, error), error);
}

static int32_t on_string(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == TO_TREE) {
        return xeng__builder_count(&decoder->builder, text, size, true, error);
    }
    return scalar(decoder, xeng__json_text_sink.string, text, size, error);
}

static int32_t on_number(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == TO_TREE) {
        return xeng__builder_count(&decoder->builder, text, size, false, error);
    }
    return scalar(decoder, xeng__json_text_sink.number, text, size, error);
}

static int32_t on_literal(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == TO_TREE) {
        char word[6] = {0};
        memcpy(word, text, size < sizeof word ? size : sizeof word - 1);
        return xeng__builder_refuse(&decoder->builder, word, error);
    }
    return scalar(decoder, xeng__json_text_sink.literal, text, size, error);
}

static const xeng__json_sink sink = {
    .object_begin = on_object_begin,
    .object_end = on_object_end,
    .array_begin = on_array_begin,
    .array_end = on_array_end,
    .key = on_key,
    .string = on_string,
    .number = on_number,
    .literal = on_literal,
};

/* Notes the request's groupings and ids. False if memory runs out. */
static bool expect(xeng__decoder *decoder, const xeng_request *request)
{
    decoder->expecting = true;
    for (size_t i = 0; i < xeng__request_grouping_count(request); i++) {
        const int32_t *dimensions;
        const char *name = xeng__request_grouping_name(request, i);
        grouping *wanted = &decoder->groupings[i];
        if (xeng__result_add_tree(decoder->result, name, strlen(name)) == NULL) {
            return false;
        }
        wanted->count = xeng__request_grouping_dimensions(request, i, &dimensions);
        for (size_t k = 0; k < wanted->count; k++) {
            wanted->dimensions[k] = dimensions[k];
            decoder->asked.by_id |= dimensions[k] == XENG_DIMENSION_TWEET_ID;
        }
    }
    size_t count = xeng_request_id_count(request);
    decoder->asked.ids = xeng__malloc(count * sizeof *decoder->asked.ids);
    for (size_t i = 0; decoder->asked.ids != NULL && i < count; i++) {
        decoder->asked.ids[i] = xeng_request_id_at(request, i);
    }
    decoder->asked.id_count = count;
    return decoder->asked.ids != NULL;
}

int32_t xeng__decoder_new(const xeng_request *expected, size_t max_bytes, xeng__decoder **decoder,
                          xeng_error **error)
{
    *decoder = NULL;
    xeng__decoder *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__json_reader_init(&made->reader, &sink, made);
    made->max_bytes = max_bytes;
    made->left = max_bytes == 0 ? SIZE_MAX : max_bytes;
    made->to = TO_ROOT;
    made->result = xeng__result_new();
    if (made->result == NULL || (expected != NULL && !expect(made, expected))) {
        xeng__decoder_free(made);
        return xeng__fail_no_memory(error);
    }
    *decoder = made;
    return XENG_OK;
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
