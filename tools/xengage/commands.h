/* The table of commands. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stddef.h>
#include <stdint.h>

#include "args.h"

enum {
    CLI_COMMAND_SIZE = 64 /* room for a command's name, and for what is no command but might be */
};

typedef struct {
    cli_command command;
    int32_t endpoint;     /* the one that it asks where no option says otherwise; 0 for none */
    const char *words[2]; /* that call it; the second may be NULL */
    const char *name;     /* both in one */
    const char *line;     /* what it is for */
} cli_command_entry;

extern const cli_command_entry cli_commands[];
extern const size_t cli_command_count;

/* The command that words name, and in `*used` how many words that takes; NULL if they name none. */
const cli_command_entry *cli_command_find(int count, char **words, int *used);

const cli_command_entry *cli_command_entry_of(cli_command command);

#endif
