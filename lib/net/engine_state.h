/* The engine's inside, for its own files only: engine.c (beginning, end, lock), submit.c,
 * operations.c (table and lists), outbox.c (outcomes of somebody's own), start.c (who
 * may go), transfer.c (libcurl's handles), receive.c (answers as they arrive), judge.c (what
 * they came to), outcome.c (what follows), drive.c (sockets and timers), wait.c (threads).
 *
 * Everything is guarded by the one lock, which is released only while a thread polls or sleeps;
 * libcurl's callbacks run with it held. */
#ifndef XENG__NET_ENGINE_STATE_H
#define XENG__NET_ENGINE_STATE_H

#include <pthread.h>
#include <sys/types.h>

#include <curl/curl.h>

#include "net/engine.h"
#include "net/limiter.h"
#include "net/poller.h"
#include "net/retry.h"
#include "net/skew.h"
#include "net/timers.h"
#include "result/decoder.h"
#include "wire/inflate.h"
#include "wire/response_head.h"

enum {
    /* Queues: one for each of the limiter's pools, and one for calls that no rate limit is on. */
    XENG__QUEUE_UNLIMITED = XENG__POOL_COUNT,
    XENG__QUEUE_COUNT,
    XENG__MAX_HEAD_BYTES = 64 * 1024,
    XENG__MAX_HEAD_LINES = 256,
    XENG__MAX_DIALLED = 4,            /* sockets that one attempt may try at once */
    XENG__MAX_ERROR_BODY = 256 * 1024 /* what is kept of an unsuccessful answer */
};

typedef enum xeng__operation_state {
    XENG__OPERATION_QUEUED,  /* waits for a place and for the rate limit */
    XENG__OPERATION_PAUSED,  /* waits for the time of its next attempt */
    XENG__OPERATION_ACTIVE,  /* libcurl has it */
    XENG__OPERATION_FINISHED /* waits to be taken */
} xeng__operation_state;

/* One exchange with the server. */
typedef struct xeng__attempt {
    CURL *easy; /* NULL: there is none */
    struct curl_slist *headers;
    char details[CURL_ERROR_SIZE];
    int64_t sent;                   /* monotonic ms */
    int dialled[XENG__MAX_DIALLED]; /* sockets that were watched before `connected` */
    size_t dialled_count;
    bool connected;    /* the server may have got the request, or part of it */
    bool stale;        /* an old connection was dead */
    int64_t last_sign; /* monotonic ms of the last sign of life, once connected */
    int64_t signed_at; /* ms by what is held to be the server's clock */
    xeng__response_head head;
    size_t head_bytes;
    size_t head_lines;
    size_t wire_bytes; /* of the body, as they came */
    bool body_begun;
    bool enough; /* no more is wanted of an unsuccessful answer */
    xeng__inflate *inflate;
    xeng__decoder *decoder;
    xeng__buf body;
    xeng_error *error; /* what we found wrong with the answer while it came */
    int32_t code;
} xeng__attempt;

typedef struct xeng__operation {
    uint64_t id;
    xeng__engine *engine;
    struct xeng__operation *in_bucket;
    struct xeng__operation *previous; /* in its queue, or among the finished */
    struct xeng__operation *next;
    xeng__operation_state state;
    int queue;
    xeng__timer timer; /* the deadline, or before it the next attempt, or a look for silence */
    int64_t deadline;
    uint32_t deadline_ms;
    int64_t begun;
    bool claimed;
    struct xeng__outbox *outbox; /* where it is told; NULL: the client's list */
    bool told_to_wait;           /* the log has a line about its waiting for the rate limit */
    struct xeng__waiter *waiter;

    xeng__call call;
    xeng_request *expected;
    const char *what;
    size_t ids;
    bool gzipped;

    uint32_t max_attempts;
    uint32_t sent; /* attempts so far */
    uint64_t bytes_sent;
    uint64_t bytes_received;
    xeng__retry retry;
    xeng__attempt attempt;
    xeng_error *last_error; /* of the attempt before, while another one is to come */

    int32_t code; /* the outcome, with what belongs to it */
    xeng_result *result;
    xeng__buf body;
    xeng_error *error;
} xeng__operation;

typedef struct xeng__list {
    xeng__operation *first;
    xeng__operation *last;
} xeng__list;

/* A thread that waits, on its own stack. */
typedef struct xeng__waiter {
    pthread_cond_t wake;
    bool woken;
    bool for_any;                /* it is in dispatch(), and wants to know of every completion */
    struct xeng__outbox *outbox; /* it wants to know of this one's outcomes and nudges */
    struct xeng__waiter *previous;
    struct xeng__waiter *next;
} xeng__waiter;

struct xeng__engine {
    pthread_mutex_t lock;
    bool inside; /* a thread holds the lock: seen in a forked child, all this may be half done */
    pid_t process;
    xeng__settings settings;
    xeng__log log;
    char *user_agent;

    CURLM *multi;
    int64_t curl_due; /* when libcurl wants to be called; XENG__POLLER_NEVER if it doesn't */
    xeng__poller poller;
    xeng__timers timers;

    xeng__budget budget;
    xeng__limiter limiter;
    xeng__skew skew;

    uint64_t last_id;
    size_t count; /* operations that nobody has taken yet */
    size_t active;
    size_t connecting; /* of these, how many have no connection yet */
    bool connected;    /* a connection stood once */
    xeng__operation **buckets;
    size_t bucket_count; /* a power of two */
    xeng__list queues[XENG__QUEUE_COUNT];
    int next_queue; /* whose turn it is */
    xeng__list finished;
    size_t untaken; /* finished operations in this list and in outboxes */
    struct xeng__outbox *outboxes;

    xeng__waiter *leader; /* the thread that drives; NULL if none does */
    bool polling;         /* it has released the lock for that */
    xeng__waiter *first_waiter;
    xeng__waiter *last_waiter;

    struct xeng__engine *next_watched; /* exit.c's */
};

/* engine.c */

/* Takes the lock; fails without it in the child of a fork. */
int32_t xeng__engine_enter(xeng__engine *engine, xeng_error **error);
void xeng__engine_leave(xeng__engine *engine);

/* operations.c */

xeng__operation *xeng__operation_find(const xeng__engine *engine, uint64_t id);
/* Puts an operation into the table, which grows with it; false when memory runs out. */
bool xeng__operation_add(xeng__engine *engine, xeng__operation *operation);
/* Takes one that is finished and in no list out of the table and frees it. */
void xeng__operation_remove(xeng__engine *engine, xeng__operation *operation);
/* Frees an operation that is in no table. */
void xeng__operation_free(xeng__operation *operation);
void xeng__list_push(xeng__list *list, xeng__operation *operation);
void xeng__list_push_front(xeng__list *list, xeng__operation *operation);
void xeng__list_drop(xeng__list *list, xeng__operation *operation);

/* submit.c */

/* As xeng__engine_submit(), but told in an outbox (NULL: as it says), and begun after a delay. */
int32_t xeng__engine_submit_to(xeng__engine *engine, const xeng__submission *submission,
                               struct xeng__outbox *outbox, uint32_t delay_ms, uint64_t *id,
                               xeng_error **error);
/* Finishes an operation, unless it is finished already. */
void xeng__operation_cancel(xeng__engine *engine, xeng__operation *operation);

/* outbox.c */

/* Puts a finished operation into its outbox. */
void xeng__outbox_put(xeng__operation *operation);
/* Whether nothing in it is to be tried again. */
bool xeng__outbox_is_closing(const struct xeng__outbox *outbox);
/* Whether something is finished there, or a nudge has not been heard yet. */
bool xeng__outbox_has_news(const struct xeng__outbox *outbox);
/* Whether there is an outbox with a nudge that has not been heard yet. */
bool xeng__outbox_any_nudged(const xeng__engine *engine);

/* start.c */

/* Puts an operation into its queue, before all others if it has been there already. */
void xeng__engine_enqueue(xeng__engine *engine, xeng__operation *operation);
/* Sends what may go now, until a moment of the monotonic clock. */
void xeng__engine_start(xeng__engine *engine, int64_t now, int64_t until);
/* When a queue's turn comes by the clock alone; XENG__POLLER_NEVER if by nothing of the kind. */
int64_t xeng__engine_start_due(xeng__engine *engine, int64_t now);

/* transfer.c */

/* Signs and hands over to libcurl. On failure there is no attempt. */
int32_t xeng__attempt_begin(xeng__engine *engine, xeng__operation *operation, int64_t now,
                            xeng_error **error);
/* Takes the attempt back from libcurl at once and frees it. */
void xeng__attempt_end(xeng__engine *engine, xeng__operation *operation);
/* Frees what an attempt holds beside libcurl's own. */
void xeng__attempt_free(xeng__attempt *attempt);

/* receive.c */

int xeng__receive_connection(void *operation, char *server, char *own, int server_port,
                             int own_port);
size_t xeng__receive_head(char *line, size_t size, size_t count, void *operation);
size_t xeng__receive_body(char *bytes, size_t size, size_t count, void *operation);
/* Judges an answer that came to its end: its code, and what it holds. */
int32_t xeng__receive_finish(xeng__operation *operation, xeng_result **result, xeng__buf *body,
                             xeng_error **error);

/* judge.c */

/* What an attempt came to, once libcurl is done with it. */
typedef struct xeng__verdict {
    int32_t code;
    xeng_error *error;
    xeng_result *result;
    xeng__buf body;
    xeng__failure failure;
    int64_t hint_ms;
    bool answered;
    bool may_have_been_sent;
} xeng__verdict;

/* Tells what an attempt came to, lets the policies for time learn from it, and leaves libcurl's
 * handle as it is. */
xeng__verdict xeng__judge(xeng__engine *engine, xeng__operation *operation, CURLcode code,
                          int64_t now);
/* Unix seconds by what is held to be the server's clock. */
int64_t xeng__engine_server_now(const xeng__engine *engine, int64_t now);

/* outcome.c */

/* An attempt is over, for libcurl: the operation is finished, or gets another one. */
void xeng__outcome_of_attempt(xeng__engine *engine, xeng__operation *operation, CURLcode code,
                              int64_t now);
/* Finishes an operation, whatever it is doing; takes over `error`. */
void xeng__operation_fail(xeng__engine *engine, xeng__operation *operation, int32_t code,
                          xeng_error *error);
/* Finishes an operation whose time is up. */
void xeng__operation_expire(xeng__engine *engine, xeng__operation *operation);
/* Looks whether the server has been silent for too long, and gives the attempt up if so. */
void xeng__operation_check_silence(xeng__engine *engine, xeng__operation *operation, int64_t now);

/* drive.c */

int xeng__on_socket(CURL *easy, curl_socket_t fd, int what, void *engine, void *known);
curl_socket_t xeng__on_open_socket(void *operation, curlsocktype purpose,
                                   struct curl_sockaddr *address);
/* Stops watching the sockets of an attempt that isn't connected yet. */
void xeng__forget_dialled(xeng__engine *engine, xeng__attempt *attempt);
int xeng__on_curl_timer(CURLM *multi, long timeout_ms, void *engine);
/* Does what is due, without waiting, for a slice of time; the poller tells of what is left. */
void xeng__engine_run(xeng__engine *engine);
/* Polls until something happens or `until` (monotonic ms) has come, with the lock released, then
 * does what is due. Returns 1 if something happened, 0 if not, -1 (and errno) if the system
 * refuses. Only the leader may call it. */
int xeng__engine_poll(xeng__engine *engine, int64_t until);

/* wait.c */

/* Tells whoever waits for a finished operation. */
void xeng__engine_tell(xeng__engine *engine, xeng__operation *operation);
/* Wakes those whose outboxes were nudged. */
void xeng__engine_tell_nudges(xeng__engine *engine);
/* Wakes all threads that wait; each looks whether the process is ending. */
void xeng__engine_wake_all(xeng__engine *engine);
/* One of the finished operations was taken out of its list. */
void xeng__engine_taken(xeng__engine *engine);
/* Makes the public descriptor readable if there is something to fetch, or a nudge to hear. */
void xeng__engine_show(xeng__engine *engine);
/* With the lock held: drives, or waits beside who does, until something happened or (with an
 * outbox) there is news for it, or until `timeout_ms` have passed; -1: as long as it takes. */
int32_t xeng__engine_await(xeng__engine *engine, struct xeng__outbox *outbox, int32_t timeout_ms,
                           xeng_error **error);

#endif
