/* The command line, read. */
#include "args.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/metric.h>

#include "args_values.h"
#include "help.h"
#include "say.h"
#include "status.h"

enum {
    FETCH = 1U << CLI_TOTALS | 1U << CLI_28HR | 1U << CLI_HISTORICAL,
    TOKENS = 1U << CLI_AUTH_BEARER | 1U << CLI_AUTH_LOGIN,
    ALL = FETCH | TOKENS | 1U << CLI_AUTH_LOGOUT,
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
    {CLI_AUTH_BEARER, 0, {"auth", "bearer"}},
    {CLI_AUTH_LOGIN, 0, {"auth", "login"}},
    {CLI_AUTH_LOGOUT, 0, {"auth", "logout"}},
};

/* The options: which commands take each, and its letter for the switch below. */
static const struct {
    const char *name;
    int has_argument;
    int letter;
    unsigned commands;
} options[] = {
    {"ids", required_argument, 'i', FETCH},
    {"metrics", required_argument, 'm', FETCH},
    {"group", required_argument, 'g', FETCH},
    {"start", required_argument, 's', 1U << CLI_HISTORICAL},
    {"end", required_argument, 'e', 1U << CLI_HISTORICAL},
    {"now", required_argument, 'n', FETCH},
    {"format", required_argument, 'f', FETCH},
    {"top", required_argument, 't', FETCH},
    {"explain", no_argument, 'x', FETCH},
    {"progress", no_argument, 'p', FETCH},
    {"callback", required_argument, 'k', 1U << CLI_AUTH_LOGIN},
    {"out", required_argument, 'o', FETCH | TOKENS},
    {"base-url", required_argument, 'u', ALL},
    {"ca-file", required_argument, 'a', ALL},
    {"credentials", required_argument, 'c', ALL},
    {"deadline", required_argument, 'd', ALL},
    {"log", required_argument, 'l', ALL},
    {"quiet", no_argument, 'q', ALL},
    {"help", no_argument, 'h', ALL},
    {"version", no_argument, 'V', ALL},
};

enum {
    COMMANDS = sizeof commands / sizeof commands[0],
    OPTIONS = sizeof options / sizeof options[0],
};

/* Finds the command that the first words name, and how many words that takes. */
static int find_command(int argc, char **argv, size_t *index)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        int words = commands[i].words[1] == NULL ? 1 : 2;
        if (argc > words && strcmp(argv[1], commands[i].words[0]) == 0 &&
            (words == 1 || strcmp(argv[2], commands[i].words[1]) == 0)) {
            *index = i;
            return words;
        }
    }
    return 0;
}

/* A first word that is no command. */
static _Noreturn void refuse_command(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "--help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        cli_help_version();
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        cli_help(CLI_HELP_OVERVIEW, argc > 1 ? CLI_ALL_DELIVERED : CLI_WRONG_REQUEST);
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
    for (size_t i = 0; i < OPTIONS; i++) {
        const char *name = options[i].name;
        if (options[i].commands & 1U << command || size - 2 != (int)strlen(name) ||
            strncmp(word + 2, name, strlen(name)) != 0) {
            continue;
        }
        for (size_t j = 0; j < COMMANDS; j++) {
            const char *const *words = commands[j].words;
            if (options[i].commands & 1U << commands[j].command) {
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

static void take_group(cli_args *args, char *value)
{
    char *equals = strrchr(value, '=');
    if (equals == NULL) {
        cli_die(CLI_WRONG_REQUEST,
                "--group takes NAME=dimensions, such as "
                "daily=tweet.id,engagement.type,engagement.day, not '%s'",
                value);
    }
    if (args->group_count == XENG_MAX_GROUPINGS) {
        cli_die(CLI_WRONG_REQUEST, "--group %s: a request takes at most %d groupings", value,
                XENG_MAX_GROUPINGS);
    }
    *equals = '\0';
    args->groups[args->group_count++] = (cli_group){.name = value, .dimensions = equals + 1};
}

static void take_option(cli_args *args, int letter, char *value)
{
    switch (letter) {
    case 'i':
        cli_ids_read(&args->ids, value);
        break;
    case 'm':
        args->metrics = value;
        break;
    case 'g':
        take_group(args, value);
        break;
    case 's':
        args->start = value;
        break;
    case 'e':
        args->end = value;
        break;
    case 'n':
        args->now = cli_value_time("--now", value);
        break;
    case 'f':
        args->format = cli_value_format(value);
        break;
    case 't':
        args->top = cli_value_count("--top", value);
        break;
    case 'x':
        args->explain = true;
        break;
    case 'p':
        args->progress = true;
        break;
    case 'k':
        args->callback = value;
        break;
    case 'o':
        args->out = value;
        break;
    case 'u':
        args->base_url = value;
        break;
    case 'a':
        args->ca_file = value;
        break;
    case 'c':
        args->credentials = value;
        break;
    case 'd':
        args->deadline_ms = cli_value_deadline(value);
        break;
    case 'l':
        cli_value_log(value);
        break;
    case 'q':
        args->quiet = true;
        break;
    case 'h':
        cli_help(CLI_HELP_OF(args->command), CLI_ALL_DELIVERED);
    case 'V':
        cli_help_version();
    default:
        break;
    }
}

/* The options of a command, in getopt_long()'s form. */
static void options_of(cli_command command, struct option list[OPTIONS + 1])
{
    size_t count = 0;
    for (size_t i = 0; i < OPTIONS; i++) {
        if (options[i].commands & 1U << command) {
            list[count++] =
                (struct option){options[i].name, options[i].has_argument, NULL, options[i].letter};
        }
    }
    list[count] = (struct option){0};
}

static void take_words(cli_args *args, int count, char **words)
{
    if (args->endpoint == 0 && count > 0) {
        cli_die(CLI_WRONG_REQUEST, "'%s' is one word too many; see --help", words[0]);
    }
    for (int i = 0; i < count; i++) {
        cli_ids_argument(&args->ids, words[i]);
    }
    if (args->endpoint != 0 && args->ids.count == 0) {
        cli_die(CLI_WRONG_REQUEST, "no Post ids: give them as arguments, or --ids FILE (- for "
                                   "standard input) with one a line");
    }
}

void cli_args_read(int argc, char **argv, cli_args *args)
{
    size_t index = 0;
    int words = find_command(argc, argv, &index);
    if (words == 0) {
        refuse_command(argc, argv);
    }
    *args = (cli_args){.command = commands[index].command, .endpoint = commands[index].endpoint};
    args->now = cli_value_env_now();
    struct option list[OPTIONS + 1];
    options_of(args->command, list);
    argc -= words;
    argv += words;
    int letter;
    while ((letter = getopt_long(argc, argv, ":hqV", list, NULL)) != -1) {
        if (letter == '?' || letter == ':') {
            refuse_option(argv[optind - 1], letter, args->command);
        }
        take_option(args, letter, optarg);
    }
    take_words(args, argc - optind, argv + optind);
    if (args->top != 0 && args->format != CLI_TABLE) {
        cli_die(CLI_WRONG_REQUEST, "--top is for tables: csv and json have everything");
    }
}
