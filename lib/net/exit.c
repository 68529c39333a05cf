/* A process that ends while its threads still fetch. */
#include "net/exit.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include <openssl/crypto.h>

#include "base/clock.h"
#include "base/error.h"
#include "net/engine_state.h"

enum {
    /* A thread is inside an engine for some milliseconds at most, unless it is the one that ends
     * the process, in a log function: that one mustn't wait for itself. */
    PATIENCE_MS = 200,
    LINGER_MS = 1000
};

static atomic_bool begun;
static pthread_t ender;                                 /* valid once it has begun */
static pthread_mutex_t end = PTHREAD_MUTEX_INITIALIZER; /* the ender's, for good */
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static xeng__engine *watched;

static bool lock_in_time(pthread_mutex_t *lock, int64_t patience_ms)
{
    int64_t until_ms = xeng__clock_unix_ms() + patience_ms;
    const struct timespec until = {
        .tv_sec = (time_t)(until_ms / 1000),
        .tv_nsec = (long)(until_ms % 1000) * 1000000,
    };
    return pthread_mutex_timedlock(lock, &until) == 0;
}

/* Waits until nobody is inside of any engine, and sends home who waits. */
static void stop_all(void)
{
    ender = pthread_self();
    (void)pthread_mutex_lock(&end);
    atomic_store(&begun, true);
    (void)pthread_mutex_lock(&guard);
    for (xeng__engine *engine = watched; engine != NULL; engine = engine->next_watched) {
        if (lock_in_time(&engine->lock, PATIENCE_MS)) {
            xeng__engine_wake_all(engine);
            (void)pthread_mutex_unlock(&engine->lock);
        }
    }
    (void)pthread_mutex_unlock(&guard);
}

/* A child's engines are those that it makes; another thread may have held the lock at the fork. */
static void begin_child(void)
{
    guard = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    watched = NULL;
}

bool xeng__exit_prepare(void)
{
    return OPENSSL_init_crypto(0, NULL) == 1 && pthread_atfork(NULL, NULL, begin_child) == 0 &&
           atexit(stop_all) == 0;
}

void xeng__exit_watch(xeng__engine *engine)
{
    (void)pthread_mutex_lock(&guard);
    engine->next_watched = watched;
    watched = engine;
    (void)pthread_mutex_unlock(&guard);
}

void xeng__exit_forget(xeng__engine *engine)
{
    (void)pthread_mutex_lock(&guard);
    xeng__engine **link = &watched;
    while (*link != NULL && *link != engine) {
        link = &(*link)->next_watched;
    }
    if (*link != NULL) {
        *link = engine->next_watched;
    }
    (void)pthread_mutex_unlock(&guard);
}

bool xeng__exit_has_begun(void)
{
    return atomic_load(&begun);
}

void xeng__exit_linger(void)
{
    if (!pthread_equal(pthread_self(), ender) && lock_in_time(&end, LINGER_MS)) {
        (void)pthread_mutex_unlock(&end);
    }
}

int32_t xeng__exit_fail(xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_CANCELLED, "the process is ending");
}
