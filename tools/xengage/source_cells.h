/* The fields of a line of CSV, JSON lines or a table: from text to counts. */
#ifndef CLI_SOURCE_CELLS_H
#define CLI_SOURCE_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source_gather.h"

typedef enum {
    CLI_CELL_GROUPING,
    CLI_CELL_POST,
    CLI_CELL_TYPE,
    CLI_CELL_DAY,
    CLI_CELL_HOUR,
    CLI_CELL_KEY,
    CLI_CELL_VALUE,
    CLI_CELL_STATE,
    CLI_CELL_REASON,
    CLI_CELL_METRIC, /* in wide form */
} cli_cell;

typedef struct {
    cli_cell cell;
    uint32_t metric; /* CLI_CELL_METRIC: its place in the words */
} cli_column;

enum {
    CLI_COLUMNS = 80 /* of a file, at most: those above and every metric */
};

/* A line. */
typedef struct {
    cli_read_count count; /* all but type and value in wide form */
    bool wide;
    struct {
        uint32_t metric; /* CLI_NO_WORD in long form */
        bool delivered;
        int64_t value;
    } values[CLI_COLUMNS];
    size_t value_count;
} cli_line;

/* Whether xengage writes a column of a name. */
bool cli_cell_is_column(const char *name, size_t size);

/* What the column of a name holds; false if xengage writes none of that name. */
bool cli_cell_column(cli_gather *gather, const char *name, size_t size, cli_column *column);

void cli_line_begin(cli_line *line);

/* Takes a field that isn't empty. Ends the program if it makes no sense. */
void cli_line_set(cli_gather *gather, cli_line *line, const cli_column *column, const char *text,
                  size_t size);

/* Takes the field of a count that wasn't delivered. */
void cli_line_set_none(cli_gather *gather, cli_line *line, const cli_column *column);

/* Hands the line's counts over. */
void cli_line_end(cli_gather *gather, cli_line *line);

#endif
