/* What is asked about every Post alike. */
#include "query.h"

#include <stdlib.h>
#include <string.h>

#include <xengage/metric.h>
#include <xengage/top.h>

#include "memory.h"
#include "status.h"

bool cli_grouping_has(const cli_grouping *grouping, int32_t dimension)
{
    for (size_t i = 0; i < grouping->count; i++) {
        if (grouping->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

bool cli_grouping_has_posts(const cli_grouping *grouping)
{
    return cli_grouping_has(grouping, XENG_DIMENSION_TWEET_ID);
}

bool cli_grouping_open(const cli_grouping *grouping)
{
    return cli_grouping_has(grouping, XENG_DIMENSION_ENGAGEMENT_HOUR) &&
           !cli_grouping_has(grouping, XENG_DIMENSION_ENGAGEMENT_DAY);
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

static void add_metric(cli_query *query, int32_t metric)
{
    for (size_t i = 0; i < query->metric_count; i++) {
        if (query->metrics[i] == metric) {
            return;
        }
    }
    if (query->metric_count < CLI_MAX_METRICS) {
        query->metrics[query->metric_count++] = metric;
    }
}

static void name_metrics(cli_query *query, const char *list)
{
    char *name;
    xeng_error *error = NULL;
    while ((name = next_word(&list)) != NULL) {
        cli_check(xeng_request_add_metric_name(query->request, name, &error), &error, "--metrics");
        add_metric(query, xeng_metric_by_name(name));
        free(name);
    }
}

static void all_metrics(cli_query *query, int32_t kind)
{
    bool user = kind == XENG_CREDENTIALS_USER || kind == 0;
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        int32_t metric = xeng_metric_at(i);
        if (xeng_metric_on_endpoint(metric, query->endpoint) &&
            (user || !xeng_metric_needs_user_context(metric, query->endpoint))) {
            xeng_error *error = NULL;
            cli_check(xeng_request_add_metric(query->request, metric, &error), &error, NULL);
            add_metric(query, metric);
        }
    }
}

static void add_grouping(cli_query *query, const cli_group *group)
{
    xeng_error *error = NULL;
    cli_check(
        xeng_request_add_grouping_text(query->request, group->name, group->dimensions, &error),
        &error, "--group");
    cli_grouping *added = &query->groupings[query->grouping_count++];
    added->name = group->name;
    const char *list = group->dimensions;
    char *word;
    while ((word = next_word(&list)) != NULL) {
        if (added->count < XENG_MAX_DIMENSIONS) {
            added->dimensions[added->count++] = xeng_dimension_by_name(word);
        }
        free(word);
    }
}

/* What a ranking needs. */
static void ranked_metrics(cli_query *query, int32_t by)
{
    bool rate = by == XENG_TOP_ENGAGEMENT_RATE;
    int32_t metrics[] = {rate ? XENG_METRIC_IMPRESSIONS : by, XENG_METRIC_ENGAGEMENTS};
    for (size_t i = 0; i < (rate ? 2 : 1); i++) {
        xeng_error *error = NULL;
        cli_check(xeng_request_add_metric(query->request, metrics[i], &error), &error,
                  rate ? "--by" : "--metric");
        add_metric(query, metrics[i]);
    }
}

/* What is grouped by where no --group says it: report and plot want all the time there is. */
static cli_group usual_group(const cli_args *args)
{
    bool timed = args->endpoint != XENG_ENDPOINT_TOTALS &&
                 (args->command == CLI_REPORT || args->command == CLI_PLOT);
    return (cli_group){"metrics", timed ? "tweet.id,engagement.type,engagement.day,engagement.hour"
                                        : "tweet.id,engagement.type"};
}

void cli_query_make(const cli_args *args, const xeng_credentials *credentials, cli_query *query)
{
    const cli_group usual = usual_group(args);
    *query = (cli_query){.endpoint = args->endpoint};
    xeng_error *error = NULL;
    cli_check(xeng_request_new(args->endpoint, credentials, &query->request, &error), &error, NULL);
    xeng_request_set_now(query->request, args->now);
    if (args->rank_by != 0 && args->command != CLI_REPORT) { /* a report ranks, and shows all */
        ranked_metrics(query, args->rank_by);
    } else if (args->metrics != NULL) {
        name_metrics(query, args->metrics);
    } else {
        all_metrics(query, xeng_credentials_kind(credentials));
    }
    for (size_t i = 0; i < args->group_count; i++) {
        add_grouping(query, &args->groups[i]);
    }
    if (args->group_count == 0) {
        add_grouping(query, &usual);
    }
}

void cli_query_free(cli_query *query)
{
    xeng_request_unref(query->request);
    *query = (cli_query){0};
}
