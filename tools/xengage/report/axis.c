/* Axes of a chart: places are parts of ten thousand of its width or height. */
#include "axis.h"

#include <math.h>

enum {
    POWERS_MOST = 5, /* on either side of zero */
    POWERS = 10000,  /* that a logarithmic scale has room for */
    INTERVALS = 5,   /* between ticks of values, at most */
    TIME_MARKS = 8,  /* of an axis of time, at most */
    DAY = 86400,
    HOUR = 3600,
};

static double measure(const cli_scale *scale, int64_t value)
{
    double v = (double)value;
    if (scale->unit <= 0) {
        return v;
    }
    return v < 0 ? -log10(1 - v / scale->unit) : log10(1 + v / scale->unit);
}

/* The least of 1, 2, 5, 10, 20, 50, … by which so many intervals do. */
static int64_t step_for(uint64_t range)
{
    static const uint64_t factors[] = {1, 2, 5};
    uint64_t power = 1;
    for (;;) {
        for (size_t i = 0; i < 3; i++) {
            if (range / INTERVALS < power * factors[i] ||
                power * factors[i] > UINT64_C(1000000000000000000)) {
                return (int64_t)(power * factors[i]);
            }
        }
        power *= 10;
    }
}

static void mark_evenly(cli_scale *scale, int64_t least, int64_t most)
{
    int64_t step = step_for((uint64_t)most - (uint64_t)least);
    /* What is small beside a step doesn't get one of its own: little below zero is no half of the
     * chart. */
    int64_t first = (least + step / 4) / step - ((least + step / 4) % step < 0);
    int64_t last = most / step + (most % step > 0);
    last = last > first ? last : first + 1;
    for (int64_t i = first; i <= last && scale->count < CLI_TICKS_MOST; i++) {
        int64_t tick = 0;
        if (!__builtin_mul_overflow(i, step, &tick)) {
            scale->ticks[scale->count++] = tick;
        }
    }
}

/* The power of ten from which on a scale is logarithmic: what is smaller lies close to zero, so
 * that the noise of small counts doesn't take most of the room. */
static int64_t unit_for(uint64_t size)
{
    int64_t unit = 1;
    for (; size >= POWERS; size /= 10) {
        unit *= 10;
    }
    return unit;
}

/* The powers of ten from a unit up to a size; how many. */
static size_t powers_up_to(int64_t unit, uint64_t size, int64_t powers[POWERS_MOST])
{
    size_t count = 0;
    for (int64_t power = unit; (uint64_t)power <= size; power *= 10) {
        powers[count++] = power;
        if (power > INT64_MAX / 10 || count == POWERS_MOST) {
            break;
        }
    }
    return count;
}

static void mark_powers(cli_scale *scale, int64_t least, int64_t most)
{
    int64_t powers[POWERS_MOST];
    size_t count = powers_up_to((int64_t)scale->unit, 0 - (uint64_t)least, powers);
    while (count > 0) {
        scale->ticks[scale->count++] = -powers[--count];
    }
    scale->ticks[scale->count++] = 0;
    count = powers_up_to((int64_t)scale->unit, (uint64_t)most, powers);
    for (size_t i = 0; i < count; i++) {
        scale->ticks[scale->count++] = powers[i];
    }
}

void cli_scale_make(cli_scale *scale, int64_t least, int64_t most, bool logarithmic)
{
    *scale = (cli_scale){0};
    least = least < 0 ? least : 0;
    most = most > 0 ? most : 0;
    if (least == 0 && most == 0) {
        most = 1;
    }
    if (logarithmic) {
        uint64_t depth = 0 - (uint64_t)least;
        scale->unit = (double)unit_for(depth > (uint64_t)most ? depth : (uint64_t)most);
        mark_powers(scale, least, most);
    } else {
        mark_evenly(scale, least, most);
    }
    scale->low = fmin(measure(scale, scale->ticks[0]), measure(scale, least));
    scale->high = fmax(measure(scale, scale->ticks[scale->count - 1]), measure(scale, most));
}

int cli_scale_place(const cli_scale *scale, int64_t value)
{
    double part = (scale->high - measure(scale, value)) / (scale->high - scale->low);
    return (int)(part * CLI_WHOLE + 0.5);
}

/* The least of the usual lengths of time by which a span has few marks. */
static int64_t length_for(int64_t whole)
{
    static const int64_t lengths[] = {HOUR,    3 * HOUR, 6 * HOUR, 12 * HOUR, DAY,      2 * DAY,
                                      7 * DAY, 14 * DAY, 28 * DAY, 56 * DAY,  112 * DAY};
    size_t i = 0;
    while (i + 1 < sizeof lengths / sizeof lengths[0] && whole / lengths[i] >= TIME_MARKS) {
        i++;
    }
    int64_t length = lengths[i];
    while (whole / length >= TIME_MARKS) {
        length *= 2;
    }
    return length;
}

size_t cli_time_ticks(const cli_span *span, int32_t offset_s, cli_time_tick ticks[CLI_TICKS_MOST])
{
    int64_t whole = span->step_s * (int64_t)span->count;
    int64_t length = length_for(whole);
    length = length < span->step_s ? span->step_s : length;
    size_t count = 0;
    int64_t local = span->first + offset_s;
    int64_t time = local - (local % length + length) % length;
    /* Weeks begin on Monday; 1970-01-01 was a Thursday. */
    if (length % (7 * DAY) == 0) {
        time += 4 * DAY;
        time -= time - length >= local ? length : 0;
    }
    for (; time < local + whole && count < CLI_TICKS_MOST; time += length) {
        if (time >= local) {
            ticks[count] = (cli_time_tick){
                .place = (int)((time - local) * CLI_WHOLE / whole),
                .time = time - offset_s,
                .clock = time % DAY != 0,
                .minor = count % 2 != 0,
            };
            count++;
        }
    }
    return count;
}

int cli_span_place(const cli_span *span, size_t index)
{
    return (int)((2 * (int64_t)index + 1) * CLI_WHOLE / (2 * (int64_t)span->count));
}
