/* What --help, `xengage help` and --version print. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdbool.h>
#include <stddef.h>

/* The page that is shown where none is named. */
#define CLI_HELP_OVERVIEW ""

typedef struct {
    const char *name; /* of a command, or of a topic */
    const char *line; /* of a topic: what it is about */
    /* What is printed, but for two kinds of lines: "--name" stands for that option, its value, and
     * what it does; "@auth" for the commands that begin with that word, "@" for all. */
    const char *text;
} cli_help_page;

extern const cli_help_page cli_help_pages[];
extern const size_t cli_help_page_count;

bool cli_help_has(const char *page);

/* Prints a page that there is and ends the program: to standard output where the user asked for it,
 * to standard error where it is the answer to a wrong command line. */
_Noreturn void cli_help(const char *page, int status);

_Noreturn void cli_help_version(void);

#endif
