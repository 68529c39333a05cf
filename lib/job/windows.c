/* A long window, cut into windows that the API takes. */
#include "job/windows.h"

#include <stdbool.h>

#include <xengage/request.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"

#define HOUR    INT64_C(3600)
#define LONGEST (XENG_MAX_WINDOW_HOURS * HOUR)

/* How many windows the time from `start` to `end` takes, its last hour counted as a whole one. */
static int64_t needed(int64_t start, int64_t end)
{
    int64_t hours = (end - start + HOUR - 1) / HOUR;
    return (hours + XENG_MAX_WINDOW_HOURS - 1) / XENG_MAX_WINDOW_HOURS;
}

/* Where the first of `left` windows ends: at the last midnight within reach, unless the others
 * wouldn't reach the end from there. */
static int64_t cut(int64_t start, int64_t end, int64_t left)
{
    int64_t reach = start + LONGEST;
    int64_t midnight = reach - reach % XENG__SECONDS_A_DAY;
    return needed(midnight, end) < left ? midnight : reach;
}

int32_t xeng__windows_cut(int64_t start, int64_t end, xeng__window **windows, size_t *count,
                          xeng_error **error)
{
    bool open = start == XENG_TIME_UNSET && end == XENG_TIME_UNSET;
    if (!open && (start < 0 || end <= start)) {
        return xeng__fail_argument(error, "there is no time between start and end");
    }
    int64_t left = open ? 1 : needed(start, end);
    xeng__window *made = xeng__malloc((size_t)left * sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    size_t done = 0;
    for (; left > 1; left--) {
        int64_t until = cut(start, end, left);
        made[done++] = (xeng__window){start, until};
        start = until;
    }
    made[done++] = (xeng__window){start, end};
    *windows = made;
    *count = done;
    return XENG_OK;
}
