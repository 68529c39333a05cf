/* The counts of one Post, or of all, by time: a series a metric, by hour and by day. */
#include "times.h"

#include "../say.h"
#include "../status.h"

static void add(cli_times *times, cli_step step, size_t metric, const xeng_result *result)
{
    static const int32_t steps[CLI_STEPS] = {XENG_STEP_HOUR, XENG_STEP_DAY, XENG_STEP_DAY};
    xeng_series **series = &times->series[step][metric];
    xeng_error *error = NULL;
    int32_t code = XENG_OK;
    if (*series == NULL) {
        int32_t offset = step == CLI_BY_DAY ? times->utc_offset_s : 0;
        code = xeng_series_new(xeng_metric_at(metric), steps[step], offset, series, &error);
    }
    if (code == XENG_OK) {
        code = xeng_series_add(*series, result, times->id, &error);
    }
    if (code != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, "counts by time", error);
    }
}

/* Whether the result says anything of this Post's metric. */
static bool has(const cli_times *times, size_t metric, const xeng_result *result,
                const cli_offer *offer)
{
    if (times->id == XENG_ALL_POSTS) {
        return (offer->metrics >> metric & 1) != 0;
    }
    return xeng_result_post_value(result, times->id, xeng_metric_at(metric), NULL) !=
           XENG_VALUE_NO_LEAF;
}

void cli_times_add(cli_times *times, const xeng_result *result, const cli_offer *offer)
{
    bool all = times->id == XENG_ALL_POSTS;
    bool hours = all ? offer->hours : offer->hours_of_posts;
    if (!(all ? offer->days : offer->days_of_posts)) {
        return;
    }
    for (size_t i = 0; i < CLI_METRICS_MOST && i < xeng_metric_count(); i++) {
        if (!has(times, i, result, offer)) {
            continue;
        }
        times->days = true;
        times->lack_hours |= !hours;
        add(times, CLI_BY_UTC_DAY, i, result);
        if (!times->lack_hours) {
            add(times, CLI_BY_HOUR, i, result);
            add(times, CLI_BY_DAY, i, result);
        }
    }
}

bool cli_times_hourly(const cli_times *times)
{
    return times->days && !times->lack_hours;
}

void cli_times_free(cli_times *times)
{
    for (size_t step = 0; step < CLI_STEPS; step++) {
        for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
            xeng_series_unref(times->series[step][i]);
            times->series[step][i] = NULL;
        }
    }
}

void cli_span_take(cli_span *span, const xeng_series *series, int64_t step_s)
{
    size_t count = series == NULL ? 0 : xeng_series_count(series);
    if (count == 0) {
        return;
    }
    int64_t first = xeng_series_times(series)[0];
    int64_t end = xeng_series_times(series)[count - 1] + step_s;
    if (span->count > 0) {
        int64_t old_end = cli_span_at(span, span->count);
        first = first < span->first ? first : span->first;
        end = end > old_end ? end : old_end;
    }
    *span = (cli_span){first, step_s, (size_t)((end - first) / step_s)};
}

int64_t cli_span_at(const cli_span *span, size_t index)
{
    return span->first + (int64_t)index * span->step_s;
}

/* The place of a step in a series; what xeng_series_count() gives, or more, if it isn't there. */
static size_t place(const cli_span *span, size_t index, const xeng_series *series)
{
    if (series == NULL || xeng_series_count(series) == 0) {
        return SIZE_MAX;
    }
    int64_t behind = cli_span_at(span, index) - xeng_series_times(series)[0];
    return behind < 0 ? SIZE_MAX : (size_t)(behind / span->step_s);
}

int32_t cli_span_value(const cli_span *span, size_t index, const xeng_series *series,
                       int64_t *value)
{
    size_t at = place(span, index, series);
    *value = 0;
    if (at == SIZE_MAX || xeng_series_state_at(series, at) != XENG_VALUE_DELIVERED) {
        return XENG_VALUE_NOT_DELIVERED;
    }
    *value = xeng_series_values(series)[at];
    return XENG_VALUE_DELIVERED;
}

int64_t cli_span_covered(const cli_span *span, size_t index, const xeng_series *series)
{
    size_t at = place(span, index, series);
    return at == SIZE_MAX || at >= xeng_series_count(series)
               ? span->step_s
               : (int64_t)xeng_series_covered_s(series, at);
}
