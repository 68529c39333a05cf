/* The command line, read. */
#include "args.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/post.h>

#include "args_refuse.h"
#include "args_values.h"
#include "choices.h"
#include "commands.h"
#include "help.h"
#include "memory.h"
#include "options.h"
#include "say.h"
#include "status.h"

enum {
    FIRST_OPTION = 256, /* what getopt_long() gives for the first option of the table */
    RANKED = 10,        /* Posts that top shows where --count doesn't say */
};

static bool is_any_of(const char *word, const char *one, const char *other)
{
    return strcmp(word, one) == 0 || strcmp(word, other) == 0;
}

/* `xengage help`, perhaps about something. */
static _Noreturn void help(int count, char **words)
{
    int used = 0;
    const cli_command_entry *entry = cli_command_find(count, words, &used);
    const char *page = count == 0 ? CLI_HELP_OVERVIEW : entry != NULL ? entry->name : words[0];
    if (!cli_help_has(page)) {
        cli_refuse_topic(page);
    }
    cli_help(page, CLI_ALL_DELIVERED);
}

/* What isn't a command: a call for help, or a mistake. */
static _Noreturn void no_command(int count, char **words)
{
    if (count == 0) {
        cli_help(CLI_HELP_OVERVIEW, CLI_WRONG_REQUEST);
    }
    if (is_any_of(words[0], "--version", "-V")) {
        cli_help_version();
    }
    if (is_any_of(words[0], "--help", "-h") || strcmp(words[0], "help") == 0) {
        help(count - 1, words + 1);
    }
    if (strcmp(words[0], "auth") == 0 && (count == 1 || is_any_of(words[1], "--help", "-h"))) {
        cli_help("auth", count == 1 ? CLI_WRONG_REQUEST : CLI_ALL_DELIVERED);
    }
    cli_refuse_command(count, words);
}

static void take_option(cli_args *args, const cli_option *option, const char *value)
{
    char name[CLI_OPTION_SIZE] = "--";
    (void)strncat(name, option->name, sizeof name - sizeof "--");
    void *member = (char *)args + option->offset;
    switch (option->kind) {
    case CLI_FLAG:
        *(bool *)member = true;
        break;
    case CLI_TEXT:
        *(const char **)member = value;
        break;
    case CLI_CALL:
    case CLI_BARE:
        option->take(args, name, value);
        break;
    }
}

/* The options of a command, in getopt_long()'s form: `list` the long ones, `letters` the short. */
static void options_of(cli_command command, struct option list[CLI_OPTIONS_MOST],
                       char letters[CLI_OPTIONS_MOST])
{
    size_t count = 0;
    (void)strcpy(letters, ":");
    for (size_t i = 0; i < cli_option_count; i++) {
        const cli_option *option = &cli_options[i];
        if (!cli_option_of(option, command)) {
            continue;
        }
        bool value = option->value != NULL;
        list[count++] = (struct option){option->name, value ? required_argument : no_argument, NULL,
                                        FIRST_OPTION + (int)i};
        if (option->letter != '\0') {
            const char form[] = {option->letter, value ? ':' : '\0', '\0'};
            (void)strcat(letters, form);
        }
    }
    list[count] = (struct option){0};
}

static const cli_option *option_of(int given)
{
    for (size_t i = 0; i < cli_option_count; i++) {
        if (given == FIRST_OPTION + (int)i || given == cli_options[i].letter) {
            return &cli_options[i];
        }
    }
    return NULL;
}

/* An option that getopt_long() refused: `reason` is what it gave for it. */
static _Noreturn void refuse(const char *word, int reason, cli_command command)
{
    const cli_option *option = optopt == 0 ? NULL : option_of(optopt);
    const char letter[] = {(char)optopt, '\0'};
    if (reason == ':') {
        cli_refuse_valueless(option);
    }
    if (option != NULL && optopt >= FIRST_OPTION) {
        cli_refuse_value(option);
    }
    if (optopt != 0) {
        cli_die(CLI_WRONG_REQUEST, "-%s is no option of %s; see xengage %s --help", letter,
                cli_command_entry_of(command)->name, cli_command_entry_of(command)->name);
    }
    cli_refuse_option(word, command);
}

static void take_id(cli_args *args, const char *word)
{
    cli_source source = {0};
    xeng_error *error = NULL;
    if (xeng_post_id_parse(word, &source.id, &error) != XENG_OK) {
        cli_die_error(CLI_WRONG_REQUEST, "Post ids", error);
    }
    args->sources = cli_grow(args->sources, &args->source_room, args->source_count, sizeof source);
    args->sources[args->source_count++] = source;
}

static void take_words(cli_args *args, int count, char **words)
{
    int taken = 0;
    if (args->command == CLI_COMPLETIONS && count > 0) {
        args->shell = cli_value_shell("completions", words[taken++]);
    }
    if (args->endpoint == 0 && count > taken) {
        cli_die(CLI_WRONG_REQUEST, "'%s' is one word too many; see xengage %s --help", words[taken],
                cli_command_entry_of(args->command)->name);
    }
    for (; taken < count; taken++) {
        take_id(args, words[taken]);
    }
}

/* getopt_long() puts the words in another order; they are shown as they were given. */
static void keep_words(cli_args *args, int argc, char **argv)
{
    args->word_count = argc;
    args->words = cli_alloc((size_t)argc, sizeof *args->words);
    memcpy(args->words, argv, (size_t)argc * sizeof *argv);
}

void cli_args_read(int argc, char **argv, cli_args *args)
{
    int used = 0;
    const cli_command_entry *entry = cli_command_find(argc - 1, argv + 1, &used);
    if (entry == NULL) {
        no_command(argc - 1, argv + 1);
    }
    *args = (cli_args){.command = entry->command, .endpoint = entry->endpoint};
    args->now = XENG_TIME_UNSET;
    args->rank_count = RANKED;
    keep_words(args, argc, argv);
    struct option list[CLI_OPTIONS_MOST];
    char letters[CLI_OPTIONS_MOST];
    options_of(args->command, list, letters);
    argc -= used;
    argv += used;
    int given;
    while ((given = getopt_long(argc, argv, letters, list, NULL)) != -1) {
        if (given == '?' || given == ':') {
            refuse(argv[optind - 1], given, args->command);
        }
        const cli_option *option = option_of(given);
        args->given |= UINT64_C(1) << (option - cli_options);
        take_option(args, option, optarg);
    }
    take_words(args, argc - optind, argv + optind);
    if (args->now == XENG_TIME_UNSET && args->endpoint != 0) {
        args->now = cli_value_env_now();
    }
    cli_args_check(args);
}

void cli_args_free(cli_args *args)
{
    for (size_t i = 0; i < args->group_count; i++) {
        free((char *)(uintptr_t)args->groups[i].name);
    }
    free(args->sources);
    free(args->from);
    free(args->before);
    free(args->posts);
    free(args->words);
}
