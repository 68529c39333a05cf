/* Command lines that can't be read: says which word is at fault, and what was meant, perhaps. */
#ifndef CLI_ARGS_REFUSE_H
#define CLI_ARGS_REFUSE_H

#include "options.h"

/* A first word, or two, that are no command. */
_Noreturn void cli_refuse_command(int count, char **words);

/* A page that `xengage help` hasn't got. */
_Noreturn void cli_refuse_topic(const char *topic);

/* An option without its value. */
_Noreturn void cli_refuse_valueless(const cli_option *option);

/* An option with a value that it doesn't take. */
_Noreturn void cli_refuse_value(const cli_option *option);

/* A word that is no option of a command. What stands behind a '=' isn't repeated: it may be a
 * secret. */
_Noreturn void cli_refuse_option(const char *word, cli_command command);

#endif
