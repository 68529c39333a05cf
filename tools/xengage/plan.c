/* What is asked for, of all ids alike; requests are made from it. */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include <xengage/metric.h>

#include "memory.h"
#include "say.h"
#include "status.h"

/* Takes the error's place: the call that sets it is an argument beside it, and which of the two is
 * looked at first is up to the compiler. */
static void check(int32_t code, xeng_error *const *error, const char *what)
{
    if (code != XENG_OK) {
        cli_die_error(cli_status_of(code), what, *error);
    }
}

bool cli_grouping_has(const cli_grouping *grouping, int32_t dimension)
{
    for (size_t i = 0; i < grouping->count; i++) {
        if (grouping->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

bool cli_grouping_timeless(const cli_grouping *grouping)
{
    return !cli_grouping_has(grouping, XENG_DIMENSION_ENGAGEMENT_DAY) &&
           !cli_grouping_has(grouping, XENG_DIMENSION_ENGAGEMENT_HOUR);
}

/* The next word of a list with commas, without blanks around it, in memory of its own; NULL at the
 * end. */
static char *next_word(const char **list)
{
    if (*list == NULL) {
        return NULL;
    }
    const char *at = *list + strspn(*list, " \t");
    size_t size = strcspn(at, ",");
    *list = at[size] == ',' ? at + size + 1 : NULL;
    while (size > 0 && strchr(" \t", at[size - 1]) != NULL) {
        size--;
    }
    return cli_copy(at, size);
}

static void add_metric(cli_plan *plan, int32_t metric)
{
    for (size_t i = 0; i < plan->metric_count; i++) {
        if (plan->metrics[i] == metric) {
            return;
        }
    }
    if (plan->metric_count < CLI_MAX_METRICS) {
        plan->metrics[plan->metric_count++] = metric;
    }
}

static void name_metrics(cli_plan *plan, const char *list)
{
    char *name;
    xeng_error *error = NULL;
    while ((name = next_word(&list)) != NULL) {
        check(xeng_request_add_metric_name(plan->request, name, &error), &error, "--metrics");
        add_metric(plan, xeng_metric_by_name(name));
        free(name);
    }
}

static void all_metrics(cli_plan *plan, int32_t kind)
{
    bool user = kind == XENG_CREDENTIALS_USER || kind == 0;
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        int32_t metric = xeng_metric_at(i);
        if (xeng_metric_on_endpoint(metric, plan->endpoint) &&
            (user || !xeng_metric_needs_user_context(metric, plan->endpoint))) {
            xeng_error *error = NULL;
            check(xeng_request_add_metric(plan->request, metric, &error), &error, NULL);
            add_metric(plan, metric);
        }
    }
}

static void add_grouping(cli_plan *plan, const cli_group *group)
{
    xeng_error *error = NULL;
    check(xeng_request_add_grouping_text(plan->request, group->name, group->dimensions, &error),
          &error, "--group");
    cli_grouping *added = &plan->groupings[plan->grouping_count++];
    added->name = group->name;
    const char *list = group->dimensions;
    char *word;
    while ((word = next_word(&list)) != NULL) {
        if (added->count < XENG_MAX_DIMENSIONS) {
            added->dimensions[added->count++] = xeng_dimension_by_name(word);
        }
        free(word);
    }
    if (!cli_grouping_has(added, XENG_DIMENSION_TWEET_ID)) {
        plan->whole = true;
    }
}

static bool is_for_young_posts(int32_t metric)
{
    return metric == XENG_METRIC_IMPRESSIONS || metric == XENG_METRIC_ENGAGEMENTS;
}

/* An empty request with now, groupings and window as they are asked for, still without metrics. */
static xeng_request *begin_request(const cli_args *args, const xeng_credentials *credentials)
{
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    check(xeng_request_new(args->endpoint, credentials, &request, &error), &error, NULL);
    xeng_request_set_now(request, args->now);
    if (args->start != NULL || args->end != NULL) {
        check(xeng_request_set_window_text(request, args->start, args->end, &error), &error, NULL);
    }
    return request;
}

/* The request for Posts that are too old for some of the metrics. */
static void reduce(const cli_args *args, const xeng_credentials *credentials, cli_plan *plan)
{
    xeng_error *error = NULL;
    size_t kept = 0;
    plan->reduced = begin_request(args, credentials);
    for (size_t i = 0; i < plan->metric_count; i++) {
        if (!is_for_young_posts(plan->metrics[i])) {
            check(xeng_request_add_metric(plan->reduced, plan->metrics[i], &error), &error, NULL);
            kept++;
        }
    }
    for (size_t i = 0; i < plan->grouping_count; i++) {
        const cli_grouping *grouping = &plan->groupings[i];
        check(xeng_request_add_grouping(plan->reduced, grouping->name, grouping->dimensions,
                                        grouping->count, &error),
              &error, NULL);
    }
    if (kept == 0) {
        xeng_request_unref(plan->reduced);
        plan->reduced = NULL;
    }
}

static void refuse_cutting(const cli_args *args, const cli_plan *plan)
{
    size_t limit = xeng_endpoint_max_ids(plan->endpoint);
    for (size_t i = 0; i < plan->grouping_count && args->ids.count > limit; i++) {
        if (!cli_grouping_has(&plan->groupings[i], XENG_DIMENSION_TWEET_ID)) {
            cli_die(CLI_WRONG_REQUEST,
                    "grouping %s has no tweet.id, so it sums over Posts, and "
                    "%zu ids take several requests of at most %zu each: add tweet.id to it, or ask "
                    "for at most %zu ids",
                    plan->groupings[i].name, args->ids.count, limit, limit);
        }
    }
}

void cli_plan_make(const cli_args *args, const xeng_credentials *credentials, cli_plan *plan)
{
    static const cli_group usual = {"metrics", "tweet.id,engagement.type"};
    *plan = (cli_plan){.endpoint = args->endpoint};
    plan->request = begin_request(args, credentials);
    if (args->metrics != NULL) {
        name_metrics(plan, args->metrics);
    } else {
        all_metrics(plan, xeng_credentials_kind(credentials));
    }
    for (size_t i = 0; i < args->group_count; i++) {
        add_grouping(plan, &args->groups[i]);
    }
    if (args->group_count == 0) {
        add_grouping(plan, &usual);
    }
    refuse_cutting(args, plan);
    reduce(args, credentials, plan);
}

xeng_request *cli_plan_request(const cli_plan *plan, bool reduced, const uint64_t *ids,
                               size_t count)
{
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    check(xeng_request_copy(reduced ? plan->reduced : plan->request, &request, &error), &error,
          NULL);
    check(xeng_request_add_ids(request, ids, count, &error), &error, NULL);
    check(xeng_request_check(request, &error), &error, NULL);
    return request;
}

void cli_plan_free(cli_plan *plan)
{
    xeng_request_unref(plan->request);
    xeng_request_unref(plan->reduced);
    *plan = (cli_plan){0};
}
