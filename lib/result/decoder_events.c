/* The events of a response: what the root's members are, and where they go. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "model/show.h"
#include "model/table.h"
#include "result/decoder_fields.h"

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
    decoder->to = XENG__TO_TREE;
    if (index != SIZE_MAX) {
        xeng__wanted *wanted = &decoder->wanted[index];
        if (wanted->seen) {
            return refuse_member(decoder, "is there twice", error);
        }
        wanted->seen = true;
        xeng__builder_begin(&decoder->builder, result, &result->trees[index], wanted->dimensions,
                            wanted->count, wanted->leaves);
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
    xeng__builder_begin(&decoder->builder, result, tree, NULL, 0, decoder->leaves);
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
    decoder->to = XENG__TO_TEXT;
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
    decoder->to = XENG__TO_ROOT;
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
    if (decoder->to == XENG__TO_TREE) {
        xeng__builder_object_begin(&decoder->builder);
        return XENG_OK;
    }
    if (decoder->reader.depth == 1) {
        xeng__json_keys_open(&decoder->root_keys);
        return XENG_OK;
    }
    if (decoder->to == XENG__TO_ROOT) {
        int32_t code = begin_member(decoder, true, error);
        if (code != XENG_OK || decoder->to == XENG__TO_TREE) {
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
    if (decoder->to == XENG__TO_TREE) {
        bool done;
        int32_t code = xeng__builder_object_end(&decoder->builder, &done, error);
        decoder->to = done ? XENG__TO_ROOT : XENG__TO_TREE;
        return code;
    }
    if (decoder->to == XENG__TO_ROOT) {
        return end_root(decoder, error);
    }
    decoder->text_depth--;
    return after_text(decoder, xeng__json_text_sink.object_end(&decoder->text, error), error);
}

static int32_t on_array_begin(void *context, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == XENG__TO_TREE) {
        return xeng__builder_refuse(&decoder->builder, "an array", error);
    }
    if (decoder->reader.depth == 1) {
        return xeng__fail(error, XENG_ERROR_PROTOCOL,
                          "the answer is a JSON array, where an object should be");
    }
    if (decoder->to == XENG__TO_ROOT) {
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
    if (decoder->to == XENG__TO_TREE) {
        return xeng__builder_key(&decoder->builder, text, size, error);
    }
    if (decoder->to == XENG__TO_TEXT) {
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
    if (decoder->to == XENG__TO_ROOT) {
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
    if (decoder->to == XENG__TO_TREE) {
        return xeng__builder_count(&decoder->builder, text, size, true, error);
    }
    return scalar(decoder, xeng__json_text_sink.string, text, size, error);
}

static int32_t on_number(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == XENG__TO_TREE) {
        return xeng__builder_count(&decoder->builder, text, size, false, error);
    }
    return scalar(decoder, xeng__json_text_sink.number, text, size, error);
}

static int32_t on_literal(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__decoder *decoder = context;
    if (decoder->to == XENG__TO_TREE && *text == 'n') {
        return xeng__builder_no_count(&decoder->builder, error);
    }
    if (decoder->to == XENG__TO_TREE) {
        char word[6] = {0};
        memcpy(word, text, size < sizeof word ? size : sizeof word - 1);
        return xeng__builder_refuse(&decoder->builder, word, error);
    }
    return scalar(decoder, xeng__json_text_sink.literal, text, size, error);
}

static size_t on_members(void *context, const char *bytes, size_t size)
{
    xeng__decoder *decoder = context;
    return decoder->to == XENG__TO_TREE ? xeng__builder_members(&decoder->builder, bytes, size) : 0;
}

const xeng__json_sink xeng__decoder_sink = {
    .object_begin = on_object_begin,
    .object_end = on_object_end,
    .array_begin = on_array_begin,
    .array_end = on_array_end,
    .key = on_key,
    .string = on_string,
    .number = on_number,
    .literal = on_literal,
    .members = on_members,
};
