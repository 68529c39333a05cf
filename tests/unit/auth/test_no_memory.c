/* Memory that runs out at any point: an error, nothing leaked, nothing half made, and every secret
 * wiped before it is freed. */
#include "unit.h"

#include <string.h>

#include <xengage/memory.h>

#include "auth/call.h"
#include "auth/credentials.h"
#include "auth/flow.h"
#include "memory.h"

/* All that must not stay in freed memory holds this. */
static const char secret[] = "hushhush";

typedef int32_t (*step)(xeng_error **error);

/* Runs a step with the first, the second, ... allocation and all later ones failing, until it
 * succeeds. */
static void run_out(step run)
{
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != XENG_OK; n++) {
        xeng_error *error = NULL;
        assert_true(n < 1000);
        memory_fail_after(n, true);
        code = run(&error);
        (void)memory_recover();
        assert_int_equal(xeng_error_code(error), code);
        assert_true(code == XENG_OK || code == XENG_ERROR_NO_MEMORY);
        xeng_error_unref(error);
        assert_int_equal(memory_live(), 0);
        assert_false(memory_held_secret());
    }
}

static int32_t make_user(xeng_credentials **made, xeng_error **error)
{
    return xeng_credentials_new_user("ck", "hushhush+consumer", "1-t", "hushhush/token", made,
                                     error);
}

static int32_t sign(xeng_error **error)
{
    xeng__call call = XENG__CALL_EMPTY;
    xeng__buf value = XENG__BUF_SECRET;
    call.method = "POST";
    call.content_type = "application/x-www-form-urlencoded";
    xeng__buf_append_text(&call.url, "https://a.example/p?x=1&y=2&z=3");
    xeng__buf_append_text(&call.body, "token=hushhush");
    int32_t code = make_user(&call.credentials, error);
    if (code == XENG_OK && (call.url.failed || call.body.failed)) {
        code = xeng__fail_no_memory(error);
    }
    if (code == XENG_OK) {
        code = xeng__call_authorize(&call, "nonce", 1, &value, error);
    }
    assert_int_equal(value.size > 0, code == XENG_OK);
    xeng__buf_free(&value);
    xeng__call_free(&call);
    return code;
}

static int32_t write_and_read_json(xeng_error **error)
{
    xeng_credentials *made = NULL;
    char *json = NULL;
    int32_t code = make_user(&made, error);
    if (code == XENG_OK) {
        code = xeng_credentials_to_json(made, &json, error);
        assert_int_equal(json != NULL, code == XENG_OK);
    }
    xeng_credentials_unref(made);
    made = NULL;
    if (code == XENG_OK) {
        code = xeng__credentials_read_json(json, strlen(json), "x", &made, error);
        assert_int_equal(made != NULL, code == XENG_OK);
    }
    xeng_credentials_unref(made);
    xeng_free_secret(json);
    return code;
}

static int32_t get_bearer(xeng_error **error)
{
    static const char body[] = "{\"token_type\":\"bearer\",\"access_token\":\"hushhush\"}";
    xeng__call call = XENG__CALL_EMPTY;
    xeng__call back = XENG__CALL_EMPTY;
    xeng__buf value = XENG__BUF_SECRET;
    xeng_credentials *user = NULL;
    xeng_credentials *bearer = NULL;
    int32_t code = make_user(&user, error);
    code = code != XENG_OK ? code : xeng__flow_bearer_call("https://a", user, &call, error);
    code = code != XENG_OK ? code : xeng__call_authorize(&call, "n", 1, &value, error);
    code = code != XENG_OK ? code : xeng__flow_bearer_answer(body, sizeof body - 1, &bearer, error);
    code = code != XENG_OK ? code
                           : xeng__flow_invalidate_call("https://a", bearer, user, &back, error);
    xeng_credentials_unref(user);
    xeng_credentials_unref(bearer);
    xeng__call_free(&call);
    xeng__call_free(&back);
    xeng__buf_free(&value);
    return code;
}

static int32_t log_in(xeng_error **error)
{
    static const char first[] =
        "oauth_token=a&oauth_token_secret=hushhush&oauth_callback_confirmed=true";
    static const char second[] = "oauth_token=1-b&oauth_token_secret=hushhush&screen_name=x";
    xeng__call begin = XENG__CALL_EMPTY;
    xeng__call end = XENG__CALL_EMPTY;
    xeng__buf url = XENG__BUF_EMPTY;
    xeng__buf verifier = XENG__BUF_SECRET;
    xeng__buf name = XENG__BUF_EMPTY;
    xeng_credentials *app = NULL;
    xeng_credentials *token = NULL;
    xeng_credentials *user = NULL;
    int32_t code = xeng_credentials_new_app("ck", "hushhush", &app, error);
    code = code ? code : xeng__flow_request_token_call("https://a", app, "oob", &begin, error);
    code =
        code ? code : xeng__flow_request_token_answer(first, sizeof first - 1, app, &token, error);
    code = code ? code : xeng__flow_authorize_url("https://a", token, &url, error);
    code = code ? code
                : xeng__flow_consent("?oauth_token=a&oauth_verifier=hushhush", token, &verifier,
                                     error);
    code = code ? code
                : xeng__flow_access_token_call("https://a", token, xeng__buf_text(&verifier), &end,
                                               error);
    code = code ? code
                : xeng__flow_access_token_answer(second, sizeof second - 1, token, &user, &name,
                                                 error);
    assert_int_equal(user != NULL, code == XENG_OK);
    xeng_credentials_unref(app);
    xeng_credentials_unref(token);
    xeng_credentials_unref(user);
    xeng__call_free(&begin);
    xeng__call_free(&end);
    xeng__buf_free(&url);
    xeng__buf_free(&verifier);
    xeng__buf_free(&name);
    return code;
}

static int32_t make_bearer(xeng_error **error)
{
    xeng_credentials *made = NULL;
    int32_t code = xeng_credentials_new_bearer("hushhush", &made, error);
    assert_int_equal(made != NULL, code == XENG_OK);
    xeng_credentials_unref(made);
    return code;
}

static void signing_survives_any_failed_allocation(void **state)
{
    (void)state;
    run_out(sign);
}

static void json_survives_any_failed_allocation(void **state)
{
    (void)state;
    run_out(write_and_read_json);
}

static void bearer_flow_survives_any_failed_allocation(void **state)
{
    (void)state;
    run_out(get_bearer);
}

static void login_flow_survives_any_failed_allocation(void **state)
{
    (void)state;
    run_out(log_in);
}

static void bearer_credentials_survive_any_failed_allocation(void **state)
{
    (void)state;
    run_out(make_bearer);
}

int main(void)
{
    memory_take_over();
    memory_watch_for(secret);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signing_survives_any_failed_allocation),
        cmocka_unit_test(json_survives_any_failed_allocation),
        cmocka_unit_test(bearer_flow_survives_any_failed_allocation),
        cmocka_unit_test(login_flow_survives_any_failed_allocation),
        cmocka_unit_test(bearer_credentials_survive_any_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
