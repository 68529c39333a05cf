/* What a result says besides counts, in the server's own words. */
#ifndef XENG__RESULT_WRITE_WORDS_H
#define XENG__RESULT_WRITE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "result/tree.h"

/* Appends the comma before a member unless it is the first, and its name. */
void xeng__write_name(xeng__buf *out, const char *name, size_t size);

/* Appends the lists of ids that are unavailable or unsupported, and messages. `unlisted`: by key of
 * an id, the flags of lists that it is not to be in although it has them. */
void xeng__write_words(const xeng_result *result, const uint32_t *unlisted, xeng__buf *out);

#endif
