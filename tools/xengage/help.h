/* What --help and --version print. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

enum {
    CLI_HELP_OVERVIEW,
    CLI_HELP_AUTH,
    CLI_HELP_JOBS,
    CLI_HELP_COMMANDS, /* from here on: one a command */
};

/* The page of a cli_command. */
#define CLI_HELP_OF(command) (CLI_HELP_COMMANDS + (int)(command))

/* The pages. */
extern const char *const cli_help_pages[];

/* Prints a page and ends the program: to standard output where the user asked for it, to standard
 * error where it is the answer to a wrong command line. */
_Noreturn void cli_help(int page, int status);

_Noreturn void cli_help_version(void);

#endif
