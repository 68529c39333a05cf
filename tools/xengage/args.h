/* The command line, read. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/request.h>

typedef enum {
    CLI_TOTALS,
    CLI_28HR,
    CLI_HISTORICAL,
    CLI_TOP,
    CLI_REPORT,
    CLI_PLOT,
    CLI_AUTH_BEARER,
    CLI_AUTH_LOGIN,
    CLI_AUTH_LOGOUT,
    CLI_COMPLETIONS,
} cli_command;

typedef enum {
    CLI_TABLE,
    CLI_JSON,
    CLI_JSONL,
    CLI_CSV,
} cli_format;

typedef struct {
    const char *name;
    const char *dimensions;
} cli_group;

/* Where ids come from: a file, or, where that is NULL, one argument. */
typedef struct {
    const char *file;
    uint64_t id;
} cli_source;

typedef struct {
    cli_command command;
    int32_t endpoint; /* 0 for auth */
    cli_source *sources;
    size_t source_count;
    size_t source_room;
    int32_t ids_format; /* XENG_IDS_ */
    const char *ids_field;
    const char *accounts;
    const char *metrics; /* NULL: all */
    cli_group groups[XENG_MAX_GROUPINGS];
    size_t group_count;
    const char *start;
    const char *end;
    int64_t now;       /* XENG_TIME_UNSET: the machine's clock */
    int32_t rank_by;   /* of top: as xeng_top_new() takes it; 0: not given */
    size_t rank_count; /* of top */
    bool has_format;   /* --format was given */
    cli_format format;
    size_t top; /* rows of the table; 0: all */
    const char *out;
    const char *journal;
    const char *sqlite;
    const char *base_url;
    const char *ca_file;
    const char *credentials;
    const char *callback;
    const char *shell; /* of completions: its name; NULL if none was given */
    const char **from; /* of report and plot: files to read instead of asking */
    size_t from_count;
    size_t from_room;
    const char **before; /* of report: files of the window to compare with */
    size_t before_count;
    size_t before_room;
    uint64_t *posts; /* of report and plot: chosen Posts */
    size_t post_count;
    size_t post_room;
    int32_t utc_offset_s;
    int32_t step; /* of plot: XENG_STEP_; 0: not given */
    const char *title;
    uint32_t width;  /* of plot, in columns; 0: the terminal's */
    uint32_t height; /* of plot, in lines; 0: not given */
    bool ascii;
    bool wide;
    bool gzip;
    const char *ledger;
    uint32_t ledger_day;
    uint32_t handle_limit; /* 0: none */
    bool handle_refuse;
    bool has_handle_action;
    uint32_t deadline_ms; /* 0: none */
    bool has_patience;
    uint32_t patience_ms; /* 0: as long as it takes */
    uint32_t rate_limit;  /* a minute; 0: learned */
    uint32_t concurrency; /* 0: the library's default */
    uint32_t share;       /* 1 to shares; 0 for the whole */
    uint32_t shares;
    bool leave_out_old;
    bool plan;
    bool explain;
    bool quiet;
    bool progress;
    uint64_t given; /* which options were: a bit each, by their place in cli_options */
    char **words;   /* the whole command line as it was given, `word_count` words */
    int word_count;
} cli_args;

/* Reads the command line; ends the program for --help, --version, and for what it can't take. */
void cli_args_read(int argc, char **argv, cli_args *args);

/* Ends the program where options don't go together. */
void cli_args_check(const cli_args *args);

void cli_args_free(cli_args *args);

#endif
