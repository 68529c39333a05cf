/* The section of totals: a tile a metric. */
#include <inttypes.h>

#include "page.h"

enum {
    EXACT = 10000 /* smaller ones are written in full at once */
};

/* How a metric changed, of the Posts that both windows have. */
static void write_change(const cli_page *page, size_t metric)
{
    const cli_change *change = &page->digest->changes[metric];
    FILE *file = page->file;
    char text[CLI_WORD_SIZE];
    if (page->digest->earlier == NULL) {
        return;
    }
    if (change->posts == 0 || change->too_large || change->before <= 0) {
        fputs(" <span class=\"change none\">no comparison</span>", file);
        return;
    }
    cli_percent_text(change->after - change->before, change->before, 1, 1, text);
    const char *class = change->after > change->before   ? " up"
                        : change->after < change->before ? " down"
                                                         : "";
    const char *way = *class == '\0' ? "" : class[1] == 'u' ? "▲ " : "▼ ";
    fprintf(file, " <span class=\"change%s\" title=\"before: ", class);
    cli_html_count(file, change->before);
    fputs("; now: ", file);
    cli_html_count(file, change->after);
    fprintf(file, "\">%s%s", way, text);
    if (change->posts != page->digest->sums[metric].posts) {
        fputs(" over ", file);
        cli_html_count(file, (int64_t)change->posts);
        fputs(change->posts == 1 ? " Post" : " Posts", file);
    }
    fputs("</span>", file);
}

static void write_number(const cli_page *page, const cli_sum *sum)
{
    FILE *file = page->file;
    char compact[CLI_WORD_SIZE];
    if (!sum->delivered || sum->too_large) {
        fprintf(file, "<b>–</b> <span class=\"exact\">%s</span>",
                sum->too_large ? "too large to add up" : "not delivered");
        return;
    }
    cli_compact_text(sum->value, compact);
    fprintf(file, "<b>%s</b> <span class=\"exact\">", compact);
    if (sum->value >= EXACT || sum->value <= -EXACT) {
        cli_html_count(file, sum->value);
    }
    /* Where the source has no Posts, there is nothing to say of how many it is. */
    if (sum->posts != page->digest->posts && page->digest->posts > 0) {
        fputs(" of ", file);
        cli_html_count(file, (int64_t)sum->posts);
        fputs(sum->posts == 1 ? " Post" : " Posts", file);
    }
    fputs("</span>", file);
}

static void write_tile(const cli_page *page, size_t metric)
{
    char label[CLI_WORD_SIZE];
    cli_metric_label(metric, label);
    fprintf(page->file, "<div class=\"tile\" data-metric=\"%s\"><dt>%s</dt><dd>",
            xeng_metric_name(xeng_metric_at(metric)), label);
    write_number(page, &page->digest->sums[metric]);
    write_change(page, metric);
    fputs("</dd></div>\n", page->file);
}

static void write_rate(const cli_page *page)
{
    const cli_digest *digest = page->digest;
    if (!digest->rate_known || digest->rate_too_large || digest->impressions <= 0) {
        return;
    }
    char text[CLI_WORD_SIZE];
    cli_percent_text(digest->engagements, digest->impressions, 2, 0, text);
    fprintf(page->file,
            "<div class=\"tile\" data-metric=\"engagement_rate\"><dt>Engagement rate</dt><dd>"
            "<b>%s</b> <span class=\"exact\">engagements / impressions</span></dd></div>\n",
            text);
}

void cli_page_totals(const cli_page *page)
{
    FILE *file = page->file;
    fputs("<section id=\"totals\" aria-labelledby=\"totals-head\">\n<h2 "
          "id=\"totals-head\">Totals</h2>\n",
          file);
    if (page->digest->earlier != NULL) {
        fputs("<p class=\"note\">Change: against the earlier window, over the Posts of which both "
              "windows have the count (the earlier one has ",
              file);
        size_t posts = cli_counts_posts(page->digest->earlier);
        cli_html_count(file, (int64_t)posts);
        fputs(posts == 1 ? " Post).</p>\n" : " Posts).</p>\n", file);
    }
    fputs("<dl class=\"tiles\">\n", file);
    size_t shown = 0;
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if (page->digest->sums[i].known) {
            write_tile(page, i);
            shown++;
        }
        /* Beside what it is made of. */
        if (xeng_metric_at(i) == XENG_METRIC_ENGAGEMENTS) {
            write_rate(page);
        }
    }
    fputs("</dl>\n", file);
    if (shown == 0) {
        fputs("<p>There are no counts.</p>\n", file);
    }
    fputs("</section>\n", file);
}
