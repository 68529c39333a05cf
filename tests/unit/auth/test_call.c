/* Which Authorization header a call gets. */
#include "unit.h"

#include <string.h>

#include "auth/call.h"
#include "auth/credentials.h"

static const char nonce[] = "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg";
enum {
    TIMESTAMP = 1318622958
};

static xeng__call call_by(xeng_credentials *credentials)
{
    xeng__call call = XENG__CALL_EMPTY;
    call.method = "POST";
    call.credentials = credentials;
    xeng__buf_append_text(&call.url, "https://data-api.x.com/insights/engagement/totals");
    return call;
}

static xeng_credentials *user(void)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_user(
                         "xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                         "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                         "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE", &made, NULL),
                     XENG_OK);
    return made;
}

static void assert_holds(const xeng__call *call, const char *wanted, int present)
{
    xeng__buf value = XENG__BUF_SECRET;
    xeng__buf_append_text(&value, "left over");
    assert_int_equal(xeng__call_authorize(call, nonce, TIMESTAMP, &value, NULL), XENG_OK);
    assert_null(strstr(xeng__buf_text(&value), "left over"));
    assert_int_equal(strstr(xeng__buf_text(&value), wanted) != NULL, present);
    xeng__buf_free(&value);
}

static const char json_signature[] = "oauth_signature=\"oETXxUmB7d%2F%2BeFImVyDWymiE1SA%3D\"";

static void json_bodies_are_not_signed(void **state)
{
    (void)state;
    xeng__call call = call_by(user());
    assert_holds(&call, json_signature, 1);
    call.content_type = "application/json";
    xeng__buf_append_text(&call.body, "{\"a\":\"b=c&d\"}");
    assert_holds(&call, json_signature, 1);
    call.content_type = "application/x-www-form-urlencodedish";
    assert_holds(&call, json_signature, 1);
    xeng__call_free(&call);
}

static void form_bodies_are_signed(void **state)
{
    (void)state;
    static const char *const types[] = {"application/x-www-form-urlencoded",
                                        "application/x-www-form-urlencoded;charset=UTF-8",
                                        "Application/X-WWW-Form-URLencoded ; charset=UTF-8"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        xeng__call call = call_by(user());
        xeng__buf_clear(&call.url);
        xeng__buf_append_text(&call.url,
                              "https://api.x.com/1.1/statuses/update.json?include_entities=true");
        call.content_type = types[i];
        xeng__buf_append_text(&call.body,
                              "status=Hello+Ladies+%2b+Gentlemen%2c+a+signed+OAuth+request%21");
        assert_holds(&call, "oauth_signature=\"Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D\"", 1);
        xeng__call_free(&call);
    }
}

static void calls_of_the_application_alone_have_no_token(void **state)
{
    (void)state;
    xeng_credentials *app = NULL;
    assert_int_equal(xeng_credentials_new_app("ck", "cs", &app, NULL), XENG_OK);
    xeng__call call = call_by(app);
    assert_holds(&call, "oauth_token", 0);
    assert_holds(&call, "oauth_version=\"1.0\"", 1);
    xeng__call_free(&call);
}

static void bearer_tokens_are_used_as_they_are(void **state)
{
    (void)state;
    xeng_credentials *bearer = NULL;
    assert_int_equal(xeng_credentials_new_bearer("AAAA%2FAAA%3D", &bearer, NULL), XENG_OK);
    xeng__call call = call_by(bearer);
    xeng__buf value = XENG__BUF_SECRET;
    assert_int_equal(xeng__call_authorize(&call, "", 0, &value, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&value), "Bearer AAAA%2FAAA%3D");
    xeng__buf_free(&value);
    xeng__call_free(&call);
}

static void basic_is_base64_of_encoded_key_and_secret(void **state)
{
    (void)state;
    xeng_credentials *app = NULL;
    xeng__buf value = XENG__BUF_SECRET;
    assert_int_equal(xeng_credentials_new_app("a b", "c:d%", &app, NULL), XENG_OK);
    xeng__call call = call_by(app);
    call.scheme = XENG__CALL_BASIC;
    assert_int_equal(xeng__call_authorize(&call, "", 0, &value, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&value), "Basic YSUyMGI6YyUzQWQlMjU="); /* a%20b:c%3Ad%25 */
    assert_int_equal(value.size, strlen(value.data));
    xeng__buf_free(&value);
    xeng__call_free(&call);
}

static void basic_takes_the_longest_of_keys(void **state)
{
    (void)state;
    char key[3001];
    memset(key, '/', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    xeng_credentials *app = NULL;
    xeng__buf value = XENG__BUF_SECRET;
    assert_int_equal(xeng_credentials_new_app(key, key, &app, NULL), XENG_OK);
    xeng__call call = call_by(app);
    call.scheme = XENG__CALL_BASIC;
    assert_int_equal(xeng__call_authorize(&call, "", 0, &value, NULL), XENG_OK);
    assert_int_equal(value.size, 6 + (2 * 9000 + 1 + 2) / 3 * 4);
    assert_int_equal(strlen(value.data), value.size);
    xeng__buf_free(&value);
    xeng__call_free(&call);
}

static void credentials_that_do_not_fit_the_scheme_are_refused(void **state)
{
    (void)state;
    xeng_credentials *bearer = NULL;
    xeng__buf value = XENG__BUF_SECRET;
    assert_int_equal(xeng_credentials_new_bearer("AAAA", &bearer, NULL), XENG_OK);
    xeng__call call = call_by(bearer);
    call.scheme = XENG__CALL_BASIC;
    assert_int_equal(xeng__call_authorize(&call, nonce, TIMESTAMP, &value, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    xeng__call_free(&call);
    call = call_by(NULL);
    assert_int_equal(xeng__call_authorize(&call, nonce, TIMESTAMP, &value, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(value.size, 0);
    xeng__call_free(&call);
    xeng__buf_free(&value);
}

static void freed_calls_are_empty(void **state)
{
    (void)state;
    xeng__call call = call_by(user());
    xeng__call_free(&call);
    assert_null(call.credentials);
    assert_null(call.url.data);
    assert_true(call.body.secret);
    xeng__call_free(&call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_bodies_are_not_signed),
        cmocka_unit_test(form_bodies_are_signed),
        cmocka_unit_test(calls_of_the_application_alone_have_no_token),
        cmocka_unit_test(bearer_tokens_are_used_as_they_are),
        cmocka_unit_test(basic_is_base64_of_encoded_key_and_secret),
        cmocka_unit_test(basic_takes_the_longest_of_keys),
        cmocka_unit_test(credentials_that_do_not_fit_the_scheme_are_refused),
        cmocka_unit_test(freed_calls_are_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
