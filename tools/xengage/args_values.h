/* Values of options: each function returns what the text means, or ends the program. */
#ifndef CLI_ARGS_VALUES_H
#define CLI_ARGS_VALUES_H

#include <stddef.h>
#include <stdint.h>

#include "args.h"

int64_t cli_value_time(const char *option, const char *text);
cli_format cli_value_format(const char *text);
size_t cli_value_count(const char *option, const char *text);
uint32_t cli_value_deadline(const char *text); /* seconds, to milliseconds */

/* Asks the library, by its environment variable, to log to standard error. */
void cli_value_log(const char *text);

/* What XENGAGE_NOW says; XENG_TIME_UNSET where it isn't set. */
int64_t cli_value_env_now(void);

#endif
