/* The counts of an answer: one nested object a grouping, each leaf a sum over what it leaves open.
 *
 * All counts are first laid out as running sums at whole hours, so that a leaf over any stretch of
 * time is one subtraction. */
#include "answer.h"

#include <stdlib.h>

#include "config.h"
#include "when.h"
#include "world.h"

enum {
    OPEN = -1, /* a leaf sums over all of this dimension */
};

typedef struct {
    const sim_query *query;
    const sim_reported *reported;
    sim_buf *out;
    int64_t *sums; /* [id][metric][hours + 1] */
    int hours;     /* 1, standing for all time, on totals */
    int at[SIM_DIMENSIONS];
} answer;

static int64_t *sums_of(const answer *a, size_t id, size_t metric)
{
    size_t row = id * a->query->metric_count + metric;
    return a->sums + row * ((size_t)a->hours + 1);
}

static bool left_out(const answer *a, size_t id, size_t metric)
{
    sim_metric which = a->query->metrics[metric];
    return a->reported->too_old_for_impressions[id] &&
           (which == SIM_IMPRESSIONS || which == SIM_ENGAGEMENTS);
}

static void fill_row(const answer *a, size_t id, size_t metric)
{
    int64_t *row = sums_of(a, id, metric);
    sim_metric which = a->query->metrics[metric];
    sim_history history;
    bool silent =
        left_out(a, id, metric) || (which == SIM_VIDEO_VIEWS && a->reported->too_old_for_video[id]);
    if (silent) {
        return; /* the row is zero already */
    }
    sim_history_open(&history, a->reported->ids[id], which);
    if (a->query->endpoint == SIM_TOTALS) {
        row[1] = sim_history_until(&history, sim_ceil_hour(sim_now()));
        return;
    }
    for (int hour = 0; hour <= a->hours; hour++) {
        row[hour] = sim_history_shown_until(&history, a->query->start + (int64_t)hour * SIM_HOUR);
    }
}

/* The first hour of the window's day number day; hour 0 for the first, which may be cut. */
static int day_begin(const answer *a, int day)
{
    int first = (int)(a->query->start / SIM_HOUR % 24);
    int begin = day * 24 - first;
    return begin < 0 ? 0 : begin > a->hours ? a->hours : begin;
}

static int day_count(const answer *a)
{
    int first = (int)(a->query->start / SIM_HOUR % 24);
    return (first + a->hours + 23) / 24;
}

/* The count of one Post and metric in the chosen day and hour. */
static int64_t cell(const answer *a, size_t id, size_t metric)
{
    const int64_t *row = sums_of(a, id, metric);
    int day = a->at[SIM_BY_DAY];
    int hour = a->at[SIM_BY_HOUR];
    if (hour == OPEN) {
        int begin = day == OPEN ? 0 : day_begin(a, day);
        int end = day == OPEN ? a->hours : day_begin(a, day + 1);
        return row[end] - row[begin];
    }
    int first = (int)(a->query->start / SIM_HOUR % 24);
    int64_t sum = 0;
    int from = day == OPEN ? 0 : day;
    int to = day == OPEN ? day_count(a) : day + 1;
    for (int d = from; d < to; d++) {
        int at = d * 24 + hour - first;
        if (at >= 0 && at < a->hours) {
            sum += row[at + 1] - row[at];
        }
    }
    return sum;
}

static void add_leaf(const answer *a)
{
    int id = a->at[SIM_BY_TWEET];
    int metric = a->at[SIM_BY_TYPE];
    size_t id_from = id == OPEN ? 0 : (size_t)id;
    size_t id_to = id == OPEN ? a->reported->id_count : (size_t)id + 1;
    size_t metric_from = metric == OPEN ? 0 : (size_t)metric;
    size_t metric_to = metric == OPEN ? a->query->metric_count : (size_t)metric + 1;
    int64_t sum = 0;
    for (size_t i = id_from; i < id_to; i++) {
        for (size_t m = metric_from; m < metric_to; m++) {
            sum += cell(a, i, m);
        }
    }
    if (sim_conf.integer_leaves) {
        sim_buf_addi(a->out, sum);
    } else {
        sim_buf_addc(a->out, '"');
        sim_buf_addi(a->out, sum);
        sim_buf_addc(a->out, '"');
    }
}

static int key_count(const answer *a, sim_dimension by)
{
    switch (by) {
    case SIM_BY_TWEET:
        return (int)a->reported->id_count;
    case SIM_BY_TYPE:
        return (int)a->query->metric_count;
    case SIM_BY_DAY:
        return day_count(a);
    default:
        return 24;
    }
}

/* Whether the answer has anything under the keys chosen so far: hours outside the window and
 * counts that aren't delivered have none. */
static bool exists(const answer *a)
{
    int id = a->at[SIM_BY_TWEET];
    int metric = a->at[SIM_BY_TYPE];
    int hour = a->at[SIM_BY_HOUR];
    if (id != OPEN && metric != OPEN && left_out(a, (size_t)id, (size_t)metric)) {
        return false;
    }
    if (hour == OPEN) {
        return true;
    }
    int first = (int)(a->query->start / SIM_HOUR % 24);
    int day = a->at[SIM_BY_DAY];
    if (day == OPEN) {
        return (hour - first + 24) % 24 < a->hours;
    }
    int at = day * 24 + hour - first;
    return at >= 0 && at < a->hours;
}

static void add_key(const answer *a, sim_dimension by, int key)
{
    sim_buf_addc(a->out, '"');
    switch (by) {
    case SIM_BY_TWEET:
        sim_buf_addu(a->out, a->reported->ids[key]);
        break;
    case SIM_BY_TYPE:
        sim_buf_adds(a->out, sim_metrics[a->query->metrics[key]].name);
        break;
    case SIM_BY_DAY:
        sim_add_day(a->out, a->query->start + (int64_t)key * SIM_DAY);
        break;
    default:
        sim_buf_addc(a->out, (char)('0' + key / 10));
        sim_buf_addc(a->out, (char)('0' + key % 10));
        break;
    }
    sim_buf_adds(a->out, "\":");
}

static void add_level(answer *a, const sim_grouping *grouping, size_t level)
{
    if (level == grouping->depth) {
        add_leaf(a);
        return;
    }
    sim_dimension by = grouping->by[level];
    bool first = true;
    sim_buf_addc(a->out, '{');
    for (int key = 0; key < key_count(a, by); key++) {
        a->at[by] = key;
        if (exists(a)) {
            if (!first) {
                sim_buf_addc(a->out, ',');
            }
            first = false;
            add_key(a, by, key);
            add_level(a, grouping, level + 1);
        }
    }
    a->at[by] = OPEN;
    sim_buf_addc(a->out, '}');
}

/* With --hour-shape dated, hours that stand without days get a level of days above them. */
static sim_grouping as_shown(const sim_grouping *grouping)
{
    sim_grouping shown = *grouping;
    bool has_day = false;
    size_t hour = SIM_DIMENSIONS;
    for (size_t i = 0; i < grouping->depth; i++) {
        has_day = has_day || grouping->by[i] == SIM_BY_DAY;
        hour = grouping->by[i] == SIM_BY_HOUR ? i : hour;
    }
    if (sim_conf.hour_shape == SIM_HOUR_DATED && !has_day && hour < SIM_DIMENSIONS) {
        for (size_t i = shown.depth++; i > hour; i--) {
            shown.by[i] = shown.by[i - 1];
        }
        shown.by[hour] = SIM_BY_DAY;
    }
    return shown;
}

void sim_add_counts(sim_buf *out, const sim_query *query, const sim_reported *reported)
{
    answer a = {.query = query, .reported = reported, .out = out, .at = {OPEN, OPEN, OPEN, OPEN}};
    a.hours = query->has_window ? (int)((query->end - query->start) / SIM_HOUR) : 1;
    size_t rows = reported->id_count * query->metric_count;
    a.sums = sim_alloc(rows * ((size_t)a.hours + 1) * sizeof(*a.sums));
    for (size_t i = 0; i < reported->id_count; i++) {
        for (size_t m = 0; m < query->metric_count; m++) {
            fill_row(&a, i, m);
        }
    }
    for (size_t g = 0; g < query->grouping_count; g++) {
        sim_grouping shown = as_shown(&query->groupings[g]);
        sim_buf_adds(out, g == 0 ? "" : ",");
        sim_buf_adds(out, shown.name);
        sim_buf_addc(out, ':');
        add_level(&a, &shown, 0);
    }
    free(a.sums);
}
