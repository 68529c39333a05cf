/* Completions for zsh. */
#include <stdio.h>
#include <string.h>

#include <xengage/metric.h>

#include "choices.h"
#include "commands.h"
#include "completions.h"
#include "help.h"

static const char beginning[] =
    "#compdef xengage\n"
    "# What zsh completes for xengage; made by `xengage completions zsh`.\n"
    "\n"
    "# The endpoint that is asked: that of --endpoint, or else this one.\n"
    "_xengage_endpoint()\n"
    "{\n"
    "    local at=${words[(I)--endpoint*]}\n"
    "    case ${words[at]} in\n"
    "    --endpoint=*) REPLY=${words[at]#*=} ;;\n"
    "    --endpoint) REPLY=${words[at + 1]} ;;\n"
    "    *) REPLY=$1 ;;\n"
    "    esac\n"
    "}\n"
    "\n";

static const char lists[] = "_xengage_metric()\n"
                            "{\n"
                            "    local REPLY; local -a metrics\n"
                            "    _xengage_metrics_of $1\n"
                            "    shift\n"
                            "    _values metric $metrics $@\n"
                            "}\n"
                            "\n"
                            "_xengage_metrics()\n"
                            "{\n"
                            "    local REPLY; local -a metrics\n"
                            "    _xengage_metrics_of $1\n"
                            "    _values -s , metric $metrics\n"
                            "}\n"
                            "\n"
                            "# NAME=dimensions: the name is the user's.\n"
                            "_xengage_group()\n"
                            "{\n"
                            "    local REPLY; local -a dimensions\n"
                            "    if compset -P '*='; then\n"
                            "        _xengage_dimensions_of $1\n"
                            "        _values -s , dimension $dimensions\n"
                            "    else\n"
                            "        _message 'a name for the grouping, =, dimensions'\n"
                            "    fi\n"
                            "}\n"
                            "\n";

static void print_endpoint_words(const char *name, void print(int32_t endpoint))
{
    printf("_xengage_%s_of()\n"
           "{\n"
           "    _xengage_endpoint $1\n"
           "    case $REPLY in\n",
           name);
    for (size_t i = 0; cli_choice_endpoints[i] != NULL; i++) {
        printf("    %s) %s=(", cli_choice_endpoints[i], name);
        print(xeng_endpoint_by_name(cli_choice_endpoints[i]));
        printf(" ) ;;\n");
    }
    printf("    esac\n"
           "}\n"
           "\n");
}

static void print_quoted(const char *text)
{
    cli_print_quoted(text, "[]:\\", "'\\''");
}

/* What _arguments does with the value of an option. */
static void print_action(const cli_option *option, const char *endpoint)
{
    switch (option->is) {
    case CLI_IS_TEXT:
        printf(" ");
        break;
    case CLI_IS_FILE:
        printf("_files");
        break;
    case CLI_IS_CHOICE:
        printf("(");
        cli_print_choices(option->choices);
        printf(" )");
        break;
    case CLI_IS_METRIC:
        printf(" _xengage_metric %s", endpoint);
        break;
    case CLI_IS_RANK:
        printf(" _xengage_metric %s engagement-rate", endpoint);
        break;
    case CLI_IS_METRICS:
        printf(" _xengage_metrics %s", endpoint);
        break;
    case CLI_IS_GROUP:
        printf(" _xengage_group %s", endpoint);
        break;
    }
}

/* One name of an option, as _arguments takes it: '--ids=[what it does]:FILE:_files'. */
static void print_name(const cli_option *option, const char *name, const char *ending,
                       const char *endpoint)
{
    printf("            '%s%s%s%s[", cli_option_repeats(option) ? "*" : "",
           option->letter != '\0' && option->value == NULL ? "(- *)" : "", name, ending);
    print_quoted(option->line);
    printf("]");
    if (option->value != NULL) {
        printf(":%s:", option->value);
        print_action(option, endpoint);
    }
    printf("'\n");
}

static void print_option(const cli_option *option, const char *endpoint)
{
    char name[CLI_OPTION_SIZE] = "--";
    (void)strncat(name, option->name, sizeof name - sizeof "--");
    print_name(option, name, option->value == NULL ? "" : "=", endpoint);
    if (option->letter != '\0') {
        const char letter[] = {'-', option->letter, '\0'};
        print_name(option, letter, option->value == NULL ? "" : "+", endpoint);
    }
}

/* The options of one command, and what its other words are. */
static void print_command(const cli_command_entry *entry)
{
    const char *endpoint = entry->endpoint == 0 ? "" : xeng_endpoint_name(entry->endpoint);
    printf("    '%s')\n"
           "        specs=(\n",
           entry->name);
    for (size_t i = 0; i < cli_option_count; i++) {
        if (cli_option_of(&cli_options[i], entry->command)) {
            print_option(&cli_options[i], endpoint);
        }
    }
    if (entry->command == CLI_COMPLETIONS) {
        printf("            '1:shell:(");
        cli_print_choices(cli_choice_shells);
        printf(" )'\n");
    } else if (entry->endpoint != 0) {
        printf("            '*:Post id:( )'\n");
    }
    printf("        )\n"
           "        ;;\n");
}

/* 'totals:what it is for' for each command that begins so; with its second word alone, if it has
 * one. */
static void print_described(const char *first)
{
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command_entry *entry = &cli_commands[i];
        if (first == NULL ? entry->words[1] != NULL : strcmp(entry->words[0], first) != 0) {
            continue;
        }
        printf("        '%s:", first == NULL ? entry->words[0] : entry->words[1]);
        print_quoted(entry->line);
        printf("'\n");
    }
}

static void print_pages(void)
{
    for (size_t i = 0; i < cli_help_page_count; i++) {
        if (cli_help_pages[i].line != NULL) {
            printf("        '%s:", cli_help_pages[i].name);
            print_quoted(cli_help_pages[i].line);
            printf("'\n");
        }
    }
}

static void print_lists(void)
{
    printf("    named=(\n");
    print_described(NULL);
    printf("        'auth:tokens'\n"
           "        'help:more about all of this'\n"
           "    )\n"
           "    tokens=(\n");
    print_described("auth");
    printf("    )\n"
           "    pages=(\n");
    print_pages();
    printf("    )\n");
}

static const char choosing[] = "    if ((CURRENT == 2)); then\n"
                               "        _describe command named\n"
                               "        _arguments '(-h --help)'{-h,--help}'[what there is]' "
                               "'(-V --version)'{-V,--version}'[which xengage this is]'\n"
                               "        return\n"
                               "    fi\n"
                               "    if ((CURRENT == 3)) && [[ ${words[2]} == auth ]]; then\n"
                               "        _describe command tokens\n"
                               "        return\n"
                               "    fi\n"
                               "    if ((CURRENT == 3)) && [[ ${words[2]} == help ]]; then\n"
                               "        _describe page pages -- named\n"
                               "        return\n"
                               "    fi\n"
                               "    local skipped=1\n"
                               "    [[ ${words[2]} == auth ]] && skipped=2\n"
                               "    command=${(j: :)words[2,skipped+1]}\n"
                               "    shift skipped words\n"
                               "    ((CURRENT -= skipped))\n";

void cli_completions_zsh(void)
{
    fputs(beginning, stdout);
    print_endpoint_words("metrics", cli_print_metrics);
    print_endpoint_words("dimensions", cli_print_dimensions);
    fputs(lists, stdout);
    printf("_xengage()\n"
           "{\n"
           "    local curcontext=$curcontext command state line\n"
           "    local -a named tokens pages specs\n"
           "    typeset -A opt_args\n");
    print_lists();
    fputs(choosing, stdout);
    printf("    case $command in\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        print_command(&cli_commands[i]);
    }
    printf("    *) return 1 ;;\n"
           "    esac\n"
           "    _arguments $specs\n"
           "}\n"
           "\n"
           "# Found in fpath, this is the function's body; read by `source`, it is not.\n"
           "if [[ $funcstack[1] == _xengage ]]; then\n"
           "    _xengage \"$@\"\n"
           "else\n"
           "    compdef _xengage xengage\n"
           "fi\n");
}
