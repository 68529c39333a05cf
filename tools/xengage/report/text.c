/* Texts of a report's page: escaped, and numbers and times as people read them, whatever the
 * locale. */
#include "text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <xengage/metric.h>

#include "../table.h"
#include "../utf8.h"

enum {
    NUMBER_SIZE = 40 /* with room for a sign before it in CLI_WORD_SIZE */
};

/* Line ends and tabs are nothing but blanks here. */
static bool is_unfit(uint32_t code)
{
    return code != '\n' && code != '\t' && cli_utf8_control(code);
}

static const char *entity(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return is_unfit(code) ? "\xEF\xBF\xBD" : NULL;
    }
}

void cli_html_text(FILE *file, const char *text)
{
    const char *at = text;
    while (*at != '\0') {
        uint32_t code = 0;
        size_t size = cli_utf8_character(at, &code);
        const char *instead = size == 0 ? "\xEF\xBF\xBD" : entity(code);
        size = size == 0 ? 1 : size;
        if (instead != NULL) {
            fputs(instead, file);
        } else {
            (void)fwrite(at, 1, size, file);
        }
        at += size;
    }
}

void cli_html_count(FILE *file, int64_t value)
{
    char text[CLI_COUNT_SIZE];
    cli_count_text(true, value, text);
    fputs(text, file);
}

static uint64_t size_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

/* Writes `scaled` divided by 10 to the power of `decimals`. */
static void fixed_text(bool negative, uint64_t scaled, unsigned decimals, const char *unit,
                       char text[NUMBER_SIZE])
{
    static const uint64_t powers[] = {1, 10, 100};
    uint64_t power = powers[decimals];
    const char *sign = negative && scaled > 0 ? "-" : "";
    if (decimals == 0) {
        (void)snprintf(text, NUMBER_SIZE, "%s%" PRIu64 "%s", sign, scaled, unit);
        return;
    }
    (void)snprintf(text, NUMBER_SIZE, "%s%" PRIu64 ".%0*" PRIu64 "%s", sign, scaled / power,
                   (int)decimals, scaled % power, unit);
}

void cli_compact_text(int64_t value, char text[CLI_WORD_SIZE])
{
    static const char *const units[] = {"", "k", "M", "B", "T"};
    uint64_t size = size_of(value);
    uint64_t unit = 1;
    size_t name = 0;
    if (size < 10000) {
        char count[CLI_COUNT_SIZE];
        cli_count_text(true, value, count);
        (void)strcpy(text, count);
        return;
    }
    /* What would be rounded to a thousand takes the next unit. */
    while (name < 4 && size >= unit * 1000 - unit / 2) {
        unit *= 1000;
        name++;
    }
    unsigned decimals = size < 10 * unit - unit / 200 ? 2 : size < 100 * unit - unit / 20 ? 1 : 0;
    uint64_t part = decimals == 2 ? unit / 100 : decimals == 1 ? unit / 10 : unit;
    fixed_text(value < 0, size / part + (size % part >= part - part / 2), decimals, units[name],
               text);
}

void cli_percent_text(int64_t part, int64_t whole, unsigned decimals, int sign,
                      char text[CLI_WORD_SIZE])
{
    static const double powers[] = {1e2, 1e3, 1e4};
    double scaled = (double)part / (double)whole * powers[decimals];
    double size = scaled < 0 ? -scaled : scaled;
    if (size >= 1000 * powers[decimals] / powers[0]) {
        /* Ten times the whole and more needs no decimals. */
        size /= powers[decimals] / powers[0];
        decimals = 0;
    }
    size = size > 1e15 ? 1e15 : size;
    char *number = text;
    if (sign && scaled > 0) {
        *number++ = '+';
    }
    if (decimals == 0) {
        char count[CLI_COUNT_SIZE];
        int64_t rounded = (int64_t)(size + 0.5);
        cli_count_text(true, scaled < 0 ? -rounded : rounded, count);
        (void)strcpy(number, count);
        (void)strcat(number, "%");
        return;
    }
    fixed_text(scaled < 0, (uint64_t)(size + 0.5), decimals, "%", number);
}

void cli_mean_text(int64_t sum, int64_t over, char text[CLI_WORD_SIZE])
{
    uint64_t size = size_of(sum);
    uint64_t by = (uint64_t)over;
    if (size / by >= 1000 || size % by == 0) {
        char count[CLI_COUNT_SIZE];
        int64_t rounded = (int64_t)(size / by + (size % by >= by - by / 2));
        cli_count_text(true, sum < 0 ? -rounded : rounded, count);
        (void)strcpy(text, count);
        return;
    }
    fixed_text(sum < 0, (size * 10 + by / 2) / by, 1, "", text);
}

void cli_metric_label(size_t place, char text[CLI_WORD_SIZE])
{
    const char *name = xeng_metric_name(xeng_metric_at(place));
    (void)snprintf(text, CLI_WORD_SIZE, "%s", name == NULL ? "" : name);
    for (char *at = text; *at != '\0'; at++) {
        *at = *at == '_' ? ' ' : *at;
    }
    if (strncmp(text, "url ", 4) == 0) {
        memcpy(text, "URL", 3);
    } else if (*text >= 'a' && *text <= 'z') {
        *text = (char)(*text - 'a' + 'A');
    }
}

static struct tm local(int64_t time, int32_t offset_s)
{
    time_t at = (time_t)(time + offset_s);
    struct tm when = {.tm_mday = 1};
    (void)gmtime_r(&at, &when);
    return when;
}

static const char *month(const struct tm *when)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names[when->tm_mon];
}

void cli_date_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE])
{
    struct tm when = local(time, offset_s);
    (void)snprintf(text, CLI_WORD_SIZE, "%d %s %d", when.tm_mday, month(&when),
                   when.tm_year + 1900);
}

void cli_moment_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE])
{
    struct tm when = local(time, offset_s);
    (void)snprintf(text, CLI_WORD_SIZE, "%d %s %d %02d:%02d", when.tm_mday, month(&when),
                   when.tm_year + 1900, when.tm_hour, when.tm_min);
}

void cli_short_date_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE])
{
    struct tm when = local(time, offset_s);
    (void)snprintf(text, CLI_WORD_SIZE, "%d %s", when.tm_mday, month(&when));
}

void cli_clock_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE])
{
    struct tm when = local(time, offset_s);
    (void)snprintf(text, CLI_WORD_SIZE, "%02d:%02d", when.tm_hour, when.tm_min);
}

void cli_offset_text(int32_t offset_s, char text[CLI_WORD_SIZE])
{
    if (offset_s == 0) {
        (void)strcpy(text, "UTC");
        return;
    }
    (void)snprintf(text, CLI_WORD_SIZE, "UTC%c%02d:00", offset_s < 0 ? '-' : '+',
                   abs(offset_s) / 3600);
}
