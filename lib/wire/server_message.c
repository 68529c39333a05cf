/* What the server's messages mean. */
#include "wire/server_message.h"

#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

bool xeng__id_list_add(xeng__id_list *list, uint64_t id)
{
    if (!xeng__grow((void **)&list->ids, &list->capacity, list->count, sizeof *list->ids)) {
        return false;
    }
    list->ids[list->count++] = id;
    return true;
}

void xeng__id_list_free(xeng__id_list *list)
{
    xeng__free(list->ids);
    *list = (xeng__id_list){NULL, 0, 0};
}

static const struct {
    const char *part; /* found anywhere, capitals or not */
    int32_t kind;
} wordings[] = {
    {"rate limit", XENG__SAYS_RATE_LIMIT},
    {"could not be authenticated", XENG__SAYS_NOT_AUTHENTICATED},
    {"your application id is not authorized", XENG__SAYS_APPLICATION_FORBIDDEN},
    {"forbidden to access tweets", XENG__SAYS_POSTS_FORBIDDEN},
    {"forbidden to access metrics", XENG__SAYS_METRICS_FORBIDDEN},
    {"tweet id(s) are unavailable", XENG__SAYS_UNAVAILABLE},
    {"impressions & engagements for tweets older than", XENG__SAYS_UNSUPPORTED},
    {"requires gzip compression", XENG__SAYS_NO_GZIP},
    {"internal server error", XENG__SAYS_SERVER_FAILED},
    {"groupbys you have specified are not supported", XENG__SAYS_BAD_GROUPING},
};

static const struct {
    int64_t code;
    int32_t kind;
} codes[] = {
    {34, XENG__SAYS_NOT_FOUND},
    {88, XENG__SAYS_RATE_LIMIT},
    {89, XENG__SAYS_NOT_AUTHENTICATED},
    {99, XENG__SAYS_NOT_AUTHENTICATED},
    {220, XENG__SAYS_APPLICATION_FORBIDDEN},
};

int32_t xeng__server_message_kind(const char *text, int64_t code)
{
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        if (xeng__find_nocase(text, wordings[i].part) != NULL) {
            return wordings[i].kind;
        }
    }
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i].code == code) {
            return codes[i].kind;
        }
    }
    return XENG__SAYS_OTHER;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether the number that begins at `digits` follows "author id ". */
static bool is_author(const char *text, const char *digits)
{
    static const char word[] = "author id ";
    size_t size = sizeof word - 1;
    return (size_t)(digits - text) >= size && memcmp(digits - size, word, size) == 0;
}

bool xeng__server_message_ids(const char *text, xeng__id_list *ids)
{
    const char *at = strchr(text, ':');
    while (at != NULL && *at != '\0') {
        const char *digits = at;
        while (is_digit(*at)) {
            at++;
        }
        uint64_t id;
        if (at == digits) {
            at++;
        } else if (!is_author(text, digits) && xeng__parse_id(digits, (size_t)(at - digits), &id) &&
                   !xeng__id_list_add(ids, id)) {
            return false;
        }
    }
    return true;
}
