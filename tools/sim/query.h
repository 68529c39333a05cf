/* What an insights request asks for, after every rule of the API has been held against it. */
#ifndef SIM_QUERY_H
#define SIM_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "call.h"
#include "catalog.h"

enum {
    SIM_IDS_MAX = 250,
    SIM_GROUPINGS_MAX = 3,
    SIM_WINDOW_HOURS_MAX = 672,
};

typedef struct {
    char *name; /* as JSON, quotes included */
    sim_dimension by[SIM_DIMENSIONS];
    size_t depth;
} sim_grouping;

typedef struct {
    sim_endpoint endpoint;
    uint64_t ids[SIM_IDS_MAX]; /* ascending, each once */
    size_t id_count;
    sim_metric metrics[SIM_METRICS]; /* ascending, each once */
    size_t metric_count;
    sim_grouping groupings[SIM_GROUPINGS_MAX];
    size_t grouping_count;
    bool has_window;
    int64_t start; /* whole hours */
    int64_t end;
    int64_t shown_start; /* as echoed */
    int64_t shown_end;
} sim_query;

/* False with a 400 in the reply. Free the query in either case. */
bool sim_query_read(sim_query *query, sim_endpoint endpoint, sim_call *call);
void sim_query_free(sim_query *query);
/* The parts of it. */
bool sim_query_read_groupings(sim_query *query, const json_t *root, sim_reply *reply);
bool sim_query_read_window(sim_query *query, const json_t *root, sim_reply *reply);

#endif
