/* Through a proxy: the tunnel is used, carries TLS untouched, and what the proxy refuses is told.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "checks.h"
#include "peer.h"
#include "relay.h"

static simulator *sim;
static peer proxy;
static xeng_client *client;
static xeng_credentials *user;
static xeng_request *request;

static void begin(peer_answer answer, void *context, const char *user_name)
{
    char url[128];
    sim = simulator_start(NOW_FLAG, NULL);
    peer_start(&proxy, answer, context);
    snprintf(url, sizeof url, "http://%s127.0.0.1%s", user_name, strrchr(proxy.url, ':'));
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_proxy(options, url, error));
    xeng_options_set_max_attempts(options, 1);
    client = client_with(options);
    user = user_credentials();
    request = small_request(post(1, 3));
}

static void end(void)
{
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    peer_stop(&proxy);
    simulator_stop(sim);
}

/* A proxy as it should be. What it is asked is kept. */
static int tunnel(peer *self, int fd, size_t number, const char *asked)
{
    (void)number;
    snprintf(self->context, 1024, "%.1023s", asked);
    const char *colon = strchr(asked, ':');
    int onward =
        strncmp(asked, "CONNECT ", 8) == 0 && colon != NULL ? relay_connect(atoi(colon + 1)) : -1;
    if (onward < 0) {
        return peer_reply(fd, "502 Bad Gateway", "", "");
    }
    peer_send(fd, "HTTP/1.1 200 Connection established\r\n\r\n");
    relay_pump(fd, onward);
    close(onward);
    return 0;
}

static void requests_go_through_the_tunnel(void **state)
{
    (void)state;
    char asked[1024] = "";
    begin(tunnel, asked, "");
    for (int i = 0; i < 3; i++) {
        xeng_result *result = FETCH(client, user, request);
        (void)favorites_of(result, post(1, 3));
        xeng_result_unref(result);
    }
    assert_int_equal(peer_requests(&proxy), 1);
    char expected[64];
    snprintf(expected, sizeof expected, "CONNECT 127.0.0.1:%d HTTP/1.1\r\n", simulator_port(sim));
    assert_memory_equal(asked, expected, strlen(expected));
    /* The proxy learns nothing that is meant for the server. */
    assert_null(strcasestr(asked, "\r\nauthorization:"));
    assert_null(strstr(asked, "insights"));
    assert_int_equal(simulator_log_distinct(sim, "connection"), 1);
    end();
}

static void a_proxys_user_name_is_for_the_proxy(void **state)
{
    (void)state;
    char asked[1024] = "";
    begin(tunnel, asked, "me:pass@");
    xeng_result *result = FETCH(client, user, request);
    xeng_result_unref(result);
    assert_non_null(strcasestr(asked, "\r\nProxy-Authorization: Basic bWU6cGFzcw==\r\n"));
    end();
}

static int refuse(peer *self, int fd, size_t number, const char *asked)
{
    (void)number;
    (void)asked;
    return peer_reply(fd, self->context, "Content-Type: text/html\r\n",
                      "<html><body><h1>The proxy says no</h1></body></html>");
}

static void check_refusal(const char *status, const char *mention)
{
    char line[64];
    snprintf(line, sizeof line, "%s", status);
    begin(refuse, line, "");
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_NETWORK, client, user, request);
    MUST_MENTION(refusal, "proxy");
    MUST_MENTION(refusal, mention);
    assert_null(strstr(xeng_error_message(refusal), "<"));
    assert_int_equal(simulator_request_count(sim), 0);
    xeng_error_unref(refusal);
    end();
}

static void a_proxy_that_fails_is_told_from_the_server(void **state)
{
    (void)state;
    check_refusal("502 Bad Gateway", "502");
}

static void a_proxy_that_wants_a_password_is_told(void **state)
{
    (void)state;
    check_refusal("407 Proxy Authentication Required", "407");
}

static void a_proxy_that_is_not_there_is_told(void **state)
{
    (void)state;
    char asked[1024] = "";
    begin(tunnel, asked, "");
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_proxy(options, "http://127.0.0.1:1", error));
    xeng_options_set_max_attempts(options, 1);
    xeng_client *lost = client_with(options);
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_NETWORK, lost, user, request);
    xeng_error_unref(refusal);
    xeng_client_unref(lost);
    end();
}

/* A proxy in front of a server that failed answers in HTML; the way to it was fine. */
static void a_page_from_a_gateway_is_a_readable_failure(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, "--fault=html,status=502", NULL);
    xeng_options *options = sim_options(sim);
    xeng_options_set_max_attempts(options, 1);
    client = client_with(options);
    user = user_credentials();
    request = small_request(post(1, 3));
    xeng_error *refusal = FETCH_FAILS(XENG_ERROR_SERVER, client, user, request);
    MUST_MENTION(refusal, "502");
    assert_null(strchr(xeng_error_message(refusal), '<'));
    xeng_error_unref(refusal);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    simulator_stop(sim);
}

static void the_environments_proxy_is_not_asked_for_loopback(void **state)
{
    (void)state;
    setenv("HTTPS_PROXY", "http://127.0.0.1:1", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    sim = simulator_start(NOW_FLAG, NULL);
    xeng_options *options = sim_options(sim);
    MUST(xeng_options_set_proxy(options, NULL, error));
    client = client_with(options);
    MUST_STILL_WORK(client);
    xeng_client_unref(client);
    simulator_stop(sim);
    clean_environment(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_go_through_the_tunnel),
        cmocka_unit_test(a_proxys_user_name_is_for_the_proxy),
        cmocka_unit_test(a_proxy_that_fails_is_told_from_the_server),
        cmocka_unit_test(a_proxy_that_wants_a_password_is_told),
        cmocka_unit_test(a_proxy_that_is_not_there_is_told),
        cmocka_unit_test(a_page_from_a_gateway_is_a_readable_failure),
        cmocka_unit_test(the_environments_proxy_is_not_asked_for_loopback),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
