/* totals, 28hr, historical: from ids to counts. */
#include "fetch.h"

#include "connect.h"
#include "json_writer.h"
#include "output.h"
#include "progress.h"
#include "run.h"
#include "say.h"
#include "status.h"
#include "summary.h"

/* The JSON document has members of its own beside the groupings. */
static void refuse_names(const cli_args *args, const cli_plan *plan)
{
    for (size_t i = 0; i < plan->grouping_count && args->format == CLI_JSON; i++) {
        if (cli_json_reserves(plan->groupings[i].name)) {
            cli_die(CLI_WRONG_REQUEST,
                    "a grouping named %s would clash with another member of the "
                    "JSON: give it another name",
                    plan->groupings[i].name);
        }
    }
}

/* What can be foreseen about the window; which Posts are too old, the summary tells. */
static void say_window_warnings(const cli_plan *plan)
{
    xeng_warnings *warnings = NULL;
    xeng_error *error = NULL;
    if (xeng_request_warnings(plan->request, &warnings, &error) != XENG_OK) {
        cli_die_error(cli_status_of(xeng_error_code(error)), NULL, error);
    }
    for (size_t i = 0; i < xeng_warnings_count(warnings); i++) {
        cli_say("warning: %s", xeng_warnings_message(warnings, i));
    }
    xeng_warnings_unref(warnings);
}

static int finish(cli_run *run)
{
    cli_progress_end();
    cli_output_end(run->output, run->batches, run->batch_count);
    bool all = cli_all_delivered(run->batches, run->batch_count);
    if (!run->args->quiet) {
        cli_summary(run->batches, run->batch_count);
    }
    if (run->failure != XENG_OK) {
        if (run->output->any) {
            cli_say("the run stopped early; what it had by then is written");
        }
        return cli_status_of(run->failure);
    }
    return all ? CLI_ALL_DELIVERED : CLI_SOME_MISSING;
}

int cli_fetch(const cli_args *args)
{
    cli_plan plan;
    cli_output output;
    cli_run run = {.args = args, .plan = &plan, .output = &output};
    run.credentials = cli_credentials(args);
    cli_plan_make(args, run.credentials, &plan);
    refuse_names(args, &plan);
    run.client = cli_connect(args);
    cli_output_begin(&output, args, &plan);
    if (!args->quiet) {
        say_window_warnings(&plan);
    }
    run.batches = cli_batches_make(&plan, &args->ids, &run.batch_count);
    cli_progress_begin(args->quiet ? 0 : args->ids.count, args->progress);
    cli_run_all(&run);
    int status = finish(&run);
    cli_batches_free(run.batches, run.batch_count);
    xeng_client_unref(run.client);
    cli_plan_free(&plan);
    xeng_credentials_unref(run.credentials);
    return status;
}
