/* Many threads on one client, over TLS: each gets what is its own, over few connections. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "checks.h"

enum {
    THREADS = 64,
    ROUNDS = 4
};

static xeng_client *client;
static xeng_credentials *user;
static xeng_credentials *bearer;

typedef struct worker {
    pthread_t thread;
    uint64_t number;
    int64_t counts[ROUNDS];
    int delivered;
    int cancelled;
    int wrong;    /* anything that shouldn't be */
    int32_t code; /* of the last failure */
} worker;

static uint64_t post_of(const worker *self, int round)
{
    return post(self->number * ROUNDS + (uint64_t)round + 1, 3);
}

static void *fetch_all(void *context)
{
    worker *self = context;
    for (int round = 0; round < ROUNDS; round++) {
        xeng_result *result = NULL;
        xeng_error *refusal = NULL;
        xeng_request *request = small_request(post_of(self, round));
        xeng_credentials *mine = self->number % 2 == 0 ? user : bearer;
        int32_t code = xeng_client_fetch(client, mine, request, &result, &refusal);
        if (code == XENG_OK) {
            xeng_node root = xeng_result_root(result, 0);
            xeng_node node = xeng_result_child_by_id(result, root, post_of(self, round));
            node = xeng_result_child_by_metric(result, node, XENG_METRIC_FAVORITES);
            self->wrong +=
                xeng_result_value(result, node, &self->counts[round]) != XENG_VALUE_DELIVERED;
            self->delivered++;
        } else {
            self->cancelled += code == XENG_ERROR_CANCELLED;
            self->wrong += code != XENG_ERROR_CANCELLED || result != NULL;
            self->code = code;
        }
        xeng_request_unref(request);
        xeng_result_unref(result);
        xeng_error_unref(refusal);
    }
    return NULL;
}

static worker workers[THREADS];

static void begin(const simulator *sim)
{
    /* One in eight attempts fails in a test below: five of them could, in a row. */
    xeng_options *options = sim_options(sim);
    xeng_options_set_max_attempts(options, 20);
    client = client_with(options);
    user = user_credentials();
    bearer = bearer_credentials();
    for (size_t i = 0; i < THREADS; i++) {
        workers[i] = (worker){.number = i};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, fetch_all, &workers[i]), 0);
    }
}

static void end(void)
{
    xeng_credentials_unref(user);
    xeng_credentials_unref(bearer);
    xeng_client_unref(client);
}

static void join_all(void)
{
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
    }
}

static void must_be_delivered(const worker *self)
{
    if (self->wrong != 0 || self->delivered != ROUNDS) {
        fail_msg("thread %d: %d delivered, %d wrong, %s", (int)self->number, self->delivered,
                 self->wrong, xeng_error_code_name(self->code));
    }
}

static void sixty_four_threads_get_their_own_counts_over_few_connections(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    begin(sim);
    join_all();
    for (size_t i = 0; i < THREADS; i++) {
        must_be_delivered(&workers[i]);
        int round = (int)(i % ROUNDS); /* a sample; each takes a process */
        assert_true(workers[i].counts[round] == simulator_count(post_of(&workers[i], round),
                                                                "favorites", SIMULATOR_CREATION,
                                                                NOW));
    }
    assert_int_equal(simulator_request_count(sim), THREADS * ROUNDS);
    assert_in_range(simulator_log_distinct(sim, "connection"), 1, 16);
    end();
    simulator_stop(sim);
}

static void failures_in_between_lose_nobody(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--fault=status=503,every=19,retry-after=0",
                                     "--fault=truncate-gzip,every=23,retry-after=0",
                                     "--fault=reset,every=31", NULL);
    begin(sim);
    join_all();
    for (size_t i = 0; i < THREADS; i++) {
        must_be_delivered(&workers[i]);
    }
    end();
    simulator_stop(sim);
}

static void cancelling_at_random_loses_nobody(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--fault=delay=20,every=2", NULL);
    begin(sim);
    unsigned seed = 7;
    for (int i = 0; i < 12; i++) {
        seed = seed * 1103515245U + 12345U;
        sleep_ms(1 + seed / 65536 % 12);
        xeng_client_cancel_all(client);
    }
    join_all();
    int delivered = 0;
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(workers[i].wrong, 0);
        assert_int_equal(workers[i].delivered + workers[i].cancelled, ROUNDS);
        delivered += workers[i].delivered;
    }
    assert_in_range(delivered, 0, THREADS * ROUNDS - 1);
    MUST_STILL_WORK(client);
    end();
    simulator_stop(sim);
}

static atomic_int stop;

static void *take_what_is_submitted(void *context)
{
    int *wrong = context;
    while (!atomic_load(&stop)) {
        xeng_operation operation;
        xeng_result *result = NULL;
        if (xeng_client_dispatch(client, 10, NULL) != XENG_OK) {
            (*wrong)++;
        }
        while (xeng_client_next_completion(client, &operation, &result, NULL) == XENG_OK &&
               operation != XENG_OPERATION_NONE) {
            (*wrong)++; /* fetches are nobody's completion */
            xeng_result_unref(result);
        }
    }
    return NULL;
}

static void an_event_loop_beside_them_does_no_harm(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    pthread_t loop;
    int wrong = 0;
    atomic_store(&stop, 0);
    begin(sim);
    assert_int_equal(pthread_create(&loop, NULL, take_what_is_submitted, &wrong), 0);
    join_all();
    atomic_store(&stop, 1);
    pthread_join(loop, NULL);
    assert_int_equal(wrong, 0);
    for (size_t i = 0; i < THREADS; i++) {
        must_be_delivered(&workers[i]);
    }
    end();
    simulator_stop(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixty_four_threads_get_their_own_counts_over_few_connections),
        cmocka_unit_test(failures_in_between_lose_nobody),
        cmocka_unit_test(cancelling_at_random_loses_nobody),
        cmocka_unit_test(an_event_loop_beside_them_does_no_harm),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
