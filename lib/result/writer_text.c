/* Text as CSV has it. */
#include "result/writer_text.h"

#include <string.h>

void xeng__csv_append_field(xeng__buf *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        xeng__buf_append_text(out, text);
        return;
    }
    xeng__buf_append_char(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            xeng__buf_append_char(out, '"');
        }
        xeng__buf_append_char(out, *text);
    }
    xeng__buf_append_char(out, '"');
}
