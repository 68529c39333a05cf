/* Runs a job: pieces are taken as they come, people are told, signals and the deadline are heeded.
 */
#include "drive.h"

#include <inttypes.h>
#include <time.h>

#include "clock.h"
#include "progress.h"
#include "say.h"
#include "signals.h"
#include "words.h"

enum {
    TICK_MS = 200 /* at most so long between two looks at signals, clock and progress line */
};

typedef struct {
    const cli_job *job;
    cli_ending *ending;
    int64_t began;
    int64_t deadline; /* on the steady clock; INT64_MAX for none */
    bool told;        /* that it is stopping */
    bool answered;    /* the server has, in this run */
} cli_driving;

/* What there is to wait for lasts until after the deadline. */
static bool is_vain(const cli_driving *driving, int64_t left_ms)
{
    int64_t until = 0;
    if (xeng_job_waiting(driving->job->job, &until) == XENG_WAIT_NONE || until == 0) {
        return false;
    }
    int64_t wait = until - (int64_t)time(NULL);
    if (wait <= left_ms / 1000 + 1) {
        return false;
    }
    char text[CLI_TIME_SIZE];
    cli_time_text(until, text);
    cli_say("the server lets nothing through before the deadline: try again in %" PRId64
            " s, at %s",
            wait, text);
    return true;
}

static void look_at_deadline(cli_driving *driving)
{
    cli_ending *ending = driving->ending;
    if (driving->deadline == INT64_MAX || ending->late) {
        return;
    }
    int64_t left = driving->deadline - cli_monotonic_ms();
    if (left <= 0) {
        uint32_t given = driving->job->args->deadline_ms;
        cli_say("the deadline of %u.%03u seconds has passed", given / 1000, given % 1000);
    } else if (!is_vain(driving, left)) {
        return;
    }
    ending->late = true;
    xeng_job_cancel(driving->job->job);
}

static void look_at_signals(cli_driving *driving)
{
    cli_ending *ending = driving->ending;
    ending->signal = cli_signals_got();
    ending->at_once = cli_signals_count() > 1;
    if (ending->signal != 0 && !driving->told && !ending->at_once) {
        driving->told = true;
        uint64_t flying = xeng_job_figure(driving->job->job, XENG_FIGURE_IN_FLIGHT);
        cli_say("finishing %" PRIu64 " request%s; again to stop at once", flying,
                flying == 1 ? "" : "s");
    }
}

/* A server that never answered isn't waited for where nothing is lost by giving up; one that did
 * is. */
static void look_at_answers(cli_driving *driving)
{
    const cli_job *job = driving->job;
    if (driving->answered || job->args->has_patience || cli_job_can_go_on(job) ||
        xeng_job_figure(job->job, XENG_FIGURE_IDS_SETTLED) == 0) {
        return;
    }
    driving->answered = true;
    xeng_job_set_patience_ms(job->job, 0);
}

static int32_t how_long(const cli_driving *driving)
{
    int64_t left = driving->deadline == INT64_MAX || driving->ending->late
                       ? TICK_MS
                       : driving->deadline - cli_monotonic_ms();
    return left < 0 ? 0 : left < TICK_MS ? (int32_t)left : TICK_MS;
}

static void take_piece(const cli_driving *driving, cli_tally *tally, xeng_piece *piece,
                       cli_take_piece *take, void *context)
{
    if (!driving->job->args->quiet) {
        cli_words_say_piece(piece);
    }
    cli_tally_piece(tally, piece);
    take(context, piece);
    xeng_piece_unref(piece);
}

void cli_drive(const cli_job *job, cli_tally *tally, cli_take_piece *take, void *context,
               cli_ending *ending)
{
    *ending = (cli_ending){0};
    cli_driving driving = {.job = job, .ending = ending, .began = cli_monotonic_ms()};
    uint32_t deadline = job->args->deadline_ms;
    driving.deadline = deadline == 0 ? INT64_MAX : driving.began + deadline;
    cli_progress_begin(job);
    cli_signals_for(job->job);
    while (ending->code == XENG_OK && !ending->at_once) {
        xeng_piece *piece = NULL;
        ending->code = xeng_job_next(job->job, how_long(&driving), &piece, &ending->error);
        if (piece != NULL) {
            take_piece(&driving, tally, piece, take, context);
        } else if (xeng_job_state(job->job) != XENG_JOB_OPEN) {
            break;
        }
        look_at_signals(&driving);
        look_at_answers(&driving);
        look_at_deadline(&driving);
        cli_progress_tick();
    }
    cli_signals_for(NULL);
    look_at_signals(&driving);
    cli_progress_end();
    ending->took_ms = cli_monotonic_ms() - driving.began;
}
