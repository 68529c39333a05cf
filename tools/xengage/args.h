/* The command line, read. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/request.h>

#include "ids.h"

typedef enum {
    CLI_TOTALS,
    CLI_28HR,
    CLI_HISTORICAL,
    CLI_AUTH_BEARER,
    CLI_AUTH_LOGIN,
    CLI_AUTH_LOGOUT,
} cli_command;

typedef enum {
    CLI_TABLE,
    CLI_JSON,
    CLI_CSV,
} cli_format;

typedef struct {
    const char *name;
    const char *dimensions;
} cli_group;

typedef struct {
    cli_command command;
    int32_t endpoint; /* 0 for auth */
    cli_ids ids;
    const char *metrics; /* NULL: all */
    cli_group groups[XENG_MAX_GROUPINGS];
    size_t group_count;
    const char *start;
    const char *end;
    int64_t now; /* XENG_TIME_UNSET: the machine's clock */
    cli_format format;
    size_t top; /* rows of the table; 0: all */
    const char *out;
    const char *base_url;
    const char *ca_file;
    const char *credentials;
    const char *callback;
    uint32_t deadline_ms; /* 0: none */
    bool explain;
    bool quiet;
    bool progress;
} cli_args;

/* Reads the command line; ends the program for --help, --version, and for what it can't take. */
void cli_args_read(int argc, char **argv, cli_args *args);

#endif
