/* The axis of values: so much a line of text, with round ticks where lines end. */
#include "plot_scale.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    LINES_LEAST = 4, /* for the largest counts of both signs there are */
    SPARSE = 8,      /* from so many lines on, not each has a tick */
    APART = 6,       /* lines between ticks, at most */
};

static double size_of(int64_t value)
{
    return value < 0 ? -(double)value : (double)value;
}

double cli_value_lines(const cli_value_scale *scale, int64_t value)
{
    return (double)value * scale->lines / (double)scale->tick;
}

/* How many lines values take that are 0 to `size`; a little less than a line is rounding. */
static double lines_for(const cli_value_scale *scale, double size)
{
    return ceil(size * scale->lines / (double)scale->tick - 1e-9);
}

/* Fills in the lines; false if they are more than there may be. Above the axis they go on to the
 * next tick; below it, where there are but corrections mostly, only as far as they must. */
static bool try_scale(cli_value_scale *scale, int64_t least, int64_t most, int lines)
{
    double up = most > 0 ? lines_for(scale, size_of(most)) : 0;
    double down = least < 0 ? lines_for(scale, size_of(least)) : 0;
    up = ceil(up / scale->lines) * scale->lines;
    if (up < scale->lines && down < scale->lines) {
        down = scale->lines; /* there has to be a tick besides zero */
    }
    if (up + down > lines) {
        return false;
    }
    scale->up = (int)up;
    scale->down = (int)down;
    return true;
}

/* Which of two is finer; of those that are as fine, the one that takes less lines, or has less
 * ticks. */
static bool better(const cli_value_scale *one, const cli_value_scale *other)
{
    double left = (double)one->tick * other->lines;
    double right = (double)other->tick * one->lines;
    if (left < right || left > right) {
        return left < right;
    }
    return one->up != other->up ? one->up < other->up : one->lines > other->lines;
}

cli_value_scale cli_value_scale_for(int64_t least, int64_t most, int lines)
{
    static const int64_t factors[] = {1, 2, 5};
    cli_value_scale best = {0};
    lines = lines < LINES_LEAST ? LINES_LEAST : lines;
    most = most <= 0 && least >= 0 ? 1 : most;
    for (int64_t power = 1;; power *= 10) {
        for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
            for (int apart = lines < SPARSE ? 1 : 2; apart <= APART; apart++) {
                cli_value_scale scale = {.tick = factors[i] * power, .lines = apart};
                if (try_scale(&scale, least, most, lines) &&
                    (best.tick == 0 || better(&scale, &best))) {
                    best = scale;
                }
            }
        }
        if (power == INT64_C(1000000000000000000)) {
            return best;
        }
    }
}

/* Writes a count with a unit, exactly: ticks have two digits that count, at most. */
static void exact_text(int64_t value, char text[CLI_TICK_SIZE])
{
    static const struct {
        int64_t size;
        const char *name;
    } units[] = {{INT64_C(1000000000000), "T"}, {1000000000, "B"}, {1000000, "M"}, {1000, "k"}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        int64_t unit = units[i].size;
        int64_t tenths = value % unit / (unit / 10);
        if (size_of(value) < (double)unit || value % (unit / 10) != 0) {
            continue;
        }
        if (tenths == 0) {
            (void)snprintf(text, CLI_TICK_SIZE, "%" PRId64 "%s", value / unit, units[i].name);
        } else {
            (void)snprintf(text, CLI_TICK_SIZE, "%" PRId64 ".%d%s", value / unit,
                           (int)(tenths < 0 ? -tenths : tenths), units[i].name);
        }
        return;
    }
    (void)snprintf(text, CLI_TICK_SIZE, "%" PRId64, value);
}

void cli_tick_text(const cli_value_scale *scale, int line, char text[CLI_TICK_SIZE])
{
    int64_t value = 0;
    *text = '\0';
    if (line % scale->lines == 0 &&
        !__builtin_mul_overflow((int64_t)(line / scale->lines), scale->tick, &value)) {
        exact_text(value, text);
    }
}

size_t cli_tick_width(const cli_value_scale *scale)
{
    size_t widest = 0;
    for (int line = -scale->down; line <= scale->up; line++) {
        char text[CLI_TICK_SIZE];
        cli_tick_text(scale, line, text);
        widest = strlen(text) > widest ? strlen(text) : widest;
    }
    return widest;
}
