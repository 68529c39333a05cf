/* Where in a file something is, for messages. */
#include "source_place.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "status.h"

const char *cli_place_name(const cli_place *place)
{
    return strcmp(place->path, "-") == 0 ? "standard input" : place->path;
}

void cli_place_die(const cli_place *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = NULL;
    int size = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (size < 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    if (place->line == 0) {
        cli_die(CLI_WRONG_REQUEST, "%s: %s: %s", place->option, cli_place_name(place), text);
    }
    cli_die(CLI_WRONG_REQUEST, "%s: %s:%zu: %s", place->option, cli_place_name(place), place->line,
            text);
}

void cli_place_die_error(const cli_place *place, const xeng_error *error)
{
    if (xeng_error_code(error) == XENG_ERROR_NO_MEMORY) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    cli_place_die(place, "%s", xeng_error_message(error));
}

void cli_place_die_system(const cli_place *place, int number)
{
    cli_die(CLI_LOCAL_TROUBLE, "%s: %s: %s", place->option, cli_place_name(place),
            strerror(number));
}
