/* Random JSON, and random damage to it: the same on every run for the same seed. */
#ifndef XENG__TESTS_RANDOM_JSON_H
#define XENG__TESTS_RANDOM_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"

static uint64_t random_state;

static inline uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)((random_state >> 20) % limit);
}

static inline void random_blanks(xeng__buf *out)
{
    while (random_below(6) == 0) {
        xeng__buf_append_char(out, " \n\r\t"[random_below(4)]);
    }
}

static inline void random_string(xeng__buf *out)
{
    static const char *const pieces[] = {
        "a",
        "key",
        "impressions",
        "2026-11-24",
        "00",
        "23",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u0041",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\uD834\\udd1e",
        "\xC3\xA9",
        "\xE2\x82\xAC",
        "\xF0\x9F\x98\x80",
        "1260294888811347969",
        " ",
        "{",
        "]",
        "\x7F",
        "\\b\\f\\r\\t",
        "\\u20AC",
        "",
        "a rather long run of plain text without anything special in it",
    };
    xeng__buf_append_char(out, '"');
    for (uint32_t count = random_below(3); count > 0; count--) {
        xeng__buf_append_text(out, pieces[random_below(sizeof pieces / sizeof *pieces)]);
    }
    xeng__buf_append_char(out, '"');
}

static inline void random_number(xeng__buf *out)
{
    static const char *const numbers[] = {
        "0",     "-0",     "1",      "-1",       "26",     "9223372036854775807",
        "1e5",   "1E+5",   "1.5e-9", "0.1",      "-0.0",   "-9223372036854775808",
        "1e308", "-1e308", "1e-400", "123456.7", "10.0e0", "17976931348623157e292",
    };
    xeng__buf_append_text(out, numbers[random_below(sizeof numbers / sizeof *numbers)]);
}

static inline void random_value(xeng__buf *out, uint32_t depth);

static inline void random_container(xeng__buf *out, bool object, uint32_t depth)
{
    uint32_t count = random_below(5);
    xeng__buf_append_char(out, object ? '{' : '[');
    for (uint32_t i = 0; i < count; i++) {
        random_blanks(out);
        xeng__buf_append_text(out, i == 0 ? "" : ",");
        random_blanks(out);
        if (object) {
            random_string(out);
            random_blanks(out);
            xeng__buf_append_char(out, ':');
        }
        random_value(out, depth + 1);
    }
    random_blanks(out);
    xeng__buf_append_char(out, object ? '}' : ']');
}

static inline void random_value(xeng__buf *out, uint32_t depth)
{
    static const char *const literals[] = {"true", "false", "null"};
    random_blanks(out);
    switch (random_below(depth > 5 ? 3 : 6)) {
    case 0:
        random_number(out);
        break;
    case 1:
        xeng__buf_append_text(out, literals[random_below(3)]);
        break;
    case 2:
        random_string(out);
        break;
    case 3:
        random_container(out, false, depth);
        break;
    default:
        random_container(out, true, depth);
    }
    random_blanks(out);
}

/* Changes a few bytes: other ones, fewer, more, an end that comes too soon. */
static inline void random_damage(xeng__buf *json)
{
    static const char bytes[] =
        "\"\"\\\\{}[]::,,0019-+.eEtfnu \n\r\t\x1F\x7F\x80\xC0\xE2\xED\xF4\xFF/aA";
    for (uint32_t count = 1 + random_below(3); count > 0 && json->size > 1; count--) {
        size_t at = random_below((uint32_t)json->size);
        /* A NUL is among them: the one that ends the literal. */
        char byte = bytes[random_below(sizeof bytes)];
        switch (random_below(4)) {
        case 0:
            json->data[at] = byte;
            break;
        case 1:
            memmove(json->data + at, json->data + at + 1, json->size - at - 1);
            json->size--;
            break;
        case 2:
            xeng__buf_append_char(json, byte);
            memmove(json->data + at + 1, json->data + at, json->size - at - 1);
            json->data[at] = byte;
            break;
        default:
            if (random_below(4) == 0) {
                json->size = at;
            } else {
                json->data[at] = (char)(json->data[at] ^ (1 << random_below(8)));
            }
        }
    }
}

#endif
