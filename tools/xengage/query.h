/* What is asked about every Post alike. */
#ifndef CLI_QUERY_H
#define CLI_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/credentials.h>
#include <xengage/request.h>

#include "args.h"

enum {
    CLI_MAX_METRICS = 64,
    CLI_DIMENSIONS = 5, /* as many as XENG_DIMENSION_ numbers */
};

typedef struct {
    const char *name;
    int32_t dimensions[XENG_MAX_DIMENSIONS];
    size_t count;
} cli_grouping;

typedef struct {
    int32_t endpoint;
    int32_t metrics[CLI_MAX_METRICS];
    size_t metric_count;
    cli_grouping groupings[XENG_MAX_GROUPINGS];
    size_t grouping_count;
    xeng_request *request; /* all but the ids and the window */
} cli_query;

/* Judges what was asked for by the API's rules. Ends the program where it breaks one. */
void cli_query_make(const cli_args *args, const xeng_credentials *credentials, cli_query *query);
void cli_query_free(cli_query *query);

bool cli_grouping_has(const cli_grouping *grouping, int32_t dimension);

/* Whether the grouping has Posts in it; otherwise it is a sum over all of them. */
bool cli_grouping_has_posts(const cli_grouping *grouping);

/* Whether the grouping has no time in it, so that Posts and metrics alone say which counts there
 * must be. */
bool cli_grouping_timeless(const cli_grouping *grouping);

/* Whether it has hours without days: the server may add the days. */
bool cli_grouping_open(const cli_grouping *grouping);

#endif
