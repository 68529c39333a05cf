/* Calls: which Authorization header they get. */
#include "auth/call.h"

#include <limits.h>
#include <string.h>

#include <openssl/evp.h>

#include "auth/credentials.h"
#include "auth/oauth1.h"
#include "auth/percent.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

/* Whether a body of this type is signed: RFC 5849, section 3.4.1.3.1, wants forms and nothing else.
 */
static bool is_form(const char *content_type)
{
    static const char form[] = "application/x-www-form-urlencoded";
    if (content_type == NULL || xeng__find_nocase(content_type, form) != content_type) {
        return false;
    }
    char next = content_type[sizeof form - 1];
    return next == '\0' || next == ';' || next == ' ';
}

static int32_t authorize_oauth1(const xeng__call *call, const char *nonce, int64_t timestamp,
                                xeng__buf *value, xeng_error **error)
{
    const xeng_credentials *credentials = call->credentials;
    bool form = is_form(call->content_type);
    const xeng__oauth1 input = {
        .method = call->method,
        .url = xeng__buf_text(&call->url),
        .form = form ? xeng__buf_text(&call->body) : NULL,
        .form_size = form ? call->body.size : 0,
        .consumer_key = credentials->consumer_key,
        .consumer_secret = credentials->consumer_secret,
        .token = credentials->access_token,
        .token_secret = credentials->access_token_secret,
        .callback = call->oauth_callback,
        .verifier = call->oauth_verifier,
        .version = "1.0",
        .nonce = nonce,
        .timestamp = timestamp,
    };
    return xeng__oauth1_sign(&input, value, error);
}

static int32_t authorize_bearer(const xeng__call *call, xeng__buf *value, xeng_error **error)
{
    xeng__buf_append_text(value, "Bearer ");
    xeng__buf_append_text(value, call->credentials->bearer_token);
    return value->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

/* base64(encoded key ":" encoded secret), as X's documents have it. */
static int32_t authorize_basic(const xeng__call *call, xeng__buf *value, xeng_error **error)
{
    const xeng_credentials *credentials = call->credentials;
    xeng__buf pair = XENG__BUF_SECRET;
    xeng__percent_encode(&pair, credentials->consumer_key, strlen(credentials->consumer_key));
    xeng__buf_append_char(&pair, ':');
    xeng__percent_encode(&pair, credentials->consumer_secret, strlen(credentials->consumer_secret));
    xeng__buf_append_text(value, "Basic ");
    if (!pair.failed && pair.size < INT_MAX / 2 &&
        xeng__buf_reserve(value, value->size + (pair.size + 2) / 3 * 4)) {
        int size = EVP_EncodeBlock((unsigned char *)value->data + value->size,
                                   (const unsigned char *)pair.data, (int)pair.size);
        value->size += (size_t)size;
    } else {
        value->failed = true;
    }
    xeng__buf_free(&pair);
    return value->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

static int32_t authorize(const xeng__call *call, const char *nonce, int64_t timestamp,
                         xeng__buf *value, xeng_error **error)
{
    int32_t kind = xeng_credentials_kind(call->credentials);
    bool has_key = kind == XENG_CREDENTIALS_USER || kind == XENG_CREDENTIALS_APP;
    if (call->scheme == XENG__CALL_BASIC && has_key) {
        return authorize_basic(call, value, error);
    }
    if (call->scheme == XENG__CALL_BY_KIND && has_key) {
        return authorize_oauth1(call, nonce, timestamp, value, error);
    }
    if (call->scheme == XENG__CALL_BY_KIND && kind == XENG_CREDENTIALS_BEARER) {
        return authorize_bearer(call, value, error);
    }
    return xeng__fail_argument(error, "these credentials can't authorize this call");
}

int32_t xeng__call_authorize(const xeng__call *call, const char *nonce, int64_t timestamp,
                             xeng__buf *value, xeng_error **error)
{
    xeng__buf_clear(value);
    int32_t code = authorize(call, nonce, timestamp, value, error);
    if (code != XENG_OK) {
        xeng__buf_clear(value);
    }
    return code;
}

void xeng__call_free(xeng__call *call)
{
    xeng__buf_free(&call->url);
    xeng__buf_free(&call->body);
    xeng_credentials_unref(call->credentials);
    xeng__free_secret(call->oauth_callback);
    xeng__free_secret(call->oauth_verifier);
    *call = (xeng__call)XENG__CALL_EMPTY;
}
