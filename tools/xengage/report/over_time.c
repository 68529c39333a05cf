/* The section of counts by time: all metrics in one chart, and a chart a metric. */
#include <string.h>

#include "page.h"

/* What is to be known of the charts before one reads them. */
static void write_notes(const cli_page *page)
{
    const cli_lines *lines = &page->time;
    FILE *file = page->file;
    char step[CLI_WORD_SIZE];
    cli_lines_step_text(lines, step);
    fprintf(file, "<p class=\"note\">All Posts together, %s.", step);
    if (lines->step == CLI_BY_UTC_DAY && page->args->utc_offset_s != 0) {
        fputs(" Days are those of UTC: there are no hours of which others could be made.", file);
    }
    if (cli_lines_partial(lines)) {
        fprintf(file, " Shaded, with hollow dots: the window covers a part of that %s only.",
                lines->step == CLI_BY_HOUR ? "hour" : "day");
    }
    if (cli_lines_gaps(lines)) {
        fputs(" Where a line is interrupted, nothing was delivered.", file);
    }
    fputs("</p>\n", file);
}

/* The metrics that have no line, since they are zero throughout, or were never delivered. */
static void write_left_out(const cli_page *page, bool delivered, const char *what)
{
    bool first = true;
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        bool drawn = false;
        for (size_t j = 0; j < page->time.count; j++) {
            drawn |= page->time.sources[j] == i;
        }
        const cli_sum *sum = &page->digest->sums[i];
        if (sum->known && !drawn && sum->delivered == delivered) {
            char label[CLI_WORD_SIZE];
            cli_metric_label(i, label);
            fprintf(page->file, "%s%s", first ? what : ", ", label);
            first = false;
        }
    }
    if (!first) {
        fputs(".</p>\n", page->file);
    }
}

static void write_legend(const cli_page *page)
{
    FILE *file = page->file;
    fputs("<ul class=\"legend\" data-legend=\"all\">", file);
    for (size_t i = 0; i < page->time.count; i++) {
        fputs("<li>", file);
        cli_chart_swatch(file, page->time.lines[i].style);
        fprintf(file, "%s</li>", page->time.lines[i].label);
    }
    fputs("</ul>\n", file);
}

static void write_all(const cli_page *page)
{
    FILE *file = page->file;
    cli_chart chart = cli_lines_chart(
        &page->time, "all",
        "Line chart of all metrics by time; the numbers are in the table below the charts");
    chart.logarithmic = true;
    fputs("<figure class=\"chart\" id=\"all\">\n<figcaption>All metrics together <span "
          "class=\"scale\">logarithmic scale: each line up is ten times as "
          "much</span></figcaption>\n<div class=\"frame named\">",
          file);
    cli_chart_write(file, &chart);
    fputs("</div>\n", file);
    write_legend(page);
    fputs("</figure>\n", file);
}

static void write_small(const cli_page *page, size_t index)
{
    FILE *file = page->file;
    const cli_line *line = &page->time.lines[index];
    char name[CLI_WORD_SIZE];
    char says[2 * CLI_WORD_SIZE];
    (void)snprintf(name, sizeof name, "metric-%zu", index);
    (void)snprintf(says, sizeof says, "Line chart of %.40s by time", line->label);
    cli_chart chart = cli_lines_chart(&page->time, name, says);
    chart.lines = line;
    chart.count = 1;
    chart.small = true;
    fprintf(file, "<figure class=\"chart\">\n<figcaption>%s</figcaption>\n<div class=\"frame\">",
            line->label);
    cli_chart_write(file, &chart);
    fputs("</div>\n</figure>\n", file);
}

static void write_charts(const cli_page *page)
{
    FILE *file = page->file;
    write_notes(page);
    write_left_out(page, true, "<p class=\"note\">Zero throughout, and not drawn: ");
    write_left_out(page, false, "<p class=\"note\">Not delivered: ");
    if (page->time.count == 0) {
        return;
    }
    write_all(page);
    fputs("<h3>Each metric on a scale of its own</h3>\n<div class=\"multiples\">\n", file);
    for (size_t i = 0; i < page->time.count; i++) {
        write_small(page, i);
    }
    fputs("</div>\n", file);
    cli_lines_table(file, &page->time, "The numbers of these charts", "time");
}

static bool has_counts(const cli_digest *digest)
{
    bool any = false;
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        any |= digest->sums[i].known;
    }
    return any;
}

void cli_page_time(const cli_page *page)
{
    FILE *file = page->file;
    fputs("<section id=\"time\" aria-labelledby=\"time-head\">\n<h2 id=\"time-head\">Over "
          "time</h2>\n",
          file);
    if (page->digest->all.days) {
        write_charts(page);
    } else if (!has_counts(page->digest)) {
        fputs("<p>There are no counts.</p>\n", file);
    } else {
        fputs("<p>These counts have no time in them. For charts by time, ask for "
              "<code>--endpoint historical</code> or <code>28hr</code>, or for files grouped by "
              "<code>tweet.id,engagement.type,engagement.day,engagement.hour</code>.</p>\n",
              file);
    }
    fputs("</section>\n", file);
}
