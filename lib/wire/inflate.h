/* Gzip, undone as its bytes arrive: any number of members, an exact end, a limit on what comes out.
 */
#ifndef XENG__WIRE_INFLATE_H
#define XENG__WIRE_INFLATE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

typedef struct xeng__inflate xeng__inflate;

/* Takes the next plain bytes; a code other than XENG_OK ends the inflating with that code. */
typedef int32_t (*xeng__inflate_sink)(void *context, const char *bytes, size_t size,
                                      xeng_error **error);

/* `max_bytes`: the most that may come out; 0 for no limit. */
int32_t xeng__inflate_new(size_t max_bytes, xeng__inflate **inflater, xeng_error **error);

/* Takes the next compressed bytes and hands what they hold to `sink`, which may be called any
 * number of times. XENG_ERROR_PROTOCOL for what is not gzip or is followed by something that isn't,
 * XENG_ERROR_TOO_LARGE over the limit. After a failure only freeing is left. */
int32_t xeng__inflate_feed(xeng__inflate *inflater, const char *bytes, size_t size,
                           xeng__inflate_sink sink, void *context, xeng_error **error);

/* XENG_ERROR_PROTOCOL unless the bytes ended where a member ended. No bytes at all are an error. */
int32_t xeng__inflate_finish(xeng__inflate *inflater, xeng_error **error);

void xeng__inflate_free(xeng__inflate *inflater);

#endif
