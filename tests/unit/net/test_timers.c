/* The heap of timers, against a plain search. */
#include "unit.h"

#include "net/timers.h"

enum {
    COUNT = 200
};

static uint64_t random_state = 42;

static uint64_t next_random(void)
{
    random_state = random_state * 6364136223846793005U + 1442695040888963407U;
    return random_state >> 33;
}

static void the_first_is_always_the_earliest(void **state)
{
    (void)state;
    xeng__timers timers = {0};
    xeng__timer all[COUNT] = {{0}};
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(xeng__timers_reserve(&timers));
    }
    for (int step = 0; step < 20000; step++) {
        xeng__timer *timer = &all[next_random() % COUNT];
        if (next_random() % 3 == 0) {
            xeng__timers_unset(&timers, timer);
            assert_int_equal(timer->place, 0);
        } else {
            xeng__timers_set(&timers, timer, (int64_t)(next_random() % 1000));
        }
        int64_t earliest = INT64_MAX;
        size_t set = 0;
        for (size_t i = 0; i < COUNT; i++) {
            if (all[i].place != 0) {
                set++;
                earliest = all[i].due < earliest ? all[i].due : earliest;
            }
        }
        assert_int_equal(timers.count, set);
        const xeng__timer *first = xeng__timers_first(&timers);
        assert_int_equal(first == NULL ? INT64_MAX : first->due, earliest);
    }
    xeng__timers_free(&timers);
}

static void an_empty_heap_has_no_first(void **state)
{
    (void)state;
    xeng__timers timers = {0};
    assert_null(xeng__timers_first(&timers));
    xeng__timers_free(&timers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_is_always_the_earliest),
        cmocka_unit_test(an_empty_heap_has_no_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
