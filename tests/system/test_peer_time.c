/* Deadlines, waiting for rate limits, cancelling: what happens when. */
#include "system.h"

#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "peer.h"

static peer server;
static xeng_client *client;
static xeng_credentials *credentials;
static xeng_request *request;
static xeng_error *error;
static int64_t begun;

static void set_up(xeng_options *options)
{
    client = client_with(options);
    credentials = user_credentials();
    request = totals_request(1, 1);
    error = NULL;
    begun = now_ms();
}

static void begin(peer_answer answer, void *context)
{
    peer_start(&server, answer, context);
    set_up(options_for(server.url, NULL));
}

static void end(void)
{
    xeng_error_unref(error);
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    peer_stop(&server);
}

static int32_t fetch(void)
{
    return fetch_code(client, credentials, request, &error);
}

/* Whether so many ms have passed since the beginning, and not much more. */
static void assert_took(int64_t ms)
{
    int64_t took = now_ms() - begun;
    if (took < ms || took > ms + 60 * patience()) {
        print_error("took %lld ms instead of %lld\n", (long long)took, (long long)ms);
        fail();
    }
}

static int black_hole(peer *self, int fd, size_t number, const char *text)
{
    (void)fd;
    (void)number;
    (void)text;
    peer_pause(self, 20000);
    return 0;
}

static void a_deadline_holds_against_a_black_hole(void **state)
{
    (void)state;
    begin(black_hole, NULL);
    xeng_request_set_deadline_ms(request, 300);
    assert_int_equal(fetch(), XENG_ERROR_DEADLINE);
    assert_took(300);
    assert_int_equal(xeng_error_attempts(error), 1);
    assert_non_null(strstr(xeng_error_message(error), "300 ms"));
    end();
}

static int drip(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    peer_send(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{");
    for (int i = 0; i < 1000; i++) {
        peer_send(fd, " ");
        peer_pause(self, 10);
    }
    return 0;
}

static void a_deadline_holds_against_a_drip(void **state)
{
    (void)state;
    begin(drip, NULL);
    xeng_request_set_deadline_ms(request, 400);
    assert_int_equal(fetch(), XENG_ERROR_DEADLINE);
    assert_took(400);
    assert_non_null(strstr(xeng_error_message(error), "receiving"));
    end();
}

static int slow_head(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    peer_send(fd, "HTTP/1.1 200 OK\r\nX: ");
    for (int i = 0; i < 1000; i++) {
        peer_send(fd, "y");
        peer_pause(self, 10);
    }
    return 0;
}

static void a_deadline_holds_against_a_slow_head(void **state)
{
    (void)state;
    begin(slow_head, NULL);
    xeng_request_set_deadline_ms(request, 300);
    assert_int_equal(fetch(), XENG_ERROR_DEADLINE);
    assert_took(300);
    end();
}

/* Takes the place of the C library's for libcurl, which asks for names in a thread of its own. */
static atomic_int slow_names;

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **list)
{
    (void)node;
    (void)service;
    (void)hints;
    *list = NULL;
    atomic_fetch_add(&slow_names, 1);
    sleep_ms(1500);
    return EAI_AGAIN;
}

static void a_deadline_holds_while_a_name_is_resolved(void **state)
{
    (void)state;
    peer_start(&server, peer_always_fine, NULL);
    set_up(options_for("https://name.invalid", NULL));
    xeng_request_set_deadline_ms(request, 300);
    assert_int_equal(fetch(), XENG_ERROR_DEADLINE);
    assert_took(300);
    assert_int_equal(atomic_load(&slow_names), 1);
    begun = now_ms();
    end();
    /* Nor does the client's end wait for it. */
    assert_took(0);
    sleep_ms(1500); /* for the thread to end before the program does */
}

static void a_deadline_covers_waiting_for_a_place(void **state)
{
    (void)state;
    peer_start(&server, black_hole, NULL);
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_max_concurrency(options, 1);
    set_up(options);
    xeng_operation first;
    xeng_operation second;
    xeng_request_set_deadline_ms(request, 1000);
    assert_int_equal(xeng_client_submit(client, credentials, request, &first, NULL), XENG_OK);
    xeng_request_set_deadline_ms(request, 200);
    assert_int_equal(xeng_client_submit(client, credentials, request, &second, NULL), XENG_OK);
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, second, &result, &error), XENG_ERROR_DEADLINE);
    assert_took(200);
    assert_int_equal(xeng_error_attempts(error), 0);
    assert_non_null(strstr(xeng_error_message(error), "waiting for its turn"));
    assert_true(peer_requests(&server) <= 1);
    end();
}

static void silence_ends_an_attempt_before_the_deadline(void **state)
{
    (void)state;
    peer_start(&server, black_hole, NULL);
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_stall_timeout_ms(options, 1000);
    xeng_options_set_max_attempts(options, 1);
    set_up(options);
    assert_int_equal(fetch(), XENG_ERROR_NETWORK);
    assert_true(now_ms() - begun >= 900);
    assert_true(now_ms() - begun < 3000 * patience());
    assert_non_null(strstr(xeng_error_message(error), "silent"));
    end();
}

static int limited_once(peer *self, int fd, size_t number, const char *text)
{
    (void)text;
    if (number > 1) {
        return peer_reply_counts(fd);
    }
    return peer_reply(fd, "429 Too Many Requests", self->context, "{\"errors\":[\"slow down\"]}");
}

static void a_rate_limit_is_waited_for_as_long_as_the_server_says(void **state)
{
    (void)state;
    char headers[] = "Retry-After: 1\r\n";
    peer_start(&server, limited_once, headers);
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_max_attempts(options, 1); /* it is no attempt */
    set_up(options);
    assert_int_equal(fetch(), XENG_OK);
    assert_took(1000);
    assert_int_equal(peer_requests(&server), 2);
    end();
}

static void the_end_of_the_minute_is_measured_by_the_servers_date(void **state)
{
    (void)state;
    /* By that clock it is 2030, and the window ends in a second. */
    char headers[] = "Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n"
                     "x-per-minute-limit: 10\r\nx-per-minute-remaining: 0\r\n"
                     "x-per-minute-reset: 1893456001\r\n";
    begin(limited_once, headers);
    assert_int_equal(fetch(), XENG_OK);
    /* Nobody knows how the server rounds: the end may be a second later than it says. */
    assert_took(2001);
    end();
}

static int limited_for_ever(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    return peer_reply(fd, "429 Too Many Requests", self->context, "{\"errors\":[\"slow down\"]}");
}

static void a_rate_limit_beyond_the_deadline_is_told_at_once(void **state)
{
    (void)state;
    char headers[] = "Retry-After: 50\r\n";
    begin(limited_for_ever, headers);
    xeng_request_set_deadline_ms(request, 20000);
    assert_int_equal(fetch(), XENG_ERROR_RATE_LIMITED);
    assert_took(0);
    assert_int_equal(xeng_error_http_status(error), 429);
    assert_int_equal(xeng_error_attempts(error), 1);
    assert_string_equal(xeng_error_server_message(error, 0), "slow down");
    assert_in_range(xeng_error_retry_at(error), (int64_t)time(NULL) + 48, (int64_t)time(NULL) + 52);
    /* The next one isn't even sent. */
    xeng_error_unref(error);
    begun = now_ms();
    assert_int_equal(fetch(), XENG_ERROR_RATE_LIMITED);
    assert_took(0);
    assert_int_equal(xeng_error_attempts(error), 0);
    assert_in_range(xeng_error_retry_at(error), (int64_t)time(NULL) + 48, (int64_t)time(NULL) + 52);
    assert_int_equal(peer_requests(&server), 1);
    end();
}

static void an_absurd_retry_after_is_not_obeyed(void **state)
{
    (void)state;
    char headers[] = "Retry-After: 999999999\r\n";
    begin(limited_for_ever, headers);
    assert_int_equal(fetch(), XENG_ERROR_RATE_LIMITED);
    assert_took(0);
    assert_in_range(xeng_error_retry_at(error), (int64_t)time(NULL) + 890,
                    (int64_t)time(NULL) + 902);
    end();
}

static int always_503(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    return peer_reply(fd, "503 Service Unavailable", self->context, "busy");
}

static void a_retry_that_would_begin_too_late_is_not_waited_for(void **state)
{
    (void)state;
    char headers[] = "Retry-After: 30\r\n";
    begin(always_503, headers);
    xeng_request_set_deadline_ms(request, 10000);
    assert_int_equal(fetch(), XENG_ERROR_SERVER);
    assert_took(0);
    assert_int_equal(xeng_error_http_status(error), 503);
    assert_in_range(xeng_error_retry_at(error), (int64_t)time(NULL) + 28, (int64_t)time(NULL) + 32);
    end();
}

static void *cancel_soon(void *operation)
{
    peer_wait_for(&server, 1);
    sleep_ms(50);
    begun = now_ms();
    if (operation == NULL) {
        xeng_client_cancel_all(client);
    } else {
        xeng_client_cancel(client, *(const xeng_operation *)operation);
    }
    return NULL;
}

static void cancelling_from_another_thread_ends_a_wait_at_once(void **state)
{
    (void)state;
    begin(black_hole, NULL);
    xeng_operation operation;
    assert_int_equal(xeng_client_submit(client, credentials, request, &operation, NULL), XENG_OK);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, &operation), 0);
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, operation, &result, &error), XENG_ERROR_CANCELLED);
    int64_t ended = now_ms();
    pthread_join(thread, NULL);
    assert_true(ended - begun <= 50 * patience());
    end();
}

static void cancelling_everything_ends_a_fetch_at_once(void **state)
{
    (void)state;
    begin(black_hole, NULL);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, NULL), 0);
    assert_int_equal(fetch(), XENG_ERROR_CANCELLED);
    int64_t ended = now_ms();
    pthread_join(thread, NULL);
    assert_true(ended - begun <= 50 * patience());
    end();
}

static void what_waits_for_another_attempt_can_be_cancelled(void **state)
{
    (void)state;
    char headers[] = "Retry-After: 100\r\n";
    begin(always_503, headers);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, NULL), 0);
    assert_int_equal(fetch(), XENG_ERROR_CANCELLED);
    pthread_join(thread, NULL);
    assert_took(0);
    end();
}

static void cancelling_what_is_over_or_unknown_does_nothing(void **state)
{
    (void)state;
    begin(peer_always_fine, NULL);
    xeng_operation operation;
    assert_int_equal(xeng_client_submit(client, credentials, request, &operation, NULL), XENG_OK);
    xeng_result *result = NULL;
    assert_int_equal(xeng_client_wait(client, operation, &result, NULL), XENG_OK);
    xeng_result_unref(result);
    xeng_client_cancel(client, operation);
    xeng_client_cancel(client, 12345);
    xeng_client_cancel(client, XENG_OPERATION_NONE);
    xeng_client_cancel_all(client);
    assert_int_equal(xeng_client_wait(client, operation, &result, NULL), XENG_ERROR_STATE);
    assert_int_equal(fetch(), XENG_OK);
    end();
}

static void releasing_a_client_drops_what_is_under_way(void **state)
{
    (void)state;
    begin(black_hole, NULL);
    xeng_operation operation;
    for (int i = 0; i < 40; i++) {
        assert_int_equal(xeng_client_submit(client, credentials, request, &operation, NULL),
                         XENG_OK);
    }
    assert_int_equal(xeng_client_dispatch(client, 20, NULL), XENG_OK);
    begun = now_ms();
    xeng_client_unref(client);
    client = NULL;
    assert_took(0);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deadline_holds_against_a_black_hole),
        cmocka_unit_test(a_deadline_holds_against_a_drip),
        cmocka_unit_test(a_deadline_holds_against_a_slow_head),
        cmocka_unit_test(a_deadline_holds_while_a_name_is_resolved),
        cmocka_unit_test(a_deadline_covers_waiting_for_a_place),
        cmocka_unit_test(silence_ends_an_attempt_before_the_deadline),
        cmocka_unit_test(a_rate_limit_is_waited_for_as_long_as_the_server_says),
        cmocka_unit_test(the_end_of_the_minute_is_measured_by_the_servers_date),
        cmocka_unit_test(a_rate_limit_beyond_the_deadline_is_told_at_once),
        cmocka_unit_test(an_absurd_retry_after_is_not_obeyed),
        cmocka_unit_test(a_retry_that_would_begin_too_late_is_not_waited_for),
        cmocka_unit_test(cancelling_from_another_thread_ends_a_wait_at_once),
        cmocka_unit_test(cancelling_everything_ends_a_fetch_at_once),
        cmocka_unit_test(what_waits_for_another_attempt_can_be_cancelled),
        cmocka_unit_test(cancelling_what_is_over_or_unknown_does_nothing),
        cmocka_unit_test(releasing_a_client_drops_what_is_under_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
