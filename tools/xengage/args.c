/* The command line, read. */
#include "args.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/metric.h>
#include <xengage/post.h>

#include "args_values.h"
#include "help.h"
#include "memory.h"
#include "options.h"
#include "say.h"
#include "status.h"

enum {
    FIRST_OPTION = 256, /* what getopt_long() gives for the first option of the table */
    RANKED = 10,        /* Posts that top shows where --count doesn't say */
};

/* The commands by the words that call them. */
static const struct {
    cli_command command;
    int32_t endpoint;
    const char *words[2];
} commands[] = {
    {CLI_TOTALS, XENG_ENDPOINT_TOTALS, {"totals", NULL}},
    {CLI_28HR, XENG_ENDPOINT_28HR, {"28hr", NULL}},
    {CLI_HISTORICAL, XENG_ENDPOINT_HISTORICAL, {"historical", NULL}},
    {CLI_TOP, XENG_ENDPOINT_TOTALS, {"top", NULL}},
    {CLI_REPORT, XENG_ENDPOINT_HISTORICAL, {"report", NULL}},
    {CLI_PLOT, XENG_ENDPOINT_HISTORICAL, {"plot", NULL}},
    {CLI_AUTH_BEARER, 0, {"auth", "bearer"}},
    {CLI_AUTH_LOGIN, 0, {"auth", "login"}},
    {CLI_AUTH_LOGOUT, 0, {"auth", "logout"}},
};

enum {
    COMMANDS = sizeof commands / sizeof commands[0],
};

/* Finds the command that words name, and how many words that takes; 0 if they name none. */
static int find_command(int count, char **words, size_t *index)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        int wanted = commands[i].words[1] == NULL ? 1 : 2;
        if (count >= wanted && strcmp(words[0], commands[i].words[0]) == 0 &&
            (wanted == 1 || strcmp(words[1], commands[i].words[1]) == 0)) {
            *index = i;
            return wanted;
        }
    }
    return 0;
}

/* `xengage help`, perhaps about something. */
static _Noreturn void help(int count, char **words)
{
    size_t index = 0;
    if (count > 0 && strcmp(words[0], "jobs") == 0) {
        cli_help(CLI_HELP_JOBS, CLI_ALL_DELIVERED);
    }
    if (count > 0 && find_command(count, words, &index) > 0) {
        cli_help(CLI_HELP_OF(commands[index].command), CLI_ALL_DELIVERED);
    }
    if (count > 0 && strcmp(words[0], "auth") == 0) {
        cli_help(CLI_HELP_AUTH, CLI_ALL_DELIVERED);
    }
    cli_help(CLI_HELP_OVERVIEW, CLI_ALL_DELIVERED);
}

/* A first word that is no command. */
static _Noreturn void refuse_command(int argc, char **argv)
{
    if (argc < 2) {
        cli_help(CLI_HELP_OVERVIEW, CLI_WRONG_REQUEST);
    }
    const char *word = argv[1];
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        cli_help_version();
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        help(argc - 2, argv + 2);
    }
    if (strcmp(word, "auth") == 0) {
        bool asked = argc > 2 && (strcmp(argv[2], "--help") == 0 || strcmp(argv[2], "-h") == 0);
        cli_help(CLI_HELP_AUTH, asked ? CLI_ALL_DELIVERED : CLI_WRONG_REQUEST);
    }
    cli_die(CLI_WRONG_REQUEST, "there is no command '%s'; see xengage --help", word);
}

/* Ends the program if the word is an option of other commands only. */
static void refuse_option_of_others(const char *word, int size, cli_command command)
{
    for (size_t i = 0; i < cli_option_count; i++) {
        const char *name = cli_options[i].name;
        if (cli_options[i].commands & 1U << command || size - 2 != (int)strlen(name) ||
            strncmp(word + 2, name, strlen(name)) != 0) {
            continue;
        }
        for (size_t j = 0; j < COMMANDS; j++) {
            const char *const *words = commands[j].words;
            if (cli_options[i].commands & 1U << commands[j].command) {
                cli_die(CLI_WRONG_REQUEST, "--%s is for %s%s%s, not for this command", name,
                        words[0], words[1] == NULL ? "" : " ", words[1] == NULL ? "" : words[1]);
            }
        }
    }
}

/* An option that getopt_long() refused. Its value isn't repeated: it may be a secret. */
static _Noreturn void refuse_option(const char *word, int reason, cli_command command)
{
    int size = (int)strcspn(word, "=");
    refuse_option_of_others(word, size, command);
    static const char *const secret[] = {"key", "secret", "token", "bearer"};
    for (size_t i = 0; i < sizeof secret / sizeof secret[0]; i++) {
        const char *found = strstr(word, secret[i]);
        if (found != NULL && found < word + size) {
            cli_die(CLI_WRONG_REQUEST,
                    "there is no option %.*s: secrets are taken from the "
                    "environment or a --credentials file, never from arguments, which ps shows",
                    size, word);
        }
    }
    if (reason == ':') {
        cli_die(CLI_WRONG_REQUEST, "%s needs a value", word);
    }
    cli_die(CLI_WRONG_REQUEST, "'%.*s' is no option here, or takes no value; see --help", size,
            word);
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
        if ((option->commands & 1U << command) == 0) {
            continue;
        }
        bool value = option->kind == CLI_TEXT || option->kind == CLI_CALL;
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

static void take_words(cli_args *args, int count, char **words)
{
    if (args->endpoint == 0 && count > 0) {
        cli_die(CLI_WRONG_REQUEST, "'%s' is one word too many; see --help", words[0]);
    }
    for (int i = 0; i < count; i++) {
        cli_source source = {0};
        xeng_error *error = NULL;
        if (xeng_post_id_parse(words[i], &source.id, &error) != XENG_OK) {
            cli_die_error(CLI_WRONG_REQUEST, NULL, error);
        }
        args->sources =
            cli_grow(args->sources, &args->source_room, args->source_count, sizeof source);
        args->sources[args->source_count++] = source;
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
    size_t index = 0;
    int words = find_command(argc - 1, argv + 1, &index);
    if (words == 0) {
        refuse_command(argc, argv);
    }
    *args = (cli_args){.command = commands[index].command, .endpoint = commands[index].endpoint};
    args->now = cli_value_env_now();
    args->rank_count = RANKED;
    keep_words(args, argc, argv);
    struct option list[CLI_OPTIONS_MOST];
    char letters[CLI_OPTIONS_MOST];
    options_of(args->command, list, letters);
    argc -= words;
    argv += words;
    int given;
    while ((given = getopt_long(argc, argv, letters, list, NULL)) != -1) {
        if (given == '?' || given == ':') {
            refuse_option(argv[optind - 1], given, args->command);
        }
        const cli_option *option = option_of(given);
        args->given |= UINT64_C(1) << (option - cli_options);
        take_option(args, option, optarg);
    }
    take_words(args, argc - optind, argv + optind);
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
