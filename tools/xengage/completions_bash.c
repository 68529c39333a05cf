/* Completions for bash: 4.4 or later, with or without the package bash-completion. */
#include <stdio.h>
#include <string.h>

#include "choices.h"
#include "commands.h"
#include "completions.h"
#include "help.h"

/* `typed` is the word at the cursor, put together again where COMP_WORDBREAKS took it apart, and
 * `taken` as much of it as bash has split off and leaves alone. */
static const char beginning[] =
    "# What bash completes for xengage; made by `xengage completions bash`.\n"
    "\n"
    "# Offers those words that, behind a prefix, go on from what is typed.\n"
    "_xengage_offer()\n"
    "{\n"
    "    local prefix=$1 word\n"
    "    shift\n"
    "    for word in \"$@\"; do\n"
    "        if [[ $prefix$word == \"$typed\"* ]]; then\n"
    "            word=$prefix$word\n"
    "            COMPREPLY+=(\"${word#\"$taken\"}\")\n"
    "        fi\n"
    "    done\n"
    "}\n"
    "\n"
    "# The same for a list with commas, of which a part is there; LIST is that part.\n"
    "_xengage_offer_list()\n"
    "{\n"
    "    local prefix=$1 list=$2 word rest=()\n"
    "    shift 2\n"
    "    [[ $list == *,* ]] && list=${list%,*}, || list=\n"
    "    for word in \"$@\"; do\n"
    "        [[ ,$list == *,$word,* ]] || rest+=(\"$word\")\n"
    "    done\n"
    "    compopt -o nospace 2>/dev/null\n"
    "    _xengage_offer \"$prefix$list\" \"${rest[@]}\"\n"
    "}\n"
    "\n";

static const char reading[] =
    "# Sets what the command line has: words, typed, taken, command, endpoint.\n"
    "_xengage_read()\n"
    "{\n"
    "    local i word last=0\n"
    "    words=(\"${COMP_WORDS[0]}\")\n"
    "    for ((i = 1; i <= COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if ((i > 1)) && [[ $word == [=:]* || ${COMP_WORDS[i - 1]} == *[=:] ]]; then\n"
    "            words[last]+=$word\n"
    "        else\n"
    "            words[++last]=$word\n"
    "        fi\n"
    "    done\n"
    "    typed=${words[last]}\n"
    "    taken=\n"
    "    if [[ $COMP_WORDBREAKS == *=* && $typed == *[=:]* ]]; then\n"
    "        taken=${typed%\"${typed##*[=:]}\"}\n"
    "    fi\n"
    "    command=\n"
    "    ((last > 1)) && command=${words[1]}\n"
    "    [[ $command == auth ]] && ((last > 2)) && command=\"auth ${words[2]}\"\n"
    "    option=${words[last - 1]}\n"
    "    prefix=\n"
    "    if [[ $typed == --*=* ]]; then\n"
    "        option=${typed%%=*}\n"
    "        prefix=$option=\n"
    "    fi\n"
    "}\n"
    "\n"
    "# Sets the endpoint that is asked, from the command and --endpoint.\n"
    "_xengage_endpoint()\n"
    "{\n"
    "    local i\n"
    "    endpoint=$1\n"
    "    for ((i = 2; i < ${#words[@]}; i++)); do\n"
    "        case ${words[i]} in\n"
    "        --endpoint) endpoint=${words[i + 1]-} ;;\n"
    "        --endpoint=*) endpoint=${words[i]#*=} ;;\n"
    "        esac\n"
    "    done\n"
    "}\n"
    "\n";

static void print_endpoint_words(const char *name, void print(int32_t endpoint))
{
    printf("    case $endpoint in\n");
    for (size_t i = 0; cli_choice_endpoints[i] != NULL; i++) {
        printf("    %s) %s=(", cli_choice_endpoints[i], name);
        print(xeng_endpoint_by_name(cli_choice_endpoints[i]));
        printf(" ) ;;\n");
    }
    printf("    esac\n");
}

/* What the command says about the endpoint, and what that one has. */
static void print_endpoints(void)
{
    printf("# Sets metrics and dimensions to those of the endpoint that is asked.\n"
           "_xengage_words()\n"
           "{\n"
           "    case $command in\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        if (cli_commands[i].endpoint != 0) {
            printf("    %s) _xengage_endpoint %s ;;\n", cli_commands[i].name,
                   xeng_endpoint_name(cli_commands[i].endpoint));
        }
    }
    printf("    esac\n");
    print_endpoint_words("metrics", cli_print_metrics);
    print_endpoint_words("dimensions", cli_print_dimensions);
    printf("}\n"
           "\n");
}

static void print_value_case(const cli_option *option)
{
    printf("    --%s", option->name);
    if (option->letter != '\0') {
        printf(" | -%c", option->letter);
    }
    printf(")");
    switch (option->is) {
    case CLI_IS_TEXT:
        break;
    case CLI_IS_FILE:
        printf(" compopt -o default 2>/dev/null");
        break;
    case CLI_IS_CHOICE:
        printf(" _xengage_offer \"$prefix\"");
        cli_print_choices(option->choices);
        break;
    case CLI_IS_METRIC:
        printf(" _xengage_words; _xengage_offer \"$prefix\" \"${metrics[@]}\"");
        break;
    case CLI_IS_RANK:
        printf(" _xengage_words; _xengage_offer \"$prefix\" \"${metrics[@]}\" engagement-rate");
        break;
    case CLI_IS_METRICS:
        printf(" _xengage_words; _xengage_offer_list \"$prefix\" \"${typed#\"$prefix\"}\" "
               "\"${metrics[@]}\"");
        break;
    case CLI_IS_GROUP:
        printf(" _xengage_group");
        break;
    }
    printf(" ;;\n");
}

static const char group[] =
    "# --group NAME=dimensions: the name is the user's.\n"
    "_xengage_group()\n"
    "{\n"
    "    local value=${typed#\"$prefix\"}\n"
    "    if [[ $value == *=* ]]; then\n"
    "        _xengage_words\n"
    "        _xengage_offer_list \"$prefix${value%=*}=\" \"${value##*=}\" \"${dimensions[@]}\"\n"
    "    fi\n"
    "}\n"
    "\n";

static void print_values(void)
{
    printf("# Offers values of $option; fails if it takes none.\n"
           "_xengage_value()\n"
           "{\n"
           "    case $option in\n");
    for (size_t i = 0; i < cli_option_count; i++) {
        if (cli_options[i].value != NULL) {
            print_value_case(&cli_options[i]);
        }
    }
    printf("    *) return 1 ;;\n"
           "    esac\n"
           "    return 0\n"
           "}\n"
           "\n");
}

static void print_options(void)
{
    printf("# Offers the options of the command.\n"
           "_xengage_options()\n"
           "{\n"
           "    case $command in\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        printf("    '%s')\n        _xengage_offer ''", cli_commands[i].name);
        for (size_t j = 0; j < cli_option_count; j++) {
            if (cli_option_of(&cli_options[j], cli_commands[i].command)) {
                printf(" --%s", cli_options[j].name);
            }
        }
        printf("\n        ;;\n");
    }
    printf("    *) _xengage_offer '' --help --version ;;\n"
           "    esac\n"
           "}\n"
           "\n");
}

/* The words that follow `before`, such as "auth". */
static void print_second_words(const char *before)
{
    for (size_t i = 0; i < cli_command_count; i++) {
        if (cli_commands[i].words[1] != NULL && strcmp(cli_commands[i].words[0], before) == 0) {
            printf(" %s", cli_commands[i].words[1]);
        }
    }
}

static void print_first_words(void)
{
    for (size_t i = 0; i < cli_command_count; i++) {
        if (i == 0 || strcmp(cli_commands[i].words[0], cli_commands[i - 1].words[0]) != 0) {
            printf(" %s", cli_commands[i].words[0]);
        }
    }
}

static void print_pages(void)
{
    for (size_t i = 0; i < cli_help_page_count; i++) {
        const char *name = cli_help_pages[i].name;
        if (*name != '\0' && strchr(name, ' ') == NULL) {
            printf(" %s", name);
        }
    }
}

static void print_main(void)
{
    printf("_xengage()\n"
           "{\n"
           "    local words typed taken command option prefix endpoint metrics=() dimensions=()\n"
           "    COMPREPLY=()\n"
           "    _xengage_read\n"
           "    if [[ $command == ?* && $command != help ]] && _xengage_value; then\n"
           "        return\n"
           "    fi\n"
           "    case $typed,$command in\n"
           "    -*,*) _xengage_options ;;\n"
           "    *,) _xengage_offer ''");
    print_first_words();
    printf(" help ;;\n"
           "    *,auth) _xengage_offer ''");
    print_second_words("auth");
    printf(" ;;\n"
           "    *,completions) _xengage_offer ''");
    cli_print_choices(cli_choice_shells);
    printf(" ;;\n"
           "    *,help) _xengage_offer ''");
    print_pages();
    printf(" ;;\n"
           "    esac\n"
           "}\n"
           "\n"
           "complete -F _xengage xengage\n");
}

void cli_completions_bash(void)
{
    fputs(beginning, stdout);
    fputs(reading, stdout);
    print_endpoints();
    fputs(group, stdout);
    print_values();
    print_options();
    print_main();
}
