/* Text as CSV has it. */
#ifndef XENG__RESULT_WRITER_TEXT_H
#define XENG__RESULT_WRITER_TEXT_H

#include "base/buf.h"

/* Appends a text as one field (RFC 4180): in quotes where it has to be. */
void xeng__csv_append_field(xeng__buf *out, const char *text);

#endif
