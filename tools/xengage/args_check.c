/* Options that don't go together. */
#include "args.h"

#include <string.h>

#include "args_check.h"
#include "args_files.h"
#include "form.h"
#include "say.h"
#include "status.h"

static void refuse(const char *text)
{
    cli_die(CLI_WRONG_REQUEST, "%s", text);
}

static void check_ids(const cli_args *args)
{
    if (args->from_count > 0) {
        return;
    }
    if (args->accounts != NULL && args->source_count > 0) {
        refuse("--accounts names the files of ids itself: give no --ids and no ids beside it");
    }
    if (args->accounts != NULL && args->credentials != NULL) {
        refuse("--accounts names the files of credentials itself: give no --credentials beside it");
    }
    if (args->accounts == NULL && args->source_count == 0) {
        if (cli_check_draws(args)) {
            refuse("nothing to show: give Post ids, --ids FILE or --accounts FILE to ask for, or "
                   "--from FILE to read what xengage has written");
        }
        refuse("no Post ids: give them as arguments, or --ids FILE (- for standard input)");
    }
}

static void check_output(const cli_args *args)
{
    if (args->top != 0 && args->format != CLI_TABLE) {
        refuse("--top is for tables: csv, jsonl and json have everything");
    }
    if (args->sqlite != NULL && args->journal != NULL) {
        refuse("--sqlite keeps its progress in the database: give no --journal beside it");
    }
    if (args->sqlite != NULL && (args->has_format || args->out != NULL || args->top != 0)) {
        refuse("--sqlite is where the counts go: give no --out, --format or --top beside it");
    }
    if (args->journal != NULL && args->format != CLI_CSV && args->format != CLI_JSONL) {
        refuse("--journal takes --format csv or jsonl: a table or a json document is written at "
               "the end, as a whole, so that it can't be gone on with");
    }
    if (args->journal != NULL && (args->out == NULL || strcmp(args->out, "-") == 0)) {
        refuse("--journal takes --out FILE: what went to standard output can't be gone on with");
    }
}

/* The forms of text: only CSV and JSON lines have them. */
static void check_text(const cli_args *args)
{
    bool text = cli_form_is_text(args);
    if (args->wide && !text) {
        refuse("--wide takes --format csv or jsonl: tables, json and databases have one form");
    }
    if (args->gzip && !text) {
        refuse("--gzip takes --format csv or jsonl: nothing else is compressed");
    }
    if (cli_form_named_gzip(args->out) && !text) {
        refuse("--out: a name that ends in .gz takes --format csv or jsonl: nothing else is "
               "compressed");
    }
}

static void check_showing(const cli_args *args)
{
    if (args->plan && args->explain) {
        refuse("--plan and --explain both send nothing, and show different things: give one");
    }
    if (args->explain && args->leave_out_old) {
        refuse("--explain shows requests as they are without --leave-out-old; use --plan for how "
               "many there are with it");
    }
}

static void check_ledger(const cli_args *args)
{
    if (args->ledger == NULL && args->ledger_day != 0) {
        refuse("--ledger-day is the first day of the month in a --ledger, and there is none");
    }
    if (args->ledger == NULL && args->handle_limit != 0) {
        refuse("--handle-limit is counted in a --ledger, and there is none");
    }
    if (args->handle_limit == 0 && args->has_handle_action) {
        refuse("--handle-limit-action says what to do at a --handle-limit, and there is none");
    }
}

static void check_top(const cli_args *args)
{
    if (args->rank_by == 0) {
        refuse("top takes --metric NAME, or --by engagement-rate");
    }
}

static void check_endpoint(const cli_args *args)
{
    if (args->endpoint != XENG_ENDPOINT_HISTORICAL && (args->start != NULL || args->end != NULL)) {
        refuse("--start and --end are for --endpoint historical");
    }
}

void cli_args_check(const cli_args *args)
{
    if (args->command == CLI_COMPLETIONS && args->shell == NULL) {
        refuse("completions takes the name of a shell: bash, zsh or fish");
    }
    cli_check_files(args);
    if (args->endpoint == 0) {
        return;
    }
    check_ids(args);
    check_output(args);
    check_showing(args);
    check_ledger(args);
    check_endpoint(args);
    if (args->command == CLI_TOP) {
        check_top(args);
    }
    if (cli_check_draws(args)) {
        cli_check_figures(args);
    } else if (args->command != CLI_TOP) {
        check_text(args);
    }
}
