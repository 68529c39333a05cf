/* A client on both sides of a fork(), and SIGPIPE. */
#include "system.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#include "peer.h"

static peer server;
static xeng_client *client;
static xeng_credentials *credentials;
static xeng_request *request;

static void begin(peer_answer answer)
{
    peer_start(&server, answer, NULL);
    client = client_for(server.url, NULL);
    credentials = user_credentials();
    request = totals_request(1, 1);
}

static void end(void)
{
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    peer_stop(&server);
}

/* What a child does with its parent's client; 0 if all is as it should be. */
static int be_the_child(xeng_operation pending)
{
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    xeng_operation operation;
    if (xeng_client_fetch(client, credentials, request, &result, &error) != XENG_ERROR_FORKED ||
        xeng_error_code(error) != XENG_ERROR_FORKED) {
        return 1;
    }
    xeng_error_unref(error);
    if (xeng_client_submit(client, credentials, request, &operation, NULL) != XENG_ERROR_FORKED ||
        xeng_client_wait(client, pending, &result, NULL) != XENG_ERROR_FORKED) {
        return 2;
    }
    if (xeng_client_dispatch(client, 0, NULL) != XENG_ERROR_FORKED ||
        xeng_client_next_completion(client, &operation, &result, NULL) != XENG_ERROR_FORKED ||
        xeng_client_fd(client) != -1) {
        return 3;
    }
    xeng_client_cancel(client, pending);
    xeng_client_cancel_all(client);
    xeng_client_unref(client);
    /* A client of its own works. */
    client = client_for(server.url, NULL);
    if (fetch_code(client, credentials, request, NULL) != XENG_OK) {
        return 4;
    }
    xeng_client_unref(client);
    return 0;
}

static void expect_child(pid_t child)
{
    int status = 0;
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static int answer_late(peer *self, int fd, size_t number, const char *text)
{
    (void)text;
    if (number == 2) {
        peer_pause(self, 500);
    }
    return peer_reply_counts(fd);
}

static void a_child_is_refused_and_the_parent_goes_on(void **state)
{
    (void)state;
    begin(answer_late);
    assert_int_equal(fetch_code(client, credentials, request, NULL), XENG_OK);
    /* One request is under way while the child comes, uses, releases and goes. */
    xeng_operation pending;
    assert_int_equal(xeng_client_submit(client, credentials, request, &pending, NULL), XENG_OK);
    assert_int_equal(xeng_client_dispatch(client, 20, NULL), XENG_OK);
    peer_wait_for(&server, 2);
    pid_t child = fork();
    if (child == 0) {
        _exit(be_the_child(pending));
    }
    expect_child(child);
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, pending, &result, NULL), XENG_OK);
    xeng_result_unref(result);
    assert_int_equal(fetch_code(client, credentials, request, NULL), XENG_OK);
    /* The parent's one connection has seen it all: 1, the pending one, the last. */
    assert_int_equal(peer_connections(&server), 2);
    end();
}

static atomic_int stop;

static void *fetch_on_and_on(void *context)
{
    (void)context;
    while (!atomic_load(&stop)) {
        if (fetch_code(client, credentials, request, NULL) != XENG_OK) {
            return client;
        }
    }
    return NULL;
}

static void a_child_forked_in_the_middle_of_things_never_hangs(void **state)
{
    (void)state;
    begin(peer_always_fine);
    pthread_t threads[4];
    atomic_store(&stop, 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, fetch_on_and_on, NULL), 0);
    }
    for (int i = 0; i < 40; i++) {
        pid_t child = fork();
        if (child == 0) {
            alarm(20);
            int wrong = xeng_client_dispatch(client, -1, NULL) != XENG_ERROR_FORKED;
            xeng_client_unref(client);
            _exit(wrong);
        }
        expect_child(child);
    }
    atomic_store(&stop, 1);
    for (int i = 0; i < 4; i++) {
        void *wrong = NULL;
        pthread_join(threads[i], &wrong);
        assert_null(wrong);
    }
    end();
}

static int hang_up_after_the_answer(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    (void)text;
    peer_reply_counts(fd);
    return peer_reset(fd);
}

static void a_connection_that_is_gone_raises_no_signal(void **state)
{
    (void)state;
    /* As a program has it that never heard of SIGPIPE: it would end here. */
    struct sigaction standard = {.sa_handler = SIG_DFL};
    struct sigaction before;
    sigaction(SIGPIPE, &standard, &before);
    begin(hang_up_after_the_answer);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(fetch_code(client, credentials, request, NULL), XENG_OK);
    }
    end();
    struct sigaction after;
    sigaction(SIGPIPE, &before, &after);
    assert_ptr_equal(after.sa_handler, SIG_DFL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_is_refused_and_the_parent_goes_on),
        cmocka_unit_test(a_child_forked_in_the_middle_of_things_never_hangs),
        cmocka_unit_test(a_connection_that_is_gone_raises_no_signal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
