/* Reasons of the system in words. */
#include "unit.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>

#include "base/system_error.h"

static void known_reasons_are_words(void **state)
{
    (void)state;
    char text[XENG__SYSTEM_ERROR_SIZE];
    assert_string_equal(xeng__system_error(ENOENT, text), "no such file or folder");
    assert_string_equal(xeng__system_error(ENOSPC, text), "the disk is full");
}

static void other_reasons_are_numbers(void **state)
{
    (void)state;
    char text[XENG__SYSTEM_ERROR_SIZE];
    char expected[XENG__SYSTEM_ERROR_SIZE];
    static const int numbers[] = {0, 99999, INT_MAX, INT_MIN};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        (void)snprintf(expected, sizeof expected, "system error %d", numbers[i]);
        assert_string_equal(xeng__system_error(numbers[i], text), expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_reasons_are_words),
        cmocka_unit_test(other_reasons_are_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
