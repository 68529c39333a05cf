/* totals, 28hr, historical: from ids to counts. */
#include "fetch.h"

#include "drive.h"
#include "foresee.h"
#include "json_writer.h"
#include "output.h"
#include "say.h"
#include "status.h"
#include "summary.h"

/* The JSON document has members of its own beside the groupings. */
static void refuse_names(const cli_job *job)
{
    const cli_query *query = &job->query;
    for (size_t i = 0; i < query->grouping_count && job->args->format == CLI_JSON; i++) {
        if (cli_json_reserves(query->groupings[i].name)) {
            cli_die(CLI_WRONG_REQUEST,
                    "--group: a grouping named %s would clash with another member of the JSON: "
                    "give it another name",
                    query->groupings[i].name);
        }
    }
}

static void take(void *context, const xeng_piece *piece)
{
    cli_output_piece(context, piece);
}

int cli_fetch(const cli_args *args)
{
    cli_job job;
    cli_output output;
    cli_tally tally = {0};
    cli_ending ending;
    cli_job_make(&job, args, CLI_TO_SEND);
    refuse_names(&job);
    cli_output_open(&output, &job);
    cli_job_begin(&job);
    cli_output_begin(&output);
    if (!args->quiet) {
        cli_foresee_window(&job);
    }
    cli_drive(&job, &tally, take, &output, &ending);
    if (ending.at_once) {
        cli_output_drop(&output);
    } else {
        cli_output_end(&output);
        cli_summary(&job, &tally, &ending);
    }
    int status = cli_ending_say(&job, &ending, output.any && !ending.at_once);
    xeng_error_unref(ending.error);
    cli_job_free(&job);
    return status;
}
