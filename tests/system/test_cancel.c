/* Cancelling, from another thread: at once, whatever the operation waits for, and without a trace.
 */
#include <pthread.h>

#include "checks.h"

enum {
    MANY = 20
};

static simulator *sim;
static xeng_client *client;
static xeng_credentials *user;

static void begin(const char *flag, const char *more)
{
    sim = simulator_start(NOW_FLAG, flag, more, NULL);
    client = sim_client(sim);
    user = user_credentials();
}

static void end(void)
{
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

/* A thread that fetches, and what came of it. */
typedef struct fetcher {
    pthread_t thread;
    xeng_operation operation; /* 0: it fetches; else it waits for that */
    int32_t code;
    bool is_clean; /* no result, an error of the same code */
    int64_t ended;
} fetcher;

static void *run(void *context)
{
    fetcher *self = context;
    xeng_result *result = NULL;
    xeng_error *refusal = NULL;
    if (self->operation != XENG_OPERATION_NONE) {
        self->code = xeng_client_wait(client, self->operation, &result, &refusal);
    } else {
        xeng_request *request = small_request(post(7, 3));
        self->code = xeng_client_fetch(client, user, request, &result, &refusal);
        xeng_request_unref(request);
    }
    self->ended = now_ms();
    self->is_clean =
        (result == NULL) == (self->code != XENG_OK) && xeng_error_code(refusal) == self->code;
    xeng_result_unref(result);
    xeng_error_unref(refusal);
    return NULL;
}

static void start(fetcher *self, xeng_operation operation)
{
    *self = (fetcher){.operation = operation};
    assert_int_equal(pthread_create(&self->thread, NULL, run, self), 0);
}

static void must_be_cancelled(fetcher *self, int64_t since)
{
    pthread_join(self->thread, NULL);
    assert_int_equal(self->code, XENG_ERROR_CANCELLED);
    assert_true(self->is_clean);
    assert_in_range(self->ended - since, 0, 100 * patience());
}

static xeng_operation submit(uint64_t number)
{
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_request *request = small_request(post(number, 3));
    MUST(xeng_client_submit(client, user, request, &operation, error));
    assert_true(operation != XENG_OPERATION_NONE);
    xeng_request_unref(request);
    return operation;
}

/* Until something of the test's is surely on its way. */
static void let_it_begin(void)
{
    sleep_ms(150 * patience());
}

static void what_is_in_flight_ends_at_once(void **state)
{
    (void)state;
    begin("--fault=delay=30s,nth=1", NULL);
    fetcher waiter;
    xeng_operation operation = submit(1);
    start(&waiter, operation);
    let_it_begin();
    int64_t since = now_ms();
    xeng_client_cancel(client, operation);
    must_be_cancelled(&waiter, since);
    MUST_STILL_WORK(client);
    end();
}

static void what_waits_for_the_rate_limit_ends_at_once(void **state)
{
    (void)state;
    begin("--rate-limit=3", "--rate-window=60");
    MUST_STILL_WORK(client); /* uses the limit up */
    fetcher waiter;
    xeng_operation operation = submit(4);
    start(&waiter, operation);
    let_it_begin();
    int64_t since = now_ms();
    xeng_client_cancel(client, operation);
    must_be_cancelled(&waiter, since);
    assert_int_equal(simulator_request_count(sim), 3);
    end();
}

static void what_waits_for_its_next_attempt_ends_at_once(void **state)
{
    (void)state;
    begin("--fault=status=503,retry-after=30,nth=1", NULL);
    fetcher waiter;
    xeng_operation operation = submit(1);
    start(&waiter, operation);
    simulator_wait_for_requests(sim, 1);
    let_it_begin();
    int64_t since = now_ms();
    xeng_client_cancel(client, operation);
    must_be_cancelled(&waiter, since);
    MUST_STILL_WORK(client);
    end();
}

static void everything_ends_at_once_together(void **state)
{
    (void)state;
    begin("--fault=delay=30s,first=16", NULL);
    fetcher fetchers[MANY];
    for (int i = 0; i < MANY; i++) {
        start(&fetchers[i], XENG_OPERATION_NONE);
    }
    let_it_begin();
    let_it_begin();
    int64_t since = now_ms();
    xeng_client_cancel_all(client);
    for (int i = 0; i < MANY; i++) {
        must_be_cancelled(&fetchers[i], since);
    }
    end();
}

static void a_cancelled_one_takes_no_other_with_it(void **state)
{
    (void)state;
    begin("--fault=delay=300", NULL);
    xeng_operation operations[8];
    for (size_t i = 0; i < 8; i++) {
        operations[i] = submit(i + 1);
    }
    for (size_t i = 0; i < 8; i += 2) {
        xeng_client_cancel(client, operations[i]);
    }
    for (size_t i = 0; i < 8; i++) {
        xeng_result *result = NULL;
        xeng_error *refusal = NULL;
        int32_t code = xeng_client_wait(client, operations[i], &result, &refusal);
        if (i % 2 == 0) {
            MUST_BE(refusal, XENG_ERROR_CANCELLED, code);
        } else {
            must_at(code, refusal, __FILE__, __LINE__);
            (void)favorites_of(result, post(i + 1, 3));
        }
        xeng_error_unref(refusal);
        xeng_result_unref(result);
    }
    end();
}

static void cancelling_leaks_no_descriptor(void **state)
{
    (void)state;
    begin("--fault=delay=30s,every=2", NULL);
    size_t before = 0;
    for (int round = 0; round < 8; round++) {
        xeng_operation operations[MANY];
        for (size_t i = 0; i < MANY; i++) {
            operations[i] = submit(i + 1);
        }
        MUST(xeng_client_dispatch(client, 20, error));
        xeng_client_cancel_all(client);
        for (size_t i = 0; i < MANY; i++) {
            xeng_result *result = NULL;
            (void)xeng_client_wait(client, operations[i], &result, NULL);
            xeng_result_unref(result);
        }
        if (round == 1) {
            before = open_descriptors();
        }
    }
    /* The pool of connections may breathe; a leak would be one for each that was cancelled. */
    assert_in_range(open_descriptors(), 0, before + MANY);
    xeng_client_unref(client);
    client = NULL;
    end();
}

static void a_released_client_leaves_no_descriptor(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    user = user_credentials();
    size_t before = 0;
    for (int round = 0; round < 4; round++) {
        client = sim_client(sim);
        (void)submit(1);
        (void)submit(2);
        MUST(xeng_client_dispatch(client, 20, error));
        xeng_client_unref(client);
        client = sim_client(sim);
        MUST_STILL_WORK(client);
        xeng_client_unref(client);
        if (round == 0) {
            before = open_descriptors(); /* libraries may have opened something for good */
        }
    }
    client = NULL;
    assert_int_equal(open_descriptors(), before);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_flight_ends_at_once),
        cmocka_unit_test(what_waits_for_the_rate_limit_ends_at_once),
        cmocka_unit_test(what_waits_for_its_next_attempt_ends_at_once),
        cmocka_unit_test(everything_ends_at_once_together),
        cmocka_unit_test(a_cancelled_one_takes_no_other_with_it),
        cmocka_unit_test(cancelling_leaks_no_descriptor),
        cmocka_unit_test(a_released_client_leaves_no_descriptor),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
