/* Request bodies, compressed. */
#ifndef XENG__NET_GZIP_H
#define XENG__NET_GZIP_H

#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"

/* Appends `plain` as one gzip member to `packed`. XENG_ERROR_NO_MEMORY. */
int32_t xeng__gzip(const xeng__buf *plain, xeng__buf *packed, xeng_error **error);

#endif
