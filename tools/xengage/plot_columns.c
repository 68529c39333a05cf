/* Points of time shared out to columns of text: several columns a point, or several points a
 * column. */
#include "plot_columns.h"

#include "memory.h"

enum {
    WIDEST = 8, /* of a bar: few points don't become walls */
    SPACED = 3, /* from this width on, bars have a column between them */
};

cli_columns cli_columns_for(size_t points, size_t columns)
{
    if (points > columns) {
        return (cli_columns){.count = columns, .width = 1, .points = points};
    }
    size_t width = columns / points;
    width = width > WIDEST ? WIDEST : width;
    return (cli_columns){points, width, width >= SPACED, points};
}

size_t cli_columns_point(const cli_columns *columns, size_t bar)
{
    return bar * columns->points / columns->count;
}

size_t cli_columns_most(const cli_columns *columns)
{
    return (columns->points + columns->count - 1) / columns->count;
}

static void take_point(cli_bar *bar, const cli_span *span, size_t index, const xeng_series *series)
{
    int64_t value = 0;
    if (cli_span_value(span, index, series, &value) == XENG_VALUE_DELIVERED) {
        bar->low = !bar->delivered || value < bar->low ? value : bar->low;
        bar->high = !bar->delivered || value > bar->high ? value : bar->high;
        bar->delivered = true;
        bar->partial |= cli_span_covered(span, index, series) < span->step_s;
    }
}

cli_bar *cli_columns_fill(const cli_columns *columns, const cli_span *span,
                          const xeng_series *series)
{
    cli_bar *bars = cli_alloc(columns->count, sizeof *bars);
    for (size_t i = 0; i < columns->count; i++) {
        size_t end = cli_columns_point(columns, i + 1);
        for (size_t point = cli_columns_point(columns, i); point < end; point++) {
            take_point(&bars[i], span, point, series);
        }
    }
    return bars;
}
