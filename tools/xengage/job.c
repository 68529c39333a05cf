/* The job that a command line asks for. */
#include "job.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "connect.h"
#include "memory.h"
#include "say.h"
#include "status.h"

enum {
    /* How long to knock at a server that never answered, where nothing is lost by giving up. */
    FIRST_PATIENCE_MS = 20 * 1000
};

static void open_ledger(cli_job *job)
{
    const cli_args *args = job->args;
    xeng_error *error = NULL;
    if (args->ledger == NULL) {
        return;
    }
    int32_t day = args->ledger_day == 0 ? 1 : (int32_t)args->ledger_day;
    cli_check(xeng_ledger_open(args->ledger, day, &job->ledger, &error), &error, "--ledger");
    xeng_ledger_set_limit(job->ledger, args->handle_limit, args->handle_refuse ? 1 : 0);
}

static void add_file(cli_job *job, uint32_t account, const char *path, const char *option)
{
    xeng_error *error = NULL;
    cli_check(xeng_job_add_ids_file(job->job, account, path, job->args->ids_format,
                                    job->args->ids_field, &error),
              &error, option);
}

/* Ids that are arguments, together as far as no file is between them. */
static size_t add_arguments(cli_job *job, size_t first)
{
    const cli_args *args = job->args;
    xeng_error *error = NULL;
    uint64_t *ids = cli_alloc(args->source_count - first, sizeof *ids);
    size_t count = 0;
    while (first + count < args->source_count && args->sources[first + count].file == NULL) {
        ids[count] = args->sources[first + count].id;
        count++;
    }
    cli_check(xeng_job_add_ids(job->job, 0, ids, count, &error), &error, NULL);
    free(ids);
    return count;
}

static void add_sources(cli_job *job)
{
    const cli_args *args = job->args;
    for (size_t i = 0; i < args->source_count;) {
        if (args->sources[i].file == NULL) {
            i += add_arguments(job, i);
        } else {
            add_file(job, 0, args->sources[i++].file, "--ids");
        }
    }
}

static void add_accounts(cli_job *job)
{
    for (size_t i = 0; i < job->accounts.count; i++) {
        const cli_account *account = &job->accounts.at[i];
        uint32_t number = 0;
        xeng_error *error = NULL;
        cli_check(xeng_job_add_credentials(job->job, account->credentials, &number, &error), &error,
                  account->name);
        if (account->ids != NULL) {
            add_file(job, number, account->ids, "--accounts");
        }
    }
    add_sources(job);
}

static void set_window(cli_job *job)
{
    const cli_args *args = job->args;
    xeng_error *error = NULL;
    if (args->start != NULL || args->end != NULL) {
        cli_check(xeng_job_set_window_text(job->job, args->start, args->end, &error), &error,
                  args->start == NULL ? "--end"
                  : args->end == NULL ? "--start"
                                      : "--start, --end");
    }
}

static void set_patience(cli_job *job)
{
    const cli_args *args = job->args;
    if (args->has_patience) {
        xeng_job_set_patience_ms(job->job, args->patience_ms);
    } else if (!cli_job_can_go_on(job)) {
        xeng_job_set_patience_ms(job->job, FIRST_PATIENCE_MS);
    }
}

static void set_journal(cli_job *job, cli_purpose purpose)
{
    const char *path = job->args->journal;
    xeng_error *error = NULL;
    if (path != NULL && (purpose == CLI_TO_SEND || access(path, F_OK) == 0)) {
        cli_check(xeng_job_set_journal(job->job, path, &error), &error, "--journal");
    }
}

/* Where the order of the pieces is the order of the rows. */
static bool is_ordered(const cli_args *args)
{
    bool figures =
        args->command == CLI_TOP || args->command == CLI_REPORT || args->command == CLI_PLOT;
    return !figures && args->sqlite == NULL;
}

void cli_job_make(cli_job *job, const cli_args *args, cli_purpose purpose)
{
    *job = (cli_job){.args = args};
    xeng_error *error = NULL;
    cli_accounts_make(args, purpose == CLI_TO_SHOW, &job->accounts);
    cli_query_make(args, job->accounts.at[0].credentials, &job->query);
    if (purpose == CLI_TO_SEND) {
        open_ledger(job);
    }
    job->client = cli_connect(args, job->ledger);
    cli_check(xeng_job_new(job->client, job->query.request, &job->job, &error), &error, NULL);
    xeng_job_set_ordered(job->job, is_ordered(args) ? 1 : 0);
    xeng_job_set_leave_out_old(job->job, args->leave_out_old ? 1 : 0);
    set_patience(job);
    set_window(job);
    if (args->shares > 0) {
        cli_check(xeng_job_set_share(job->job, args->share - 1, args->shares, &error), &error,
                  "--share");
    }
    set_journal(job, purpose);
    add_accounts(job);
}

void cli_job_begin(cli_job *job)
{
    xeng_error *error = NULL;
    int32_t code = xeng_job_begin(job->job, &error);
    const char *kept = job->args->sqlite != NULL ? "--sqlite" : "--journal";
    cli_check(code, &error, code == XENG_ERROR_JOURNAL ? kept : NULL);
    const char *note = xeng_job_journal_note(job->job);
    if (note != NULL) {
        cli_say("%s", note);
    }
}

void cli_job_ack(const cli_job *job, const xeng_piece *piece, uint64_t mark)
{
    xeng_error *error = NULL;
    cli_check(xeng_job_ack(job->job, piece, mark, &error), &error, NULL);
}

xeng_result *cli_job_sums(const cli_job *job)
{
    xeng_result *sums = NULL;
    xeng_error *error = NULL;
    cli_check(xeng_job_sums(job->job, &sums, &error), &error, NULL);
    return sums;
}

const char *cli_job_account_name(const cli_job *job, uint32_t account)
{
    const char *name = account < job->accounts.count ? job->accounts.at[account].name : NULL;
    return name == NULL ? "" : name;
}

bool cli_job_can_go_on(const cli_job *job)
{
    return job->args->journal != NULL || job->args->sqlite != NULL;
}

void cli_job_free(cli_job *job)
{
    xeng_job_unref(job->job);
    xeng_client_unref(job->client);
    xeng_ledger_unref(job->ledger);
    cli_accounts_free(&job->accounts);
    cli_query_free(&job->query);
    *job = (cli_job){0};
}
