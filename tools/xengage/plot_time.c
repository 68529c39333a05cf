/* The axis of time: round dates and hours below some of the bars. */
#include "plot_time.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "memory.h"
#include "report/text.h"

enum {
    HOUR = 3600,
    DAY = 24 * HOUR,
    WEEK = 7 * DAY,
    /* Weeks begin on Monday; 1970-01-01 was a Thursday. */
    FIRST_MONDAY = 4 * DAY,
    BETWEEN = 2, /* blanks between labels */
    MONTHS = 12,
};

/* How far apart marks are: seconds, or else months. */
typedef struct {
    int64_t seconds;
    int months;
} cli_distance;

static const cli_distance distances[] = {
    {HOUR, 0},       {2 * HOUR, 0},    {3 * HOUR, 0},    {6 * HOUR, 0},   {12 * HOUR, 0},
    {DAY, 0},        {2 * DAY, 0},     {WEEK, 0},        {2 * WEEK, 0},   {0, 1},
    {0, 2},          {0, 3},           {0, 6},           {0, 12},         {0, 24},
    {0, 5 * MONTHS}, {0, 10 * MONTHS}, {0, 20 * MONTHS}, {0, 50 * MONTHS}};

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The number of a distance that a local time is in. */
static int64_t period_of(const cli_distance *distance, int64_t local)
{
    if (distance->months == 0) {
        int64_t origin = distance->seconds % WEEK == 0 ? FIRST_MONDAY : 0;
        return floor_divide(local - origin, distance->seconds);
    }
    time_t at = (time_t)local;
    struct tm when = {.tm_mday = 1};
    (void)gmtime_r(&at, &when);
    return floor_divide((int64_t)when.tm_year * MONTHS + when.tm_mon, distance->months);
}

/* Whether a point is the first in its period. */
static bool begins(const cli_distance *distance, const cli_span *span, size_t point,
                   int32_t offset_s)
{
    int64_t local = cli_span_at(span, point) + offset_s;
    return period_of(distance, local) != period_of(distance, local - span->step_s);
}

static void label(const cli_distance *distance, int64_t time, int32_t offset_s,
                  char text[CLI_WORD_SIZE])
{
    bool midnight = floor_divide(time + offset_s, DAY) * DAY == time + offset_s;
    if (distance->months > 0) {
        char date[CLI_WORD_SIZE];
        cli_date_text(time, offset_s, date);
        (void)strcpy(text, strchr(date, ' ') + 1);
    } else if (midnight) {
        cli_short_date_text(time, offset_s, text);
    } else {
        cli_clock_text(time, offset_s, text);
    }
}

typedef struct {
    const cli_columns *columns;
    const cli_span *span;
    int32_t offset_s;
    size_t width;
    char *text;
    bool *marked;
    size_t end; /* of the last label */
} cli_axis;

/* Writes a label below a bar; false if it touches the one before. What doesn't fit at the end is
 * left out. */
static bool mark(cli_axis *axis, const cli_distance *distance, size_t bar, size_t point)
{
    char text[CLI_WORD_SIZE];
    size_t at = bar * axis->columns->width;
    label(distance, cli_span_at(axis->span, point), axis->offset_s, text);
    if (axis->end > 0 && at < axis->end + BETWEEN) {
        return false;
    }
    if (at + strlen(text) <= axis->width) {
        memcpy(axis->text + at, text, strlen(text));
        axis->marked[bar] = true;
        axis->end = at + strlen(text);
    }
    return true;
}

static void clear(cli_axis *axis)
{
    memset(axis->text, ' ', axis->width);
    memset(axis->marked, 0, axis->columns->count * sizeof *axis->marked);
    axis->end = 0;
}

/* Marks what is so far apart; false if there is no room, or no mark. */
static bool mark_all(cli_axis *axis, const cli_distance *distance)
{
    clear(axis);
    for (size_t bar = 0; bar < axis->columns->count; bar++) {
        size_t end = cli_columns_point(axis->columns, bar + 1);
        for (size_t point = cli_columns_point(axis->columns, bar); point < end; point++) {
            if (begins(distance, axis->span, point, axis->offset_s)) {
                if (!mark(axis, distance, bar, point)) {
                    return false;
                }
                break;
            }
        }
    }
    return axis->end > 0;
}

static void trim(char *text, size_t size)
{
    while (size > 0 && text[size - 1] == ' ') {
        size--;
    }
    text[size] = '\0';
}

char *cli_time_labels(const cli_columns *columns, const cli_span *span, int32_t offset_s,
                      size_t width, bool **marked)
{
    cli_axis axis = {columns,
                     span,
                     offset_s,
                     width,
                     cli_alloc(width + 1, 1),
                     cli_alloc(columns->count, sizeof **marked),
                     0};
    size_t count = sizeof distances / sizeof distances[0];
    size_t i = 0;
    while (i < count && ((distances[i].months == 0 && distances[i].seconds < span->step_s) ||
                         !mark_all(&axis, &distances[i]))) {
        i++;
    }
    if (i == count) {
        static const cli_distance none = {DAY, 0};
        clear(&axis);
        (void)mark(&axis, &none, 0, 0);
    }
    trim(axis.text, width);
    *marked = axis.marked;
    return axis.text;
}
