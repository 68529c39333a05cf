/* JSON as it is read, written again without white space: numbers as they were, strings escaped in
 * the one shortest way, repeated keys refused. */
#ifndef XENG__WIRE_JSON_TEXT_H
#define XENG__WIRE_JSON_TEXT_H

#include "base/buf.h"
#include "wire/json_keys.h"
#include "wire/json_reader.h"

typedef struct xeng__json_text {
    xeng__buf text;
    xeng__json_keys keys;
} xeng__json_text;

/* The sink whose context is a xeng__json_text; all zeros is an empty one. */
extern const xeng__json_sink xeng__json_text_sink;

/* Forgets what was written and keeps the memory. */
void xeng__json_text_clear(xeng__json_text *text);

void xeng__json_text_free(xeng__json_text *text);

/* Appends a string with its quotes and escapes. */
void xeng__json_append_string(xeng__buf *out, const char *text, size_t size);

#endif
