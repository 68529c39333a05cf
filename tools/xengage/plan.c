/* --plan: what a job would take. */
#include "plan.h"

#include <inttypes.h>
#include <stdio.h>

#include "clock.h"
#include "foresee.h"
#include "outfile.h"
#include "sqlite.h"

static void print(FILE *file, const char *title, uint64_t value)
{
    fprintf(file, "%-18s%" PRIu64 "\n", title, value);
}

static void print_windows(FILE *file, const xeng_plan *plan)
{
    size_t count = xeng_plan_windows(plan);
    int64_t start = XENG_TIME_UNSET;
    int64_t end = XENG_TIME_UNSET;
    print(file, "windows", count);
    if (count == 0 || xeng_plan_window_at(plan, 0, &start, NULL) == 0 ||
        xeng_plan_window_at(plan, count - 1, NULL, &end) == 0 || start == XENG_TIME_UNSET ||
        end == XENG_TIME_UNSET) {
        return;
    }
    char text[CLI_TIME_SIZE];
    cli_time_text(start, text);
    fprintf(file, "%-18s%s\n", "from", text);
    cli_time_text(end, text);
    fprintf(file, "%-18s%s\n", "until", text);
}

static void print_time(FILE *file, const xeng_plan *plan, uint32_t rate_limit)
{
    uint64_t seconds = xeng_plan_seconds(plan, rate_limit);
    char text[CLI_SPAN_SIZE];
    cli_span_text((int64_t)seconds * 1000, text);
    if (rate_limit == 0 && seconds == 0 && xeng_plan_requests_left(plan) > 0) {
        fprintf(file, "%-18sunknown without --rate-limit\n", "time");
    } else {
        fprintf(file, "%-18s%s\n", "time", text);
    }
}

int cli_plan(const cli_args *args)
{
    cli_job job;
    cli_job_make(&job, args, CLI_TO_SHOW);
    if (args->sqlite != NULL) {
        cli_sqlite_replay(&job);
    }
    cli_job_begin(&job);
    xeng_plan *plan = cli_foresee_plan(&job);
    FILE *file = cli_outfile_open(args->journal != NULL ? NULL : args->out);
    uint64_t given = xeng_plan_ids_given(plan);
    uint64_t ids = xeng_plan_ids(plan);
    print(file, "ids given", given);
    print(file, "ids to ask for", ids);
    print(file, args->shares > 1 ? "repeats, others" : "repeats", given - ids);
    print(file, "pieces", xeng_plan_pieces(plan));
    print(file, "pieces done", xeng_plan_pieces_done(plan));
    print_windows(file, plan);
    print(file, "requests", xeng_plan_requests(plan));
    print(file, "requests left", xeng_plan_requests_left(plan));
    print_time(file, plan, args->rate_limit);
    cli_outfile_finish();
    if (!args->quiet) {
        cli_foresee_window(&job);
    }
    xeng_plan_unref(plan);
    cli_job_free(&job);
    return 0;
}
