/* A request as the JSON that is sent. */
#ifndef XENG__WIRE_REQUEST_JSON_H
#define XENG__WIRE_REQUEST_JSON_H

#include <stdint.h>

#include <xengage/request.h>

#include "base/buf.h"

/* Appends the request as compact JSON to `out`. XENG_ERROR_RULE if the request isn't complete. On
 * failure `out` is as it was, but for its capacity. */
int32_t xeng__request_json(const xeng_request *request, xeng__buf *out, xeng_error **error);

#endif
