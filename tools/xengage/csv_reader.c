/* Small CSV files (RFC 4180), read whole. */
#include "csv_reader.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "say.h"
#include "status.h"

enum {
    LARGEST = 16 * 1024 * 1024
};

typedef struct {
    const char *option;
    const char *path;
    char *at;
    size_t line;
} cli_reading;

static char *read_all(const char *option, const char *path)
{
    FILE *file = fopen(path, "re");
    char *text = NULL;
    size_t size = 0;
    errno = 0;
    ssize_t got = file == NULL ? -1 : getdelim(&text, &size, '\0', file);
    if (file == NULL || (got < 0 && !feof(file))) {
        cli_die(CLI_LOCAL_TROUBLE, "%s: %s: %s", option, path, strerror(errno == 0 ? EIO : errno));
    }
    bool binary = got > 0 && (text[got - 1] == '\0' || got > LARGEST);
    (void)fclose(file);
    if (binary) {
        cli_die(CLI_WRONG_REQUEST, "%s: %s is no CSV file", option, path);
    }
    return got > 0 ? text : cli_copy("", 0);
}

/* Takes the field at hand, which is changed in place; says in `end` what ended it. */
static char *take_field(cli_reading *reading, char *end)
{
    char *from = reading->at;
    char *field = from;
    char *to = from;
    bool quoted = *from == '"';
    from += quoted;
    for (; *from != '\0'; from++) {
        if (quoted && *from == '"' && from[1] == '"') {
            from++;
        } else if (quoted && *from == '"') {
            quoted = false;
            continue;
        } else if (!quoted &&
                   (*from == ',' || *from == '\n' || (*from == '\r' && from[1] == '\n'))) {
            break;
        }
        reading->line += *from == '\n';
        *to++ = *from;
    }
    if (quoted) {
        cli_die(CLI_WRONG_REQUEST, "%s: %s:%zu: a quote is never closed", reading->option,
                reading->path, reading->line);
    }
    from += *from == '\r';
    *end = *from;
    reading->line += *from == '\n';
    reading->at = from + (*from != '\0');
    *to = '\0';
    return field;
}

static bool is_empty(const cli_record *record)
{
    return record->count == 1 && record->fields[0][0] == '\0';
}

void cli_csv_read(const char *option, const char *path, cli_csv_file *file)
{
    *file = (cli_csv_file){.text = read_all(option, path)};
    size_t room = 0;
    bool mark = strncmp(file->text, "\xEF\xBB\xBF", 3) == 0;
    cli_reading reading = {option, path, file->text + (mark ? 3 : 0), 1};
    while (*reading.at != '\0') {
        cli_record record = {.line = reading.line};
        size_t fields = 0;
        char end = ',';
        while (end == ',') {
            record.fields = cli_grow(record.fields, &fields, record.count, sizeof *record.fields);
            record.fields[record.count++] = take_field(&reading, &end);
        }
        if (is_empty(&record)) {
            free(record.fields);
            continue;
        }
        file->records = cli_grow(file->records, &room, file->count, sizeof record);
        file->records[file->count++] = record;
    }
}

void cli_csv_free(cli_csv_file *file)
{
    for (size_t i = 0; i < file->count; i++) {
        free(file->records[i].fields);
    }
    free(file->records);
    free(file->text);
    *file = (cli_csv_file){0};
}
