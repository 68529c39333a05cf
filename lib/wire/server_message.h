/* What the server's messages mean. The only place that knows their wording. */
#ifndef XENG__WIRE_SERVER_MESSAGE_H
#define XENG__WIRE_SERVER_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct xeng__id_list {
    uint64_t *ids;
    size_t count;
    size_t capacity;
} xeng__id_list;

/* False if memory runs out. */
bool xeng__id_list_add(xeng__id_list *list, uint64_t id);
void xeng__id_list_free(xeng__id_list *list);

/* What a message is about; where an answer has several, the smaller number decides. */
enum {
    XENG__SAYS_RATE_LIMIT = 1,
    XENG__SAYS_NOT_AUTHENTICATED,
    XENG__SAYS_APPLICATION_FORBIDDEN,
    XENG__SAYS_POSTS_FORBIDDEN,
    XENG__SAYS_METRICS_FORBIDDEN,
    XENG__SAYS_UNAVAILABLE,
    XENG__SAYS_UNSUPPORTED, /* too old for impressions and engagements */
    XENG__SAYS_NO_GZIP,
    XENG__SAYS_NOT_FOUND,
    XENG__SAYS_SERVER_FAILED,
    XENG__SAYS_BAD_GROUPING,
    XENG__SAYS_OTHER
};

/* `code`: the number beside the text, or 0. */
int32_t xeng__server_message_kind(const char *text, int64_t code);

/* Adds the Post ids that a message names behind its colon; an author's id is none. False if memory
 * runs out. */
bool xeng__server_message_ids(const char *text, xeng__id_list *ids);

#endif
