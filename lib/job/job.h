/* The insides of a job, for its own files: setup.c (making, setting up), input.c (ids), begin.c
 * (from what was set up to what is asked), progress.c (journal and what is done), run.c (pieces),
 * asking.c (requests and their answers), outage.c (when the server fails), view.c (figures),
 * collect.c (the whole, and sums), arrow_stream.c, plan.c.
 *
 * The public functions are in <xengage/job.h>. Unlike the layers before it, a job reads the clock.
 */
#ifndef XENG__JOB_JOB_H
#define XENG__JOB_JOB_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/job.h>

#include "base/buf.h"
#include "base/refcount.h"
#include "job/batch.h"
#include "job/journal.h"
#include "job/spool.h"
#include "job/windows.h"
#include "net/outbox.h"

/* What a job needs of its client, a layer above. */
typedef struct xeng__job_host {
    void *owner; /* the client, held */
    void (*release)(void *owner);
    /* Whether credentials may be used: counts their user. */
    int32_t (*admit)(void *owner, const xeng_credentials *credentials, xeng_error **error);
    xeng__engine *engine;
    const char *base_url;
    uint32_t max_concurrency;
} xeng__job_host;

/* As xeng_job_new(). Takes over the host's owner, if it succeeds. */
int32_t xeng__job_new(const xeng__job_host *host, const xeng_request *request, xeng_job **job,
                      xeng_error **error);

enum {
    /* Requests that a job has submitted at once, by the client's concurrency: more, since some wait
     * for another attempt. */
    XENG__JOB_OUT_FACTOR = 4,
    /* Answers that are held, in bytes, before no further batch is begun. */
    XENG__JOB_HELD_BYTES = 12 * 1024 * 1024,
    /* Pieces between the first that wasn't handed over and the last that was begun. */
    XENG__JOB_AHEAD = 256,
    /* An answer may be waited for that long in all, rate limit and retries included. */
    XENG__JOB_DEADLINE_MS = 15 * 60 * 1000
};

/* Stages of xeng_job_stop() and xeng_job_cancel(). */
enum {
    XENG__GO_ON = 0,
    XENG__STOP = 1,
    XENG__CANCEL = 2
};

typedef struct xeng__account {
    xeng_credentials *credentials;
    xeng_error *error; /* why it was stopped; NULL if it wasn't */
} xeng__account;

/* A question that was sent. */
typedef struct xeng__flight {
    uint64_t operation;
    xeng__question *question;
} xeng__flight;

/* A record of an earlier run, of a piece that isn't done. */
typedef struct xeng__answer {
    uint64_t piece;
    char *bytes;
    size_t size;
} xeng__answer;

/* Why an account's ids got a reason, in words. */
typedef struct xeng__why {
    uint32_t account;
    int32_t reason;
    char *text;
} xeng__why;

typedef struct xeng__outage {
    bool on;
    uint64_t hunted_since; /* as many requests must have succeeded for one to have done so since ids
                              over which the server fails are looked for; 0 if they aren't */
    uint32_t failures;     /* probes in a row that failed */
    int64_t last_sign;     /* monotonic ms of the last answer, or of the outage's beginning */
    int64_t probe_at;      /* Unix seconds */
    xeng_error *error;     /* the last failure */
    uint64_t succeeded;    /* requests that were answered well in this run */
} xeng__outage;

/* A block of ids and fates that was read last, for going through them in order. */
enum {
    XENG__VIEW_BLOCK = 512
};
typedef struct xeng__view {
    uint64_t first;
    size_t count;
    uint64_t ids[XENG__VIEW_BLOCK];
    xeng__fate fates[XENG__VIEW_BLOCK];
} xeng__view;

struct xeng_job {
    xeng__refcount owners;
    uint64_t number; /* tells jobs of a process apart */
    xeng__job_host host;

    /* What was set up. */
    xeng_request *request;
    bool has_window;
    int64_t start; /* as given */
    int64_t end;
    xeng__account *accounts;
    size_t account_count;
    size_t account_capacity;
    xeng__spool *spool;
    char *folder;
    uint32_t share;
    uint32_t shares;
    bool ordered;
    bool leave_out_old;
    uint32_t patience_ms;
    char *journal_path;
    xeng_journal_fn keep;
    void *keep_context;

    /* What it is, once frozen. */
    bool frozen;
    bool pinned; /* the BEGIN record was read or written: now and windows are fixed */
    bool begun;
    xeng__buf identity;
    uint64_t identity_number;
    int64_t now; /* when it first began */
    xeng__window window;
    xeng__window *windows;
    size_t window_count;
    xeng__batch_rules rules;
    size_t most_ids; /* a request */
    uint64_t pieces;

    /* What is done. */
    xeng__journal *journal;
    char *journal_note;
    int64_t synced_at;
    uint64_t *done; /* a bit a piece that was acknowledged */
    uint64_t done_count;
    uint64_t mark;
    uint64_t states[XENG_ID_FAILED + 1]; /* ids, by state; those in no state are the rest */
    uint64_t settled;
    xeng_result *sums;
    bool has_sums; /* a grouping has no `tweet.id` */
    xeng__answer *answers;
    size_t answer_count;
    size_t answer_capacity;

    /* What is going on. */
    xeng__outbox *outbox;
    atomic_int wish; /* XENG__GO_ON, XENG__STOP or XENG__CANCEL */
    int heard;       /* the wish that was acted upon */
    xeng__batch **batches;
    size_t batch_count;
    size_t batch_capacity;
    uint64_t next_piece; /* to be begun */
    xeng_piece **ready;  /* complete, not handed over yet */
    size_t ready_count;
    size_t ready_capacity;
    size_t ready_bytes;
    size_t completed;     /* batches that are complete, and not made pieces yet */
    uint64_t next_handed; /* when ordered */
    uint64_t handed;
    xeng__flight *flights;
    size_t flight_count;
    size_t flight_capacity;
    xeng__outage outage;
    int64_t limited_until; /* Unix seconds, after a refusal for the rate; for people */
    int64_t limited_at;    /* the same moment in monotonic ms */
    int32_t failure;       /* why it stopped, XENG_OK if it didn't */
    xeng_error *failure_error;

    /* What it took. */
    uint64_t requests;
    uint64_t retries;
    uint64_t bytes_sent;
    uint64_t bytes_received;

    xeng__why *whys;
    size_t why_count;
    size_t why_capacity;
    xeng__view *view;
};

/* XENG_ERROR_FORKED in a child of the process that made the job. */
int32_t xeng__job_check_process(const xeng_job *job, xeng_error **error);
/* XENG_ERROR_STATE once the job has begun, or began to take back its records. */
int32_t xeng__job_check_open(const xeng_job *job, xeng_error **error);

/* begin.c */

/* Fixes what was set up, and what the job is called. */
int32_t xeng__job_freeze(xeng_job *job, xeng_error **error);
/* Fixes the present and the window, and arranges the ids by them. */
int32_t xeng__job_pin(xeng_job *job, int64_t now, const xeng__window *window, xeng_error **error);
/* The place of a piece's ids. */
typedef struct xeng__piece_place {
    uint64_t first;
    size_t count;
    uint32_t account;
    uint32_t kind;
} xeng__piece_place;
void xeng__job_place(const xeng_job *job, uint64_t piece, xeng__piece_place *place);

/* progress.c */

/* Takes an answer of an earlier run. XENG_ERROR_JOURNAL if it doesn't fit. */
int32_t xeng__job_replay_answer(const xeng_job *job, xeng__batch *batch, const xeng__answer *answer,
                                xeng_error **error);
/* Opens the journal, if there is one, and takes back what is in it. */
int32_t xeng__job_open_journal(xeng_job *job, xeng_error **error);
/* Notes the beginning of a job that has no journal, or a new one. */
int32_t xeng__job_write_begin(xeng_job *job, xeng_error **error);
/* Keeps an answer of a piece that isn't done. */
int32_t xeng__job_write_answer(xeng_job *job, uint64_t piece, const xeng__buf *answer,
                               xeng_error **error);
bool xeng__job_is_done(const xeng_job *job, uint64_t piece);
/* Notes what became of a piece's ids. */
int32_t xeng__job_settle(xeng_job *job, const xeng_piece *piece, xeng_error **error);

/* asking.c */

/* Sends what may be sent. */
int32_t xeng__job_ask(xeng_job *job, xeng_error **error);
/* Takes what was answered; true in `*any` if there was something. */
int32_t xeng__job_take_answers(xeng_job *job, bool *any, xeng_error **error);
/* Stops the job: takes over the error. */
void xeng__job_fail(xeng_job *job, int32_t code, xeng_error *error);
/* Pieces from a number on that are complete without a request and not done yet. */
uint64_t xeng__job_silent(const xeng_job *job, uint64_t from);
/* Whether the request, rather than ids, is what the server refuses: nothing succeeded yet. */
bool xeng__job_is_at_fault(const xeng_job *job, const xeng__batch *batch);
/* Makes pieces of the batches that are complete. */
int32_t xeng__job_finish_batches(xeng_job *job, xeng_error **error);

/* outage.c */

/* A request got an answer that makes sense. */
void xeng__outage_over(xeng_job *job);
/* A request failed although it was tried again; takes over the error. What is to be done with the
 * question. */
typedef enum xeng__verdict_on {
    XENG__ASK_AGAIN,   /* it was put back */
    XENG__IDS_TO_BLAME /* the server fails over some id of it, and over nothing else */
} xeng__verdict_on;
xeng__verdict_on xeng__outage_failed(xeng_job *job, xeng__question *question, xeng_error *error);
/* How long the next request is to wait: the probe of an outage. */
uint32_t xeng__outage_delay(xeng_job *job);
/* Stops the job if its patience is at an end. */
void xeng__outage_check(xeng_job *job);

/* view.c */

/* Keeps the words for a reason. */
void xeng__job_add_why(xeng_job *job, uint32_t account, int32_t reason, const char *text);

#endif
