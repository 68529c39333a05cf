/* What the tool has to say: one line each on standard error, fit for a terminal. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include <xengage/error.h>

#define CLI_PRINTF(text, first) __attribute__((format(printf, text, first)))

/* Writes "xengage: " and the text. Control characters, which may come from a server, become '?'. */
void cli_say(const char *format, ...) CLI_PRINTF(1, 2);

/* Writes what an error says, and the server's own words where it doesn't repeat them. */
void cli_say_error(const xeng_error *error);

/* Says why and ends the program. */
_Noreturn void cli_die(int status, const char *format, ...) CLI_PRINTF(2, 3);

/* Says what the error says, behind `what` where that isn't NULL, and ends the program. */
_Noreturn void cli_die_error(int status, const char *what, const xeng_error *error);

#endif
