/* Lines of a file of ids, and the ids in them, a block at a time. */
#include "job/ids_reader.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include <xengage/job.h>

#include "base/error.h"
#include "base/text.h"
#include "model/show.h"

const char *const xeng__ids_names[XENG__IDS_NAMES] = {"id", "tweet_id", "post_id"};

int32_t xeng__ids_refuse(const xeng__ids_reader *reader, uint64_t line, const char *text,
                         size_t size, xeng_error **error, const char *format, ...)
{
    xeng__buf message = XENG__BUF_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    xeng__buf_vprintf(&message, format, arguments);
    va_end(arguments);
    if (text != NULL) {
        xeng__buf_append_text(&message, ": ");
        xeng__show(&message, text, size);
    }
    int32_t code = message.failed ? xeng__fail_no_memory(error)
                                  : xeng__fail(error, XENG_ERROR_INPUT, "%s:%" PRIu64 ": %s",
                                               reader->name, line, xeng__buf_text(&message));
    xeng__buf_free(&message);
    return code;
}

int32_t xeng__ids_refuse_names(const xeng__ids_reader *reader, uint64_t line, const char *what,
                               const char *text, size_t size, xeng_error **error)
{
    if (reader->field != NULL) {
        return xeng__ids_refuse(reader, line, text, size, error,
                                "no %s \"%s\"; name the one that has the ids; there is", what,
                                reader->field);
    }
    return xeng__ids_refuse(reader, line, text, size, error,
                            "no %s \"%s\", \"%s\" or \"%s\"; name the one that has the ids; there "
                            "is",
                            what, xeng__ids_names[0], xeng__ids_names[1], xeng__ids_names[2]);
}

bool xeng__ids_is_name(const char *text, size_t size, const char *name)
{
    size_t name_size = strlen(name);
    xeng__trim(&text, &size);
    xeng__trim(&name, &name_size);
    if (size != name_size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (xeng__lower(text[i]) != xeng__lower(name[i])) {
            return false;
        }
    }
    return true;
}

/* Whether text is a number such as 1.54E+18, or 1,54E+18, which is what spreadsheets make of ids.
 */
static bool is_rounded(const char *text, size_t size)
{
    bool exponent = false;
    for (size_t i = 0; i < size; i++) {
        if (i > 0 && xeng__lower(text[i]) == 'e') {
            exponent = true;
        } else if (text[i] == '\0' || strchr("0123456789.,+-", text[i]) == NULL) {
            return false;
        }
    }
    return exponent;
}

static int32_t refuse_id(const xeng__ids_reader *reader, uint64_t line, const char *text,
                         size_t size, xeng_error **error)
{
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__buf_append_char(&shown, '"');
    xeng__show(&shown, text, size);
    xeng__buf_append_char(&shown, '"');
    if (reader->field != NULL) {
        xeng__buf_printf(&shown, " in \"%s\"", reader->field);
    }
    const char *advice =
        is_rounded(text, size)
            ? "a spreadsheet has rounded it, and its last digits are lost; export the ids again, "
              "as text"
            : "correct the line or take it out";
    int32_t code =
        shown.failed
            ? xeng__fail_no_memory(error)
            : xeng__ids_refuse(reader, line, NULL, 0, error,
                               "%s is no Post id: ids are decimal digits without a leading zero, "
                               "1 to %" PRId64 "; %s",
                               xeng__buf_text(&shown), INT64_MAX, advice);
    xeng__buf_free(&shown);
    return code;
}

static int32_t hand_over(xeng__ids_reader *reader, xeng_error **error)
{
    size_t count = reader->count;
    reader->count = 0;
    return count == 0 ? XENG_OK : reader->take(reader->context, reader->ids, count, error);
}

int32_t xeng__ids_put(xeng__ids_reader *reader, uint64_t line, const char *text, size_t size,
                      xeng_error **error)
{
    xeng__trim(&text, &size);
    uint64_t id = 0;
    if (!xeng__parse_id(text, size, &id)) {
        return refuse_id(reader, line, text, size, error);
    }
    reader->ids[reader->count++] = id;
    return reader->count == XENG__IDS_BLOCK ? hand_over(reader, error) : XENG_OK;
}

static int32_t plain_line(xeng__ids_reader *reader, const char *text, size_t size,
                          xeng_error **error)
{
    xeng__trim(&text, &size);
    return size == 0 || *text == '#' ? XENG_OK
                                     : xeng__ids_put(reader, reader->line, text, size, error);
}

static int32_t refuse_long(const xeng__ids_reader *reader, uint64_t line, xeng_error **error)
{
    return xeng__ids_refuse(reader, line, NULL, 0, error,
                            "the line is longer than %d bytes; give a file with an id, a CSV "
                            "record or a JSON object a line",
                            XENG__IDS_LINE_MAX);
}

/* Takes the byte order mark away that begins some UTF-8 files. */
static int32_t skip_mark(const xeng__ids_reader *reader, const char **text, size_t *size,
                         xeng_error **error)
{
    if (*size >= 2 && (memcmp(*text, "\xFF\xFE", 2) == 0 || memcmp(*text, "\xFE\xFF", 2) == 0)) {
        return xeng__ids_refuse(reader, reader->line, NULL, 0, error,
                                "the file is UTF-16; save it as UTF-8");
    }
    if (*size >= 3 && memcmp(*text, "\xEF\xBB\xBF", 3) == 0) {
        *text += 3;
        *size -= 3;
    }
    return XENG_OK;
}

static int32_t take_line(xeng__ids_reader *reader, const char *text, size_t size,
                         xeng_error **error)
{
    reader->line++;
    if (size > 0 && text[size - 1] == '\r') {
        size--;
    }
    if (size > XENG__IDS_LINE_MAX) {
        return refuse_long(reader, reader->line, error);
    }
    int32_t code = reader->line == 1 ? skip_mark(reader, &text, &size, error) : XENG_OK;
    if (code == XENG_OK && reader->format == XENG_IDS_AUTO) {
        code = xeng__ids_guess(reader, text, size, error);
    }
    if (code != XENG_OK) {
        return code;
    }
    switch (reader->format) {
    case XENG_IDS_PLAIN:
        return plain_line(reader, text, size, error);
    case XENG_IDS_CSV:
        return xeng__ids_csv_line(reader, text, size, error);
    case XENG_IDS_JSON_LINES:
        return xeng__ids_json_line(reader, text, size, error);
    default: /* not guessed yet: the line is blank */
        return XENG_OK;
    }
}

/* Keeps a part of a line, a '\r' before its end included, which may be one byte too many. */
static int32_t keep(xeng__ids_reader *reader, const char *bytes, size_t size, xeng_error **error)
{
    if (size > XENG__IDS_LINE_MAX + 1 - reader->partial.size) {
        return refuse_long(reader, reader->line + 1, error);
    }
    xeng__buf_append(&reader->partial, bytes, size);
    return reader->partial.failed ? xeng__fail_no_memory(error) : XENG_OK;
}

static int32_t take_partial(xeng__ids_reader *reader, xeng_error **error)
{
    int32_t code = take_line(reader, xeng__buf_text(&reader->partial), reader->partial.size, error);
    xeng__buf_clear(&reader->partial);
    return code;
}

int32_t xeng__ids_feed(void *context, const char *bytes, size_t size, xeng_error **error)
{
    xeng__ids_reader *reader = context;
    const char *end = bytes + size;
    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t length = (size_t)((newline == NULL ? end : newline) - bytes);
        int32_t code = XENG_OK;
        if (newline != NULL && reader->partial.size == 0) {
            code = take_line(reader, bytes, length, error);
        } else {
            code = keep(reader, bytes, length, error);
            if (code == XENG_OK && newline != NULL) {
                code = take_partial(reader, error);
            }
        }
        if (code != XENG_OK || newline == NULL) {
            return code;
        }
        bytes = newline + 1;
    }
    return XENG_OK;
}

int32_t xeng__ids_finish(xeng__ids_reader *reader, xeng_error **error)
{
    int32_t code = reader->partial.size > 0 ? take_partial(reader, error) : XENG_OK;
    if (code == XENG_OK && reader->format == XENG_IDS_CSV) {
        code = xeng__ids_csv_finish(reader, error);
    }
    return code == XENG_OK ? hand_over(reader, error) : code;
}

void xeng__ids_reader_free(xeng__ids_reader *reader)
{
    xeng__buf_free(&reader->partial);
    xeng__buf_free(&reader->csv.value);
    xeng__buf_free(&reader->csv.names);
}
