/* The public token calls, over an engine that plays a prepared answer and keeps what it was sent.
 */
#include "unit.h"

#include <string.h>

#include <xengage/auth.h>

#include "auth/credentials.h"
#include "base/error.h"
#include "client/client.h"
#include "net/engine.h"

/* The three functions that lib/client/auth.c asks of the client, in place of the real ones. No
 * client is needed to play with: its address is enough. */
static int a_client;
static xeng_client *const client = (xeng_client *)(void *)&a_client;

static struct {
    const char *answer; /* NULL: fail with `code` */
    int32_t code;
    int calls;
    char url[256];
    char header[1024];
    char body[256];
} played;

xeng__engine *xeng__client_engine(xeng_client *asked)
{
    assert_ptr_equal(asked, client);
    return NULL;
}

const char *xeng__client_auth_url(const xeng_client *asked)
{
    assert_ptr_equal(asked, client);
    return "http://127.0.0.1:8080/auth";
}

static void keep(char *to, size_t size, const xeng__buf *text)
{
    assert_true(text->size < size);
    memcpy(to, xeng__buf_text(text), text->size + 1);
}

int32_t xeng__engine_call(xeng__engine *engine, xeng__call *call, uint32_t deadline_ms,
                          xeng__buf *body, xeng_error **error)
{
    assert_null(engine);
    assert_int_equal(deadline_ms, 0);
    assert_true(body->secret);
    xeng__buf value = XENG__BUF_SECRET;
    played.calls++;
    assert_string_equal(call->method, "POST");
    assert_int_equal(xeng__call_authorize(call, "nonce", 1318622958, &value, NULL), XENG_OK);
    keep(played.url, sizeof played.url, &call->url);
    keep(played.header, sizeof played.header, &value);
    keep(played.body, sizeof played.body, &call->body);
    xeng__buf_free(&value);
    if (played.answer == NULL) {
        return xeng__fail(error, played.code, "played");
    }
    xeng__buf_append_text(body, played.answer);
    return XENG_OK;
}

static void play(const char *answer)
{
    memset(&played, 0, sizeof played);
    played.answer = answer;
}

static void play_failure(int32_t code)
{
    play(NULL);
    played.code = code;
}

static xeng_credentials *app(void)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_app("ck", "cs", &made, NULL), XENG_OK);
    return made;
}

static void assert_sent(const char *url, const char *in_header)
{
    assert_int_equal(played.calls, 1);
    assert_string_equal(played.url, url);
    if (strstr(played.header, in_header) == NULL) {
        fail_msg("%s lacks %s", played.header, in_header);
    }
}

static void bearer_token_is_had_with_the_application_key(void **state)
{
    (void)state;
    xeng_credentials *key = app();
    xeng_credentials *bearer = NULL;
    play("{\"token_type\":\"bearer\",\"access_token\":\"AA%2F\"}");
    assert_int_equal(xeng_auth_bearer(client, key, &bearer, NULL), XENG_OK);
    assert_sent("http://127.0.0.1:8080/auth/oauth2/token", "Basic Y2s6Y3M=");
    assert_string_equal(played.body, "grant_type=client_credentials");
    assert_string_equal(bearer->bearer_token, "AA%2F");
    xeng_credentials_unref(bearer);
    xeng_credentials_unref(key);
}

static void failed_calls_pass_their_error_on(void **state)
{
    (void)state;
    xeng_credentials *key = app();
    xeng_credentials *bearer = (xeng_credentials *)1;
    xeng_login *login = (xeng_login *)1;
    xeng_error *error = NULL;
    play_failure(XENG_ERROR_FORBIDDEN);
    assert_int_equal(xeng_auth_bearer(client, key, &bearer, &error), XENG_ERROR_FORBIDDEN);
    assert_int_equal(xeng_error_code(error), XENG_ERROR_FORBIDDEN);
    assert_null(bearer);
    xeng_error_unref(error);
    assert_int_equal(xeng_auth_login_begin(client, key, "oob", &login, NULL), XENG_ERROR_FORBIDDEN);
    assert_null(login);
    play("not what is wanted");
    assert_int_equal(xeng_auth_bearer(client, key, &bearer, NULL), XENG_ERROR_PROTOCOL);
    assert_int_equal(xeng_auth_login_begin(client, key, "oob", &login, NULL), XENG_ERROR_PROTOCOL);
    xeng_credentials_unref(key);
}

static xeng_login *begin(const char *callback)
{
    xeng_credentials *key = app();
    xeng_login *login = NULL;
    play("oauth_token=rt&oauth_token_secret=rts&oauth_callback_confirmed=true");
    assert_int_equal(xeng_auth_login_begin(client, key, callback, &login, NULL), XENG_OK);
    xeng_credentials_unref(key);
    return login;
}

static void login_goes_from_callback_to_access_token(void **state)
{
    (void)state;
    xeng_credentials *user = NULL;
    xeng_login *login = begin("https://app.example/back");
    assert_sent("http://127.0.0.1:8080/auth/oauth/request_token",
                "oauth_callback=\"https%3A%2F%2Fapp.example%2Fback\"");
    assert_string_equal(xeng_login_url(login),
                        "http://127.0.0.1:8080/auth/oauth/authorize?oauth_token=rt");
    assert_string_equal(xeng_login_screen_name(login), "");
    play("oauth_token=7-at&oauth_token_secret=ats&user_id=7&screen_name=xapi");
    assert_int_equal(xeng_auth_login_finish(client, login,
                                            "https://app.example/back?oauth_token=rt"
                                            "&oauth_verifier=v",
                                            &user, NULL),
                     XENG_OK);
    assert_sent("http://127.0.0.1:8080/auth/oauth/access_token", "oauth_verifier=\"v\"");
    assert_non_null(strstr(played.header, "oauth_token=\"rt\""));
    assert_int_equal(xeng_credentials_user_id(user), 7);
    assert_string_equal(user->consumer_secret, "cs");
    assert_string_equal(xeng_login_screen_name(login), "xapi");
    xeng_credentials_unref(user);
    xeng_login_unref(login);
}

static void login_is_good_for_one_access_token(void **state)
{
    (void)state;
    xeng_credentials *user = NULL;
    xeng_login *login = begin(XENG_LOGIN_CALLBACK_PIN);
    play("oauth_token=7-at&oauth_token_secret=ats");
    assert_int_equal(xeng_auth_login_finish(client, login, "1234567\n", &user, NULL), XENG_OK);
    xeng_credentials_unref(user);
    assert_int_equal(xeng_auth_login_finish(client, login, "1234567", &user, NULL),
                     XENG_ERROR_STATE);
    assert_null(user);
    assert_int_equal(played.calls, 1);
    assert_string_equal(xeng_login_screen_name(login), "");
    xeng_login_unref(login);
}

static void mistyped_pin_can_be_typed_again(void **state)
{
    (void)state;
    xeng_credentials *user = NULL;
    xeng_login *login = begin(XENG_LOGIN_CALLBACK_PIN);
    play_failure(XENG_ERROR_UNAUTHORIZED);
    assert_int_equal(xeng_auth_login_finish(client, login, "1111111", &user, NULL),
                     XENG_ERROR_UNAUTHORIZED);
    play("oauth_token=7-at&oauth_token_secret=ats");
    assert_int_equal(xeng_auth_login_finish(client, login, "1234567", &user, NULL), XENG_OK);
    xeng_credentials_unref(user);
    xeng_login_unref(login);
}

static void nothing_is_sent_for_a_refusal_or_another_login(void **state)
{
    (void)state;
    xeng_credentials *user = NULL;
    xeng_login *login = begin("https://app.example/back");
    play("never read");
    assert_int_equal(
        xeng_auth_login_finish(client, login, "https://app.example/back?denied=rt", &user, NULL),
        XENG_ERROR_UNAUTHORIZED);
    assert_int_equal(
        xeng_auth_login_finish(client, login, "?oauth_token=x&oauth_verifier=v", &user, NULL),
        XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(played.calls, 0);
    xeng_login_unref(login);
}

static void tokens_are_given_back(void **state)
{
    (void)state;
    xeng_credentials *key = app();
    xeng_credentials *bearer = NULL;
    xeng_credentials *user = NULL;
    assert_int_equal(xeng_credentials_new_bearer("AA%2F", &bearer, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_new_user("ck", "cs", "7-at", "ats", &user, NULL), XENG_OK);
    play("{\"access_token\":\"AA\"}");
    assert_int_equal(xeng_auth_invalidate(client, bearer, key, NULL), XENG_OK);
    assert_sent("http://127.0.0.1:8080/auth/oauth2/invalidate_token", "Basic ");
    assert_string_equal(played.body, "access_token=AA%252F");
    play("{\"access_token\":\"7-at\"}");
    assert_int_equal(xeng_auth_invalidate(client, user, NULL, NULL), XENG_OK);
    assert_sent("http://127.0.0.1:8080/auth/1.1/oauth/invalidate_token.json",
                "oauth_token=\"7-at\"");
    play("{}");
    assert_int_equal(xeng_auth_invalidate(client, key, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(played.calls, 0);
    xeng_credentials_unref(bearer);
    xeng_credentials_unref(user);
    xeng_credentials_unref(key);
}

static void null_arguments_are_errors(void **state)
{
    (void)state;
    const int32_t bad = XENG_ERROR_INVALID_ARGUMENT;
    xeng_credentials *key = app();
    xeng_credentials *made = NULL;
    xeng_login *login = begin("oob");
    xeng_login *other = NULL;
    assert_int_equal(xeng_auth_bearer(NULL, key, &made, NULL), bad);
    assert_int_equal(xeng_auth_bearer(client, NULL, &made, NULL), bad);
    assert_int_equal(xeng_auth_bearer(client, key, NULL, NULL), bad);
    assert_int_equal(xeng_auth_login_begin(NULL, key, "oob", &other, NULL), bad);
    assert_int_equal(xeng_auth_login_begin(client, NULL, "oob", &other, NULL), bad);
    assert_int_equal(xeng_auth_login_begin(client, key, NULL, &other, NULL), bad);
    assert_int_equal(xeng_auth_login_begin(client, key, "oob", NULL, NULL), bad);
    assert_int_equal(xeng_auth_login_finish(NULL, login, "1", &made, NULL), bad);
    assert_int_equal(xeng_auth_login_finish(client, NULL, "1", &made, NULL), bad);
    assert_int_equal(xeng_auth_login_finish(client, login, NULL, &made, NULL), bad);
    assert_int_equal(xeng_auth_login_finish(client, login, "1", NULL, NULL), bad);
    assert_int_equal(xeng_auth_invalidate(NULL, key, NULL, NULL), bad);
    assert_int_equal(xeng_auth_invalidate(client, NULL, NULL, NULL), bad);
    assert_null(xeng_login_url(NULL));
    assert_string_equal(xeng_login_screen_name(NULL), "");
    assert_null(xeng_login_ref(NULL));
    xeng_login_unref(NULL);
    assert_ptr_equal(xeng_login_ref(login), login);
    xeng_login_unref(login);
    xeng_login_unref(login);
    xeng_credentials_unref(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bearer_token_is_had_with_the_application_key),
        cmocka_unit_test(failed_calls_pass_their_error_on),
        cmocka_unit_test(login_goes_from_callback_to_access_token),
        cmocka_unit_test(login_is_good_for_one_access_token),
        cmocka_unit_test(mistyped_pin_can_be_typed_again),
        cmocka_unit_test(nothing_is_sent_for_a_refusal_or_another_login),
        cmocka_unit_test(tokens_are_given_back),
        cmocka_unit_test(null_arguments_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
