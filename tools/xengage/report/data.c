/* The numbers of the charts as JSON, for the scripts. Nothing in it is a text from elsewhere. */
#include <inttypes.h>

#include "page.h"

/* JavaScript's numbers are exact up to 2^53; greater ones go as text. */
static void write_number(FILE *file, int64_t value)
{
    int64_t most = (INT64_C(1) << 53) - 1;
    fprintf(file, value > most || value < -most ? "\"%" PRId64 "\"" : "%" PRId64, value);
}

static void write_values(FILE *file, const cli_lines *lines, size_t line)
{
    fputs("\"values\":[", file);
    for (size_t i = 0; i < lines->span.count; i++) {
        int64_t value = 0;
        fputs(i == 0 ? "" : ",", file);
        if (cli_span_value(&lines->span, i, lines->lines[line].series, &value) ==
            XENG_VALUE_DELIVERED) {
            write_number(file, value);
        } else {
            fputs("null", file);
        }
    }
    fputs("]", file);
}

static void write_lines(FILE *file, const cli_lines *lines)
{
    fputs("\"lines\":[", file);
    for (size_t i = 0; i < lines->count; i++) {
        fprintf(file, "%s{\"label\":\"%s\",\"style\":%u,", i == 0 ? "" : ",", lines->lines[i].label,
                lines->lines[i].style);
        write_values(file, lines, i);
        fputs("}", file);
    }
    fputs("]", file);
}

/* The axis of time; `partial` has the steps that the window covers in part, with its seconds. */
static void write_span(FILE *file, const cli_lines *lines)
{
    cli_chart chart = cli_lines_chart(lines, "", "");
    bool first = true;
    fprintf(file,
            "\"first\":%" PRId64 ",\"step\":%" PRId64 ",\"count\":%zu,\"offset\":%" PRId32
            ",\"partial\":{",
            lines->span.first, lines->span.step_s, lines->span.count, lines->offset_s);
    for (size_t i = 0; i < lines->span.count; i++) {
        int64_t covered = cli_chart_covered(&chart, i);
        if (covered < lines->span.step_s) {
            fprintf(file, "%s\"%zu\":%" PRId64, first ? "" : ",", i, covered);
            first = false;
        }
    }
    fputs("}", file);
}

static void write_name(FILE *file, size_t metric)
{
    char label[CLI_WORD_SIZE];
    cli_metric_label(metric, label);
    fprintf(file, "\"name\":\"%s\",\"label\":\"%s\"", xeng_metric_name(xeng_metric_at(metric)),
            label);
}

static void write_totals(const cli_page *page, size_t metric)
{
    FILE *file = page->file;
    fputs(",\"totals\":[", file);
    for (size_t i = 0; i < page->digest->ranks.line_count; i++) {
        int64_t total = 0;
        fputs(i == 0 ? "" : ",", file);
        if (cli_lines_total(page->digest, i, metric, &total)) {
            write_number(file, total);
        } else {
            fputs("null", file);
        }
    }
    fputs("]", file);
}

static void write_posts(const cli_page *page)
{
    FILE *file = page->file;
    cli_lines lines;
    bool first = true;
    cli_lines_of_posts(page->digest, cli_page_metric(page), &lines);
    fprintf(file, ",\n\"posts\":{\"metric\":%zu,", cli_page_metric(page));
    write_span(file, &lines);
    fputs(",\"ids\":[", file);
    for (size_t i = 0; i < page->digest->ranks.line_count; i++) {
        fprintf(file, "%s\"%" PRIu64 "\"", i == 0 ? "" : ",", page->digest->ranks.lines[i]->id);
    }
    fputs("],\"metrics\":[", file);
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        cli_lines_of_posts(page->digest, i, &lines);
        if (lines.count > 0) {
            fprintf(file, "%s\n{\"place\":%zu,", first ? "" : ",", i);
            write_name(file, i);
            write_totals(page, i);
            fputs(",", file);
            write_lines(file, &lines);
            fputs("}", file);
            first = false;
        }
    }
    fputs("]}", file);
}

static void write_cells(FILE *file, const char *name, const int64_t *cells)
{
    fprintf(file, ",\"%s\":[", name);
    for (size_t i = 0; i < 7 * 24; i++) {
        fputs(i == 0 ? "" : ",", file);
        write_number(file, cells[i]);
    }
    fputs("]", file);
}

static void write_week(const cli_page *page, const size_t *metrics, size_t count)
{
    FILE *file = page->file;
    fprintf(file, ",\n\"week\":{\"metric\":%zu,\"metrics\":[", cli_page_metric(page));
    for (size_t i = 0; i < count; i++) {
        cli_week week;
        cli_week_make(&week, page->digest->all.series[CLI_BY_HOUR][metrics[i]],
                      page->args->utc_offset_s);
        fprintf(file, "%s\n{\"place\":%zu,", i == 0 ? "" : ",", metrics[i]);
        write_name(file, metrics[i]);
        write_cells(file, "sums", &week.sums[0][0]);
        write_cells(file, "seconds", &week.seconds[0][0]);
        fputs("}", file);
    }
    fputs("]}", file);
}

void cli_page_data(const cli_page *page)
{
    FILE *file = page->file;
    size_t metrics[CLI_METRICS_MOST];
    size_t count = cli_week_metrics(page->digest, metrics);
    fputs("{\"time\":{", file);
    write_span(file, &page->time);
    fputs(",", file);
    write_lines(file, &page->time);
    fputs("}", file);
    if (page->digest->ranks.line_count > 0 && page->digest->all.days) {
        write_posts(page);
    }
    if (count > 0) {
        write_week(page, metrics, count);
    }
    fputs("}\n", file);
}
