/* The dates of HTTP (RFC 9110, 5.6.7), in their three forms. */
#include <string.h>

#include "base/iso8601.h"
#include "wire/response_head.h"

typedef struct moment {
    unsigned year;
    unsigned month; /* 1 to 12 */
    unsigned day;
    unsigned hour;
    unsigned minute;
    unsigned second;
} moment;

/* Takes the index of one of `count` names at `*at`, each of `length` bytes in a row. */
static bool take_name(const char **at, const char *end, const char *names, size_t length,
                      unsigned *index)
{
    for (unsigned i = 0; names[i * length] != '\0'; i++) {
        if ((size_t)(end - *at) >= length && memcmp(*at, names + i * length, length) == 0) {
            *at += length;
            *index = i;
            return true;
        }
    }
    return false;
}

static bool take_month(const char **at, const char *end, moment *when)
{
    unsigned index;
    if (!take_name(at, end, "JanFebMarAprMayJunJulAugSepOctNovDec", 3, &index)) {
        return false;
    }
    when->month = index + 1;
    return true;
}

static bool take_digits(const char **at, const char *end, size_t count, unsigned *number)
{
    if ((size_t)(end - *at) < count) {
        return false;
    }
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        char c = (*at)[i];
        if (c < '0' || c > '9') {
            return false;
        }
        *number = *number * 10 + (unsigned)(c - '0');
    }
    *at += count;
    return true;
}

static bool take(const char **at, const char *end, const char *text)
{
    size_t size = strlen(text);
    if ((size_t)(end - *at) < size || memcmp(*at, text, size) != 0) {
        return false;
    }
    *at += size;
    return true;
}

static bool take_time(const char **at, const char *end, moment *when)
{
    return take_digits(at, end, 2, &when->hour) && take(at, end, ":") &&
           take_digits(at, end, 2, &when->minute) && take(at, end, ":") &&
           take_digits(at, end, 2, &when->second);
}

/* Behind "Sun": ", 06 Nov 1994 08:49:37 GMT". */
static bool take_imf_fixdate(const char *at, const char *end, moment *when)
{
    return take(&at, end, ", ") && take_digits(&at, end, 2, &when->day) && take(&at, end, " ") &&
           take_month(&at, end, when) && take(&at, end, " ") &&
           take_digits(&at, end, 4, &when->year) && take(&at, end, " ") &&
           take_time(&at, end, when) && take(&at, end, " GMT") && at == end;
}

/* Behind "Sun": "day, 06-Nov-94 08:49:37 GMT". */
static bool take_rfc850(const char *at, const char *end, moment *when)
{
    static const char *const rests[] = {"day", "sday", "nesday", "rsday", "urday"};
    bool named = false;
    for (size_t i = 0; !named && i < sizeof rests / sizeof *rests; i++) {
        named = take(&at, end, rests[i]);
    }
    if (!named || !take(&at, end, ", ") || !take_digits(&at, end, 2, &when->day) ||
        !take(&at, end, "-") || !take_month(&at, end, when) || !take(&at, end, "-") ||
        !take_digits(&at, end, 2, &when->year) || !take(&at, end, " ") ||
        !take_time(&at, end, when) || !take(&at, end, " GMT")) {
        return false;
    }
    /* RFC 9110 goes by the present year, which nothing here knows. No server had a clock before
     * 1970. */
    when->year += when->year < 70 ? 2000 : 1900;
    return at == end;
}

/* Behind "Sun": " Nov  6 08:49:37 1994". */
static bool take_asctime(const char *at, const char *end, moment *when)
{
    if (!take(&at, end, " ") || !take_month(&at, end, when) || !take(&at, end, " ")) {
        return false;
    }
    bool one_digit = take(&at, end, " ");
    return take_digits(&at, end, one_digit ? 1 : 2, &when->day) && take(&at, end, " ") &&
           take_time(&at, end, when) && take(&at, end, " ") &&
           take_digits(&at, end, 4, &when->year) && at == end;
}

bool xeng__parse_http_date(const char *text, size_t size, int64_t *unix_seconds)
{
    const char *at = text;
    const char *end = text + size;
    unsigned weekday;
    moment when;
    if (!take_name(&at, end, "MonTueWedThuFriSatSun", 3, &weekday)) {
        return false;
    }
    if (!take_imf_fixdate(at, end, &when) && !take_rfc850(at, end, &when) &&
        !take_asctime(at, end, &when)) {
        return false;
    }
    /* 60 is a leap second. */
    if (when.day < 1 || when.hour > 23 || when.minute > 59 || when.second > 60) {
        return false;
    }
    int64_t days = xeng__days_from_civil(when.year, when.month, when.day);
    int64_t year;
    unsigned month;
    unsigned day;
    xeng__civil_from_days(days, &year, &month, &day);
    if (month != when.month || day != when.day) {
        return false;
    }
    *unix_seconds =
        days * XENG__SECONDS_A_DAY + (int64_t)when.hour * 3600 + when.minute * 60 + when.second;
    return true;
}
