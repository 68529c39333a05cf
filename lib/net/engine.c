/* The engine's beginning and end, and its lock. */
#include "net/engine.h"

#include <unistd.h>

#include <xengage/version.h>

#include "base/alloc.h"
#include "base/error.h"
#include "net/engine_state.h"
#include "net/exit.h"
#include "net/trust.h"

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;
static CURLcode curl_ready = CURLE_FAILED_INIT;

static void init_curl(void)
{
    curl_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (curl_ready == CURLE_OK && !xeng__exit_prepare()) {
        curl_ready = CURLE_FAILED_INIT;
    }
}

bool xeng__engine_forked(const xeng__engine *engine)
{
    return getpid() != engine->process;
}

int32_t xeng__engine_enter(xeng__engine *engine, xeng_error **error)
{
    if (xeng__engine_forked(engine)) {
        return xeng__fail(error, XENG_ERROR_FORKED,
                          "this client was made before a fork() and belongs to the parent; the "
                          "child has to make one of its own");
    }
    (void)pthread_mutex_lock(&engine->lock);
    if (xeng__exit_has_begun()) {
        (void)pthread_mutex_unlock(&engine->lock);
        xeng__exit_linger();
        return xeng__exit_fail(error);
    }
    engine->inside = true;
    return XENG_OK;
}

void xeng__engine_leave(xeng__engine *engine)
{
    engine->inside = false;
    (void)pthread_mutex_unlock(&engine->lock);
    if (xeng__exit_has_begun()) {
        xeng__exit_linger();
    }
}

static bool set_up_multi(xeng__engine *engine)
{
    engine->multi = curl_multi_init();
    if (engine->multi == NULL) {
        return false;
    }
    long connections = (long)engine->settings.max_concurrency;
    CURLM *multi = engine->multi;
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, xeng__on_socket) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, engine) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, xeng__on_curl_timer) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERDATA, engine) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections) == CURLM_OK;
}

/* "[product ]xengage/version". */
static bool set_user_agent(xeng__engine *engine)
{
    xeng__buf text = XENG__BUF_EMPTY;
    if (engine->settings.product != NULL) {
        xeng__buf_append_text(&text, engine->settings.product);
        xeng__buf_append_char(&text, ' ');
    }
    xeng__buf_append_text(&text, "xengage/");
    xeng__buf_append_text(&text, xeng_version());
    engine->user_agent = xeng__buf_take(&text);
    return engine->user_agent != NULL;
}

/* Looks for certificates once, not for each call. */
static bool set_trust(xeng__settings *settings)
{
    if (settings->ca_file != NULL) {
        return true;
    }
    const xeng__trust_places places = xeng__trust_places_here(settings->fallback_ca_file);
    xeng__trust found;
    bool fine = xeng__trust_find(&places, &found);
    settings->ca_file = found.file;
    settings->ca_folder = found.folder;
    return fine;
}

int32_t xeng__engine_new(const xeng__settings *settings, const xeng__log *log,
                         xeng__engine **engine, xeng_error **error)
{
    *engine = NULL;
    if (pthread_once(&curl_once, init_curl) != 0 || curl_ready != CURLE_OK) {
        return xeng__fail(error, XENG_ERROR_SYSTEM, "libcurl can't be initialised (%s)",
                          curl_easy_strerror(curl_ready));
    }
    xeng__engine *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = xeng__settings_copy(settings, &made->settings, error);
    if (code == XENG_OK) {
        code = xeng__poller_open(&made->poller, error);
        if (code == XENG_OK && pthread_mutex_init(&made->lock, NULL) != 0) {
            xeng__poller_close(&made->poller);
            code = xeng__fail(error, XENG_ERROR_SYSTEM, "the system refuses a mutex");
        }
    }
    if (code != XENG_OK) {
        xeng__settings_free(&made->settings);
        xeng__free(made);
        return code;
    }
    made->process = getpid();
    made->log = *log;
    made->curl_due = XENG__POLLER_NEVER;
    xeng__budget_init(&made->budget);
    xeng__limiter_init(&made->limiter, settings->per_minute);
    xeng__skew_init(&made->skew);
    if (!set_user_agent(made) || !set_trust(&made->settings) || !set_up_multi(made)) {
        xeng__engine_free(made);
        return xeng__fail_no_memory(error);
    }
    xeng__exit_watch(made);
    *engine = made;
    return XENG_OK;
}

/* Frees every operation; with `transfers` those of libcurl, too. */
static void free_operations(xeng__engine *engine, bool transfers)
{
    for (size_t i = 0; i < engine->bucket_count; i++) {
        while (engine->buckets[i] != NULL) {
            xeng__operation *operation = engine->buckets[i];
            engine->buckets[i] = operation->in_bucket;
            if (transfers) {
                xeng__attempt_end(engine, operation);
            }
            xeng__operation_free(operation);
        }
    }
}

/* In a forked child: what another thread was changing at the moment of the fork can't be trusted,
 * and is left lying; so is libcurl's share, since ending a connection would end the parent's. */
static void free_in_child(xeng__engine *engine)
{
    xeng__poller_close(&engine->poller);
    if (engine->inside) {
        return;
    }
    free_operations(engine, false);
    xeng__free(engine->buckets);
    xeng__timers_free(&engine->timers);
    xeng__free(engine->user_agent);
    xeng__settings_free(&engine->settings);
    xeng__free(engine);
}

void xeng__engine_free(xeng__engine *engine)
{
    if (engine == NULL) {
        return;
    }
    if (xeng__engine_forked(engine)) {
        free_in_child(engine);
        return;
    }
    if (xeng__exit_has_begun()) {
        return; /* the process's memory goes with it */
    }
    xeng__exit_forget(engine);
    free_operations(engine, true);
    xeng__free(engine->buckets);
    (void)curl_multi_cleanup(engine->multi);
    xeng__poller_close(&engine->poller);
    xeng__timers_free(&engine->timers);
    (void)pthread_mutex_destroy(&engine->lock);
    xeng__free(engine->user_agent);
    xeng__settings_free(&engine->settings);
    xeng__free(engine);
}

int32_t xeng__engine_fd(const xeng__engine *engine)
{
    return xeng__engine_forked(engine) ? -1 : engine->poller.outer;
}
