/* Taking options: what each does to the arguments. */
#include "options_take.h"

#include <string.h>

#include "args_values.h"
#include "commands.h"
#include "help.h"
#include "memory.h"
#include "say.h"
#include "status.h"

void cli_take_ids(cli_args *args, const char *option, const char *value)
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

void cli_take_from(cli_args *args, const char *option, const char *value)
{
    (void)option;
    args->from = add_text(args->from, &args->from_room, &args->from_count, value);
}

void cli_take_before(cli_args *args, const char *option, const char *value)
{
    (void)option;
    args->before = add_text(args->before, &args->before_room, &args->before_count, value);
}

void cli_take_post(cli_args *args, const char *option, const char *value)
{
    args->posts = cli_grow(args->posts, &args->post_room, args->post_count, sizeof *args->posts);
    args->posts[args->post_count++] = cli_value_post(option, value);
}

void cli_take_utc_offset(cli_args *args, const char *option, const char *value)
{
    args->utc_offset_s = cli_value_utc_offset(option, value);
}

void cli_take_step(cli_args *args, const char *option, const char *value)
{
    args->step = cli_value_step(option, value);
}

void cli_take_width(cli_args *args, const char *option, const char *value)
{
    args->width = (uint32_t)cli_value_count(option, value, CLI_PLOT_MOST);
}

void cli_take_height(cli_args *args, const char *option, const char *value)
{
    args->height = (uint32_t)cli_value_count(option, value, CLI_PLOT_MOST);
}

void cli_take_ids_format(cli_args *args, const char *option, const char *value)
{
    args->ids_format = cli_value_ids_format(option, value);
}

void cli_take_group(cli_args *args, const char *option, const char *value)
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

void cli_take_now(cli_args *args, const char *option, const char *value)
{
    args->now = cli_value_time(option, value);
}

void cli_take_format(cli_args *args, const char *option, const char *value)
{
    args->format = cli_value_format(option, value);
    args->has_format = true;
}

void cli_take_top(cli_args *args, const char *option, const char *value)
{
    args->top = cli_value_count(option, value, CLI_COUNT_MOST);
}

void cli_take_rank(cli_args *args, const char *option, const char *value)
{
    if (args->rank_by != 0) {
        cli_die(CLI_WRONG_REQUEST, "%s: one figure is ranked by: give --metric or --by, once",
                option);
    }
    args->rank_by = cli_value_rank(option, value);
}

void cli_take_rank_count(cli_args *args, const char *option, const char *value)
{
    args->rank_count = cli_value_count(option, value, CLI_RANK_MOST);
}

void cli_take_endpoint(cli_args *args, const char *option, const char *value)
{
    args->endpoint = cli_value_endpoint(option, value);
}

void cli_take_deadline(cli_args *args, const char *option, const char *value)
{
    args->deadline_ms = cli_value_seconds(option, value);
}

void cli_take_patience(cli_args *args, const char *option, const char *value)
{
    args->patience_ms = cli_value_duration(option, value);
    args->has_patience = true;
}

void cli_take_rate_limit(cli_args *args, const char *option, const char *value)
{
    args->rate_limit = (uint32_t)cli_value_count(option, value, CLI_COUNT_MOST);
}

void cli_take_concurrency(cli_args *args, const char *option, const char *value)
{
    args->concurrency = (uint32_t)cli_value_count(option, value, CLI_CONCURRENCY_MOST);
}

void cli_take_share(cli_args *args, const char *option, const char *value)
{
    cli_value_share(option, value, &args->share, &args->shares);
}

void cli_take_ledger_day(cli_args *args, const char *option, const char *value)
{
    args->ledger_day = (uint32_t)cli_value_count(option, value, CLI_LEDGER_DAY_MOST);
}

void cli_take_handle_limit(cli_args *args, const char *option, const char *value)
{
    args->handle_limit = (uint32_t)cli_value_count(option, value, CLI_COUNT_MOST);
}

void cli_take_handle_action(cli_args *args, const char *option, const char *value)
{
    args->handle_refuse = cli_value_refuse(option, value);
    args->has_handle_action = true;
}

void cli_take_log(cli_args *args, const char *option, const char *value)
{
    (void)args;
    cli_value_log(option, value);
}

void cli_take_help(cli_args *args, const char *option, const char *value)
{
    (void)option;
    (void)value;
    cli_help(cli_command_entry_of(args->command)->name, CLI_ALL_DELIVERED);
}

void cli_take_version(cli_args *args, const char *option, const char *value)
{
    (void)args;
    (void)option;
    (void)value;
    cli_help_version();
}
