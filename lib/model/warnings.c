/* What can be foreseen about a request that is legal. */
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "model/post.h"
#include "model/request.h"
#include "model/request_fields.h"

enum {
    MAX_WARNINGS = 4 /* one a code */
};

typedef struct warning {
    int32_t code;
    char *message;
    uint64_t *ids;
    size_t id_count;
} warning;

struct xeng_warnings {
    xeng__refcount owners;
    warning items[MAX_WARNINGS];
    size_t count;
};

/* Which of the request's metrics a warning is about. */
typedef bool (*metric_test)(const xeng__metric *metric, const xeng_request *request, int32_t code);

static bool ages_here(const xeng__metric *metric, const xeng_request *request, int32_t code)
{
    return metric->age_warning == code &&
           xeng__on_endpoint(metric->age_endpoints, request->endpoint->endpoint);
}

static bool counted_late(const xeng__metric *metric, const xeng_request *request, int32_t code)
{
    (void)request;
    (void)code;
    return metric->zero_before;
}

/* Writes the names of the metrics that pass the test; returns the last of them, NULL if none does.
 */
static const xeng__metric *name_metrics(const xeng_request *request, metric_test test, int32_t code,
                                        xeng__buf *names)
{
    const xeng__metric *last = NULL;
    for (size_t i = 0; i < request->metric_count; i++) {
        const xeng__metric *metric = xeng__metric_find(request->metrics[i]);
        if (test(metric, request, code)) {
            xeng__buf_printf(names, "%s%s", last == NULL ? "" : ", ", metric->name);
            last = metric;
        }
    }
    return last;
}

/* Takes over message and ids, or frees them if memory ran out while they were made. */
static bool add_warning(xeng_warnings *warnings, int32_t code, xeng__buf *message, uint64_t *ids,
                        size_t id_count)
{
    char *text = xeng__buf_take(message);
    if (text == NULL) {
        xeng__free(ids);
        return false;
    }
    warnings->items[warnings->count++] =
        (warning){.code = code, .message = text, .ids = ids, .id_count = id_count};
    return true;
}

/* The ids of the Posts older than `days`; NULL if there are none or memory ran out, which sets
 * `*failed`. */
static uint64_t *collect_old(const xeng_request *request, int32_t days, int64_t now, size_t *count,
                             bool *failed)
{
    uint64_t *old = xeng__malloc(request->id_count * sizeof *old);
    *count = 0;
    *failed = old == NULL;
    for (size_t i = 0; i < request->id_count && old != NULL; i++) {
        if (xeng__post_older_than(request->ids[i], days, now)) {
            old[(*count)++] = request->ids[i];
        }
    }
    if (*count == 0) {
        xeng__free(old);
        return NULL;
    }
    return old;
}

static bool warn_of_age(xeng_warnings *warnings, const xeng_request *request, int32_t code,
                        int64_t now)
{
    xeng__buf names = XENG__BUF_EMPTY;
    const xeng__metric *metric = name_metrics(request, ages_here, code, &names);
    bool failed = names.failed;
    size_t count = 0;
    uint64_t *old = NULL;
    if (metric != NULL && !failed) {
        old = collect_old(request, metric->max_age_days, now, &count, &failed);
    }
    if (old != NULL) {
        xeng__buf message = XENG__BUF_EMPTY;
        xeng__buf_printf(&message,
                         "%zu of the Posts %s older than %d days, for which %s doesn't deliver %s",
                         count, count == 1 ? "is" : "are", (int)metric->max_age_days,
                         request->endpoint->name, xeng__buf_text(&names));
        failed = !add_warning(warnings, code, &message, old, count);
    }
    xeng__buf_free(&names);
    return !failed;
}

static bool warn_of_old_window(xeng_warnings *warnings, const xeng_request *request, int64_t now)
{
    if (request->start == XENG_TIME_UNSET ||
        now < XENG__WINDOW_FLOOR + XENG__WINDOW_WARNING_DAYS * XENG__SECONDS_A_DAY ||
        request->start >= now - XENG__WINDOW_WARNING_DAYS * XENG__SECONDS_A_DAY) {
        return true;
    }
    char start[XENG__ISO8601_SIZE];
    xeng__format_time(request->start, start);
    xeng__buf message = XENG__BUF_EMPTY;
    xeng__buf_printf(&message,
                     "the window starts at %s, more than %d days ago; the server may refuse it or "
                     "have nothing that old",
                     start, XENG__WINDOW_WARNING_DAYS);
    return add_warning(warnings, XENG_WARNING_WINDOW_AGE, &message, NULL, 0);
}

static bool warn_of_zeros(xeng_warnings *warnings, const xeng_request *request)
{
    if (request->start == XENG_TIME_UNSET || request->start >= XENG__ZERO_BEFORE) {
        return true;
    }
    xeng__buf names = XENG__BUF_EMPTY;
    bool concerned = name_metrics(request, counted_late, 0, &names) != NULL;
    bool failed = names.failed;
    if (concerned && !failed) {
        char since[XENG__ISO8601_SIZE];
        xeng__format_day(XENG__ZERO_BEFORE / XENG__SECONDS_A_DAY, since);
        xeng__buf message = XENG__BUF_EMPTY;
        xeng__buf_printf(&message, "the window starts before %s, and until then %s are always zero",
                         since, xeng__buf_text(&names));
        failed = !add_warning(warnings, XENG_WARNING_ZERO_BEFORE_2015_09_15, &message, NULL, 0);
    }
    xeng__buf_free(&names);
    return !failed;
}

int32_t xeng__request_warnings(const xeng_request *request, int64_t now, xeng_warnings **warnings,
                               xeng_error **error)
{
    xeng_warnings *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    if (!warn_of_age(made, request, XENG_WARNING_IMPRESSIONS_AGE, now) ||
        !warn_of_age(made, request, XENG_WARNING_VIDEO_VIEWS_AGE, now) ||
        !warn_of_old_window(made, request, now) || !warn_of_zeros(made, request)) {
        xeng_warnings_unref(made);
        return xeng__fail_no_memory(error);
    }
    *warnings = made;
    return XENG_OK;
}

xeng_warnings *xeng_warnings_ref(xeng_warnings *warnings)
{
    if (warnings != NULL) {
        xeng__refcount_add(&warnings->owners);
    }
    return warnings;
}

void xeng_warnings_unref(xeng_warnings *warnings)
{
    if (warnings == NULL || !xeng__refcount_drop(&warnings->owners)) {
        return;
    }
    for (size_t i = 0; i < warnings->count; i++) {
        xeng__free(warnings->items[i].message);
        xeng__free(warnings->items[i].ids);
    }
    xeng__free(warnings);
}

static const warning *item(const xeng_warnings *warnings, size_t index)
{
    return warnings == NULL || index >= warnings->count ? NULL : &warnings->items[index];
}

size_t xeng_warnings_count(const xeng_warnings *warnings)
{
    return warnings == NULL ? 0 : warnings->count;
}

int32_t xeng_warnings_code(const xeng_warnings *warnings, size_t index)
{
    const warning *one = item(warnings, index);
    return one == NULL ? 0 : one->code;
}

const char *xeng_warnings_message(const xeng_warnings *warnings, size_t index)
{
    const warning *one = item(warnings, index);
    return one == NULL ? NULL : one->message;
}

size_t xeng_warnings_id_count(const xeng_warnings *warnings, size_t index)
{
    const warning *one = item(warnings, index);
    return one == NULL ? 0 : one->id_count;
}

uint64_t xeng_warnings_id_at(const xeng_warnings *warnings, size_t index, size_t id_index)
{
    const warning *one = item(warnings, index);
    return one == NULL || id_index >= one->id_count ? 0 : one->ids[id_index];
}
