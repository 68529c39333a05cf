/* Sockets and timers: libcurl's multi interface over the poller. */
#include <inttypes.h>
#include <limits.h>

#include "base/clock.h"
#include "net/engine_state.h"
#include "net/exit.h"

enum {
    EVENTS = 64,
    /* libcurl may want to be called again at once, and again; sockets get their turn in between. */
    MOST_ROUNDS = 16,
    /* What is due beyond that waits for the next turn, so that an event loop gets its own: a
     * thousand requests can have something to do at once, such as a TLS handshake each. */
    SLICE_MS = 1
};

static bool is_past(int64_t until)
{
    return xeng__clock_monotonic_ms() >= until;
}

/* libcurl closes sockets on which it was still connecting first, and says so afterwards, when their
 * numbers may be another thread's files. So they are kept in mind. */
static void remember_dialled(CURL *easy, int fd)
{
    char *subject = NULL;
    if (curl_easy_getinfo(easy, CURLINFO_PRIVATE, &subject) != CURLE_OK || subject == NULL) {
        return;
    }
    xeng__attempt *attempt = &((xeng__operation *)(void *)subject)->attempt;
    bool known = attempt->connected || attempt->dialled_count == XENG__MAX_DIALLED;
    for (size_t i = 0; i < attempt->dialled_count; i++) {
        known = known || attempt->dialled[i] == fd;
    }
    if (!known) {
        attempt->dialled[attempt->dialled_count++] = fd;
    }
}

void xeng__forget_dialled(xeng__engine *engine, xeng__attempt *attempt)
{
    for (size_t i = 0; i < attempt->dialled_count && !attempt->connected; i++) {
        /* Refused, it is libcurl's no more, and the number perhaps somebody else's. */
        if (curl_multi_assign(engine->multi, attempt->dialled[i], NULL) == CURLM_OK) {
            (void)xeng__poller_watch(&engine->poller, attempt->dialled[i], 0, true);
        }
    }
    attempt->dialled_count = 0;
}

int xeng__on_socket(CURL *easy, curl_socket_t fd, int what, void *context, void *known)
{
    xeng__engine *engine = context;
    unsigned wanted = 0;
    if (what == CURL_POLL_IN || what == CURL_POLL_INOUT) {
        wanted |= XENG__POLL_IN;
    }
    if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT) {
        wanted |= XENG__POLL_OUT;
    }
    if (what == CURL_POLL_REMOVE) {
        if (known != NULL) {
            (void)xeng__poller_watch(&engine->poller, fd, 0, true);
        }
        return 0;
    }
    if (!xeng__poller_watch(&engine->poller, fd, wanted, known != NULL)) {
        /* The transfer will run into its timeouts; the others go on. */
        xeng__log_write(&engine->log, XENG_LOG_ERROR, "the system refuses to watch a socket");
        return 0;
    }
    remember_dialled(easy, fd);
    (void)curl_multi_assign(engine->multi, fd, engine);
    return 0;
}

/* Where an old connection turns out to be dead, libcurl makes a new one and sends the same bytes
 * again. But a signature is good for one time: this and xeng__receive_connection() keep it from
 * that. */
curl_socket_t xeng__on_open_socket(void *context, curlsocktype purpose,
                                   struct curl_sockaddr *address)
{
    (void)purpose;
    xeng__attempt *attempt = &((xeng__operation *)context)->attempt;
    if (attempt->connected) {
        attempt->stale = true;
        return CURL_SOCKET_BAD;
    }
    int fd = xeng__poller_socket(address->family, address->socktype, address->protocol);
    return fd < 0 ? CURL_SOCKET_BAD : fd;
}

int xeng__on_curl_timer(CURLM *multi, long timeout_ms, void *context)
{
    (void)multi;
    xeng__engine *engine = context;
    engine->curl_due =
        timeout_ms < 0 ? XENG__POLLER_NEVER : xeng__clock_monotonic_ms() + timeout_ms;
    return 0;
}

/* Deadlines, and pauses that are over. */
static void run_timers(xeng__engine *engine, int64_t now)
{
    xeng__timer *timer;
    while ((timer = xeng__timers_first(&engine->timers)) != NULL && timer->due <= now) {
        xeng__operation *operation = timer->subject;
        if (now >= operation->deadline) {
            xeng__operation_expire(engine, operation);
        } else if (operation->state == XENG__OPERATION_PAUSED) {
            xeng__engine_enqueue(engine, operation);
        } else {
            xeng__operation_check_silence(engine, operation, now);
        }
    }
}

/* Takes what libcurl has finished, one and then more until a moment; true if there was something.
 */
static bool harvest(xeng__engine *engine, int64_t now, int64_t until)
{
    bool found = false;
    int left;
    const CURLMsg *message;
    while (!(found && is_past(until)) &&
           (message = curl_multi_info_read(engine->multi, &left)) != NULL) {
        char *subject = NULL;
        if (message->msg == CURLMSG_DONE &&
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &subject) == CURLE_OK &&
            subject != NULL) {
            /* The message goes with its handle: nothing of it is used afterwards. */
            xeng__outcome_of_attempt(engine, (xeng__operation *)(void *)subject,
                                     message->data.result, now);
            found = true;
        }
    }
    return found;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Does what is due, once and then again until a moment; the poller tells of what is left. */
static void run_until(xeng__engine *engine, int64_t until)
{
    int running;
    int64_t now = xeng__clock_monotonic_ms();
    bool quiet = false;
    for (int round = 0; !quiet && (round == 0 || (round < MOST_ROUNDS && now < until)); round++) {
        bool found = harvest(engine, now, until);
        run_timers(engine, now);
        xeng__engine_start(engine, now, until);
        if (engine->curl_due <= now) {
            engine->curl_due = XENG__POLLER_NEVER;
            (void)curl_multi_socket_action(engine->multi, CURL_SOCKET_TIMEOUT, 0, &running);
        } else {
            quiet = !found;
        }
        now = xeng__clock_monotonic_ms();
    }
    const xeng__timer *first = xeng__timers_first(&engine->timers);
    int64_t due = earlier(engine->curl_due, first == NULL ? XENG__POLLER_NEVER : first->due);
    due = earlier(due, xeng__engine_start_due(engine, now));
    xeng__poller_arm(&engine->poller, quiet ? due : now);
}

void xeng__engine_run(xeng__engine *engine)
{
    if (xeng__exit_has_begun()) {
        return;
    }
    run_until(engine, xeng__clock_monotonic_ms() + SLICE_MS);
}

static void pass_on(xeng__engine *engine, const xeng__poll_event *event)
{
    int running;
    int what = 0;
    what |= (event->what & XENG__POLL_IN) != 0 ? CURL_CSELECT_IN : 0;
    what |= (event->what & XENG__POLL_OUT) != 0 ? CURL_CSELECT_OUT : 0;
    what |= (event->what & XENG__POLL_ERROR) != 0 ? CURL_CSELECT_ERR : 0;
    (void)curl_multi_socket_action(engine->multi, event->fd, what, &running);
}

/* How long to poll; the timer in the poller ends it earlier where something is due. */
static int timeout_until(int64_t until, int64_t now)
{
    if (until == XENG__POLLER_NEVER) {
        return -1;
    }
    if (until <= now) {
        return 0;
    }
    return until - now > INT_MAX ? INT_MAX : (int)(until - now);
}

int xeng__engine_poll(xeng__engine *engine, int64_t until)
{
    xeng__poll_event events[EVENTS];
    engine->leader->woken = false;
    xeng__engine_run(engine);
    /* What it waits for may have come just now. */
    int timeout = engine->leader->woken ? 0 : timeout_until(until, xeng__clock_monotonic_ms());
    int count;
    if (timeout == 0) {
        count = xeng__poller_wait(&engine->poller, 0, events, EVENTS);
    } else {
        engine->polling = true;
        engine->inside = false;
        (void)pthread_mutex_unlock(&engine->lock);
        count = xeng__poller_wait(&engine->poller, timeout, events, EVENTS);
        (void)pthread_mutex_lock(&engine->lock);
        engine->inside = true;
        engine->polling = false;
    }
    if (xeng__exit_has_begun()) {
        return 1;
    }
    if (count < 0) {
        return -1;
    }
    int64_t now = xeng__clock_monotonic_ms();
    xeng__poller_settle(&engine->poller, now);
    xeng__engine_tell_nudges(engine);
    /* The poller tells again of those that are left. */
    for (int i = 0; i < count && (i == 0 || !is_past(now + SLICE_MS)); i++) {
        pass_on(engine, &events[i]);
    }
    run_until(engine, now + SLICE_MS);
    return count > 0 || timeout != 0 ? 1 : 0;
}
