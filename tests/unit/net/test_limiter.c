/* How many requests may be sent, played against a server in virtual time. */
#include "unit.h"

#include "limiter_answer.h"

/* How much later than told a window may end, since nobody knows how the server rounds. */
#define ROUNDED 1001

enum {
    APP = XENG__POOL_APP
};

static void knows_no_limit_at_first(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    for (int i = 0; i < 10000; i++) {
        assert_true(may(&limiter, START));
        xeng__limiter_sent(&limiter, USER, START);
    }
    assert_int_equal(xeng__limiter_figure(&limiter, USER), 0);
}

static void keeps_to_the_configured_figure_in_every_minute(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 10);
    xeng__response_head bare;
    xeng__response_head_init(&bare);
    bare.status = 200;
    static int64_t sent[1000];
    size_t count = 0;
    for (int64_t now = START; now < START + 300000; now += 100) {
        while (may(&limiter, now)) {
            assert_true(count < 1000);
            xeng__limiter_sent(&limiter, USER, now);
            xeng__limiter_answered(&limiter, USER, now, now, &bare, 0);
            sent[count++] = now;
        }
    }
    for (size_t i = 10; i < count; i++) {
        assert_true(sent[i] - sent[i - 10] >= 60000);
    }
    assert_in_range(count, 41, 50); /* of 300 s, with up to a second lost a minute */
}

static void tells_when_the_configured_figure_has_room_again(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 2);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__limiter_lost(&limiter, USER, true, START);
    xeng__limiter_sent(&limiter, USER, START + 30000);
    int64_t next = xeng__limiter_next(&limiter, USER, START + 31000);
    assert_in_range(next, START + 60000, START + 61000);
    assert_false(may(&limiter, next - 1));
    assert_true(may(&limiter, next));
}

static void learns_from_the_headers_instead(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 1);
    xeng__limiter_sent(&limiter, USER, START);
    assert_false(may(&limiter, START));
    answer(&limiter, START, START + 100, 60, 59, UNIX + 60);
    assert_true(may(&limiter, START + 100));
    assert_int_equal(xeng__limiter_figure(&limiter, USER), 60);
}

static void counts_what_is_under_way(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START + 100, 10, 3, UNIX + 60);
    for (int i = 0; i < 3; i++) {
        assert_true(may(&limiter, START + 200));
        xeng__limiter_sent(&limiter, USER, START + 200);
    }
    assert_false(may(&limiter, START + 200));
    /* Answered, they are counted by the server: nothing is left. */
    answer(&limiter, START + 200, START + 300, 10, 1, UNIX + 60);
    answer(&limiter, START + 200, START + 300, 10, 0, UNIX + 60);
    answer(&limiter, START + 200, START + 300, 10, 2, UNIX + 60); /* out of order */
    assert_false(may(&limiter, START + 300));
    int64_t next = xeng__limiter_next(&limiter, USER, START + 300);
    assert_in_range(next, START + 59000, START + 60100);
    assert_true(may(&limiter, next));
}

static void frees_a_place_that_the_server_had_counted_already(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START + 100, 3, 1, UNIX + 60); /* both are in that figure */
    assert_false(may(&limiter, START + 100));              /* but that is not known */
    answer(&limiter, START, START + 120, 3, 2, UNIX + 60);
    assert_true(may(&limiter, START + 120));
}

static void begins_anew_after_the_reset(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 2, 0, UNIX + 20);
    int64_t next = xeng__limiter_next(&limiter, USER, START);
    assert_in_range(next, START + 20000, START + 20000 + ROUNDED);
    assert_false(may(&limiter, next - 1));
    for (int i = 0; i < 2; i++) {
        assert_true(may(&limiter, next));
        xeng__limiter_sent(&limiter, USER, next);
    }
    assert_false(may(&limiter, next));
}

static void what_was_under_way_at_the_reset_counts_in_the_new_window(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 2, 1, UNIX + 20);
    xeng__limiter_sent(&limiter, USER, START + 19990);
    assert_true(may(&limiter, START + 20010 + ROUNDED));
    xeng__limiter_sent(&limiter, USER, START + 20010 + ROUNDED);
    assert_false(may(&limiter, START + 20010 + ROUNDED));
}

static void a_late_answer_of_the_old_window_changes_nothing(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 10, 9, UNIX + 20);
    xeng__limiter_sent(&limiter, USER, START + 19000);
    xeng__limiter_sent(&limiter, USER, START + 21000);
    answer(&limiter, START + 21000, START + 21100, 10, 9, UNIX + 80);
    answer(&limiter, START + 19000, START + 21200, 10, 0, UNIX + 20);
    assert_true(may(&limiter, START + 21200));
}

static void recognises_a_new_window_without_reset(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START + 100, 5, 1, XENG__HEAD_NONE);
    xeng__limiter_sent(&limiter, USER, START + 200);
    answer(&limiter, START + 200, START + 300, 5, 4, XENG__HEAD_NONE);
    /* Four are left; but where windows begin isn't told, and two of five were sent already. */
    for (int i = 0; i < 3; i++) {
        assert_true(may(&limiter, START + 300));
        xeng__limiter_sent(&limiter, USER, START + 300);
    }
    assert_false(may(&limiter, START + 300));
}

static void waits_a_minute_at_most_without_reset(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START + 100, 5, 0, XENG__HEAD_NONE);
    assert_int_equal(xeng__limiter_next(&limiter, USER, START + 200), START + 60100);
    assert_true(may(&limiter, START + 60100));
}

static void believes_a_reset_that_is_told_late(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START + 100, 5, 0, XENG__HEAD_NONE);
    int64_t guess = xeng__limiter_next(&limiter, USER, START + 100);
    answer(&limiter, START, START + 200, 5, 0, UNIX + 4);
    assert_in_range(xeng__limiter_next(&limiter, USER, START + 200), START + 201, guess - 50000);
}

static void an_end_that_is_told_replaces_a_guess(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START + 100, 5, 0, XENG__HEAD_NONE);
    answer(&limiter, START, START + 200, 5, 0, UNIX + 20);
    int64_t next = xeng__limiter_next(&limiter, USER, START + 300);
    assert_in_range(next, START + 20000, START + 20200 + ROUNDED);
}

static void an_absurd_reset_is_cut_to_the_windows_length(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 5, 0, UNIX + 86400);
    assert_in_range(xeng__limiter_next(&limiter, USER, START), START + 1, START + 65000);
    xeng__limiter_sent(&limiter, APP, START);
}

static void the_greatest_reset_there_is_overflows_nothing(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    for (int i = 0; i < 3; i++) {
        xeng__limiter_sent(&limiter, USER, START);
        answer(&limiter, START, START, INT64_MAX, 0, i == 1 ? 1 : INT64_MAX);
        int64_t next = xeng__limiter_next(&limiter, USER, START);
        assert_in_range(next, START, START + 120000);
    }
}

static void a_missing_header_is_not_zero(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, XENG__HEAD_NONE, XENG__HEAD_NONE, XENG__HEAD_NONE);
    assert_true(may(&limiter, START));
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 7, XENG__HEAD_NONE, XENG__HEAD_NONE);
    assert_true(may(&limiter, START));
}

static void an_answer_without_headers_counts_as_one(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 10, 1, UNIX + 60);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, XENG__HEAD_NONE, XENG__HEAD_NONE, XENG__HEAD_NONE);
    assert_false(may(&limiter, START));
}

static void a_lost_request_counts_if_it_may_have_arrived(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 10, 1, UNIX + 60);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__limiter_lost(&limiter, USER, false, START);
    assert_true(may(&limiter, START));
    xeng__limiter_sent(&limiter, USER, START);
    xeng__limiter_lost(&limiter, USER, true, START);
    assert_false(may(&limiter, START));
}

static void keeps_to_the_second_as_well(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__response_head head = head_of(START + 10, 1000, 999, UNIX + 60);
    head.per_second_limit = 2;
    head.per_second_remaining = 0;
    head.per_second_reset = UNIX + 2;
    xeng__limiter_answered(&limiter, USER, START, START + 10, &head, 0);
    assert_false(may(&limiter, START + 10));
    /* Told in whole seconds; but it can't last longer than one. */
    assert_int_equal(xeng__limiter_next(&limiter, USER, START + 10), START + 1010);
    assert_true(may(&limiter, START + 1010));
}

static void reads_the_general_headers_where_the_others_are_missing(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__response_head head = head_of(START, XENG__HEAD_NONE, XENG__HEAD_NONE, XENG__HEAD_NONE);
    head.rate_limit_limit = 3;
    head.rate_limit_remaining = 0;
    head.rate_limit_reset = UNIX + 600;
    xeng__limiter_answered(&limiter, USER, START, START, &head, 0);
    int64_t next = xeng__limiter_next(&limiter, USER, START);
    assert_in_range(next, START + 600000, START + 600000 + ROUNDED);
    /* Afterwards it goes on even if the headers never come back. */
    int sent = 0;
    for (int64_t now = next; now < START + 1200000; now += 1000) {
        if (may(&limiter, now)) {
            xeng__limiter_sent(&limiter, USER, now);
            xeng__limiter_lost(&limiter, USER, true, now);
            sent++;
        }
    }
    assert_true(sent >= 3);
}

static void holds_everybody_back_after_a_429(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__response_head head = head_of(START, XENG__HEAD_NONE, XENG__HEAD_NONE, XENG__HEAD_NONE);
    head.status = 429;
    xeng__limiter_answered(&limiter, USER, START, START, &head, 0);
    xeng__limiter_refused(&limiter, USER, START + 5000, true);
    assert_int_equal(xeng__limiter_next(&limiter, USER, START), START + 5000);
    assert_true(may(&limiter, START + 5000));
    xeng__limiter_sent(&limiter, USER, START + 5000);
    assert_true(may(&limiter, START + 5000));
}

static void after_a_429_without_a_hint_one_goes_first(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    xeng__response_head head = head_of(START, XENG__HEAD_NONE, XENG__HEAD_NONE, XENG__HEAD_NONE);
    head.status = 429;
    xeng__limiter_answered(&limiter, USER, START, START, &head, 0);
    xeng__limiter_refused(&limiter, USER, START + 2000, false);
    assert_true(may(&limiter, START + 2000));
    xeng__limiter_sent(&limiter, USER, START + 2000);
    assert_int_equal(xeng__limiter_next(&limiter, USER, START + 2000), XENG__LIMITER_UNKNOWN);
    head.status = 200;
    xeng__limiter_answered(&limiter, USER, START + 2000, START + 2100, &head, 0);
    xeng__limiter_sent(&limiter, USER, START + 2100);
    assert_true(may(&limiter, START + 2100));
}

static void counts_users_and_the_application_apart(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 5, 0, UNIX + 60);
    assert_false(may(&limiter, START));
    assert_int_equal(xeng__limiter_next(&limiter, APP, START), START);
}

static void an_end_that_was_not_the_end_is_taken_back(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    xeng__limiter_sent(&limiter, USER, START);
    answer(&limiter, START, START, 5, 0, UNIX + 20);
    int64_t next = xeng__limiter_next(&limiter, USER, START);
    /* The server's clock was set back by ten seconds meanwhile. */
    xeng__limiter_sent(&limiter, USER, next);
    xeng__response_head head = head_of(next - 10000, 5, 0, UNIX + 20);
    head.status = 429;
    xeng__limiter_answered(&limiter, USER, next, next, &head, 0);
    int64_t again = xeng__limiter_next(&limiter, USER, next);
    assert_in_range(again, START + 30000, START + 30000 + 2 * ROUNDED);
    assert_false(may(&limiter, again - 1));
    assert_true(may(&limiter, again));
}

static void a_server_whose_resets_never_change_is_paced(void **state)
{
    (void)state;
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    int64_t sent = 0;
    for (int64_t now = START; now < START + 600000; now += 100) {
        if (may(&limiter, now)) {
            xeng__limiter_sent(&limiter, USER, now);
            answer(&limiter, now, now, 5, 4 - sent % 5, UNIX + 1);
            sent++;
        }
    }
    assert_in_range(sent, 45, 55);
}

/* A server with a window that opens with the first request after the last one closed. */
typedef struct server {
    int64_t opened;
    int64_t used;
    int64_t served;
    int64_t refused;
} server;

static xeng__response_head serve(server *to, int64_t limit, int64_t now)
{
    if (now - to->opened >= 60000) {
        to->opened = now;
        to->used = 0;
    }
    bool fine = to->used < limit;
    to->used += fine;
    to->served += fine;
    to->refused += !fine;
    int64_t reset = UNIX + (to->opened + 60000 - START + 999) / 1000;
    return head_of(now, limit, limit - to->used, reset);
}

static void uses_all_of_what_a_server_allows_and_never_more(void **state)
{
    (void)state;
    enum {
        PLACES = 16,
        LIMIT = 30,
        MINUTES = 10
    };
    xeng__limiter limiter;
    xeng__limiter_init(&limiter, 0);
    server to = {.opened = INT64_MIN / 2};
    struct {
        int64_t sent;
        int64_t arrives;
        int64_t back;
        bool served;
        xeng__response_head head;
    } places[PLACES] = {{0}};
    uint64_t random = 1;
    for (int64_t now = START; now < START + MINUTES * 60000; now += 5) {
        for (int i = 0; i < PLACES; i++) {
            if (places[i].sent != 0 && !places[i].served && places[i].arrives <= now) {
                places[i].head = serve(&to, LIMIT, now);
                places[i].served = true;
            }
            if (places[i].sent != 0 && places[i].back <= now) {
                xeng__limiter_answered(&limiter, USER, places[i].sent, now, &places[i].head, 0);
                places[i].sent = 0;
            }
            if (places[i].sent == 0 && may(&limiter, now)) {
                random = random * 6364136223846793005U + 1442695040888963407U;
                xeng__limiter_sent(&limiter, USER, now);
                places[i].sent = now;
                places[i].served = false;
                places[i].arrives = now + 10 + (int64_t)(random >> 60) * 5;
                places[i].back = places[i].arrives + 10 + (int64_t)((random >> 40) & 15) * 20;
            }
        }
    }
    assert_int_equal(to.refused, 0);
    /* Each minute begins up to two seconds late, since times are told in whole seconds. */
    assert_true(to.served >= LIMIT * (MINUTES - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_no_limit_at_first),
        cmocka_unit_test(keeps_to_the_configured_figure_in_every_minute),
        cmocka_unit_test(tells_when_the_configured_figure_has_room_again),
        cmocka_unit_test(learns_from_the_headers_instead),
        cmocka_unit_test(counts_what_is_under_way),
        cmocka_unit_test(frees_a_place_that_the_server_had_counted_already),
        cmocka_unit_test(begins_anew_after_the_reset),
        cmocka_unit_test(what_was_under_way_at_the_reset_counts_in_the_new_window),
        cmocka_unit_test(a_late_answer_of_the_old_window_changes_nothing),
        cmocka_unit_test(recognises_a_new_window_without_reset),
        cmocka_unit_test(waits_a_minute_at_most_without_reset),
        cmocka_unit_test(believes_a_reset_that_is_told_late),
        cmocka_unit_test(an_end_that_is_told_replaces_a_guess),
        cmocka_unit_test(an_absurd_reset_is_cut_to_the_windows_length),
        cmocka_unit_test(the_greatest_reset_there_is_overflows_nothing),
        cmocka_unit_test(a_missing_header_is_not_zero),
        cmocka_unit_test(an_answer_without_headers_counts_as_one),
        cmocka_unit_test(a_lost_request_counts_if_it_may_have_arrived),
        cmocka_unit_test(keeps_to_the_second_as_well),
        cmocka_unit_test(reads_the_general_headers_where_the_others_are_missing),
        cmocka_unit_test(holds_everybody_back_after_a_429),
        cmocka_unit_test(after_a_429_without_a_hint_one_goes_first),
        cmocka_unit_test(counts_users_and_the_application_apart),
        cmocka_unit_test(an_end_that_was_not_the_end_is_taken_back),
        cmocka_unit_test(a_server_whose_resets_never_change_is_paced),
        cmocka_unit_test(uses_all_of_what_a_server_allows_and_never_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
