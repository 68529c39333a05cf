/* The numbers of JSON. */
#include "wire/json_number.h"

#include <string.h>

#include "base/text.h"

enum {
    /* Exponents beyond this are all the same: no digits that fit in memory outweigh them. */
    EXPONENT_LIMIT = INT32_MAX
};

/* The smallest number that rounds to infinity: halfway between the greatest double and 2^1024. Its
 * 309 digits stand before the point. */
static const char infinity_digits[] =
    "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490"
    "1797758720709633028641669288791094655554785194040263065748867150582068190890200070838367"
    "6273854845817711531764475730270069855571366959622842914819860834936475292719074168444365"
    "510704342711559699508093042880177904174497792";

typedef struct parts {
    const char *whole; /* digits before the point */
    size_t whole_size;
    const char *fraction;
    size_t fraction_size;
    const char *exponent;
    size_t exponent_size;
    bool negative;
    bool negative_exponent;
    bool real; /* has a fraction or an exponent */
} parts;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes one digit or more at `*at`; false if there is none. */
static bool take_digits(const char **at, const char *end, const char **digits, size_t *size)
{
    *digits = *at;
    while (*at < end && is_digit(**at)) {
        (*at)++;
    }
    *size = (size_t)(*at - *digits);
    return *size > 0;
}

static bool split(const char *text, size_t size, parts *number)
{
    const char *at = text;
    const char *end = text + size;
    memset(number, 0, sizeof *number);
    if (at < end && *at == '-') {
        number->negative = true;
        at++;
    }
    if (!take_digits(&at, end, &number->whole, &number->whole_size) ||
        (number->whole_size > 1 && number->whole[0] == '0')) {
        return false;
    }
    if (at < end && *at == '.') {
        at++;
        number->real = true;
        if (!take_digits(&at, end, &number->fraction, &number->fraction_size)) {
            return false;
        }
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        number->real = true;
        if (at < end && (*at == '+' || *at == '-')) {
            number->negative_exponent = *at == '-';
            at++;
        }
        if (!take_digits(&at, end, &number->exponent, &number->exponent_size)) {
            return false;
        }
    }
    return at == end;
}

static int64_t exponent_of(const parts *number)
{
    int64_t exponent = 0;
    for (size_t i = 0; i < number->exponent_size && exponent < EXPONENT_LIMIT; i++) {
        exponent = exponent * 10 + (number->exponent[i] - '0');
    }
    return number->negative_exponent ? -exponent : exponent;
}

/* The digit at an index of whole part and fraction taken together. */
static char digit_at(const parts *number, size_t index)
{
    return index < number->whole_size ? number->whole[index]
                                      : number->fraction[index - number->whole_size];
}

static bool rounds_to_infinity(const parts *number)
{
    size_t count = number->whole_size + number->fraction_size;
    size_t first = 0;
    while (first < count && digit_at(number, first) == '0') {
        first++;
    }
    if (first == count) {
        return false;
    }
    /* The number is 0.DDD times ten to the `power`, its first D not 0. */
    int64_t power = (int64_t)number->whole_size - (int64_t)first + exponent_of(number);
    int64_t limit = (int64_t)sizeof infinity_digits - 1;
    if (power != limit) {
        return power > limit;
    }
    for (size_t i = 0; i < sizeof infinity_digits - 1; i++) {
        char digit = first + i < count ? digit_at(number, first + i) : '0';
        if (digit != infinity_digits[i]) {
            return digit > infinity_digits[i];
        }
    }
    return true;
}

static bool fits_64_bits(const parts *number)
{
    uint64_t magnitude;
    return xeng__parse_u64(number->whole, number->whole_size, &magnitude) &&
           magnitude <= (uint64_t)INT64_MAX + (number->negative ? 1 : 0);
}

bool xeng__json_number_valid(const char *text, size_t size)
{
    parts number;
    if (!split(text, size, &number)) {
        return false;
    }
    return number.real ? !rounds_to_infinity(&number) : fits_64_bits(&number);
}

bool xeng__parse_count(const char *text, size_t size, int64_t *count)
{
    parts number;
    uint64_t magnitude;
    if (!split(text, size, &number) || number.real || !fits_64_bits(&number) ||
        (number.negative && number.whole[0] == '0')) {
        return false;
    }
    (void)xeng__parse_u64(number.whole, number.whole_size, &magnitude);
    *count = number.negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}
