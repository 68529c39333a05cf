/* Text from outside made fit for error messages. */
#ifndef XENG__MODEL_SHOW_H
#define XENG__MODEL_SHOW_H

#include <stddef.h>

#include "base/buf.h"

/* Appends text as valid UTF-8 without control characters: what is neither becomes `\xNN` a byte.
 * Long text is cut, with "..." at the end. */
void xeng__show(xeng__buf *out, const char *text, size_t size);

#endif
