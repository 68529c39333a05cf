/* HTTP/2 where the server offers it: nghttpx stands in front of the simulator, with its
 * certificate. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checks.h"
#include "relay.h"

extern char **environ;

enum {
    REQUESTS = 40
};

static simulator *sim;
static pid_t proxy;
static int proxy_port;
static char access_log[300];
static xeng_credentials *user;

static bool is_installed(void)
{
    static const char *const places[] = {"/usr/sbin/nghttpx", "/usr/bin/nghttpx",
                                         "/usr/local/bin/nghttpx", "/opt/homebrew/bin/nghttpx"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (access(places[i], X_OK) == 0) {
            setenv("PATH", "/usr/sbin:/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin", 1);
            return true;
        }
    }
    return false;
}

/* A port that nobody has at the moment: nghttpx doesn't tell which one it was given. */
static int free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
    close(fd);
    return ntohs(address.sin_port);
}

static void stop_proxy(void)
{
    if (proxy != 0) {
        kill(proxy, SIGKILL);
        waitpid(proxy, NULL, 0);
        proxy = 0;
    }
}

static void start_proxy(void)
{
    stop_proxy(); /* what a test that failed has left */
    char front[64];
    char back[64];
    char errors[320];
    char access[320];
    char key[320];
    char certificate[320];
    snprintf(access_log, sizeof access_log, "%s", simulator_file(sim, "access"));
    snprintf(front, sizeof front, "--frontend=127.0.0.1,%d", proxy_port);
    snprintf(back, sizeof back, "--backend=127.0.0.1,%d;;tls;proto=http/1.1", simulator_port(sim));
    snprintf(access, sizeof access, "--accesslog-file=%s", access_log);
    snprintf(errors, sizeof errors, "--errorlog-file=%s", simulator_file(sim, "errors"));
    snprintf(key, sizeof key, "%s", simulator_key_file(sim));
    snprintf(certificate, sizeof certificate, "%s", simulator_ca_file(sim));
    char name[] = "nghttpx";
    char no_conf[] = "--conf=/dev/null";
    char single[] = "--single-process"; /* so that killing it leaves nothing behind */
    char insecure[] = "--insecure";
    char format[] = "--accesslog-format=$remote_port $alpn $status";
    char *arguments[] = {name,   no_conf, single, insecure, front,       back,
                         access, errors,  format, key,      certificate, NULL};
    if (posix_spawnp(&proxy, name, NULL, NULL, arguments, environ) != 0) {
        fail_msg("nghttpx can't be run");
    }
}

static void wait_for_proxy(void)
{
    for (int64_t until = now_ms() + 20000; now_ms() < until; sleep_ms(5)) {
        int fd = relay_connect(proxy_port);
        if (fd >= 0) {
            close(fd);
            return;
        }
        if (waitpid(proxy, NULL, WNOHANG) == proxy) {
            proxy = 0;
            break;
        }
    }
    fail_msg("nghttpx doesn't serve");
}

static xeng_client *begin(const char *flag, int32_t http_version)
{
    char url[64];
    sim = simulator_start(NOW_FLAG, flag, NULL);
    proxy_port = free_port();
    start_proxy();
    wait_for_proxy();
    user = user_credentials();
    snprintf(url, sizeof url, "https://localhost:%d", proxy_port);
    xeng_options *options = options_for(url, simulator_ca_file(sim));
    MUST(xeng_options_set_http_version(options, http_version, error));
    xeng_options_set_max_concurrency(options, REQUESTS);
    return client_with(options);
}

static void end(xeng_client *client)
{
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    stop_proxy();
    simulator_stop(sim);
}

/* From nghttpx's log: how many requests came, by which protocol, over how many connections. */
typedef struct traffic {
    size_t requests;
    size_t by_h2;
    size_t connections;
} traffic;

static traffic read_traffic(size_t requests)
{
    traffic seen = {0, 0, 0};
    /* A line is written a little after its answer. */
    for (int64_t until = now_ms() + 5000; seen.requests < requests && now_ms() < until;) {
        int ports[REQUESTS * 4];
        char protocol[16];
        int port;
        seen = (traffic){0, 0, 0};
        FILE *file = fopen(access_log, "r");
        while (file != NULL && fscanf(file, "%d %15s %*d", &port, protocol) == 2) {
            bool known = false;
            for (size_t i = 0; i < seen.connections; i++) {
                known = known || ports[i] == port;
            }
            if (!known) {
                ports[seen.connections++] = port;
            }
            seen.requests++;
            seen.by_h2 += strcmp(protocol, "h2") == 0;
        }
        if (file != NULL) {
            fclose(file);
        }
        sleep_ms(5);
    }
    return seen;
}

static void submit_all(xeng_client *client, xeng_operation *operations)
{
    for (uint64_t i = 0; i < REQUESTS; i++) {
        xeng_request *request = small_request(post(i + 1, 3));
        MUST(xeng_client_submit(client, user, request, &operations[i], error));
        xeng_request_unref(request);
    }
}

static void wait_for(xeng_client *client, xeng_operation operation, uint64_t number)
{
    xeng_result *result = NULL;
    MUST(xeng_client_wait(client, operation, &result, error));
    (void)favorites_of(result, post(number, 3));
    xeng_result_unref(result);
}

static void many_requests_share_one_connection(void **state)
{
    (void)state;
    xeng_client *client = begin(NULL, XENG_HTTP_AUTO);
    xeng_operation operations[REQUESTS];
    submit_all(client, operations);
    for (uint64_t i = 0; i < REQUESTS; i++) {
        wait_for(client, operations[i], i + 1);
    }
    traffic seen = read_traffic(REQUESTS);
    assert_int_equal(seen.requests, REQUESTS);
    assert_int_equal(seen.by_h2, REQUESTS);
    assert_int_equal(seen.connections, 1);
    end(client);
}

static void http_1_1_is_kept_to_where_it_is_asked_for(void **state)
{
    (void)state;
    xeng_client *client = begin(NULL, XENG_HTTP_1_1);
    MUST_STILL_WORK(client);
    traffic seen = read_traffic(3);
    assert_int_equal(seen.requests, 3);
    assert_int_equal(seen.by_h2, 0);
    assert_int_equal(seen.connections, 1);
    end(client);
}

static void a_cancelled_stream_leaves_the_others_alone(void **state)
{
    (void)state;
    xeng_client *client = begin("--fault=delay=300", XENG_HTTP_AUTO);
    xeng_operation operations[REQUESTS];
    submit_all(client, operations);
    for (int64_t until = now_ms() + 200; now_ms() < until;) {
        MUST(xeng_client_dispatch(client, 20, error));
    }
    for (size_t i = 0; i < REQUESTS; i += 2) {
        xeng_client_cancel(client, operations[i]);
    }
    for (uint64_t i = 1; i < REQUESTS; i += 2) {
        wait_for(client, operations[i], i + 1);
    }
    MUST_STILL_WORK(client);
    traffic seen = read_traffic(REQUESTS / 2 + 3);
    assert_int_equal(seen.connections, 1);
    end(client);
}

static void failures_behind_the_proxy_are_overcome(void **state)
{
    (void)state;
    xeng_client *client = begin("--fault=status=503,first=10,retry-after=0", XENG_HTTP_AUTO);
    xeng_operation operations[REQUESTS];
    submit_all(client, operations);
    for (uint64_t i = 0; i < REQUESTS; i++) {
        wait_for(client, operations[i], i + 1);
    }
    end(client);
}

static void a_large_answer_comes_through(void **state)
{
    (void)state;
    xeng_client *client = begin("--gzip-level=0", XENG_HTTP_AUTO);
    uint64_t ids[25];
    for (uint64_t i = 0; i < 25; i++) {
        ids[i] = post(i + 1, 20);
    }
    xeng_request *request =
        request_for(XENG_ENDPOINT_HISTORICAL, ids, 25, "impressions,favorites,replies,retweets",
                    "tweet.id,engagement.type,engagement.day,engagement.hour");
    MUST(xeng_request_set_window(request, NOW - 28 * DAY, NOW, error));
    xeng_result *result = FETCH(client, user, request);
    assert_int_equal(xeng_result_leaf_count(result, 0), 25 * 4 * 28 * 24);
    xeng_result_unref(result);
    xeng_request_unref(request);
    end(client);
}

/* The server goes away in the middle of things, and comes back. */
static void a_lost_connection_is_made_anew(void **state)
{
    (void)state;
    xeng_client *client = begin(NULL, XENG_HTTP_AUTO);
    MUST_STILL_WORK(client);
    stop_proxy();
    xeng_request *request = small_request(post(1, 3));
    xeng_request_set_deadline_ms(request, 1500);
    xeng_result *result = NULL;
    int32_t code = xeng_client_fetch(client, user, request, &result, NULL);
    assert_true(code == XENG_ERROR_NETWORK || code == XENG_ERROR_DEADLINE);
    xeng_request_unref(request);
    start_proxy();
    wait_for_proxy();
    MUST_STILL_WORK(client);
    end(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_requests_share_one_connection),
        cmocka_unit_test(http_1_1_is_kept_to_where_it_is_asked_for),
        cmocka_unit_test(a_cancelled_stream_leaves_the_others_alone),
        cmocka_unit_test(failures_behind_the_proxy_are_overcome),
        cmocka_unit_test(a_large_answer_comes_through),
        cmocka_unit_test(a_lost_connection_is_made_anew),
    };
    if (!is_installed()) {
        puts("skipped: nghttpx is not installed (Debian: nghttp2-proxy)");
        return SKIPPED;
    }
    atexit(stop_proxy);
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
