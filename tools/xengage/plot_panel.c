/* A panel: the bars of one series between their axes. */
#include "plot_panel.h"

#include <math.h>
#include <stdlib.h>

enum {
    PARTS = 8, /* of a character's height */
};

/* The characters of a plot. */
typedef struct {
    const char *up[PARTS + 1]; /* filled from the bottom, so many eighths */
    const char *down[PARTS + 1];
    const char *shade; /* from the least of several points to the most */
    const char *side;
    const char *side_tick;
    const char *corner;
    const char *axis;
    const char *axis_mark;
    const char *missing;
    const char *partial;
} cli_glyphs;

static const cli_glyphs fine = {
    {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
    /* There are no more that are filled from the top. */
    {" ", "▔", "▔", "▀", "▀", "▀", "█", "█", "█"},
    "▒",
    "│",
    "┤",
    "┼",
    "─",
    "┬",
    "×",
    "~",
};

static const cli_glyphs plain = {
    {" ", "_", "_", "=", "=", "=", "#", "#", "#"},
    {" ", "'", "'", "\"", "\"", "\"", "#", "#", "#"},
    ":",
    "|",
    "+",
    "+",
    "-",
    "+",
    "x",
    "~",
};

static const cli_glyphs *glyphs_of(const cli_look *look)
{
    return look->unicode ? &fine : &plain;
}

const char *cli_panel_missing(const cli_look *look)
{
    return glyphs_of(look)->missing;
}

const char *cli_panel_partial(const cli_look *look)
{
    return glyphs_of(look)->partial;
}

const char *cli_panel_least(const cli_look *look)
{
    return glyphs_of(look)->up[PARTS];
}

const char *cli_panel_most(const cli_look *look)
{
    return glyphs_of(look)->shade;
}

size_t cli_panel_margin(size_t gutter)
{
    return gutter + 2;
}

/* The character of a bar's part in a line, counted from the axis, that is so many lines high. What
 * isn't zero is seen. */
static const char *part_of_one(const char *const *parts, double high, int line)
{
    double filled = floor((high - (line - 1)) * PARTS + 0.5);
    if (line == 1 && filled < 1 && high > 0) {
        filled = 1;
    }
    return parts[filled <= 0 ? 0 : filled >= PARTS ? PARTS : (int)filled];
}

/* The same of a bar of several points, in whole lines, so that its two parts are told apart. */
static const char *part_of_several(const cli_glyphs *glyphs, double least, double most, int line)
{
    int from = (int)floor(least + 0.5);
    int to = (int)floor(most + 0.5);
    to = to == 0 && most > 0 ? 1 : to;
    return line <= from ? glyphs->up[PARTS] : line <= to ? glyphs->shade : " ";
}

static const char *glyph(const cli_panel *panel, const cli_bar *bar, int line)
{
    const cli_glyphs *glyphs = glyphs_of(panel->look);
    double sign = line > 0 ? 1 : -1;
    double one = fmax(sign * cli_value_lines(panel->scale, bar->low), 0);
    double other = fmax(sign * cli_value_lines(panel->scale, bar->high), 0);
    if (!bar->delivered) {
        return " ";
    }
    if (cli_columns_most(panel->columns) > 1) {
        return part_of_several(glyphs, fmin(one, other), fmax(one, other), abs(line));
    }
    return part_of_one(line > 0 ? glyphs->up : glyphs->down, one, abs(line));
}

/* Writes bars of one line, without the blanks behind the last. */
static void write_bars(const cli_panel *panel, const cli_bar *bars, int line, FILE *file)
{
    const cli_columns *columns = panel->columns;
    size_t blanks = 0;
    bool any = false;
    for (size_t i = 0; i < columns->count; i++) {
        const char *text = glyph(panel, &bars[i], line);
        if (*text == ' ') {
            blanks += columns->width;
            continue;
        }
        if (panel->look->colour && !any) {
            fputs("\x1B[36m", file);
        }
        any = true;
        fprintf(file, "%*s", (int)blanks, "");
        for (size_t k = columns->gap; k < columns->width; k++) {
            fputs(text, file);
        }
        blanks = columns->gap;
    }
    if (panel->look->colour && any) {
        fputs("\x1B[0m", file);
    }
}

static void write_line(const cli_panel *panel, const cli_bar *bars, int line, FILE *file)
{
    const cli_glyphs *glyphs = glyphs_of(panel->look);
    char label[CLI_TICK_SIZE];
    cli_tick_text(panel->scale, line, label);
    fprintf(file, "%*s %s", (int)panel->gutter, label,
            *label == '\0' ? glyphs->side : glyphs->side_tick);
    write_bars(panel, bars, line, file);
    putc('\n', file);
}

/* The axis of time, on which is told what has no bar. */
static void write_axis(const cli_panel *panel, const cli_bar *bars, FILE *file)
{
    const cli_glyphs *glyphs = glyphs_of(panel->look);
    const cli_columns *columns = panel->columns;
    fprintf(file, "%*s %s", (int)panel->gutter, "0", glyphs->corner);
    for (size_t i = 0; i < columns->count; i++) {
        const char *line = !bars[i].delivered ? glyphs->missing
                           : bars[i].partial  ? glyphs->partial
                                              : glyphs->axis;
        bool mark = panel->marked[i] && (line == glyphs->axis || columns->width > 1);
        for (size_t k = 0; k < columns->width; k++) {
            bool gap = k + columns->gap == columns->width && columns->gap > 0;
            fputs(mark && k == 0 ? glyphs->axis_mark : gap ? glyphs->axis : line, file);
        }
    }
    putc('\n', file);
}

void cli_panel_draw(const cli_panel *panel, const cli_bar *bars, FILE *file)
{
    for (int line = panel->scale->up; line > 0; line--) {
        write_line(panel, bars, line, file);
    }
    write_axis(panel, bars, file);
    for (int line = 1; line <= panel->scale->down; line++) {
        write_line(panel, bars, -line, file);
    }
}
