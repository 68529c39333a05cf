/* Ctrl-C and its like: while a job runs, the first stops it gently, the second at once; before and
 * after, they end the program and leave no litter. */
#include "signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include "outfile.h"
#include "status.h"

static const int deadly[] = {SIGINT, SIGTERM, SIGHUP};

enum {
    DEADLY = sizeof deadly / sizeof deadly[0]
};

static _Atomic(xeng_job *) running;
static atomic_int first;
static atomic_int count;

/* Only what a signal handler may do. */
static void stop(int number)
{
    xeng_job *job = atomic_load(&running);
    if (job == NULL) {
        cli_outfile_remove();
        _exit(CLI_BY_SIGNAL + number);
    }
    if (atomic_fetch_add(&count, 1) == 0) {
        atomic_store(&first, number);
        xeng_job_stop(job);
    } else {
        xeng_job_cancel(job);
    }
}

void cli_signals_begin(void)
{
    for (size_t i = 0; i < DEADLY; i++) {
        struct sigaction old;
        if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
            struct sigaction act = {.sa_handler = stop};
            (void)sigaction(deadly[i], &act, NULL);
        }
    }
}

void cli_signals_for(xeng_job *job)
{
    atomic_store(&running, job);
    cli_signals_begin();
}

int cli_signals_got(void)
{
    return atomic_load(&first);
}

int cli_signals_count(void)
{
    return atomic_load(&count);
}
