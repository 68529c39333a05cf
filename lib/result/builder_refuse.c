/* The errors of a tree that is none, by path. */
#include "base/error.h"
#include "model/show.h"
#include "result/builder_parts.h"

/* Appends the grouping's name and the keys down to a level. */
static void append_path(xeng__buf *out, const xeng__builder *builder, size_t levels)
{
    xeng__show(out, builder->tree->name, strlen(builder->tree->name));
    for (size_t i = 0; i < levels && i < XENG__MAX_LEVELS; i++) {
        const xeng__level *level = &builder->tree->levels[i];
        uint32_t key = level->keys[level->count - 1];
        xeng__buf_append_char(out, '/');
        xeng__show(out, xeng__dictionary_text(level->dictionary, key),
                   level->dictionary->keys[key].size);
    }
}

int32_t xeng__builder_refuse_node(const xeng__builder *builder, const char *what,
                                  xeng_error **error)
{
    xeng__buf path = XENG__BUF_EMPTY;
    append_path(&path, builder, builder->open + 1);
    int32_t code = path.failed ? xeng__fail_no_memory(error)
                               : xeng__fail(error, XENG_ERROR_PROTOCOL, "the answer's %s %s",
                                            xeng__buf_text(&path), what);
    xeng__buf_free(&path);
    return code;
}

int32_t xeng__builder_refuse_level(const xeng__builder *builder, const char *text, size_t size,
                                   xeng_error **error)
{
    xeng__buf path = XENG__BUF_EMPTY;
    append_path(&path, builder, builder->open);
    xeng__buf_append_char(&path, '/');
    xeng__show(&path, text, size);
    int32_t code =
        path.failed
            ? xeng__fail_no_memory(error)
            : xeng__fail(error, XENG_ERROR_PROTOCOL,
                         "the answer's %s lies deeper than the grouping's other counts, or than "
                         "was asked for",
                         xeng__buf_text(&path));
    xeng__buf_free(&path);
    return code;
}

int32_t xeng__builder_refuse(const xeng__builder *builder, const char *what, xeng_error **error)
{
    xeng__buf text = XENG__BUF_EMPTY;
    xeng__buf_printf(&text, "is %s, where a whole number or an object should be", what);
    int32_t code = text.failed ? xeng__fail_no_memory(error)
                               : xeng__builder_refuse_node(builder, xeng__buf_text(&text), error);
    xeng__buf_free(&text);
    return code;
}

int32_t xeng__builder_refuse_count(const xeng__builder *builder, const char *text, size_t size,
                                   bool string, xeng_error **error)
{
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__buf_append_text(&shown, string ? "\"" : "");
    xeng__show(&shown, text, size);
    xeng__buf_append_text(&shown, string ? "\"" : "");
    int32_t code = shown.failed ? xeng__fail_no_memory(error)
                                : xeng__builder_refuse(builder, xeng__buf_text(&shown), error);
    xeng__buf_free(&shown);
    return code;
}
