/* One thread, one descriptor: submitting, polling, dispatching, taking what is finished. */
#include "system.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

#include "peer.h"

static peer server;
static xeng_client *client;
static xeng_credentials *credentials;
static xeng_request *request;

static void begin(peer_answer answer, void *context)
{
    peer_start(&server, answer, context);
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

static xeng_operation submit(void)
{
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_error *error = NULL;
    int32_t code = xeng_client_submit(client, credentials, request, &operation, &error);
    if (code != XENG_OK) {
        print_error("%s\n", xeng_error_message(error));
        xeng_error_unref(error);
    }
    assert_int_equal(code, XENG_OK);
    assert_true(operation != XENG_OPERATION_NONE);
    return operation;
}

static int readable(int timeout_ms)
{
    struct pollfd one = {.fd = xeng_client_fd(client), .events = POLLIN};
    return poll(&one, 1, timeout_ms);
}

/* Takes one completion, which must be fine; its number, or XENG_OPERATION_NONE. */
static xeng_operation take(void)
{
    xeng_operation operation = 99;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_client_next_completion(client, &operation, &result, &error);
    assert_int_equal(code, XENG_OK);
    assert_null(error);
    assert_true((operation == XENG_OPERATION_NONE) == (result == NULL));
    xeng_result_unref(result);
    return operation;
}

static void two_hundred_requests_go_through_one_descriptor(void **state)
{
    (void)state;
    enum {
        COUNT = 200
    };
    begin(peer_always_fine, NULL);
    static unsigned char seen[COUNT + 1];
    memset(seen, 0, sizeof seen);
    xeng_operation first = submit();
    for (int i = 1; i < COUNT; i++) {
        assert_int_equal(submit(), first + (xeng_operation)i);
    }
    int done = 0;
    int64_t until = now_ms() + 20000 * patience();
    while (done < COUNT) {
        assert_true(now_ms() < until);
        assert_int_equal(readable(5000), 1);
        assert_int_equal(xeng_client_dispatch(client, 0, NULL), XENG_OK);
        xeng_operation operation;
        while ((operation = take()) != XENG_OPERATION_NONE) {
            assert_in_range(operation, first, first + COUNT - 1);
            assert_int_equal(seen[operation - first]++, 0);
            done++;
        }
    }
    /* What is left are timers of libcurl's own: soon all is quiet. */
    for (int i = 0; i < 10 && readable(0) != 0; i++) {
        assert_int_equal(xeng_client_dispatch(client, 0, NULL), XENG_OK);
    }
    assert_int_equal(readable(0), 0);
    assert_true(peer_connections(&server) <= 16);
    end();
}

static int answer_late(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    peer_pause(self, 300);
    return peer_reply_counts(fd);
}

static void the_descriptor_sleeps_while_nothing_happens(void **state)
{
    (void)state;
    begin(answer_late, NULL);
    assert_int_equal(readable(0), 0);
    xeng_operation operation = submit();
    int64_t until = now_ms() + 10000;
    int wakings = 0;
    xeng_operation done = XENG_OPERATION_NONE;
    while (done == XENG_OPERATION_NONE && now_ms() < until) {
        if (readable(5000) == 1) {
            wakings++;
            assert_int_equal(xeng_client_dispatch(client, 0, NULL), XENG_OK);
            done = take();
        }
    }
    assert_int_equal(done, operation);
    /* Connecting, sending, receiving, and libcurl's own timers: not hundreds of times. */
    assert_true(wakings < 40);
    end();
}

static void the_descriptor_stays_readable_until_all_is_taken(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    xeng_operation a = submit();
    xeng_operation b = submit();
    int64_t until = now_ms() + 5000;
    while (now_ms() < until && peer_requests(&server) < 2) {
        assert_int_equal(xeng_client_dispatch(client, 10, NULL), XENG_OK);
    }
    /* With one to take it doesn't wait for the other. */
    for (int i = 0; i < 50; i++) {
        sleep_ms(2);
        assert_int_equal(xeng_client_dispatch(client, 5, NULL), XENG_OK);
    }
    assert_int_equal(readable(0), 1);
    /* Waiting with something to take returns at once. */
    int64_t begun = now_ms();
    assert_int_equal(xeng_client_dispatch(client, -1, NULL), XENG_OK);
    assert_true(now_ms() - begun < 200 * patience());
    xeng_operation first = take();
    assert_int_equal(readable(0), 1);
    xeng_operation second = take();
    assert_true((first == a && second == b) || (first == b && second == a));
    assert_int_equal(readable(0), 0);
    assert_int_equal(take(), XENG_OPERATION_NONE);
    end();
}

static void dispatch_alone_is_enough(void **state)
{
    (void)state;
    begin(answer_late, NULL);
    xeng_operation operation = submit();
    xeng_operation done = XENG_OPERATION_NONE;
    int turns = 0;
    while (done == XENG_OPERATION_NONE) {
        assert_int_equal(xeng_client_dispatch(client, -1, NULL), XENG_OK);
        done = take();
        assert_true(++turns < 100);
    }
    assert_int_equal(done, operation);
    end();
}

static void dispatch_waits_no_longer_than_told(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    int64_t begun = now_ms();
    assert_int_equal(xeng_client_dispatch(client, 100, NULL), XENG_OK);
    assert_in_range(now_ms() - begun, 100, 100 + 60 * patience());
    assert_int_equal(xeng_client_dispatch(client, -2, NULL), XENG_ERROR_INVALID_ARGUMENT);
    end();
}

static void on_alarm(int number)
{
    (void)number;
}

static void a_signal_ends_dispatch(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    struct sigaction action = {.sa_handler = on_alarm};
    struct sigaction before;
    sigaction(SIGALRM, &action, &before);
    struct itimerval soon = {.it_value = {.tv_usec = 50000}};
    setitimer(ITIMER_REAL, &soon, NULL);
    int64_t begun = now_ms();
    assert_int_equal(xeng_client_dispatch(client, 5000, NULL), XENG_OK);
    assert_true(now_ms() - begun < 2000);
    sigaction(SIGALRM, &before, NULL);
    end();
}

static int refuse(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    (void)text;
    return peer_reply(fd, "401 Unauthorized", "", "{\"errors\":[\"who are you\"]}");
}

static void a_failure_is_a_completion_with_an_error(void **state)
{
    (void)state;
    begin(refuse, NULL);
    xeng_operation submitted = submit();
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = XENG_OK;
    while (operation == XENG_OPERATION_NONE) {
        assert_int_equal(xeng_client_dispatch(client, -1, NULL), XENG_OK);
        code = xeng_client_next_completion(client, &operation, &result, &error);
    }
    assert_int_equal(operation, submitted);
    assert_int_equal(code, XENG_ERROR_UNAUTHORIZED);
    assert_int_equal(xeng_error_code(error), XENG_ERROR_UNAUTHORIZED);
    assert_null(result);
    xeng_error_unref(error);
    end();
}

static void a_cancelled_operation_is_a_completion_too(void **state)
{
    (void)state;
    begin(answer_late, NULL);
    xeng_operation submitted = submit();
    xeng_client_cancel(client, submitted);
    assert_int_equal(readable(0), 1);
    xeng_operation operation;
    xeng_result *result;
    assert_int_equal(xeng_client_next_completion(client, &operation, &result, NULL),
                     XENG_ERROR_CANCELLED);
    assert_int_equal(operation, submitted);
    end();
}

static void a_request_may_be_changed_once_it_is_submitted(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    xeng_operation operation = submit();
    assert_int_equal(xeng_request_add_id(request, 2, NULL), XENG_OK);
    xeng_request_unref(request);
    request = NULL;
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, operation, &result, NULL), XENG_OK);
    assert_int_equal(xeng_result_id_count(result), 1);
    xeng_result_unref(result);
    end();
}

static void what_is_waited_for_is_no_completion(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    xeng_operation a = submit();
    xeng_operation b = submit();
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, b, &result, NULL), XENG_OK);
    xeng_result_unref(result);
    assert_int_equal(xeng_client_wait(client, b, &result, NULL), XENG_ERROR_STATE);
    xeng_operation done = XENG_OPERATION_NONE;
    while (done == XENG_OPERATION_NONE) {
        assert_int_equal(xeng_client_dispatch(client, 10, NULL), XENG_OK);
        done = take();
    }
    assert_int_equal(done, a);
    assert_int_equal(take(), XENG_OPERATION_NONE);
    end();
}

static void an_incomplete_request_is_refused_before_it_is_sent(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    xeng_request *empty = NULL;
    assert_int_equal(xeng_request_new(XENG_ENDPOINT_TOTALS, NULL, &empty, NULL), XENG_OK);
    xeng_operation operation = 5;
    xeng_error *error = NULL;
    assert_int_equal(xeng_client_submit(client, credentials, empty, &operation, &error),
                     XENG_ERROR_RULE);
    assert_int_equal(operation, XENG_OPERATION_NONE);
    xeng_error_unref(error);
    xeng_request_unref(empty);
    assert_int_equal(peer_connections(&server), 0);
    end();
}

static void credentials_that_cannot_read_it_are_refused_before_it_is_sent(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_IMPRESSIONS, NULL), XENG_OK);
    xeng_credentials *bearer = bearer_credentials();
    xeng_error *error = NULL;
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_fetch(client, bearer, request, &result, &error), XENG_ERROR_RULE);
    assert_int_equal(xeng_error_rule(error), XENG_RULE_METRIC_NEEDS_USER_CONTEXT);
    xeng_error_unref(error);
    xeng_credentials_unref(bearer);
    assert_int_equal(peer_connections(&server), 0);
    end();
}

static void null_is_refused_without_a_crash(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    xeng_result *result = NULL;
    xeng_operation operation;
    assert_int_equal(xeng_client_new(NULL, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_fetch(NULL, credentials, request, &result, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_fetch(client, NULL, request, &result, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_fetch(client, credentials, NULL, &result, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_fetch(client, credentials, request, NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_submit(client, credentials, request, NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_wait(NULL, 1, &result, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_wait(client, 1, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_wait(client, 1, &result, NULL), XENG_ERROR_STATE);
    assert_int_equal(xeng_client_dispatch(NULL, 0, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_next_completion(NULL, &operation, &result, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_next_completion(client, NULL, &result, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_next_completion(client, &operation, NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_client_fd(NULL), -1);
    xeng_client_cancel(NULL, 1);
    xeng_client_cancel_all(NULL);
    assert_null(xeng_client_ref(NULL));
    xeng_client_unref(NULL);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_requests_go_through_one_descriptor),
        cmocka_unit_test(the_descriptor_sleeps_while_nothing_happens),
        cmocka_unit_test(the_descriptor_stays_readable_until_all_is_taken),
        cmocka_unit_test(dispatch_alone_is_enough),
        cmocka_unit_test(dispatch_waits_no_longer_than_told),
        cmocka_unit_test(a_signal_ends_dispatch),
        cmocka_unit_test(a_failure_is_a_completion_with_an_error),
        cmocka_unit_test(a_cancelled_operation_is_a_completion_too),
        cmocka_unit_test(a_request_may_be_changed_once_it_is_submitted),
        cmocka_unit_test(what_is_waited_for_is_no_completion),
        cmocka_unit_test(an_incomplete_request_is_refused_before_it_is_sent),
        cmocka_unit_test(credentials_that_cannot_read_it_are_refused_before_it_is_sent),
        cmocka_unit_test(null_is_refused_without_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
