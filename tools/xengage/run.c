/* A run: requests on their way, a few at a time. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "memory.h"
#include "progress.h"
#include "say.h"
#include "status.h"

enum {
    /* Where no --deadline is given: long, since a request may queue behind the others for a
     * contract's rate limit of one a minute, but no longer: a server that always answers 429 must
     * end the run within sight. */
    LONG_MS = 15 * 60 * 1000
};

void cli_task_free(cli_task *task)
{
    free(task->places);
    free(task);
}

cli_task *cli_run_push(cli_run *run, cli_batch *batch, const uint32_t *places, size_t count)
{
    cli_task *task = cli_alloc(1, sizeof *task);
    task->batch = batch;
    task->count = count;
    task->places = cli_alloc(count, sizeof *task->places);
    memcpy(task->places, places, count * sizeof *places);
    run->waiting =
        cli_grow(run->waiting, &run->waiting_room, run->waiting_count, sizeof(cli_task *));
    run->waiting[run->waiting_count++] = task;
    batch->pending++;
    return task;
}

void cli_run_stop(cli_run *run, int32_t code, const xeng_error *error)
{
    if (run->failure != XENG_OK) {
        return;
    }
    run->failure = code;
    if (error != NULL) {
        cli_say_error(error);
    }
    for (size_t i = 0; i < run->flying_count; i++) {
        xeng_client_cancel(run->client, run->flying[i]->operation);
    }
    while (run->waiting_count > 0) {
        cli_task_free(run->waiting[--run->waiting_count]);
    }
}

static void begin_batch(cli_run *run)
{
    cli_batch *batch = &run->batches[run->begun++];
    uint32_t *places = cli_alloc(batch->count, sizeof *places);
    for (size_t i = 0; i < batch->count; i++) {
        places[i] = (uint32_t)i;
    }
    (void)cli_run_push(run, batch, places, batch->count);
    free(places);
}

static cli_task *next_task(cli_run *run)
{
    if (run->failure != XENG_OK) {
        return NULL;
    }
    if (run->waiting_count == 0 && run->begun < run->batch_count &&
        run->begun < run->written + CLI_AHEAD) {
        begin_batch(run);
    }
    return run->waiting_count == 0 ? NULL : run->waiting[--run->waiting_count];
}

/* How long the next request may take; 0 if the run's time is over. */
static uint32_t time_left(const cli_run *run)
{
    if (run->deadline == 0) {
        return LONG_MS;
    }
    int64_t left = run->deadline - cli_monotonic_ms();
    return left <= 0 ? 0 : (uint32_t)left;
}

static xeng_request *request_of(const cli_run *run, const cli_task *task)
{
    uint64_t *ids = cli_alloc(task->count, sizeof *ids);
    for (size_t i = 0; i < task->count; i++) {
        ids[i] = task->batch->ids[task->places[i]];
    }
    xeng_request *request = cli_plan_request(run->plan, task->reduced, ids, task->count);
    free(ids);
    return request;
}

static void submit(cli_run *run, cli_task *task)
{
    uint32_t left = time_left(run);
    if (left == 0) {
        if (run->failure == XENG_OK) {
            cli_say("the deadline of %u.%03u seconds has passed", run->args->deadline_ms / 1000,
                    run->args->deadline_ms % 1000);
        }
        cli_task_free(task);
        cli_run_stop(run, XENG_ERROR_DEADLINE, NULL);
        return;
    }
    xeng_error *error = NULL;
    xeng_request *request = request_of(run, task);
    xeng_request_set_deadline_ms(request, left);
    int32_t code =
        xeng_client_submit(run->client, run->credentials, request, &task->operation, &error);
    xeng_request_unref(request);
    if (code != XENG_OK) {
        cli_task_free(task);
        cli_run_stop(run, code, error);
        xeng_error_unref(error);
        return;
    }
    run->flying[run->flying_count++] = task;
}

static cli_task *take_flying(cli_run *run, xeng_operation operation)
{
    for (size_t i = 0; i < run->flying_count; i++) {
        cli_task *task = run->flying[i];
        if (task->operation == operation) {
            run->flying[i] = run->flying[--run->flying_count];
            return task;
        }
    }
    cli_die(CLI_LOCAL_TROUBLE, "the library finished a request that nobody made");
}

/* Takes one finished request. Returns false if there is none. */
static bool take_finished(cli_run *run)
{
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_client_next_completion(run->client, &operation, &result, &error);
    if (operation == XENG_OPERATION_NONE) {
        if (code != XENG_OK) {
            cli_die_error(cli_status_of(code), NULL, error);
        }
        return false;
    }
    cli_settle(run, take_flying(run, operation), code, result, error);
    return true;
}

static void write_finished(cli_run *run)
{
    while (run->failure == XENG_OK && run->written < run->begun &&
           run->batches[run->written].pending == 0) {
        cli_output_batch(run->output, &run->batches[run->written++]);
    }
}

/* After a failure: what was got, whole batch or not. */
static void write_rest(cli_run *run)
{
    while (run->written < run->begun) {
        cli_output_batch(run->output, &run->batches[run->written++]);
    }
}

static void await(cli_run *run)
{
    if (take_finished(run)) {
        return;
    }
    xeng_error *error = NULL;
    int32_t code = xeng_client_dispatch(run->client, -1, &error);
    if (code != XENG_OK) {
        cli_die_error(cli_status_of(code), NULL, error);
    }
}

void cli_run_all(cli_run *run)
{
    run->deadline = run->args->deadline_ms == 0 ? 0 : cli_monotonic_ms() + run->args->deadline_ms;
    for (;;) {
        cli_task *task;
        while (run->flying_count < CLI_IN_FLIGHT && (task = next_task(run)) != NULL) {
            submit(run, task);
        }
        if (run->flying_count == 0) {
            break;
        }
        await(run);
        write_finished(run);
        cli_progress_at(run->settled);
    }
    write_rest(run);
    free(run->waiting);
    run->waiting = NULL;
}
