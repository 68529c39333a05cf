/* The line on standard error that tells how far a run is. */
#include "progress.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"

enum {
    LINE_MS = 200,        /* between two updates of the line */
    PLAIN_MS = 10 * 1000, /* between two lines where it is no terminal */
    SPEED_MS = 3 * 1000,  /* between two looks at the speed; */
    SPEED_LOOKS = 20,     /* it is the mean over as many: a minute */
    LONG_WAIT_S = 2,      /* waiting no longer isn't worth a word */
    TEXT_SIZE = 160,
};

static struct {
    const xeng_job *job; /* NULL: nothing is shown */
    bool terminal;
    bool forced;
    bool shown;     /* the line is on the screen */
    uint64_t tenth; /* the last tenth of the way that was written, where it is no terminal */
    int64_t next_ms;
    struct {
        int64_t at_ms;
        uint64_t requests;
    } looks[SPEED_LOOKS];
    size_t look_count;
} line;

static uint64_t figure(int32_t which)
{
    return xeng_job_figure(line.job, which);
}

static void look_at_speed(int64_t now)
{
    size_t last = (line.look_count + SPEED_LOOKS - 1) % SPEED_LOOKS;
    if (line.look_count == 0 || now - line.looks[last].at_ms >= SPEED_MS) {
        size_t next = line.look_count % SPEED_LOOKS;
        line.looks[next].at_ms = now;
        line.looks[next].requests = figure(XENG_FIGURE_REQUESTS);
        line.look_count++;
    }
}

/* Requests a minute of late; 0 as long as that says nothing. */
static uint64_t speed(int64_t now)
{
    size_t first = line.look_count <= SPEED_LOOKS ? 0 : line.look_count % SPEED_LOOKS;
    int64_t passed = now - line.looks[first].at_ms;
    if (passed < 1000) {
        return 0;
    }
    return (figure(XENG_FIGURE_REQUESTS) - line.looks[first].requests) * 60000 / (uint64_t)passed;
}

/* Adds to a text of TEXT_SIZE bytes. */
static void append(char *text, size_t *size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void append(char *text, size_t *size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int added = vsnprintf(text + *size, TEXT_SIZE - *size, format, arguments);
    va_end(arguments);
    *size += added > 0 ? (size_t)added : 0;
    *size = *size < TEXT_SIZE ? *size : TEXT_SIZE - 1;
}

static void append_waiting(char *text, size_t *size)
{
    int64_t until = 0;
    int32_t what = xeng_job_waiting(line.job, &until);
    char when[CLI_TIME_SIZE];
    cli_time_of_day(until, when);
    if (what == XENG_WAIT_OUTAGE) {
        append(text, size, ", the server is out of reach%s%s", until == 0 ? "" : "; next try at ",
               until == 0 ? "" : when);
    } else if (what == XENG_WAIT_RATE_LIMIT && until - (int64_t)time(NULL) >= LONG_WAIT_S) {
        append(text, size, ", waiting for the rate limit until %s", when);
    }
}

static void write_line(int64_t now)
{
    uint64_t total = figure(XENG_FIGURE_IDS);
    uint64_t done = figure(XENG_FIGURE_IDS_SETTLED);
    char text[TEXT_SIZE];
    size_t size = 0;
    append(text, &size, "%" PRIu64 " of %" PRIu64 " Posts (%" PRIu64 "%%)", done, total,
           total == 0 ? 100 : done * 100 / total);
    uint64_t pace = speed(now);
    if (done < total && pace > 0) {
        char left[CLI_SPAN_SIZE];
        append(text, &size, ", %" PRIu64 " requests a minute", pace);
        cli_span_text((int64_t)(figure(XENG_FIGURE_REQUESTS_LEFT) * 60000 / pace), left);
        append(text, &size, ", %s left", left);
    }
    if (done < total) {
        append_waiting(text, &size);
    }
    fprintf(stderr, "%s%s%s", line.terminal ? "\r" : "", text, line.terminal ? "\033[K" : "\n");
    fflush(stderr);
}

/* Whether a line is due where it is no terminal. */
static bool is_plain_due(int64_t now)
{
    uint64_t total = figure(XENG_FIGURE_IDS);
    uint64_t tenth = total == 0 ? 0 : figure(XENG_FIGURE_IDS_SETTLED) * 10 / total;
    if (line.forced && tenth > line.tenth) {
        line.tenth = tenth;
        return true;
    }
    return now >= line.next_ms;
}

static void show(int64_t now)
{
    write_line(now);
    line.shown = line.terminal;
    line.next_ms = now + (line.terminal ? LINE_MS : PLAIN_MS);
}

void cli_progress_begin(const cli_job *job)
{
    line.terminal = isatty(STDERR_FILENO) == 1;
    line.forced = job->args->progress;
    line.job = job->args->quiet ? NULL : job->job;
    line.tenth = 0;
    line.look_count = 0;
    line.next_ms = cli_monotonic_ms() + (line.terminal ? 0 : PLAIN_MS);
    cli_progress_tick();
}

void cli_progress_tick(void)
{
    if (line.job == NULL) {
        return;
    }
    int64_t now = cli_monotonic_ms();
    look_at_speed(now);
    if (line.terminal ? now >= line.next_ms : is_plain_due(now)) {
        show(now);
    }
}

void cli_progress_clear(void)
{
    if (line.shown) {
        fputs("\r\033[K", stderr);
        line.shown = false;
        line.next_ms = 0;
    }
}

void cli_progress_end(void)
{
    if (line.job != NULL && line.terminal) {
        show(cli_monotonic_ms());
    }
    cli_progress_clear();
    line.job = NULL;
}
