/* Strict JSON, read as its bytes arrive. */
#include "wire/json_reader.h"

#include <string.h>

#include "base/error.h"
#include "wire/json_number.h"
#include "wire/json_reader_parts.h"

const char *xeng__json_stop(xeng__json_reader *reader, int32_t code)
{
    reader->code = code;
    return NULL;
}

const char *xeng__json_refuse(xeng__json_reader *reader, const char *at, const char *what,
                              xeng_error **error)
{
    uint64_t offset = reader->offset + (uint64_t)(at - reader->chunk);
    return xeng__json_stop(reader, xeng__fail(error, XENG_ERROR_PROTOCOL,
                                              "the answer is not valid JSON: %s at byte %llu", what,
                                              (unsigned long long)offset));
}

const char *xeng__json_no_memory(xeng__json_reader *reader, xeng_error **error)
{
    return xeng__json_stop(reader, xeng__fail_no_memory(error));
}

static bool in_object(const xeng__json_reader *reader)
{
    return (reader->objects >> (reader->depth - 1) & 1) != 0;
}

static const char *open_container(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    bool object = *at == '{';
    if (reader->depth == XENG__JSON_MAX_DEPTH) {
        return xeng__json_stop(reader, xeng__fail(error, XENG_ERROR_TOO_LARGE,
                                                  "the answer's JSON is nested over %d levels deep",
                                                  XENG__JSON_MAX_DEPTH));
    }
    uint64_t bit = UINT64_C(1) << reader->depth;
    reader->objects = object ? reader->objects | bit : reader->objects & ~bit;
    reader->depth++;
    reader->state = object ? XENG__AT_FIRST_KEY : XENG__AT_FIRST_ELEMENT;
    int32_t code = object ? reader->sink->object_begin(reader->context, error)
                          : reader->sink->array_begin(reader->context, error);
    return code == XENG_OK ? at + 1 : xeng__json_stop(reader, code);
}

static const char *close_container(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    bool object = in_object(reader);
    if (*at != (object ? '}' : ']')) {
        return xeng__json_refuse(reader, at, object ? "no ',' or '}'" : "no ',' or ']'", error);
    }
    reader->depth--;
    reader->state = reader->depth == 0 ? XENG__AT_END : XENG__AFTER_VALUE;
    int32_t code = object ? reader->sink->object_end(reader->context, error)
                          : reader->sink->array_end(reader->context, error);
    return code == XENG_OK ? at + 1 : xeng__json_stop(reader, code);
}

/* A string, from its opening quote. Most lie whole in the chunk and are handed on from there. */
static inline const char *begin_string(xeng__json_reader *reader, const char *at, const char *end,
                                       bool is_key, xeng_error **error)
{
    const char *text = at + 1;
    const char *stopped = xeng__json_skip_plain(text, end);
    reader->is_key = is_key;
    if (stopped < end && *stopped == '"' && end - text >= XENG__JSON_READABLE) {
        int32_t code = xeng__json_tell_string(reader, text, (size_t)(stopped - text), error);
        return code == XENG_OK ? stopped + 1 : xeng__json_stop(reader, code);
    }
    xeng__buf_clear(&reader->scratch);
    reader->beyond_ascii = false;
    reader->surrogate = 0;
    reader->state = XENG__IN_STRING;
    return xeng__json_keep(reader, text, (size_t)(stopped - text))
               ? stopped
               : xeng__json_no_memory(reader, error);
}

static bool in_number_or_literal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '+' || c == '.';
}

static bool is_literal(const char *text, size_t size)
{
    return (size == 4 && memcmp(text, "true", 4) == 0) ||
           (size == 5 && memcmp(text, "false", 5) == 0) ||
           (size == 4 && memcmp(text, "null", 4) == 0);
}

static const char *end_scalar(xeng__json_reader *reader, const char *text, size_t size,
                              const char *at, xeng_error **error)
{
    bool number = reader->state == XENG__IN_NUMBER;
    if (!(number ? xeng__json_number_valid(text, size) : is_literal(text, size))) {
        return xeng__json_refuse(
            reader, at, number ? "an impossible number ending" : "an unknown word ending", error);
    }
    reader->state = XENG__AFTER_VALUE;
    int32_t code = number ? reader->sink->number(reader->context, text, size, error)
                          : reader->sink->literal(reader->context, text, size, error);
    return code == XENG_OK ? at : xeng__json_stop(reader, code);
}

/* A number, a literal, or what ought to be one: to the first byte that can't belong to it. */
static const char *read_scalar(xeng__json_reader *reader, const char *at, const char *end,
                               xeng_error **error)
{
    const char *text = at;
    xeng__buf *scratch = &reader->scratch;
    while (at < end && in_number_or_literal(*at)) {
        at++;
    }
    if (at < end && scratch->size == 0 && end - text >= XENG__JSON_READABLE) {
        return end_scalar(reader, text, (size_t)(at - text), at, error);
    }
    if (!xeng__json_keep(reader, text, (size_t)(at - text)) ||
        !xeng__buf_reserve(scratch, scratch->size + XENG__JSON_READABLE)) {
        return xeng__json_no_memory(reader, error);
    }
    return at == end ? at : end_scalar(reader, scratch->data, scratch->size, at, error);
}

static const char *begin_value(xeng__json_reader *reader, const char *at, const char *end,
                               xeng_error **error)
{
    switch (*at) {
    case '"':
        return begin_string(reader, at, end, false, error);
    case '{':
    case '[':
        return open_container(reader, at, error);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        reader->state = XENG__IN_NUMBER;
        break;
    case 't':
    case 'f':
    case 'n':
        reader->state = XENG__IN_LITERAL;
        break;
    default:
        return xeng__json_refuse(reader, at, "no value", error);
    }
    xeng__buf_clear(&reader->scratch);
    return read_scalar(reader, at, end, error);
}

/* A key and, where the chunk goes on as it nearly always does, its colon and its value. */
static inline const char *read_member(xeng__json_reader *reader, const char *at, const char *end,
                                      xeng_error **error)
{
    if (reader->sink->members != NULL) {
        size_t taken = reader->sink->members(reader->context, at, (size_t)(end - at));
        if (taken > 0) {
            reader->state = at[taken - 1] == ',' ? XENG__AT_KEY : XENG__AFTER_VALUE;
            return at + taken;
        }
    }
    if (*at != '"') {
        return xeng__json_refuse(reader, at, "no key", error);
    }
    at = begin_string(reader, at, end, true, error);
    if (at == NULL || end - at < 2 || *at != ':' || at[1] != '"' ||
        reader->state != XENG__AT_COLON) {
        return at;
    }
    return begin_string(reader, at + 1, end, false, error);
}

/* What stands between tokens and at their beginning. */
static inline const char *read_between(xeng__json_reader *reader, const char *at, const char *end,
                                       xeng_error **error)
{
    char c = *at;
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        return at + 1;
    }
    switch (reader->state) {
    case XENG__AT_ROOT:
        return c == '{' || c == '['
                   ? open_container(reader, at, error)
                   : xeng__json_refuse(reader, at, "neither object nor array", error);
    case XENG__AT_FIRST_ELEMENT:
        return c == ']' ? close_container(reader, at, error) : begin_value(reader, at, end, error);
    case XENG__AT_VALUE:
        return begin_value(reader, at, end, error);
    case XENG__AT_FIRST_KEY:
        return c == '}' ? close_container(reader, at, error) : read_member(reader, at, end, error);
    case XENG__AT_KEY:
        return read_member(reader, at, end, error);
    case XENG__AT_COLON:
        if (c != ':') {
            return xeng__json_refuse(reader, at, "no ':'", error);
        }
        reader->state = XENG__AT_VALUE;
        return at + 1;
    case XENG__AFTER_VALUE:
        if (c != ',') {
            return close_container(reader, at, error);
        }
        reader->state = in_object(reader) ? XENG__AT_KEY : XENG__AT_VALUE;
        return at + 1;
    default:
        return xeng__json_refuse(reader, at, "something behind its end", error);
    }
}

static inline const char *read_on(xeng__json_reader *reader, const char *at, const char *end,
                                  xeng_error **error)
{
    switch (reader->state) {
    case XENG__IN_STRING:
    case XENG__IN_ESCAPE:
    case XENG__IN_UNICODE:
        return xeng__json_continue_string(reader, at, end, error);
    case XENG__IN_NUMBER:
    case XENG__IN_LITERAL:
        return read_scalar(reader, at, end, error);
    default:
        return read_between(reader, at, end, error);
    }
}

void xeng__json_reader_init(xeng__json_reader *reader, const xeng__json_sink *sink, void *context)
{
    memset(reader, 0, sizeof *reader);
    reader->sink = sink;
    reader->context = context;
    reader->state = XENG__AT_ROOT;
}

int32_t xeng__json_reader_feed(xeng__json_reader *reader, const char *bytes, size_t size,
                               xeng_error **error)
{
    if (reader->code != XENG_OK) {
        return xeng__fail(error, reader->code, "the answer was found unreadable before");
    }
    const char *at = bytes;
    const char *end = bytes + size;
    reader->chunk = bytes;
    while (at != NULL && at < end) {
        at = read_on(reader, at, end, error);
    }
    reader->offset += size;
    return reader->code;
}

int32_t xeng__json_reader_finish(xeng__json_reader *reader, xeng_error **error)
{
    if (reader->code != XENG_OK) {
        return xeng__fail(error, reader->code, "the answer was found unreadable before");
    }
    if (reader->state != XENG__AT_END) {
        return xeng__fail(error, XENG_ERROR_PROTOCOL, "the answer was cut short after %llu bytes",
                          (unsigned long long)reader->offset);
    }
    return XENG_OK;
}

void xeng__json_reader_free(xeng__json_reader *reader)
{
    xeng__buf_free(&reader->scratch);
}
