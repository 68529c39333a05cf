/* Time: ISO 8601, HTTP dates, the server's clock and the time that data rules go by. */
#include "when.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static _Atomic int64_t clock_offset;
static _Atomic int64_t frozen_now = INT64_MIN;

static bool digits(const char **at, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (**at < '0' || **at > '9') {
            return false;
        }
        *value = *value * 10 + (**at - '0');
    }
    return true;
}

static bool literal(const char **at, char c)
{
    if (**at != c) {
        return false;
    }
    (*at)++;
    return true;
}

/* Days since 1970-01-01 in the Gregorian calendar. */
static int64_t days_of(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int days_in(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

static bool parse_clock(const char **at, int64_t *seconds)
{
    int hour;
    int minute;
    int second = 0;
    if (!digits(at, 2, &hour) || !literal(at, ':') || !digits(at, 2, &minute)) {
        return false;
    }
    if (**at == ':') {
        (*at)++;
        if (!digits(at, 2, &second)) {
            return false;
        }
        if (**at == '.') {
            (*at)++;
            size_t fraction = strspn(*at, "0123456789");
            if (fraction == 0) {
                return false;
            }
            *at += fraction;
        }
    }
    *seconds = hour * 3600 + minute * 60 + second;
    return hour < 24 && minute < 60 && second < 60 && literal(at, 'Z');
}

bool sim_parse_time(const char *text, int64_t *seconds)
{
    int year;
    int month;
    int day;
    int64_t clock = 0;
    const char *at = text;
    if (!digits(&at, 4, &year) || !literal(&at, '-') || !digits(&at, 2, &month) ||
        !literal(&at, '-') || !digits(&at, 2, &day)) {
        return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > days_in(year, month)) {
        return false;
    }
    if (*at == 'T') {
        at++;
        if (!parse_clock(&at, &clock)) {
            return false;
        }
    }
    *seconds = days_of(year, month, day) * SIM_DAY + clock;
    return *at == '\0';
}

static struct tm broken_down(int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm tm = {0};
    gmtime_r(&t, &tm);
    return tm;
}

void sim_add_time(sim_buf *buf, int64_t seconds)
{
    struct tm tm = broken_down(seconds);
    sim_buf_addf(buf, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
                 tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

void sim_add_time_ms(sim_buf *buf, int64_t ms)
{
    sim_add_time(buf, ms / 1000);
    buf->size--;
    sim_buf_addf(buf, ".%03dZ", (int)(ms % 1000));
}

void sim_add_day(sim_buf *buf, int64_t seconds)
{
    struct tm tm = broken_down(seconds);
    sim_buf_addf(buf, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

void sim_http_date(int64_t seconds, char out[40])
{
    /* Not strftime: the names of days and months must not follow the locale. */
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tm tm = broken_down(seconds);
    snprintf(out, 40, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", days + 3 * (size_t)tm.tm_wday,
             tm.tm_mday % 100, months + 3 * (size_t)tm.tm_mon, (tm.tm_year + 1900) % 10000,
             tm.tm_hour % 100, tm.tm_min % 100, tm.tm_sec % 100);
}

int64_t sim_floor_hour(int64_t seconds)
{
    int64_t rest = seconds % SIM_HOUR;
    return seconds - (rest < 0 ? rest + SIM_HOUR : rest);
}

int64_t sim_ceil_hour(int64_t seconds)
{
    return sim_floor_hour(seconds + SIM_HOUR - 1);
}

static int64_t read_ms(clockid_t id)
{
    struct timespec time;
    (void)clock_gettime(id, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t sim_monotonic_ms(void)
{
    return read_ms(CLOCK_MONOTONIC);
}

int64_t sim_clock_ms(void)
{
    return read_ms(CLOCK_REALTIME) + atomic_load(&clock_offset) * 1000;
}

int64_t sim_clock(void)
{
    return sim_clock_ms() / 1000;
}

void sim_set_clock_offset(int64_t seconds)
{
    atomic_store(&clock_offset, seconds);
}

int64_t sim_now(void)
{
    int64_t frozen = atomic_load(&frozen_now);
    return frozen != INT64_MIN ? frozen : sim_clock();
}

void sim_freeze_now(int64_t seconds)
{
    atomic_store(&frozen_now, seconds);
}

void sim_unfreeze_now(void)
{
    atomic_store(&frozen_now, INT64_MIN);
}
