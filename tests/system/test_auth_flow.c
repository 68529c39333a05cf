/* Getting and giving back tokens, the test being the user at the browser. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "browser.h"
#include "checks.h"

#define CALLBACK "https://app.example.com/done?from=x"

static simulator *sim;
static xeng_client *client;
static xeng_credentials *app;

static void begin(const char *flag)
{
    sim = simulator_start(NOW_FLAG, flag, NULL);
    client = sim_client(sim);
    app = app_credentials();
}

static void end(void)
{
    xeng_credentials_unref(app);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void must_read_with(xeng_credentials *credentials)
{
    xeng_request *request = small_request(post(1, 3));
    xeng_result *result = FETCH(client, credentials, request);
    (void)favorites_of(result, post(1, 3));
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void must_not_read_with(xeng_credentials *credentials)
{
    xeng_request *request = small_request(post(1, 3));
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_UNAUTHORIZED, client, credentials, request);
    xeng_error_unref(refusal);
    xeng_request_unref(request);
}

static void must_not_be_ok(int32_t expected, int32_t code, xeng_error *refusal)
{
    MUST_BE(refusal, expected, code);
    xeng_error_unref(refusal);
}

static void a_bearer_token_comes_and_goes(void **state)
{
    (void)state;
    begin(NULL);
    xeng_credentials *bearer = NULL;
    MUST(xeng_auth_bearer(client, app, &bearer, error));
    assert_int_equal(xeng_credentials_kind(bearer), XENG_CREDENTIALS_BEARER);
    must_read_with(bearer);
    MUST(xeng_auth_invalidate(client, bearer, app, error));
    must_not_read_with(bearer);
    json_t *log = simulator_log_of(sim, "/oauth2/token");
    assert_int_equal(json_array_size(log), 1);
    assert_string_equal(log_text(json_array_get(log, 0), "auth"), "basic");
    json_decref(log);
    xeng_credentials_unref(bearer);
    end();
}

static void a_user_is_as_good_as_the_app_for_a_bearer_token(void **state)
{
    (void)state;
    begin(NULL);
    xeng_credentials *user = user_credentials();
    xeng_credentials *bearer = NULL;
    MUST(xeng_auth_bearer(client, user, &bearer, error));
    must_read_with(bearer);
    xeng_credentials_unref(bearer);
    xeng_credentials_unref(user);
    end();
}

static void a_wrong_secret_gets_no_bearer_token(void **state)
{
    (void)state;
    begin(NULL);
    xeng_credentials *wrong = NULL;
    xeng_credentials *bearer = app;
    xeng_error *refusal = NULL;
    MUST(xeng_credentials_new_app("sim-consumer-key", "guess", &wrong, error));
    int32_t code = xeng_auth_bearer(client, wrong, &bearer, &refusal);
    assert_in_range(code, 400, 499);
    assert_int_equal(xeng_error_http_status(refusal), 403);
    MUST_MENTION(refusal, "verify");
    assert_null(bearer);
    assert_int_equal(simulator_request_count(sim), 1);
    xeng_error_unref(refusal);
    xeng_credentials_unref(wrong);
    end();
}

/* Asks for a token of an application whose secret has characters that need escapes. */
static void awkward_keys_get_a_bearer_token(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--consumer-key=k%:+ k", "--consumer-secret=s&=/?#%41~", NULL);
    client = sim_client(sim);
    MUST(xeng_credentials_new_app("k%:+ k", "s&=/?#%41~", &app, error));
    xeng_credentials *bearer = NULL;
    MUST(xeng_auth_bearer(client, app, &bearer, error));
    must_read_with(bearer);
    must_read_with(app);
    xeng_credentials_unref(bearer);
    end();
}

/* The digits between <code> and </code>. */
static void read_pin(const page *seen, char pin[16])
{
    const char *code = strstr(seen->body, "<code>");
    assert_int_equal(seen->status, 200);
    assert_non_null(code);
    size_t size = strspn(code + 6, "0123456789");
    assert_in_range(size, 1, 15);
    memcpy(pin, code + 6, size);
    pin[size] = '\0';
}

static void a_login_by_pin_gives_a_token_that_reads(void **state)
{
    (void)state;
    begin(NULL);
    xeng_login *login = NULL;
    xeng_credentials *user = NULL;
    char pin[16];
    MUST(xeng_auth_login_begin(client, app, XENG_LOGIN_CALLBACK_PIN, &login, error));
    assert_string_equal(xeng_login_screen_name(login), "");
    page seen = browse(sim, xeng_login_url(login));
    read_pin(&seen, pin);
    MUST(xeng_auth_login_finish(client, login, pin, &user, error));
    assert_string_equal(xeng_login_screen_name(login), "account_1");
    assert_int_equal(xeng_credentials_kind(user), XENG_CREDENTIALS_USER);
    assert_true(xeng_credentials_user_id(user) == 1001);
    must_read_with(user);
    xeng_credentials_unref(user);
    xeng_login_unref(login);
    end();
}

static void a_login_by_callback_takes_the_whole_address_or_its_query(void **state)
{
    (void)state;
    begin("--callback=" CALLBACK);
    for (int i = 0; i < 2; i++) {
        xeng_login *login = NULL;
        xeng_credentials *user = NULL;
        MUST(xeng_auth_login_begin(client, app, CALLBACK, &login, error));
        page seen = browse(sim, xeng_login_url(login));
        assert_int_equal(seen.status, 302);
        assert_memory_equal(seen.location, CALLBACK, strlen(CALLBACK));
        const char *answer = i == 0 ? seen.location : strchr(seen.location, '?') + 1;
        MUST(xeng_auth_login_finish(client, login, answer, &user, error));
        must_read_with(user);
        xeng_credentials_unref(user);
        xeng_login_unref(login);
    }
    end();
}

static void a_callback_that_is_not_registered_is_refused(void **state)
{
    (void)state;
    begin("--callback=" CALLBACK);
    xeng_login *login = NULL;
    xeng_error *refusal = NULL;
    int32_t code =
        xeng_auth_login_begin(client, app, "https://elsewhere.example.com/", &login, &refusal);
    assert_in_range(code, 400, 499);
    assert_null(login);
    assert_int_equal(xeng_error_http_status(refusal), 403);
    MUST_MENTION(refusal, "Callback URL not approved");
    xeng_error_unref(refusal);
    end();
}

static void a_user_who_says_no_is_told_from_a_failure(void **state)
{
    (void)state;
    begin(NULL);
    xeng_login *login = NULL;
    xeng_credentials *user = NULL;
    xeng_error *refusal = NULL;
    char url[512];
    MUST(xeng_auth_login_begin(client, app, CALLBACK, &login, error));
    snprintf(url, sizeof url, "%s&deny=1", xeng_login_url(login));
    page seen = browse(sim, url);
    size_t sent = simulator_request_count(sim);
    int32_t code = xeng_auth_login_finish(client, login, seen.location, &user, &refusal);
    must_not_be_ok(XENG_ERROR_UNAUTHORIZED, code, refusal);
    assert_null(user);
    assert_int_equal(simulator_request_count(sim), sent);
    xeng_login_unref(login);
    end();
}

static void a_wrong_pin_is_refused(void **state)
{
    (void)state;
    begin(NULL);
    xeng_login *login = NULL;
    xeng_credentials *user = NULL;
    xeng_error *refusal = NULL;
    MUST(xeng_auth_login_begin(client, app, XENG_LOGIN_CALLBACK_PIN, &login, error));
    (void)browse(sim, xeng_login_url(login));
    int32_t code = xeng_auth_login_finish(client, login, "12", &user, &refusal);
    must_not_be_ok(XENG_ERROR_UNAUTHORIZED, code, refusal);
    assert_null(user);
    xeng_login_unref(login);
    end();
}

static void another_logins_answer_is_refused_before_it_is_sent(void **state)
{
    (void)state;
    begin(NULL);
    xeng_login *mine = NULL;
    xeng_login *other = NULL;
    xeng_credentials *user = NULL;
    xeng_error *refusal = NULL;
    MUST(xeng_auth_login_begin(client, app, CALLBACK, &mine, error));
    MUST(xeng_auth_login_begin(client, app, CALLBACK, &other, error));
    page seen = browse(sim, xeng_login_url(other));
    size_t sent = simulator_request_count(sim);
    int32_t code = xeng_auth_login_finish(client, mine, seen.location, &user, &refusal);
    assert_int_not_equal(code, XENG_OK);
    assert_null(user);
    assert_int_equal(simulator_request_count(sim), sent);
    xeng_error_unref(refusal);
    xeng_login_unref(mine);
    xeng_login_unref(other);
    end();
}

static void a_login_is_usable_once(void **state)
{
    (void)state;
    begin(NULL);
    xeng_login *login = NULL;
    xeng_credentials *user = NULL;
    xeng_error *refusal = NULL;
    char pin[16];
    MUST(xeng_auth_login_begin(client, app, XENG_LOGIN_CALLBACK_PIN, &login, error));
    page seen = browse(sim, xeng_login_url(login));
    read_pin(&seen, pin);
    MUST(xeng_auth_login_finish(client, login, pin, &user, error));
    xeng_credentials_unref(user);
    int32_t code = xeng_auth_login_finish(client, login, pin, &user, &refusal);
    must_not_be_ok(XENG_ERROR_STATE, code, refusal);
    assert_null(user);
    xeng_login_unref(login);
    end();
}

static void a_users_token_can_be_made_worthless(void **state)
{
    (void)state;
    begin(NULL);
    xeng_credentials *user = user_credentials();
    must_read_with(user);
    MUST(xeng_auth_invalidate(client, user, NULL, error));
    must_not_read_with(user);
    xeng_credentials_unref(user);
    end();
}

static void token_calls_have_the_clients_deadline(void **state)
{
    (void)state;
    sim = simulator_start("--fault=delay=20s", NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_deadline_ms(options, 300);
    client = client_with(options);
    app = app_credentials();
    xeng_credentials *bearer = NULL;
    xeng_error *refusal = NULL;
    int64_t begun = now_ms();
    int32_t code = xeng_auth_bearer(client, app, &bearer, &refusal);
    must_not_be_ok(XENG_ERROR_DEADLINE, code, refusal);
    assert_in_range(now_ms() - begun, 300, 300 + 100 * patience());
    end();
}

static void a_failing_token_endpoint_is_asked_again(void **state)
{
    (void)state;
    begin("--fault=status=503,first=1,retry-after=0,path=/oauth2/token");
    xeng_credentials *bearer = NULL;
    MUST(xeng_auth_bearer(client, app, &bearer, error));
    assert_int_equal(simulator_request_count(sim), 2);
    xeng_credentials_unref(bearer);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bearer_token_comes_and_goes),
        cmocka_unit_test(a_user_is_as_good_as_the_app_for_a_bearer_token),
        cmocka_unit_test(a_wrong_secret_gets_no_bearer_token),
        cmocka_unit_test(awkward_keys_get_a_bearer_token),
        cmocka_unit_test(a_login_by_pin_gives_a_token_that_reads),
        cmocka_unit_test(a_login_by_callback_takes_the_whole_address_or_its_query),
        cmocka_unit_test(a_callback_that_is_not_registered_is_refused),
        cmocka_unit_test(a_user_who_says_no_is_told_from_a_failure),
        cmocka_unit_test(a_wrong_pin_is_refused),
        cmocka_unit_test(another_logins_answer_is_refused_before_it_is_sent),
        cmocka_unit_test(a_login_is_usable_once),
        cmocka_unit_test(a_users_token_can_be_made_worthless),
        cmocka_unit_test(token_calls_have_the_clients_deadline),
        cmocka_unit_test(a_failing_token_endpoint_is_asked_again),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
