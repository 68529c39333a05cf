/* Randomness and clocks. */
#include "unit.h"

#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/random.h"

static void nonces_are_32_hexadecimal_digits_and_differ(void **state)
{
    (void)state;
    enum {
        COUNT = 200
    };
    char nonces[COUNT][XENG__NONCE_SIZE];
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(xeng__random_nonce(nonces[i]));
        assert_int_equal(strlen(nonces[i]), 32);
        assert_int_equal(strspn(nonces[i], "0123456789abcdef"), 32);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(nonces[i], nonces[j]);
        }
    }
}

static void every_bit_of_a_random_number_is_seen_set_and_clear(void **state)
{
    (void)state;
    uint64_t set = 0;
    uint64_t clear = 0;
    for (int i = 0; i < 200; i++) {
        uint64_t number = xeng__random_u64();
        set |= number;
        clear |= ~number;
    }
    assert_true(set == UINT64_MAX && clear == UINT64_MAX);
}

static void the_clocks_tell_the_system_s_time(void **state)
{
    (void)state;
    int64_t before = (int64_t)time(NULL);
    int64_t seconds = xeng__clock_unix();
    int64_t ms = xeng__clock_unix_ms();
    assert_in_range(seconds - before + 1, 0, 3);
    assert_in_range(ms / 1000 - before + 1, 0, 3);
}

static void the_monotonic_clock_never_goes_back(void **state)
{
    (void)state;
    int64_t last = xeng__clock_monotonic_ms();
    for (int i = 0; i < 10000; i++) {
        int64_t now = xeng__clock_monotonic_ms();
        assert_true(now >= last);
        last = now;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nonces_are_32_hexadecimal_digits_and_differ),
        cmocka_unit_test(every_bit_of_a_random_number_is_seen_set_and_clear),
        cmocka_unit_test(the_clocks_tell_the_system_s_time),
        cmocka_unit_test(the_monotonic_clock_never_goes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
