/* Text: UTF-8, decimal numbers, case-blind comparison; independent of the locale. */
#include "base/text.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The length of the well-formed UTF-8 sequence at `text`, 0 if there is none. */
static size_t utf8_sequence(const unsigned char *text, size_t size)
{
    unsigned char lead = text[0];
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    size_t length = 0;
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        low = lead == 0xE0 ? 0xA0 : 0x80;
        high = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        low = lead == 0xF0 ? 0x90 : 0x80;
        high = lead == 0xF4 ? 0x8F : 0xBF;
    }
    if (length == 0 || length > size || text[1] < low || text[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

bool xeng__utf8_valid(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;
    while (at < size) {
        size_t length = utf8_sequence(bytes + at, size - at);
        if (length == 0) {
            return false;
        }
        at += length;
    }
    return true;
}

bool xeng__has_control(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < size; i++) {
        bool c1 = bytes[i] == 0xC2 && i + 1 < size && bytes[i + 1] >= 0x80 && bytes[i + 1] <= 0x9F;
        if (bytes[i] < 0x20 || bytes[i] == 0x7F || c1) {
            return true;
        }
    }
    return false;
}

void xeng__flatten(char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t length = utf8_sequence((const unsigned char *)text + at, size - at);
        if (is_blank(text[at])) {
            text[at] = ' ';
        } else if (length == 0 || xeng__has_control(text + at, length)) {
            length = length == 0 ? 1 : length;
            memset(text + at, '?', length);
        }
        at += length;
    }
}

bool xeng__is_visible_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text < '!' || *text > '~') {
            return false;
        }
    }
    return true;
}

bool xeng__parse_u64(const char *text, size_t size, uint64_t *number)
{
    uint64_t value = 0;
    if (size == 0) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        uint64_t digit = (uint64_t)(text[i] - '0');
        if (value > (UINT64_MAX - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

const char *xeng__format_u64(uint64_t number, char text[XENG__U64_SIZE])
{
    char *at = text + XENG__U64_SIZE - 1;
    *at = '\0';
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return at;
}

char *xeng__put_u64(char *to, uint64_t number)
{
    if (number < XENG__PUT_SMALL) {
        return xeng__put_i64(to, (int64_t)number);
    }
    to = xeng__put_u64(to, number / XENG__PUT_SMALL);
    xeng__put_four(to, xeng__four_digits((uint32_t)(number % XENG__PUT_SMALL)));
    return to + 4;
}

bool xeng__parse_id(const char *text, size_t size, uint64_t *id)
{
    uint64_t value = 0;
    if (!xeng__parse_u64(text, size, &value) || text[0] == '0' || value > INT64_MAX) {
        return false;
    }
    *id = value;
    return true;
}

bool xeng__equal_nocase(const char *a, const char *b)
{
    while (*a != '\0' && xeng__lower(*a) == xeng__lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

const char *xeng__find_nocase(const char *text, const char *needle)
{
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (needle[i] != '\0' && xeng__lower(text[i]) == xeng__lower(needle[i])) {
            i++;
        }
        if (needle[i] == '\0') {
            return text;
        }
    }
    return NULL;
}

void xeng__trim(const char **text, size_t *size)
{
    while (*size > 0 && is_blank(**text)) {
        (*text)++;
        (*size)--;
    }
    while (*size > 0 && is_blank((*text)[*size - 1])) {
        (*size)--;
    }
}
