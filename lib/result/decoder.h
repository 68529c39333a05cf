/* From the bytes of a response to a result, as they arrive: no text of theirs is kept. */
#ifndef XENG__RESULT_DECODER_H
#define XENG__RESULT_DECODER_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/request.h>
#include <xengage/result.h>

typedef struct xeng__decoder xeng__decoder;

/* `expected`: the request that is answered, read here and not kept; NULL if it is unknown, and then
 * any object whose name isn't reserved is a grouping. `max_bytes`: the most that may be fed; 0 for
 * no limit. */
int32_t xeng__decoder_new(const xeng_request *expected, size_t max_bytes, xeng__decoder **decoder,
                          xeng_error **error);

/* Says that about `bytes` will be fed, so that room can be made at once. */
void xeng__decoder_expect_bytes(xeng__decoder *decoder, size_t bytes);

/* Takes the next bytes of JSON, decompressed. XENG_ERROR_PROTOCOL, XENG_ERROR_TOO_LARGE,
 * XENG_ERROR_NO_MEMORY; after a failure only freeing is left. */
int32_t xeng__decoder_feed(xeng__decoder *decoder, const char *bytes, size_t size,
                           xeng_error **error);

/* The result, once, when all bytes were fed. An answer that holds nothing but errors gives the
 * error that they mean. */
int32_t xeng__decoder_finish(xeng__decoder *decoder, xeng_result **result, xeng_error **error);

void xeng__decoder_free(xeng__decoder *decoder);

/* How many requests were sent for a result that is nobody else's yet. */
void xeng__result_set_attempts(xeng_result *result, uint32_t attempts);

#endif
