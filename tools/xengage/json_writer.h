/* Writing JSON, member by member. */
#ifndef CLI_JSON_WRITER_H
#define CLI_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "output.h"

typedef struct {
    FILE *file;
    bool flat; /* all on one line, instead of indented */
    size_t depth;
    bool filled; /* something stands before in the object or array that is open */
} cli_json;

/* Each writes a member of the object that is open, or, with the key NULL, an element. */
void cli_json_open(cli_json *json, const char *key, char bracket);
void cli_json_close(cli_json *json, char bracket);
void cli_json_text(cli_json *json, const char *key, const char *text);
void cli_json_null(cli_json *json, const char *key);
void cli_json_raw(cli_json *json, const char *key, const char *value);

/* The window that the server says the counts are of: `start` and `end`. */
void cli_json_window(cli_json *json, const cli_output *output);

/* What became of the ids, the server's messages, and members that the library doesn't know. */
void cli_json_outcome(cli_json *json, const cli_output *output);

/* Whether cli_json_outcome() has a member of that name, so that no grouping can have it. */
bool cli_json_reserves(const char *name);

#endif
