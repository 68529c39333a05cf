/* A growing byte buffer. */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

static char *grow(xeng__buf *buf, size_t capacity)
{
    if (!buf->secret) {
        return xeng__realloc(buf->data, capacity);
    }
    /* realloc could leave a copy of the secret behind. */
    char *grown = xeng__malloc(capacity);
    if (grown != NULL && buf->data != NULL) {
        memcpy(grown, buf->data, buf->size + 1);
        xeng__wipe(buf->data, buf->capacity);
        xeng__free(buf->data);
    }
    return grown;
}

bool xeng__buf_reserve(xeng__buf *buf, size_t size)
{
    if (buf->failed || size >= SIZE_MAX / 2) {
        buf->failed = true;
        return false;
    }
    if (size < buf->capacity) {
        return true;
    }
    size_t capacity = buf->capacity < 64 ? 64 : buf->capacity;
    while (capacity <= size) {
        capacity *= 2;
    }
    char *grown = grow(buf, capacity);
    if (grown == NULL) {
        buf->failed = true;
        return false;
    }
    buf->data = grown;
    buf->capacity = capacity;
    buf->data[buf->size] = '\0';
    return true;
}

void xeng__buf_append(xeng__buf *buf, const void *bytes, size_t size)
{
    if (size > SIZE_MAX / 2 - buf->size) {
        buf->failed = true;
        return;
    }
    if (!xeng__buf_reserve(buf, buf->size + size)) {
        return;
    }
    if (size != 0) {
        memcpy(buf->data + buf->size, bytes, size);
    }
    buf->size += size;
    buf->data[buf->size] = '\0';
}

void xeng__buf_append_text(xeng__buf *buf, const char *text)
{
    xeng__buf_append(buf, text, strlen(text));
}

void xeng__buf_append_char(xeng__buf *buf, char c)
{
    xeng__buf_append(buf, &c, 1);
}

void xeng__buf_append_u64(xeng__buf *buf, uint64_t number)
{
    char text[XENG__U64_SIZE];
    xeng__buf_append_text(buf, xeng__format_u64(number, text));
}

void xeng__buf_vprintf(xeng__buf *buf, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    if (size < 0 || !xeng__buf_reserve(buf, buf->size + (size_t)size)) {
        buf->failed = true;
    } else {
        (void)vsnprintf(buf->data + buf->size, (size_t)size + 1, format, again);
        buf->size += (size_t)size;
    }
    va_end(again);
}

void xeng__buf_printf(xeng__buf *buf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    xeng__buf_vprintf(buf, format, arguments);
    va_end(arguments);
}

void xeng__buf_clear(xeng__buf *buf)
{
    if (buf->secret && buf->data != NULL) {
        xeng__wipe(buf->data, buf->capacity);
    }
    buf->size = 0;
    buf->failed = false;
    if (buf->data != NULL) {
        buf->data[0] = '\0';
    }
}

void xeng__buf_free(xeng__buf *buf)
{
    if (buf->secret && buf->data != NULL) {
        xeng__wipe(buf->data, buf->capacity);
    }
    xeng__free(buf->data);
    buf->data = NULL;
    buf->size = 0;
    buf->capacity = 0;
    buf->failed = false;
}

const char *xeng__buf_text(const xeng__buf *buf)
{
    return buf->data == NULL ? "" : buf->data;
}

char *xeng__buf_take(xeng__buf *buf)
{
    char *text = NULL;
    if (xeng__buf_reserve(buf, buf->size)) {
        text = buf->data;
        buf->data = NULL;
    }
    xeng__buf_free(buf);
    return text;
}
