/* The section of what was not delivered, and why. */
#include "page.h"

static void write_ids(FILE *file, const cli_fate_kind *kind)
{
    uint64_t shown = kind->count < CLI_FATE_SHOWN ? kind->count : CLI_FATE_SHOWN;
    fputs("<details class=\"ids\"><summary>Which</summary><p>", file);
    for (uint64_t i = 0; i < shown; i++) {
        fputs(i == 0 ? "" : " ", file);
        cli_page_link(file, kind->ids[i]);
    }
    if (kind->count > shown) {
        fputs(" and ", file);
        cli_html_count(file, (int64_t)(kind->count - shown));
        fputs(" more", file);
    }
    fputs("</p></details>", file);
}

static void write_kind(FILE *file, const cli_fate_kind *kind)
{
    fputs("<tr><th scope=\"row\"><bdi>", file);
    cli_html_text(file, kind->state);
    fputs("</bdi></th><td>", file);
    cli_html_count(file, (int64_t)kind->count);
    fputs("</td><td class=\"reason\"><bdi>", file);
    cli_html_text(file, *kind->reason == '\0' ? "–" : kind->reason);
    fputs("</bdi>", file);
    write_ids(file, kind);
    fputs("</td></tr>\n", file);
}

void cli_page_missing(const cli_page *page)
{
    const cli_fates *fates = &page->digest->fates;
    FILE *file = page->file;
    fputs("<section id=\"missing\" aria-labelledby=\"missing-head\">\n<h2 id=\"missing-head\">Not "
          "delivered, or not in full</h2>\n",
          file);
    if (fates->count == 0) {
        fputs("<p>Nothing is told to be missing.</p>\n</section>\n", file);
        return;
    }
    fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What was not "
          "delivered\"><table class=\"missing\"><thead><tr><th scope=\"col\">State</th><th "
          "scope=\"col\">Posts</th><th scope=\"col\">Why, and which</th></tr></thead><tbody>\n",
          file);
    for (size_t i = 0; i < fates->kind_count; i++) {
        write_kind(file, &fates->kinds[i]);
    }
    fputs("</tbody></table></div>\n</section>\n", file);
}
