/* Times as text, UTC only. */
#include "base/iso8601.h"

#include <inttypes.h>
#include <stdio.h>

/* Howard Hinnant's public algorithm: eras of 400 years, years that begin in March. */
int64_t xeng__days_from_civil(int64_t year, unsigned month, unsigned day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    unsigned year_of_era = (unsigned)(year - era * 400);
    unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + (int64_t)day_of_era - 719468;
}

void xeng__civil_from_days(int64_t days, int64_t *year, unsigned *month, unsigned *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    unsigned day_of_era = (unsigned)(days - era * 146097);
    unsigned year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    unsigned shifted_month = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    *month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    *year = (int64_t)year_of_era + era * 400 + (*month <= 2);
}

/* Reads `count` digits at `text`; the caller has made sure that they are within its bounds. */
static bool digits(const char *text, size_t count, unsigned *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *number = *number * 10 + (unsigned)(text[i] - '0');
    }
    return true;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap ? 1U : 0U);
}

bool xeng__parse_day(const char *text, size_t size, int32_t *days)
{
    unsigned year;
    unsigned month;
    unsigned day;
    if (size != 10 || text[4] != '-' || text[7] != '-' || !digits(text, 4, &year) ||
        !digits(text + 5, 2, &month) || !digits(text + 8, 2, &day)) {
        return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
        return false;
    }
    *days = (int32_t)xeng__days_from_civil(year, month, day);
    return true;
}

/* Reads what may stand behind the minutes: `:SS`, a fraction, and `Z` or `+00:00`. */
static bool parse_seconds_and_zone(const char *text, size_t size, unsigned *seconds)
{
    size_t at = 0;
    *seconds = 0;
    if (size >= 3 && text[0] == ':') {
        if (!digits(text + 1, 2, seconds) || *seconds > 59) {
            return false;
        }
        at = 3;
        if (at < size && text[at] == '.') {
            size_t first = ++at;
            while (at < size && text[at] >= '0' && text[at] <= '9') {
                at++;
            }
            if (at == first) {
                return false;
            }
        }
    }
    bool zulu = size - at == 1 && text[at] == 'Z';
    bool offset = size - at == 6 && text[at] == '+' && text[at + 1] == '0' && text[at + 2] == '0' &&
                  text[at + 3] == ':' && text[at + 4] == '0' && text[at + 5] == '0';
    return zulu || offset;
}

bool xeng__parse_time(const char *text, size_t size, int64_t *unix_seconds)
{
    int32_t days;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    if (size < 10 || !xeng__parse_day(text, 10, &days)) {
        return false;
    }
    if (size > 10) {
        if (size < 17 || text[10] != 'T' || text[13] != ':' || !digits(text + 11, 2, &hour) ||
            !digits(text + 14, 2, &minute) || hour > 23 || minute > 59 ||
            !parse_seconds_and_zone(text + 16, size - 16, &second)) {
            return false;
        }
    }
    *unix_seconds = days * XENG__SECONDS_A_DAY + (int64_t)hour * 3600 + minute * 60 + second;
    return true;
}

void xeng__format_day(int64_t days, char *text)
{
    int64_t year;
    unsigned month;
    unsigned day;
    xeng__civil_from_days(days, &year, &month, &day);
    (void)snprintf(text, XENG__ISO8601_SIZE, "%04" PRId64 "-%02u-%02u", year, month, day);
}

void xeng__format_time(int64_t unix_seconds, char *text)
{
    int64_t days = unix_seconds / XENG__SECONDS_A_DAY;
    int64_t rest = unix_seconds % XENG__SECONDS_A_DAY;
    if (rest < 0) {
        rest += XENG__SECONDS_A_DAY;
        days--;
    }
    int64_t year;
    unsigned month;
    unsigned day;
    xeng__civil_from_days(days, &year, &month, &day);
    (void)snprintf(text, XENG__ISO8601_SIZE, "%04" PRId64 "-%02u-%02uT%02u:%02u:%02uZ", year, month,
                   day, (unsigned)(rest / 3600), (unsigned)(rest / 60 % 60), (unsigned)(rest % 60));
}
