/* The job that a command line asks for. */
#ifndef CLI_JOB_H
#define CLI_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include <xengage/job.h>
#include <xengage/ledger.h>

#include "accounts.h"
#include "args.h"
#include "query.h"

typedef struct {
    const cli_args *args;
    cli_query query;
    cli_accounts accounts;
    xeng_ledger *ledger; /* NULL for none */
    xeng_client *client;
    xeng_job *job;
} cli_job;

/* What the pieces are for. */
typedef enum {
    CLI_TO_SHOW, /* nothing is sent: credentials aren't needed, no journal is made */
    CLI_TO_SEND,
} cli_purpose;

/* Sets up the job, its ids included, which are read. Ends the program if that can't be. */
void cli_job_make(cli_job *job, const cli_args *args, cli_purpose purpose);

/* Begins it, and says what the journal has to say. Ends the program if that can't be. */
void cli_job_begin(cli_job *job);

/* The ids of a piece are taken care of. Ends the program if that can't be noted. */
void cli_job_ack(const cli_job *job, const xeng_piece *piece, uint64_t mark);

/* The sums over all Posts so far; the caller's to unref. */
xeng_result *cli_job_sums(const cli_job *job);

/* What people know an account by; "" if there is only one. */
const char *cli_job_account_name(const cli_job *job, uint32_t account);

/* Whether there is something to go on from when this run stops before its end. */
bool cli_job_can_go_on(const cli_job *job);

void cli_job_free(cli_job *job);

#endif
