/* A result as JSON, in the server's own shape. */
#ifndef XENG__RESULT_WRITE_JSON_H
#define XENG__RESULT_WRITE_JSON_H

#include <xengage/result.h>

#include "base/buf.h"

/* Appends it, as xeng_result_to_json() has it. Decoded with the request known, ids that the server
 * said nothing of are there, too. A buffer that runs out of memory says so itself. */
void xeng__result_write_json(const xeng_result *result, xeng__buf *out);

#endif
