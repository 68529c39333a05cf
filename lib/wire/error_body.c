/* The error that an unsuccessful answer means. */
#include "wire/error_body.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/show.h"
#include "wire/body_excerpt.h"

enum {
    QUOTED_MESSAGES = 3 /* in the error's own message; all are kept beside it */
};

static int32_t code_by_kind(int32_t kind)
{
    switch (kind) {
    case XENG__SAYS_NOT_AUTHENTICATED:
        return XENG_ERROR_UNAUTHORIZED;
    case XENG__SAYS_APPLICATION_FORBIDDEN:
        return XENG_ERROR_FORBIDDEN;
    case XENG__SAYS_POSTS_FORBIDDEN:
        return XENG_ERROR_FORBIDDEN_POSTS;
    case XENG__SAYS_METRICS_FORBIDDEN:
        return XENG_ERROR_FORBIDDEN_METRICS;
    case XENG__SAYS_UNAVAILABLE:
        return XENG_ERROR_UNAVAILABLE_POSTS;
    case XENG__SAYS_UNSUPPORTED:
        return XENG_ERROR_UNSUPPORTED_POSTS;
    case XENG__SAYS_NOT_FOUND:
        return XENG_ERROR_NOT_FOUND;
    case XENG__SAYS_SERVER_FAILED:
        return XENG_ERROR_SERVER;
    case XENG__SAYS_BAD_GROUPING:
        return XENG_ERROR_BAD_REQUEST;
    default:
        return XENG_OK;
    }
}

static int32_t code_by_status(int32_t status)
{
    if (status > 200 && status < 300) {
        return XENG_ERROR_PROTOCOL;
    }
    switch (status) {
    case 400:
        return XENG_ERROR_BAD_REQUEST;
    case 401:
        return XENG_ERROR_UNAUTHORIZED;
    case 403:
        return XENG_ERROR_FORBIDDEN;
    case 404:
        return XENG_ERROR_NOT_FOUND;
    case 408: /* the server, or a proxy, waited too long: none of the request's fault */
        return XENG_ERROR_SERVER;
    default:
        return XENG_ERROR_REFUSED;
    }
}

static int32_t choose_code(int32_t status, const xeng__server_words *words)
{
    int32_t kind = xeng__server_words_kind(words);
    if (status == 429 || kind == XENG__SAYS_RATE_LIMIT) {
        return XENG_ERROR_RATE_LIMITED;
    }
    if (status >= 300 && status < 400) {
        return XENG_ERROR_REDIRECT;
    }
    if (status >= 500) {
        return XENG_ERROR_SERVER;
    }
    int32_t code = code_by_kind(kind);
    if (code != XENG_OK) {
        return code;
    }
    if (words->unavailable.count > 0) {
        return XENG_ERROR_UNAVAILABLE_POSTS;
    }
    if (words->unsupported_impressions_engagements.count > 0 ||
        words->unsupported_video_views.count > 0) {
        return XENG_ERROR_UNSUPPORTED_POSTS;
    }
    return code_by_status(status);
}

/* What a person can do about it. */
static const char *advice(int32_t code, int32_t status, int32_t kind)
{
    if (kind == XENG__SAYS_NO_GZIP || status == 406) {
        return "The server wants gzip to be accepted; something on the way, a proxy perhaps, took "
               "the Accept-Encoding header away.";
    }
    switch (code) {
    case XENG_ERROR_UNAUTHORIZED:
        return "Check the keys and tokens, this machine's clock, and the style of authentication: "
               "user context for your own Posts' private metrics, application-only for others' "
               "public ones.";
    case XENG_ERROR_FORBIDDEN_POSTS:
        return "The credentials must be those of the Posts' author; ask for other Posts' public "
               "metrics on totals with application-only credentials.";
    case XENG_ERROR_FORBIDDEN_METRICS:
        return "Leave these metrics out, or use credentials in user context of the Posts' author.";
    case XENG_ERROR_FORBIDDEN:
        return "The application's numeric id must be given access to the Engagement API by X.";
    case XENG_ERROR_NOT_FOUND:
        return "Check the base URL.";
    case XENG_ERROR_UNAVAILABLE_POSTS:
        return "They are deleted, protected or not public any more; leave them out.";
    case XENG_ERROR_UNSUPPORTED_POSTS:
        return "Leave these Posts out, or don't ask for the metrics that they are too old for.";
    case XENG_ERROR_RATE_LIMITED:
        return "Wait, and send fewer requests a minute; the contract says how many are allowed.";
    case XENG_ERROR_REDIRECT:
        return "Redirects are not followed, since credentials go to no other host. Check the base "
               "URL.";
    case XENG_ERROR_SERVER:
        return "Try again later.";
    case XENG_ERROR_BAD_REQUEST:
        return "The request is malformed in the server's eyes.";
    default:
        return "";
    }
}

/* The server's words, or for want of them the excerpt, in quotes. */
static void quote(xeng__buf *out, const xeng__server_words *words, const char *excerpt)
{
    for (size_t i = 0; i < words->count && i < QUOTED_MESSAGES; i++) {
        xeng__buf_append_text(out, i == 0 ? ": \"" : ", \"");
        const char *text = words->words[i].text;
        xeng__show(out, text, strlen(text));
        xeng__buf_append_char(out, '"');
    }
    if (words->count > QUOTED_MESSAGES) {
        xeng__buf_printf(out, " and %zu more", words->count - QUOTED_MESSAGES);
    }
    if (words->count == 0 && excerpt != NULL && *excerpt != '\0') {
        xeng__buf_printf(out, ": \"%s\"", excerpt);
    }
}

static void add_ids(xeng_error *error, const xeng__id_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        xeng__error_add_id(error, list->ids[i]);
    }
}

static void add_details(xeng_error *error, int32_t status, const xeng__server_words *words)
{
    int32_t code = xeng_error_code(error);
    xeng__error_set_http_status(error, status);
    for (size_t i = 0; i < words->count; i++) {
        const char *text = words->words[i].text;
        xeng__error_add_server_message(error, text, strlen(text));
    }
    if (code == XENG_ERROR_FORBIDDEN_POSTS) {
        add_ids(error, &words->forbidden);
    } else if (code == XENG_ERROR_UNAVAILABLE_POSTS) {
        add_ids(error, &words->unavailable);
    } else if (code == XENG_ERROR_UNSUPPORTED_POSTS) {
        bool impressions = words->unsupported_impressions_engagements.count > 0;
        add_ids(error, impressions ? &words->unsupported_impressions_engagements
                                   : &words->unsupported_video_views);
    }
}

xeng_error *xeng__error_from_words(int32_t status, const xeng__server_words *words,
                                   const char *excerpt)
{
    int32_t code = choose_code(status, words);
    const char *hint = advice(code, status, xeng__server_words_kind(words));
    xeng__buf quoted = XENG__BUF_EMPTY;
    xeng_error *error = NULL;
    quote(&quoted, words, excerpt);
    if (quoted.failed) {
        (void)xeng__fail_no_memory(&error);
    } else {
        (void)xeng__fail(&error, code, "the server answered %d%s%s%s", (int)status,
                         quoted.size == 0 ? " without a word" : xeng__buf_text(&quoted),
                         *hint == '\0' ? "" : ". ", hint);
        add_details(error, status, words);
    }
    xeng__buf_free(&quoted);
    return error;
}

xeng_error *xeng__error_from_response(const xeng__response_head *head, const char *body,
                                      size_t size)
{
    xeng__server_words words = {.words = NULL};
    xeng__buf excerpt = XENG__BUF_EMPTY;
    xeng_error *error = NULL;
    /* Whether it is JSON shows in what was found; a body that was cut still has its beginning. */
    int32_t code = xeng__server_words_read(&words, body, size, NULL);
    if (code != XENG_ERROR_NO_MEMORY && words.count == 0) {
        xeng__body_excerpt(&excerpt, body, size);
    }
    if (code == XENG_ERROR_NO_MEMORY || excerpt.failed) {
        (void)xeng__fail_no_memory(&error);
    } else {
        error = xeng__error_from_words(head->status, &words, xeng__buf_text(&excerpt));
    }
    xeng__buf_free(&excerpt);
    xeng__server_words_free(&words);
    return error;
}
