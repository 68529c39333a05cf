/* top: the best Posts of a job. */
#include "top.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <xengage/metric.h>
#include <xengage/top.h>

#include "drive.h"
#include "fate.h"
#include "foresee.h"
#include "json_writer.h"
#include "outfile.h"
#include "say.h"
#include "status.h"
#include "summary.h"
#include "table.h"

enum {
    RATE_SIZE = 32
};

typedef struct {
    const cli_job *job;
    const cli_args *args;
    xeng_top *top;
    FILE *file;
    bool any;
} cli_ranking;

static void take(void *context, const xeng_piece *piece)
{
    cli_ranking *ranking = context;
    xeng_error *error = NULL;
    if (xeng_top_add(ranking->top, xeng_piece_result(piece), &error) != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, NULL, error);
    }
    ranking->any |= cli_piece_known(piece);
    cli_job_ack(ranking->job, piece, 0);
}

static bool by_rate(const cli_ranking *ranking)
{
    return ranking->args->rank_by == XENG_TOP_ENGAGEMENT_RATE;
}

/* The name of the figure that xeng_top_value_at() gives. */
static const char *value_name(const cli_ranking *ranking)
{
    return xeng_metric_name(by_rate(ranking) ? XENG_METRIC_ENGAGEMENTS : ranking->args->rank_by);
}

/* Six digits: the rate of two counts has no more to say. With a point, whatever the locale has. */
static void rate_text(const cli_ranking *ranking, size_t rank, char text[RATE_SIZE])
{
    (void)snprintf(text, RATE_SIZE, "%.6f", xeng_top_rate_at(ranking->top, rank));
    char *comma = strchr(text, ',');
    if (comma != NULL) {
        *comma = '.';
    }
}

static void write_table(const cli_ranking *ranking)
{
    fprintf(ranking->file, "%7s  %-19s  %15s%s\n", "rank", "Post", value_name(ranking),
            by_rate(ranking) ? "  engagement_rate" : "");
    for (size_t i = 0; i < xeng_top_count(ranking->top); i++) {
        char value[CLI_COUNT_SIZE];
        cli_count_text(true, xeng_top_value_at(ranking->top, i), value);
        fprintf(ranking->file, "%7zu  %-19" PRIu64 "  %15s", i + 1, xeng_top_id_at(ranking->top, i),
                value);
        if (by_rate(ranking)) {
            char rate[RATE_SIZE];
            rate_text(ranking, i, rate);
            fprintf(ranking->file, "  %15s", rate);
        }
        putc('\n', ranking->file);
    }
}

static void write_csv(const cli_ranking *ranking)
{
    fprintf(ranking->file, "rank,tweet_id,%s%s\n", value_name(ranking),
            by_rate(ranking) ? ",engagement_rate" : "");
    for (size_t i = 0; i < xeng_top_count(ranking->top); i++) {
        fprintf(ranking->file, "%zu,%" PRIu64 ",%" PRId64, i + 1, xeng_top_id_at(ranking->top, i),
                xeng_top_value_at(ranking->top, i));
        if (by_rate(ranking)) {
            char rate[RATE_SIZE];
            rate_text(ranking, i, rate);
            fprintf(ranking->file, ",%s", rate);
        }
        putc('\n', ranking->file);
    }
}

static void write_object(const cli_ranking *ranking, cli_json *json, size_t rank)
{
    char text[RATE_SIZE];
    cli_json_open(json, NULL, '{');
    (void)snprintf(text, sizeof text, "%zu", rank + 1);
    cli_json_raw(json, "rank", text);
    (void)snprintf(text, sizeof text, "%" PRIu64, xeng_top_id_at(ranking->top, rank));
    cli_json_text(json, "tweet_id", text);
    (void)snprintf(text, sizeof text, "%" PRId64, xeng_top_value_at(ranking->top, rank));
    cli_json_raw(json, value_name(ranking), text);
    if (by_rate(ranking)) {
        rate_text(ranking, rank, text);
        cli_json_raw(json, "engagement_rate", text);
    }
    cli_json_close(json, '}');
}

static void write_json(const cli_ranking *ranking, bool lines)
{
    cli_json json = {.file = ranking->file, .flat = lines};
    if (!lines) {
        cli_json_open(&json, NULL, '[');
    }
    for (size_t i = 0; i < xeng_top_count(ranking->top); i++) {
        write_object(ranking, &json, i);
        if (lines) {
            putc('\n', ranking->file);
            json.filled = false;
        }
    }
    if (!lines) {
        cli_json_close(&json, ']');
        putc('\n', ranking->file);
    }
}

static void write_all(const cli_ranking *ranking)
{
    if (!ranking->any) {
        cli_outfile_discard();
        return;
    }
    switch (ranking->args->format) {
    case CLI_TABLE:
        write_table(ranking);
        break;
    case CLI_CSV:
        write_csv(ranking);
        break;
    case CLI_JSON:
    case CLI_JSONL:
        write_json(ranking, ranking->args->format == CLI_JSONL);
        break;
    }
    cli_outfile_finish();
}

int cli_top(const cli_args *args)
{
    cli_job job;
    cli_tally tally = {0};
    cli_ending ending;
    xeng_error *error = NULL;
    cli_ranking ranking = {.job = &job, .args = args};
    cli_job_make(&job, args, CLI_TO_SEND);
    if (xeng_top_new(args->rank_by, args->rank_count, &ranking.top, &error) != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, NULL, error);
    }
    ranking.file = cli_outfile_open(args->out);
    cli_job_begin(&job);
    if (!args->quiet) {
        cli_foresee_window(&job);
    }
    cli_drive(&job, &tally, take, &ranking, &ending);
    if (ending.at_once) {
        cli_outfile_discard();
    } else {
        write_all(&ranking);
        cli_summary(&job, &tally, &ending);
    }
    int status = cli_ending_say(&job, &ending, ranking.any && !ending.at_once);
    xeng_error_unref(ending.error);
    xeng_top_unref(ranking.top);
    cli_job_free(&job);
    return status;
}
