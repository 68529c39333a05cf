/* JSON lines as xengage writes them: counts, long or wide, and what became of ids. */
#include <string.h>

#include <jansson.h>

#include "source_cells.h"
#include "source_parts.h"

enum {
    NUMBER_SIZE = 24
};

typedef struct {
    cli_bytes *bytes;
    cli_gather gather;
    cli_line line;
    json_t *object; /* the present line */
} cli_jsonl_source;

/* A number as text, or a string; NULL if it is neither. */
static const char *text_of(const json_t *value, char number[NUMBER_SIZE])
{
    if (json_is_integer(value)) {
        (void)snprintf(number, NUMBER_SIZE, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return number;
    }
    return json_string_value(value);
}

static void take_member(cli_jsonl_source *source, const char *key, const json_t *value)
{
    const cli_place *place = &source->bytes->place;
    cli_column column;
    char number[NUMBER_SIZE];
    if (!cli_cell_column(&source->gather, key, strlen(key), &column)) {
        cli_place_die(place, "'%.60s' is no member that xengage writes", key);
    }
    if (json_is_null(value) && (column.cell == CLI_CELL_VALUE || column.cell == CLI_CELL_METRIC)) {
        cli_line_set_none(&source->gather, &source->line, &column);
        return;
    }
    const char *text = text_of(value, number);
    if (text == NULL || *text == '\0') {
        cli_place_die(place, "%s has a value that makes no sense", key);
    }
    cli_line_set(&source->gather, &source->line, &column, text, strlen(text));
}

/* A line on what became of an id. */
static void take_fate(cli_jsonl_source *source, const json_t *line)
{
    cli_column id = {.cell = CLI_CELL_POST};
    const char *text = json_string_value(json_object_get(line, "tweet_id"));
    const char *state = json_string_value(json_object_get(line, "state"));
    const char *reason = json_string_value(json_object_get(line, "reason"));
    if (text == NULL || state == NULL || *state == '\0' ||
        json_object_size(line) != (reason == NULL ? 2 : 3)) {
        cli_place_die(&source->bytes->place, "state makes no sense here");
    }
    cli_line_begin(&source->line);
    cli_line_set(&source->gather, &source->line, &id, text, strlen(text));
    cli_gather_fate(&source->gather, source->line.count.id, state, reason == NULL ? "" : reason);
}

static void take_line(cli_jsonl_source *source)
{
    const char *key;
    json_t *value;
    if (!json_is_object(source->object)) {
        cli_place_die(&source->bytes->place, "it is no JSON object");
    }
    if (json_object_get(source->object, "state") != NULL) {
        take_fate(source, source->object);
        return;
    }
    cli_line_begin(&source->line);
    json_object_foreach(source->object, key, value)
    {
        take_member(source, key, value);
    }
    source->gather.whole |= source->line.count.grouping != CLI_NO_WORD;
    cli_line_end(&source->gather, &source->line);
}

static void read_line(cli_jsonl_source *source, const char *text, size_t size, bool whole)
{
    json_error_t error;
    source->object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    if (source->object == NULL) {
        cli_place_die(&source->bytes->place, "%s: %s",
                      whole ? "it is no JSON" : "the file is cut off in the middle of this line",
                      error.text);
    }
    take_line(source);
    json_decref(source->object);
    source->object = NULL;
}

void cli_source_jsonl(cli_bytes *bytes, const cli_sink *sink)
{
    cli_jsonl_source source = {.bytes = bytes};
    const char *text;
    size_t size = 0;
    bool whole;
    cli_gather_begin(&source.gather, &bytes->place, sink, false);
    while ((text = cli_bytes_line(bytes, &size, &whole)) != NULL) {
        if (strspn(text, " \t\r") < size) { /* an empty line says nothing */
            read_line(&source, text, size, whole);
        }
    }
    cli_gather_end(&source.gather);
}
