/* The table of options. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "args.h"

typedef void cli_take_fn(cli_args *args, const char *option, const char *value);

typedef enum {
    CLI_FLAG, /* a bool of cli_args, set */
    CLI_TEXT, /* a text of cli_args */
    CLI_CALL, /* a value that `take` understands */
    CLI_BARE, /* no value; `take` does it */
} cli_kind;

typedef struct {
    const char *name;
    char letter;       /* a short form, or 0 */
    unsigned commands; /* those that take it: 1U << cli_command, or together */
    cli_kind kind;
    size_t offset; /* of CLI_FLAG and CLI_TEXT, in cli_args */
    cli_take_fn *take;
} cli_option;

extern const cli_option cli_options[];
extern const size_t cli_option_count;

enum {
    CLI_OPTIONS_MOST = 64, /* room for all of them */
    CLI_OPTION_SIZE = 32,  /* room for "--" and a name */
};

#endif
