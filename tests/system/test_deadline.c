/* One deadline for all of an operation: it holds whatever the server does, and not much is lost on
 * top. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "checks.h"

enum {
    DEADLINE = 400
};

static xeng_client *client;
static xeng_credentials *user;
static xeng_request *request;
static int64_t begun;

static void begin(xeng_options *options)
{
    client = client_with(options);
    user = user_credentials();
    request = small_request(post(1, 3));
    xeng_request_set_deadline_ms(request, DEADLINE);
    begun = now_ms();
}

static void end(void)
{
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
}

static void expires(uint32_t attempts)
{
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_DEADLINE, client, user, request);
    assert_in_range(now_ms() - begun, DEADLINE, DEADLINE + 100 * patience());
    assert_int_equal(xeng_error_attempts(refusal), attempts);
    xeng_error_unref(refusal);
}

/* The system accepts the connection; nobody ever answers. */
static void it_holds_where_nobody_answers(void **state)
{
    (void)state;
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(listener >= 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 8), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
    static const char *const schemes[] = {"https", "http"};
    for (int i = 0; i < 2; i++) {
        char url[64];
        snprintf(url, sizeof url, "%s://127.0.0.1:%d", schemes[i], ntohs(address.sin_port));
        begin(options_for(url, NULL));
        expires(1);
        end();
    }
    close(listener);
}

static void check(const char *fault, uint32_t attempts)
{
    simulator *sim = simulator_start(NOW_FLAG, "--fault", fault, NULL);
    begin(sim_options(sim));
    expires(attempts);
    end();
    simulator_stop(sim);
}

static void it_holds_against_a_slow_answer(void **state)
{
    (void)state;
    check("delay=30s", 1);
}

static void it_holds_against_a_drip(void **state)
{
    (void)state;
    check("drip=1/50ms", 1);
}

static void it_covers_all_attempts_together(void **state)
{
    (void)state;
    check("status=503,delay=150,retry-after=0", 3);
}

static void it_covers_waiting_for_a_place(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--fault=delay=30s", NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_max_concurrency(options, 1);
    begin(options);
    xeng_operation first;
    xeng_request *patient = small_request(post(2, 3));
    MUST(xeng_client_submit(client, user, patient, &first, error));
    expires(0);
    assert_int_equal(simulator_request_count(sim), 0); /* logged when it is answered */
    xeng_request_unref(patient);
    end();
    simulator_stop(sim);
}

static void the_clients_deadline_counts_where_the_request_has_none(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--fault=delay=30s", NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_deadline_ms(options, DEADLINE);
    begin(options);
    xeng_request_set_deadline_ms(request, 0);
    expires(1);
    end();
    simulator_stop(sim);
}

static void an_hour_long_rate_limit_is_told_at_once(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--fault=status=429,retry-after=3600", NULL);
    begin(sim_options(sim));
    xeng_request_set_deadline_ms(request, 60000);
    int64_t clock = time(NULL);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_RATE_LIMITED, client, user, request);
    assert_in_range(now_ms() - begun, 0, 20000);
    assert_int_equal(xeng_error_attempts(refusal), 1);
    /* That long a wait is not believed, but it will be minutes. */
    assert_in_range(xeng_error_retry_at(refusal) - clock, 60, 3605);
    xeng_error_unref(refusal);
    end();
    simulator_stop(sim);
}

static void a_retry_after_beyond_the_deadline_is_not_waited_for(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--fault=status=503,retry-after=30", NULL);
    begin(sim_options(sim));
    xeng_request_set_deadline_ms(request, 15000);
    int64_t clock = time(NULL);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_SERVER, client, user, request);
    assert_in_range(now_ms() - begun, 0, 14000);
    assert_int_equal(xeng_error_attempts(refusal), 1);
    assert_in_range(xeng_error_retry_at(refusal) - clock, 29, 36);
    xeng_error_unref(refusal);
    end();
    simulator_stop(sim);
}

/* One that expires doesn't take others with it. */
static void others_on_the_same_client_go_on(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, "--fault=delay=900,nth=1", NULL);
    begin(sim_options(sim));
    expires(1);
    xeng_request_set_deadline_ms(request, 20000);
    xeng_result *result = FETCH(client, user, request);
    (void)favorites_of(result, post(1, 3));
    xeng_result_unref(result);
    end();
    simulator_stop(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_holds_where_nobody_answers),
        cmocka_unit_test(it_holds_against_a_slow_answer),
        cmocka_unit_test(it_holds_against_a_drip),
        cmocka_unit_test(it_covers_all_attempts_together),
        cmocka_unit_test(it_covers_waiting_for_a_place),
        cmocka_unit_test(the_clients_deadline_counts_where_the_request_has_none),
        cmocka_unit_test(an_hour_long_rate_limit_is_told_at_once),
        cmocka_unit_test(a_retry_after_beyond_the_deadline_is_not_waited_for),
        cmocka_unit_test(others_on_the_same_client_go_on),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
