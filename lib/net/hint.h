/* When the server says that it makes sense to come back. Pure: its own Date is "now" where it sends
 * one. */
#ifndef XENG__NET_HINT_H
#define XENG__NET_HINT_H

#include <stdint.h>

#include "wire/response_head.h"

/* No hint. */
#define XENG__HINT_NONE (-1)

/* The longest wait that is believed, in milliseconds. */
#define XENG__HINT_RETRY_AFTER_MAX (15 * 60 * 1000)
#define XENG__HINT_MINUTE_MAX      (65 * 1000)
#define XENG__HINT_SECOND_MAX      (2 * 1000)
#define XENG__HINT_RATE_LIMIT_MAX  (15 * 60 * 1000)

/* Milliseconds from a response's arrival until `reset`, Unix seconds by the server's clock; 0 if it
 * is past, at most `max`. `server_now` is used where the response has no Date. */
int64_t xeng__hint_until(const xeng__response_head *head, int64_t reset, int64_t server_now,
                         int64_t max);

/* How long to wait after a 429, in milliseconds: by Retry-After, then the windows of a minute and
 * of a second (of those that the answer says are used up), then x-rate-limit-reset.
 * XENG__HINT_NONE if there is no hint, or if it says "now", which 429 has just denied. */
int64_t xeng__hint_rate_limited(const xeng__response_head *head, int64_t server_now);

/* How long to wait after another failure, by Retry-After alone; XENG__HINT_NONE if it is absent. */
int64_t xeng__hint_retry_after(const xeng__response_head *head, int64_t server_now);

#endif
