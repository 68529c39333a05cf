/* Suspended connections and when they go on: a delayed answer must not hold up a thread. */
#include "timer.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "text.h"
#include "when.h"

typedef struct paused {
    struct MHD_Connection *connection;
    int64_t due_ms;
    struct paused *next;
} paused;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static pthread_t thread;
static paused *queue; /* by due_ms, the next one first */
static bool stopping;

static void resume_first(void)
{
    paused *first = queue;
    queue = first->next;
    MHD_resume_connection(first->connection);
    free(first);
}

static void *run(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&lock);
    while (!stopping || queue != NULL) {
        if (queue == NULL) {
            pthread_cond_wait(&changed, &lock);
        } else if (stopping || queue->due_ms <= sim_monotonic_ms()) {
            resume_first();
        } else {
            struct timespec until = {.tv_sec = (time_t)(queue->due_ms / 1000),
                                     .tv_nsec = (long)(queue->due_ms % 1000) * 1000000};
            pthread_cond_timedwait(&changed, &lock, &until);
        }
    }
    pthread_mutex_unlock(&lock);
    return NULL;
}

void sim_timer_start(void)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&changed, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&thread, NULL, run, NULL) != 0) {
        sim_die("can't start a thread");
    }
}

void sim_timer_stop(void)
{
    pthread_mutex_lock(&lock);
    stopping = true;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
}

void sim_pause(struct MHD_Connection *connection, int64_t ms)
{
    paused *added = sim_alloc(sizeof(*added));
    added->connection = connection;
    added->due_ms = sim_monotonic_ms() + ms;
    pthread_mutex_lock(&lock);
    if (stopping) {
        pthread_mutex_unlock(&lock);
        free(added);
        return;
    }
    /* Under the lock, so that it can't be resumed before it's suspended. */
    MHD_suspend_connection(connection);
    paused **at = &queue;
    while (*at != NULL && (*at)->due_ms <= added->due_ms) {
        at = &(*at)->next;
    }
    added->next = *at;
    *at = added;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
}
