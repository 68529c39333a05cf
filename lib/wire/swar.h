/* Eight bytes at a time, in a 64-bit word whose lowest byte is the first: no special instructions
 * needed. */
#ifndef XENG__WIRE_SWAR_H
#define XENG__WIRE_SWAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define XENG__SWAR_ONES  UINT64_C(0x0101010101010101)
#define XENG__SWAR_HIGHS UINT64_C(0x8080808080808080)

/* `text` must have 8 readable bytes. */
static inline uint64_t xeng__swar_load(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The word with all but its first `size` bytes, 0 to 8, zeroed. */
static inline uint64_t xeng__swar_head(uint64_t word, size_t size)
{
    return size >= 8 ? word : word & ((UINT64_C(1) << (size * 8)) - 1);
}

/* The index, in bits, of the first byte that can't stand for itself in a JSON string: a quote, a
 * backslash, a control character, or one beyond ASCII; the highest bit of that byte is set, and
 * what follows it means nothing. 0 if all eight are plain. */
static inline uint64_t xeng__swar_not_plain(uint64_t word)
{
    uint64_t quote = word ^ (XENG__SWAR_ONES * '"');
    uint64_t backslash = word ^ (XENG__SWAR_ONES * '\\');
    uint64_t found = ((quote - XENG__SWAR_ONES) & ~quote) |
                     ((backslash - XENG__SWAR_ONES) & ~backslash) |
                     ((word - XENG__SWAR_ONES * 0x20) & ~word) | word;
    return found & XENG__SWAR_HIGHS;
}

/* Which byte of a word that is not 0 is the first with its highest bit set. */
static inline size_t xeng__swar_first(uint64_t highs)
{
    return (size_t)__builtin_ctzll(highs) / 8;
}

/* The highest bit of the first byte that is no decimal digit is set; what follows it means nothing.
 * 0 if all eight are digits. */
static inline uint64_t xeng__swar_not_digits(uint64_t word)
{
    uint64_t digits = word ^ XENG__SWAR_ONES * '0';
    return (digits | (digits + XENG__SWAR_ONES * (0x7F - 9))) & XENG__SWAR_HIGHS;
}

/* The number that the first `size` bytes, 1 to 8 decimal digits, stand for. */
static inline uint32_t xeng__swar_decimal(uint64_t word, size_t size)
{
    /* Digits to the high end, zeros before them. */
    uint64_t digits = (word ^ XENG__SWAR_ONES * '0') << (8 - size) * 8;
    /* Pairs, then fours, then all eight: each step adds ten (a hundred, ten thousand) times the
     * lower part to the upper. */
    digits = digits * 10 + (digits >> 8);
    uint64_t fours = (digits & UINT64_C(0x000000FF000000FF)) * (100 + (UINT64_C(1000000) << 32));
    uint64_t rest = ((digits >> 16) & UINT64_C(0x000000FF000000FF)) * (1 + (UINT64_C(10000) << 32));
    return (uint32_t)((fours + rest) >> 32);
}

#endif
