/* What an answer leads to: counts, a smaller question, or the end of the run. */
#include <stdlib.h>

#include "memory.h"
#include "rows.h"
#include "run.h"
#include "words.h"

/* Says what became of the id at a place of the batch. */
static void mark(cli_run *run, cli_batch *batch, uint32_t place, int32_t state,
                 uint32_t unsupported, uint32_t piece)
{
    cli_fate *fate = &batch->fates[place];
    run->settled += fate->state == 0;
    *fate = (cli_fate){.state = state, .unsupported = unsupported, .piece = piece};
}

/* Asks again for some of a task's places. */
static cli_task *ask_again(cli_run *run, const cli_task *task, const uint32_t *places, size_t count)
{
    cli_task *again = cli_run_push(run, task->batch, places, count);
    again->reduced = task->reduced;
    again->probe = task->probe;
    again->last = task->last;
    return again;
}

/* Whether an answer says that a Post is too old for some metrics, and has none of the others,
 * although they can be had without those. */
static bool is_worth_asking(const cli_run *run, const cli_task *task, const xeng_result *result,
                            uint64_t id)
{
    const cli_plan *plan = run->plan;
    const cli_grouping *grouping = &plan->groupings[0];
    if (task->reduced || plan->reduced == NULL || plan->whole || !cli_grouping_timeless(grouping) ||
        xeng_result_id_state(result, id) != XENG_ID_UNSUPPORTED ||
        (xeng_result_id_unsupported(result, id) & XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS) == 0) {
        return false;
    }
    for (size_t i = 0; i < plan->metric_count; i++) {
        if (cli_rows_find(grouping, result, id, plan->metrics[i]) != XENG_NODE_NONE) {
            return false;
        }
    }
    return true;
}

static void keep_id(cli_run *run, const cli_task *task, uint32_t place, const xeng_result *result,
                    uint32_t piece)
{
    uint64_t id = task->batch->ids[place];
    int32_t state = xeng_result_id_state(result, id);
    uint32_t unsupported = xeng_result_id_unsupported(result, id);
    if (task->reduced) {
        unsupported |= XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS;
        state = state == XENG_ID_DELIVERED ? XENG_ID_UNSUPPORTED : state;
    }
    mark(run, task->batch, place, state == 0 ? XENG_ID_MISSING : state, unsupported, piece);
}

/* Whether the ids that an answer is about explain its messages: the summary tells what became of
 * them. */
static bool is_explained(const cli_task *task, const xeng_result *result)
{
    bool explained = false;
    for (size_t i = 0; i < task->count; i++) {
        int32_t state = xeng_result_id_state(result, task->batch->ids[task->places[i]]);
        if (state == 0 || state == XENG_ID_MISSING) {
            return false;
        }
        explained |= state != XENG_ID_DELIVERED;
    }
    return explained;
}

static void keep(cli_run *run, const cli_task *task, xeng_result *result)
{
    if (!run->args->quiet && !is_explained(task, result)) {
        cli_words_say(result);
    }
    uint32_t piece = cli_batch_add(task->batch, result);
    uint32_t *again = cli_alloc(task->count, sizeof *again);
    size_t count = 0;
    for (size_t i = 0; i < task->count; i++) {
        uint32_t place = task->places[i];
        if (is_worth_asking(run, task, result, task->batch->ids[place])) {
            again[count++] = place;
        } else {
            keep_id(run, task, place, result, piece);
        }
    }
    if (count > 0) {
        ask_again(run, task, again, count)->reduced = true;
    }
    free(again);
}

/* Where counts are summed over Posts, one answer must have all that can be had: once the probes
 * have told which ids that are, asks for those together. */
static void ask_for_rest(cli_run *run, cli_batch *batch)
{
    uint32_t *places = cli_alloc(batch->count, sizeof *places);
    size_t count = 0;
    for (uint32_t i = 0; i < batch->count; i++) {
        if (batch->fates[i].state == 0) {
            places[count++] = i;
        }
    }
    if (count > 0) {
        cli_run_push(run, batch, places, count)->last = true;
    }
    free(places);
}

/* Asks for the two halves, to find out which ids are to blame. */
static void halve(cli_run *run, const cli_task *task)
{
    size_t half = task->count / 2;
    cli_task *second = ask_again(run, task, task->places + half, task->count - half);
    cli_task *first = ask_again(run, task, task->places, half);
    first->probe = second->probe = run->plan->whole;
}

/* Takes out the ids that are to blame: too old ones are asked for again without the metrics that
 * they lack, where that leaves something. */
static void take_out(cli_run *run, const cli_task *task, int32_t state, const uint32_t *places,
                     size_t count)
{
    bool old = state == XENG_ID_UNSUPPORTED;
    if (old && !task->reduced && !run->plan->whole && run->plan->reduced != NULL) {
        ask_again(run, task, places, count)->reduced = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        mark(run, task->batch, places[i], state, old ? XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS : 0,
             0);
    }
}

static bool is_named(const xeng_error *error, uint64_t id)
{
    for (size_t i = 0; i < xeng_error_id_count(error); i++) {
        if (xeng_error_id_at(error, i) == id) {
            return true;
        }
    }
    return false;
}

/* A request that was refused because of some of its ids. What is asked next is always less than
 * what was asked before, whatever the server says. */
static void refuse(cli_run *run, const cli_task *task, int32_t state, int32_t code,
                   const xeng_error *error)
{
    uint32_t *good = cli_alloc(task->count, sizeof *good);
    uint32_t *bad = cli_alloc(task->count, sizeof *bad);
    size_t good_count = 0;
    size_t bad_count = 0;
    for (size_t i = 0; i < task->count; i++) {
        uint32_t place = task->places[i];
        if (task->count == 1 || is_named(error, task->batch->ids[place])) {
            bad[bad_count++] = place;
        } else {
            good[good_count++] = place;
        }
    }
    if (bad_count > 0) {
        take_out(run, task, state, bad, bad_count);
        if (good_count > 0) {
            (void)ask_again(run, task, good, good_count);
        }
    } else if (task->last) {
        cli_run_stop(run, code, error);
    } else {
        halve(run, task);
    }
    free(good);
    free(bad);
}

/* What the ids that an error is about are; 0 if it isn't about ids. */
static int32_t state_of_error(int32_t code)
{
    switch (code) {
    case XENG_ERROR_FORBIDDEN_POSTS:
        return XENG_ID_FORBIDDEN;
    case XENG_ERROR_UNAVAILABLE_POSTS:
        return XENG_ID_UNAVAILABLE;
    case XENG_ERROR_UNSUPPORTED_POSTS:
        return XENG_ID_UNSUPPORTED;
    default:
        return 0;
    }
}

void cli_settle(cli_run *run, cli_task *task, int32_t code, xeng_result *result, xeng_error *error)
{
    cli_batch *batch = task->batch;
    int32_t state = state_of_error(code);
    if (code == XENG_OK && task->probe) {
        xeng_result_unref(result);
    } else if (code == XENG_OK) {
        keep(run, task, result);
    } else if (run->failure == XENG_OK && state != 0) {
        refuse(run, task, state, code, error);
    } else {
        cli_run_stop(run, code, error);
    }
    batch->pending--;
    if (batch->pending == 0 && run->plan->whole && run->failure == XENG_OK) {
        ask_for_rest(run, batch);
    }
    xeng_error_unref(error);
    cli_task_free(task);
}
