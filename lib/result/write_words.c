/* What a result says besides counts, in the server's own words. */
#include "result/write_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "wire/json_text.h"
#include "wire/server_message.h"

void xeng__write_name(xeng__buf *out, const char *name, size_t size)
{
    if (out->size > 0 && out->data[out->size - 1] != '{') {
        xeng__buf_append_char(out, ',');
    }
    xeng__json_append_string(out, name, size);
    xeng__buf_append_char(out, ':');
}

/* Which of the ids a list is of: those in a state, or with a flag. */
typedef struct choice {
    const char *name;
    int32_t state;
    uint32_t flag;
} choice;

static bool chosen(const xeng_result *result, const xeng__id_state *id, const choice *which,
                   const uint32_t *unlisted)
{
    if (which->flag == 0) {
        return id->state == which->state;
    }
    if ((id->unsupported & which->flag) == 0) {
        return false;
    }
    uint32_t key = xeng__dictionary_find_id(&result->dictionaries[XENG_DIMENSION_TWEET_ID], id->id);
    return key == XENG__KEY_NONE || (unlisted[key] & which->flag) == 0;
}

static void write_list(const xeng_result *result, const choice *which, const uint32_t *unlisted,
                       xeng__buf *out)
{
    bool any = false;
    for (size_t i = 0; i < result->id_count; i++) {
        if (!chosen(result, &result->ids[i], which, unlisted)) {
            continue;
        }
        if (!any) {
            xeng__write_name(out, which->name, strlen(which->name));
        }
        xeng__buf_append_text(out, any ? ",\"" : "[\"");
        xeng__buf_append_u64(out, result->ids[i].id);
        xeng__buf_append_char(out, '"');
        any = true;
    }
    xeng__buf_append_text(out, any ? "]" : "");
}

static int by_number(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

/* Collects the ids that the messages call forbidden, in ascending order. False if memory runs out.
 */
static bool named_forbidden(const xeng_result *result, xeng__id_list *named)
{
    for (size_t i = 0; i < result->message_count; i++) {
        const char *text = result->messages[i];
        if (xeng__server_message_kind(text, 0) == XENG__SAYS_POSTS_FORBIDDEN &&
            !xeng__server_message_ids(text, named)) {
            return false;
        }
    }
    if (named->count > 0) {
        qsort(named->ids, named->count, sizeof *named->ids, by_number);
    }
    return true;
}

/* Begins one more message. */
static void begin_message(xeng__buf *out, bool *any)
{
    if (*any) {
        xeng__buf_append_char(out, ',');
    } else {
        xeng__write_name(out, "errors", strlen("errors"));
        xeng__buf_append_char(out, '[');
    }
    *any = true;
}

/* The message that names forbidden ids which no other message names. */
static void write_forbidden(const xeng_result *result, const xeng__id_list *named, xeng__buf *out,
                            bool *any)
{
    bool begun = false;
    for (size_t i = 0; i < result->id_count; i++) {
        const xeng__id_state *id = &result->ids[i];
        if (id->state != XENG_ID_FORBIDDEN ||
            (named->count > 0 &&
             bsearch(&id->id, named->ids, named->count, sizeof *named->ids, by_number) != NULL)) {
            continue;
        }
        if (begun) {
            xeng__buf_append_text(out, ", ");
        } else {
            begin_message(out, any);
            xeng__buf_append_text(out, "\"Forbidden to access tweets: ");
        }
        xeng__buf_append_u64(out, id->id);
        begun = true;
    }
    xeng__buf_append_text(out, begun ? "\"" : "");
}

static void write_messages(const xeng_result *result, xeng__buf *out)
{
    xeng__id_list named = {NULL, 0, 0};
    bool any = false;
    for (size_t i = 0; i < result->message_count; i++) {
        begin_message(out, &any);
        xeng__json_append_string(out, result->messages[i], strlen(result->messages[i]));
    }
    if (named_forbidden(result, &named)) {
        write_forbidden(result, &named, out, &any);
    } else {
        out->failed = true;
    }
    xeng__buf_append_text(out, any ? "]" : "");
    xeng__id_list_free(&named);
}

void xeng__write_words(const xeng_result *result, const uint32_t *unlisted, xeng__buf *out)
{
    static const choice lists[] = {
        {"unavailable_tweet_ids", XENG_ID_UNAVAILABLE, 0},
        {"unsupported_for_impressions_engagements_tweet_ids", 0,
         XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS},
        {"unsupported_for_video_views_tweet_ids", 0, XENG_UNSUPPORTED_VIDEO_VIEWS},
    };
    write_messages(result, out);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        write_list(result, &lists[i], unlisted, out);
    }
}
