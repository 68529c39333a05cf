/* Many threads on one client, blocking and dispatching together. */
#include "system.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"

enum {
    THREADS = 64,
    FETCHES = 20
};

static peer server;
static xeng_client *client;
static xeng_credentials *credentials;
static atomic_int fine;
static atomic_int finished;

static int count_for_the_asked(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    const char *id = strstr(text, "\"tweet_ids\":[\"");
    char body[128];
    unsigned long long asked = id == NULL ? 0 : strtoull(id + 14, NULL, 10);
    snprintf(body, sizeof body, "{\"g\":{\"%llu\":{\"favorites\":\"%llu\",\"retweets\":\"1\"}}}",
             asked, asked * 3);
    return peer_reply(fd, "200 OK", "", body);
}

/* Whether a result is the answer to a request for this id and no other's. */
static int answers(const xeng_result *result, uint64_t id)
{
    int64_t value = 0;
    xeng_node post = xeng_result_child_by_id(result, xeng_result_root_by_name(result, "g"), id);
    xeng_node leaf = xeng_result_child_by_metric(result, post, XENG_METRIC_FAVORITES);
    return xeng_result_value(result, leaf, &value) == XENG_VALUE_DELIVERED &&
           value == (int64_t)id * 3;
}

static void *fetch_many(void *context)
{
    uint64_t first = *(const uint64_t *)context;
    for (uint64_t i = 0; i < FETCHES; i++) {
        xeng_request *request = totals_request(first + i, 1);
        xeng_result *result = NULL;
        if (xeng_client_fetch(client, credentials, request, &result, NULL) == XENG_OK &&
            answers(result, first + i)) {
            atomic_fetch_add(&fine, 1);
        }
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
    atomic_fetch_add(&finished, 1);
    return NULL;
}

static void run_threads(void *(*function)(void *))
{
    static uint64_t firsts[THREADS];
    pthread_t threads[THREADS];
    atomic_store(&fine, 0);
    atomic_store(&finished, 0);
    for (size_t i = 0; i < THREADS; i++) {
        firsts[i] = 1 + i * 1000;
        assert_int_equal(pthread_create(&threads[i], NULL, function, &firsts[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}

static int begin(void **state)
{
    (void)state;
    peer_start(&server, count_for_the_asked, NULL);
    client = client_for(server.url, NULL);
    credentials = user_credentials();
    return 0;
}

static int end(void **state)
{
    (void)state;
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    peer_stop(&server);
    return 0;
}

static void sixty_four_threads_get_each_its_own_answer(void **state)
{
    (void)state;
    run_threads(fetch_many);
    assert_int_equal(atomic_load(&fine), THREADS * FETCHES);
    /* At most as many connections as requests may be under way at once. */
    assert_true(peer_connections(&server) <= 16);
    assert_int_equal(peer_requests(&server), THREADS * FETCHES);
}

static void *submit_and_wait(void *context)
{
    uint64_t first = *(const uint64_t *)context;
    xeng_operation operations[FETCHES];
    for (uint64_t i = 0; i < FETCHES; i++) {
        xeng_request *request = totals_request(first + i, 1);
        if (xeng_client_submit(client, credentials, request, &operations[i], NULL) != XENG_OK) {
            abort();
        }
        xeng_request_unref(request);
    }
    /* Last first, so that most are finished, or another thread's to drive, when asked for. */
    for (uint64_t i = FETCHES; i-- > 0;) {
        xeng_result *result = NULL;
        if (xeng_client_wait(client, operations[i], &result, NULL) == XENG_OK &&
            answers(result, first + i)) {
            atomic_fetch_add(&fine, 1);
        }
        xeng_result_unref(result);
    }
    return NULL;
}

static void threads_wait_for_what_they_submitted(void **state)
{
    (void)state;
    run_threads(submit_and_wait);
    assert_int_equal(atomic_load(&fine), THREADS * FETCHES);
    xeng_operation operation = 1;
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_next_completion(client, &operation, &result, NULL), XENG_OK);
    assert_int_equal(operation, XENG_OPERATION_NONE);
}

static void *dispatch_until_all_have_finished(void *context)
{
    (void)context;
    while (atomic_load(&finished) < THREADS) {
        if (xeng_client_dispatch(client, 5, NULL) != XENG_OK) {
            abort();
        }
    }
    return NULL;
}

static void dispatching_beside_blocking_threads_does_no_harm(void **state)
{
    (void)state;
    pthread_t dispatchers[4];
    atomic_store(&finished, 0);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(
            pthread_create(&dispatchers[i], NULL, dispatch_until_all_have_finished, NULL), 0);
    }
    run_threads(fetch_many);
    for (size_t i = 0; i < 4; i++) {
        pthread_join(dispatchers[i], NULL);
    }
    assert_int_equal(atomic_load(&fine), THREADS * FETCHES);
}

static void *fetch_and_be_cancelled(void *context)
{
    uint64_t first = *(const uint64_t *)context;
    for (uint64_t i = 0; i < FETCHES; i++) {
        xeng_request *request = totals_request(first + i, 1);
        xeng_result *result = NULL;
        int32_t code = xeng_client_fetch(client, credentials, request, &result, NULL);
        if (code == XENG_ERROR_CANCELLED || (code == XENG_OK && answers(result, first + i))) {
            atomic_fetch_add(&fine, 1);
        }
        xeng_result_unref(result);
        xeng_request_unref(request);
        if (i % 4 == 0 && first % 8 == 1) {
            xeng_client_cancel_all(client);
        }
    }
    return NULL;
}

static void cancelling_everything_again_and_again_loses_nobody(void **state)
{
    (void)state;
    run_threads(fetch_and_be_cancelled);
    assert_int_equal(atomic_load(&fine), THREADS * FETCHES);
}

static void *fetch_with_short_deadlines(void *context)
{
    uint64_t first = *(const uint64_t *)context;
    for (uint64_t i = 0; i < FETCHES; i++) {
        xeng_request *request = totals_request(first + i, 1);
        xeng_request_set_deadline_ms(request, (uint32_t)(1 + (first + i) % 7));
        xeng_result *result = NULL;
        xeng_error *error = NULL;
        int32_t code = xeng_client_fetch(client, credentials, request, &result, &error);
        if (code == XENG_ERROR_DEADLINE || (code == XENG_OK && answers(result, first + i))) {
            atomic_fetch_add(&fine, 1);
        } else {
            print_error("%s\n", xeng_error_message(error));
        }
        xeng_error_unref(error);
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
    return NULL;
}

static void deadlines_that_pass_all_the_time_lose_nobody(void **state)
{
    (void)state;
    run_threads(fetch_with_short_deadlines);
    assert_int_equal(atomic_load(&fine), THREADS * FETCHES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sixty_four_threads_get_each_its_own_answer, begin, end),
        cmocka_unit_test_setup_teardown(threads_wait_for_what_they_submitted, begin, end),
        cmocka_unit_test_setup_teardown(dispatching_beside_blocking_threads_does_no_harm, begin,
                                        end),
        cmocka_unit_test_setup_teardown(cancelling_everything_again_and_again_loses_nobody, begin,
                                        end),
        cmocka_unit_test_setup_teardown(deadlines_that_pass_all_the_time_lose_nobody, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
