/* CSV as xengage writes it, long or wide. */
#include <string.h>

#include "source_cells.h"
#include "source_parts.h"

typedef struct {
    cli_bytes *bytes;
    cli_gather gather;
    cli_column columns[CLI_COLUMNS];
    size_t count;
    cli_cell needed[CLI_COLUMNS]; /* of the columns that every line fills in, ... */
    cli_line line;
} cli_csv_source;

typedef struct {
    const char *text;
    size_t size;
} cli_field;

/* Whether a line stops within quotes. */
static bool is_open(const char *text, size_t size)
{
    bool open = false;
    const char *end = text + size;
    for (const char *at = text; (at = memchr(at, '"', (size_t)(end - at))) != NULL; at++) {
        open = !open;
    }
    return open;
}

/* The next record, without its end; false if there is none. */
static bool next_record(cli_bytes *bytes, char **text, size_t *size)
{
    bool whole;
    *text = cli_bytes_line(bytes, size, &whole);
    if (*text == NULL) {
        return false;
    }
    while (whole && is_open(*text, *size)) {
        char *longer = cli_bytes_longer(bytes, size, &whole);
        if (longer == NULL) {
            cli_place_die(&bytes->place, "a quote is never closed");
        }
        *text = longer;
    }
    if (!whole) {
        cli_place_die(&bytes->place, "the file is cut off in the middle of this line");
    }
    *size -= *size > 0 && (*text)[*size - 1] == '\r';
    return true;
}

/* Takes the quotes off a field that begins with one, in place. Returns what follows it. */
static char *unquote(const cli_bytes *bytes, char *at, const char *end, cli_field *field)
{
    char *to = at;
    field->text = at;
    for (at++; at < end; at++) {
        if (*at == '"' && at + 1 < end && at[1] == '"') {
            at++;
        } else if (*at == '"') {
            break;
        }
        *to++ = *at;
    }
    field->size = (size_t)(to - field->text);
    at++;
    if (at < end && *at != ',') {
        cli_place_die(&bytes->place, "there is something between a quote and the next comma");
    }
    return at;
}

/* Splits a record; returns how many fields it has. */
static size_t split(const cli_bytes *bytes, char *text, size_t size, cli_field fields[CLI_COLUMNS])
{
    size_t count = 0;
    const char *end = text + size;
    for (char *at = text;; at++) {
        if (count == CLI_COLUMNS) {
            cli_place_die(&bytes->place, "there are over %d fields", CLI_COLUMNS);
        }
        cli_field *field = &fields[count++];
        if (at < end && *at == '"') {
            at = unquote(bytes, at, end, field);
        } else {
            field->text = at;
            while (at < end && *at != ',') {
                at++;
            }
            field->size = (size_t)(at - field->text);
        }
        if (at >= end) {
            return count;
        }
    }
}

static bool has_cell(const cli_csv_source *source, cli_cell cell)
{
    for (size_t i = 0; i < source->count; i++) {
        if (source->columns[i].cell == cell) {
            return true;
        }
    }
    return false;
}

/* The header says what there is. */
static void read_header(cli_csv_source *source)
{
    const cli_place *place = &source->bytes->place;
    cli_field fields[CLI_COLUMNS];
    char *text = NULL;
    size_t size = 0;
    if (!next_record(source->bytes, &text, &size)) {
        cli_place_die(place, "the file is empty");
    }
    size_t count = split(source->bytes, text, size, fields);
    for (size_t i = 0; i < count; i++) {
        cli_column column;
        if (!cli_cell_column(&source->gather, fields[i].text, fields[i].size, &column) ||
            column.cell == CLI_CELL_STATE || column.cell == CLI_CELL_REASON) {
            cli_place_die(place,
                          "'%.*s' is no column of xengage's: this is no JSON, JSON lines or CSV of "
                          "counts that it wrote, and no database of --sqlite",
                          (int)(fields[i].size < 60 ? fields[i].size : 60), fields[i].text);
        }
        for (size_t j = 0; j < source->count; j++) {
            if (source->columns[j].cell == column.cell &&
                source->columns[j].metric == column.metric) {
                cli_place_die(place, "the column %.*s is there twice", (int)fields[i].size,
                              fields[i].text);
            }
        }
        source->columns[source->count++] = column;
    }
    if (has_cell(source, CLI_CELL_VALUE) == has_cell(source, CLI_CELL_METRIC)) {
        cli_place_die(place, "there must be a column value, or columns named as metrics");
    }
    source->gather.whole = has_cell(source, CLI_CELL_GROUPING);
}

/* Of several groupings, each fills in its own columns; of one, all but a day that the server may
 * not have told. */
static void take_empty(cli_csv_source *source, const cli_column *column)
{
    bool several = source->gather.whole && has_cell(source, CLI_CELL_GROUPING);
    switch (column->cell) {
    case CLI_CELL_VALUE:
    case CLI_CELL_METRIC:
        cli_line_set_none(&source->gather, &source->line, column);
        break;
    case CLI_CELL_DAY:
    case CLI_CELL_KEY:
        break;
    case CLI_CELL_GROUPING:
        cli_place_die(&source->bytes->place, "the grouping has no name");
    default:
        if (!several) {
            cli_place_die(&source->bytes->place, "a field is empty that mustn't be");
        }
    }
}

static void read_record(cli_csv_source *source, char *text, size_t size)
{
    cli_field fields[CLI_COLUMNS];
    size_t count = split(source->bytes, text, size, fields);
    if (count != source->count) {
        cli_place_die(&source->bytes->place, "it has %zu fields, and the header has %zu", count,
                      source->count);
    }
    cli_line_begin(&source->line);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].size > 0) {
            cli_line_set(&source->gather, &source->line, &source->columns[i], fields[i].text,
                         fields[i].size);
        } else {
            take_empty(source, &source->columns[i]);
        }
    }
    cli_line_end(&source->gather, &source->line);
}

void cli_source_csv(cli_bytes *bytes, const cli_sink *sink)
{
    cli_csv_source source = {.bytes = bytes};
    char *text = NULL;
    size_t size = 0;
    cli_gather_begin(&source.gather, &bytes->place, sink, false);
    read_header(&source);
    while (next_record(bytes, &text, &size)) {
        if (size > 0) { /* editors leave empty lines at the end */
            read_record(&source, text, size);
        }
    }
    cli_gather_end(&source.gather);
}
