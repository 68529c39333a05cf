/* The lines of a chart: which there are, in which steps, and the table of their numbers. */
#include <string.h>

#include "page.h"

enum {
    HOURS_MOST = 29 * 24, /* that a chart shows; more are shown by day */
    HOUR = 3600,
    DAY = 86400,
};

static int64_t step_of(cli_step step)
{
    return step == CLI_BY_HOUR ? HOUR : DAY;
}

/* What all these have in common at a step. */
static cli_span span_of(cli_times *const *times, size_t count, cli_step step)
{
    cli_span span = {0};
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < CLI_METRICS_MOST; j++) {
            cli_span_take(&span, times[i]->series[step][j], step_of(step));
        }
    }
    return span;
}

static void choose_step(cli_lines *lines, cli_times *const *times, size_t count, int32_t offset_s)
{
    bool hourly = true;
    for (size_t i = 0; i < count; i++) {
        hourly &= !times[i]->lack_hours;
    }
    lines->step = hourly ? CLI_BY_HOUR : CLI_BY_UTC_DAY;
    lines->span = span_of(times, count, lines->step);
    if (hourly && lines->span.count > HOURS_MOST) {
        lines->step = CLI_BY_DAY;
        lines->span = span_of(times, count, lines->step);
    }
    lines->offset_s = lines->step == CLI_BY_UTC_DAY ? 0 : offset_s;
}

/* By absolute values: what goes up and down again isn't nothing. */
static bool has_something(const cli_span *span, const xeng_series *series)
{
    for (size_t i = 0; i < span->count; i++) {
        int64_t value = 0;
        (void)cli_span_value(span, i, series, &value);
        if (value != 0) {
            return true;
        }
    }
    return false;
}

static cli_line *add_line(cli_lines *lines, const xeng_series *series, size_t source)
{
    if (!has_something(&lines->span, series) || lines->count == CLI_METRICS_MOST) {
        return NULL;
    }
    cli_line *line = &lines->lines[lines->count];
    line->series = series;
    line->style = (unsigned)(source % CLI_LINES_MOST);
    lines->sources[lines->count++] = source;
    return line;
}

void cli_lines_of_metrics(cli_digest *digest, cli_lines *lines)
{
    *lines = (cli_lines){0};
    cli_times *all = &digest->all;
    choose_step(lines, &all, 1, digest->args->utc_offset_s);
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        cli_line *line = add_line(lines, all->series[lines->step][i], i);
        if (line != NULL) {
            cli_metric_label(i, line->label);
        }
    }
}

void cli_lines_of_posts(const cli_digest *digest, size_t metric, cli_lines *lines)
{
    const cli_ranks *ranks = &digest->ranks;
    *lines = (cli_lines){0};
    choose_step(lines, ranks->lines, ranks->line_count, digest->args->utc_offset_s);
    for (size_t i = 0; i < ranks->line_count; i++) {
        cli_line *line = add_line(lines, ranks->lines[i]->series[lines->step][metric], i);
        if (line != NULL) {
            cli_page_post_label(ranks->lines[i]->id, line->label);
        }
    }
}

bool cli_lines_total(const cli_digest *digest, size_t post, size_t metric, int64_t *total)
{
    const xeng_series *series = digest->ranks.lines[post]->series[CLI_BY_UTC_DAY][metric];
    *total = series == NULL ? 0 : xeng_series_total(series);
    for (size_t i = 0; series != NULL && i < xeng_series_count(series); i++) {
        if (xeng_series_state_at(series, i) == XENG_VALUE_DELIVERED) {
            return true;
        }
    }
    return false;
}

void cli_lines_step_text(const cli_lines *lines, char text[CLI_WORD_SIZE])
{
    char offset[CLI_WORD_SIZE];
    cli_offset_text(lines->offset_s, offset);
    (void)snprintf(text, CLI_WORD_SIZE, "by %s, %.20s", lines->step == CLI_BY_HOUR ? "hour" : "day",
                   offset);
}

cli_chart cli_lines_chart(const cli_lines *lines, const char *name, const char *says)
{
    return (cli_chart){
        .span = lines->span,
        .lines = lines->lines,
        .count = lines->count,
        .offset_s = lines->offset_s,
        .name = name,
        .says = says,
    };
}

static int64_t covered(const cli_lines *lines, size_t index)
{
    cli_chart chart = cli_lines_chart(lines, "", "");
    return cli_chart_covered(&chart, index);
}

bool cli_lines_partial(const cli_lines *lines)
{
    for (size_t i = 0; i < lines->span.count; i++) {
        if (covered(lines, i) < lines->span.step_s) {
            return true;
        }
    }
    return false;
}

bool cli_lines_gaps(const cli_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        for (size_t j = 0; j < lines->span.count; j++) {
            int64_t value = 0;
            if (cli_span_value(&lines->span, j, lines->lines[i].series, &value) !=
                XENG_VALUE_DELIVERED) {
                return true;
            }
        }
    }
    return false;
}

/* How much of a step the window covers, if that isn't all. */
static void write_covered(FILE *file, const cli_lines *lines, size_t index)
{
    int64_t seconds = covered(lines, index);
    if (seconds >= lines->span.step_s) {
        return;
    }
    bool hours = seconds % HOUR == 0;
    fprintf(file, " <small>(%d of %d %s)</small>", (int)(hours ? seconds / HOUR : seconds / 60),
            (int)(lines->span.step_s / (hours ? HOUR : 60)), hours ? "h" : "min");
}

static void write_row(FILE *file, const cli_lines *lines, size_t index)
{
    char text[CLI_WORD_SIZE];
    int64_t time = cli_span_at(&lines->span, index);
    (lines->step == CLI_BY_HOUR ? cli_moment_text : cli_date_text)(time, lines->offset_s, text);
    fprintf(file, "<tr><th scope=\"row\">%s", text);
    write_covered(file, lines, index);
    fputs("</th>", file);
    for (size_t i = 0; i < lines->count; i++) {
        int64_t value = 0;
        if (cli_span_value(&lines->span, index, lines->lines[i].series, &value) ==
            XENG_VALUE_DELIVERED) {
            fputs("<td>", file);
            cli_html_count(file, value);
        } else {
            fputs("<td class=\"none\">–", file);
        }
        fputs("</td>", file);
    }
    fputs("</tr>\n", file);
}

void cli_lines_table(FILE *file, const cli_lines *lines, const char *summary, const char *class)
{
    char offset[CLI_WORD_SIZE];
    cli_offset_text(lines->offset_s, offset);
    fprintf(file,
            "<details class=\"numbers\"><summary>%s</summary><div class=\"scroll\" tabindex=\"0\" "
            "role=\"region\" aria-label=\"%s\"><table class=\"%s\"><thead><tr><th "
            "scope=\"col\">%s, %s</th>",
            summary, summary, class, lines->step == CLI_BY_HOUR ? "Hour" : "Day", offset);
    for (size_t i = 0; i < lines->count; i++) {
        fprintf(file, "<th scope=\"col\">%s</th>", lines->lines[i].label);
    }
    fputs("</tr></thead><tbody>\n", file);
    for (size_t i = 0; i < lines->span.count; i++) {
        write_row(file, lines, i);
    }
    fputs("</tbody></table></div></details>\n", file);
}
