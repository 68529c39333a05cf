/* The axis of values: so much a line of text, with round ticks where lines end. */
#ifndef CLI_PLOT_SCALE_H
#define CLI_PLOT_SCALE_H

#include <stddef.h>
#include <stdint.h>

enum {
    CLI_TICK_SIZE = 32, /* room for what cli_tick_text() writes */
};

/* There are `up` lines above the axis, `down` below it; a tick is where each `lines`th of them
 * ends, as seen from the axis. */
typedef struct {
    int64_t tick;
    int lines;
    int up;
    int down;
} cli_value_scale;

/* The finest scale that has so many lines at most, for values that include these two. */
cli_value_scale cli_value_scale_for(int64_t least, int64_t most, int lines);

/* How many lines a value is from the axis. */
double cli_value_lines(const cli_value_scale *scale, int64_t value);

/* The tick's label at the end of a line, counted from the axis, up or down; "" if it has none. */
void cli_tick_text(const cli_value_scale *scale, int line, char text[CLI_TICK_SIZE]);

/* How wide the widest label is. */
size_t cli_tick_width(const cli_value_scale *scale);

#endif
