/* Gzip, made as the plain bytes come: one member after another. */
#ifndef XENG__WIRE_DEFLATE_H
#define XENG__WIRE_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"

typedef struct xeng__deflate xeng__deflate;

/* XENG_ERROR_NO_MEMORY. */
int32_t xeng__deflate_new(xeng__deflate **deflater, xeng_error **error);

/* Appends what comes out for `size` plain bytes to `packed`: less than was put in, or nothing,
 * since some are kept back. Begins a member if there is none under way. XENG_ERROR_NO_MEMORY, after
 * which only freeing is left. */
int32_t xeng__deflate_feed(xeng__deflate *deflater, const char *bytes, size_t size,
                           xeng__buf *packed, xeng_error **error);

/* Appends the rest of the member that is under way, or an empty one. */
int32_t xeng__deflate_end_member(xeng__deflate *deflater, xeng__buf *packed, xeng_error **error);

void xeng__deflate_free(xeng__deflate *deflater);

/* Appends `plain` as one member to `packed`. XENG_ERROR_NO_MEMORY. */
int32_t xeng__gzip(const xeng__buf *plain, xeng__buf *packed, xeng_error **error);

#endif
