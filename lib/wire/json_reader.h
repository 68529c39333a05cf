/* Strict JSON (RFC 8259), read as its bytes arrive, however they are cut. It takes and refuses what
 * jansson takes and refuses: an object or array at the root, no NUL in strings, whole numbers
 * within 64 bits, other numbers within a double. Repeated keys are the sink's affair. */
#ifndef XENG__WIRE_JSON_READER_H
#define XENG__WIRE_JSON_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"

enum {
    XENG__JSON_MAX_DEPTH = 64,
    /* This many bytes may be read from the start of any text that a sink is given, however short
     * the text is: so it can be handled a word at a time. */
    XENG__JSON_READABLE = 8
};

/* Who is told what there is, in order. Text is UTF-8 without escapes and quotes, has no NUL behind
 * it, and lives for the call only. A code other than XENG_OK ends the reading with that code. */
typedef struct xeng__json_sink {
    int32_t (*object_begin)(void *context, xeng_error **error);
    int32_t (*object_end)(void *context, xeng_error **error);
    int32_t (*array_begin)(void *context, xeng_error **error);
    int32_t (*array_end)(void *context, xeng_error **error);
    int32_t (*key)(void *context, const char *text, size_t size, xeng_error **error);
    int32_t (*string)(void *context, const char *text, size_t size, xeng_error **error);
    /* The number as it was written. */
    int32_t (*number)(void *context, const char *text, size_t size, xeng_error **error);
    /* "true", "false" or "null". */
    int32_t (*literal)(void *context, const char *text, size_t size, xeng_error **error);
    /* May be NULL. Wherever a key may come next in an object, the sink is shown all bytes that are
     * there, and may itself take whole members that it recognises byte for byte, with the comma
     * behind each but perhaps the last: it returns how many bytes that were, and is told of what
     * follows as usual. It must not take what isn't JSON; no member may end in a comma itself. */
    size_t (*members)(void *context, const char *bytes, size_t size);
} xeng__json_sink;

typedef struct xeng__json_reader {
    const xeng__json_sink *sink;
    void *context;
    const char *chunk;  /* the bytes that are being read */
    uint64_t offset;    /* of the chunk in all that was fed */
    xeng__buf scratch;  /* a token that lies in several chunks, or has escapes */
    uint64_t objects;   /* bit n: the container n levels above the root's inside is an object */
    uint32_t depth;     /* open containers */
    uint32_t unit;      /* the UTF-16 unit being read, after \u */
    uint32_t surrogate; /* the high surrogate before it, or 0 */
    int32_t code;       /* why reading ended */
    uint8_t state;
    uint8_t hex_digits; /* still to come in `unit` */
    bool is_key;        /* the string being read is one */
    bool beyond_ascii;  /* the string being read has such bytes */
} xeng__json_reader;

void xeng__json_reader_init(xeng__json_reader *reader, const xeng__json_sink *sink, void *context);

/* XENG_ERROR_PROTOCOL for what is not JSON, XENG_ERROR_TOO_LARGE for what is nested too deep,
 * XENG_ERROR_NO_MEMORY, or what the sink returns. */
int32_t xeng__json_reader_feed(xeng__json_reader *reader, const char *bytes, size_t size,
                               xeng_error **error);

/* XENG_ERROR_PROTOCOL unless all that was fed is one whole document. */
int32_t xeng__json_reader_finish(xeng__json_reader *reader, xeng_error **error);

void xeng__json_reader_free(xeng__json_reader *reader);

#endif
