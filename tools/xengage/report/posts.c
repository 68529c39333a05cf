/* The section of the best Posts: a row a Post. */
#include <inttypes.h>

#include <xengage/post.h>

#include "page.h"

enum {
    MS = 1000
};

/* The metrics that have columns of their own. */
static size_t columns_of(const cli_page *page, size_t columns[CLI_METRICS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        bool ranked = xeng_metric_at(i) == page->digest->by;
        if (page->digest->sums[i].known && !ranked) {
            columns[count++] = i;
        }
    }
    return count;
}

/* Whether the rate stands behind this column: it is beside what it is made of, unless it is what is
 * ranked by. */
static bool rate_follows(const cli_page *page, size_t column)
{
    int32_t by = page->digest->by;
    int32_t beside =
        by == XENG_METRIC_ENGAGEMENTS ? XENG_METRIC_IMPRESSIONS : XENG_METRIC_ENGAGEMENTS;
    return by != XENG_TOP_ENGAGEMENT_RATE && xeng_metric_at(column) == beside;
}

/* A Post's impressions and engagements; false if the rate can't be known. */
static bool rate_of(const cli_row *row, int64_t *engagements, int64_t *impressions)
{
    size_t seen = cli_metric_place(XENG_METRIC_IMPRESSIONS);
    size_t engaged = cli_metric_place(XENG_METRIC_ENGAGEMENTS);
    *engagements = row->values[engaged];
    *impressions = row->values[seen];
    return (row->delivered >> seen & 1) != 0 && (row->delivered >> engaged & 1) != 0 &&
           *impressions > 0;
}

static void write_rate(const cli_page *page, const cli_row *row)
{
    int64_t engagements = 0;
    int64_t impressions = 0;
    char text[CLI_WORD_SIZE];
    if (!rate_of(row, &engagements, &impressions)) {
        fputs("<td class=\"none\">–</td>", page->file);
        return;
    }
    cli_percent_text(engagements, impressions, 2, 0, text);
    fprintf(page->file, "<td>%s</td>", text);
}

/* The ranked figure as a part of the best one's, in parts of CLI_WHOLE. */
static int bar_of(const cli_page *page, size_t rank)
{
    xeng_top *top = page->digest->ranks.top;
    bool by_rate = page->digest->by == XENG_TOP_ENGAGEMENT_RATE;
    double best = by_rate ? xeng_top_rate_at(top, 0) : (double)xeng_top_value_at(top, 0);
    double own = by_rate ? xeng_top_rate_at(top, rank) : (double)xeng_top_value_at(top, rank);
    return best > 0 && own > 0 ? (int)(own / best * CLI_WHOLE + 0.5) : 0;
}

static void write_change(const cli_page *page, const cli_row *row)
{
    size_t metric = cli_page_metric(page);
    int64_t before = 0;
    char text[CLI_WORD_SIZE];
    if (page->digest->earlier == NULL || page->digest->by == XENG_TOP_ENGAGEMENT_RATE ||
        !cli_counts_value(page->digest->earlier, row->id, metric, &before) || before <= 0) {
        return;
    }
    cli_percent_text(row->values[metric] - before, before, 1, 1, text);
    fprintf(page->file, " <small class=\"change\">%s</small>", text);
}

static void write_figure(const cli_page *page, const cli_row *row, size_t rank)
{
    int bar = bar_of(page, rank);
    fputs("<td class=\"figure\">", page->file);
    if (page->digest->by == XENG_TOP_ENGAGEMENT_RATE) {
        int64_t engagements = 0;
        int64_t impressions = 0;
        char text[CLI_WORD_SIZE] = "–";
        if (rate_of(row, &engagements, &impressions)) {
            cli_percent_text(engagements, impressions, 2, 0, text);
        }
        fputs(text, page->file);
    } else {
        cli_html_count(page->file, xeng_top_value_at(page->digest->ranks.top, rank));
    }
    write_change(page, row);
    fprintf(page->file,
            "<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"%d.%02d%%\" "
            "height=\"100%%\"/></svg></td>",
            bar / 100, bar % 100);
}

static void write_post(const cli_page *page, uint64_t id)
{
    int64_t created = xeng_post_created_ms(id);
    char text[CLI_WORD_SIZE] = "before November 2010";
    if (created != XENG_POST_CREATED_UNKNOWN) {
        cli_moment_text(created / MS, page->args->utc_offset_s, text);
    }
    fputs("<th scope=\"row\">", page->file);
    cli_page_link(page->file, id);
    fprintf(page->file, " <small>%s</small></th>", text);
}

static void write_row(const cli_page *page, size_t rank)
{
    FILE *file = page->file;
    size_t columns[CLI_METRICS_MOST];
    size_t count = columns_of(page, columns);
    uint64_t id = xeng_top_id_at(page->digest->ranks.top, rank);
    const cli_row *row = cli_ranks_row(&page->digest->ranks, id);
    fprintf(file, "<tr><td class=\"rank\">%zu</td>", rank + 1);
    write_post(page, id);
    write_figure(page, row, rank);
    for (size_t i = 0; i < count; i++) {
        if ((row->delivered >> columns[i] & 1) != 0) {
            fputs("<td>", file);
            cli_html_count(file, row->values[columns[i]]);
            fputs("</td>", file);
        } else {
            fputs("<td class=\"none\">–</td>", file);
        }
        if (rate_follows(page, columns[i])) {
            write_rate(page, row);
        }
    }
    fputs("</tr>\n", file);
}

static void write_table(const cli_page *page)
{
    FILE *file = page->file;
    char label[CLI_WORD_SIZE];
    size_t columns[CLI_METRICS_MOST];
    size_t count = columns_of(page, columns);
    cli_page_figure(page, label);
    fprintf(file,
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Top Posts\"><table "
            "class=\"posts\"><thead><tr><th scope=\"col\" class=\"rank\">#</th><th "
            "scope=\"col\">Post</th><th scope=\"col\">%s</th>",
            label);
    for (size_t i = 0; i < count; i++) {
        cli_metric_label(columns[i], label);
        fprintf(file, "<th scope=\"col\">%s</th>", label);
        if (rate_follows(page, columns[i])) {
            fputs("<th scope=\"col\">Rate</th>", file);
        }
    }
    fputs("</tr></thead><tbody>\n", file);
    for (size_t i = 0; i < xeng_top_count(page->digest->ranks.top); i++) {
        write_row(page, i);
    }
    fputs("</tbody></table></div>\n", file);
}

void cli_page_posts(const cli_page *page)
{
    FILE *file = page->file;
    xeng_top *top = page->digest->ranks.top;
    fputs("<section id=\"posts\" aria-labelledby=\"posts-head\">\n<h2 id=\"posts-head\">Top "
          "Posts</h2>\n",
          file);
    if (top == NULL || xeng_top_count(top) == 0) {
        fputs(page->digest->posts == 0
                  ? "<p>There are no counts by Post.</p>\n"
                  : "<p>The figure to rank by was delivered of no Post: choose another with "
                    "--metric.</p>\n",
              file);
    } else {
        char figure[CLI_WORD_SIZE];
        char offset[CLI_WORD_SIZE];
        cli_page_figure(page, figure);
        cli_offset_text(page->args->utc_offset_s, offset);
        fprintf(file, "<p class=\"note\">The best %zu by %s, of ", xeng_top_count(top), figure);
        cli_html_count(file, (int64_t)page->digest->posts);
        fprintf(file, ". Dates are those on which they were made, in %s.</p>\n", offset);
        write_table(page);
    }
    fputs("</section>\n", file);
}
