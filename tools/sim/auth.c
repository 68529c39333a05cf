/* Who is asking: the three ways to authenticate at the insights endpoints. */
#include "auth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "accounts.h"
#include "config.h"
#include "oauth.h"

const char *sim_auth_kind_name(sim_auth_kind kind)
{
    static const char *const names[] = {"none", "user", "app", "bearer", "basic"};
    return names[kind];
}

static bool refuse(sim_call *call, const char *reason)
{
    sim_reply_errorf(&call->reply, 401, "Your account could not be authenticated. Reason: %s",
                     reason);
    return false;
}

static bool starts_with(const char *header, const char *word)
{
    return header != NULL && strncasecmp(header, word, strlen(word)) == 0;
}

static bool check_bearer(sim_call *call, bool needs_user)
{
    call->note.auth = SIM_AUTH_BEARER;
    if (!sim_bearer_is(call->authorization + 7)) {
        sim_reply_object_error(&call->reply, 401, 89, "Invalid or expired token");
        return false;
    }
    return !needs_user || refuse(call, "Unknown Authorization Type");
}

static void copy_note(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%s", from == NULL ? "" : from);
}

void sim_auth_note(sim_call *call, const sim_params *params)
{
    const char *token = sim_param_get(params, "oauth_token");
    if (starts_with(call->authorization, "OAuth ")) {
        call->note.auth = token == NULL || token[0] == '\0' ? SIM_AUTH_APP : SIM_AUTH_USER;
        copy_note(call->note.nonce, sizeof(call->note.nonce), sim_param_get(params, "oauth_nonce"));
        copy_note(call->note.timestamp, sizeof(call->note.timestamp),
                  sim_param_get(params, "oauth_timestamp"));
    }
}

static bool check_oauth_params(sim_call *call, const sim_params *params, bool needs_user)
{
    char secret[SIM_SECRET_MAX] = "";
    sim_auth_note(call, params);
    bool app_only = call->note.auth == SIM_AUTH_APP;
    if (!app_only) {
        call->note.account = sim_token_find(sim_param_get(params, "oauth_token"), secret);
        if (call->note.account == SIM_NO_ACCOUNT) {
            return refuse(call, "Access token not found");
        }
    }
    const char *problem = sim_oauth_verify(call, params, secret);
    if (problem != NULL) {
        return refuse(call, problem);
    }
    return !(app_only && needs_user) || refuse(call, "Access token not found");
}

static bool check_oauth(sim_call *call, bool needs_user)
{
    sim_params params = {0};
    bool ok = sim_params_collect(&params, call) ? check_oauth_params(call, &params, needs_user)
                                                : refuse(call, "Malformed parameters");
    sim_params_free(&params);
    return ok;
}

bool sim_authenticate(sim_call *call, bool needs_user)
{
    bool ok;
    if (starts_with(call->authorization, "OAuth ")) {
        ok = check_oauth(call, needs_user);
    } else if (starts_with(call->authorization, "Bearer ")) {
        ok = check_bearer(call, needs_user);
    } else {
        ok = refuse(call, "Unknown Authorization Type");
    }
    if (ok && sim_conf.app_not_allowed) {
        sim_reply_error(&call->reply, 403, "Your application id is not authorized.");
        ok = false;
    }
    return ok;
}

bool sim_is_basic(const sim_call *call)
{
    return starts_with(call->authorization, "Basic ");
}

bool sim_basic_is_right(const sim_call *call)
{
    sim_buf expected = {0};
    call = sim_is_basic(call) ? call : NULL;
    char *given = call == NULL ? NULL : sim_base64_decode(call->authorization + 6);
    sim_buf_add_encoded(&expected, sim_conf.consumer_key);
    sim_buf_addc(&expected, ':');
    sim_buf_add_encoded(&expected, sim_conf.consumer_secret);
    bool right = given != NULL && sim_same_text(given, expected.data);
    free(given);
    sim_buf_free(&expected);
    return right;
}
