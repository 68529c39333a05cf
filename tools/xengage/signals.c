/* Ctrl-C and its like: the first stops a job gently, the second at once. */
#include "signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static const int deadly[] = {SIGINT, SIGTERM, SIGHUP};

enum {
    DEADLY = sizeof deadly / sizeof deadly[0]
};

static _Atomic(xeng_job *) stopped;
static atomic_int first;
static atomic_int count;

/* Only what a signal handler may do. */
static void stop(int number)
{
    xeng_job *job = atomic_load(&stopped);
    if (atomic_fetch_add(&count, 1) == 0) {
        atomic_store(&first, number);
        xeng_job_stop(job);
    } else {
        xeng_job_cancel(job);
    }
}

void cli_signals_for(xeng_job *job)
{
    atomic_store(&stopped, job);
    for (size_t i = 0; i < DEADLY; i++) {
        struct sigaction old;
        if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
            struct sigaction act = {.sa_handler = stop};
            (void)sigaction(deadly[i], &act, NULL);
        }
    }
}

int cli_signals_got(void)
{
    return atomic_load(&first);
}

int cli_signals_count(void)
{
    return atomic_load(&count);
}

void cli_signals_end(void)
{
    for (size_t i = 0; i < DEADLY; i++) {
        struct sigaction old;
        if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler == stop) {
            (void)signal(deadly[i], SIG_DFL);
        }
    }
    atomic_store(&stopped, NULL);
}
