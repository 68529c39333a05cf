/* Where in a file something is, for messages. */
#ifndef CLI_SOURCE_PLACE_H
#define CLI_SOURCE_PLACE_H

#include <stddef.h>

#include <xengage/error.h>

#include "say.h"

typedef struct {
    const char *option;
    const char *path;
    size_t line; /* from 1 on; 0 where there are no lines */
} cli_place;

/* What people know the file by. */
const char *cli_place_name(const cli_place *place);

/* What is there can't be: says so, where, and ends the program. */
_Noreturn void cli_place_die(const cli_place *place, const char *format, ...) CLI_PRINTF(2, 3);

/* The same with what an error says, which goes. */
_Noreturn void cli_place_die_error(const cli_place *place, const xeng_error *error);

/* The system refuses. */
_Noreturn void cli_place_die_system(const cli_place *place, int number);

#endif
