/* Counts by weekday and hour of the day. */
#include <string.h>

#include "page.h"

enum {
    HOUR = 3600,
    DAY = 86400,
    THURSDAY = 3, /* that of 1970-01-01, with Monday as 0 */
};

/* Adds, up to what 64 bits hold. */
static void add(int64_t *sum, int64_t value)
{
    if (__builtin_add_overflow(*sum, value, sum)) {
        *sum = value < 0 ? INT64_MIN : INT64_MAX;
    }
}

void cli_week_make(cli_week *week, const xeng_series *hours, int32_t offset_s)
{
    memset(week, 0, sizeof *week);
    for (size_t i = 0; hours != NULL && i < xeng_series_count(hours); i++) {
        if (xeng_series_state_at(hours, i) != XENG_VALUE_DELIVERED) {
            continue;
        }
        int64_t local = xeng_series_times(hours)[i] + offset_s;
        int64_t of_day = (local % DAY + DAY) % DAY;
        int64_t day = (local - of_day) / DAY + THURSDAY;
        size_t weekday = (size_t)((day % 7 + 7) % 7);
        size_t hour = (size_t)(of_day / HOUR);
        add(&week->sums[weekday][hour], xeng_series_values(hours)[i]);
        week->seconds[weekday][hour] += (int64_t)xeng_series_covered_s(hours, i);
        week->any = true;
    }
}

size_t cli_week_metrics(const cli_digest *digest, size_t metrics[CLI_METRICS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; cli_times_hourly(&digest->all) && i < CLI_METRICS_MOST; i++) {
        const xeng_series *hours = digest->all.series[CLI_BY_HOUR][i];
        if (hours != NULL && xeng_series_total(hours) != 0) {
            metrics[count++] = i;
        }
    }
    return count;
}
