/* JSON lines: an object a line, with the id in one of its members. */
#include <stdbool.h>
#include <string.h>

#include <jansson.h>

#include "base/error.h"
#include "base/text.h"
#include "job/ids_reader.h"

/* The member that a dotted path leads to, or NULL. */
static json_t *find(json_t *object, const char *path)
{
    json_t *found = object;
    for (;;) {
        size_t size = strcspn(path, ".");
        found = json_object_getn(found, path, size);
        if (found == NULL || path[size] == '\0') {
            return found;
        }
        path += size + 1;
    }
}

/* The first object decides which of the default fields counts in all. */
static void choose_field(xeng__ids_reader *reader, json_t *object)
{
    for (size_t i = 0; i < XENG__IDS_NAMES && reader->field == NULL; i++) {
        if (find(object, xeng__ids_names[i]) != NULL) {
            reader->field = xeng__ids_names[i];
        }
    }
}

static int32_t put_integer(xeng__ids_reader *reader, json_int_t number, xeng_error **error)
{
    char text[XENG__U64_SIZE];
    bool negative = number < 0;
    uint64_t magnitude = negative ? 0 - (uint64_t)number : (uint64_t)number;
    char *begin = text + (xeng__format_u64(magnitude, text) - text);
    if (negative) {
        /* There is room: INT64_MIN has a digit less than the largest 64-bit number. */
        *--begin = '-';
    }
    size_t size = (size_t)(text + XENG__U64_SIZE - 1 - begin);
    return xeng__ids_put(reader, reader->line, begin, size, error);
}

static int32_t put_member(xeng__ids_reader *reader, json_t *object, const char *text, size_t size,
                          xeng_error **error)
{
    choose_field(reader, object);
    json_t *member = reader->field == NULL ? NULL : find(object, reader->field);
    switch (member == NULL ? -1 : (int)json_typeof(member)) {
    case -1:
        return xeng__ids_refuse_names(reader, reader->line, "field", text, size, error);
    case JSON_STRING:
        return xeng__ids_put(reader, reader->line, json_string_value(member),
                             json_string_length(member), error);
    case JSON_INTEGER:
        return put_integer(reader, json_integer_value(member), error);
    case JSON_NULL:
        return xeng__ids_refuse(reader, reader->line, text, size, error,
                                "the field \"%s\" is null; correct the line or take it out",
                                reader->field);
    case JSON_REAL:
        return xeng__ids_refuse(reader, reader->line, text, size, error,
                                "the field \"%s\" has a fraction or an exponent: a spreadsheet or "
                                "a program has rounded it, and its last digits are lost; export "
                                "the ids again, as text",
                                reader->field);
    default:
        return xeng__ids_refuse(reader, reader->line, text, size, error,
                                "the field \"%s\" is neither a string nor an integer; dots lead "
                                "into objects: \"%s.id\", say",
                                reader->field, reader->field);
    }
}

/* In words of our own: what jansson says may quote bytes of the line. */
static const char *why(const json_error_t *fault)
{
    switch (json_error_code(fault)) {
    case json_error_numeric_overflow:
        return "a number is too large: integers have 63 bits";
    case json_error_duplicate_key:
        return "a key is there twice";
    default:
        return "no JSON object that ends on its line";
    }
}

static int32_t refuse_json(const xeng__ids_reader *reader, const json_error_t *fault,
                           const char *text, size_t size, xeng_error **error)
{
    if (json_error_code(fault) == json_error_out_of_memory) {
        return xeng__fail_no_memory(error);
    }
    return xeng__ids_refuse(reader, reader->line, text, size, error, "%s (wrong at byte %d)",
                            why(fault), fault->position);
}

int32_t xeng__ids_json_line(xeng__ids_reader *reader, const char *text, size_t size,
                            xeng_error **error)
{
    xeng__trim(&text, &size);
    if (size == 0) {
        return XENG_OK;
    }
    json_error_t fault;
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &fault);
    if (root == NULL) {
        return refuse_json(reader, &fault, text, size, error);
    }
    int32_t code = json_is_object(root)
                       ? put_member(reader, root, text, size, error)
                       : xeng__ids_refuse(reader, reader->line, text, size, error,
                                          "a JSON array; a JSON object a line is expected");
    json_decref(root);
    return code;
}
