/* Times: the machine's steady clock, and instants as people and the API write them. */
#include "clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

int64_t cli_monotonic_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whether the text has the shape of the pattern, in which 0 stands for any digit. */
static bool has_shape(const char *text, const char *pattern)
{
    for (; *pattern != '\0'; text++, pattern++) {
        if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern) {
            return false;
        }
    }
    return *text == '\0';
}

static int number(const char *text, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; i++) {
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool cli_time_parse(const char *text, int64_t *seconds)
{
    bool with_time = has_shape(text, "0000-00-00T00:00:00Z");
    if (!with_time && !has_shape(text, "0000-00-00")) {
        return false;
    }
    struct tm when = {
        .tm_year = number(text, 4) - 1900,
        .tm_mon = number(text + 5, 2) - 1,
        .tm_mday = number(text + 8, 2),
    };
    struct tm asked = when;
    int hour = with_time ? number(text + 11, 2) : 0;
    int minute = with_time ? number(text + 14, 2) : 0;
    int second = with_time ? number(text + 17, 2) : 0;
    time_t day = timegm(&when);
    /* timegm() turns the 31st of a short month into the next month's first. */
    if (when.tm_year != asked.tm_year || when.tm_mon != asked.tm_mon ||
        when.tm_mday != asked.tm_mday || hour > 23 || minute > 59 || second > 59) {
        return false;
    }
    *seconds = (int64_t)day + hour * 3600 + minute * 60 + second;
    return true;
}

void cli_time_text(int64_t seconds, char text[CLI_TIME_SIZE])
{
    time_t at = (time_t)seconds;
    struct tm when;
    if (gmtime_r(&at, &when) == NULL ||
        strftime(text, CLI_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &when) == 0) {
        (void)snprintf(text, CLI_TIME_SIZE, "%lld", (long long)seconds);
    }
}

void cli_time_of_day(int64_t seconds, char text[CLI_TIME_SIZE])
{
    time_t at = (time_t)seconds;
    struct tm when;
    if (localtime_r(&at, &when) == NULL || strftime(text, CLI_TIME_SIZE, "%H:%M:%S", &when) == 0) {
        cli_time_text(seconds, text);
    }
}

void cli_span_text(int64_t ms, char text[CLI_SPAN_SIZE])
{
    int64_t seconds = ms / 1000;
    int64_t minutes = seconds / 60;
    int64_t hours = minutes / 60;
    if (ms < 10000) {
        (void)snprintf(text, CLI_SPAN_SIZE, "%" PRId64 ".%" PRId64 " s", seconds, ms % 1000 / 100);
    } else if (minutes == 0) {
        (void)snprintf(text, CLI_SPAN_SIZE, "%" PRId64 " s", seconds);
    } else if (hours == 0) {
        (void)snprintf(text, CLI_SPAN_SIZE, "%" PRId64 " min %" PRId64 " s", minutes, seconds % 60);
    } else if (hours < 48) {
        (void)snprintf(text, CLI_SPAN_SIZE, "%" PRId64 " h %" PRId64 " min", hours, minutes % 60);
    } else {
        (void)snprintf(text, CLI_SPAN_SIZE, "%" PRId64 " days %" PRId64 " h", hours / 24,
                       hours % 24);
    }
}
