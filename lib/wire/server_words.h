/* What the server says besides counts: messages, and lists of ids. The same in a result and in an
 * error's body. */
#ifndef XENG__WIRE_SERVER_WORDS_H
#define XENG__WIRE_SERVER_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "wire/server_message.h"

typedef struct xeng__server_word {
    char *text; /* the message as the server wrote it; JSON if it is an object without a message */
    int32_t kind;
} xeng__server_word;

typedef struct xeng__server_words {
    xeng__server_word *words;
    size_t count;
    size_t capacity;
    xeng__id_list forbidden; /* from the messages */
    xeng__id_list unavailable;
    xeng__id_list unsupported_impressions_engagements;
    xeng__id_list unsupported_video_views;
    bool malformed; /* a list of ids had something else in it */
} xeng__server_words;

/* Reads the members that it knows of an object as JSON text, and adds what they say; all zeros is
 * nothing said. XENG_ERROR_PROTOCOL, with what was found up to there, if it isn't JSON or is cut
 * short; XENG_ERROR_NO_MEMORY. */
int32_t xeng__server_words_read(xeng__server_words *words, const char *json, size_t size,
                                xeng_error **error);

/* The most weighty kind of message; XENG__SAYS_OTHER if there is none. */
int32_t xeng__server_words_kind(const xeng__server_words *words);

void xeng__server_words_free(xeng__server_words *words);

#endif
