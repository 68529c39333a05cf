/* What the headers of a response say, read line by line. Nothing is allocated. */
#ifndef XENG__WIRE_RESPONSE_HEAD_H
#define XENG__WIRE_RESPONSE_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number of a header that is absent or not a plain decimal number. */
#define XENG__HEAD_NONE (-1)

typedef struct xeng__response_head {
    int32_t status;           /* 100 to 599; 0 as long as there was no status line */
    bool gzip;                /* Content-Encoding is gzip, and nothing else */
    bool other_encoding;      /* Content-Encoding is something else than gzip or identity */
    char content_type[128];   /* the media type in lower case without parameters; "" if absent */
    int64_t date;             /* Date, Unix seconds; 0 if absent */
    int64_t retry_after;      /* Retry-After in seconds; XENG__HEAD_NONE if absent or a date */
    int64_t retry_after_date; /* Retry-After as a date, Unix seconds; 0 if absent or in seconds */
    int64_t per_minute_limit; /* these and the rest: XENG__HEAD_NONE if absent or garbage */
    int64_t per_minute_remaining;
    int64_t per_minute_reset; /* Unix seconds by the server's clock */
    int64_t per_second_limit;
    int64_t per_second_remaining;
    int64_t per_second_reset;
    int64_t rate_limit_limit;
    int64_t rate_limit_remaining;
    int64_t rate_limit_reset;
} xeng__response_head;

/* An empty head: no status, nothing known. */
void xeng__response_head_init(xeng__response_head *head);

/* Takes one line, with or without its line end. A status line ("HTTP/...") empties the head first,
 * so that of several heads (100, 103, a proxy's) the last counts. Of repeated headers the last
 * counts. */
void xeng__response_head_line(xeng__response_head *head, const char *line, size_t size);

/* How many seconds after `now` Retry-After allows the next try, `now` being by the server's clock
 * (its Date, for one): 0 or more; XENG__HEAD_NONE if the header is absent. */
int64_t xeng__response_head_retry_after(const xeng__response_head *head, int64_t now);

/* Reads a date in one of RFC 9110's three forms; false for everything else. */
bool xeng__parse_http_date(const char *text, size_t size, int64_t *unix_seconds);

#endif
