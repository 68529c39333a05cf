/* What libcurl's failures mean: a code, a message that a person can act on, whether to try again.
 */
#ifndef XENG__NET_CURL_ERROR_H
#define XENG__NET_CURL_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#include <curl/curl.h>

#include <xengage/error.h>

#include "net/retry.h"

typedef struct xeng__curl_failure {
    CURLcode code;
    const char *details;     /* libcurl's own words; "" if it has none */
    const char *url;         /* what was called */
    const char *ca_file;     /* NULL: the system's certificates */
    long proxy_status;       /* what a proxy answered to CONNECT; 0 without */
    bool may_have_been_sent; /* the connection was there, so that the server may have got it */
    uint32_t connect_timeout_ms;
    uint32_t stall_timeout_ms;
} xeng__curl_failure;

/* Makes the error; returns its code and tells whether a repeat can help. */
int32_t xeng__curl_error(const xeng__curl_failure *what, xeng__failure *failure,
                         xeng_error **error);

#endif
