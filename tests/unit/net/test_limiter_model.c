/* The rate limit against model servers over a model network, for thousands of virtual minutes:
 * never more than the server allows, and nearly all that a client could use that knows everything.
 */
#include "unit.h"

#include "limiter_model.h"

/* About so many requests are played each time, or two thousand minutes. */
static int64_t minutes_for(int64_t per_minute)
{
    enum {
        REQUESTS = 15000,
        MOST_PER_MINUTE = 6400 /* by so many places on such a network */
    };
    int64_t minutes = REQUESTS / (per_minute < MOST_PER_MINUTE ? per_minute : MOST_PER_MINUTE);
    return minutes < 8 ? 8 : minutes > 2000 ? 2000 : minutes;
}

static play play_of(window_kind kind, rounding resets, int64_t per_minute, int64_t per_second)
{
    seed_random((uint64_t)(per_minute * 7 + per_second * 3 + (int64_t)resets));
    play what = {.minutes = minutes_for(per_minute > 0 ? per_minute : per_second * 60)};
    what.to.minute = (limit){.length = MINUTE, .most = per_minute, .kind = kind};
    what.to.second = (limit){.length = 1000, .most = per_second, .kind = kind};
    what.to.minute.begun = START - random_below(MINUTE);
    what.to.second.begun = START - random_below(1000);
    what.to.resets = resets;
    what.to.clock = UNIX * 1000 + random_below(120 * MINUTE);
    return what;
}

static void describe(const char *what, const play *of, const outcome *result)
{
    print_message(
        "%s: %lld a minute, %lld a second, resets %d, kind %d, configured %u: %lld served, "
        "%lld refused\n",
        what, (long long)of->to.minute.most, (long long)of->to.second.most, (int)of->to.resets,
        (int)of->to.minute.kind, (unsigned)of->configured, (long long)result->served,
        (long long)result->refused);
}

/* Never more than is allowed, and at least so many thousandths of what could be used. */
static void must_use(const play *what, int64_t thousandths)
{
    outcome ours = watch(what, false, false);
    outcome best = watch(what, true, false);
    if (ours.refused > 0 || ours.served * 1000 < best.served * thousandths) {
        describe("ours", what, &ours);
        describe("best", what, &best);
        fail();
    }
    outcome restless = watch(what, false, true);
    if (restless.refused > 0) {
        describe("restless", what, &restless);
        fail();
    }
}

static const int64_t minute_limits[] = {1, 2, 7, 60, 1000, 6000, 6300, 30000};
static const int64_t second_limits[] = {1, 2, 5, 10, 25, 50, 80, 120};

enum {
    MINUTE_LIMITS = sizeof minute_limits / sizeof *minute_limits,
    SECOND_LIMITS = sizeof second_limits / sizeof *second_limits
};

static void windows_of_a_minute_are_used_up(void **state)
{
    (void)state;
    for (int resets = ROUND_UP; resets <= NO_RESET; resets++) {
        for (size_t i = 0; i < MINUTE_LIMITS; i++) {
            play what = play_of(ALIGNED, (rounding)resets, minute_limits[i], 0);
            must_use(&what, 980);
        }
    }
}

static void what_was_configured_makes_no_difference_after_the_first_minute(void **state)
{
    (void)state;
    for (size_t i = 0; i < MINUTE_LIMITS; i++) {
        play what = play_of(ALIGNED, ROUND_DOWN, minute_limits[i], 0);
        const int64_t figures[] = {minute_limits[i], minute_limits[i] / 3 + 1,
                                   minute_limits[i] * 3};
        for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
            what.configured = (uint32_t)figures[k];
            must_use(&what, 980);
        }
    }
}

static void the_right_figure_saves_the_first_minute_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < MINUTE_LIMITS; i++) {
        play what = play_of(ALIGNED, ROUND_UP, minute_limits[i], 0);
        what.configured = (uint32_t)minute_limits[i];
        what.minutes = 8;
        assert_int_equal(watch(&what, false, false).refused_at_first, 0);
    }
}

static void windows_of_a_second_are_used_up_where_their_end_is_told(void **state)
{
    (void)state;
    for (int resets = ROUND_UP; resets <= ROUND_NEAREST; resets++) {
        for (size_t i = 0; i < SECOND_LIMITS; i++) {
            play what = play_of(ALIGNED, (rounding)resets, 0, second_limits[i]);
            must_use(&what, 980);
        }
    }
}

/* Nothing tells when a second begins: each request takes its place for a second and as long as it
 * was under way. */
static void windows_of_a_second_are_kept_to_where_their_end_is_not_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < SECOND_LIMITS; i++) {
        play what = play_of(ALIGNED, NO_RESET, 0, second_limits[i]);
        must_use(&what, 830);
    }
}

static void both_limits_are_kept_to_at_once(void **state)
{
    (void)state;
    for (int resets = ROUND_UP; resets <= ROUND_NEAREST; resets++) {
        play what = play_of(ALIGNED, (rounding)resets, 300, 20);
        must_use(&what, 980);
        what = play_of(ALIGNED, (rounding)resets, 3000, 60);
        must_use(&what, 980);
    }
}

static void windows_that_a_request_opens_are_kept_to(void **state)
{
    (void)state;
    for (int resets = ROUND_UP; resets <= NO_RESET; resets++) {
        for (size_t i = 0; i < MINUTE_LIMITS; i++) {
            play what = play_of(OPENED, (rounding)resets, minute_limits[i], 0);
            /* The next one opens when a request arrives, a second or two late each minute. */
            must_use(&what, 940);
        }
    }
}

/* Whatever a server with sliding windows says of resets: it refuses few, and no more as time goes
 * by. */
static void sliding_windows_raise_no_storm(void **state)
{
    (void)state;
    for (int resets = ROUND_UP; resets <= NO_RESET; resets++) {
        for (size_t i = 0; i < MINUTE_LIMITS && minute_limits[i] <= 1000; i++) {
            for (int restless = 0; restless < 2; restless++) {
                play what = play_of(SLIDING, (rounding)resets, minute_limits[i], 0);
                what.to.minute.kind = SLIDING;
                outcome ours = watch(&what, false, restless != 0);
                int64_t few = 2 * PLACES + ours.served / 50;
                bool idle = restless == 0 && ours.served * 2 < minute_limits[i] * what.minutes;
                if (ours.refused > few || idle) {
                    describe("sliding", &what, &ours);
                    fail();
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_of_a_minute_are_used_up),
        cmocka_unit_test(what_was_configured_makes_no_difference_after_the_first_minute),
        cmocka_unit_test(the_right_figure_saves_the_first_minute_too),
        cmocka_unit_test(windows_of_a_second_are_used_up_where_their_end_is_told),
        cmocka_unit_test(windows_of_a_second_are_kept_to_where_their_end_is_not_told),
        cmocka_unit_test(both_limits_are_kept_to_at_once),
        cmocka_unit_test(windows_that_a_request_opens_are_kept_to),
        cmocka_unit_test(sliding_windows_raise_no_storm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
