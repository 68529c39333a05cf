/* CSV (RFC 4180), of which only the column with the ids is kept. */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "job/ids_reader.h"

/* The separator of a header: it is looked for outside of quotes. */
static char find_separator(const char *text, size_t size)
{
    char found = ',';
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        quoted = quoted != (text[i] == '"');
        if (quoted) {
            continue;
        }
        if (text[i] == ',') {
            return ',';
        }
        if (found == ',' && (text[i] == '\t' || text[i] == ';')) {
            found = text[i];
        }
    }
    return found;
}

static bool in_header(const xeng__ids_csv *csv)
{
    return csv->columns == 0;
}

static void keep(xeng__ids_csv *csv, const char *bytes, size_t size)
{
    if (in_header(csv) || csv->column == csv->wanted) {
        xeng__buf_append(&csv->value, bytes, size);
    }
}

/* Reads on within quotes, to behind the one that closes them or to the end of the line. */
static const char *read_quoted(xeng__ids_csv *csv, const char *at, const char *end)
{
    while (at < end) {
        const char *quote = memchr(at, '"', (size_t)(end - at));
        if (quote == NULL) {
            keep(csv, at, (size_t)(end - at));
            return end;
        }
        keep(csv, at, (size_t)(quote - at));
        at = quote + 1;
        if (at == end || *at != '"') {
            csv->in_quotes = false;
            while (at < end && *at == ' ') {
                at++;
            }
            return at;
        }
        keep(csv, at, 1);
        at++;
    }
    return at;
}

static const char *read_bare(xeng__ids_csv *csv, const char *at, const char *end)
{
    const char *separator = memchr(at, csv->separator, (size_t)(end - at));
    const char *stop = separator == NULL ? end : separator;
    keep(csv, at, (size_t)(stop - at));
    return stop;
}

/* Notes whether the column is the one with the ids: its name may be the better one of those that
 * it could have. */
static void end_name(xeng__ids_reader *reader)
{
    xeng__ids_csv *csv = &reader->csv;
    const char *text = xeng__buf_text(&csv->value);
    size_t count = reader->field == NULL ? XENG__IDS_NAMES : 1;
    for (size_t i = 0; i < count && i <= csv->rank; i++) {
        const char *name = reader->field == NULL ? xeng__ids_names[i] : reader->field;
        if (xeng__ids_is_name(text, csv->value.size, name)) {
            csv->twice = i == csv->rank;
            csv->rank = i;
            csv->wanted = csv->column;
        }
    }
    xeng__buf_append_text(&csv->names, csv->column == 0 ? "" : ", ");
    xeng__buf_append(&csv->names, text, csv->value.size);
    xeng__buf_clear(&csv->value);
}

static int32_t end_header(xeng__ids_reader *reader, xeng_error **error)
{
    xeng__ids_csv *csv = &reader->csv;
    const char *names = xeng__buf_text(&csv->names);
    if (csv->rank == XENG__IDS_NAMES) {
        return xeng__ids_refuse_names(reader, csv->record_line, "column", names, csv->names.size,
                                      error);
    }
    reader->field = reader->field == NULL ? xeng__ids_names[csv->rank] : reader->field;
    if (csv->twice) {
        return xeng__ids_refuse(reader, csv->record_line, names, csv->names.size, error,
                                "two columns are named \"%s\"; rename one of", reader->field);
    }
    csv->columns = csv->column;
    xeng__buf_free(&csv->names);
    return XENG_OK;
}

static int32_t end_record(xeng__ids_reader *reader, xeng_error **error)
{
    xeng__ids_csv *csv = &reader->csv;
    if (in_header(csv)) {
        return end_header(reader, error);
    }
    /* A value with a bare separator in it would put another column's number in place of the id. */
    if (csv->column != csv->columns) {
        return xeng__ids_refuse(reader, csv->record_line, NULL, 0, error,
                                "the record has %zu columns, the header %zu; values with a "
                                "separator in them must be quoted",
                                csv->column, csv->columns);
    }
    return xeng__ids_put(reader, csv->record_line, xeng__buf_text(&csv->value), csv->value.size,
                         error);
}

static int32_t end_value(xeng__ids_reader *reader, xeng_error **error)
{
    xeng__ids_csv *csv = &reader->csv;
    if (!csv->value.failed && in_header(csv)) {
        end_name(reader);
    }
    csv->column++;
    return csv->value.failed || csv->names.failed ? xeng__fail_no_memory(error) : XENG_OK;
}

static int32_t refuse_open(const xeng__ids_reader *reader, xeng_error **error)
{
    return xeng__ids_refuse(reader, reader->csv.record_line, NULL, 0, error,
                            "a value of the record that begins here has no closing quote before "
                            "line %" PRIu64 "; quotes within quotes are to be doubled",
                            reader->line);
}

/* Begins a record, or goes on with one that has a line end within quotes. */
static int32_t begin_line(xeng__ids_reader *reader, const char *text, size_t size,
                          xeng_error **error)
{
    xeng__ids_csv *csv = &reader->csv;
    if (csv->in_quotes) {
        if (size + 1 > XENG__IDS_LINE_MAX - csv->record_size) {
            return refuse_open(reader, error);
        }
        csv->record_size += size + 1;
        keep(csv, "\n", 1);
        return XENG_OK;
    }
    if (in_header(csv)) {
        csv->separator = find_separator(text, size);
    }
    csv->record_line = reader->line;
    csv->record_size = size;
    csv->column = 0;
    xeng__buf_clear(&csv->value);
    return XENG_OK;
}

int32_t xeng__ids_csv_line(xeng__ids_reader *reader, const char *text, size_t size,
                           xeng_error **error)
{
    xeng__ids_csv *csv = &reader->csv;
    if (size == 0 && !csv->in_quotes) {
        return XENG_OK;
    }
    int32_t code = begin_line(reader, text, size, error);
    const char *end = text + size;
    for (const char *at = text; code == XENG_OK; at++) {
        if (!csv->in_quotes && at < end && *at == '"') {
            csv->in_quotes = true;
            at++;
        }
        at = csv->in_quotes ? read_quoted(csv, at, end) : read_bare(csv, at, end);
        if (csv->in_quotes) {
            return csv->value.failed ? xeng__fail_no_memory(error) : XENG_OK;
        }
        if (at < end && *at != csv->separator) {
            return xeng__ids_refuse(reader, reader->line, at, (size_t)(end - at), error,
                                    "text behind a closing quote; quotes within quotes are to be "
                                    "doubled");
        }
        code = end_value(reader, error);
        if (code == XENG_OK && at == end) {
            return end_record(reader, error);
        }
    }
    return code;
}

int32_t xeng__ids_csv_finish(xeng__ids_reader *reader, xeng_error **error)
{
    if (reader->csv.in_quotes) {
        return refuse_open(reader, error);
    }
    if (in_header(&reader->csv)) {
        return xeng__ids_refuse(reader, 1, NULL, 0, error,
                                "the file is empty; a header that names the columns is expected");
    }
    return XENG_OK;
}
