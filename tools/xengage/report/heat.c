/* The section of the heat map: when in the week there is most. */
#include <inttypes.h>

#include "page.h"

enum {
    DAYS = 7,
    HOURS = 24,
    HOUR_S = 3600,
    SHADES = 9,
    EVERY = 3, /* hours that have a label */
};

static const char *const days[DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static double mean(const cli_week *week, size_t day, size_t hour)
{
    int64_t seconds = week->seconds[day][hour];
    return seconds <= 0 ? 0 : (double)week->sums[day][hour] * HOUR_S / (double)seconds;
}

static double most_of(const cli_week *week)
{
    double most = 0;
    for (size_t day = 0; day < DAYS; day++) {
        for (size_t hour = 0; hour < HOURS; hour++) {
            double own = mean(week, day, hour);
            most = own > most ? own : most;
        }
    }
    return most;
}

/* The mean of a cell, exactly as far as 64 bits do. */
static void mean_text(const cli_week *week, size_t day, size_t hour, char text[CLI_WORD_SIZE])
{
    int64_t sum = 0;
    int64_t seconds = week->seconds[day][hour];
    if (__builtin_mul_overflow(week->sums[day][hour], HOUR_S, &sum)) {
        sum = week->sums[day][hour];
        seconds = seconds < HOUR_S ? 1 : seconds / HOUR_S;
    }
    cli_mean_text(sum, seconds, text);
}

static void write_cells(FILE *file, const cli_week *week)
{
    double most = most_of(week);
    for (size_t day = 0; day < DAYS; day++) {
        for (size_t hour = 0; hour < HOURS; hour++) {
            double part = most > 0 ? mean(week, day, hour) / most : 0;
            int shade = (int)(part * SHADES);
            shade = shade < 0 ? 0 : shade >= SHADES ? SHADES - 1 : shade;
            fprintf(file, "<rect data-cell=\"%zu\" x=\"%zu\" y=\"%zu\" width=\"1\" height=\"1\" ",
                    day * HOURS + hour, hour, day);
            if (week->seconds[day][hour] > 0) {
                fprintf(file, "class=\"q%d\"/>", shade);
            } else {
                fputs("class=\"unknown\"/>", file);
            }
        }
    }
}

static void write_map(FILE *file, const cli_week *week, const char *label)
{
    fprintf(file,
            "<svg class=\"plot heat\" data-chart=\"week\" role=\"img\" aria-label=\"Heat map of %s "
            "by weekday and hour; the numbers are in the table below\">",
            label);
    fprintf(file,
            "<svg class=\"lines\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
            "width=\"100%%\" height=\"100%%\">",
            HOURS, DAYS);
    write_cells(file, week);
    fputs("</svg><g class=\"grid\">", file);
    for (int day = 0; day < DAYS; day++) {
        int place = (2 * day + 1) * CLI_WHOLE / (2 * DAYS);
        fprintf(file, "<text class=\"y\" x=\"-8\" y=\"%d.%02d%%\" dy=\".32em\">%s</text>",
                place / 100, place % 100, days[day]);
    }
    for (int hour = 0; hour < HOURS; hour += EVERY) {
        int place = hour * CLI_WHOLE / HOURS;
        fprintf(file, "<text class=\"x%s\" x=\"%d.%02d%%\" y=\"100%%\" dy=\"1.5em\">%02d:00</text>",
                hour / EVERY % 2 != 0 ? " minor" : "", place / 100, place % 100, hour);
    }
    fputs("</g></svg>\n", file);
}

/* From nothing to the most. */
static void write_key(FILE *file, const cli_week *week)
{
    char most[CLI_WORD_SIZE];
    cli_compact_text((int64_t)(most_of(week) + 0.5), most);
    fputs("<p class=\"key\"><span>0</span><svg class=\"ramp\" viewBox=\"0 0 9 1\" "
          "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
          file);
    for (int i = 0; i < SHADES; i++) {
        fprintf(file, "<rect class=\"q%d\" x=\"%d\" y=\"0\" width=\"1\" height=\"1\"/>", i, i);
    }
    fprintf(file,
            "</svg><span><span class=\"most\">%s</span> an hour</span><svg class=\"ramp one\" "
            "viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
            "class=\"unknown\" width=\"1\" height=\"1\"/></svg><span>not covered</span></p>\n",
            most);
}

static void write_table(FILE *file, const cli_week *week)
{
    fputs("<details class=\"numbers\"><summary>The numbers of this map</summary><div "
          "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The numbers of this "
          "map\"><table class=\"week\"><thead><tr><th scope=\"col\">Hour</th>",
          file);
    for (size_t day = 0; day < DAYS; day++) {
        fprintf(file, "<th scope=\"col\">%s</th>", days[day]);
    }
    fputs("</tr></thead><tbody>\n", file);
    for (size_t hour = 0; hour < HOURS; hour++) {
        fprintf(file, "<tr><th scope=\"row\">%02zu:00</th>", hour);
        for (size_t day = 0; day < DAYS; day++) {
            char text[CLI_WORD_SIZE] = "–";
            bool there = week->seconds[day][hour] > 0;
            if (there) {
                mean_text(week, day, hour, text);
            }
            fprintf(file, "<td%s>%s</td>", there ? "" : " class=\"none\"", text);
        }
        fputs("</tr>\n", file);
    }
    fputs("</tbody></table></div></details>\n", file);
}

/* The metric that is shown at first: the ranked one, if it can be. */
static size_t metric_of(const cli_page *page, const size_t *metrics, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (metrics[i] == cli_page_metric(page)) {
            return metrics[i];
        }
    }
    return metrics[0];
}

void cli_page_heat(const cli_page *page)
{
    FILE *file = page->file;
    size_t metrics[CLI_METRICS_MOST];
    size_t count = cli_week_metrics(page->digest, metrics);
    if (!page->digest->all.days) {
        return;
    }
    fputs("<section id=\"week\" aria-labelledby=\"week-head\">\n<h2 id=\"week-head\">By weekday "
          "and hour</h2>\n",
          file);
    if (count == 0) {
        fputs(cli_times_hourly(&page->digest->all)
                  ? "<p>All counts are zero.</p>\n</section>\n"
                  : "<p>These counts have days, but no hours: ask for "
                    "<code>tweet.id,engagement.type,engagement.day,engagement.hour</code>.</p>\n"
                    "</section>\n",
              file);
        return;
    }
    cli_week week;
    char label[CLI_WORD_SIZE];
    char offset[CLI_WORD_SIZE];
    size_t metric = metric_of(page, metrics, count);
    cli_week_make(&week, page->digest->all.series[CLI_BY_HOUR][metric], page->args->utc_offset_s);
    cli_metric_label(metric, label);
    cli_offset_text(page->args->utc_offset_s, offset);
    fprintf(file,
            "<p class=\"note\">All Posts together: the average of the hours that the window has of "
            "each weekday and hour, so that weekdays which it has more of don’t look better. Hours "
            "are those of %s.</p>\n",
            offset);
    fprintf(file,
            "<figure class=\"chart\" id=\"weekly\">\n<figcaption><span "
            "class=\"metric\">%s</span> <span class=\"scale\">average an "
            "hour</span></figcaption>\n<div class=\"frame\">",
            label);
    write_map(file, &week, label);
    fputs("</div>\n", file);
    write_key(file, &week);
    fputs("</figure>\n", file);
    write_table(file, &week);
    fputs("</section>\n", file);
}
