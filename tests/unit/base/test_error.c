/* The error object. */
#include "unit.h"

#include "base/error.h"

static void no_error_reads_as_none(void **state)
{
    (void)state;
    assert_int_equal(xeng_error_code(NULL), XENG_OK);
    assert_string_equal(xeng_error_message(NULL), "no error");
    assert_int_equal(xeng_error_rule(NULL), XENG_RULE_NONE);
    assert_int_equal(xeng_error_limit(NULL), 0);
    assert_string_equal(xeng_error_value(NULL), "");
    assert_int_equal(xeng_error_http_status(NULL), 0);
    assert_int_equal(xeng_error_server_message_count(NULL), 0);
    assert_null(xeng_error_server_message(NULL, 0));
    assert_int_equal(xeng_error_id_count(NULL), 0);
    assert_int_equal(xeng_error_id_at(NULL, 0), 0);
    assert_int_equal(xeng_error_retry_at(NULL), 0);
    assert_int_equal(xeng_error_attempts(NULL), 0);
    assert_null(xeng_error_ref(NULL));
    xeng_error_unref(NULL);
}

static void an_error_has_its_code_and_message(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    assert_int_equal(xeng__fail(&error, XENG_ERROR_DNS, "no host %s of %d", "x", 7),
                     XENG_ERROR_DNS);
    assert_int_equal(xeng_error_code(error), XENG_ERROR_DNS);
    assert_string_equal(xeng_error_message(error), "no host x of 7");
    assert_int_equal(xeng_error_rule(error), XENG_RULE_NONE);
    assert_string_equal(xeng_error_value(error), "");
    xeng_error_unref(error);
}

static void nobody_has_to_want_the_error(void **state)
{
    (void)state;
    assert_int_equal(xeng__fail(NULL, XENG_ERROR_TLS, "x"), XENG_ERROR_TLS);
    assert_int_equal(xeng__fail_rule(NULL, XENG_RULE_BAD_ID, 0, "0", "x"), XENG_ERROR_RULE);
    assert_int_equal(xeng__fail_no_memory(NULL), XENG_ERROR_NO_MEMORY);
    assert_int_equal(xeng__fail_argument(NULL, "x"), XENG_ERROR_INVALID_ARGUMENT);
    xeng_error *error = NULL;
    (void)xeng__fail(&error, XENG_ERROR_TLS, "x");
    assert_int_equal(xeng__error_pass(NULL, error), XENG_ERROR_TLS);
    xeng__error_clear(NULL);
}

static void an_error_is_passed_on_as_it_is(void **state)
{
    (void)state;
    xeng_error *made = NULL;
    xeng_error *error = NULL;
    (void)xeng__fail(&made, XENG_ERROR_TLS, "x");
    assert_int_equal(xeng__error_pass(&error, made), XENG_ERROR_TLS);
    assert_ptr_equal(error, made);
    xeng_error *also = error;
    xeng__error_clear(&error);
    assert_null(error);
    xeng_error_unref(also);
}

static void a_broken_rule_has_its_limit_and_value(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    assert_int_equal(xeng__fail_rule(&error, XENG_RULE_TOO_MANY_IDS, 250, "251", "too many"),
                     XENG_ERROR_RULE);
    assert_int_equal(xeng_error_code(error), XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_TOO_MANY_IDS);
    assert_int_equal(xeng_error_limit(error), 250);
    assert_string_equal(xeng_error_value(error), "251");
    xeng_error_unref(error);
    (void)xeng__fail_rule(&error, XENG_RULE_NO_IDS, 0, NULL, "none");
    assert_string_equal(xeng_error_value(error), "");
    xeng_error_unref(error);
}

static void what_is_filled_in_is_read_back(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    (void)xeng__fail(&error, XENG_ERROR_FORBIDDEN_POSTS, "x");
    xeng__error_set_http_status(error, 403);
    xeng__error_set_retry_at(error, 1795176000);
    xeng__error_set_attempts(error, 3);
    xeng__error_add_server_message(error, "first, cut", 5);
    xeng__error_add_server_message(error, "", 0);
    for (uint64_t id = 1; id <= 250; id++) {
        xeng__error_add_id(error, id << 40);
    }
    assert_int_equal(xeng_error_http_status(error), 403);
    assert_int_equal(xeng_error_retry_at(error), 1795176000);
    assert_int_equal(xeng_error_attempts(error), 3);
    assert_int_equal(xeng_error_server_message_count(error), 2);
    assert_string_equal(xeng_error_server_message(error, 0), "first");
    assert_string_equal(xeng_error_server_message(error, 1), "");
    assert_null(xeng_error_server_message(error, 2));
    assert_int_equal(xeng_error_id_count(error), 250);
    assert_true(xeng_error_id_at(error, 249) == (uint64_t)250 << 40);
    assert_int_equal(xeng_error_id_at(error, 250), 0);
    assert_int_equal(xeng_error_id_at(error, SIZE_MAX), 0);
    xeng_error_unref(error);
}

static void an_error_lives_until_its_last_owner_lets_go(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    (void)xeng__fail(&error, XENG_ERROR_SERVER, "x");
    assert_ptr_equal(xeng_error_ref(error), error);
    xeng_error_unref(error);
    assert_string_equal(xeng_error_message(error), "x");
    xeng_error_unref(error);
}

static void the_error_of_no_memory_can_not_be_changed_or_freed(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    assert_int_equal(xeng__fail_no_memory(&error), XENG_ERROR_NO_MEMORY);
    xeng__error_set_http_status(error, 500);
    xeng__error_set_retry_at(error, 1);
    xeng__error_set_attempts(error, 1);
    xeng__error_add_server_message(error, "x", 1);
    xeng__error_add_id(error, 1);
    assert_ptr_equal(xeng_error_ref(error), error);
    for (int i = 0; i < 5; i++) {
        xeng_error_unref(error);
    }
    assert_int_equal(xeng_error_code(error), XENG_ERROR_NO_MEMORY);
    assert_string_equal(xeng_error_message(error), "out of memory");
    assert_int_equal(xeng_error_http_status(error) + xeng_error_retry_at(error), 0);
    assert_int_equal(xeng_error_id_count(error) + xeng_error_server_message_count(error), 0);
}

static void numbers_have_the_names_of_the_header(void **state)
{
    (void)state;
    assert_string_equal(xeng_error_code_name(XENG_OK), "XENG_OK");
    assert_string_equal(xeng_error_code_name(XENG_ERROR_RATE_LIMITED), "XENG_ERROR_RATE_LIMITED");
    assert_string_equal(xeng_error_rule_name(XENG_RULE_BAD_TIME), "XENG_RULE_BAD_TIME");
    for (int32_t number = -3; number < 0; number++) {
        assert_string_equal(xeng_error_code_name(number), "XENG_ERROR_UNKNOWN");
        assert_string_equal(xeng_error_rule_name(number), "XENG_RULE_UNKNOWN");
    }
    assert_string_equal(xeng_error_code_name(INT32_MAX), "XENG_ERROR_UNKNOWN");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_error_reads_as_none),
        cmocka_unit_test(an_error_has_its_code_and_message),
        cmocka_unit_test(nobody_has_to_want_the_error),
        cmocka_unit_test(an_error_is_passed_on_as_it_is),
        cmocka_unit_test(a_broken_rule_has_its_limit_and_value),
        cmocka_unit_test(what_is_filled_in_is_read_back),
        cmocka_unit_test(an_error_lives_until_its_last_owner_lets_go),
        cmocka_unit_test(the_error_of_no_memory_can_not_be_changed_or_freed),
        cmocka_unit_test(numbers_have_the_names_of_the_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
