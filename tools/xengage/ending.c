/* How a run ended, in words and as an exit status. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drive.h"
#include "fate.h"
#include "say.h"
#include "status.h"

/* Characters that no shell makes anything of. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                            "%+,-./:=@_^";

static void write_word(FILE *file, const char *word)
{
    if (*word != '\0' && word[strspn(word, plain)] == '\0') {
        fputs(word, file);
        return;
    }
    putc('\'', file);
    for (; *word != '\0'; word++) {
        if (*word == '\'') {
            fputs("'\\''", file);
        } else {
            putc(*word, file);
        }
    }
    putc('\'', file);
}

static bool reads_standard_input(const cli_args *args)
{
    for (size_t i = 0; i < args->source_count; i++) {
        if (args->sources[i].file != NULL && strcmp(args->sources[i].file, "-") == 0) {
            return true;
        }
    }
    return false;
}

static void say_how_to_go_on(const cli_args *args)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    for (int i = 0; file != NULL && i < args->word_count; i++) {
        fputs(i == 0 ? "" : " ", file);
        write_word(file, args->words[i]);
    }
    if (file == NULL || fclose(file) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    cli_say("to go on%s: %s",
            reads_standard_input(args) ? ", with the same ids on standard input" : "", text);
    free(text);
}

/* The first account that was stopped; NULL if none was. */
static const xeng_error *stopped_account(const cli_job *job)
{
    for (uint32_t i = 0; i < job->accounts.count; i++) {
        const xeng_error *error = xeng_job_account_error(job->job, i);
        if (error != NULL) {
            return error;
        }
    }
    return NULL;
}

/* Where nothing was delivered at all since everything failed: the reason of the first id. */
static int32_t reason_of_all(const cli_job *job)
{
    uint64_t ids = xeng_job_figure(job->job, XENG_FIGURE_IDS);
    int32_t reason = XENG_OK;
    if (ids == 0 || xeng_job_state_count(job->job, XENG_ID_FAILED) != ids ||
        xeng_job_id_at(job->job, 0, NULL, NULL, NULL, &reason, NULL) != XENG_OK ||
        cli_fate_missing(XENG_ID_FAILED, reason)) {
        return XENG_OK;
    }
    return reason;
}

static int status_of_end(const cli_job *job)
{
    const xeng_error *stopped = stopped_account(job);
    if (stopped != NULL) {
        return cli_status_of(xeng_error_code(stopped));
    }
    int32_t reason = reason_of_all(job);
    if (reason != XENG_OK) {
        return cli_status_of(reason);
    }
    bool all = xeng_job_state_count(job->job, XENG_ID_DELIVERED) ==
               xeng_job_figure(job->job, XENG_FIGURE_IDS);
    return all ? CLI_ALL_DELIVERED : CLI_SOME_MISSING;
}

int cli_ending_say(const cli_job *job, const cli_ending *ending, bool written)
{
    bool complete = xeng_job_state(job->job) == XENG_JOB_COMPLETE;
    bool failed = ending->code != XENG_OK && ending->signal == 0 && !ending->late;
    if (failed && ending->error != NULL) {
        cli_say_error(ending->error);
    }
    if (!complete || (written && stopped_account(job) != NULL)) {
        if (written && !job->args->quiet) {
            cli_say("the run stopped early; what it had by then is written");
        }
        if (cli_job_can_go_on(job)) {
            say_how_to_go_on(job->args);
        }
    }
    if (ending->signal != 0 && !complete) {
        return CLI_BY_SIGNAL + ending->signal;
    }
    if (ending->late && !complete) {
        return CLI_SERVER_TROUBLE;
    }
    return failed ? cli_status_of(ending->code) : status_of_end(job);
}
