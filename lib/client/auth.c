/* Getting and giving back tokens: the flows of lib/auth over the client's engine. */
#include <xengage/auth.h>

#include <stdbool.h>

#include "auth/call.h"
#include "auth/credentials.h"
#include "auth/flow.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/refcount.h"
#include "client/client.h"
#include "net/engine.h"

struct xeng_login {
    xeng__refcount owners;
    xeng_credentials *request_token;
    char *url;
    char *screen_name; /* NULL until the login has succeeded */
    bool over;
};

/* Sends a call that was built with `code` and frees it. `body` is a secret buffer. */
static int32_t send_call(xeng_client *client, xeng__call *call, int32_t code, xeng__buf *body,
                         xeng_error **error)
{
    if (code == XENG_OK) {
        code = xeng__engine_call(xeng__client_engine(client), call, 0, body, error);
    }
    xeng__call_free(call);
    return code;
}

int32_t xeng_auth_bearer(xeng_client *client, const xeng_credentials *app,
                         xeng_credentials **bearer, xeng_error **error)
{
    xeng__error_clear(error);
    if (bearer == NULL) {
        return xeng__fail_argument(error, "bearer is NULL");
    }
    *bearer = NULL;
    if (client == NULL || app == NULL) {
        return xeng__fail_argument(error, client == NULL ? "client is NULL" : "app is NULL");
    }
    xeng__call call = XENG__CALL_EMPTY;
    xeng__buf body = XENG__BUF_SECRET;
    int32_t code = xeng__flow_bearer_call(xeng__client_auth_url(client), app, &call, error);
    code = send_call(client, &call, code, &body, error);
    if (code == XENG_OK) {
        code = xeng__flow_bearer_answer(xeng__buf_text(&body), body.size, bearer, error);
    }
    xeng__buf_free(&body);
    return code;
}

/* A login of a request token, of which it takes over the caller's share if it succeeds. */
static int32_t login_new(const char *auth_url, xeng_credentials *request_token, xeng_login **login,
                         xeng_error **error)
{
    xeng__buf url = XENG__BUF_SECRET;
    int32_t code = xeng__flow_authorize_url(auth_url, request_token, &url, error);
    if (code != XENG_OK) {
        xeng__buf_free(&url);
        return code;
    }
    xeng_login *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        xeng__buf_free(&url);
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    made->request_token = request_token;
    made->url = xeng__buf_take(&url);
    *login = made;
    return XENG_OK;
}

int32_t xeng_auth_login_begin(xeng_client *client, const xeng_credentials *app,
                              const char *callback, xeng_login **login, xeng_error **error)
{
    xeng__error_clear(error);
    if (login == NULL) {
        return xeng__fail_argument(error, "login is NULL");
    }
    *login = NULL;
    if (client == NULL || app == NULL || callback == NULL) {
        return xeng__fail_argument(error, client == NULL ? "client is NULL"
                                          : app == NULL  ? "app is NULL"
                                                         : "callback is NULL");
    }
    const char *auth_url = xeng__client_auth_url(client);
    xeng__call call = XENG__CALL_EMPTY;
    xeng__buf body = XENG__BUF_SECRET;
    xeng_credentials *request_token = NULL;
    int32_t code = xeng__flow_request_token_call(auth_url, app, callback, &call, error);
    code = send_call(client, &call, code, &body, error);
    if (code == XENG_OK) {
        code = xeng__flow_request_token_answer(xeng__buf_text(&body), body.size, app,
                                               &request_token, error);
    }
    xeng__buf_free(&body);
    if (code == XENG_OK) {
        code = login_new(auth_url, request_token, login, error);
    }
    if (code != XENG_OK) {
        xeng_credentials_unref(request_token);
    }
    return code;
}

/* Trades the verifier for the access token. */
static int32_t exchange(xeng_client *client, const xeng_login *login, const char *verifier,
                        xeng_credentials **user, xeng__buf *screen_name, xeng_error **error)
{
    xeng__call call = XENG__CALL_EMPTY;
    xeng__buf body = XENG__BUF_SECRET;
    int32_t code = xeng__flow_access_token_call(xeng__client_auth_url(client), login->request_token,
                                                verifier, &call, error);
    code = send_call(client, &call, code, &body, error);
    if (code == XENG_OK) {
        code = xeng__flow_access_token_answer(xeng__buf_text(&body), body.size,
                                              login->request_token, user, screen_name, error);
    }
    xeng__buf_free(&body);
    return code;
}

int32_t xeng_auth_login_finish(xeng_client *client, xeng_login *login, const char *answer,
                               xeng_credentials **user, xeng_error **error)
{
    xeng__error_clear(error);
    if (user == NULL) {
        return xeng__fail_argument(error, "user is NULL");
    }
    *user = NULL;
    if (client == NULL || login == NULL || answer == NULL) {
        return xeng__fail_argument(error, client == NULL  ? "client is NULL"
                                          : login == NULL ? "login is NULL"
                                                          : "answer is NULL");
    }
    if (login->over) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          "this login has given its access token; begin another one");
    }
    xeng__buf verifier = XENG__BUF_SECRET;
    xeng__buf screen_name = XENG__BUF_EMPTY;
    int32_t code = xeng__flow_consent(answer, login->request_token, &verifier, error);
    if (code == XENG_OK) {
        code = exchange(client, login, xeng__buf_text(&verifier), user, &screen_name, error);
    }
    if (code == XENG_OK) {
        login->over = true;
        login->screen_name = xeng__buf_take(&screen_name);
    }
    xeng__buf_free(&verifier);
    xeng__buf_free(&screen_name);
    return code;
}

const char *xeng_login_url(const xeng_login *login)
{
    return login == NULL ? NULL : login->url;
}

const char *xeng_login_screen_name(const xeng_login *login)
{
    return login == NULL || login->screen_name == NULL ? "" : login->screen_name;
}

xeng_login *xeng_login_ref(xeng_login *login)
{
    if (login != NULL) {
        xeng__refcount_add(&login->owners);
    }
    return login;
}

void xeng_login_unref(xeng_login *login)
{
    if (login == NULL || !xeng__refcount_drop(&login->owners)) {
        return;
    }
    xeng_credentials_unref(login->request_token);
    xeng__free_secret(login->url);
    xeng__free(login->screen_name);
    xeng__free(login);
}

int32_t xeng_auth_invalidate(xeng_client *client, const xeng_credentials *token,
                             const xeng_credentials *app, xeng_error **error)
{
    xeng__error_clear(error);
    if (client == NULL || token == NULL) {
        return xeng__fail_argument(error, client == NULL ? "client is NULL" : "token is NULL");
    }
    xeng__call call = XENG__CALL_EMPTY;
    xeng__buf body = XENG__BUF_SECRET;
    int32_t code =
        xeng__flow_invalidate_call(xeng__client_auth_url(client), token, app, &call, error);
    code = send_call(client, &call, code, &body, error);
    if (code == XENG_OK) {
        code = xeng__flow_invalidate_answer(xeng__buf_text(&body), body.size, error);
    }
    xeng__buf_free(&body);
    return code;
}
