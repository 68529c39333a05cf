/* Outboxes of the engine, beside threads that block and event loops. The one test here that looks
 * inside: in public only jobs have outboxes. */
#include "system.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/client.h"
#include "net/outbox.h"
#include "peer.h"
#include "wire/request_call.h"

static peer server;
static xeng_client *client;
static xeng__engine *engine;
static xeng_credentials *credentials;
static xeng_request *request;

static void begin_with(peer_answer answer, uint32_t max_concurrency)
{
    peer_start(&server, answer, NULL);
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_max_concurrency(options, max_concurrency);
    client = client_with(options);
    engine = xeng__client_engine(client);
    credentials = user_credentials();
    request = totals_request(1, 1);
}

static void begin(peer_answer answer)
{
    begin_with(answer, 16);
}

static void end(void)
{
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    peer_stop(&server);
}

static xeng__outbox *outbox_new(void)
{
    xeng__outbox *outbox = NULL;
    assert_int_equal(xeng__outbox_new(engine, &outbox, NULL), XENG_OK);
    return outbox;
}

static uint64_t submit(xeng__outbox *outbox, uint32_t delay_ms)
{
    xeng__call call = XENG__CALL_EMPTY;
    uint64_t operation = 0;
    assert_int_equal(xeng__request_call(server.url, credentials, request, &call, NULL), XENG_OK);
    const xeng__submission submission = {.call = &call, .expected = request, .what = "totals"};
    assert_int_equal(xeng__outbox_submit(outbox, &submission, delay_ms, &operation, NULL), XENG_OK);
    xeng__call_free(&call);
    return operation;
}

/* Takes one outcome and drops what is in it; its operation, 0 if there is none. */
static uint64_t take(xeng__outbox *outbox, int32_t code)
{
    xeng__outcome outcome;
    xeng__outbox_take(outbox, &outcome);
    if (outcome.operation != 0) {
        assert_int_equal(outcome.code, code);
        assert_true((outcome.result != NULL) == (code == XENG_OK));
        assert_true((outcome.error != NULL) == (code != XENG_OK));
    }
    xeng_result_unref(outcome.result);
    xeng_error_unref(outcome.error);
    return outcome.operation;
}

/* Waits for one outcome, which must be of this code. */
static uint64_t wait_for(xeng__outbox *outbox, int32_t code)
{
    int64_t until = now_ms() + 20000 * patience();
    uint64_t operation;
    while ((operation = take(outbox, code)) == 0) {
        assert_true(now_ms() < until);
        assert_int_equal(xeng__outbox_wait(outbox, 5000, NULL), XENG_OK);
    }
    return operation;
}

static int readable(int timeout_ms)
{
    struct pollfd one = {.fd = xeng_client_fd(client), .events = POLLIN};
    return poll(&one, 1, timeout_ms);
}

/* Whether the descriptor comes to rest. */
static bool gets_quiet(void)
{
    for (int i = 0; i < 10 && readable(0) != 0; i++) {
        assert_int_equal(xeng_client_dispatch(client, 0, NULL), XENG_OK);
    }
    return readable(0) == 0;
}

static void outcomes_are_told_where_they_belong(void **state)
{
    (void)state;
    begin(peer_always_fine);
    xeng__outbox *a = outbox_new();
    xeng__outbox *b = outbox_new();
    uint64_t of_a = submit(a, 0);
    uint64_t of_b = submit(b, 0);
    xeng_operation of_client;
    assert_int_equal(xeng_client_submit(client, credentials, request, &of_client, NULL), XENG_OK);
    assert_int_equal(wait_for(b, XENG_OK), of_b);
    assert_int_equal(wait_for(a, XENG_OK), of_a);
    assert_int_equal(xeng__outbox_pending(a) + xeng__outbox_pending(b), 0);
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, of_client, &result, NULL), XENG_OK);
    xeng_result_unref(result);
    assert_int_equal(take(a, XENG_OK) + take(b, XENG_OK), 0);
    xeng__outbox_free(a);
    xeng__outbox_free(b);
    end();
}

static void others_cannot_take_or_cancel_what_is_an_outboxs(void **state)
{
    (void)state;
    begin(peer_always_fine);
    xeng__outbox *outbox = outbox_new();
    uint64_t operation = submit(outbox, 0);
    xeng_client_cancel(client, operation);
    xeng_client_cancel_all(client);
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, operation, &result, NULL), XENG_ERROR_STATE);
    assert_int_equal(wait_for(outbox, XENG_OK), operation);
    operation = submit(outbox, 0);
    while (readable(5000) == 1 && peer_requests(&server) < 2) {
        assert_int_equal(xeng_client_dispatch(client, 10, NULL), XENG_OK);
    }
    xeng_operation other = 99;
    assert_int_equal(xeng_client_next_completion(client, &other, &result, NULL), XENG_OK);
    assert_int_equal(other, XENG_OPERATION_NONE);
    assert_int_equal(wait_for(outbox, XENG_OK), operation);
    xeng__outbox_free(outbox);
    end();
}

static void the_descriptor_is_readable_until_an_outbox_is_empty(void **state)
{
    (void)state;
    begin(peer_always_fine);
    xeng__outbox *outbox = outbox_new();
    assert_true(gets_quiet());
    uint64_t operation = submit(outbox, 0);
    assert_int_equal(xeng__outbox_wait(outbox, 20000, NULL), XENG_OK);
    assert_int_equal(readable(0), 1);
    for (int i = 0; i < 3; i++) { /* an event loop that doesn't know of the outbox */
        assert_int_equal(xeng_client_dispatch(client, 0, NULL), XENG_OK);
        assert_int_equal(readable(0), 1);
    }
    assert_int_equal(take(outbox, XENG_OK), operation);
    assert_true(gets_quiet());
    xeng__outbox_free(outbox);
    end();
}

static void a_nudge_ends_one_wait(void **state)
{
    (void)state;
    begin(peer_always_fine);
    xeng__outbox *outbox = outbox_new();
    xeng__outbox_nudge(outbox);
    xeng__outbox_nudge(outbox);
    assert_int_equal(readable(0), 1);
    int64_t begun = now_ms();
    assert_int_equal(xeng__outbox_wait(outbox, 60000, NULL), XENG_OK);
    assert_true(now_ms() - begun < 30000);
    assert_true(gets_quiet());
    begun = now_ms();
    assert_int_equal(xeng__outbox_wait(outbox, 50, NULL), XENG_OK);
    assert_true(now_ms() - begun >= 50);
    xeng__outbox_free(outbox);
    end();
}

static xeng__outbox *to_nudge;

static void nudge_it(int number)
{
    (void)number;
    int before = errno;
    errno = 4711;
    xeng__outbox_nudge(to_nudge);
    if (errno != 4711) {
        _exit(99);
    }
    errno = before;
}

static void a_signal_handler_may_nudge(void **state)
{
    (void)state;
    begin(peer_always_fine);
    to_nudge = outbox_new();
    struct sigaction action = {.sa_handler = nudge_it, .sa_flags = SA_RESTART};
    struct sigaction before;
    assert_int_equal(sigaction(SIGALRM, &action, &before), 0);
    struct itimerval soon = {.it_value = {.tv_usec = 30000}};
    assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    int64_t begun = now_ms();
    assert_int_equal(xeng__outbox_wait(to_nudge, -1, NULL), XENG_OK);
    assert_true(now_ms() - begun >= 25);
    assert_int_equal(sigaction(SIGALRM, &before, NULL), 0);
    xeng__outbox_free(to_nudge);
    end();
}

static int answer_when_stopped(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    peer_pause(self, 60000);
    return peer_reply_counts(fd);
}

static void *fetch_in_vain(void *context)
{
    (void)context;
    xeng_result *result = NULL;
    int32_t code = xeng_client_fetch(client, credentials, request, &result, NULL);
    return code == XENG_ERROR_CANCELLED ? &server : NULL;
}

/* The thread that drives is another one, and swallows what woke it. */
static void a_nudge_stays_until_it_is_heard_whoever_drives(void **state)
{
    (void)state;
    begin(answer_when_stopped);
    xeng__outbox *outbox = outbox_new();
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, fetch_in_vain, NULL), 0);
    peer_wait_for(&server, 1);
    for (int i = 0; i < 50; i++) {
        xeng__outbox_nudge(outbox);
        assert_int_equal(readable(5000), 1);
        int64_t begun = now_ms();
        sleep_ms(i % 3);
        assert_int_equal(readable(5000), 1);
        assert_int_equal(xeng__outbox_wait(outbox, 60000, NULL), XENG_OK);
        assert_true(now_ms() - begun < 30000);
    }
    xeng_client_cancel_all(client);
    void *fine = NULL;
    assert_int_equal(pthread_join(thread, &fine), 0);
    assert_non_null(fine);
    assert_true(gets_quiet());
    xeng__outbox_free(outbox);
    end();
}

static void what_is_delayed_takes_no_place(void **state)
{
    (void)state;
    begin_with(peer_always_fine, 1);
    xeng__outbox *outbox = outbox_new();
    int64_t begun = now_ms();
    uint64_t late = submit(outbox, 200);
    uint64_t first = submit(outbox, 0);
    uint64_t second = submit(outbox, 0);
    assert_int_equal(wait_for(outbox, XENG_OK), first);
    assert_int_equal(wait_for(outbox, XENG_OK), second);
    assert_int_equal(wait_for(outbox, XENG_OK), late);
    assert_true(now_ms() - begun >= 200);
    xeng__outbox_free(outbox);
    end();
}

static int fail_first(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)text;
    return number == 1 ? peer_reply(fd, "503 Service Unavailable", "Retry-After: 0\r\n", "sorry")
                       : peer_reply_counts(fd);
}

static void an_outcome_tells_of_all_its_attempts(void **state)
{
    (void)state;
    begin(fail_first);
    xeng__outbox *outbox = outbox_new();
    xeng__outcome one;
    xeng__outcome two;
    (void)submit(outbox, 0);
    while (xeng__outbox_take(outbox, &two), two.operation == 0) {
        assert_int_equal(xeng__outbox_wait(outbox, 20000, NULL), XENG_OK);
    }
    (void)submit(outbox, 0);
    while (xeng__outbox_take(outbox, &one), one.operation == 0) {
        assert_int_equal(xeng__outbox_wait(outbox, 20000, NULL), XENG_OK);
    }
    assert_int_equal(two.attempts, 2);
    assert_int_equal(one.attempts, 1);
    assert_true(one.bytes_sent > 0);
    assert_int_equal(two.bytes_sent, 2 * one.bytes_sent);
    assert_int_equal(two.bytes_received, one.bytes_received + strlen("sorry"));
    xeng_result_unref(one.result);
    xeng_result_unref(two.result);
    xeng__outbox_free(outbox);
    end();
}

static void cancelling_drops_all_or_what_waits(void **state)
{
    (void)state;
    begin_with(answer_when_stopped, 1);
    xeng__outbox *outbox = outbox_new();
    xeng__outbox *other = outbox_new();
    uint64_t active = submit(outbox, 0);
    uint64_t queued = submit(outbox, 0);
    uint64_t delayed = submit(outbox, 60000);
    uint64_t others = submit(other, 60000);
    while (peer_requests(&server) < 1) {
        assert_int_equal(xeng__outbox_wait(outbox, 5, NULL), XENG_OK);
    }
    xeng__outbox_cancel_waiting(outbox);
    uint64_t first = wait_for(outbox, XENG_ERROR_CANCELLED);
    uint64_t second = wait_for(outbox, XENG_ERROR_CANCELLED);
    assert_int_equal(first + second, queued + delayed);
    assert_int_equal(xeng__outbox_pending(outbox), 1);
    xeng__outbox_cancel(outbox);
    assert_int_equal(wait_for(outbox, XENG_ERROR_CANCELLED), active);
    assert_int_equal(xeng__outbox_pending(other), 1);
    xeng__outbox_cancel(other);
    assert_int_equal(wait_for(other, XENG_ERROR_CANCELLED), others);
    xeng__outbox_free(outbox);
    xeng__outbox_free(other);
    end();
}

static int answer_only_later_ones(peer *self, int fd, size_t number, const char *text)
{
    (void)text;
    if (number <= 8) {
        peer_pause(self, 60000);
    }
    return peer_reply_counts(fd);
}

static void freeing_an_outbox_drops_what_is_under_way(void **state)
{
    (void)state;
    begin_with(answer_only_later_ones, 8);
    xeng__outbox *outbox = outbox_new();
    for (int i = 0; i < 12; i++) {
        (void)submit(outbox, i == 11 ? 1000 : 0);
    }
    while (peer_requests(&server) < 8) {
        assert_int_equal(xeng__outbox_wait(outbox, 5, NULL), XENG_OK);
    }
    xeng__outbox_nudge(outbox);
    xeng__outbox_free(outbox);
    assert_int_equal(fetch_code(client, credentials, request, NULL), XENG_OK);
    assert_true(gets_quiet());
    end();
}

static void a_forked_child_frees_its_copy(void **state)
{
    (void)state;
    begin(answer_when_stopped);
    xeng__outbox *outbox = outbox_new();
    uint64_t operation = submit(outbox, 0);
    while (peer_requests(&server) < 1) {
        assert_int_equal(xeng__outbox_wait(outbox, 5, NULL), XENG_OK);
    }
    pid_t child = fork();
    if (child == 0) {
        xeng__outcome outcome;
        xeng__outbox_nudge(outbox);
        xeng__outbox_cancel(outbox);
        xeng__outbox_take(outbox, &outcome);
        bool fine = xeng__outbox_wait(outbox, 0, NULL) == XENG_ERROR_FORKED;
        xeng__outbox *another = NULL;
        fine = fine && xeng__outbox_new(engine, &another, NULL) == XENG_ERROR_FORKED;
        xeng__outbox_free(outbox);
        xeng_client_unref(client);
        _exit(fine && another == NULL && outcome.operation == 0 ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    int64_t begun = now_ms();
    assert_int_equal(xeng__outbox_wait(outbox, 50, NULL), XENG_OK);
    assert_true(now_ms() - begun >= 50); /* the child's nudge was no nudge here */
    xeng__outbox_cancel(outbox);
    assert_int_equal(wait_for(outbox, XENG_ERROR_CANCELLED), operation);
    xeng__outbox_free(outbox);
    end();
}

enum {
    OWNERS = 4,
    BLOCKERS = 4,
    EACH = 60
};

static atomic_int settled;

static void *own_an_outbox(void *context)
{
    (void)context;
    xeng__outbox *outbox = outbox_new();
    uint64_t sum = 0;
    for (int i = 0; i < EACH; i++) {
        sum += submit(outbox, i % 7 == 0 ? 3 : 0);
    }
    for (int i = 0; i < EACH; i++) {
        sum -= wait_for(outbox, XENG_OK);
    }
    atomic_fetch_add(&settled, sum == 0 && xeng__outbox_pending(outbox) == 0 ? EACH : 0);
    xeng__outbox_free(outbox);
    return NULL;
}

static void *block_often(void *context)
{
    (void)context;
    for (int i = 0; i < EACH; i++) {
        atomic_fetch_add(&settled, fetch_code(client, credentials, request, NULL) == XENG_OK);
    }
    return NULL;
}

static void outboxes_threads_and_a_loop_all_get_on(void **state)
{
    (void)state;
    begin(peer_always_fine);
    atomic_store(&settled, 0);
    pthread_t threads[OWNERS + BLOCKERS];
    for (int i = 0; i < OWNERS + BLOCKERS; i++) {
        void *(*role)(void *) = i < OWNERS ? own_an_outbox : block_often;
        assert_int_equal(pthread_create(&threads[i], NULL, role, NULL), 0);
    }
    int64_t until = now_ms() + 30000 * patience();
    for (int i = 0; i < EACH; i++) {
        xeng_operation operation = XENG_OPERATION_NONE;
        xeng_result *result = NULL;
        assert_int_equal(xeng_client_submit(client, credentials, request, &operation, NULL),
                         XENG_OK);
        for (xeng_operation done = XENG_OPERATION_NONE; done == XENG_OPERATION_NONE;) {
            assert_true(now_ms() < until);
            (void)readable(5000);
            assert_int_equal(xeng_client_dispatch(client, 0, NULL), XENG_OK);
            assert_int_equal(xeng_client_next_completion(client, &done, &result, NULL), XENG_OK);
            assert_true(done == XENG_OPERATION_NONE || done == operation);
        }
        xeng_result_unref(result);
    }
    for (int i = 0; i < OWNERS + BLOCKERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    assert_int_equal(atomic_load(&settled), (OWNERS + BLOCKERS) * EACH);
    end();
}

static int tell_limit(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    (void)text;
    return peer_reply(fd, "200 OK", "x-per-minute-limit: 10\r\nx-per-minute-remaining: 0\r\n",
                      "{\"g\":{\"1\":{\"favorites\":\"7\",\"retweets\":\"3\"}}}");
}

static void the_rate_is_told_as_far_as_it_is_known(void **state)
{
    (void)state;
    begin(tell_limit);
    xeng__rate_view view;
    xeng__engine_rate(engine, XENG_CREDENTIALS_USER, &view);
    assert_int_equal(view.per_minute, 0);
    assert_int_equal(view.wait_ms, 0);
    assert_int_equal(fetch_code(client, credentials, request, NULL), XENG_OK);
    xeng__engine_set_rate_share(engine, 1, 2);
    xeng__engine_rate(engine, XENG_CREDENTIALS_USER, &view);
    assert_int_equal(view.per_minute, 5);
    assert_in_range(view.wait_ms, 1, 61000);
    assert_false(view.unknown);
    xeng__engine_rate(engine, XENG_CREDENTIALS_BEARER, &view);
    assert_int_equal(view.per_minute, 0);
    assert_int_equal(view.wait_ms, 0);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_are_told_where_they_belong),
        cmocka_unit_test(others_cannot_take_or_cancel_what_is_an_outboxs),
        cmocka_unit_test(the_descriptor_is_readable_until_an_outbox_is_empty),
        cmocka_unit_test(a_nudge_ends_one_wait),
        cmocka_unit_test(a_signal_handler_may_nudge),
        cmocka_unit_test(a_nudge_stays_until_it_is_heard_whoever_drives),
        cmocka_unit_test(what_is_delayed_takes_no_place),
        cmocka_unit_test(an_outcome_tells_of_all_its_attempts),
        cmocka_unit_test(cancelling_drops_all_or_what_waits),
        cmocka_unit_test(freeing_an_outbox_drops_what_is_under_way),
        cmocka_unit_test(a_forked_child_frees_its_copy),
        cmocka_unit_test(outboxes_threads_and_a_loop_all_get_on),
        cmocka_unit_test(the_rate_is_told_as_far_as_it_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
