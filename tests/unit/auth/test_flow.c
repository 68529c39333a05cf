/* The token flows: the calls that are built, and answers good, malformed and hostile. */
#include "unit.h"

#include <string.h>

#include "auth/flow.h"

static const char auth_url[] = "https://api.x.com";

static xeng_credentials *app(void)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_app("ck", "cs", &made, NULL), XENG_OK);
    return made;
}

static xeng_credentials *user(const char *token)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_user("ck", "cs", token, "ts", &made, NULL), XENG_OK);
    return made;
}

static xeng_credentials *bearer(void)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_bearer("AA%2F", &made, NULL), XENG_OK);
    return made;
}

/* An error of this code that says `said` and leaks no part of an answer (all hold "hush"). */
static void assert_failed(int32_t code, int32_t wanted, xeng_error *error, const char *said)
{
    assert_int_equal(code, wanted);
    if (strstr(xeng_error_message(error), said) == NULL) {
        fail_msg("\"%s\" doesn't say \"%s\"", xeng_error_message(error), said);
    }
    assert_null(strstr(xeng_error_message(error), "hush"));
    xeng_error_unref(error);
}

static void bearer_call_is_as_documented(void **state)
{
    (void)state;
    xeng_credentials *key = app();
    xeng__call call = XENG__CALL_EMPTY;
    assert_int_equal(xeng__flow_bearer_call("https://api.x.com/", key, &call, NULL), XENG_OK);
    assert_string_equal(call.method, "POST");
    assert_string_equal(xeng__buf_text(&call.url), "https://api.x.com/oauth2/token");
    assert_string_equal(call.content_type, "application/x-www-form-urlencoded;charset=UTF-8");
    assert_string_equal(xeng__buf_text(&call.body), "grant_type=client_credentials");
    assert_int_equal(call.scheme, XENG__CALL_BASIC);
    assert_false(call.once);
    xeng__call_free(&call);
    xeng_credentials_unref(key);
}

static void bearer_call_takes_the_key_of_a_user_but_no_bearer(void **state)
{
    (void)state;
    xeng_credentials *owned = user("t");
    xeng_credentials *token = bearer();
    xeng__call call = XENG__CALL_EMPTY;
    assert_int_equal(xeng__flow_bearer_call(auth_url, owned, &call, NULL), XENG_OK);
    xeng__call_free(&call);
    assert_int_equal(xeng__flow_bearer_call(auth_url, token, &call, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    xeng__call_free(&call);
    xeng_credentials_unref(owned);
    xeng_credentials_unref(token);
}

static int32_t read_bearer(const char *body, xeng_credentials **made, xeng_error **error)
{
    return xeng__flow_bearer_answer(body, strlen(body), made, error);
}

static void bearer_token_is_taken_verbatim_and_its_type_in_any_case(void **state)
{
    (void)state;
    static const char *const good[] = {
        "{\"token_type\":\"bearer\",\"access_token\":\"AAAA%2FAAA%3DAAAA\"}",
        " {\"access_token\": \"AAAA%2FAAA%3DAAAA\", \"token_type\": \"Bearer\", \"more\": [1]}\n"};
    for (size_t i = 0; i < 2; i++) {
        xeng_credentials *made = NULL;
        assert_int_equal(read_bearer(good[i], &made, NULL), XENG_OK);
        assert_string_equal(made->bearer_token, "AAAA%2FAAA%3DAAAA");
        xeng_credentials_unref(made);
    }
}

static void bearer_answers_of_another_form_are_refused(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"", "JSON object"},
        {"<html>hush</html>", "JSON object"},
        {"[\"hush\"]", "JSON object"},
        {"\"hush\"", "JSON object"},
        {"{\"token_type\":\"bearer\"}", "access_token"},
        {"{\"access_token\":\"hush\"}", "token_type"},
        {"{\"token_type\":\"mac\",\"access_token\":\"hush\"}", "token_type"},
        {"{\"token_type\":1,\"access_token\":\"hush\"}", "token_type"},
        {"{\"token_type\":\"bearer\",\"access_token\":7}", "access_token"},
        {"{\"token_type\":\"bearer\",\"access_token\":\"\"}", "empty"},
        {"{\"token_type\":\"bearer\",\"access_token\":\"hush\\r\\nX: y\"}", "control"},
        {"{\"token_type\":\"bearer\",\"access_token\":\"hush hush\"}", "blank"},
        {"{\"token_type\":\"bearer\",\"access_token\":\"hush\",\"access_token\":\"b\"}",
         "JSON object"},
        {"{\"token_type\":\"bearer\",\"access_token\":\"hush\"", "JSON object"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        xeng_credentials *made = NULL;
        xeng_error *error = NULL;
        int32_t code = read_bearer(bad[i][0], &made, &error);
        assert_failed(code, XENG_ERROR_PROTOCOL, error, bad[i][1]);
        assert_null(made);
    }
}

static void request_token_call_carries_the_callback(void **state)
{
    (void)state;
    xeng_credentials *key = app();
    xeng__call call = XENG__CALL_EMPTY;
    xeng__buf value = XENG__BUF_SECRET;
    assert_int_equal(
        xeng__flow_request_token_call(auth_url, key, "https://app.example/b?x=1", &call, NULL),
        XENG_OK);
    assert_string_equal(xeng__buf_text(&call.url), "https://api.x.com/oauth/request_token");
    assert_null(call.content_type);
    assert_true(call.once);
    assert_int_equal(xeng__call_authorize(&call, "n", 1, &value, NULL), XENG_OK);
    assert_non_null(
        strstr(xeng__buf_text(&value), "oauth_callback=\"https%3A%2F%2Fapp.example%2Fb%3Fx%3D1\""));
    xeng__buf_free(&value);
    xeng__call_free(&call);
    xeng_credentials_unref(key);
}

static void login_begins_with_the_application_alone(void **state)
{
    (void)state;
    xeng_credentials *owned = user("t");
    xeng_credentials *key = app();
    xeng__call call = XENG__CALL_EMPTY;
    assert_int_equal(xeng__flow_request_token_call(auth_url, owned, "oob", &call, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng__flow_request_token_call(auth_url, key, "", &call, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng__flow_request_token_call(auth_url, key, "o\nob", &call, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    xeng__call_free(&call);
    xeng_credentials_unref(owned);
    xeng_credentials_unref(key);
}

static void request_token_is_read_from_a_form(void **state)
{
    (void)state;
    static const char body[] =
        "oauth_token=Z6eE%2BdO8&oauth_token_secret=Kd75&oauth_callback_confirmed=true\n";
    xeng_credentials *key = app();
    xeng_credentials *token = NULL;
    xeng__buf url = XENG__BUF_EMPTY;
    assert_int_equal(xeng__flow_request_token_answer(body, strlen(body), key, &token, NULL),
                     XENG_OK);
    assert_string_equal(token->access_token, "Z6eE+dO8");
    assert_string_equal(token->access_token_secret, "Kd75");
    assert_string_equal(token->consumer_secret, "cs");
    assert_int_equal(xeng__flow_authorize_url(auth_url, token, &url, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&url),
                        "https://api.x.com/oauth/authorize?oauth_token=Z6eE%2BdO8");
    xeng__buf_free(&url);
    xeng_credentials_unref(token);
    xeng_credentials_unref(key);
}

static void request_tokens_of_another_form_are_refused(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"", "oauth_token is missing"},
        {"<html>hush</html>", "is missing"},
        {"{\"oauth_token\":\"hush\"}", "is missing"},
        {"oauth_token=hush&oauth_callback_confirmed=true", "oauth_token_secret is missing"},
        {"oauth_token=hush&oauth_token_secret=hush", "oauth_callback_confirmed is missing"},
        {"oauth_token=hush&oauth_token_secret=hush&oauth_callback_confirmed=false", "not true"},
        {"oauth_token=hush&oauth_token_secret=hush&oauth_callback_confirmed=TRUEhush", "not true"},
        {"oauth_token=hush&oauth_token=hush&oauth_token_secret=s&oauth_callback_confirmed=true",
         "twice"},
        {"oauth_token=&oauth_token_secret=hush&oauth_callback_confirmed=true", "empty"},
        {"oauth_token=hush%0D%0AX&oauth_token_secret=s&oauth_callback_confirmed=true", "control"},
        {"oauth_token=hush%00&oauth_token_secret=s&oauth_callback_confirmed=true", "control"},
        {"oauth_token=hush%ff&oauth_token_secret=s&oauth_callback_confirmed=true", "UTF-8"},
        {"oauth_token=hush%2&oauth_token_secret=s&oauth_callback_confirmed=true", "encoded"},
    };
    xeng_credentials *key = app();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        xeng_credentials *token = NULL;
        xeng_error *error = NULL;
        int32_t code =
            xeng__flow_request_token_answer(bad[i][0], strlen(bad[i][0]), key, &token, &error);
        assert_failed(code, XENG_ERROR_PROTOCOL, error, bad[i][1]);
        assert_null(token);
    }
    xeng_credentials_unref(key);
}

static void access_token_call_carries_the_verifier(void **state)
{
    (void)state;
    xeng_credentials *token = user("rt");
    xeng__call call = XENG__CALL_EMPTY;
    xeng__buf value = XENG__BUF_SECRET;
    assert_int_equal(xeng__flow_access_token_call(auth_url, token, "12 34", &call, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&call.url), "https://api.x.com/oauth/access_token");
    assert_true(call.once);
    assert_int_equal(xeng__call_authorize(&call, "n", 1, &value, NULL), XENG_OK);
    assert_non_null(strstr(xeng__buf_text(&value), "oauth_token=\"rt\""));
    assert_non_null(strstr(xeng__buf_text(&value), "oauth_verifier=\"12%2034\""));
    xeng__buf_free(&value);
    xeng__call_free(&call);
    xeng_credentials_unref(token);
}

static void access_token_is_read_from_a_form(void **state)
{
    (void)state;
    static const char body[] =
        "oauth_token=6253282-eWud&oauth_token_secret=2EEf&user_id=6253282&screen_name=xapi";
    xeng_credentials *request_token = user("rt");
    xeng_credentials *owned = NULL;
    xeng__buf name = XENG__BUF_EMPTY;
    assert_int_equal(
        xeng__flow_access_token_answer(body, strlen(body), request_token, &owned, &name, NULL),
        XENG_OK);
    assert_int_equal(xeng_credentials_user_id(owned), 6253282);
    assert_string_equal(owned->access_token_secret, "2EEf");
    assert_string_equal(owned->consumer_key, "ck");
    assert_string_equal(xeng__buf_text(&name), "xapi");
    xeng__buf_free(&name);
    xeng_credentials_unref(owned);
    xeng_credentials_unref(request_token);
}

static void screen_name_may_be_missing_or_unusable(void **state)
{
    (void)state;
    static const char *const bodies[] = {"oauth_token=a&oauth_token_secret=b",
                                         "oauth_token=a&oauth_token_secret=b&screen_name=x%0Ay"};
    xeng_credentials *request_token = user("rt");
    for (size_t i = 0; i < 2; i++) {
        xeng_credentials *owned = NULL;
        xeng__buf name = XENG__BUF_EMPTY;
        assert_int_equal(xeng__flow_access_token_answer(bodies[i], strlen(bodies[i]), request_token,
                                                        &owned, &name, NULL),
                         XENG_OK);
        assert_string_equal(xeng__buf_text(&name), "");
        xeng__buf_free(&name);
        xeng_credentials_unref(owned);
    }
    xeng_credentials_unref(request_token);
}

static void access_token_without_its_secret_is_refused(void **state)
{
    (void)state;
    static const char body[] = "oauth_token=hush&screen_name=xapi";
    xeng_credentials *request_token = user("rt");
    xeng_credentials *owned = NULL;
    xeng_error *error = NULL;
    xeng__buf name = XENG__BUF_EMPTY;
    int32_t code =
        xeng__flow_access_token_answer(body, strlen(body), request_token, &owned, &name, &error);
    assert_failed(code, XENG_ERROR_PROTOCOL, error, "oauth_token_secret is missing");
    assert_int_equal(name.size, 0);
    xeng__buf_free(&name);
    xeng_credentials_unref(request_token);
}

static void assert_verifier(const char *answer, const char *wanted)
{
    xeng_credentials *token = user("Z6eE+dO8");
    xeng__buf verifier = XENG__BUF_SECRET;
    assert_int_equal(xeng__flow_consent(answer, token, &verifier, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&verifier), wanted);
    xeng__buf_free(&verifier);
    xeng_credentials_unref(token);
}

static void consent_comes_as_pin_address_or_query(void **state)
{
    (void)state;
    assert_verifier("1234567", "1234567");
    assert_verifier("  1234567\r\n", "1234567");
    assert_verifier("https://app.example/b?oauth_token=Z6eE%2BdO8&oauth_verifier=uw7N", "uw7N");
    assert_verifier("https://app.example/b?s=%zz&oauth_token=Z6eE%2bdO8&oauth_verifier=u%20w#top",
                    "u w");
    assert_verifier("?oauth_verifier=uw7N&oauth_token=Z6eE%2BdO8", "uw7N");
    assert_verifier("oauth_token=Z6eE%2BdO8&oauth_verifier=uw7N\n", "uw7N");
}

static void assert_no_consent(const char *answer, int32_t wanted, const char *said)
{
    xeng_credentials *token = user("Z6eE+dO8");
    xeng_error *error = NULL;
    xeng__buf verifier = XENG__BUF_SECRET;
    int32_t code = xeng__flow_consent(answer, token, &verifier, &error);
    assert_failed(code, wanted, error, said);
    assert_int_equal(verifier.size, 0);
    xeng__buf_free(&verifier);
    xeng_credentials_unref(token);
}

static void refused_consent_is_unauthorized(void **state)
{
    (void)state;
    assert_no_consent("https://app.example/b?denied=Z6eE%2BdO8", XENG_ERROR_UNAUTHORIZED,
                      "refused");
    assert_no_consent("denied=Z6eE%2BdO8&oauth_token=Z6eE%2BdO8&oauth_verifier=hush",
                      XENG_ERROR_UNAUTHORIZED, "refused");
}

static void consent_to_another_login_is_refused(void **state)
{
    (void)state;
    assert_no_consent("https://app.example/?oauth_token=hush&oauth_verifier=hush",
                      XENG_ERROR_INVALID_ARGUMENT, "another login");
    assert_no_consent("?denied=hush", XENG_ERROR_INVALID_ARGUMENT, "another login");
    assert_no_consent("?oauth_token=Z6eE+dO8&oauth_verifier=hush", XENG_ERROR_INVALID_ARGUMENT,
                      "another login");
}

static void malformed_consent_is_refused(void **state)
{
    (void)state;
    const int32_t bad = XENG_ERROR_INVALID_ARGUMENT;
    assert_no_consent("", bad, "empty");
    assert_no_consent(" \n", bad, "empty");
    assert_no_consent("hush hush", bad, "PIN");
    assert_no_consent("1234\n5678", bad, "PIN");
    assert_no_consent("https://app.example/", bad, "no oauth_token");
    assert_no_consent("?oauth_verifier=hush", bad, "no oauth_token");
    assert_no_consent("?oauth_token=Z6eE%2BdO8", bad, "no oauth_verifier");
    assert_no_consent("?oauth_token=Z6eE%2BdO8&oauth_verifier=", bad, "empty");
    assert_no_consent("?oauth_token=Z6eE%2BdO8&oauth_verifier=hush%0d%0a", bad, "malformed");
    assert_no_consent("?oauth_token=Z6eE%2BdO8&oauth_verifier=hush%00", bad, "malformed");
    assert_no_consent("?oauth_token=Z6eE%2BdO8&oauth_verifier=hush%4", bad, "encoded");
    assert_no_consent("?oauth_token=Z6eE%2BdO8&oauth_verifier=a&oauth_verifier=hush", bad, "twice");
    assert_no_consent("/?x#oauth_token=Z6eE%2BdO8&oauth_verifier=a", bad, "no oauth_token");
}

static void user_tokens_are_invalidated_by_themselves(void **state)
{
    (void)state;
    xeng_credentials *owned = user("1-a");
    xeng_credentials *key = app();
    xeng__call call = XENG__CALL_EMPTY;
    assert_int_equal(xeng__flow_invalidate_call(auth_url, owned, NULL, &call, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&call.url),
                        "https://api.x.com/1.1/oauth/invalidate_token.json");
    assert_ptr_equal(call.credentials, owned);
    assert_int_equal(call.scheme, XENG__CALL_BY_KIND);
    assert_null(call.content_type);
    assert_true(call.once);
    xeng__call_free(&call);
    assert_int_equal(xeng__flow_invalidate_call(auth_url, owned, key, &call, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    xeng__call_free(&call);
    xeng_credentials_unref(owned);
    xeng_credentials_unref(key);
}

static void bearer_tokens_are_invalidated_by_their_application(void **state)
{
    (void)state;
    xeng_credentials *token = bearer();
    xeng_credentials *key = app();
    xeng__call call = XENG__CALL_EMPTY;
    assert_int_equal(xeng__flow_invalidate_call(auth_url, token, key, &call, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&call.url), "https://api.x.com/oauth2/invalidate_token");
    assert_string_equal(xeng__buf_text(&call.body), "access_token=AA%252F");
    assert_ptr_equal(call.credentials, key);
    assert_int_equal(call.scheme, XENG__CALL_BASIC);
    xeng__call_free(&call);
    assert_int_equal(xeng__flow_invalidate_call(auth_url, token, NULL, &call, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    xeng__call_free(&call);
    assert_int_equal(xeng__flow_invalidate_call(auth_url, key, NULL, &call, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    xeng__call_free(&call);
    xeng_credentials_unref(token);
    xeng_credentials_unref(key);
}

static void invalidation_is_confirmed_by_the_token(void **state)
{
    (void)state;
    static const char good[] = "{\"access_token\":\"AA\"}";
    static const char bad[] = "{\"hush\":1}";
    xeng_error *error = NULL;
    assert_int_equal(xeng__flow_invalidate_answer(good, strlen(good), NULL), XENG_OK);
    int32_t code = xeng__flow_invalidate_answer(bad, strlen(bad), &error);
    assert_failed(code, XENG_ERROR_PROTOCOL, error, "access_token");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bearer_call_is_as_documented),
        cmocka_unit_test(bearer_call_takes_the_key_of_a_user_but_no_bearer),
        cmocka_unit_test(bearer_token_is_taken_verbatim_and_its_type_in_any_case),
        cmocka_unit_test(bearer_answers_of_another_form_are_refused),
        cmocka_unit_test(request_token_call_carries_the_callback),
        cmocka_unit_test(login_begins_with_the_application_alone),
        cmocka_unit_test(request_token_is_read_from_a_form),
        cmocka_unit_test(request_tokens_of_another_form_are_refused),
        cmocka_unit_test(access_token_call_carries_the_verifier),
        cmocka_unit_test(access_token_is_read_from_a_form),
        cmocka_unit_test(screen_name_may_be_missing_or_unusable),
        cmocka_unit_test(access_token_without_its_secret_is_refused),
        cmocka_unit_test(consent_comes_as_pin_address_or_query),
        cmocka_unit_test(refused_consent_is_unauthorized),
        cmocka_unit_test(consent_to_another_login_is_refused),
        cmocka_unit_test(malformed_consent_is_refused),
        cmocka_unit_test(user_tokens_are_invalidated_by_themselves),
        cmocka_unit_test(bearer_tokens_are_invalidated_by_their_application),
        cmocka_unit_test(invalidation_is_confirmed_by_the_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
