/* The counts of an answer: one nested object a grouping. */
#ifndef SIM_ANSWER_H
#define SIM_ANSWER_H

#include "query.h"

enum {
    SIM_IMPRESSIONS_DAYS = 90,
    SIM_VIDEO_DAYS = 1800,
};

/* What of the query may be told. */
typedef struct {
    uint64_t ids[SIM_IDS_MAX];
    size_t id_count;
    bool too_old_for_impressions[SIM_IDS_MAX]; /* left out */
    bool too_old_for_video[SIM_IDS_MAX];       /* "0" */
} sim_reported;

/* Adds "name":{...} for each grouping, with commas between them. */
void sim_add_counts(sim_buf *out, const sim_query *query, const sim_reported *reported);

#endif
