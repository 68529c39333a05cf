/* The table of options: what the command line, --help, the completions and the man page go by. */
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

/* What a value is, for those who complete it. */
typedef enum {
    CLI_IS_TEXT, /* nobody can guess it */
    CLI_IS_FILE,
    CLI_IS_CHOICE,  /* one of the words of `choices` */
    CLI_IS_METRIC,  /* one of the endpoint's */
    CLI_IS_RANK,    /* the same, or engagement-rate */
    CLI_IS_METRICS, /* some of the endpoint's, with commas */
    CLI_IS_GROUP,   /* NAME= and some of the endpoint's dimensions, with commas */
} cli_value_kind;

typedef struct {
    const char *name;
    char letter;       /* a short form, or 0 */
    unsigned commands; /* those that take it: 1U << cli_command, or together */
    cli_kind kind;
    size_t offset; /* of CLI_FLAG and CLI_TEXT, in cli_args */
    cli_take_fn *take;
    const char *value; /* what its value is called; NULL if it takes none */
    cli_value_kind is;
    const char *const *choices;
    const char *line; /* what it does */
} cli_option;

extern const cli_option cli_options[];
extern const size_t cli_option_count;

enum {
    CLI_OPTIONS_MOST = 64, /* room for all of them */
    CLI_OPTION_SIZE = 32,  /* room for "--" and a name */
};

/* Whether a command takes an option. */
bool cli_option_of(const cli_option *option, cli_command command);

/* Whether an option may be given more than once, each time to more effect. */
bool cli_option_repeats(const cli_option *option);

/* The option of a name; NULL if there is none. */
const cli_option *cli_option_find(const char *name, size_t size);

#endif
