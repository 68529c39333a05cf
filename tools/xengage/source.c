/* Where report and plot have their counts from: which kind of file it is, by what is in it. */
#include "source.h"

#include <string.h>

#include "source_cells.h"
#include "source_parts.h"

enum {
    LOOK = 4096 /* bytes that tell */
};

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

/* Whether text that begins with a bracket is JSON lines: in a line the first member is a column,
 * with a text or a number; in a document it is the window, a grouping or a list. */
static bool is_lines(const char *text)
{
    text = skip_blanks(text + 1);
    if (*text != '"') {
        return false;
    }
    const char *name = ++text;
    for (; *text != '"' && *text != '\0'; text++) {
        text += *text == '\\' && text[1] != '\0';
    }
    bool column = cli_cell_is_column(name, (size_t)(text - name));
    text = *text == '"' ? skip_blanks(text + 1) : text;
    text = *text == ':' ? skip_blanks(text + 1) : text;
    return column && *text != '{' && *text != '[' && *text != '\0';
}

static bool is_database(const char *text, size_t size)
{
    static const char magic[] = "SQLite format 3";
    return size >= sizeof magic && memcmp(text, magic, sizeof magic) == 0;
}

static void read_text(cli_bytes *bytes, const char *text, size_t size, const cli_sink *sink)
{
    const char *first = skip_blanks(text);
    if (size == 0) {
        cli_place_die(&bytes->place, "it is empty");
    }
    if (*first != '{') {
        cli_source_csv(bytes, sink);
    } else if (is_lines(first)) {
        cli_source_jsonl(bytes, sink);
    } else {
        cli_source_json(bytes, sink);
    }
}

/* Other programs put a byte order mark before text. */
static void skip_mark(cli_bytes *bytes)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};
    size_t size = 0;
    const char *text = cli_bytes_peek(bytes, sizeof mark, &size);
    if (size == sizeof mark && memcmp(text, mark, size) == 0) {
        bytes->begin += size;
    }
}

void cli_source_read(const char *path, const char *option, const cli_sink *sink)
{
    cli_bytes bytes;
    size_t size = 0;
    cli_bytes_open(&bytes, path, option);
    skip_mark(&bytes);
    const char *text = cli_bytes_peek(&bytes, LOOK, &size);
    if (!is_database(text, size)) {
        read_text(&bytes, text, size, sink);
        cli_bytes_close(&bytes);
        return;
    }
    cli_place place = bytes.place;
    if (bytes.zipped || strcmp(path, "-") == 0) {
        cli_place_die(&place, "a database can't be read from standard input or a gzip file");
    }
    cli_bytes_close(&bytes);
    cli_source_sqlite(&place, sink);
}
