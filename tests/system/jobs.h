/* A simulator, a client and jobs of eight pieces for tests of jobs. */
#ifndef TESTS_JOBS_H
#define TESTS_JOBS_H

#include "checks.h"

enum {
    JOB_PIECES = 8,
    JOB_PIECE_IDS = 250, /* on totals */
    JOB_IDS = JOB_PIECES * JOB_PIECE_IDS
};

extern simulator *sim;
extern xeng_client *client;
extern xeng_credentials *user;
/* A file in the simulator's folder; end() removes it. */
extern char journal[320];

/* A simulator with one flag, or NULL, and what is above. */
void begin(const char *flag);
/* The same but for the simulator, which runs already; the options are released. */
void begin_with(xeng_options *options);
void end(void);

/* A job about the favorites or other metrics of Posts, with one account and no ids. */
xeng_job *empty_job(const xeng_credentials *credentials, const char *metrics);
/* Adds post(first, days_old) and so on. */
void add_posts(xeng_job *job, uint64_t first, size_t count, int days_old);
/* A job of some fresh Posts. */
xeng_job *job_of(uint64_t first, size_t count);
/* One of JOB_IDS Posts, with the journal. */
xeng_job *job_with_journal(void);

/* The next piece, if there is one in time; the caller's to unref. */
xeng_piece *next(xeng_job *job, int32_t timeout_ms);
/* Acknowledges a piece and releases it. */
void acknowledge(xeng_job *job, xeng_piece *piece);
/* Takes and acknowledges all that is left; how many pieces that was. */
size_t finish(xeng_job *job);

#endif
