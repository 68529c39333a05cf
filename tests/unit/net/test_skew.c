/* What time it is for the server, with three clocks under control. */
#include "unit.h"

#include <stdbool.h>

#include "net/skew.h"

#define UNIX INT64_C(1795521600000) /* true time, ms, at monotonic 0 */

/* One exchange at monotonic `at`: the machine's clock is off by `machine`, the server's by
 * `server`, the server takes timestamps up to `takes` off. Returns what learning said. */
typedef struct exchange {
    int64_t at;
    int64_t machine;
    int64_t server;
    int64_t takes;
    int64_t date_error; /* of the Date header alone */
    int64_t round_trip;
    bool no_date;
    bool bad_token;
} exchange;

static bool last_refused;

static bool run(xeng__skew *skew, exchange with)
{
    int64_t round_trip = with.round_trip == 0 ? 100 : with.round_trip;
    int64_t takes = with.takes == 0 ? 60000 : with.takes;
    int64_t signed_at = xeng__skew_now(skew, UNIX + with.machine + with.at, with.at);
    int64_t server_time = UNIX + with.server + with.at + round_trip / 2;
    int64_t off = signed_at - server_time;
    last_refused = with.bad_token || off > takes || off < -takes;
    const xeng__skew_sample sample = {
        .date = with.no_date ? 0 : (server_time + with.date_error) / 1000,
        .signed_at = signed_at,
        .sent = with.at,
        .received = with.at + round_trip,
        .wall = UNIX + with.machine + with.at + round_trip,
        .dated = true,
        .refused = last_refused,
    };
    return xeng__skew_learn(skew, &sample);
}

static int64_t off_by(const xeng__skew *skew, int64_t machine, int64_t server, int64_t at)
{
    return xeng__skew_now(skew, UNIX + machine + at, at) - (UNIX + server + at);
}

static void uses_the_machines_clock_at_first(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_int_equal(xeng__skew_now(&skew, 12345, 99), 12345);
}

static void leaves_small_differences_alone(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    for (int i = 0; i < 20; i++) {
        assert_false(run(&skew, (exchange){.at = i * 1000, .machine = 4000}));
    }
    assert_false(skew.corrected);
}

static void learns_at_once_from_a_refusal(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_true(run(&skew, (exchange){.at = 0, .machine = -3600000}));
    assert_in_range(off_by(&skew, -3600000, 0, 1000) + 1000, 0, 2000);
    assert_false(run(&skew, (exchange){.at = 1000, .machine = -3600000}));
    assert_false(last_refused);
}

static void works_with_a_machine_that_believes_it_is_1970(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_true(run(&skew, (exchange){.at = 0, .machine = -UNIX}));
    assert_in_range(off_by(&skew, -UNIX, 0, 1000) + 1000, 0, 2000);
}

static void says_no_to_a_refusal_that_time_does_not_explain(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_false(run(&skew, (exchange){.at = 0, .bad_token = true}));
    assert_false(skew.corrected);
}

static void all_that_were_under_way_may_be_repeated(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    /* Signed with the old time, but another answer taught the new one meanwhile. */
    int64_t signed_at = UNIX + 600000;
    assert_true(run(&skew, (exchange){.at = 0, .machine = 600000}));
    const xeng__skew_sample late = {
        .date = (UNIX + 150) / 1000,
        .signed_at = signed_at,
        .sent = 0,
        .received = 200,
        .wall = UNIX + 600200,
        .dated = true,
        .refused = true,
    };
    assert_true(xeng__skew_learn(&skew, &late));
    assert_true(skew.corrected);
}

static void three_dates_that_agree_teach_as_well(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    (void)run(&skew, (exchange){.at = 0, .machine = 20000});
    (void)run(&skew, (exchange){.at = 1000, .machine = 20000});
    assert_false(skew.corrected);
    (void)run(&skew, (exchange){.at = 2000, .machine = 20000});
    assert_true(skew.corrected);
    assert_in_range(off_by(&skew, 20000, 0, 3000) + 1000, 0, 2000);
}

static void one_odd_date_teaches_nothing(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    for (int i = 0; i < 30; i++) {
        (void)run(&skew, (exchange){.at = i * 1000, .date_error = i % 3 == 0 ? -900000 : 0});
        assert_false(skew.corrected);
    }
    /* Nor do many that contradict one another. */
    for (int i = 0; i < 30; i++) {
        (void)run(&skew, (exchange){.at = i * 1000, .date_error = i % 2 == 0 ? -900000 : 900000});
        assert_false(skew.corrected);
    }
}

static void a_slow_answer_says_little(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    for (int i = 0; i < 10; i++) {
        /* 20 s on the way, and the server read its clock at the very end. */
        (void)run(&skew, (exchange){.at = i * 1000, .round_trip = 20000, .date_error = 10000});
    }
    assert_false(skew.corrected);
}

static void setting_the_machines_clock_does_not_hurt_a_correction(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_true(run(&skew, (exchange){.at = 0, .machine = 600000}));
    /* The machine's clock jumps: the correction is held against the monotonic one. */
    assert_in_range(off_by(&skew, -7200000, 0, 1000) + 1000, 0, 2000);
    assert_false(run(&skew, (exchange){.at = 1000, .machine = -7200000}));
    assert_false(last_refused);
}

static void goes_back_once_the_machines_clock_is_right(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_true(run(&skew, (exchange){.at = 0, .machine = 600000}));
    assert_false(run(&skew, (exchange){.at = 1000, .machine = 0}));
    assert_false(skew.corrected);
}

static void follows_a_server_whose_clock_is_put_right(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_true(run(&skew, (exchange){.at = 0, .server = 600000}));
    assert_false(run(&skew, (exchange){.at = 1000, .server = 600000}));
    /* What was right is refused now, and the machine's clock will do again. */
    assert_true(run(&skew, (exchange){.at = 2000, .server = 0}));
    assert_false(skew.corrected);
}

static void follows_drift_smoothly(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_true(run(&skew, (exchange){.at = 0, .server = 600000}));
    int64_t drift = 0;
    for (int i = 1; i < 400; i++) {
        drift += 100;
        int64_t before = skew.offset;
        (void)run(&skew, (exchange){.at = i * 1000, .server = 600000 + drift});
        assert_in_range(skew.offset - before + 1000, 0, 2000);
    }
    assert_in_range(off_by(&skew, 0, 600000 + drift, 400000) + 3000, 0, 6000);
}

static void drops_a_correction_that_never_worked(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    /* The Date header is wrong by an hour, the clock that signatures are held against is not. */
    for (int i = 0; i < 3; i++) {
        (void)run(&skew, (exchange){.at = i, .date_error = 3600000});
        assert_false(last_refused);
    }
    assert_true(skew.corrected);
    assert_true(run(&skew, (exchange){.at = 10, .date_error = 3600000}));
    assert_true(last_refused);
    assert_false(skew.corrected);
    /* And it isn't taken in again. */
    for (int i = 0; i < 10; i++) {
        assert_false(run(&skew, (exchange){.at = 20 + i, .date_error = 3600000}));
        assert_false(last_refused);
    }
}

static void a_correction_that_worked_survives_a_bad_token(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_true(run(&skew, (exchange){.at = 0, .machine = 600000}));
    assert_false(run(&skew, (exchange){.at = 1000, .machine = 600000}));
    assert_false(run(&skew, (exchange){.at = 2000, .machine = 600000, .bad_token = true}));
    assert_true(skew.corrected);
}

static void without_a_date_only_an_unproven_correction_is_dropped(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    assert_false(run(&skew, (exchange){.at = 0, .machine = 600000, .no_date = true}));
    assert_false(skew.corrected);
    assert_true(run(&skew, (exchange){.at = 0, .machine = 600000}));
    assert_true(
        run(&skew, (exchange){.at = 10, .machine = 600000, .no_date = true, .bad_token = true}));
    assert_false(skew.corrected);
}

static void ignores_dates_from_before_the_api(void **state)
{
    (void)state;
    xeng__skew skew;
    xeng__skew_init(&skew);
    for (int i = 0; i < 10; i++) {
        assert_false(run(&skew, (exchange){.at = i, .server = -UNIX + 1000000, .takes = UNIX}));
    }
    assert_false(skew.corrected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uses_the_machines_clock_at_first),
        cmocka_unit_test(leaves_small_differences_alone),
        cmocka_unit_test(learns_at_once_from_a_refusal),
        cmocka_unit_test(works_with_a_machine_that_believes_it_is_1970),
        cmocka_unit_test(says_no_to_a_refusal_that_time_does_not_explain),
        cmocka_unit_test(all_that_were_under_way_may_be_repeated),
        cmocka_unit_test(three_dates_that_agree_teach_as_well),
        cmocka_unit_test(one_odd_date_teaches_nothing),
        cmocka_unit_test(a_slow_answer_says_little),
        cmocka_unit_test(setting_the_machines_clock_does_not_hurt_a_correction),
        cmocka_unit_test(goes_back_once_the_machines_clock_is_right),
        cmocka_unit_test(follows_a_server_whose_clock_is_put_right),
        cmocka_unit_test(follows_drift_smoothly),
        cmocka_unit_test(drops_a_correction_that_never_worked),
        cmocka_unit_test(a_correction_that_worked_survives_a_bad_token),
        cmocka_unit_test(without_a_date_only_an_unproven_correction_is_dropped),
        cmocka_unit_test(ignores_dates_from_before_the_api),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
