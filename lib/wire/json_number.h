/* The numbers of JSON, without arithmetic in floating point. */
#ifndef XENG__WIRE_JSON_NUMBER_H
#define XENG__WIRE_JSON_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether text is a number by JSON's grammar that a program can hold: a whole one within 64 bits,
 * or one with a fraction or exponent that doesn't round to infinity as a double. */
bool xeng__json_number_valid(const char *text, size_t size);

/* Reads a whole number, "-" and digits, within 64 bits; false for leading zeros and "-0". */
bool xeng__parse_count(const char *text, size_t size, int64_t *count);

#endif
