/* A growing byte buffer that always ends in NUL and remembers that memory ran out, so that a chain
 * of appends needs one check at its end. */
#ifndef XENG__BASE_BUF_H
#define XENG__BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct xeng__buf {
    char *data; /* NUL behind the last byte; NULL as long as nothing was appended */
    size_t size;
    size_t capacity;
    bool failed; /* an append ran out of memory; later ones do nothing */
    bool secret; /* what the buffer outgrows or frees is wiped */
} xeng__buf;

#define XENG__BUF_EMPTY          \
    {                            \
        NULL, 0, 0, false, false \
    }
#define XENG__BUF_SECRET        \
    {                           \
        NULL, 0, 0, false, true \
    }

void xeng__buf_append(xeng__buf *buf, const void *bytes, size_t size);
void xeng__buf_append_text(xeng__buf *buf, const char *text);
void xeng__buf_append_char(xeng__buf *buf, char c);
void xeng__buf_append_u64(xeng__buf *buf, uint64_t number);
void xeng__buf_printf(xeng__buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void xeng__buf_vprintf(xeng__buf *buf, const char *format, va_list arguments);

/* Empties the buffer and keeps its memory; clears `failed`. */
void xeng__buf_clear(xeng__buf *buf);

/* Frees the memory, wiped if the buffer is a secret one; it is empty and usable again. */
void xeng__buf_free(xeng__buf *buf);

/* Makes room for `size` bytes in all; false when memory runs out. */
bool xeng__buf_reserve(xeng__buf *buf, size_t size);

/* The text, never NULL. */
const char *xeng__buf_text(const xeng__buf *buf);

/* Hands the text over to the caller (NULL if memory ran out) and leaves the buffer empty. */
char *xeng__buf_take(xeng__buf *buf);

#endif
