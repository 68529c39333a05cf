/* Which hours counts are of: rows don't tell their window. */
#include <time.h>

#include "source_gather.h"

enum {
    HOUR_S = 3600
};

/* A day as the readers have it, 20261120, and an hour of it, in Unix seconds. */
static int64_t time_of(int32_t day, int32_t hour)
{
    struct tm parts = {.tm_year = day / 10000 - 1900,
                       .tm_mon = day / 100 % 100 - 1,
                       .tm_mday = day % 100,
                       .tm_hour = hour};
    return (int64_t)timegm(&parts);
}

/* Whether the counts of a grouping have hours of known days. */
static bool has_hours(const cli_shape *shape)
{
    unsigned both = CLI_HAS_DAY | CLI_HAS_HOUR;
    return (shape->has & both) == both;
}

static bool is_before(const cli_kept_count *a, const cli_kept_count *b)
{
    return a->day < b->day || (a->day == b->day && a->hour < b->hour);
}

bool cli_gather_window(const cli_gather *gather, int64_t *start, int64_t *end)
{
    const cli_kept_count *first = NULL;
    const cli_kept_count *last = NULL;
    for (size_t i = 0; i < gather->count; i++) {
        const cli_kept_count *count = &gather->kept[i];
        const cli_shape *shape = &gather->shapes[count->shape];
        if (!has_hours(shape)) {
            if ((shape->has & CLI_HAS_DAY) != 0) {
                return false;
            }
            continue;
        }
        first = first == NULL || is_before(count, first) ? count : first;
        last = last == NULL || is_before(last, count) ? count : last;
    }
    if (first == NULL) {
        return false;
    }
    *start = time_of(first->day, first->hour);
    *end = time_of(last->day, last->hour) + HOUR_S;
    return true;
}
