/* When the server says that it makes sense to come back. */
#include "net/hint.h"

static int64_t now_of(const xeng__response_head *head, int64_t server_now)
{
    return head->date != 0 ? head->date : server_now;
}

/* Seconds to milliseconds, at most `max`. */
static int64_t to_ms(int64_t seconds, int64_t max)
{
    return seconds > max / 1000 ? max : seconds * 1000;
}

int64_t xeng__hint_until(const xeng__response_head *head, int64_t reset, int64_t server_now,
                         int64_t max)
{
    int64_t now = now_of(head, server_now);
    return reset <= now ? 0 : to_ms(reset - now, max);
}

/* A window's hint; a window that has something left is not what refused the request. */
static int64_t window_hint(const xeng__response_head *head, int64_t remaining, int64_t reset,
                           int64_t server_now, int64_t max)
{
    if (reset == XENG__HEAD_NONE || remaining > 0) {
        return XENG__HINT_NONE;
    }
    int64_t wait = xeng__hint_until(head, reset, server_now, max);
    return wait > 0 ? wait : XENG__HINT_NONE;
}

int64_t xeng__hint_retry_after(const xeng__response_head *head, int64_t server_now)
{
    int64_t seconds = xeng__response_head_retry_after(head, now_of(head, server_now));
    return seconds == XENG__HEAD_NONE ? XENG__HINT_NONE
                                      : to_ms(seconds, XENG__HINT_RETRY_AFTER_MAX);
}

int64_t xeng__hint_rate_limited(const xeng__response_head *head, int64_t server_now)
{
    int64_t wait = xeng__hint_retry_after(head, server_now);
    if (wait <= 0) {
        wait = window_hint(head, head->per_minute_remaining, head->per_minute_reset, server_now,
                           XENG__HINT_MINUTE_MAX);
    }
    if (wait <= 0) {
        wait = window_hint(head, head->per_second_remaining, head->per_second_reset, server_now,
                           XENG__HINT_SECOND_MAX);
    }
    if (wait <= 0) {
        wait = window_hint(head, head->rate_limit_remaining, head->rate_limit_reset, server_now,
                           XENG__HINT_RATE_LIMIT_MAX);
    }
    return wait > 0 ? wait : XENG__HINT_NONE;
}
