/* Text from outside made fit for error messages. */
#include "model/show.h"

#include <stdbool.h>

#include "base/text.h"

enum {
    SHOWN_AT_MOST = 256 /* bytes of the original: as long as the longest legal name */
};

/* The length of the printable character at `text`; 0 if there is none. */
static size_t printable(const char *text, size_t size)
{
    for (size_t length = 1; length <= 4 && length <= size; length++) {
        if (xeng__utf8_valid(text, length)) {
            return xeng__has_control(text, length) ? 0 : length;
        }
    }
    return 0;
}

void xeng__show(xeng__buf *out, const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && at < SHOWN_AT_MOST) {
        size_t length = printable(text + at, size - at);
        if (length == 0) {
            xeng__buf_printf(out, "\\x%02X", (unsigned)(unsigned char)text[at]);
            length = 1;
        } else {
            xeng__buf_append(out, text + at, length);
        }
        at += length;
    }
    if (at < size) {
        xeng__buf_append_text(out, "...");
    }
}
