/* The page of a report: what is around its sections, and their order. */
#include "page.h"

#include <inttypes.h>
#include <string.h>

#include "files.h"

void cli_page_figure(const cli_page *page, char text[CLI_WORD_SIZE])
{
    if (page->digest->by == XENG_TOP_ENGAGEMENT_RATE) {
        (void)strcpy(text, "Engagement rate");
    } else {
        cli_metric_label(cli_metric_place(page->digest->by), text);
    }
}

size_t cli_page_metric(const cli_page *page)
{
    int32_t by = page->digest->by;
    return cli_metric_place(by == XENG_TOP_ENGAGEMENT_RATE ? XENG_METRIC_ENGAGEMENTS : by);
}

void cli_page_link(FILE *file, uint64_t id)
{
    fprintf(file,
            "<a href=\"https://x.com/i/status/%" PRIu64 "\" rel=\"noopener noreferrer\">%" PRIu64
            "</a>",
            id, id);
}

void cli_page_post_label(uint64_t id, char text[CLI_WORD_SIZE])
{
    enum {
        SHOWN = 1000000 /* six digits */
    };
    (void)snprintf(text, CLI_WORD_SIZE, id < SHOWN ? "%" PRIu64 : "…%06" PRIu64, id % SHOWN);
}

static void write_head(const cli_page *page, const char *title)
{
    FILE *file = page->file;
    fputs("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"",
          file);
    fputs(cli_page_policy, file);
    fputs("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n"
          "<meta name=\"referrer\" content=\"no-referrer\">\n"
          "<meta name=\"robots\" content=\"noindex\">\n<title>",
          file);
    cli_html_text(file, title);
    fputs("</title>\n<style>", file);
    fputs(cli_page_css, file);
    fputs("</style>\n</head>\n<body>\n<main>\n", file);
}

static void write_window(const cli_page *page)
{
    const cli_digest *digest = page->digest;
    const cli_span *span = &page->time.span;
    int32_t offset_s = page->time.offset_s;
    char start[CLI_WORD_SIZE];
    char end[CLI_WORD_SIZE];
    char offset[CLI_WORD_SIZE];
    if (!digest->window_known && span->count == 0) {
        bool totals =
            digest->args->from_count == 0 && digest->args->endpoint == XENG_ENDPOINT_TOTALS;
        fputs(totals ? "since each Post was made" : "not told by what the counts are from",
              page->file);
        return;
    }
    cli_moment_text(digest->window_known ? digest->start : span->first, offset_s, start);
    cli_moment_text(digest->window_known ? digest->end : cli_span_at(span, span->count), offset_s,
                    end);
    cli_offset_text(offset_s, offset);
    fprintf(page->file, "%s – %s %s", start, end, offset);
}

static void write_source(const cli_page *page)
{
    const cli_args *args = page->args;
    if (args->from_count == 0) {
        fprintf(page->file, "X’s Engagement API, endpoint %s", xeng_endpoint_name(args->endpoint));
        return;
    }
    for (size_t i = 0; i < args->from_count; i++) {
        const char *slash = strrchr(args->from[i], '/');
        fputs(i == 0 ? "<bdi>" : ", <bdi>", page->file);
        cli_html_text(page->file, slash == NULL ? args->from[i] : slash + 1);
        fputs("</bdi>", page->file);
    }
}

static void write_header(const cli_page *page, const char *title)
{
    char made[CLI_WORD_SIZE];
    FILE *file = page->file;
    fputs("<header>\n<h1><bdi>", file);
    cli_html_text(file, title);
    fputs("</bdi></h1>\n<dl class=\"facts\">\n<div><dt>Window</dt><dd>", file);
    write_window(page);
    fputs("</dd></div>\n<div><dt>Posts with counts</dt><dd>", file);
    if (page->digest->posts == 0 && page->digest->sums_only) {
        fputs("not told: these are sums over Posts", file);
    } else {
        cli_html_count(file, (int64_t)page->digest->posts);
    }
    if (page->digest->fates.count > 0) {
        fputs(" <a href=\"#missing\">(", file);
        cli_html_count(file, (int64_t)page->digest->fates.count);
        fputs(" not delivered, or not in full)</a>", file);
    }
    fputs("</dd></div>\n<div><dt>From</dt><dd>", file);
    write_source(page);
    cli_moment_text(page->made, 0, made);
    fprintf(file, "</dd></div>\n<div><dt>Made</dt><dd>%s UTC</dd></div>\n</dl>\n</header>\n", made);
}

static void write_foot(const cli_page *page)
{
    FILE *file = page->file;
    fputs("</main>\n<footer><p>Counts are as X delivered them; a dash is a count that was not "
          "delivered, which is not zero. Made by xengage.</p></footer>\n"
          "<script type=\"application/json\" id=\"data\">",
          file);
    cli_page_data(page);
    fputs("</script>\n<script>", file);
    fputs(cli_page_js, file);
    fputs("</script>\n</body>\n</html>\n", file);
}

void cli_page_write(cli_page *page)
{
    const char *title = page->args->title == NULL ? "Engagement report" : page->args->title;
    cli_lines_of_metrics(page->digest, &page->time);
    write_head(page, title);
    write_header(page, title);
    cli_page_totals(page);
    cli_page_posts(page);
    cli_page_time(page);
    cli_page_compare(page);
    cli_page_heat(page);
    cli_page_missing(page);
    write_foot(page);
}
