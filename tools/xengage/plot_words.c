/* What is said above and below a plot, wrapped to its width. */
#include "plot_words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "plot_panel.h"
#include "report/text.h"
#include "table.h"
#include "utf8.h"

enum {
    TEXT_SIZE = 512,
};

/* Replaces what isn't for a plot, a '?' a character. The caller's to free(). */
static char *fit(const cli_look *look, const char *text)
{
    char *copy = cli_alloc(strlen(text) + 1, 1);
    char *to = copy;
    for (const char *at = text; *at != '\0';) {
        uint32_t code = 0;
        size_t size = cli_utf8_character(at, &code);
        if (size == 0 || cli_utf8_control(code) || (size > 1 && !look->unicode)) {
            *to++ = '?';
        } else {
            memcpy(to, at, size);
            to += size;
        }
        at += size > 0 ? size : 1;
    }
    return copy;
}

void cli_words_write(FILE *file, const cli_look *look, const char *text)
{
    char *copy = fit(look, text);
    char *rest = NULL;
    size_t used = 0;
    for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        size_t width = cli_text_width(word);
        if (used > 0) {
            bool fits = used + 1 + width <= look->width;
            putc(fits ? ' ' : '\n', file);
            used = fits ? used + 1 : 0;
        }
        fputs(word, file);
        used += width;
    }
    putc('\n', file);
    free(copy);
}

static const char *step_name(const cli_plot_data *data)
{
    return data->step == XENG_STEP_HOUR ? "hour" : data->step == XENG_STEP_DAY ? "day" : "week";
}

/* When a point is, and in words that stand behind a value. */
static void when_text(const cli_plot_data *data, int64_t time, char text[CLI_WORD_SIZE])
{
    if (data->step == XENG_STEP_HOUR) {
        cli_moment_text(time, data->args->utc_offset_s, text);
    } else {
        cli_date_text(time, data->args->utc_offset_s, text);
    }
}

void cli_words_above(FILE *file, const cli_look *look, const cli_plot_data *data)
{
    char text[TEXT_SIZE];
    char first[CLI_WORD_SIZE];
    char last[CLI_WORD_SIZE];
    char offset[CLI_WORD_SIZE];
    when_text(data, cli_span_at(&data->span, 0), first);
    when_text(data, cli_span_at(&data->span, data->span.count - 1), last);
    cli_offset_text(data->args->utc_offset_s, offset);
    char of[CLI_WORD_SIZE] = "";
    if (data->args->title != NULL) {
        cli_words_write(file, look, data->args->title);
    }
    if (data->lines[0].id == XENG_ALL_POSTS) {
        (void)strcpy(of, " of all Posts");
    } else if (data->line_count == 1) {
        (void)snprintf(of, sizeof of, " of Post %" PRIu64, data->lines[0].id);
    }
    (void)snprintf(text, sizeof text, "%s%s by %s, %s%s%s, %s", xeng_metric_name(data->metric), of,
                   step_name(data), first, data->span.count > 1 ? " to " : "",
                   data->span.count > 1 ? last : "", offset);
    cli_words_write(file, look, text);
    putc('\n', file);
}

/* A line's figures. */
typedef struct {
    int64_t total;
    int64_t most;
    int64_t when;
    size_t delivered;
    size_t partial;
} cli_figures;

static cli_figures figures_of(const cli_plot_data *data, size_t line)
{
    const xeng_series *series = cli_plot_series(data, line);
    cli_figures figures = {.total = xeng_series_total(series)};
    for (size_t i = 0; i < data->span.count; i++) {
        int64_t value = 0;
        if (cli_span_value(&data->span, i, series, &value) != XENG_VALUE_DELIVERED) {
            continue;
        }
        if (figures.delivered == 0 || value > figures.most) {
            figures.most = value;
            figures.when = cli_span_at(&data->span, i);
        }
        figures.delivered++;
        figures.partial += cli_span_covered(&data->span, i, series) < data->span.step_s;
    }
    return figures;
}

/* Appends to a text that has room for what comes. */
static void append(char text[TEXT_SIZE], const char *more)
{
    (void)strncat(text, more, TEXT_SIZE - strlen(text) - 1);
}

static void append_lacks(const cli_look *look, const cli_plot_data *data,
                         const cli_figures *figures, char text[TEXT_SIZE])
{
    char part[TEXT_SIZE];
    size_t lacks = data->span.count - figures->delivered;
    if (lacks > 0) {
        (void)snprintf(part, sizeof part, "; %zu of %zu %ss not delivered (%s)", lacks,
                       data->span.count, step_name(data), cli_panel_missing(look));
        append(text, part);
    }
    if (figures->partial > 0) {
        (void)snprintf(part, sizeof part, "; %zu %s%s covered in part (%s)", figures->partial,
                       step_name(data), figures->partial == 1 ? "" : "s", cli_panel_partial(look));
        append(text, part);
    }
}

void cli_words_line(FILE *file, const cli_look *look, const cli_plot_data *data, size_t line)
{
    cli_figures figures = figures_of(data, line);
    char text[TEXT_SIZE] = "";
    char total[CLI_COUNT_SIZE];
    char most[CLI_COUNT_SIZE];
    char when[CLI_WORD_SIZE];
    if (data->line_count > 1) {
        (void)snprintf(text, sizeof text, "Post %" PRIu64 ": ", data->lines[line].id);
    }
    if (figures.delivered == 0) {
        append(text, "nothing was delivered");
        cli_words_write(file, look, text);
        return;
    }
    cli_count_text(true, figures.total, total);
    cli_count_text(true, figures.most, most);
    when_text(data, figures.when, when);
    char part[TEXT_SIZE];
    (void)snprintf(part, sizeof part, "total %s; maximum %s %s %s", total, most,
                   data->step == XENG_STEP_WEEK   ? "in the week from"
                   : data->step == XENG_STEP_HOUR ? "at"
                                                  : "on",
                   when);
    append(text, part);
    append_lacks(look, data, &figures, text);
    cli_words_write(file, look, text);
}

void cli_words_below(FILE *file, const cli_look *look, cli_plot_data *data,
                     const cli_columns *columns)
{
    char text[TEXT_SIZE];
    size_t undelivered = cli_plot_undelivered(data);
    if (cli_columns_most(columns) > 1) {
        (void)snprintf(text, sizeof text,
                       "Each column is of up to %zu %ss: %s to the least of them, %s to the most.",
                       cli_columns_most(columns), step_name(data), cli_panel_least(look),
                       cli_panel_most(look));
        cli_words_write(file, look, text);
    }
    if (undelivered > 0) {
        (void)snprintf(text, sizeof text, "%zu %s not delivered, or not in full.", undelivered,
                       undelivered == 1 ? "Post was" : "Posts were");
        cli_words_write(file, look, text);
    }
}
