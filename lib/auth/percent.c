/* Percent-encoding and form encoding. */
#include "auth/percent.h"

#include <string.h>

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return -1;
}

static void append_encoded(xeng__buf *to, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";
    char escape[3] = {'%', digits[c >> 4], digits[c & 15]};
    xeng__buf_append(to, escape, sizeof escape);
}

void xeng__percent_encode(xeng__buf *to, const char *text, size_t size)
{
    size_t start = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (!is_unreserved(c)) {
            /* Whole runs at once: most of what is encoded needs no escape. */
            xeng__buf_append(to, text + start, i - start);
            append_encoded(to, c);
            start = i + 1;
        }
    }
    xeng__buf_append(to, text + start, size - start);
}

bool xeng__form_next(const char **text, size_t *size, xeng__form_pair *pair)
{
    while (*size > 0 && **text == '&') {
        (*text)++;
        (*size)--;
    }
    if (*size == 0) {
        return false;
    }
    const char *ampersand = memchr(*text, '&', *size);
    size_t length = ampersand == NULL ? *size : (size_t)(ampersand - *text);
    const char *equals = memchr(*text, '=', length);
    pair->name = *text;
    pair->name_size = equals == NULL ? length : (size_t)(equals - *text);
    pair->value = equals == NULL ? *text + length : equals + 1;
    pair->value_size = equals == NULL ? 0 : length - pair->name_size - 1;
    *text += length;
    *size -= length;
    return true;
}

/* Reads one character of form-encoded text and says how many bytes it took; 0 if it is malformed.
 */
static size_t next_character(const char *text, size_t size, unsigned char *c)
{
    if (*text == '+') {
        *c = ' ';
        return 1;
    }
    if (*text != '%') {
        *c = (unsigned char)*text;
        return 1;
    }
    int high = size > 2 ? digit_value(text[1]) : -1;
    int low = size > 2 ? digit_value(text[2]) : -1;
    if (high < 0 || low < 0) {
        return 0;
    }
    *c = (unsigned char)(high * 16 + low);
    return 3;
}

bool xeng__form_decode(xeng__buf *to, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        unsigned char c;
        size_t taken = next_character(text + at, size - at, &c);
        if (taken == 0) {
            return false;
        }
        xeng__buf_append_char(to, (char)c);
        at += taken;
    }
    return true;
}

bool xeng__form_to_percent(xeng__buf *to, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        unsigned char c;
        size_t taken = next_character(text + at, size - at, &c);
        if (taken == 0) {
            return false;
        }
        if (is_unreserved(c)) {
            xeng__buf_append_char(to, (char)c);
        } else {
            append_encoded(to, c);
        }
        at += taken;
    }
    return true;
}
