/* What the server says besides counts. */
#include "wire/server_words.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "model/table.h"
#include "wire/json_number.h"
#include "wire/json_text.h"

/* The member of the root object that is being read. */
enum {
    MEMBER_UNKNOWN,
    MEMBER_MESSAGES, /* an array of messages, or a single one */
    MEMBER_IDS
};

/* The member of an object-shaped message that is being read. */
enum {
    FIELD_OTHER,
    FIELD_MESSAGE,
    FIELD_CODE
};

typedef struct listener {
    xeng__server_words *words;
    int32_t member;
    xeng__id_list *ids;   /* which list, for MEMBER_IDS */
    size_t depth;         /* open containers, the root object included */
    size_t message_depth; /* that of the object that is a message; 0 outside of one */
    int32_t field;
    int64_t code;
    bool has_message;
    xeng__buf message;
    xeng__json_text json; /* the same message in full, for want of a text in it */
} listener;

static int32_t add_word(listener *self, const char *text, size_t size, xeng_error **error)
{
    xeng__server_words *words = self->words;
    if (!xeng__grow((void **)&words->words, &words->capacity, words->count, sizeof *words->words)) {
        return xeng__fail_no_memory(error);
    }
    char *copy = xeng__strndup(text, size);
    if (copy == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t kind = xeng__server_message_kind(copy, self->code);
    words->words[words->count++] = (xeng__server_word){copy, kind};
    if (kind == XENG__SAYS_POSTS_FORBIDDEN && !xeng__server_message_ids(copy, &words->forbidden)) {
        return xeng__fail_no_memory(error);
    }
    return XENG_OK;
}

/* Adds ids from text: one, or several with commas between them. */
static int32_t add_ids(listener *self, const char *text, size_t size, xeng_error **error)
{
    while (size > 0) {
        const char *comma = memchr(text, ',', size);
        size_t part_size = comma == NULL ? size : (size_t)(comma - text);
        const char *part = text;
        uint64_t id;
        text += part_size;
        size -= part_size;
        if (comma != NULL) {
            text++;
            size--;
        }
        xeng__trim(&part, &part_size);
        if (part_size > 0 && !xeng__parse_id(part, part_size, &id)) {
            self->words->malformed = true;
        } else if (part_size > 0 && !xeng__id_list_add(self->ids, id)) {
            return xeng__fail_no_memory(error);
        }
    }
    return XENG_OK;
}

/* Whether a value here is a message: the member's own, or an element of its array. */
static bool at_message(const listener *self)
{
    return self->member == MEMBER_MESSAGES && self->message_depth == 0 && self->depth <= 2;
}

static int32_t on_key(void *context, const char *text, size_t size, xeng_error **error)
{
    listener *self = context;
    xeng__server_words *words = self->words;
    if (self->message_depth != 0) {
        if (self->depth == self->message_depth) {
            bool message = size == 7 && memcmp(text, "message", 7) == 0;
            bool code = size == 4 && memcmp(text, "code", 4) == 0;
            self->field = message ? FIELD_MESSAGE : code ? FIELD_CODE : FIELD_OTHER;
        }
        return xeng__json_text_sink.key(&self->json, text, size, error);
    }
    if (self->depth != 1) {
        return XENG_OK;
    }
    self->member = MEMBER_IDS;
    switch (xeng__root_key_by_bytes(text, size)) {
    case XENG__ROOT_ERRORS:
        self->member = MEMBER_MESSAGES;
        break;
    case XENG__ROOT_UNAVAILABLE:
        self->ids = &words->unavailable;
        break;
    case XENG__ROOT_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS:
        self->ids = &words->unsupported_impressions_engagements;
        break;
    case XENG__ROOT_UNSUPPORTED_VIDEO_VIEWS:
        self->ids = &words->unsupported_video_views;
        break;
    default: {
        /* Not this API's way, but that of gateways before it. */
        bool message = (size == 5 && memcmp(text, "error", 5) == 0) ||
                       (size == 7 && memcmp(text, "message", 7) == 0) ||
                       (size == 6 && memcmp(text, "detail", 6) == 0);
        self->member = message ? MEMBER_MESSAGES : MEMBER_UNKNOWN;
    }
    }
    return XENG_OK;
}

static int32_t on_string(void *context, const char *text, size_t size, xeng_error **error)
{
    listener *self = context;
    if (self->message_depth != 0) {
        if (self->depth == self->message_depth && self->field == FIELD_MESSAGE) {
            self->has_message = true;
            xeng__buf_clear(&self->message);
            xeng__buf_append(&self->message, text, size);
        }
        return xeng__json_text_sink.string(&self->json, text, size, error);
    }
    if (at_message(self)) {
        self->code = 0;
        return add_word(self, text, size, error);
    }
    if (self->member == MEMBER_IDS && self->depth <= 2) {
        return add_ids(self, text, size, error);
    }
    return XENG_OK;
}

static int32_t on_number(void *context, const char *text, size_t size, xeng_error **error)
{
    listener *self = context;
    if (self->message_depth != 0) {
        if (self->depth == self->message_depth && self->field == FIELD_CODE &&
            !xeng__parse_count(text, size, &self->code)) {
            self->code = 0;
        }
        return xeng__json_text_sink.number(&self->json, text, size, error);
    }
    return on_string(context, text, size, error);
}

static int32_t on_literal(void *context, const char *text, size_t size, xeng_error **error)
{
    listener *self = context;
    if (self->message_depth != 0) {
        return xeng__json_text_sink.literal(&self->json, text, size, error);
    }
    /* null for a whole list is an empty one. */
    if (self->member == MEMBER_IDS && self->depth == 2) {
        self->words->malformed = true;
    }
    return XENG_OK;
}

/* An object or array begins. */
static int32_t begin(listener *self, bool object, xeng_error **error)
{
    bool message = at_message(self) && self->depth > 0 && (object || self->depth == 2);
    if (self->member == MEMBER_IDS && (object || self->depth > 1)) {
        self->words->malformed = true;
    }
    self->depth++;
    if (message) {
        self->message_depth = self->depth;
        self->field = FIELD_OTHER;
        self->code = 0;
        self->has_message = false;
        xeng__json_text_clear(&self->json);
    }
    if (self->message_depth == 0) {
        return XENG_OK;
    }
    return object ? xeng__json_text_sink.object_begin(&self->json, error)
                  : xeng__json_text_sink.array_begin(&self->json, error);
}

static int32_t end(listener *self, bool object, xeng_error **error)
{
    self->depth--;
    if (self->message_depth == 0) {
        return XENG_OK;
    }
    int32_t code = object ? xeng__json_text_sink.object_end(&self->json, error)
                          : xeng__json_text_sink.array_end(&self->json, error);
    if (code != XENG_OK || self->depth >= self->message_depth) {
        return code;
    }
    self->message_depth = 0;
    const xeng__buf *text = self->has_message ? &self->message : &self->json.text;
    if (text->failed) {
        return xeng__fail_no_memory(error);
    }
    return add_word(self, xeng__buf_text(text), text->size, error);
}

static int32_t on_object_begin(void *context, xeng_error **error)
{
    return begin(context, true, error);
}

static int32_t on_object_end(void *context, xeng_error **error)
{
    return end(context, true, error);
}

static int32_t on_array_begin(void *context, xeng_error **error)
{
    return begin(context, false, error);
}

static int32_t on_array_end(void *context, xeng_error **error)
{
    return end(context, false, error);
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

int32_t xeng__server_words_read(xeng__server_words *words, const char *json, size_t size,
                                xeng_error **error)
{
    listener self = {.words = words};
    xeng__json_reader reader;
    xeng__json_reader_init(&reader, &sink, &self);
    int32_t code = xeng__json_reader_feed(&reader, json, size, error);
    if (code == XENG_OK) {
        code = xeng__json_reader_finish(&reader, error);
    }
    xeng__json_reader_free(&reader);
    xeng__json_text_free(&self.json);
    xeng__buf_free(&self.message);
    return code;
}

int32_t xeng__server_words_kind(const xeng__server_words *words)
{
    int32_t kind = XENG__SAYS_OTHER;
    for (size_t i = 0; i < words->count; i++) {
        kind = words->words[i].kind < kind ? words->words[i].kind : kind;
    }
    return kind;
}

void xeng__server_words_free(xeng__server_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        xeng__free(words->words[i].text);
    }
    xeng__free(words->words);
    xeng__id_list_free(&words->forbidden);
    xeng__id_list_free(&words->unavailable);
    xeng__id_list_free(&words->unsupported_impressions_engagements);
    xeng__id_list_free(&words->unsupported_video_views);
    memset(words, 0, sizeof *words);
}
