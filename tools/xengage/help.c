/* What --help, `xengage help` and --version print. */
#include "help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/version.h>

#include "commands.h"
#include "options.h"
#include "status.h"

enum {
    COMMAND_WIDTH = 14,
    OPTION_WIDTH = 20,
};

static const cli_help_page *find_page(const char *name)
{
    for (size_t i = 0; i < cli_help_page_count; i++) {
        if (strcmp(cli_help_pages[i].name, name) == 0) {
            return &cli_help_pages[i];
        }
    }
    return NULL;
}

bool cli_help_has(const char *page)
{
    return find_page(page) != NULL;
}

/* The commands that begin with a word; with none, all. */
static void print_commands(FILE *out, const char *word, size_t size)
{
    for (size_t i = 0; i < cli_command_count; i++) {
        if (strncmp(cli_commands[i].name, word, size) == 0) {
            fprintf(out, "  %-*s  %s\n", COMMAND_WIDTH, cli_commands[i].name, cli_commands[i].line);
        }
    }
}

static void print_option(FILE *out, const cli_option *option)
{
    char short_form[] = "-n, ";
    short_form[1] = option->letter;
    int width =
        fprintf(out, "  %s--%s%s%s", option->letter == '\0' ? "" : short_form, option->name,
                option->value == NULL ? "" : " ", option->value == NULL ? "" : option->value);
    int column = 2 + OPTION_WIDTH;
    fprintf(out, "%*s%s\n", width < column ? column - width + 2 : 2, "", option->line);
}

static void print_line(FILE *out, const char *line, size_t size)
{
    const cli_option *option =
        size > 2 && line[0] == '-' ? cli_option_find(line + 2, size - 2) : NULL;
    if (option != NULL) {
        print_option(out, option);
    } else if (line[0] == '@') {
        print_commands(out, line + 1, size - 1);
    } else {
        fprintf(out, "%.*s\n", (int)size, line);
    }
}

void cli_help(const char *page, int status)
{
    FILE *out = status == CLI_ALL_DELIVERED ? stdout : stderr;
    for (const char *at = find_page(page)->text; *at != '\0';) {
        size_t size = strcspn(at, "\n");
        print_line(out, at, size);
        at += size + (at[size] == '\n');
    }
    exit(fflush(out) == 0 ? status : CLI_LOCAL_TROUBLE);
}

void cli_help_version(void)
{
    printf("xengage %s\n", xeng_version());
    exit(fflush(stdout) == 0 ? CLI_ALL_DELIVERED : CLI_LOCAL_TROUBLE);
}
