/* What the JSON reader's own files share. */
#ifndef XENG__WIRE_JSON_READER_PARTS_H
#define XENG__WIRE_JSON_READER_PARTS_H

#include "wire/json_reader.h"
#include "wire/swar.h"

/* What may come next. */
enum {
    XENG__AT_ROOT,
    XENG__AT_VALUE,
    XENG__AT_FIRST_ELEMENT, /* a value or the end of the array */
    XENG__AT_FIRST_KEY,     /* a key or the end of the object */
    XENG__AT_KEY,
    XENG__AT_COLON,
    XENG__AFTER_VALUE, /* a comma or the end of the container */
    XENG__AT_END,      /* only white space */
    XENG__IN_STRING,   /* these: in a token whose beginning is in `scratch` */
    XENG__IN_ESCAPE,
    XENG__IN_UNICODE,
    XENG__IN_NUMBER,
    XENG__IN_LITERAL
};

/* The reader's functions take the place that reading has come to, and return where it goes on, or
 * NULL after a failure; then `reader->code` says why. */

/* Ends the reading. */
const char *xeng__json_stop(xeng__json_reader *reader, int32_t code);

/* Ends the reading because of `what`, which is no JSON. */
const char *xeng__json_refuse(xeng__json_reader *reader, const char *at, const char *what,
                              xeng_error **error);

/* Ends the reading because memory ran out. */
const char *xeng__json_no_memory(xeng__json_reader *reader, xeng_error **error);

/* Keeps a piece of a token for later; false if memory runs out. */
static inline bool xeng__json_keep(xeng__json_reader *reader, const char *bytes, size_t size)
{
    xeng__buf_append(&reader->scratch, bytes, size);
    return !reader->scratch.failed;
}

/* Goes on in a string whose beginning is in `scratch`, or in an escape of it. */
const char *xeng__json_continue_string(xeng__json_reader *reader, const char *at, const char *end,
                                       xeng_error **error);

/* The first byte from `at` on that can't stand for itself in a string. */
static inline const char *xeng__json_skip_plain(const char *at, const char *end)
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

/* Hands a whole string or key on. */
static inline int32_t xeng__json_tell_string(xeng__json_reader *reader, const char *text,
                                             size_t size, xeng_error **error)
{
    if (reader->is_key) {
        reader->state = XENG__AT_COLON;
        return reader->sink->key(reader->context, text, size, error);
    }
    reader->state = XENG__AFTER_VALUE;
    return reader->sink->string(reader->context, text, size, error);
}

#endif
