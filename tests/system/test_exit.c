/* A process that ends while its threads fetch: with the status that it chose, no crash, no hang. */
#include <openssl/crypto.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checks.h"

enum {
    THREADS = 4,
    ROUNDS = 30,
    JOINED_ROUNDS = 10, /* each takes a second */
    CHOSEN = 7,
    WRONG = 8
};

/* In the process that ends. */

static pthread_t threads[THREADS];
static xeng_client *client;
static xeng_credentials *credentials;
static atomic_int fetched;

static void *fetch_until_refused(void *context)
{
    (void)context;
    for (uint64_t number = 1;; number++) {
        xeng_result *result = NULL;
        xeng_error *refusal = NULL;
        xeng_request *request = small_request(post(number % 1000 + 1, 3));
        int32_t code = xeng_client_fetch(client, credentials, request, &result, &refusal);
        xeng_result_unref(result);
        xeng_request_unref(request);
        xeng_error_unref(refusal);
        if (code == XENG_ERROR_CANCELLED) {
            return NULL;
        }
        if (code != XENG_OK) {
            _exit(WRONG);
        }
        atomic_fetch_add(&fetched, 1);
    }
}

/* As a program does that has its threads in a global object. */
static void join_all(void)
{
    for (int i = 0; i < THREADS; i++) {
        if (pthread_join(threads[i], NULL) != 0) {
            _exit(WRONG);
        }
    }
    xeng_client_cancel_all(client);
    xeng_client_unref(client);
    xeng_credentials_unref(credentials);
}

static int end_in_mid_fetch(char **arguments)
{
    long pause_us = strtol(arguments[2], NULL, 10);
    int join = atoi(arguments[3]);
    if (join && atexit(join_all) != 0) {
        return WRONG;
    }
    /* Others may have made OpenSSL ready, and so chosen when it takes itself apart. */
    (void)OPENSSL_init_crypto(0, NULL);
    client = client_with(options_for(arguments[0], arguments[1]));
    credentials = user_credentials();
    for (int i = 0; i < THREADS; i++) {
        if (pthread_create(&threads[i], NULL, fetch_until_refused, NULL) != 0) {
            return WRONG;
        }
        if (!join && pthread_detach(threads[i]) != 0) {
            return WRONG;
        }
    }
    while (atomic_load(&fetched) < 1) {
        (void)usleep(200);
    }
    (void)usleep((useconds_t)pause_us);
    exit(CHOSEN);
}

/* In the one that looks. */

static simulator *sim;

static void ends_well(int round, const char *join)
{
    char pause_us[16];
    snprintf(pause_us, sizeof pause_us, "%d", round * 137);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        /* What is under way is left lying, on purpose: its memory goes with the process. */
        (void)setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
        execl("/proc/self/exe", "test-system-exit", simulator_url(sim), simulator_ca_file(sim),
              pause_us, join, (char *)NULL);
        _exit(WRONG);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), CHOSEN);
}

static void threads_that_fetch_dont_disturb_the_end(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        ends_well(round, "0");
    }
}

static void threads_can_be_joined_at_the_end(void **state)
{
    (void)state;
    for (int round = 0; round < JOINED_ROUNDS; round++) {
        ends_well(round, "1");
    }
}

static int start(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, NULL);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    simulator_stop(sim);
    return 0;
}

int main(int count, char **arguments)
{
    if (count == 5) {
        return end_in_mid_fetch(arguments + 1);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_that_fetch_dont_disturb_the_end),
        cmocka_unit_test(threads_can_be_joined_at_the_end),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
