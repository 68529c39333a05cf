/* Command lines that can't be read: says which word is at fault, and what was meant, perhaps. */
#include "args_refuse.h"

#include <string.h>

#include "commands.h"
#include "help.h"
#include "nearest.h"
#include "say.h"
#include "status.h"

void cli_refuse_command(int count, char **words)
{
    char typed[CLI_COMMAND_SIZE] = "";
    bool two = strcmp(words[0], "auth") == 0 && count > 1;
    if (strlen(words[0]) + (two ? strlen(words[1]) + 1 : 0) < sizeof typed) {
        (void)strcat(typed, words[0]);
        (void)strcat(typed, two ? " " : "");
        (void)strcat(typed, two ? words[1] : "");
    }
    cli_nearest nearest = {.typed = typed, .size = strlen(typed)};
    for (size_t i = 0; i < cli_command_count; i++) {
        cli_nearest_try(&nearest, cli_commands[i].name);
    }
    cli_nearest_try(&nearest, "help");
    const char *first = two ? words[1] : words[0];
    if (nearest.word != NULL && *typed != '\0') {
        cli_die(CLI_WRONG_REQUEST, "there is no command '%s%s': did you mean %s?",
                two ? "auth " : "", first, nearest.word);
    }
    cli_die(CLI_WRONG_REQUEST, "there is no command '%s%s'; see xengage --help", two ? "auth " : "",
            first);
}

void cli_refuse_topic(const char *topic)
{
    cli_nearest nearest = {.typed = topic, .size = strlen(topic)};
    for (size_t i = 0; i < cli_help_page_count; i++) {
        cli_nearest_try(&nearest, cli_help_pages[i].name);
    }
    if (nearest.word != NULL && *nearest.word != '\0') {
        cli_die(CLI_WRONG_REQUEST, "help: there is no page on '%s': did you mean %s?", topic,
                nearest.word);
    }
    cli_die(CLI_WRONG_REQUEST, "help: there is no page on '%s'; see xengage --help", topic);
}

void cli_refuse_valueless(const cli_option *option)
{
    cli_die(CLI_WRONG_REQUEST, "--%s needs a value: --%s %s", option->name, option->name,
            option->value);
}

void cli_refuse_value(const cli_option *option)
{
    cli_die(CLI_WRONG_REQUEST, "--%s takes no value", option->name);
}

/* Secrets are not taken as options, and people try. */
static void refuse_secret(const char *word, size_t size)
{
    static const char *const secret[] = {"key", "secret", "token", "bearer"};
    for (size_t i = 0; i < sizeof secret / sizeof secret[0]; i++) {
        if (memmem(word, size, secret[i], strlen(secret[i])) != NULL) {
            cli_die(CLI_WRONG_REQUEST,
                    "there is no option %.*s: secrets are taken from the environment or a "
                    "--credentials file, never from arguments, which ps shows",
                    (int)size, word);
        }
    }
}

/* Ends the program if the option is one of other commands only. */
static void refuse_option_of_others(const char *name, size_t size)
{
    const cli_option *option = cli_option_find(name, size);
    for (size_t i = 0; option != NULL && i < cli_command_count; i++) {
        if (cli_option_of(option, cli_commands[i].command)) {
            cli_die(CLI_WRONG_REQUEST, "--%s is for %s, not for this command", option->name,
                    cli_commands[i].name);
        }
    }
}

/* Ends the program if the word is the beginning of several options. */
static void refuse_beginning(const char *name, size_t size, cli_command command)
{
    const char *found[2];
    size_t count = 0;
    for (size_t i = 0; i < cli_option_count && count < 2; i++) {
        if (cli_option_of(&cli_options[i], command) &&
            strncmp(cli_options[i].name, name, size) == 0) {
            found[count++] = cli_options[i].name;
        }
    }
    if (count == 2) {
        cli_die(CLI_WRONG_REQUEST, "--%.*s can be --%s or --%s: write it out", (int)size, name,
                found[0], found[1]);
    }
}

void cli_refuse_option(const char *word, cli_command command)
{
    const char *name = word + strspn(word, "-");
    size_t size = strcspn(name, "=");
    refuse_option_of_others(name, size);
    refuse_secret(word, (size_t)(name - word) + size);
    refuse_beginning(name, size, command);
    cli_nearest nearest = {.typed = name, .size = size};
    for (size_t i = 0; i < cli_option_count; i++) {
        if (cli_option_of(&cli_options[i], command)) {
            cli_nearest_try(&nearest, cli_options[i].name);
        }
    }
    if (nearest.word != NULL) {
        cli_die(CLI_WRONG_REQUEST, "--%.*s: did you mean --%s?", (int)size, name, nearest.word);
    }
    cli_die(CLI_WRONG_REQUEST, "--%.*s is no option of %s; see xengage %s --help", (int)size, name,
            cli_command_entry_of(command)->name, cli_command_entry_of(command)->name);
}
