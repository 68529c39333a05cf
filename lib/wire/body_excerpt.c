/* A short, clean piece of a body. */
#include "wire/body_excerpt.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

enum {
    EXCERPT_SIZE = 200,
    LOOKED_AT = 16 * 1024 /* bytes of the body, however long it is */
};

static bool begins_nocase(const char *text, size_t size, const char *word)
{
    size_t length = strlen(word);
    char copy[16];
    if (size < length || length >= sizeof copy) {
        return false;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    return xeng__equal_nocase(copy, word);
}

/* Where the first `word` is at or behind `at`; `size` if there is none. */
static size_t find(const char *text, size_t size, size_t at, const char *word)
{
    while (at < size && !begins_nocase(text + at, size - at, word)) {
        at++;
    }
    return at;
}

/* Whether a '<' begins a tag, and not a comparison. */
static bool begins_tag(const char *text, size_t size)
{
    char next = size > 1 ? text[1] : '\0';
    return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' ||
           next == '!' || next == '?';
}

/* Behind the tag at `at`, and behind what is between it and its end where nobody reads that. */
static size_t skip_tag(const char *text, size_t size, size_t at)
{
    static const char *const unread[][2] = {
        {"<script", "</script"}, {"<style", "</style"}, {"<!--", "-->"}};
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
        if (begins_nocase(text + at, size - at, unread[i][0])) {
            at = find(text, size, at, unread[i][1]);
            break;
        }
    }
    at = find(text, size, at, ">");
    return at < size ? at + 1 : size;
}

/* The length of the character at `text` if it is one to be shown; 0 if not. */
static size_t visible(const char *text, size_t size)
{
    for (size_t length = 1; length <= 4 && length <= size; length++) {
        if (xeng__utf8_valid(text, length)) {
            return text[0] == ' ' || xeng__has_control(text, length) ? 0 : length;
        }
    }
    return 0;
}

void xeng__body_excerpt(xeng__buf *out, const char *body, size_t size)
{
    size_t at = 0;
    size_t start = out->size;
    bool blank = false; /* one is due before the next visible character */
    size = size < LOOKED_AT ? size : LOOKED_AT;
    while (at < size && out->size - start < EXCERPT_SIZE) {
        if (body[at] == '<' && begins_tag(body + at, size - at)) {
            at = skip_tag(body, size, at);
            blank = true;
            continue;
        }
        size_t length = visible(body + at, size - at);
        if (length == 0) {
            at++;
            blank = true;
            continue;
        }
        if (blank && out->size > start) {
            xeng__buf_append_char(out, ' ');
        }
        blank = false;
        xeng__buf_append(out, body + at, length);
        at += length;
        if (out->failed) {
            return;
        }
    }
}
