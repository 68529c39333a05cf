/* The table of options: what the command line, --help, the completions and the man page go by. */
#include "options.h"

#include <stddef.h>
#include <string.h>

#include "choices.h"
#include "options_take.h"

enum {
    TOP = 1U << CLI_TOP,
    REPORT = 1U << CLI_REPORT,
    PLOT = 1U << CLI_PLOT,
    COUNTS = 1U << CLI_TOTALS | 1U << CLI_28HR | 1U << CLI_HISTORICAL,
    PICTURES = REPORT | PLOT,
    CHOOSES = TOP | PICTURES,
    FETCH = COUNTS | CHOOSES,
    WINDOWS = 1U << CLI_HISTORICAL | CHOOSES,
    LOGIN = 1U << CLI_AUTH_LOGIN,
    TOKENS = 1U << CLI_AUTH_BEARER | LOGIN,
    ALL = FETCH | TOKENS | 1U << CLI_AUTH_LOGOUT, /* that talk to a server */
    EVERY = ALL | 1U << CLI_COMPLETIONS,
};

/* How an option is taken: its kind, and the member or function of that. */
#define TEXT(text)     CLI_TEXT, offsetof(cli_args, text), NULL
#define FLAG(flag)     CLI_FLAG, offsetof(cli_args, flag), NULL
#define CALL(function) CLI_CALL, 0, cli_take_##function
#define BARE(function) CLI_BARE, 0, cli_take_##function

/* What its value is called, and what it is. */
#define NONE                  NULL, CLI_IS_TEXT, NULL
#define ANY(name)             name, CLI_IS_TEXT, NULL
#define FILE_NAME             "FILE", CLI_IS_FILE, NULL
#define CHOICE(name, choices) name, CLI_IS_CHOICE, cli_choice_##choices
#define METRIC                "NAME", CLI_IS_METRIC, NULL
#define RANK                  "NAME", CLI_IS_RANK, NULL
#define METRICS               "A,B,...", CLI_IS_METRICS, NULL
#define GROUP                 "NAME=DIM,...", CLI_IS_GROUP, NULL

/* clang-format off */
const cli_option cli_options[] = {
    {"ids", 0, FETCH, CALL(ids), FILE_NAME,
     "Post ids: plain, CSV, JSON lines, gzipped or not; or -"},
    {"ids-format", 0, FETCH, CALL(ids_format), CHOICE("FORMAT", ids_formats),
     "auto (default), plain (one a line), csv, jsonl"},
    {"ids-field", 0, FETCH, TEXT(ids_field), ANY("NAME"),
     "its column, or field; default id, tweet_id or post_id"},
    {"accounts", 0, FETCH, TEXT(accounts), FILE_NAME,
     "CSV: credentials,ids and perhaps name, an account a row"},
    {"metrics", 0, COUNTS | PICTURES, TEXT(metrics), METRICS,
     "default: all that endpoint and credentials allow"},
    {"group", 0, COUNTS, CALL(group), GROUP,
     "up to 3; default metrics=tweet.id,engagement.type"},
    {"start", 0, WINDOWS, TEXT(start), ANY("TIME"),
     "UTC: 2026-11-01 or 2026-11-01T17:00:00Z"},
    {"end", 0, WINDOWS, TEXT(end), ANY("TIME"),
     "exclusive; default for either: four weeks from the other"},
    {"now", 0, FETCH, CALL(now), ANY("TIME"),
     "judges ages and windows by it (also XENGAGE_NOW)"},
    {"format", 0, COUNTS | TOP, CALL(format), CHOICE("FORMAT", formats),
     "table (default), csv, jsonl, json"},
    {"wide", 0, COUNTS, FLAG(wide), NONE,
     "a column a metric, in csv and jsonl"},
    {"gzip", 0, COUNTS, FLAG(gzip), NONE,
     "compresses csv and jsonl, as --out FILE.gz does"},
    {"top", 0, COUNTS, CALL(top), ANY("N"),
     "only the first N rows of the table"},
    {"metric", 0, CHOOSES, CALL(rank), RANK,
     "the one to rank by, or to draw, such as impressions"},
    {"by", 0, TOP | REPORT, CALL(rank), RANK,
     "engagement-rate: engagements divided by impressions"},
    {"count", 'n', TOP | REPORT, CALL(rank_count), ANY("N"),
     "how many of the best Posts; default 10"},
    {"endpoint", 0, CHOOSES, CALL(endpoint), CHOICE("NAME", endpoints),
     "totals, 28hr or historical"},
    {"from", 0, PICTURES, CALL(from), FILE_NAME,
     "what xengage wrote, in any format; sends nothing"},
    {"before", 0, REPORT, CALL(before), FILE_NAME,
     "the same, of an earlier window to compare with"},
    {"post", 0, PICTURES, CALL(post), ANY("ID"),
     "a Post to show by itself; repeatable"},
    {"utc-offset", 0, PICTURES, CALL(utc_offset), ANY("OFFSET"),
     "where days begin: +02:00, -5; default UTC"},
    {"title", 0, PICTURES, TEXT(title), ANY("TEXT"),
     "what stands above it"},
    {"step", 0, PLOT, CALL(step), CHOICE("STEP", steps),
     "hour, day, week: what a point is"},
    {"width", 0, PLOT, CALL(width), ANY("N"),
     "columns; default: those of the terminal"},
    {"height", 0, PLOT, CALL(height), ANY("N"),
     "lines"},
    {"ascii", 0, PLOT, FLAG(ascii), NONE,
     "draws with ASCII alone"},
    {"explain", 0, FETCH, FLAG(explain), NONE,
     "prints the requests, and warnings; sends nothing"},
    {"plan", 0, FETCH, FLAG(plan), NONE,
     "prints how many requests, how long; sends nothing"},
    {"progress", 0, FETCH, FLAG(progress), NONE,
     "also where standard error is no terminal"},
    {"journal", 0, COUNTS, TEXT(journal), FILE_NAME,
     "keeps progress; with --out FILE, --format csv or jsonl"},
    {"sqlite", 0, COUNTS, TEXT(sqlite), FILE_NAME,
     "counts and progress in a database, instead of --out"},
    {"share", 0, FETCH, CALL(share), ANY("I/N"),
     "part I of N of the ids and of the rate limit, from 1 on"},
    {"rate-limit", 0, FETCH, CALL(rate_limit), ANY("N"),
     "requests a minute, of the whole contract; else learned"},
    {"concurrency", 0, FETCH, CALL(concurrency), ANY("N"),
     "requests at once; default 16"},
    {"patience", 0, FETCH, CALL(patience), ANY("TIME"),
     "how long an outage may last: 90s, 10m"},
    {"leave-out-old", 0, FETCH, FLAG(leave_out_old), NONE,
     "doesn't ask for what Posts are certainly too old for"},
    {"ledger", 0, FETCH, TEXT(ledger), FILE_NAME,
     "counts a month's distinct users there"},
    {"ledger-day", 0, FETCH, CALL(ledger_day), ANY("N"),
     "the first day of that month; default 1"},
    {"handle-limit", 0, FETCH, CALL(handle_limit), ANY("N"),
     "warns at more users than that"},
    {"handle-limit-action", 0, FETCH, CALL(handle_action), CHOICE("ACTION", limit_actions),
     "warn (default), or refuse: stop there"},
    {"callback", 0, LOGIN, TEXT(callback), ANY("URL"),
     "one registered for the application, instead of a PIN"},
    {"out", 0, FETCH | TOKENS, TEXT(out), FILE_NAME,
     "instead of standard output; in place at the end"},
    {"base-url", 0, ALL, TEXT(base_url), ANY("URL"),
     "another server (also XENGAGE_BASE_URL)"},
    {"ca-file", 0, ALL, TEXT(ca_file), FILE_NAME,
     "certificates to trust, PEM (also XENGAGE_CA_FILE)"},
    {"credentials", 0, ALL, TEXT(credentials), FILE_NAME,
     "JSON that only you can read, not the environment"},
    {"deadline", 0, ALL, CALL(deadline), ANY("SECONDS"),
     "for the whole run"},
    {"log", 0, ALL, CALL(log), CHOICE("LEVEL", log_levels),
     "error, warn, info, debug, trace: to standard error"},
    {"quiet", 'q', ALL, FLAG(quiet), NONE,
     "no summary, no progress"},
    {"help", 'h', EVERY, BARE(help), NONE,
     "the page of a command"},
    {"version", 'V', EVERY, BARE(version), NONE,
     "which xengage this is"},
};
/* clang-format on */

const size_t cli_option_count = sizeof cli_options / sizeof cli_options[0];

_Static_assert(sizeof cli_options / sizeof cli_options[0] < CLI_OPTIONS_MOST, "make room");

bool cli_option_of(const cli_option *option, cli_command command)
{
    return (option->commands & 1U << command) != 0;
}

bool cli_option_repeats(const cli_option *option)
{
    static const char *const names[] = {"ids", "group", "from", "before", "post", NULL};
    return cli_choice_place(option->name, names) >= 0;
}

const cli_option *cli_option_find(const char *name, size_t size)
{
    for (size_t i = 0; i < cli_option_count; i++) {
        if (strlen(cli_options[i].name) == size && memcmp(cli_options[i].name, name, size) == 0) {
            return &cli_options[i];
        }
    }
    return NULL;
}
