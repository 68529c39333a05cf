/* What is plotted: a metric by time, of one Post a line, or of all together. */
#include "plot_data.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "report/offer.h"
#include "say.h"
#include "status.h"

enum {
    DAYS_BY_HOUR = 4, /* so many are drawn by hour, more by day */
    LIST_SIZE = 400,  /* room for the names of all metrics */
};

void cli_plot_begin(cli_plot_data *data, const cli_args *args)
{
    *data = (cli_plot_data){.args = args};
    data->line_count = args->post_count > 0 ? args->post_count : 1;
    data->lines = cli_alloc(data->line_count, sizeof *data->lines);
    for (size_t i = 0; i < data->line_count; i++) {
        data->lines[i].id = args->post_count > 0 ? args->posts[i] : XENG_ALL_POSTS;
    }
}

/* Ends the program for counts that a plot can't be made of. */
_Noreturn static void die_lacking(const cli_plot_data *data, const char *what, const char *hours)
{
    const char *post = data->args->post_count > 0 ? "tweet.id," : "";
    if (data->from == NULL) {
        cli_die(CLI_WRONG_REQUEST, "the server's counts %s: ask for --endpoint historical or 28hr",
                what);
    }
    cli_die(CLI_WRONG_REQUEST,
            "--from %s: its counts %s; get them with --group "
            "'g=%sengagement.type,engagement.day%s', from historical or 28hr",
            data->from, what, post, hours);
}

static void add(const cli_plot_data *data, cli_plot_line *line, int place, size_t metric,
                const xeng_result *result)
{
    int32_t step = place == CLI_PLOT_COARSE ? XENG_STEP_DAY
                   : data->args->step == 0  ? XENG_STEP_HOUR
                                            : data->args->step;
    xeng_series **series = &line->series[place][metric];
    xeng_error *error = NULL;
    int32_t code = XENG_OK;
    if (*series == NULL) {
        code =
            xeng_series_new(xeng_metric_at(metric), step, data->args->utc_offset_s, series, &error);
    }
    if (code == XENG_OK) {
        code = xeng_series_add(*series, result, line->id, &error);
    }
    if (code != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, data->from, error);
    }
}

static void add_line(const cli_plot_data *data, cli_plot_line *line, uint32_t metrics, bool hours,
                     const xeng_result *result)
{
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if ((metrics >> i & 1) == 0) {
            continue;
        }
        if (data->args->step != 0 || hours) {
            add(data, line, CLI_PLOT_FINE, i, result);
        }
        if (data->args->step == 0) {
            add(data, line, CLI_PLOT_COARSE, i, result);
        }
    }
}

static void take_result(void *context, const xeng_result *result)
{
    cli_plot_data *data = context;
    cli_offer offer;
    cli_offer_of(result, &offer);
    if (offer.metrics == 0) {
        return;
    }
    bool one = data->args->post_count > 0;
    bool days = one ? offer.days_of_posts : offer.days;
    bool hours = one ? offer.hours_of_posts : offer.hours;
    if (!days) {
        die_lacking(data,
                    one && offer.days ? "by time are sums over Posts" : "have no time in them", "");
    }
    if (!hours && data->args->step == XENG_STEP_HOUR) {
        die_lacking(data, "are by day, not by hour, as --step asks for", ",engagement.hour");
    }
    if (!hours && data->args->utc_offset_s != 0) {
        die_lacking(data, "are by day of UTC, of which --utc-offset can't make other days",
                    ",engagement.hour");
    }
    data->lack_hours |= !hours;
    data->metrics |= offer.metrics;
    uint32_t wanted = data->args->rank_by == 0
                          ? offer.metrics
                          : offer.metrics & UINT32_C(1) << cli_metric_place(data->args->rank_by);
    for (size_t i = 0; i < data->line_count; i++) {
        add_line(data, &data->lines[i], wanted, hours, result);
    }
}

static void take_fate(void *context, uint64_t id, const char *state, const char *reason)
{
    cli_plot_data *data = context;
    (void)state;
    (void)reason;
    data->undelivered = cli_grow(data->undelivered, &data->undelivered_room,
                                 data->undelivered_count, sizeof *data->undelivered);
    data->undelivered[data->undelivered_count++] = id;
}

cli_sink cli_plot_sink(cli_plot_data *data)
{
    return (cli_sink){take_result, take_fate, data};
}

/* Ends the program for a metric that isn't there, and says which are. */
_Noreturn static void die_without(const cli_plot_data *data)
{
    char list[LIST_SIZE] = "";
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if ((data->metrics >> i & 1) != 0) {
            (void)strncat(list, *list == '\0' ? "" : ", ", sizeof list - strlen(list) - 1);
            (void)strncat(list, xeng_metric_name(xeng_metric_at(i)),
                          sizeof list - strlen(list) - 1);
        }
    }
    cli_die(CLI_WRONG_REQUEST, "--metric: there are no counts of %s, but of %s",
            xeng_metric_name(data->args->rank_by), list);
}

static int32_t choose_metric(const cli_plot_data *data)
{
    size_t first = 0;
    if (data->args->rank_by != 0) {
        if ((data->metrics >> cli_metric_place(data->args->rank_by) & 1) == 0) {
            die_without(data);
        }
        return data->args->rank_by;
    }
    if ((data->metrics >> cli_metric_place(XENG_METRIC_IMPRESSIONS) & 1) != 0) {
        return XENG_METRIC_IMPRESSIONS;
    }
    while ((data->metrics >> first & 1) == 0) {
        first++;
    }
    return xeng_metric_at(first);
}

static int64_t seconds_of(int32_t step)
{
    static const int64_t day = 86400;
    return step == XENG_STEP_HOUR ? day / 24 : step == XENG_STEP_DAY ? day : 7 * day;
}

/* The span of all lines by a step. */
static cli_span span_by(cli_plot_data *data, int32_t step)
{
    cli_span span = {0};
    data->step = step;
    for (size_t i = 0; i < data->line_count; i++) {
        cli_span_take(&span, cli_plot_series(data, i), seconds_of(step));
    }
    return span;
}

bool cli_plot_choose(cli_plot_data *data)
{
    if (data->metrics == 0) {
        return false;
    }
    data->metric = choose_metric(data);
    data->span = span_by(data, data->args->step == 0 ? XENG_STEP_DAY : data->args->step);
    if (data->args->step == 0 && !data->lack_hours && data->span.count <= DAYS_BY_HOUR) {
        data->span = span_by(data, XENG_STEP_HOUR);
    }
    return data->span.count > 0;
}

const xeng_series *cli_plot_series(const cli_plot_data *data, size_t line)
{
    bool coarse = data->args->step == 0 && data->step == XENG_STEP_DAY;
    return data->lines[line]
        .series[coarse ? CLI_PLOT_COARSE : CLI_PLOT_FINE][cli_metric_place(data->metric)];
}

static int compare_ids(const void *a, const void *b)
{
    const uint64_t *left = a;
    const uint64_t *right = b;
    return (*left > *right) - (*left < *right);
}

/* A Post may be in several files. */
size_t cli_plot_undelivered(cli_plot_data *data)
{
    size_t count = 0;
    if (data->undelivered_count > 0) {
        qsort(data->undelivered, data->undelivered_count, sizeof *data->undelivered, compare_ids);
    }
    for (size_t i = 0; i < data->undelivered_count; i++) {
        count += i == 0 || data->undelivered[i] != data->undelivered[i - 1];
    }
    return count;
}

void cli_plot_free(cli_plot_data *data)
{
    for (size_t i = 0; i < data->line_count; i++) {
        for (size_t step = 0; step < CLI_PLOT_STEPS; step++) {
            for (size_t k = 0; k < CLI_METRICS_MOST; k++) {
                xeng_series_unref(data->lines[i].series[step][k]);
            }
        }
    }
    free(data->lines);
    free(data->undelivered);
}
