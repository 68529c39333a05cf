/* What a report is made of: figures of any number of Posts, taken as they come. */
#ifndef CLI_REPORT_DIGEST_H
#define CLI_REPORT_DIGEST_H

#include "../source.h"
#include "counts.h"
#include "fates.h"
#include "ranks.h"

/* A sum of counts. */
typedef struct {
    int64_t value;
    uint64_t posts; /* of which it was delivered */
    bool known;     /* anything was said of the metric */
    bool delivered; /* and some count was there */
    bool too_large; /* for 64 bits */
} cli_sum;

/* A metric of the Posts that both windows have. */
typedef struct {
    int64_t before;
    int64_t after;
    uint64_t posts;
    bool too_large;
} cli_change;

typedef struct {
    const cli_args *args;
    int32_t by;     /* what is ranked by, as xeng_top_new() takes it; 0: not known yet */
    bool sums_only; /* some counts are of no single Post */
    uint64_t posts; /* that have counts */
    cli_sum sums[CLI_METRICS_MOST];
    uint32_t seen; /* in the present result, counts of these metrics were delivered of some Post */
    /* Of the Posts of which both were delivered. */
    int64_t impressions;
    int64_t engagements;
    bool rate_known;
    bool rate_too_large;
    bool window_known;
    int64_t start;
    int64_t end;
    cli_times all;
    cli_ranks ranks;
    cli_fates fates;
    cli_counts *earlier; /* NULL: there is nothing to compare with */
    cli_counts *merged;  /* of several files, which may have the same Posts; NULL: of one source */
    bool lines_lost;     /* of the best Posts: what they are in can't be read twice */
    cli_change changes[CLI_METRICS_MOST];
} cli_digest;

void cli_digest_begin(cli_digest *digest, const cli_args *args);

/* A sink that takes the earlier window, which comes first. */
cli_sink cli_digest_before(cli_digest *digest);

/* A sink that takes what the report is about. */
cli_sink cli_digest_sink(cli_digest *digest);

/* Once all files are read: ranks the Posts of several files. True if the lines of the best take
 * reading all again, with cli_digest_again(). */
bool cli_digest_settle(cli_digest *digest);

/* A sink that takes the lines of the best Posts. */
cli_sink cli_digest_again(cli_digest *digest);

/* Counts a Post in. */
void cli_digest_post(cli_digest *digest, const cli_row *row);

void cli_digest_free(cli_digest *digest);

#endif
