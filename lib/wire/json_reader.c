/* Strict JSON, read as its bytes arrive. */
#include "wire/json_reader.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "wire/json_number.h"
#include "wire/swar.h"

/* What may come next. */
enum {
    AT_ROOT,
    AT_VALUE,
    AT_FIRST_ELEMENT, /* a value or the end of the array */
    AT_FIRST_KEY,     /* a key or the end of the object */
    AT_KEY,
    AT_COLON,
    AFTER_VALUE, /* a comma or the end of the container */
    AT_END,      /* only white space */
    IN_STRING,   /* these: in a token whose beginning is in `scratch` */
    IN_ESCAPE,
    IN_UNICODE,
    IN_NUMBER,
    IN_LITERAL
};

/* The functions below take the place that reading has come to, and return where it goes on, or NULL
 * after a failure; then `reader->code` says why. */

static const char *stop(xeng__json_reader *reader, int32_t code)
{
    reader->code = code;
    return NULL;
}

static const char *refuse(xeng__json_reader *reader, const char *at, const char *what,
                          xeng_error **error)
{
    uint64_t offset = reader->offset + (uint64_t)(at - reader->chunk);
    return stop(reader, xeng__fail(error, XENG_ERROR_PROTOCOL,
                                   "the answer is not valid JSON: %s at byte %llu", what,
                                   (unsigned long long)offset));
}

static bool in_object(const xeng__json_reader *reader)
{
    return (reader->objects >> (reader->depth - 1) & 1) != 0;
}

/* Keeps a piece of a token for later. */
static bool keep(xeng__json_reader *reader, const char *bytes, size_t size)
{
    xeng__buf_append(&reader->scratch, bytes, size);
    return !reader->scratch.failed;
}

static const char *no_memory(xeng__json_reader *reader, xeng_error **error)
{
    return stop(reader, xeng__fail_no_memory(error));
}

static const char *open_container(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    bool object = *at == '{';
    if (reader->depth == XENG__JSON_MAX_DEPTH) {
        return stop(reader, xeng__fail(error, XENG_ERROR_TOO_LARGE,
                                       "the answer's JSON is nested over %d levels deep",
                                       XENG__JSON_MAX_DEPTH));
    }
    uint64_t bit = UINT64_C(1) << reader->depth;
    reader->objects = object ? reader->objects | bit : reader->objects & ~bit;
    reader->depth++;
    reader->state = object ? AT_FIRST_KEY : AT_FIRST_ELEMENT;
    int32_t code = object ? reader->sink->object_begin(reader->context, error)
                          : reader->sink->array_begin(reader->context, error);
    return code == XENG_OK ? at + 1 : stop(reader, code);
}

static const char *close_container(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    bool object = in_object(reader);
    if (*at != (object ? '}' : ']')) {
        return refuse(reader, at, object ? "no ',' or '}'" : "no ',' or ']'", error);
    }
    reader->depth--;
    reader->state = reader->depth == 0 ? AT_END : AFTER_VALUE;
    int32_t code = object ? reader->sink->object_end(reader->context, error)
                          : reader->sink->array_end(reader->context, error);
    return code == XENG_OK ? at + 1 : stop(reader, code);
}

/* The first byte from `at` on that can't stand for itself in a string. */
static inline const char *skip_plain(const char *at, const char *end)
{
    while (end - at >= 8) {
        uint64_t found = xeng__swar_not_plain(xeng__swar_load(at));
        if (found != 0) {
            return at + xeng__swar_first(found);
        }
        at += 8;
    }
    while (at < end && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80 && *at != '"' &&
           *at != '\\') {
        at++;
    }
    return at;
}

static inline int32_t tell_string(xeng__json_reader *reader, const char *text, size_t size,
                                  xeng_error **error)
{
    if (reader->is_key) {
        reader->state = AT_COLON;
        return reader->sink->key(reader->context, text, size, error);
    }
    reader->state = AFTER_VALUE;
    return reader->sink->string(reader->context, text, size, error);
}

/* A string, from its opening quote. Most lie whole in the chunk and are handed on from there. */
static inline const char *begin_string(xeng__json_reader *reader, const char *at, const char *end,
                                       bool is_key, xeng_error **error)
{
    const char *text = at + 1;
    const char *stopped = skip_plain(text, end);
    reader->is_key = is_key;
    if (stopped < end && *stopped == '"' && end - text >= XENG__JSON_READABLE) {
        int32_t code = tell_string(reader, text, (size_t)(stopped - text), error);
        return code == XENG_OK ? stopped + 1 : stop(reader, code);
    }
    xeng__buf_clear(&reader->scratch);
    reader->beyond_ascii = false;
    reader->surrogate = 0;
    reader->state = IN_STRING;
    return keep(reader, text, (size_t)(stopped - text)) ? stopped : no_memory(reader, error);
}

static const char *end_string(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    xeng__buf *scratch = &reader->scratch;
    if (!xeng__buf_reserve(scratch, scratch->size + XENG__JSON_READABLE)) {
        return no_memory(reader, error);
    }
    /* Escapes give whole sequences, so checking all at once is checking each piece. */
    if (reader->beyond_ascii && !xeng__utf8_valid(scratch->data, scratch->size)) {
        return refuse(reader, at, "a string that is not UTF-8", error);
    }
    int32_t code = tell_string(reader, scratch->data, scratch->size, error);
    return code == XENG_OK ? at + 1 : stop(reader, code);
}

static const char *continue_string(xeng__json_reader *reader, const char *at, const char *end,
                                   xeng_error **error)
{
    unsigned char c = (unsigned char)*at;
    if (reader->surrogate != 0 && c != '\\') {
        return refuse(reader, at, "half a surrogate pair", error);
    }
    if (c == '"') {
        return end_string(reader, at, error);
    }
    if (c == '\\') {
        reader->state = IN_ESCAPE;
        return at + 1;
    }
    if (c < 0x20) {
        return refuse(reader, at, "a control character in a string", error);
    }
    const char *from = at;
    while (at < end && (unsigned char)*at >= 0x80) {
        reader->beyond_ascii = true;
        at++;
    }
    at = skip_plain(at, end);
    return keep(reader, from, (size_t)(at - from)) ? at : no_memory(reader, error);
}

static const char *read_escape(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    static const char names[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (*at == 'u') {
        reader->unit = 0;
        reader->hex_digits = 4;
        reader->state = IN_UNICODE;
        return at + 1;
    }
    if (reader->surrogate != 0) {
        return refuse(reader, at, "half a surrogate pair", error);
    }
    const char *name = *at == '\0' ? NULL : strchr(names, *at);
    if (name == NULL) {
        return refuse(reader, at, "an unknown escape", error);
    }
    reader->state = IN_STRING;
    return keep(reader, &meanings[name - names], 1) ? at + 1 : no_memory(reader, error);
}

static bool keep_code_point(xeng__json_reader *reader, uint32_t point)
{
    char bytes[4];
    size_t size;
    if (point < 0x80) {
        bytes[0] = (char)point;
        size = 1;
    } else if (point < 0x800) {
        bytes[0] = (char)(0xC0 | point >> 6);
        size = 2;
    } else if (point < 0x10000) {
        bytes[0] = (char)(0xE0 | point >> 12);
        size = 3;
    } else {
        bytes[0] = (char)(0xF0 | point >> 18);
        size = 4;
    }
    for (size_t i = size - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (point & 0x3F));
        point >>= 6;
    }
    return keep(reader, bytes, size);
}

/* A whole \uXXXX was read. */
static const char *end_unicode(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    uint32_t unit = reader->unit;
    bool high = unit >= 0xD800 && unit <= 0xDBFF;
    bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (low != (reader->surrogate != 0)) {
        return refuse(reader, at, "half a surrogate pair", error);
    }
    if (unit == 0) {
        return refuse(reader, at, "a NUL character in a string", error);
    }
    reader->state = IN_STRING;
    if (high) {
        reader->surrogate = unit;
        return at + 1;
    }
    uint32_t point = low ? 0x10000 + ((reader->surrogate - 0xD800) << 10) + (unit - 0xDC00) : unit;
    reader->surrogate = 0;
    return keep_code_point(reader, point) ? at + 1 : no_memory(reader, error);
}

static const char *read_hex_digit(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    char c = *at;
    uint32_t digit;
    if (c >= '0' && c <= '9') {
        digit = (uint32_t)(c - '0');
    } else if (c >= 'a' && c <= 'f') {
        digit = (uint32_t)(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
        digit = (uint32_t)(c - 'A' + 10);
    } else {
        return refuse(reader, at, "an unknown escape", error);
    }
    reader->unit = reader->unit << 4 | digit;
    reader->hex_digits--;
    return reader->hex_digits == 0 ? end_unicode(reader, at, error) : at + 1;
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
    bool number = reader->state == IN_NUMBER;
    if (!(number ? xeng__json_number_valid(text, size) : is_literal(text, size))) {
        return refuse(reader, at, number ? "an impossible number before" : "an unknown word before",
                      error);
    }
    reader->state = AFTER_VALUE;
    int32_t code = number ? reader->sink->number(reader->context, text, size, error)
                          : reader->sink->literal(reader->context, text, size, error);
    return code == XENG_OK ? at : stop(reader, code);
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
    if (!keep(reader, text, (size_t)(at - text)) ||
        !xeng__buf_reserve(scratch, scratch->size + XENG__JSON_READABLE)) {
        return no_memory(reader, error);
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
        reader->state = IN_NUMBER;
        break;
    case 't':
    case 'f':
    case 'n':
        reader->state = IN_LITERAL;
        break;
    default:
        return refuse(reader, at, "no value", error);
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
            reader->state = at[taken - 1] == ',' ? AT_KEY : AFTER_VALUE;
            return at + taken;
        }
    }
    if (*at != '"') {
        return refuse(reader, at, "no key", error);
    }
    at = begin_string(reader, at, end, true, error);
    if (at == NULL || end - at < 2 || *at != ':' || at[1] != '"' || reader->state != AT_COLON) {
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
    case AT_ROOT:
        return c == '{' || c == '[' ? open_container(reader, at, error)
                                    : refuse(reader, at, "neither object nor array", error);
    case AT_FIRST_ELEMENT:
        return c == ']' ? close_container(reader, at, error) : begin_value(reader, at, end, error);
    case AT_VALUE:
        return begin_value(reader, at, end, error);
    case AT_FIRST_KEY:
        return c == '}' ? close_container(reader, at, error) : read_member(reader, at, end, error);
    case AT_KEY:
        return read_member(reader, at, end, error);
    case AT_COLON:
        if (c != ':') {
            return refuse(reader, at, "no ':'", error);
        }
        reader->state = AT_VALUE;
        return at + 1;
    case AFTER_VALUE:
        if (c != ',') {
            return close_container(reader, at, error);
        }
        reader->state = in_object(reader) ? AT_KEY : AT_VALUE;
        return at + 1;
    default:
        return refuse(reader, at, "something behind its end", error);
    }
}

static inline const char *read_on(xeng__json_reader *reader, const char *at, const char *end,
                                  xeng_error **error)
{
    switch (reader->state) {
    case IN_STRING:
        return continue_string(reader, at, end, error);
    case IN_ESCAPE:
        return read_escape(reader, at, error);
    case IN_UNICODE:
        return read_hex_digit(reader, at, error);
    case IN_NUMBER:
    case IN_LITERAL:
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
    reader->state = AT_ROOT;
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
    if (reader->state != AT_END) {
        return xeng__fail(error, XENG_ERROR_PROTOCOL, "the answer was cut short after %llu bytes",
                          (unsigned long long)reader->offset);
    }
    return XENG_OK;
}

void xeng__json_reader_free(xeng__json_reader *reader)
{
    xeng__buf_free(&reader->scratch);
}
