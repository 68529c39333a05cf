/* The token endpoints: the three-legged flow, bearer tokens, and taking tokens back. */
#include "call.h"

#include <stdlib.h>
#include <string.h>

#include "accounts.h"
#include "auth.h"
#include "config.h"
#include "oauth.h"

static void refuse(sim_call *call, unsigned status, int code, const char *text)
{
    sim_reply_object_error(&call->reply, status, code, text);
}

static void could_not_authenticate(sim_call *call)
{
    refuse(call, 401, 32, "Could not authenticate you.");
}

static void bad_app(sim_call *call)
{
    call->reply.status = 403;
    sim_buf_adds(&call->reply.body,
                 "{\"errors\":[{\"code\":99,\"label\":\"authenticity_token_error\","
                 "\"message\":\"Unable to verify your credentials\"}]}");
}

static void answer_form(sim_call *call)
{
    call->reply.status = 200;
    call->reply.type = "text/html;charset=utf-8"; /* as X sends it, though it's a form */
}

static void request_token(sim_call *call, const sim_params *params)
{
    const char *callback = sim_param_get(params, "oauth_callback");
    if (sim_oauth_verify(call, params, "") != NULL) {
        could_not_authenticate(call);
        return;
    }
    bool known = callback != NULL && (sim_conf.callback == NULL || strcmp(callback, "oob") == 0 ||
                                      strcmp(callback, sim_conf.callback) == 0);
    if (!known || *callback == '\0') {
        refuse(call, 403, 415,
               "Callback URL not approved for this client application. Approved callback URLs can "
               "be adjusted in your application settings");
        return;
    }
    answer_form(call);
    sim_pending_new(callback, &call->reply.body);
}

static void access_token(sim_call *call, const sim_params *params)
{
    char secret[SIM_SECRET_MAX];
    const char *token = sim_param_get(params, "oauth_token");
    const char *verifier = sim_param_get(params, "oauth_verifier");
    if (token == NULL || !sim_pending_secret(token, secret)) {
        refuse(call, 401, 89, "Invalid or expired token.");
        return;
    }
    if (sim_oauth_verify(call, params, secret) != NULL) {
        could_not_authenticate(call);
        return;
    }
    int account = verifier == NULL ? SIM_NO_ACCOUNT : sim_pending_trade(token, verifier);
    if (account == SIM_NO_ACCOUNT) {
        could_not_authenticate(call);
        return;
    }
    answer_form(call);
    sim_token_grant(account, &call->reply.body);
}

static void invalidate_token(sim_call *call, const sim_params *params)
{
    char secret[SIM_SECRET_MAX];
    const char *token = sim_param_get(params, "oauth_token");
    if (token == NULL || sim_token_find(token, secret) == SIM_NO_ACCOUNT) {
        refuse(call, 401, 89, "Invalid or expired token.");
        return;
    }
    if (sim_oauth_verify(call, params, secret) != NULL) {
        could_not_authenticate(call);
        return;
    }
    sim_token_revoke(token);
    call->reply.status = 200;
    sim_buf_adds(&call->reply.body, "{\"access_token\":");
    sim_buf_add_json(&call->reply.body, token);
    sim_buf_addc(&call->reply.body, '}');
}

/* The page that a user sees. There's nobody to ask: whoever opens it is account 1, or the one that
 * screen_name names, and agrees; unless deny is given. */
static void authorize(sim_call *call, const sim_params *params)
{
    const char *token = sim_param_get(params, "oauth_token");
    const char *name = sim_param_get(params, "screen_name");
    int account = name == NULL ? 0 : sim_account_by_name(name);
    sim_buf callback = {0};
    sim_buf verifier = {0};
    sim_buf location = {0};
    call->reply.type = "text/html; charset=utf-8";
    if (token == NULL || account == SIM_NO_ACCOUNT || sim_account_count() == 0 ||
        !sim_pending_approve(token, account, &callback, &verifier)) {
        call->reply.status = 403;
        sim_buf_adds(&call->reply.body, "<!doctype html><title>Whoa there!</title>"
                                        "<p>There is no request token for this page.</p>\n");
    } else if (strcmp(callback.data, "oob") == 0) {
        call->reply.status = 200;
        sim_buf_addf(&call->reply.body,
                     "<!doctype html><title>Authorize</title><p>Enter this PIN to complete the "
                     "authorization: <code>%s</code></p>\n",
                     verifier.data);
    } else {
        bool deny = sim_param_get(params, "deny") != NULL;
        call->reply.status = 302;
        sim_buf_adds(&location, callback.data);
        sim_buf_addc(&location, strchr(callback.data, '?') == NULL ? '?' : '&');
        sim_buf_adds(&location, deny ? "denied=" : "oauth_token=");
        sim_buf_add_encoded(&location, token);
        sim_buf_adds(&location, deny ? "" : "&oauth_verifier=");
        sim_buf_adds(&location, deny ? "" : verifier.data);
        sim_reply_header(&call->reply, "Location", location.data);
    }
    sim_buf_free(&callback);
    sim_buf_free(&verifier);
    sim_buf_free(&location);
}

static void bearer_token(sim_call *call, const sim_params *params)
{
    char token[SIM_SECRET_MAX];
    const char *grant = sim_param_get(params, "grant_type");
    call->note.auth = sim_is_basic(call) ? SIM_AUTH_BASIC : SIM_AUTH_NONE;
    if (!sim_basic_is_right(call) || grant == NULL || strcmp(grant, "client_credentials") != 0) {
        bad_app(call);
        return;
    }
    sim_bearer_get(token);
    call->reply.status = 200;
    sim_buf_adds(&call->reply.body, "{\"token_type\":\"bearer\",\"access_token\":");
    sim_buf_add_json(&call->reply.body, token);
    sim_buf_addc(&call->reply.body, '}');
}

/* X documents two ways to authenticate here; both are good. */
static bool may_invalidate(sim_call *call, const sim_params *params)
{
    char secret[SIM_SECRET_MAX] = "";
    if (sim_is_basic(call)) {
        call->note.auth = SIM_AUTH_BASIC;
        return sim_basic_is_right(call);
    }
    const char *token = sim_param_get(params, "oauth_token");
    if (token != NULL && *token != '\0' && sim_token_find(token, secret) == SIM_NO_ACCOUNT) {
        return false;
    }
    return sim_oauth_verify(call, params, secret) == NULL;
}

/* The token comes as a form, where its own escapes are escaped again, or raw, as curl -d sends it
 * in X's examples. */
static bool revoke_bearer(const char *token)
{
    sim_buf encoded = {0};
    sim_buf_add_encoded(&encoded, token);
    bool revoked = sim_bearer_revoke(token) || sim_bearer_revoke(encoded.data);
    sim_buf_free(&encoded);
    return revoked;
}

static void invalidate_bearer(sim_call *call, const sim_params *params)
{
    const char *token = sim_param_get(params, "access_token");
    if (!may_invalidate(call, params)) {
        bad_app(call);
    } else if (token == NULL || !revoke_bearer(token)) {
        refuse(call, 401, 89, "Invalid or expired token");
    } else {
        call->reply.status = 200;
        sim_buf_adds(&call->reply.body, "{\"access_token\":");
        sim_buf_add_json(&call->reply.body, token);
        sim_buf_addc(&call->reply.body, '}');
    }
}

typedef void handler(sim_call *call, const sim_params *params);

bool sim_serve_tokens(sim_call *call)
{
    static const struct {
        const char *method;
        const char *path;
        handler *serve;
    } table[] = {
        {"POST", "/oauth/request_token", request_token},
        {"GET", "/oauth/authorize", authorize},
        {"GET", "/oauth/authenticate", authorize},
        {"POST", "/oauth/access_token", access_token},
        {"POST", "/1.1/oauth/invalidate_token", invalidate_token},
        {"POST", "/1.1/oauth/invalidate_token.json", invalidate_token},
        {"POST", "/oauth2/token", bearer_token},
        {"POST", "/oauth2/invalidate_token", invalidate_bearer},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (strcmp(call->uri, table[i].path) == 0 && strcmp(call->method, table[i].method) == 0) {
            sim_params params = {0};
            if (sim_params_collect(&params, call)) {
                sim_auth_note(call, &params);
                table[i].serve(call, &params);
            } else {
                could_not_authenticate(call);
            }
            sim_params_free(&params);
            return true;
        }
    }
    return false;
}
