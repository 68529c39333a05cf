/* Credentials: making them, what they refuse, their JSON. */
#include "unit.h"

#include <string.h>

#include <xengage/credentials.h>
#include <xengage/memory.h>

#include "auth/credentials.h"

static xeng_credentials *user(void)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_user("ck", "cs", "370773112-GmHx", "ts", &made, NULL),
                     XENG_OK);
    return made;
}

static void kinds_are_told_apart(void **state)
{
    (void)state;
    xeng_credentials *app = NULL;
    xeng_credentials *bearer = NULL;
    xeng_credentials *owned = user();
    assert_int_equal(xeng_credentials_new_app("ck", "cs", &app, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_new_bearer("AAAA%2F%3D", &bearer, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_kind(owned), XENG_CREDENTIALS_USER);
    assert_int_equal(xeng_credentials_kind(app), XENG_CREDENTIALS_APP);
    assert_int_equal(xeng_credentials_kind(bearer), XENG_CREDENTIALS_BEARER);
    assert_int_equal(xeng_credentials_kind(NULL), 0);
    assert_int_equal(xeng_credentials_user_id(app), 0);
    assert_string_equal(bearer->bearer_token, "AAAA%2F%3D");
    xeng_credentials_unref(owned);
    xeng_credentials_unref(app);
    xeng_credentials_unref(bearer);
}

static uint64_t user_id_in(const char *token)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_user("ck", "cs", token, "ts", &made, NULL), XENG_OK);
    uint64_t id = xeng_credentials_user_id(made);
    xeng_credentials_unref(made);
    return id;
}

static void user_id_is_read_from_the_token(void **state)
{
    (void)state;
    assert_int_equal(user_id_in("370773112-GmHxMAgYyLb"), 370773112);
    assert_int_equal(user_id_in("9223372036854775807-x-y"), INT64_MAX);
    assert_int_equal(user_id_in("9223372036854775808-x"), 0);
    assert_int_equal(user_id_in("nodash"), 0);
    assert_int_equal(user_id_in("-x"), 0);
    assert_int_equal(user_id_in("12a-x"), 0);
    assert_int_equal(xeng_credentials_user_id(NULL), 0);
}

static void credentials_outlive_all_but_the_last_owner(void **state)
{
    (void)state;
    xeng_credentials *made = user();
    assert_ptr_equal(xeng_credentials_ref(made), made);
    assert_ptr_equal(xeng__credentials_hold(made), made);
    xeng_credentials_unref(made);
    xeng_credentials_unref(made);
    assert_string_equal(made->consumer_secret, "cs");
    xeng_credentials_unref(made);
    assert_null(xeng_credentials_ref(NULL));
    xeng_credentials_unref(NULL);
}

static void assert_user_refused(const char *key, const char *secret, const char *token,
                                const char *token_secret, const char *named)
{
    xeng_credentials *made = (xeng_credentials *)1;
    xeng_error *error = NULL;
    assert_int_equal(xeng_credentials_new_user(key, secret, token, token_secret, &made, &error),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_null(made);
    assert_non_null(strstr(xeng_error_message(error), named));
    assert_null(strstr(xeng_error_message(error), "hush"));
    xeng_error_unref(error);
}

static void secrets_that_could_break_a_header_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",         "hush\r\nX: y", "hush\n",       "\rhush",
                                      "hush\x01", "hush\x7f",     "hush\xc2\x85", "hush\xff"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_user_refused(bad[i], "cs", "t", "ts", "consumer_key");
        assert_user_refused("ck", bad[i], "t", "ts", "consumer_secret");
        assert_user_refused("ck", "cs", bad[i], "ts", "access_token");
        assert_user_refused("ck", "cs", "t", bad[i], "access_token_secret");
    }
    assert_user_refused(NULL, "cs", "t", "ts", "consumer_key is NULL");
    assert_user_refused("ck", "cs", "t", NULL, "access_token_secret is NULL");
}

static void bearer_tokens_are_visible_ascii(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "a b", "a\n", "é", "a\x7f", " a"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        xeng_credentials *made = (xeng_credentials *)1;
        assert_int_equal(xeng_credentials_new_bearer(bad[i], &made, NULL),
                         XENG_ERROR_INVALID_ARGUMENT);
        assert_null(made);
    }
}

static void null_arguments_are_errors(void **state)
{
    (void)state;
    xeng_credentials *made = NULL;
    char *json = (char *)1;
    assert_int_equal(xeng_credentials_new_user("a", "b", "c", "d", NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_new_app("a", "b", NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_new_app("a", NULL, &made, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_new_bearer("a", NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_new_bearer(NULL, &made, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_to_json(NULL, &json, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(json);
    assert_int_equal(xeng_credentials_to_json(NULL, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
}

static int32_t read_json(const char *text, xeng_credentials **made, xeng_error **error)
{
    return xeng__credentials_read_json(text, strlen(text), "keys.json", made, error);
}

static void json_comes_back_as_it_went(void **state)
{
    (void)state;
    xeng_credentials *made = NULL;
    xeng_credentials *again = NULL;
    char *json = NULL;
    assert_int_equal(xeng_credentials_new_user("k\"\\/ é", "s \\n\"", "1-🔑", "t{}", &made, NULL),
                     XENG_OK);
    assert_int_equal(xeng_credentials_to_json(made, &json, NULL), XENG_OK);
    assert_int_equal(read_json(json, &again, NULL), XENG_OK);
    assert_int_equal(again->kind, XENG_CREDENTIALS_USER);
    assert_string_equal(again->consumer_key, made->consumer_key);
    assert_string_equal(again->consumer_secret, made->consumer_secret);
    assert_string_equal(again->access_token, made->access_token);
    assert_string_equal(again->access_token_secret, made->access_token_secret);
    xeng_free_secret(json);
    xeng_credentials_unref(made);
    xeng_credentials_unref(again);
}

static void json_holds_what_the_kind_has(void **state)
{
    (void)state;
    xeng_credentials *made = NULL;
    char *json = NULL;
    assert_int_equal(xeng_credentials_new_bearer("A%3D", &made, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_to_json(made, &json, NULL), XENG_OK);
    assert_string_equal(json, "{\n  \"bearer_token\": \"A%3D\"\n}\n");
    xeng_free_secret(json);
    xeng_credentials_unref(made);
    assert_int_equal(xeng_credentials_new_app("k", "s", &made, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_to_json(made, &json, NULL), XENG_OK);
    assert_string_equal(json, "{\n  \"consumer_key\": \"k\",\n  \"consumer_secret\": \"s\"\n}\n");
    xeng_free_secret(json);
    xeng_credentials_unref(made);
}

static void assert_json_refused(const char *text, const char *said)
{
    xeng_credentials *made = NULL;
    xeng_error *error = NULL;
    assert_int_equal(read_json(text, &made, &error), XENG_ERROR_CREDENTIALS_FILE);
    assert_null(made);
    assert_non_null(strstr(xeng_error_message(error), "keys.json"));
    if (strstr(xeng_error_message(error), said) == NULL) {
        fail_msg("\"%s\" doesn't say \"%s\"", xeng_error_message(error), said);
    }
    assert_null(strstr(xeng_error_message(error), "hush"));
    xeng_error_unref(error);
}

static void malformed_json_is_refused_without_quoting_it(void **state)
{
    (void)state;
    assert_json_refused("", "not JSON");
    assert_json_refused("{\"consumer_key\": \"hush", "line 1");
    assert_json_refused("{\"consumer_key\": hush}", "line 1");
    assert_json_refused("{\"bearer_token\": \"hush\"} hush", "not JSON");
    assert_json_refused("{\"bearer_token\": \"hush\", \"bearer_token\": \"hush\"}", "twice");
    assert_json_refused("[\"hush\"]", "no JSON object");
    assert_json_refused("{\"bearer_token\": \"hush\\u0000\"}", "not JSON");
}

static void incomplete_or_mixed_json_is_refused(void **state)
{
    (void)state;
    assert_json_refused("{}", "lacks consumer_key, consumer_secret");
    assert_json_refused("{\"consumer_key\": \"hush\"}", "lacks consumer_secret");
    assert_json_refused("{\"access_token\": \"hush\", \"consumer_key\": \"hush\"}",
                        "lacks consumer_secret, access_token_secret");
    assert_json_refused("{\"bearer_token\": \"hush\", \"consumer_key\": \"hush\"}", "one identity");
}

static void unknown_and_mistyped_members_are_refused(void **state)
{
    (void)state;
    assert_json_refused("{\"consumer_kye\": \"hush\"}", "consumer_kye");
    assert_json_refused("{\"AAAA%2Fhush\": \"x\"}", "another name");
    assert_json_refused("{\"consumer_key\": 1}", "consumer_key is not a string");
    assert_json_refused("{\"bearer_token\": null}", "bearer_token is not a string");
    assert_json_refused("{\"consumer_secret\": \"\"}", "consumer_secret is empty");
    assert_json_refused("{\"consumer_secret\": \"hush\\n\"}", "control character");
    assert_json_refused("{\"bearer_token\": \"hush hush\"}", "blank");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_told_apart),
        cmocka_unit_test(user_id_is_read_from_the_token),
        cmocka_unit_test(credentials_outlive_all_but_the_last_owner),
        cmocka_unit_test(secrets_that_could_break_a_header_are_refused),
        cmocka_unit_test(bearer_tokens_are_visible_ascii),
        cmocka_unit_test(null_arguments_are_errors),
        cmocka_unit_test(json_comes_back_as_it_went),
        cmocka_unit_test(json_holds_what_the_kind_has),
        cmocka_unit_test(malformed_json_is_refused_without_quoting_it),
        cmocka_unit_test(incomplete_or_mixed_json_is_refused),
        cmocka_unit_test(unknown_and_mistyped_members_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
