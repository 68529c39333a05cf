/* The format of a file of ids, from its first line that isn't blank. */
#include <stdbool.h>
#include <stddef.h>

#include <xengage/job.h>

#include "base/text.h"
#include "job/ids_reader.h"

/* Whether text is all of a header: the name of the ids' column. */
static bool is_header_of_one(const xeng__ids_reader *reader, const char *text, size_t size)
{
    if (reader->field != NULL) {
        return xeng__ids_is_name(text, size, reader->field);
    }
    for (size_t i = 0; i < XENG__IDS_NAMES; i++) {
        if (xeng__ids_is_name(text, size, xeng__ids_names[i])) {
            return true;
        }
    }
    return false;
}

static bool has_separator(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == ',' || text[i] == '\t' || text[i] == ';') {
            return true;
        }
    }
    return false;
}

int32_t xeng__ids_guess(xeng__ids_reader *reader, const char *text, size_t size, xeng_error **error)
{
    xeng__trim(&text, &size);
    if (size == 0) {
        return XENG_OK;
    }
    if (*text == '{') {
        reader->format = XENG_IDS_JSON_LINES;
    } else if (*text == '[') {
        return xeng__ids_refuse(reader, reader->line, text, size, error,
                                "the file looks like one JSON array; give a file with one JSON "
                                "object a line");
    } else if (*text != '#' && (*text == '"' || has_separator(text, size) ||
                                is_header_of_one(reader, text, size))) {
        reader->format = XENG_IDS_CSV;
    } else if (reader->field == NULL) {
        reader->format = XENG_IDS_PLAIN;
    } else {
        return xeng__ids_refuse(reader, reader->line, text, size, error,
                                "the file looks like plain ids, and has no column or field \"%s\"",
                                reader->field);
    }
    return XENG_OK;
}
