/* The line on standard error that tells how far a run is. */
#include "progress.h"

#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "clock.h"

enum {
    LEAST_MS = 100 /* between two updates of the line */
};

static struct {
    bool on;
    bool terminal;
    bool shown; /* the line is on the screen */
    size_t total;
    size_t tenth; /* the last tenth of the way that was written, where it is no terminal */
    int64_t next_ms;
} line;

void cli_progress_begin(size_t total, bool forced)
{
    line.terminal = isatty(STDERR_FILENO) == 1;
    line.on = total > 0 && (line.terminal || forced);
    line.total = total;
    line.tenth = 0;
    line.next_ms = 0;
    cli_progress_at(0);
}

static void write_line(size_t done)
{
    fprintf(stderr, "%s%zu of %zu Posts (%zu%%)%s", line.terminal ? "\r" : "", done, line.total,
            done * 100 / line.total, line.terminal ? "\033[K" : "\n");
    fflush(stderr);
}

void cli_progress_at(size_t done)
{
    if (!line.on) {
        return;
    }
    if (line.terminal) {
        int64_t now = cli_monotonic_ms();
        if (now >= line.next_ms || done == line.total) {
            write_line(done);
            line.shown = true;
            line.next_ms = now + LEAST_MS;
        }
    } else if (done * 10 / line.total > line.tenth) {
        line.tenth = done * 10 / line.total;
        write_line(done);
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
    cli_progress_clear();
    line.on = false;
}
