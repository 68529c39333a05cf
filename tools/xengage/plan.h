/* What is asked for, of all ids alike; requests are made from it. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

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
    bool whole;            /* a grouping sums over Posts: all must be in one answer */
    xeng_request *request; /* all but the ids */
    xeng_request
        *reduced; /* the same without the metrics that old Posts lack; NULL if none is left */
} cli_plan;

/* Judges what was asked for by the API's rules. Ends the program where it breaks one.
 * `credentials` may be NULL for not known. */
void cli_plan_make(const cli_args *args, const xeng_credentials *credentials, cli_plan *plan);
void cli_plan_free(cli_plan *plan);

/* A request for some ids. Ends the program if that can't be. */
xeng_request *cli_plan_request(const cli_plan *plan, bool reduced, const uint64_t *ids,
                               size_t count);

bool cli_grouping_has(const cli_grouping *grouping, int32_t dimension);

/* Whether the grouping has no time in it, so that Posts and metrics alone say which counts there
 * must be. */
bool cli_grouping_timeless(const cli_grouping *grouping);

#endif
