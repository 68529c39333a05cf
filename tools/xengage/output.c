/* The data of a run, in the format that is asked for. */
#include "output.h"

#include <stdlib.h>

#include "fate.h"
#include "form.h"
#include "memory.h"
#include "outfile.h"
#include "sqlite.h"

void cli_output_open(cli_output *output, const cli_job *job)
{
    *output = (cli_output){.job = job, .args = job->args, .query = &job->query};
    if (cli_form_is_text(job->args)) {
        cli_text_open(output);
    }
    if (job->args->sqlite != NULL) {
        output->store = cli_sqlite_open(job);
    } else if (job->args->journal != NULL) {
        output->file = cli_outfile_append(job->args->out, job->args->journal);
    } else {
        output->file = cli_outfile_open(job->args->out);
    }
}

void cli_output_begin(cli_output *output)
{
    if (output->args->journal == NULL) {
        return;
    }
    uint64_t mark = xeng_job_mark(output->job->job);
    cli_outfile_cut(mark);
    if (mark > 0) {
        cli_text_go_on(output);
    }
}

static void hold(cli_output *output, const xeng_piece *piece)
{
    output->held =
        cli_grow(output->held, &output->held_room, output->held_count, sizeof(xeng_piece *));
    output->held[output->held_count++] = xeng_piece_ref((xeng_piece *)(uintptr_t)piece);
}

/* Lets go of all that it has. */
static void let_go(cli_output *output)
{
    xeng_writer_unref(output->writer);
    output->writer = NULL;
    for (size_t i = 0; i < output->held_count; i++) {
        xeng_piece_unref(output->held[i]);
    }
    free(output->held);
    output->held = NULL;
    output->held_count = 0;
    output->held_room = 0;
}

void cli_output_ack(cli_output *output, const xeng_piece *piece)
{
    uint64_t mark = 0;
    cli_outfile_check();
    if (output->args->journal != NULL) {
        mark = cli_outfile_hand_over();
    }
    cli_job_ack(output->job, piece, mark);
}

static void write_piece(cli_output *output, const xeng_piece *piece)
{
    switch (output->args->format) {
    case CLI_CSV:
    case CLI_JSONL:
        cli_text_piece(output, piece);
        break;
    case CLI_JSON:
    case CLI_TABLE:
        hold(output, piece);
        cli_output_ack(output, piece);
        break;
    }
}

void cli_output_piece(cli_output *output, const xeng_piece *piece)
{
    bool finished = xeng_piece_is_finished(piece);
    output->any |= finished && cli_piece_known(piece);
    if (output->store != NULL) {
        cli_sqlite_piece(output->store, piece, finished);
    } else if (finished) {
        write_piece(output, piece);
    } else {
        cli_job_ack(output->job, piece, xeng_job_mark(output->job->job));
    }
}

static void write_end(cli_output *output)
{
    switch (output->args->format) {
    case CLI_CSV:
    case CLI_JSONL:
        cli_text_end(output);
        break;
    case CLI_JSON:
        cli_json_write(output);
        break;
    case CLI_TABLE:
        cli_table_write(output);
        break;
    }
}

void cli_output_end(cli_output *output)
{
    bool complete = xeng_job_state(output->job->job) == XENG_JOB_COMPLETE;
    if (output->store != NULL) {
        cli_sqlite_end(output->store, complete);
    } else if (output->args->journal != NULL) {
        if (complete) {
            write_end(output);
        }
        cli_outfile_finish();
    } else if (output->any) {
        write_end(output);
        cli_outfile_finish();
    } else {
        cli_outfile_discard();
    }
    let_go(output);
}

void cli_output_drop(cli_output *output)
{
    if (output->store != NULL) {
        cli_sqlite_end(output->store, false);
    } else {
        cli_outfile_discard();
    }
    let_go(output);
}
