/* Line charts as SVG that fits any width: lines are stretched with it, texts and strokes aren't.
 * page/chart.js draws the same when something else is chosen. */
#include "chart.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABEL_ROOM = 480,  /* the height of a line's name, in parts of CLI_WHOLE */
    LABEL_EDGE = 9600, /* marks of time behind it have no text: it would stick out */
};

/* A place in percent of the width or height. */
#define PERCENT   "%d.%02d%%"
#define AS(place) (place) / 100, (place) % 100

/* A number as on an axis: 50k rather than 50.0k. */
static void tick_text(int64_t value, char text[CLI_WORD_SIZE])
{
    cli_compact_text(value, text);
    char *end = text + strlen(text);
    char *point = strchr(text, '.');
    if (point == NULL) {
        return;
    }
    char unit = *--end;
    while (end[-1] == '0') {
        end--;
    }
    end -= end[-1] == '.';
    end[0] = unit;
    end[1] = '\0';
}

static void write_values(FILE *file, const cli_scale *scale)
{
    fputs("<g class=\"grid\">", file);
    for (size_t i = 0; i < scale->count; i++) {
        int place = cli_scale_place(scale, scale->ticks[i]);
        char text[CLI_WORD_SIZE];
        tick_text(scale->ticks[i], text);
        fprintf(file,
                "<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"" PERCENT "\" y2=\"" PERCENT
                "\"/><text class=\"y\" x=\"-8\" y=\"" PERCENT "\" dy=\".32em\">%s</text>",
                scale->ticks[i] == 0 ? "zero" : "tick", AS(place), AS(place), AS(place), text);
    }
    fputs("</g>", file);
}

static void write_times(FILE *file, const cli_chart *chart)
{
    cli_time_tick ticks[CLI_TICKS_MOST];
    size_t count = cli_time_ticks(&chart->span, chart->offset_s, ticks);
    fputs("<g class=\"grid\">", file);
    for (size_t i = 0; i < count; i++) {
        int place = ticks[i].place;
        char text[CLI_WORD_SIZE];
        (ticks[i].clock ? cli_clock_text : cli_short_date_text)(ticks[i].time, chart->offset_s,
                                                                text);
        fprintf(file,
                "<line class=\"tick\" x1=\"" PERCENT "\" x2=\"" PERCENT
                "\" y1=\"0\" y2=\"100%%\"/>",
                AS(place), AS(place));
        if (place <= LABEL_EDGE) {
            fprintf(file,
                    "<text class=\"x%s\" x=\"" PERCENT "\" y=\"100%%\" dy=\"1.5em\">%s</text>",
                    ticks[i].minor ? " minor" : "", AS(place), text);
        }
    }
    fputs("</g>", file);
}

int64_t cli_chart_covered(const cli_chart *chart, size_t index)
{
    int64_t covered = chart->span.step_s;
    for (size_t i = 0; i < chart->count; i++) {
        int64_t own = cli_span_covered(&chart->span, index, chart->lines[i].series);
        covered = own < covered ? own : covered;
    }
    return covered;
}

static bool is_partial(const cli_chart *chart, size_t index)
{
    return cli_chart_covered(chart, index) < chart->span.step_s;
}

static void write_partial(FILE *file, const cli_chart *chart)
{
    for (size_t i = 0; i < chart->span.count; i++) {
        if (is_partial(chart, i)) {
            int count = (int)chart->span.count;
            int left = (int)((int64_t)i * CLI_WHOLE / count);
            int width = CLI_WHOLE / count;
            fprintf(file,
                    "<rect class=\"partial\" x=\"" PERCENT "\" y=\"0\" width=\"" PERCENT
                    "\" height=\"100%%\"/>",
                    AS(left), AS(width));
        }
    }
}

static void write_path(FILE *file, const cli_chart *chart, const cli_line *line,
                       const cli_scale *scale)
{
    bool drawn = false; /* the point before is there */
    fprintf(file, "<path class=\"line s%u\" d=\"", line->style);
    for (size_t i = 0; i < chart->span.count; i++) {
        int64_t value = 0;
        if (cli_span_value(&chart->span, i, line->series, &value) != XENG_VALUE_DELIVERED) {
            drawn = false;
            continue;
        }
        int x = cli_span_place(&chart->span, i);
        /* "h0" makes a point that stands alone a dot. */
        fprintf(file, drawn ? "L%d %d" : "M%d %dh0", x, cli_scale_place(scale, value));
        drawn = true;
    }
    fputs("\"/>", file);
}

/* Hollow dots where the window covers a part of the step only. */
static void write_dots(FILE *file, const cli_chart *chart, const cli_line *line,
                       const cli_scale *scale)
{
    for (size_t i = 0; i < chart->span.count; i++) {
        int64_t value = 0;
        if (is_partial(chart, i) &&
            cli_span_value(&chart->span, i, line->series, &value) == XENG_VALUE_DELIVERED) {
            int x = cli_span_place(&chart->span, i);
            int y = cli_scale_place(scale, value);
            fprintf(file,
                    "<path class=\"dot s%u\" d=\"M%d %dh0\"/><path class=\"hole\" d=\"M%d %dh0\"/>",
                    line->style, x, y, x, y);
        }
    }
}

typedef struct {
    int place;
    const cli_line *line;
} name_tag;

static int compare_tags(const void *a, const void *b)
{
    const name_tag *one = a;
    const name_tag *other = b;
    return one->place != other->place ? (one->place > other->place) - (one->place < other->place)
                                      : (one->line > other->line) - (one->line < other->line);
}

/* Moves names apart so that none covers another, and all stay inside. */
static void spread(name_tag *tags, size_t count)
{
    qsort(tags, count, sizeof *tags, compare_tags);
    for (size_t i = 1; i < count; i++) {
        int least = tags[i - 1].place + LABEL_ROOM;
        tags[i].place = tags[i].place < least ? least : tags[i].place;
    }
    int most = CLI_WHOLE;
    for (size_t i = count; i > 0; i--, most -= LABEL_ROOM) {
        tags[i - 1].place = tags[i - 1].place > most ? most : tags[i - 1].place;
    }
}

/* The names of the lines, beside their last points. */
static void write_names(FILE *file, const cli_chart *chart, const cli_scale *scale)
{
    name_tag tags[CLI_METRICS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < chart->count && count < CLI_METRICS_MOST; i++) {
        for (size_t j = chart->span.count; j > 0; j--) {
            int64_t value = 0;
            if (cli_span_value(&chart->span, j - 1, chart->lines[i].series, &value) ==
                XENG_VALUE_DELIVERED) {
                tags[count++] = (name_tag){cli_scale_place(scale, value), &chart->lines[i]};
                break;
            }
        }
    }
    spread(tags, count);
    fputs("<g class=\"names\">", file);
    for (size_t i = 0; i < count; i++) {
        int place = tags[i].place > 0 ? tags[i].place : 0;
        fprintf(file,
                "<text class=\"t%u\" x=\"100%%\" dx=\"8\" y=\"" PERCENT "\" dy=\".32em\">%s</text>",
                tags[i].line->style, AS(place), tags[i].line->label);
    }
    fputs("</g>", file);
}

static void make_scale(const cli_chart *chart, cli_scale *scale)
{
    int64_t least = 0;
    int64_t most = 0;
    for (size_t i = 0; i < chart->count; i++) {
        for (size_t j = 0; j < chart->span.count; j++) {
            int64_t value = 0;
            (void)cli_span_value(&chart->span, j, chart->lines[i].series, &value);
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
    }
    cli_scale_make(scale, least, most, chart->logarithmic);
}

void cli_chart_write(FILE *file, const cli_chart *chart)
{
    cli_scale scale;
    make_scale(chart, &scale);
    fprintf(file, "<svg class=\"plot%s\" data-chart=\"%s\" role=\"img\" aria-label=\"",
            chart->small ? " small" : "", chart->name);
    cli_html_text(file, chart->says);
    fputs("\">", file);
    write_partial(file, chart);
    write_values(file, &scale);
    write_times(file, chart);
    fprintf(file,
            "<svg class=\"lines\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
            "width=\"100%%\" height=\"100%%\">",
            CLI_WHOLE, CLI_WHOLE);
    for (size_t i = 0; i < chart->count; i++) {
        write_path(file, chart, &chart->lines[i], &scale);
    }
    for (size_t i = 0; i < chart->count; i++) {
        write_dots(file, chart, &chart->lines[i], &scale);
    }
    fputs("</svg>", file);
    if (!chart->small) {
        write_names(file, chart, &scale);
    }
    fputs("</svg>\n", file);
}

void cli_chart_swatch(FILE *file, unsigned style)
{
    fprintf(file,
            "<svg class=\"swatch\" aria-hidden=\"true\"><line class=\"line s%u\" x1=\"1\" "
            "x2=\"27\" y1=\"50%%\" y2=\"50%%\"/></svg>",
            style);
}
