/* Credentials from environment variables. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <xengage/credentials.h>

#include "auth/credentials.h"

static const char *const names[] = {"XENGAGE_CONSUMER_KEY", "XENGAGE_CONSUMER_SECRET",
                                    "XENGAGE_ACCESS_TOKEN", "XENGAGE_ACCESS_TOKEN_SECRET",
                                    "XENGAGE_BEARER_TOKEN"};

static int clear_environment(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)unsetenv(names[i]);
    }
    return 0;
}

static void set(const char *name, const char *value)
{
    assert_int_equal(setenv(name, value, 1), 0);
}

static void set_consumer(void)
{
    set("XENGAGE_CONSUMER_KEY", "ck");
    set("XENGAGE_CONSUMER_SECRET", "cs");
}

static void set_user(void)
{
    set_consumer();
    set("XENGAGE_ACCESS_TOKEN", "12-at");
    set("XENGAGE_ACCESS_TOKEN_SECRET", "ats");
}

static void assert_kind(int32_t kind)
{
    xeng_credentials *made = NULL;
    xeng_error *error = NULL;
    assert_int_equal(xeng_credentials_from_env(&made, &error), XENG_OK);
    assert_null(error);
    assert_int_equal(xeng_credentials_kind(made), kind);
    xeng_credentials_unref(made);
}

/* Fails, names `said`, and says neither `unsaid` nor any secret. */
static void assert_refused(const char *said, const char *unsaid)
{
    xeng_credentials *made = (xeng_credentials *)1;
    xeng_error *error = NULL;
    assert_int_equal(xeng_credentials_from_env(&made, &error), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(made);
    const char *message = xeng_error_message(error);
    if (strstr(message, said) == NULL || strstr(message, unsaid) != NULL ||
        strstr(message, "hush") != NULL) {
        fail_msg("%s", message);
    }
    xeng_error_unref(error);
}

static void four_variables_give_user_context_even_beside_a_bearer(void **state)
{
    (void)state;
    set_user();
    assert_kind(XENG_CREDENTIALS_USER);
    set("XENGAGE_BEARER_TOKEN", "AAAA");
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_from_env(&made, NULL), XENG_OK);
    assert_int_equal(made->kind, XENG_CREDENTIALS_USER);
    assert_string_equal(made->consumer_key, "ck");
    assert_string_equal(made->consumer_secret, "cs");
    assert_string_equal(made->access_token, "12-at");
    assert_string_equal(made->access_token_secret, "ats");
    assert_int_equal(made->user_id, 12);
    xeng_credentials_unref(made);
}

static void bearer_comes_before_the_application(void **state)
{
    (void)state;
    set("XENGAGE_BEARER_TOKEN", "AAAA");
    assert_kind(XENG_CREDENTIALS_BEARER);
    set_consumer();
    assert_kind(XENG_CREDENTIALS_BEARER);
}

static void consumer_key_and_secret_alone_give_the_application(void **state)
{
    (void)state;
    set_consumer();
    assert_kind(XENG_CREDENTIALS_APP);
}

static void empty_variables_count_as_absent(void **state)
{
    (void)state;
    set_consumer();
    set("XENGAGE_ACCESS_TOKEN", "");
    set("XENGAGE_ACCESS_TOKEN_SECRET", "");
    set("XENGAGE_BEARER_TOKEN", "");
    assert_kind(XENG_CREDENTIALS_APP);
}

static void empty_environment_says_what_to_set(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_refused(names[i], "is set");
    }
}

static void partial_sets_name_what_is_missing(void **state)
{
    (void)state;
    set("XENGAGE_CONSUMER_KEY", "hush");
    assert_refused("but not XENGAGE_CONSUMER_SECRET", "ACCESS_TOKEN");
    set("XENGAGE_ACCESS_TOKEN", "hush");
    assert_refused("but not XENGAGE_CONSUMER_SECRET, XENGAGE_ACCESS_TOKEN_SECRET", "BEARER");
    set("XENGAGE_CONSUMER_SECRET", "hush");
    assert_refused("but not XENGAGE_ACCESS_TOKEN_SECRET", "BEARER");
}

static void half_a_user_token_is_an_error_even_beside_a_bearer(void **state)
{
    (void)state;
    set_consumer();
    set("XENGAGE_BEARER_TOKEN", "hush");
    set("XENGAGE_ACCESS_TOKEN_SECRET", "hush");
    assert_refused("but not XENGAGE_ACCESS_TOKEN", "BEARER");
}

static void malformed_variables_are_named(void **state)
{
    (void)state;
    set_user();
    set("XENGAGE_ACCESS_TOKEN", "hush\r\nX: y");
    assert_refused("XENGAGE_ACCESS_TOKEN holds a control character", "CONSUMER");
    set("XENGAGE_ACCESS_TOKEN", "\xff");
    assert_refused("XENGAGE_ACCESS_TOKEN is not UTF-8", "CONSUMER");
    set_user();
    set("XENGAGE_BEARER_TOKEN", "hush hush");
    assert_refused("XENGAGE_BEARER_TOKEN holds a blank", "CONSUMER");
}

static void null_is_an_error(void **state)
{
    (void)state;
    assert_int_equal(xeng_credentials_from_env(NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clear_environment, clear_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(four_variables_give_user_context_even_beside_a_bearer),
        TEST(bearer_comes_before_the_application),
        TEST(consumer_key_and_secret_alone_give_the_application),
        TEST(empty_variables_count_as_absent),
        TEST(empty_environment_says_what_to_set),
        TEST(partial_sets_name_what_is_missing),
        TEST(half_a_user_token_is_an_error_even_beside_a_bearer),
        TEST(malformed_variables_are_named),
        TEST(null_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
