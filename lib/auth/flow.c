/* The token flows: building their calls. */
#include "auth/flow.h"

#include <stdbool.h>
#include <string.h>

#include "auth/percent.h"
#include "base/alloc.h"

static const char form_type[] = "application/x-www-form-urlencoded;charset=UTF-8";

static void append_endpoint(xeng__buf *url, const char *auth_url, const char *path)
{
    size_t size = strlen(auth_url);
    while (size > 0 && auth_url[size - 1] == '/') {
        size--;
    }
    xeng__buf_append(url, auth_url, size);
    xeng__buf_append_text(url, path);
}

static int32_t begin(xeng__call *call, const char *auth_url, const char *path,
                     const xeng_credentials *credentials, xeng_error **error)
{
    call->method = "POST";
    call->credentials = xeng__credentials_hold(credentials);
    append_endpoint(&call->url, auth_url, path);
    return call->url.failed ? xeng__fail_no_memory(error) : XENG_OK;
}

static bool has_application_key(const xeng_credentials *credentials)
{
    int32_t kind = xeng_credentials_kind(credentials);
    return kind == XENG_CREDENTIALS_APP || kind == XENG_CREDENTIALS_USER;
}

int32_t xeng__flow_bearer_call(const char *auth_url, const xeng_credentials *app, xeng__call *call,
                               xeng_error **error)
{
    if (!has_application_key(app)) {
        return xeng__fail_argument(error, "a bearer token is had with credentials that hold the "
                                          "application's consumer key and secret");
    }
    call->scheme = XENG__CALL_BASIC;
    call->content_type = form_type;
    xeng__buf_append_text(&call->body, "grant_type=client_credentials");
    return call->body.failed ? xeng__fail_no_memory(error)
                             : begin(call, auth_url, "/oauth2/token", app, error);
}

int32_t xeng__flow_request_token_call(const char *auth_url, const xeng_credentials *app,
                                      const char *callback, xeng__call *call, xeng_error **error)
{
    if (xeng_credentials_kind(app) != XENG_CREDENTIALS_APP) {
        return xeng__fail_argument(error, "a login begins with the application's own credentials: "
                                          "consumer key and secret, no token");
    }
    const char *problem = xeng__secret_problem(callback, strlen(callback));
    if (problem != NULL) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "the callback address %s", problem);
    }
    call->once = true;
    call->oauth_callback = xeng__strdup(callback);
    return call->oauth_callback == NULL ? xeng__fail_no_memory(error)
                                        : begin(call, auth_url, "/oauth/request_token", app, error);
}

int32_t xeng__flow_authorize_url(const char *auth_url, const xeng_credentials *request_token,
                                 xeng__buf *url, xeng_error **error)
{
    append_endpoint(url, auth_url, "/oauth/authorize?oauth_token=");
    xeng__percent_encode(url, request_token->access_token, strlen(request_token->access_token));
    return url->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

int32_t xeng__flow_access_token_call(const char *auth_url, const xeng_credentials *request_token,
                                     const char *verifier, xeng__call *call, xeng_error **error)
{
    call->once = true; /* a verifier is good for one answer */
    call->oauth_verifier = xeng__strdup(verifier);
    return call->oauth_verifier == NULL
               ? xeng__fail_no_memory(error)
               : begin(call, auth_url, "/oauth/access_token", request_token, error);
}

/* X's documents contradict each other on how a bearer token is given back. This is the way of the
 * application-only page: it needs nothing but what got the token, and keeps it out of the URL. */
static int32_t invalidate_bearer(const char *auth_url, const xeng_credentials *bearer,
                                 const xeng_credentials *app, xeng__call *call, xeng_error **error)
{
    if (!has_application_key(app)) {
        return xeng__fail_argument(error, "a bearer token is made worthless with credentials that "
                                          "hold the application's consumer key and secret");
    }
    call->scheme = XENG__CALL_BASIC;
    call->content_type = form_type;
    xeng__buf_append_text(&call->body, "access_token=");
    xeng__percent_encode(&call->body, bearer->bearer_token, strlen(bearer->bearer_token));
    return call->body.failed ? xeng__fail_no_memory(error)
                             : begin(call, auth_url, "/oauth2/invalidate_token", app, error);
}

int32_t xeng__flow_invalidate_call(const char *auth_url, const xeng_credentials *token,
                                   const xeng_credentials *app, xeng__call *call,
                                   xeng_error **error)
{
    call->once = true; /* the second time the token would be unknown: a success would look failed */
    switch (xeng_credentials_kind(token)) {
    case XENG_CREDENTIALS_BEARER:
        return invalidate_bearer(auth_url, token, app, call, error);
    case XENG_CREDENTIALS_USER:
        if (app != NULL) {
            return xeng__fail_argument(error, "app must be NULL for a user's access token, which "
                                              "comes with the application's key and secret");
        }
        return begin(call, auth_url, "/1.1/oauth/invalidate_token.json", token, error);
    default:
        return xeng__fail_argument(error, "these credentials have no token to make worthless");
    }
}
