/* When a request is sent again, with time and chance under control. */
#include "unit.h"

#include <xengage/error.h>

#include "net/hint.h"
#include "net/retry.h"

static const xeng__retry_question transient = {
    .failure = XENG__FAILURE_TRANSIENT,
    .may_repeat = true,
    .max_attempts = 5,
    .hint_ms = XENG__HINT_NONE,
    .now = 1000000,
    .deadline = 1300000,
    .chance = UINT64_MAX,
};

static xeng__failure of(int32_t status, int32_t code)
{
    return xeng__failure_of_answer(status, code);
}

static void repeats_what_may_pass(void **state)
{
    (void)state;
    assert_int_equal(of(500, XENG_ERROR_SERVER), XENG__FAILURE_TRANSIENT);
    assert_int_equal(of(502, XENG_ERROR_SERVER), XENG__FAILURE_TRANSIENT);
    assert_int_equal(of(503, XENG_ERROR_SERVER), XENG__FAILURE_TRANSIENT);
    assert_int_equal(of(504, XENG_ERROR_SERVER), XENG__FAILURE_TRANSIENT);
    assert_int_equal(of(408, XENG_ERROR_SERVER), XENG__FAILURE_TIMEOUT);
    assert_int_equal(of(429, XENG_ERROR_RATE_LIMITED), XENG__FAILURE_LIMITED);
    assert_int_equal(of(200, XENG_ERROR_PROTOCOL), XENG__FAILURE_TRANSIENT);
    assert_int_equal(of(200, XENG_ERROR_SERVER), XENG__FAILURE_TRANSIENT);
}

static void takes_the_words_rate_limit_for_a_429(void **state)
{
    (void)state;
    assert_int_equal(of(200, XENG_ERROR_RATE_LIMITED), XENG__FAILURE_LIMITED);
    assert_int_equal(of(503, XENG_ERROR_RATE_LIMITED), XENG__FAILURE_LIMITED);
}

static void never_repeats_what_was_refused(void **state)
{
    (void)state;
    static const int32_t statuses[] = {301, 302, 307, 308, 400, 401, 403,
                                       404, 405, 406, 413, 422, 501, 505};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        assert_int_equal(of(statuses[i], XENG_ERROR_REFUSED), XENG__FAILURE_FINAL);
        assert_int_equal(of(statuses[i], XENG_ERROR_SERVER), XENG__FAILURE_FINAL);
    }
    assert_int_equal(of(200, XENG_ERROR_TOO_LARGE), XENG__FAILURE_FINAL);
    assert_int_equal(of(200, XENG_ERROR_UNAVAILABLE_POSTS), XENG__FAILURE_FINAL);
    assert_int_equal(of(500, XENG_ERROR_NO_MEMORY), XENG__FAILURE_FINAL);
}

/* Asks once more after each failure, with all random bits set: the longest wait. */
static void doubles_the_longest_wait_up_to_twenty_seconds(void **state)
{
    (void)state;
    static const int64_t waits[] = {1000, 2000, 4000, 8000, 16000, 20000, 20000};
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.max_attempts = 100;
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        /* chance % (longest + 1) == longest */
        question.chance = (uint64_t)waits[i];
        xeng__retry_answer answer = xeng__retry_decide(&retry, &budget, &question);
        assert_true(answer.again);
        assert_int_equal(answer.at - question.now, waits[i]);
    }
}

static void waits_a_random_part_of_it(void **state)
{
    (void)state;
    for (uint64_t chance = 0; chance < 5000; chance += 7) {
        xeng__retry retry = {.failures = 1};
        xeng__budget budget;
        xeng__budget_init(&budget);
        xeng__retry_question question = transient;
        question.chance = chance * 0x9E3779B97F4A7C15U;
        xeng__retry_answer answer = xeng__retry_decide(&retry, &budget, &question);
        assert_true(answer.again);
        assert_in_range(answer.at - question.now, 0, 2000);
    }
    xeng__retry retry = {.failures = 1};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.chance = 0;
    assert_int_equal(xeng__retry_decide(&retry, &budget, &question).at, question.now);
}

static void stops_after_the_last_attempt(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    for (int i = 0; i < 4; i++) {
        assert_true(xeng__retry_decide(&retry, &budget, &transient).again);
    }
    xeng__retry_answer answer = xeng__retry_decide(&retry, &budget, &transient);
    assert_false(answer.again);
    assert_non_null(answer.why);
    assert_int_equal(answer.at, 0);
}

static void one_attempt_means_no_retry(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.max_attempts = 1;
    assert_false(xeng__retry_decide(&retry, &budget, &question).again);
    assert_int_equal(budget.tokens, XENG__BUDGET_CAPACITY);
}

static void takes_five_a_retry_and_ten_after_a_timeout(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    assert_true(xeng__retry_decide(&retry, &budget, &transient).again);
    assert_int_equal(budget.tokens, 495);
    xeng__retry_question question = transient;
    question.failure = XENG__FAILURE_TIMEOUT;
    assert_true(xeng__retry_decide(&retry, &budget, &question).again);
    assert_int_equal(budget.tokens, 485);
    /* A success gives back what its last retry took. */
    xeng__retry_succeeded(&retry, &budget);
    assert_int_equal(budget.tokens, 495);
}

static void a_success_at_once_gives_back_one_up_to_the_capacity(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget = {.tokens = 498};
    xeng__retry_succeeded(&retry, &budget);
    assert_int_equal(budget.tokens, 499);
    xeng__retry_succeeded(&retry, &budget);
    xeng__retry_succeeded(&retry, &budget);
    assert_int_equal(budget.tokens, 500);
}

static void an_empty_budget_ends_retrying_for_all(void **state)
{
    (void)state;
    xeng__budget budget;
    xeng__budget_init(&budget);
    int retries = 0;
    for (int request = 0; request < 1000; request++) {
        xeng__retry retry = {0};
        retries += xeng__retry_decide(&retry, &budget, &transient).again;
    }
    assert_int_equal(retries, 100);
    assert_int_equal(budget.tokens, 0);
}

static void waits_as_long_as_the_server_says(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.hint_ms = 7000;
    assert_int_equal(xeng__retry_decide(&retry, &budget, &question).at, question.now + 7000);
}

static void gives_up_now_what_would_begin_after_the_deadline(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.hint_ms = 300000;
    xeng__retry_answer answer = xeng__retry_decide(&retry, &budget, &question);
    assert_false(answer.again);
    /* When it would make sense is told all the same, and nothing is paid. */
    assert_int_equal(answer.at, question.now + 300000);
    assert_int_equal(budget.tokens, 500);
    question.hint_ms = 299999;
    assert_true(xeng__retry_decide(&retry, &budget, &question).again);
}

static void waiting_for_a_rate_limit_is_no_attempt_and_costs_nothing(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget = {.tokens = 0};
    xeng__retry_question question = transient;
    question.failure = XENG__FAILURE_LIMITED;
    question.max_attempts = 1;
    question.hint_ms = 60000;
    for (int i = 0; i < 50; i++) {
        xeng__retry_answer answer = xeng__retry_decide(&retry, &budget, &question);
        assert_true(answer.again);
        assert_int_equal(answer.at, question.now + 60000);
    }
    assert_int_equal(retry.failures, 0);
    assert_int_equal(budget.tokens, 0);
}

static void a_rate_limit_is_waited_for_only_until_the_deadline(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.failure = XENG__FAILURE_LIMITED;
    question.deadline = question.now + 5000;
    question.hint_ms = 5000;
    xeng__retry_answer answer = xeng__retry_decide(&retry, &budget, &question);
    assert_false(answer.again);
    assert_int_equal(answer.at, question.now + 5000);
}

static void a_rate_limit_without_a_hint_is_waited_for_up_to_a_minute(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.failure = XENG__FAILURE_LIMITED;
    static const int64_t longest[] = {2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000};
    for (size_t i = 0; i < sizeof longest / sizeof *longest; i++) {
        xeng__retry lower = retry;
        question.chance = 0;
        assert_int_equal(xeng__retry_decide(&lower, &budget, &question).at - question.now,
                         longest[i] / 2);
        question.chance = (uint64_t)longest[i] / 2;
        assert_int_equal(xeng__retry_decide(&retry, &budget, &question).at - question.now,
                         longest[i]);
    }
}

static void another_failure_ends_the_row_of_rate_limits(void **state)
{
    (void)state;
    xeng__retry retry = {.limited = 6};
    xeng__budget budget;
    xeng__budget_init(&budget);
    (void)xeng__retry_decide(&retry, &budget, &transient);
    assert_int_equal(retry.limited, 0);
}

static void a_call_that_must_not_be_repeated_is_not(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.may_repeat = false;
    assert_false(xeng__retry_decide(&retry, &budget, &question).again);
    /* But a 429 was not carried out. */
    question.failure = XENG__FAILURE_LIMITED;
    assert_true(xeng__retry_decide(&retry, &budget, &question).again);
}

static void another_signature_is_tried_at_once_and_at_most_twice(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget = {.tokens = 0};
    xeng__retry_question question = transient;
    question.failure = XENG__FAILURE_REPAIRED;
    assert_int_equal(xeng__retry_decide(&retry, &budget, &question).at, question.now);
    assert_true(xeng__retry_decide(&retry, &budget, &question).again);
    assert_false(xeng__retry_decide(&retry, &budget, &question).again);
}

static void a_dead_connection_is_no_attempt_twice(void **state)
{
    (void)state;
    xeng__retry retry = {0};
    xeng__budget budget;
    xeng__budget_init(&budget);
    xeng__retry_question question = transient;
    question.failure = XENG__FAILURE_STALE;
    question.max_attempts = 1;
    for (int i = 0; i < 2; i++) {
        xeng__retry_answer answer = xeng__retry_decide(&retry, &budget, &question);
        assert_true(answer.again);
        assert_int_equal(answer.at, question.now);
    }
    assert_int_equal(retry.failures, 0);
    assert_int_equal(budget.tokens, XENG__BUDGET_CAPACITY);
    /* Then it is a failure like others. */
    assert_false(xeng__retry_decide(&retry, &budget, &question).again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeats_what_may_pass),
        cmocka_unit_test(takes_the_words_rate_limit_for_a_429),
        cmocka_unit_test(never_repeats_what_was_refused),
        cmocka_unit_test(doubles_the_longest_wait_up_to_twenty_seconds),
        cmocka_unit_test(waits_a_random_part_of_it),
        cmocka_unit_test(stops_after_the_last_attempt),
        cmocka_unit_test(one_attempt_means_no_retry),
        cmocka_unit_test(takes_five_a_retry_and_ten_after_a_timeout),
        cmocka_unit_test(a_success_at_once_gives_back_one_up_to_the_capacity),
        cmocka_unit_test(an_empty_budget_ends_retrying_for_all),
        cmocka_unit_test(waits_as_long_as_the_server_says),
        cmocka_unit_test(gives_up_now_what_would_begin_after_the_deadline),
        cmocka_unit_test(waiting_for_a_rate_limit_is_no_attempt_and_costs_nothing),
        cmocka_unit_test(a_rate_limit_is_waited_for_only_until_the_deadline),
        cmocka_unit_test(a_rate_limit_without_a_hint_is_waited_for_up_to_a_minute),
        cmocka_unit_test(another_failure_ends_the_row_of_rate_limits),
        cmocka_unit_test(a_call_that_must_not_be_repeated_is_not),
        cmocka_unit_test(another_signature_is_tried_at_once_and_at_most_twice),
        cmocka_unit_test(a_dead_connection_is_no_attempt_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
