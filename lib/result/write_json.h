/* A result as JSON, in the server's own shape. */
#ifndef XENG__RESULT_WRITE_JSON_H
#define XENG__RESULT_WRITE_JSON_H

#include <xengage/result.h>

#include "base/buf.h"

/* Appends it. Decoded again, with the request or without, it gives an equal result: what the server
 * said about ids is written as it says so. A buffer that runs out of memory says so itself. */
void xeng__result_write_json(const xeng_result *result, xeng__buf *out);

#endif
