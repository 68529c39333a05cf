/* Text: UTF-8, decimal numbers, what may go into a header. Independent of the locale. */
#ifndef XENG__BASE_TEXT_H
#define XENG__BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether `size` bytes are well-formed UTF-8: no overlong forms, no surrogates, nothing over
 * U+10FFFF. */
bool xeng__utf8_valid(const char *text, size_t size);

/* Whether text holds a control character (C0, DEL or C1). */
bool xeng__has_control(const char *text, size_t size);

/* Makes text fit for one line of a log or a terminal, in place: white space becomes blanks, other
 * control characters and what is not UTF-8 become question marks. */
void xeng__flatten(char *text, size_t size);

/* Whether text is all visible ASCII, '!' to '~'. */
bool xeng__is_visible_ascii(const char *text);

/* Reads `size` decimal digits, nothing else, that fit 64 bits. No digits is false. */
bool xeng__parse_u64(const char *text, size_t size, uint64_t *number);

/* Room for the digits of any 64-bit number, with their NUL. */
#define XENG__U64_SIZE 21

/* Writes a number in decimal digits at the end of `text`; returns where they begin. There are
 * `text + XENG__U64_SIZE - 1 - begin` of them. */
const char *xeng__format_u64(uint64_t number, char text[XENG__U64_SIZE]);

/* Bytes that xeng__put_i64() and xeng__put_u64() may write to, more than the digits. */
#define XENG__PUT_ROOM 24

/* Numbers below have up to four digits. */
#define XENG__PUT_SMALL 10000

/* The four digits of a small number in the bytes of a word, the first in the lowest: without a
 * branch, which a processor couldn't foresee, and two pairs of digits at a time. */
static inline uint32_t xeng__four_digits(uint32_t number)
{
    uint32_t pairs = number / 100 | number % 100 << 16;
    uint32_t tens = pairs * 103 >> 10 & UINT32_C(0x000F000F); /* below 100 a tenth */
    return tens + ((pairs - tens * 10) << 8) + UINT32_C(0x30303030);
}

static inline void xeng__put_four(char *to, uint32_t word)
{
    to[0] = (char)(word & 0xFF);
    to[1] = (char)(word >> 8 & 0xFF);
    to[2] = (char)(word >> 16 & 0xFF);
    to[3] = (char)(word >> 24);
}

/* Write a number in decimal digits, without a NUL, where there are XENG__PUT_ROOM bytes; return the
 * end of the digits. Made for many numbers, small ones above all. */
char *xeng__put_u64(char *to, uint64_t number);
static inline char *xeng__put_i64(char *to, int64_t number)
{
    if (number < 0) {
        *to = '-';
        return xeng__put_u64(to + 1, -(uint64_t)number);
    }
    if (number >= XENG__PUT_SMALL) {
        return xeng__put_u64(to, (uint64_t)number);
    }
    unsigned zeros = (number < 10 ? 1U : 0U) + (number < 100 ? 1U : 0U) + (number < 1000 ? 1U : 0U);
    xeng__put_four(to, xeng__four_digits((uint32_t)number) >> (8 * zeros));
    return to + 4 - zeros;
}

/* Reads a Post id: decimal, no leading zero, 1 to 2^63 - 1. The one place that knows this form. */
bool xeng__parse_id(const char *text, size_t size, uint64_t *id);

/* An ASCII letter as a small one; any other byte as it is. */
static inline char xeng__lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether texts are equal without regard to the case of ASCII letters. */
bool xeng__equal_nocase(const char *a, const char *b);

/* The first place of `needle` in `text` without regard to the case of ASCII letters, or NULL. */
const char *xeng__find_nocase(const char *text, const char *needle);

/* Moves `*text`, `*size` past ASCII blanks at both ends. */
void xeng__trim(const char **text, size_t *size);

#endif
