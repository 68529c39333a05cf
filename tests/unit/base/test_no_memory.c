/* Errors when memory runs out: at every allocation, for a moment or for good. */
#include "unit.h"

#include <string.h>

#include "base/error.h"
#include "memory.h"

/* Makes an error with all that it can hold. */
static int32_t make_full_error(xeng_error **error)
{
    int32_t code = xeng__fail_rule(error, XENG_RULE_BAD_ID, 7, "0x", "%0200d", 1);
    for (uint64_t id = 0; id < 20; id++) {
        xeng__error_add_id(*error, id);
        xeng__error_add_server_message(*error, "message", 7);
    }
    return code;
}

static void fail_each_allocation(bool lasting)
{
    size_t before = memory_live();
    bool refused = true;
    for (size_t n = 0; refused; n++) {
        assert_true(n < 100);
        xeng_error *error = NULL;
        memory_fail_after(n, lasting);
        int32_t code = make_full_error(&error);
        refused = memory_recover();
        assert_non_null(error);
        assert_int_equal(xeng_error_code(error), code);
        assert_true(code == XENG_ERROR_RULE || (refused && code == XENG_ERROR_NO_MEMORY));
        assert_true(strlen(xeng_error_message(error)) > 0);
        assert_non_null(xeng_error_value(error));
        for (size_t i = 0; i < xeng_error_server_message_count(error); i++) {
            assert_string_equal(xeng_error_server_message(error, i), "message");
        }
        if (!refused) {
            assert_int_equal(xeng_error_id_count(error), 20);
            assert_int_equal(xeng_error_server_message_count(error), 20);
        }
        xeng_error_unref(error);
        assert_int_equal(memory_live(), before);
    }
}

static void an_error_survives_that_any_one_allocation_fails(void **state)
{
    (void)state;
    fail_each_allocation(false);
}

static void an_error_survives_that_no_allocation_succeeds_any_more(void **state)
{
    (void)state;
    fail_each_allocation(true);
}

static void no_memory_for_an_error_is_an_error_of_no_memory(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    memory_fail_after(0, true);
    assert_int_equal(xeng__fail(&error, XENG_ERROR_DNS, "x"), XENG_ERROR_NO_MEMORY);
    assert_int_equal(xeng_error_code(error), XENG_ERROR_NO_MEMORY);
    assert_int_equal(xeng__fail_argument(&error, "x"), XENG_ERROR_NO_MEMORY);
    assert_int_equal(xeng__error_pass(NULL, error), XENG_ERROR_NO_MEMORY);
    assert_true(memory_recover());
}

static void who_wants_no_error_is_told_the_code_even_without_memory(void **state)
{
    (void)state;
    memory_fail_after(0, true);
    assert_int_equal(xeng__fail(NULL, XENG_ERROR_DNS, "x"), XENG_ERROR_DNS);
    assert_false(memory_recover());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_survives_that_any_one_allocation_fails),
        cmocka_unit_test(an_error_survives_that_no_allocation_succeeds_any_more),
        cmocka_unit_test(no_memory_for_an_error_is_an_error_of_no_memory),
        cmocka_unit_test(who_wants_no_error_is_told_the_code_even_without_memory),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
