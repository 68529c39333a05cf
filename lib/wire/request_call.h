/* The call that a request comes to. */
#ifndef XENG__WIRE_REQUEST_CALL_H
#define XENG__WIRE_REQUEST_CALL_H

#include <xengage/credentials.h>
#include <xengage/error.h>
#include <xengage/request.h>

#include "auth/call.h"

/* Fills in an empty call; the caller frees it whatever is returned. The request is complete, and
 * the credentials may read what it asks for, or it is XENG_ERROR_RULE. */
int32_t xeng__request_call(const char *base_url, const xeng_credentials *credentials,
                           const xeng_request *request, xeng__call *call, xeng_error **error);

#endif
