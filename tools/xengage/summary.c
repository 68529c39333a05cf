/* What became of the ids, and what it took, for people. */
#include "summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "fate.h"
#include "say.h"
#include "status.h"

enum {
    KINDS = 64, /* that are told apart; more are put together with the last */
    WHY_SIZE = 200,
};

/* Ids with one state, and one reason where that says more. */
typedef struct {
    int32_t state;
    int32_t reason;
    uint32_t account;
    cli_named ids;
} cli_kind;

typedef struct {
    cli_kind at[KINDS];
    size_t count;
} cli_kinds;

/* Ids that failed since their account was stopped are told by account. */
static bool is_apart(const cli_job *job, const cli_kind *kind)
{
    return kind->state == XENG_ID_FAILED && xeng_job_account_error(job->job, kind->account) != NULL;
}

static cli_kind *kind_of(const cli_job *job, cli_kinds *kinds, cli_kind wanted)
{
    if (wanted.state != XENG_ID_FAILED) {
        wanted.reason = XENG_OK;
    }
    for (size_t i = 0; i < kinds->count; i++) {
        const cli_kind *kind = &kinds->at[i];
        if (kind->state == wanted.state && kind->reason == wanted.reason &&
            (kind->account == wanted.account ||
             (!is_apart(job, kind) && !is_apart(job, &wanted)))) {
            return &kinds->at[i];
        }
    }
    if (kinds->count < KINDS) {
        kinds->at[kinds->count++] = wanted;
    }
    return &kinds->at[kinds->count - 1];
}

static void collect(const cli_job *job, cli_kinds *kinds)
{
    uint64_t ids = xeng_job_figure(job->job, XENG_FIGURE_IDS);
    for (uint64_t i = 0; i < ids; i++) {
        cli_kind kind = {0};
        uint64_t id = 0;
        xeng_error *error = NULL;
        if (xeng_job_id_at(job->job, i, &id, &kind.account, &kind.state, &kind.reason, &error) !=
            XENG_OK) {
            cli_say_error(error);
            xeng_error_unref(error);
            return;
        }
        if (kind.state != XENG_ID_DELIVERED && kind.state != XENG_ID_UNSUPPORTED) {
            cli_named_add(&kind_of(job, kinds, kind)->ids, id);
        }
    }
}

static void say_named(const cli_named *named, const char *word, const char *why)
{
    if (named->count > 0) {
        char *text = cli_named_text(named);
        cli_say("%" PRIu64 " %s (%s): %s", named->count, word, why, text);
        free(text);
    }
}

static void say_failed(const cli_job *job, const cli_kind *kind)
{
    const xeng_error *error = xeng_job_account_error(job->job, kind->account);
    if (cli_fate_missing(kind->state, kind->reason)) {
        say_named(&kind->ids, "missing", "the server said nothing of them");
    } else if (error != NULL && kind->reason == xeng_error_code(error)) {
        char why[WHY_SIZE];
        const char *name = cli_job_account_name(job, kind->account);
        (void)snprintf(why, sizeof why, "account%s%s was stopped", *name == '\0' ? "" : " ", name);
        say_named(&kind->ids, "not asked for, or not answered", why);
    } else {
        say_named(&kind->ids, "failed", xeng_job_reason(job->job, kind->account, kind->reason));
    }
}

static void say_kind(const cli_job *job, const cli_kind *kind)
{
    switch (kind->state) {
    case XENG_ID_UNAVAILABLE:
        say_named(&kind->ids, "unavailable", "deleted, protected or otherwise not available");
        break;
    case XENG_ID_FORBIDDEN:
        say_named(&kind->ids, "forbidden",
                  "these credentials may not read them; their owner's may");
        break;
    case XENG_ID_FAILED:
        say_failed(job, kind);
        break;
    default:
        say_named(&kind->ids, "not asked for", "the run stopped before");
        break;
    }
}

static void say_old(const cli_job *job, const cli_tally *tally)
{
    say_named(&tally->without_impressions, "without impressions and engagements",
              "older than 90 days");
    say_named(&tally->without_video_views, "without video views", "older than 1800 days");
    uint64_t all = xeng_job_state_count(job->job, XENG_ID_UNSUPPORTED);
    if (all > tally->unsupported) {
        cli_say("%" PRIu64 " too old for some metrics, in what earlier runs did",
                all - tally->unsupported);
    }
}

static void say_states(const cli_job *job, const cli_tally *tally)
{
    uint64_t ids = xeng_job_figure(job->job, XENG_FIGURE_IDS);
    uint64_t delivered = xeng_job_state_count(job->job, XENG_ID_DELIVERED);
    cli_say("%" PRIu64 " of %" PRIu64 " Posts delivered in full", delivered, ids);
    if (delivered == ids) {
        return;
    }
    cli_kinds kinds = {0};
    collect(job, &kinds);
    for (size_t i = 0; i < kinds.count; i++) {
        say_kind(job, &kinds.at[i]);
    }
    say_old(job, tally);
}

static void say_accounts(const cli_job *job)
{
    for (uint32_t i = 0; i < job->accounts.count; i++) {
        const xeng_error *error = xeng_job_account_error(job->job, i);
        if (error != NULL) {
            const char *name = cli_job_account_name(job, i);
            cli_say("%s%s was stopped:", *name == '\0' ? "the account" : "account ", name);
            cli_say_error(error);
        }
    }
}

/* Bytes as people read them. */
static void size_text(uint64_t bytes, char text[24])
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    double value = (double)bytes / 1000;
    size_t unit = 0;
    if (bytes < 1000) {
        (void)snprintf(text, 24, "%" PRIu64 " bytes", bytes);
        return;
    }
    for (; value >= 1000 && unit + 1 < sizeof units / sizeof units[0]; unit++) {
        value /= 1000;
    }
    (void)snprintf(text, 24, "%.1f %s", value, units[unit]);
}

static void say_figures(const cli_job *job, const cli_ending *ending)
{
    char sent[24];
    char received[24];
    char took[CLI_SPAN_SIZE];
    uint64_t requests = xeng_job_figure(job->job, XENG_FIGURE_REQUESTS);
    uint64_t retries = xeng_job_figure(job->job, XENG_FIGURE_RETRIES);
    size_text(xeng_job_figure(job->job, XENG_FIGURE_BYTES_SENT), sent);
    size_text(xeng_job_figure(job->job, XENG_FIGURE_BYTES_RECEIVED), received);
    cli_span_text(ending->took_ms, took);
    cli_say("%" PRIu64 " request%s, %" PRIu64 " sent again; %s sent, %s received; in %s", requests,
            requests == 1 ? "" : "s", retries, sent, received, took);
}

static void say_users(const cli_job *job)
{
    uint64_t users = 0;
    xeng_error *error = NULL;
    if (job->ledger == NULL) {
        return;
    }
    if (xeng_ledger_users(job->ledger, XENG_TIME_UNSET, &users, &error) != XENG_OK) {
        cli_say_error(error);
        xeng_error_unref(error);
        return;
    }
    cli_say("%" PRIu64 " user%s read this month, by the ledger", users, users == 1 ? "" : "s");
}

void cli_summary(const cli_job *job, const cli_tally *tally, const cli_ending *ending)
{
    say_accounts(job);
    if (job->args->quiet) {
        return;
    }
    say_states(job, tally);
    say_figures(job, ending);
    say_users(job);
}
