/* Completions for fish. */
#include <stdio.h>
#include <string.h>

#include <xengage/metric.h>

#include "choices.h"
#include "commands.h"
#include "completions.h"
#include "help.h"

static const char beginning[] =
    "# What fish completes for xengage; made by `xengage completions fish`.\n"
    "\n"
    "function __xengage_command --description 'The command that is typed'\n"
    "    set -l words (commandline -opc)\n"
    "    if test (count $words) -gt 2; and test $words[2] = auth\n"
    "        echo auth $words[3]\n"
    "    else if test (count $words) -gt 1\n"
    "        echo $words[2]\n"
    "    end\n"
    "end\n"
    "\n"
    "function __xengage_is --description 'Whether one of these commands is typed'\n"
    "    contains -- (__xengage_command) $argv\n"
    "end\n"
    "\n"
    "function __xengage_none --description 'Whether no command is typed yet'\n"
    "    test (count (commandline -opc)) -eq 1\n"
    "end\n"
    "\n";

static const char lists[] =
    "# Words that go on from a list with commas, of which a part is typed. What the user names is\n"
    "# left as it is: the option, with its =, and a grouping.\n"
    "function __xengage_list --argument-names typed\n"
    "    set -l list (string replace --regex '.*=' '' -- $typed)\n"
    "    set -l before (string replace --regex '[^=,]*$' '' -- $typed)\n"
    "    set before (string replace --regex '^--[^=]*=' '' -- $before)\n"
    "    for word in $argv[2..-1]\n"
    "        contains -- $word (string split , -- $list)\n"
    "        or echo $before$word\n"
    "    end\n"
    "end\n"
    "\n"
    "function __xengage_metrics --description 'The metrics of the endpoint that is asked'\n"
    "    set -l metrics (__xengage_metrics_of (__xengage_endpoint))\n"
    "    __xengage_list (commandline -ct) $metrics\n"
    "end\n"
    "\n"
    "function __xengage_metric\n"
    "    __xengage_metrics_of (__xengage_endpoint)\n"
    "end\n"
    "\n"
    "function __xengage_group --description 'Dimensions behind NAME='\n"
    "    set -l typed (commandline -ct)\n"
    "    if string match --quiet --regex '=' -- (string replace --regex '^--[^=]*=' '' -- $typed)\n"
    "        __xengage_list $typed (__xengage_dimensions_of (__xengage_endpoint))\n"
    "    end\n"
    "end\n"
    "\n";

static void print_endpoint_of_command(void)
{
    printf("function __xengage_endpoint --description 'The endpoint that is asked'\n"
           "    set -l words (commandline -opc)\n"
           "    set -l place (contains --index -- --endpoint $words)\n"
           "    and set -l next (math $place + 1)\n"
           "    and test (count $words) -ge $next\n"
           "    and echo $words[$next]\n"
           "    and return\n"
           "    set -l given (string match --regex --groups-only '^--endpoint=(.+)' -- $words)\n"
           "    and echo $given[1]\n"
           "    and return\n"
           "    switch (__xengage_command)\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        if (cli_commands[i].endpoint != 0) {
            printf("        case %s\n            echo %s\n", cli_commands[i].name,
                   xeng_endpoint_name(cli_commands[i].endpoint));
        }
    }
    printf("    end\n"
           "end\n"
           "\n");
}

static void print_endpoint_words(const char *name, void print(int32_t endpoint))
{
    printf("function __xengage_%s_of --argument-names endpoint\n"
           "    switch $endpoint\n",
           name);
    for (size_t i = 0; cli_choice_endpoints[i] != NULL; i++) {
        printf("        case %s\n            printf '%%s\\n'", cli_choice_endpoints[i]);
        print(xeng_endpoint_by_name(cli_choice_endpoints[i]));
        printf("\n");
    }
    printf("    end\n"
           "end\n"
           "\n");
}

static void print_quoted(const char *text)
{
    cli_print_quoted(text, "\\", "\\'");
}

/* The commands that take an option. */
static void print_condition(const cli_option *option)
{
    printf("complete -c xengage -n '__xengage_is");
    for (size_t i = 0; i < cli_command_count; i++) {
        if (cli_option_of(option, cli_commands[i].command)) {
            const char *quote = strchr(cli_commands[i].name, ' ') == NULL ? "" : "\"";
            printf(" %s%s%s", quote, cli_commands[i].name, quote);
        }
    }
    printf("'");
}

static void print_value(const cli_option *option)
{
    switch (option->is) {
    case CLI_IS_TEXT:
        printf(" -x");
        break;
    case CLI_IS_FILE:
        printf(" -r -F");
        break;
    case CLI_IS_CHOICE:
        printf(" -x -a '");
        cli_print_choices(option->choices);
        printf("'");
        break;
    case CLI_IS_METRIC:
        printf(" -x -a '(__xengage_metric)'");
        break;
    case CLI_IS_RANK:
        printf(" -x -a 'engagement-rate (__xengage_metric)'");
        break;
    case CLI_IS_METRICS:
        printf(" -x -a '(__xengage_metrics)'");
        break;
    case CLI_IS_GROUP:
        printf(" -x -a '(__xengage_group)'");
        break;
    }
}

static void print_option(const cli_option *option)
{
    print_condition(option);
    printf(" -l %s", option->name);
    if (option->letter != '\0') {
        printf(" -s %c", option->letter);
    }
    if (option->value != NULL) {
        print_value(option);
    }
    printf(" -d '");
    print_quoted(option->line);
    printf("'\n");
}

static void print_word(const char *condition, const char *word, const char *line)
{
    printf("complete -c xengage -n '%s' -a %s", condition, word);
    if (line != NULL) {
        printf(" -d '");
        print_quoted(line);
        printf("'");
    }
    printf("\n");
}

static void print_words(void)
{
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command_entry *entry = &cli_commands[i];
        if (entry->words[1] == NULL) {
            print_word("__xengage_none", entry->words[0], entry->line);
            print_word("__xengage_is help", entry->words[0], entry->line);
        } else {
            print_word("__xengage_is auth", entry->words[1], entry->line);
        }
    }
    print_word("__xengage_none", "auth", "tokens");
    print_word("__xengage_none", "help", "more about all of this");
    for (size_t i = 0; i < cli_help_page_count; i++) {
        if (cli_help_pages[i].line != NULL) {
            print_word("__xengage_is help", cli_help_pages[i].name, cli_help_pages[i].line);
        }
    }
    for (size_t i = 0; cli_choice_shells[i] != NULL; i++) {
        print_word("__xengage_is completions", cli_choice_shells[i], NULL);
    }
}

void cli_completions_fish(void)
{
    fputs(beginning, stdout);
    print_endpoint_of_command();
    print_endpoint_words("metrics", cli_print_metrics);
    print_endpoint_words("dimensions", cli_print_dimensions);
    fputs(lists, stdout);
    printf("complete -c xengage -f\n"
           "complete -c xengage -n __xengage_none -s h -l help -d 'what there is'\n"
           "complete -c xengage -n __xengage_none -s V -l version -d 'which xengage this is'\n");
    print_words();
    for (size_t i = 0; i < cli_option_count; i++) {
        print_option(&cli_options[i]);
    }
}
