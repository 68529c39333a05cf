/* The URLs at which the API is: what they may look like, and what follows from them. */
#ifndef XENG__NET_URL_H
#define XENG__NET_URL_H

#include <stdbool.h>
#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"

/* Refuses what is no base URL: https, or http to a loopback address; host, perhaps a port and a
 * path; no user name, query, fragment, blanks or control characters. `what` names the URL in the
 * error. XENG_OK, XENG_ERROR_INVALID_ARGUMENT, XENG_ERROR_NO_MEMORY. */
int32_t xeng__url_check(const char *what, const char *url, xeng_error **error);

/* Appends the host of a URL that passed the check: without brackets, in lower case. */
void xeng__url_host(const char *url, xeng__buf *host);

/* Whether the scheme of a URL that passed the check is https. */
bool xeng__url_is_https(const char *url);

/* Whether a host, as xeng__url_host() gives it, is this machine: 127.0.0.0/8, ::1, localhost. */
bool xeng__host_is_loopback(const char *host);

/* Whether the host of a URL that passed the check is one of X's own. */
bool xeng__url_is_x(const char *url);

#endif
