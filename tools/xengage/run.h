/* A run: requests on their way, a few at a time, and what their answers lead to. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/client.h>

#include "args.h"
#include "batch.h"
#include "output.h"
#include "plan.h"

enum {
    CLI_IN_FLIGHT = 8,
    CLI_AHEAD = 32, /* batches begun beyond the first that isn't written yet */
};

/* A request to be made, or on its way: some ids of a batch, by their places in it. */
typedef struct {
    cli_batch *batch;
    uint32_t *places;
    size_t count;
    bool reduced; /* without the metrics that old Posts lack */
    bool probe;   /* only to learn which ids are refused; its counts aren't kept */
    bool last;    /* after the probes: a refusal without names can't be helped any more */
    xeng_operation operation;
} cli_task;

typedef struct {
    const cli_args *args;
    const cli_plan *plan;
    xeng_client *client;
    xeng_credentials *credentials;
    cli_output *output;
    cli_batch *batches;
    size_t batch_count;
    size_t begun;       /* batches of which a request was made */
    size_t written;     /* batches handed to the output */
    cli_task **waiting; /* a stack: requests that answers led to */
    size_t waiting_count;
    size_t waiting_room;
    cli_task *flying[CLI_IN_FLIGHT];
    size_t flying_count;
    size_t settled;   /* ids of which it is known what became of them */
    int64_t deadline; /* on the steady clock; 0 for none */
    int32_t failure;  /* why the run stopped: an error's code; XENG_OK if it didn't */
} cli_run;

/* Runs to the end, or to the first error that concerns more than some ids, which it says. */
void cli_run_all(cli_run *run);

/* What an answer leads to; takes over result, error and task. */
void cli_settle(cli_run *run, cli_task *task, int32_t code, xeng_result *result, xeng_error *error);

/* For cli_settle(): makes a task for some of a task's places, to be run next. */
cli_task *cli_run_push(cli_run *run, cli_batch *batch, const uint32_t *places, size_t count);

/* For cli_settle(): stops the run. `error` may be NULL for what was said already. */
void cli_run_stop(cli_run *run, int32_t code, const xeng_error *error);

void cli_task_free(cli_task *task);

#endif
