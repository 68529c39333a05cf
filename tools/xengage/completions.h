/* What lets a shell complete a command line, made from the tables of commands and options. */
#ifndef CLI_COMPLETIONS_H
#define CLI_COMPLETIONS_H

#include <stdint.h>

#include "args.h"
#include "options.h"

int cli_completions(const cli_args *args);

/* Each prints the script of one shell to standard output. */
void cli_completions_bash(void);
void cli_completions_zsh(void);
void cli_completions_fish(void);

/* Prints words, each behind a blank. */
void cli_print_choices(const char *const *choices);
void cli_print_metrics(int32_t endpoint);
void cli_print_dimensions(int32_t endpoint);

/* Prints a text as it stands between single quotes: a backslash before each of the characters of
 * `special`, and `quote` for the quote itself. */
void cli_print_quoted(const char *text, const char *special, const char *quote);

#endif
