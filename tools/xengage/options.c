/* The table of options. */
#include "options.h"

#include <stddef.h>
#include <string.h>

#include "args_values.h"
#include "help.h"
#include "memory.h"
#include "say.h"
#include "status.h"

enum {
    COUNTS = 1U << CLI_TOTALS | 1U << CLI_28HR | 1U << CLI_HISTORICAL,
    PICTURES = 1U << CLI_REPORT | 1U << CLI_PLOT,
    CHOOSES = 1U << CLI_TOP | PICTURES,
    FETCH = COUNTS | CHOOSES,
    WINDOWS = 1U << CLI_HISTORICAL | CHOOSES,
    TOKENS = 1U << CLI_AUTH_BEARER | 1U << CLI_AUTH_LOGIN,
    ALL = FETCH | TOKENS | 1U << CLI_AUTH_LOGOUT,
};

static void take_ids(cli_args *args, const char *option, const char *value)
{
    (void)option;
    args->sources =
        cli_grow(args->sources, &args->source_room, args->source_count, sizeof *args->sources);
    args->sources[args->source_count++] = (cli_source){.file = value};
}

static const char **add_text(const char **list, size_t *room, size_t *count, const char *text)
{
    list = cli_grow(list, room, *count, sizeof *list);
    list[(*count)++] = text;
    return list;
}

static void take_from(cli_args *args, const char *option, const char *value)
{
    (void)option;
    args->from = add_text(args->from, &args->from_room, &args->from_count, value);
}

static void take_before(cli_args *args, const char *option, const char *value)
{
    (void)option;
    args->before = add_text(args->before, &args->before_room, &args->before_count, value);
}

static void take_post(cli_args *args, const char *option, const char *value)
{
    args->posts = cli_grow(args->posts, &args->post_room, args->post_count, sizeof *args->posts);
    args->posts[args->post_count++] = cli_value_post(option, value);
}

static void take_utc_offset(cli_args *args, const char *option, const char *value)
{
    args->utc_offset_s = cli_value_utc_offset(option, value);
}

static void take_step(cli_args *args, const char *option, const char *value)
{
    args->step = cli_value_step(option, value);
}

static void take_width(cli_args *args, const char *option, const char *value)
{
    args->width = (uint32_t)cli_value_count(option, value, CLI_PLOT_MOST);
}

static void take_height(cli_args *args, const char *option, const char *value)
{
    args->height = (uint32_t)cli_value_count(option, value, CLI_PLOT_MOST);
}

static void take_ids_format(cli_args *args, const char *option, const char *value)
{
    args->ids_format = cli_value_ids_format(option, value);
}

static void take_group(cli_args *args, const char *option, const char *value)
{
    const char *equals = strrchr(value, '=');
    if (equals == NULL) {
        cli_die(CLI_WRONG_REQUEST,
                "%s takes NAME=dimensions, such as "
                "daily=tweet.id,engagement.type,engagement.day, not '%s'",
                option, value);
    }
    if (args->group_count == XENG_MAX_GROUPINGS) {
        cli_die(CLI_WRONG_REQUEST, "%s %s: a request takes at most %d groupings", option, value,
                XENG_MAX_GROUPINGS);
    }
    args->groups[args->group_count++] =
        (cli_group){.name = cli_copy(value, (size_t)(equals - value)), .dimensions = equals + 1};
}

static void take_now(cli_args *args, const char *option, const char *value)
{
    args->now = cli_value_time(option, value);
}

static void take_format(cli_args *args, const char *option, const char *value)
{
    args->format = cli_value_format(option, value);
    args->has_format = true;
}

static void take_top(cli_args *args, const char *option, const char *value)
{
    args->top = cli_value_count(option, value, CLI_COUNT_MOST);
}

static void take_rank(cli_args *args, const char *option, const char *value)
{
    if (args->rank_by != 0) {
        cli_die(CLI_WRONG_REQUEST, "%s: one figure is ranked by: give --metric or --by, once",
                option);
    }
    args->rank_by = cli_value_rank(option, value);
}

static void take_rank_count(cli_args *args, const char *option, const char *value)
{
    args->rank_count = cli_value_count(option, value, CLI_RANK_MOST);
}

static void take_endpoint(cli_args *args, const char *option, const char *value)
{
    args->endpoint = cli_value_endpoint(option, value);
}

static void take_deadline(cli_args *args, const char *option, const char *value)
{
    args->deadline_ms = cli_value_seconds(option, value);
}

static void take_patience(cli_args *args, const char *option, const char *value)
{
    args->patience_ms = cli_value_duration(option, value);
    args->has_patience = true;
}

static void take_rate_limit(cli_args *args, const char *option, const char *value)
{
    args->rate_limit = (uint32_t)cli_value_count(option, value, CLI_COUNT_MOST);
}

static void take_concurrency(cli_args *args, const char *option, const char *value)
{
    args->concurrency = (uint32_t)cli_value_count(option, value, CLI_CONCURRENCY_MOST);
}

static void take_share(cli_args *args, const char *option, const char *value)
{
    cli_value_share(option, value, &args->share, &args->shares);
}

static void take_ledger_day(cli_args *args, const char *option, const char *value)
{
    args->ledger_day = (uint32_t)cli_value_count(option, value, CLI_LEDGER_DAY_MOST);
}

static void take_handle_limit(cli_args *args, const char *option, const char *value)
{
    args->handle_limit = (uint32_t)cli_value_count(option, value, CLI_COUNT_MOST);
}

static void take_handle_action(cli_args *args, const char *option, const char *value)
{
    args->handle_refuse = cli_value_refuse(option, value);
    args->has_handle_action = true;
}

static void take_log(cli_args *args, const char *option, const char *value)
{
    (void)args;
    cli_value_log(option, value);
}

static void take_help(cli_args *args, const char *option, const char *value)
{
    (void)option;
    (void)value;
    cli_help(CLI_HELP_OF(args->command), CLI_ALL_DELIVERED);
}

static void take_version(cli_args *args, const char *option, const char *value)
{
    (void)args;
    (void)option;
    (void)value;
    cli_help_version();
}

/* How an option is taken: its kind, and the member or function of that. */
#define TEXT(text)     CLI_TEXT, offsetof(cli_args, text), NULL
#define FLAG(flag)     CLI_FLAG, offsetof(cli_args, flag), NULL
#define CALL(function) CLI_CALL, 0, function
#define BARE(function) CLI_BARE, 0, function

const cli_option cli_options[] = {
    {"ids", 0, FETCH, CALL(take_ids)},
    {"ids-format", 0, FETCH, CALL(take_ids_format)},
    {"ids-field", 0, FETCH, TEXT(ids_field)},
    {"accounts", 0, FETCH, TEXT(accounts)},
    {"metrics", 0, COUNTS | PICTURES, TEXT(metrics)},
    {"group", 0, COUNTS, CALL(take_group)},
    {"start", 0, WINDOWS, TEXT(start)},
    {"end", 0, WINDOWS, TEXT(end)},
    {"now", 0, FETCH, CALL(take_now)},
    {"format", 0, COUNTS | 1U << CLI_TOP, CALL(take_format)},
    {"wide", 0, COUNTS, FLAG(wide)},
    {"gzip", 0, COUNTS, FLAG(gzip)},
    {"top", 0, COUNTS, CALL(take_top)},
    {"metric", 0, CHOOSES, CALL(take_rank)},
    {"by", 0, 1U << CLI_TOP, CALL(take_rank)},
    {"count", 'n', 1U << CLI_TOP | 1U << CLI_REPORT, CALL(take_rank_count)},
    {"endpoint", 0, CHOOSES, CALL(take_endpoint)},
    {"from", 0, PICTURES, CALL(take_from)},
    {"before", 0, 1U << CLI_REPORT, CALL(take_before)},
    {"post", 0, PICTURES, CALL(take_post)},
    {"utc-offset", 0, PICTURES, CALL(take_utc_offset)},
    {"title", 0, PICTURES, TEXT(title)},
    {"step", 0, 1U << CLI_PLOT, CALL(take_step)},
    {"width", 0, 1U << CLI_PLOT, CALL(take_width)},
    {"height", 0, 1U << CLI_PLOT, CALL(take_height)},
    {"ascii", 0, 1U << CLI_PLOT, FLAG(ascii)},
    {"explain", 0, FETCH, FLAG(explain)},
    {"plan", 0, FETCH, FLAG(plan)},
    {"progress", 0, FETCH, FLAG(progress)},
    {"journal", 0, COUNTS, TEXT(journal)},
    {"sqlite", 0, COUNTS, TEXT(sqlite)},
    {"share", 0, FETCH, CALL(take_share)},
    {"rate-limit", 0, FETCH, CALL(take_rate_limit)},
    {"concurrency", 0, FETCH, CALL(take_concurrency)},
    {"patience", 0, FETCH, CALL(take_patience)},
    {"leave-out-old", 0, FETCH, FLAG(leave_out_old)},
    {"ledger", 0, FETCH, TEXT(ledger)},
    {"ledger-day", 0, FETCH, CALL(take_ledger_day)},
    {"handle-limit", 0, FETCH, CALL(take_handle_limit)},
    {"handle-limit-action", 0, FETCH, CALL(take_handle_action)},
    {"callback", 0, 1U << CLI_AUTH_LOGIN, TEXT(callback)},
    {"out", 0, FETCH | TOKENS, TEXT(out)},
    {"base-url", 0, ALL, TEXT(base_url)},
    {"ca-file", 0, ALL, TEXT(ca_file)},
    {"credentials", 0, ALL, TEXT(credentials)},
    {"deadline", 0, ALL, CALL(take_deadline)},
    {"log", 0, ALL, CALL(take_log)},
    {"quiet", 'q', ALL, FLAG(quiet)},
    {"help", 'h', ALL, BARE(take_help)},
    {"version", 'V', ALL, BARE(take_version)},
};

const size_t cli_option_count = sizeof cli_options / sizeof cli_options[0];

_Static_assert(sizeof cli_options / sizeof cli_options[0] < CLI_OPTIONS_MOST, "make room");
