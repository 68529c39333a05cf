/* The section in which Posts are compared: a line a Post, of one metric at a time. */
#include <inttypes.h>

#include "page.h"

static void write_legend(const cli_page *page, size_t metric)
{
    FILE *file = page->file;
    const cli_ranks *ranks = &page->digest->ranks;
    fputs("<ul class=\"legend\" data-legend=\"posts\">", file);
    for (size_t i = 0; i < ranks->line_count; i++) {
        int64_t total = 0;
        fputs("<li>", file);
        cli_chart_swatch(file, (unsigned)i);
        cli_page_link(file, ranks->lines[i]->id);
        fputs(" <small>", file);
        if (cli_lines_total(page->digest, i, metric, &total)) {
            cli_html_count(file, total);
        } else {
            fputs("–", file);
        }
        fputs("</small>", file);
        fputs("</li>", file);
    }
    fputs("</ul>\n", file);
}

static void write_chart(const cli_page *page, const cli_lines *lines, size_t metric)
{
    FILE *file = page->file;
    char label[CLI_WORD_SIZE];
    char says[3 * CLI_WORD_SIZE];
    char step[CLI_WORD_SIZE];
    cli_metric_label(metric, label);
    cli_lines_step_text(lines, step);
    (void)snprintf(says, sizeof says,
                   "Line chart of %.40s of each Post by time; the numbers are in the table below",
                   label);
    cli_chart chart = cli_lines_chart(lines, "posts", says);
    fprintf(
        file,
        "<figure class=\"chart\" id=\"compared\">\n<figcaption><span class=\"metric\">%s</span> "
        "<span class=\"scale\">%s</span></figcaption>\n<div class=\"frame named\">",
        label, step);
    cli_chart_write(file, &chart);
    fputs("</div>\n", file);
    write_legend(page, metric);
    fputs("</figure>\n", file);
}

static bool have_time(const cli_ranks *ranks)
{
    for (size_t i = 0; i < ranks->line_count; i++) {
        if (ranks->lines[i]->days) {
            return true;
        }
    }
    return false;
}

void cli_page_compare(const cli_page *page)
{
    const cli_ranks *ranks = &page->digest->ranks;
    FILE *file = page->file;
    size_t metric = cli_page_metric(page);
    cli_lines lines;
    if (!page->digest->all.days || ranks->line_count == 0 || metric >= CLI_METRICS_MOST) {
        return;
    }
    cli_lines_of_posts(page->digest, metric, &lines);
    fputs("<section id=\"compare\" aria-labelledby=\"compare-head\">\n<h2 "
          "id=\"compare-head\">Posts compared</h2>\n",
          file);
    fprintf(file, "<p class=\"note\">%s. A Post that is zero throughout has no line.%s%s</p>\n",
            ranks->best == NULL ? "The chosen Posts" : "The best of the ranking above",
            cli_lines_partial(&lines) ? " Shaded, with hollow dots: partly covered." : "",
            cli_lines_gaps(&lines) ? " Where a line is interrupted, nothing was delivered." : "");
    if (have_time(ranks)) {
        write_chart(page, &lines, metric);
        cli_lines_table(file, &lines, "The numbers of this chart", "compared");
    } else {
        fputs(page->digest->lines_lost
                  ? "<p>Which are the best was known once all files were read, and one of them "
                    "can’t be read twice: choose Posts with <code>--post</code>.</p>\n"
                  : "<p>There are no counts by time of any of them.</p>\n",
              file);
    }
    fputs("</section>\n", file);
}
