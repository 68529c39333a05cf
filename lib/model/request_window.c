/* The window of a historical request: widened to whole hours, filled in, within its limits. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/iso8601.h"
#include "model/request.h"
#include "model/request_fields.h"
#include "model/show.h"

#define MINUTE      INT64_C(60)
#define HOUR        INT64_C(3600)
#define MAX_SECONDS (XENG_MAX_WINDOW_HOURS * HOUR)
/* 9999-12-31T23:00:00Z: no present is taken to be later, so that sums stay small and years have
 * four digits. */
#define LAST_TIME INT64_C(253402297200)

/* Times that reach these two are after the floor, hence positive. */
static int64_t round_down(int64_t time, int64_t unit)
{
    return time - time % unit;
}

static int64_t round_up(int64_t time, int64_t unit)
{
    return round_down(time + unit - 1, unit);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int32_t refuse_future(int64_t time, int64_t now, const char *side, xeng_error **error)
{
    char value[XENG__ISO8601_SIZE];
    char limit[XENG__ISO8601_SIZE];
    xeng__format_time(time, value);
    xeng__format_time(now, limit);
    return xeng__fail_rule(error, XENG_RULE_WINDOW_IN_FUTURE, now, value,
                           "the window's %s, %s, is in the future: it is %s now", side, value,
                           limit);
}

static int32_t refuse_early(int64_t time, const char *side, xeng_error **error)
{
    char value[XENG__ISO8601_SIZE];
    xeng__format_time(time, value);
    return xeng__fail_rule(error, XENG_RULE_WINDOW_TOO_EARLY, XENG__WINDOW_FLOOR, value,
                           "the window's %s, %s, is too early: the API has nothing before "
                           "2014-09-01T00:00:00Z",
                           side, value);
}

static int32_t refuse_empty(int64_t start, int64_t end, const char *advice, xeng_error **error)
{
    char first[XENG__ISO8601_SIZE];
    char value[XENG__ISO8601_SIZE];
    xeng__format_time(start, first);
    xeng__format_time(end, value);
    return xeng__fail_rule(error, XENG_RULE_WINDOW_EMPTY, start, value,
                           "the window is empty: its end, %s, is not after its start, %s; %s",
                           value, first, advice);
}

static int32_t refuse_long(int64_t seconds, xeng_error **error)
{
    char value[24];
    (void)snprintf(value, sizeof value, "%" PRId64, seconds / HOUR);
    return xeng__fail_rule(error, XENG_RULE_WINDOW_TOO_LONG, XENG_MAX_WINDOW_HOURS, value,
                           "the window is %s hours long once widened to whole hours, and the API "
                           "takes at most %d (four weeks): cut it into several requests",
                           value, XENG_MAX_WINDOW_HOURS);
}

/* Judges the sides as they were given, before anything is rounded or added to them. */
static int32_t check_sides(int64_t start, int64_t end, int64_t now, xeng_error **error)
{
    bool has_start = start != XENG_TIME_UNSET;
    bool has_end = end != XENG_TIME_UNSET;
    if (has_start && has_end && end <= start) {
        return refuse_empty(start, end, "the end is exclusive and must be later", error);
    }
    if (has_end && end > now) {
        return refuse_future(end, now, "end", error);
    }
    if (has_start && start > now) {
        return refuse_future(start, now, "start", error);
    }
    if (has_start && start < XENG__WINDOW_FLOOR) {
        return refuse_early(start, "start", error);
    }
    if (has_end && end <= XENG__WINDOW_FLOOR) {
        return refuse_early(end, "end", error);
    }
    return XENG_OK;
}

/* The start to send: the beginning of its hour, or four weeks before the end where it is open. */
static int64_t widen_start(int64_t start, int64_t end)
{
    if (start != XENG_TIME_UNSET) {
        return round_down(start, HOUR);
    }
    int64_t filled_in = round_up(end, HOUR) - MAX_SECONDS;
    return filled_in < XENG__WINDOW_FLOOR ? XENG__WINDOW_FLOOR : filled_in;
}

/* The end in whole hours: the end of its hour, or four weeks after `first` where it is open, but
 * then no hour that is still under way. */
static int64_t widen_end(int64_t end, int64_t first, int64_t now)
{
    return end != XENG_TIME_UNSET ? round_up(end, HOUR)
                                  : earlier(first + MAX_SECONDS, round_down(now, HOUR));
}

/* The end to send. One in the hour that is under way can't be lifted to that hour's end, which is
 * in the future; it is sent to the minute, and the server counts the hour as far as it goes. */
static int64_t legal_end(int64_t end, int64_t widened, int64_t now)
{
    return widened <= now ? widened : earlier(round_up(end, MINUTE), round_down(now, MINUTE));
}

int32_t xeng__window_settle(int64_t *start, int64_t *end, int64_t now, xeng_error **error)
{
    now = earlier(now, LAST_TIME);
    int32_t code = check_sides(*start, *end, now, error);
    if (code != XENG_OK) {
        return code;
    }
    int64_t first = widen_start(*start, *end);
    int64_t widened = widen_end(*end, first, now);
    int64_t last = legal_end(*end, widened, now);
    if (last <= first) {
        return refuse_empty(first, last,
                            *end == XENG_TIME_UNSET
                                ? "the start is in the hour that is still under way: give an end, "
                                  "or wait for the next hour"
                                : "the hour that it is in has only just begun: wait a minute",
                            error);
    }
    *start = first;
    *end = last;
    return XENG_OK;
}

static int32_t set_sides(xeng_request *request, int64_t start, int64_t end, int64_t now,
                         xeng_error **error)
{
    int64_t first = start;
    int64_t last = end;
    int32_t code = xeng__window_settle(&first, &last, now, error);
    if (code != XENG_OK) {
        return code;
    }
    int64_t length = round_up(last, HOUR) - first;
    if (length > MAX_SECONDS) {
        return refuse_long(length, error);
    }
    request->start = first;
    request->end = last;
    return XENG_OK;
}

int32_t xeng__window_check_endpoint(const xeng__endpoint *endpoint, xeng_error **error)
{
    if (endpoint->has_window) {
        return XENG_OK;
    }
    return xeng__fail_rule(error, XENG_RULE_WINDOW_NOT_ON_ENDPOINT, 0, endpoint->name,
                           "%s takes no window: only historical does", endpoint->name);
}

int32_t xeng__request_set_window(xeng_request *request, int64_t start, int64_t end, int64_t now,
                                 xeng_error **error)
{
    if (start == XENG_TIME_UNSET && end == XENG_TIME_UNSET) {
        request->start = XENG_TIME_UNSET;
        request->end = XENG_TIME_UNSET;
        return XENG_OK;
    }
    int32_t code = xeng__window_check_endpoint(request->endpoint, error);
    return code != XENG_OK ? code : set_sides(request, start, end, now, error);
}

static int32_t parse_side(const char *text, const char *side, int64_t *time, xeng_error **error)
{
    *time = XENG_TIME_UNSET;
    if (text == NULL || xeng__parse_time(text, strlen(text), time)) {
        return XENG_OK;
    }
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, text, strlen(text));
    int32_t code = xeng__fail_rule(error, XENG_RULE_BAD_TIME, 0, xeng__buf_text(&shown),
                                   "the window's %s, \"%s\", is no time in UTC: write it like "
                                   "2026-11-01 or 2026-11-01T17:00:00Z",
                                   side, xeng__buf_text(&shown));
    xeng__buf_free(&shown);
    return code;
}

int32_t xeng__window_parse(const char *start, const char *end, int64_t *first, int64_t *last,
                           xeng_error **error)
{
    int32_t code = parse_side(start, "start", first, error);
    return code != XENG_OK ? code : parse_side(end, "end", last, error);
}

int32_t xeng__request_set_window_text(xeng_request *request, const char *start, const char *end,
                                      int64_t now, xeng_error **error)
{
    int64_t first;
    int64_t last;
    int32_t code = xeng__window_parse(start, end, &first, &last, error);
    return code == XENG_OK ? xeng__request_set_window(request, first, last, now, error) : code;
}

int32_t xeng_request_window(const xeng_request *request, int64_t *start, int64_t *end)
{
    bool has = request != NULL && request->start != XENG_TIME_UNSET;
    if (start != NULL) {
        *start = has ? request->start : XENG_TIME_UNSET;
    }
    if (end != NULL) {
        *end = has ? request->end : XENG_TIME_UNSET;
    }
    return has;
}
