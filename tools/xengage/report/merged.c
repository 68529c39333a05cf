/* Posts of several files: ranked once all are read, since their counts add up. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../say.h"
#include "../status.h"
#include "digest.h"

enum {
    BATCH = 500 /* Posts that are ranked at once */
};

static void write_row(FILE *json, const cli_row *row, bool first)
{
    bool lead = true;
    fprintf(json, "%s\"%" PRIu64 "\":{", first ? "" : ",", row->id);
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if ((row->known >> i & 1) == 0) {
            continue;
        }
        fprintf(json, "%s\"%s\":", lead ? "" : ",", xeng_metric_name(xeng_metric_at(i)));
        fprintf(json, (row->delivered >> i & 1) != 0 ? "\"%" PRId64 "\"" : "null", row->values[i]);
        lead = false;
    }
    putc('}', json);
}

/* Some Posts as a result. There is no other way to make one than to read it. */
static xeng_result *make_result(const cli_counts *counts, size_t first, size_t end)
{
    char *text = NULL;
    size_t size = 0;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    FILE *json = open_memstream(&text, &size);
    if (json == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    fputs("{\"counts\":{", json);
    for (size_t i = first; i < end; i++) {
        cli_row row;
        cli_counts_at(counts, i, &row);
        write_row(json, &row, i == first);
    }
    fputs("}}", json);
    if (fclose(json) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    if (xeng_result_from_json(text, size, &result, &error) != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, NULL, error);
    }
    free(text);
    return result;
}

static void rank(cli_digest *digest)
{
    size_t count = cli_counts_posts(digest->merged);
    for (size_t first = 0; first < count; first += BATCH) {
        size_t end = count - first < BATCH ? count : first + BATCH;
        xeng_result *result = make_result(digest->merged, first, end);
        cli_offer offer;
        cli_offer_of(result, &offer);
        cli_ranks_add(&digest->ranks, result, &offer);
        xeng_result_unref(result);
    }
}

bool cli_digest_settle(cli_digest *digest)
{
    if (digest->merged == NULL) {
        return false;
    }
    for (size_t i = 0; i < cli_counts_posts(digest->merged); i++) {
        cli_row row;
        cli_counts_at(digest->merged, i, &row);
        cli_digest_post(digest, &row);
    }
    for (size_t i = 0; digest->by == 0 && i < CLI_METRICS_MOST; i++) {
        digest->by = digest->sums[i].posts > 0 ? xeng_metric_at(i) : 0;
    }
    if (digest->by == 0) {
        return false;
    }
    cli_ranks_begin(&digest->ranks, digest->by, digest->args->rank_count);
    rank(digest);
    return digest->ranks.best != NULL && digest->all.days;
}

static void follow(void *context, const xeng_result *result)
{
    cli_offer offer;
    cli_offer_of(result, &offer);
    cli_ranks_follow(&((cli_digest *)context)->ranks, result, &offer);
}

static void ignore_fate(void *context, uint64_t id, const char *state, const char *reason)
{
    (void)context;
    (void)id;
    (void)state;
    (void)reason;
}

cli_sink cli_digest_again(cli_digest *digest)
{
    return (cli_sink){.result = follow, .fate = ignore_fate, .context = digest};
}
