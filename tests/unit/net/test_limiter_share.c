/* One of several equal shares of a rate limit. */
#include "unit.h"

#include "limiter_answer.h"

/* Sends whatever may go, answered at once by a server without headers; how many went. */
static int64_t send_all(xeng__limiter *limiter, int64_t begin, int64_t end)
{
    int64_t sent = 0;
    xeng__response_head bare;
    xeng__response_head_init(&bare);
    bare.status = 200;
    for (int64_t now = begin; now < end; now += 50) {
        while (may(limiter, now)) {
            xeng__limiter_sent(limiter, USER, now);
            xeng__limiter_answered(limiter, USER, now, now, &bare, 0);
            sent++;
        }
    }
    return sent;
}

static void shares_add_up_to_the_limit(void **state)
{
    (void)state;
    static const uint32_t limits[] = {3, 10, 60, 1000};
    static const uint32_t counts[] = {1, 2, 3};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
            int64_t figures = 0;
            int64_t sent = 0;
            for (uint32_t index = 0; index < counts[k]; index++) {
                xeng__limiter limiter;
                xeng__limiter_init(&limiter, limits[i]);
                xeng__limiter_set_share(&limiter, index, counts[k]);
                figures += xeng__limiter_figure(&limiter, USER);
                sent += send_all(&limiter, START, START + 60000);
            }
            assert_int_equal(figures, limits[i]);
            assert_int_equal(sent, limits[i]);
        }
    }
}

static void a_share_of_nothing_is_one_a_minute(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 2);
    xeng__limiter_set_share(&limiter, 0, 5);
    assert_int_equal(xeng__limiter_figure(&limiter, USER), 1);
    assert_in_range(send_all(&limiter, START, START + 600000), 9, 10);
}

static void a_share_is_of_what_the_server_tells(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_set_share(&limiter, 1, 4);
    for (int64_t i = 0; i < 25; i++) {
        assert_true(may(&limiter, START));
        xeng__limiter_sent(&limiter, USER, START);
        answer(&limiter, START, START, 100, 99 - i, UNIX + 60);
    }
    assert_int_equal(xeng__limiter_figure(&limiter, USER), 25);
    int64_t next = xeng__limiter_next(&limiter, USER, START);
    assert_in_range(next, START + 60000, START + 61000);
    assert_true(may(&limiter, next));
}

static void a_share_never_exceeds_what_the_server_says_is_left(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_set_share(&limiter, 1, 4);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 100, 1, UNIX + 30); /* the others were greedy */
    assert_true(may(&limiter, START));
    xeng__limiter_sent(&limiter, USER, START);
    assert_false(may(&limiter, START));
}

static void shares_are_of_the_second_as_well(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_set_share(&limiter, 0, 2);
    for (int64_t i = 0; i < 4; i++) {
        assert_true(may(&limiter, START));
        xeng__limiter_sent(&limiter, USER, START);
        xeng__response_head head = head_of(START, 1000, 999 - i, UNIX + 60);
        head.per_second_limit = 8;
        head.per_second_remaining = 7 - i;
        head.per_second_reset = UNIX + 1;
        xeng__limiter_answered(&limiter, USER, START, START, &head, 0);
    }
    int64_t next = xeng__limiter_next(&limiter, USER, START);
    assert_in_range(next, START + 1000, START + 1100);
}

static void the_greatest_limit_can_be_shared(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_set_share(&limiter, 999999, 1000000);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, INT64_MAX, INT64_MAX - 1, UNIX + 60);
    assert_true(may(&limiter, START));
    assert_int_equal(xeng__limiter_figure(&limiter, USER), INT64_MAX / 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_add_up_to_the_limit),
        cmocka_unit_test(a_share_of_nothing_is_one_a_minute),
        cmocka_unit_test(a_share_is_of_what_the_server_tells),
        cmocka_unit_test(a_share_never_exceeds_what_the_server_says_is_left),
        cmocka_unit_test(shares_are_of_the_second_as_well),
        cmocka_unit_test(the_greatest_limit_can_be_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
