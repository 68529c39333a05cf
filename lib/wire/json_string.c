/* JSON's strings where they have escapes, lie in several chunks or go beyond ASCII. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "wire/json_reader_parts.h"

static const char *end_string(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    xeng__buf *scratch = &reader->scratch;
    if (!xeng__buf_reserve(scratch, scratch->size + XENG__JSON_READABLE)) {
        return xeng__json_no_memory(reader, error);
    }
    /* Escapes give whole sequences, so checking all at once is checking each piece. */
    if (reader->beyond_ascii && !xeng__utf8_valid(scratch->data, scratch->size)) {
        return xeng__json_refuse(reader, at, "a string that is not UTF-8", error);
    }
    int32_t code = xeng__json_tell_string(reader, scratch->data, scratch->size, error);
    return code == XENG_OK ? at + 1 : xeng__json_stop(reader, code);
}

static const char *read_plain(xeng__json_reader *reader, const char *at, const char *end,
                              xeng_error **error)
{
    unsigned char c = (unsigned char)*at;
    if (reader->surrogate != 0 && c != '\\') {
        return xeng__json_refuse(reader, at, "half a surrogate pair", error);
    }
    if (c == '"') {
        return end_string(reader, at, error);
    }
    if (c == '\\') {
        reader->state = XENG__IN_ESCAPE;
        return at + 1;
    }
    if (c < 0x20) {
        return xeng__json_refuse(reader, at, "a control character in a string", error);
    }
    const char *from = at;
    while (at < end && (unsigned char)*at >= 0x80) {
        reader->beyond_ascii = true;
        at++;
    }
    at = xeng__json_skip_plain(at, end);
    return xeng__json_keep(reader, from, (size_t)(at - from)) ? at
                                                              : xeng__json_no_memory(reader, error);
}

static const char *read_escape(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    static const char names[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (*at == 'u') {
        reader->unit = 0;
        reader->hex_digits = 4;
        reader->state = XENG__IN_UNICODE;
        return at + 1;
    }
    if (reader->surrogate != 0) {
        return xeng__json_refuse(reader, at, "half a surrogate pair", error);
    }
    const char *name = *at == '\0' ? NULL : strchr(names, *at);
    if (name == NULL) {
        return xeng__json_refuse(reader, at, "an unknown escape", error);
    }
    reader->state = XENG__IN_STRING;
    return xeng__json_keep(reader, &meanings[name - names], 1)
               ? at + 1
               : xeng__json_no_memory(reader, error);
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
    return xeng__json_keep(reader, bytes, size);
}

/* A whole \uXXXX was read. */
static const char *end_unicode(xeng__json_reader *reader, const char *at, xeng_error **error)
{
    uint32_t unit = reader->unit;
    bool high = unit >= 0xD800 && unit <= 0xDBFF;
    bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (low != (reader->surrogate != 0)) {
        return xeng__json_refuse(reader, at, "half a surrogate pair", error);
    }
    if (unit == 0) {
        return xeng__json_refuse(reader, at, "a NUL character in a string", error);
    }
    reader->state = XENG__IN_STRING;
    if (high) {
        reader->surrogate = unit;
        return at + 1;
    }
    uint32_t point = low ? 0x10000 + ((reader->surrogate - 0xD800) << 10) + (unit - 0xDC00) : unit;
    reader->surrogate = 0;
    return keep_code_point(reader, point) ? at + 1 : xeng__json_no_memory(reader, error);
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
        return xeng__json_refuse(reader, at, "an unknown escape", error);
    }
    reader->unit = reader->unit << 4 | digit;
    reader->hex_digits--;
    return reader->hex_digits == 0 ? end_unicode(reader, at, error) : at + 1;
}

const char *xeng__json_continue_string(xeng__json_reader *reader, const char *at, const char *end,
                                       xeng_error **error)
{
    switch (reader->state) {
    case XENG__IN_ESCAPE:
        return read_escape(reader, at, error);
    case XENG__IN_UNICODE:
        return read_hex_digit(reader, at, error);
    default:
        return read_plain(reader, at, end, error);
    }
}
