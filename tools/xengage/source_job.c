/* Where report and plot have their counts from: a job that is run. */
#include <xengage/result.h>

#include "drive.h"
#include "fate.h"
#include "foresee.h"
#include "say.h"
#include "source.h"
#include "summary.h"

typedef struct {
    const cli_job *job;
    const cli_sink *sink;
    bool any;
} cli_feeding;

static void take(void *context, const xeng_piece *piece)
{
    cli_feeding *feeding = context;
    const cli_sink *sink = feeding->sink;
    const xeng_result *result = xeng_piece_result(piece);
    bool finished = xeng_piece_is_finished(piece);
    if (finished && result != NULL) {
        sink->result(sink->context, result);
    }
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        int32_t state = xeng_piece_id_state(piece, i);
        if (state != XENG_ID_DELIVERED) {
            sink->fate(sink->context, xeng_piece_id_at(piece, i), xeng_id_state_name(state),
                       xeng_piece_id_reason_text(piece, i));
        }
    }
    feeding->any |= finished && cli_piece_known(piece);
    cli_job_ack(feeding->job, piece, 0);
}

/* The ids that were never asked for, since the job stopped before. */
static void tell_not_asked(const cli_feeding *feeding)
{
    const xeng_job *job = feeding->job->job;
    uint64_t left = xeng_job_state_count(job, 0);
    for (uint64_t i = 0; left > 0 && i < xeng_job_figure(job, XENG_FIGURE_IDS); i++) {
        uint64_t id = 0;
        int32_t state = XENG_ID_FAILED;
        if (xeng_job_id_at(job, i, &id, NULL, &state, NULL, NULL) == XENG_OK && state == 0) {
            feeding->sink->fate(feeding->sink->context, id, "not asked",
                                "the run stopped before it came to this Post");
        }
    }
}

int cli_source_run(const cli_args *args, const cli_sink *sink, bool *any)
{
    cli_job job;
    cli_tally tally = {0};
    cli_ending ending;
    cli_feeding feeding = {.job = &job, .sink = sink};
    cli_job_make(&job, args, CLI_TO_SEND);
    cli_job_begin(&job);
    if (!args->quiet) {
        cli_foresee_window(&job);
    }
    cli_drive(&job, &tally, take, &feeding, &ending);
    if (!ending.at_once) {
        tell_not_asked(&feeding);
        cli_summary(&job, &tally, &ending);
    }
    *any = feeding.any && !ending.at_once;
    int status = cli_ending_say(&job, &ending, *any);
    xeng_error_unref(ending.error);
    cli_job_free(&job);
    return status;
}
