/* JSON as it is read, written again. */
#include "wire/json_text.h"

#include "base/error.h"
#include "model/show.h"

static int32_t appended(const xeng__json_text *out, xeng_error **error)
{
    return out->text.failed ? xeng__fail_no_memory(error) : XENG_OK;
}

/* A comma, unless what follows is the first of its kind. */
static void separate(xeng__buf *text)
{
    char last = text->size == 0 ? '[' : text->data[text->size - 1];
    if (last != '[' && last != '{' && last != ':') {
        xeng__buf_append_char(text, ',');
    }
}

static void append_escape(xeng__buf *out, char c)
{
    static const char short_names[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                       ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
    if (short_names[(unsigned char)c] != 0) {
        xeng__buf_append_char(out, '\\');
        xeng__buf_append_char(out, short_names[(unsigned char)c]);
    } else {
        xeng__buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

void xeng__json_append_string(xeng__buf *out, const char *text, size_t size)
{
    size_t first = 0;
    xeng__buf_append_char(out, '"');
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)text[i] < 0x20 || text[i] == '"' || text[i] == '\\') {
            xeng__buf_append(out, text + first, i - first);
            append_escape(out, text[i]);
            first = i + 1;
        }
    }
    xeng__buf_append(out, text + first, size - first);
    xeng__buf_append_char(out, '"');
}

static int32_t on_object_begin(void *context, xeng_error **error)
{
    xeng__json_text *out = context;
    xeng__json_keys_open(&out->keys);
    separate(&out->text);
    xeng__buf_append_char(&out->text, '{');
    return appended(out, error);
}

static int32_t on_object_end(void *context, xeng_error **error)
{
    xeng__json_text *out = context;
    const char *repeated;
    size_t size;
    if (!xeng__json_keys_close(&out->keys, &repeated, &size)) {
        xeng__buf shown = XENG__BUF_EMPTY;
        xeng__show(&shown, repeated, size);
        int32_t code =
            xeng__fail(error, XENG_ERROR_PROTOCOL,
                       "the answer has the key \"%s\" twice in one object", xeng__buf_text(&shown));
        xeng__buf_free(&shown);
        return code;
    }
    xeng__buf_append_char(&out->text, '}');
    return appended(out, error);
}

static int32_t on_array_begin(void *context, xeng_error **error)
{
    xeng__json_text *out = context;
    separate(&out->text);
    xeng__buf_append_char(&out->text, '[');
    return appended(out, error);
}

static int32_t on_array_end(void *context, xeng_error **error)
{
    xeng__json_text *out = context;
    xeng__buf_append_char(&out->text, ']');
    return appended(out, error);
}

static int32_t on_key(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__json_text *out = context;
    if (!xeng__json_keys_add(&out->keys, text, size)) {
        return xeng__fail_no_memory(error);
    }
    separate(&out->text);
    xeng__json_append_string(&out->text, text, size);
    xeng__buf_append_char(&out->text, ':');
    return appended(out, error);
}

static int32_t on_string(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__json_text *out = context;
    separate(&out->text);
    xeng__json_append_string(&out->text, text, size);
    return appended(out, error);
}

static int32_t on_scalar(void *context, const char *text, size_t size, xeng_error **error)
{
    xeng__json_text *out = context;
    separate(&out->text);
    xeng__buf_append(&out->text, text, size);
    return appended(out, error);
}

const xeng__json_sink xeng__json_text_sink = {
    .object_begin = on_object_begin,
    .object_end = on_object_end,
    .array_begin = on_array_begin,
    .array_end = on_array_end,
    .key = on_key,
    .string = on_string,
    .number = on_scalar,
    .literal = on_scalar,
};

void xeng__json_text_clear(xeng__json_text *text)
{
    xeng__buf_clear(&text->text);
    text->keys.count = 0;
    text->keys.depth = 0;
    xeng__buf_clear(&text->keys.texts);
}

void xeng__json_text_free(xeng__json_text *text)
{
    xeng__buf_free(&text->text);
    xeng__json_keys_free(&text->keys);
}
