/* The page of a report, section by section. */
#ifndef CLI_REPORT_PAGE_H
#define CLI_REPORT_PAGE_H

#include "chart.h"
#include "digest.h"

/* Lines that one chart shows: what is zero throughout, or was never delivered, is left out. */
typedef struct {
    cli_step step;
    cli_span span;
    int32_t offset_s;
    cli_line lines[CLI_METRICS_MOST];
    size_t sources[CLI_METRICS_MOST]; /* of each line: the metric's place, or the Post's */
    size_t count;
} cli_lines;

typedef struct {
    FILE *file;
    cli_digest *digest;
    const cli_args *args;
    int64_t made;
    cli_lines time; /* of all Posts, a line a metric */
} cli_page;

/* Writes the whole page. */
void cli_page_write(cli_page *page);

/* The sections. */
void cli_page_totals(const cli_page *page);
void cli_page_posts(const cli_page *page);
void cli_page_time(const cli_page *page);
void cli_page_compare(const cli_page *page);
void cli_page_heat(const cli_page *page);
void cli_page_missing(const cli_page *page);

/* The numbers of the charts as JSON, for the scripts. */
void cli_page_data(const cli_page *page);

/* What is ranked by, as people call it; and the metric whose lines are shown at first. */
void cli_page_figure(const cli_page *page, char text[CLI_WORD_SIZE]);
size_t cli_page_metric(const cli_page *page);

/* A Post with its link; the chart's name for it. */
void cli_page_link(FILE *file, uint64_t id);
void cli_page_post_label(uint64_t id, char text[CLI_WORD_SIZE]);

/* The lines of all metrics; of the compared Posts in one metric. */
void cli_lines_of_metrics(cli_digest *digest, cli_lines *lines);
void cli_lines_of_posts(const cli_digest *digest, size_t metric, cli_lines *lines);

/* A compared Post's sum of a metric; false if nothing was delivered of it. */
bool cli_lines_total(const cli_digest *digest, size_t post, size_t metric, int64_t *total);

/* "hour" or "day", and in which time: "by hour, UTC". */
void cli_lines_step_text(const cli_lines *lines, char text[CLI_WORD_SIZE]);

cli_chart cli_lines_chart(const cli_lines *lines, const char *name, const char *says);

/* The exact numbers: a row a step, a column a line. */
void cli_lines_table(FILE *file, const cli_lines *lines, const char *summary, const char *class);

/* Whether any step is covered in part, or lacks a count. */
bool cli_lines_partial(const cli_lines *lines);
bool cli_lines_gaps(const cli_lines *lines);

/* A sum a weekday and hour. */
typedef struct {
    int64_t sums[7][24]; /* Monday first */
    int64_t seconds[7][24];
    bool any;
} cli_week;

void cli_week_make(cli_week *week, const xeng_series *hours, int32_t offset_s);

/* The places of the metrics whose weeks can be shown. */
size_t cli_week_metrics(const cli_digest *digest, size_t metrics[CLI_METRICS_MOST]);

#endif
