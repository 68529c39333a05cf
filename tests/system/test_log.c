/* Secrets stay out of every log line, whatever the level, whatever happens. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "browser.h"
#include "checks.h"
#include "peer.h"

/* What must never be seen: each is there in none of its parts. */
#define KEY          "canary-consumer-key-7Qx"
#define SECRET       "canary-consumer-secret-8Rw"
#define TOKEN        "4242-canary-access-token-9Sv"
#define TOKEN_SECRET "canary-token-secret-1Tu"
#define BEARER       "canary-bearer%2Ftoken%3D-2Ut"

static const char *const canaries[] = {
    KEY,
    SECRET,
    TOKEN,
    TOKEN_SECRET,
    BEARER,
    "canary", /* what comes from the server, by itself: */
    "sim-request-token",
    "sim-request-secret",
    "sim-access-token",
    "oauth_verifier=",
};

static const char world[] = "{\"accounts\":[{\"user_id\":\"4242\",\"screen_name\":\"me\","
                            "\"token\":\"" TOKEN "\",\"secret\":\"" TOKEN_SECRET "\"}]}";

static void must_be_clean(const char *what, const char *text)
{
    for (size_t i = 0; i < sizeof canaries / sizeof *canaries; i++) {
        const char *found = strstr(text, canaries[i]);
        if (found != NULL) {
            fail_msg("%s has '%s' in it: %.120s", what, canaries[i], found);
        }
    }
}

static simulator *start(void)
{
    return simulator_start(NOW_FLAG, "--consumer-key=" KEY, "--consumer-secret=" SECRET,
                           "--bearer=" BEARER, "--accounts=0", world,
                           "--fault=status=503,nth=2,retry-after=0", NULL);
}

static xeng_credentials *me(void)
{
    xeng_credentials *made = NULL;
    MUST(xeng_credentials_new_user(KEY, SECRET, TOKEN, TOKEN_SECRET, &made, error));
    return made;
}

static void must_say_nothing(xeng_error *refusal)
{
    assert_non_null(refusal);
    must_be_clean("an error", xeng_error_message(refusal));
    for (size_t i = 0; i < xeng_error_server_message_count(refusal); i++) {
        must_be_clean("a server's message", xeng_error_server_message(refusal, i));
    }
    xeng_error_unref(refusal);
}

static void read_with_all(xeng_client *client)
{
    xeng_credentials *all[3] = {me(), NULL, NULL};
    MUST(xeng_credentials_new_app(KEY, SECRET, &all[1], error));
    MUST(xeng_credentials_new_bearer(BEARER, &all[2], error));
    xeng_request *request = small_request(post(1, 3));
    for (size_t i = 0; i < 3; i++) {
        xeng_result *result = FETCH(client, all[i], request);
        xeng_result_unref(result);
        xeng_credentials_unref(all[i]);
    }
    xeng_credentials *wrong = NULL;
    MUST(xeng_credentials_new_user(KEY, SECRET "x", TOKEN, TOKEN_SECRET, &wrong, error));
    must_say_nothing(FETCH_FAILS(XENG_ERROR_UNAUTHORIZED, client, wrong, request));
    xeng_credentials_unref(wrong);
    xeng_request_unref(request);
}

static void get_and_give_back_tokens(const simulator *sim, xeng_client *client)
{
    xeng_credentials *app = NULL;
    xeng_credentials *bearer = NULL;
    xeng_credentials *user = NULL;
    xeng_login *login = NULL;
    xeng_error *refusal = NULL;
    MUST(xeng_credentials_new_app(KEY, SECRET, &app, error));
    MUST(xeng_auth_bearer(client, app, &bearer, error));
    MUST(xeng_auth_login_begin(client, app, "https://app.example.com/", &login, error));
    page seen = browse(sim, xeng_login_url(login));
    MUST(xeng_auth_login_finish(client, login, seen.location, &user, error));
    MUST(xeng_auth_invalidate(client, user, NULL, error));
    MUST(xeng_auth_invalidate(client, bearer, app, error));
    assert_int_not_equal(xeng_auth_invalidate(client, user, NULL, &refusal), XENG_OK);
    must_say_nothing(refusal);
    refusal = NULL;
    assert_int_not_equal(xeng_auth_invalidate(client, bearer, app, &refusal), XENG_OK);
    must_say_nothing(refusal);
    xeng_credentials_unref(user);
    xeng_credentials_unref(bearer);
    xeng_credentials_unref(app);
    xeng_login_unref(login);
}

static void no_secret_reaches_the_log_at_the_finest_level(void **state)
{
    (void)state;
    simulator *sim = start();
    log_lines lines = LOG_LINES_EMPTY;
    xeng_options *options = sim_options(sim);
    keep_log(options, XENG_LOG_TRACE, &lines);
    xeng_client *client = client_with(options);
    read_with_all(client);
    get_and_give_back_tokens(sim, client);
    xeng_client_unref(client);
    simulator_stop(sim);
    /* That there is a log worth looking into: */
    assert_true(count_in_log(&lines, "Authorization") >= 5);
    assert_true(count_in_log(&lines, id_text(post(1, 3))) >= 1);
    assert_true(count_in_log(&lines, "/oauth/access_token") >= 1);
    assert_int_equal(count_in_log(&lines, "503") > 0, 1);
    must_be_clean("the log", lines.text);
    free_log(&lines);
}

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 1 << 20);
    assert_non_null(file);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    return text;
}

static void no_secret_reaches_stderr_where_the_environment_asks_for_a_log(void **state)
{
    (void)state;
    simulator *sim = start();
    const char *path = simulator_file(sim, "stderr");
    setenv("XENGAGE_LOG", "trace", 1);
    xeng_client *client = sim_client(sim);
    unsetenv("XENGAGE_LOG"); /* it is read when a client is made */
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    assert_true(kept >= 0 && file >= 0);
    dup2(file, STDERR_FILENO);
    read_with_all(client);
    get_and_give_back_tokens(sim, client);
    xeng_client_unref(client);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(file);
    char *text = slurp(simulator_file(sim, "stderr"));
    assert_true(count_in_text(text, "Authorization") >= 5);
    must_be_clean("stderr", text);
    free(text);
    simulator_stop(sim);
}

static void nothing_is_written_where_nobody_asks(void **state)
{
    (void)state;
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    char path[256];
    snprintf(path, sizeof path, "%s", simulator_file(sim, "output"));
    xeng_client *client = sim_client(sim);
    fflush(stdout);
    fflush(stderr);
    int kept_out = dup(STDOUT_FILENO);
    int kept_err = dup(STDERR_FILENO);
    int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    MUST_STILL_WORK(client);
    xeng_client_unref(client);
    dup2(kept_out, STDOUT_FILENO);
    dup2(kept_err, STDERR_FILENO);
    close(kept_out);
    close(kept_err);
    off_t size = lseek(file, 0, SEEK_END);
    close(file);
    assert_int_equal(size, 0);
    simulator_stop(sim);
}

/* What a request was signed with, as the server saw it. */
typedef struct seen_header {
    char authorization[1024];
} seen_header;

static int remember(peer *self, int fd, size_t number, const char *asked)
{
    seen_header *seen = self->context;
    const char *line = strcasestr(asked, "\r\nauthorization: ");
    (void)number;
    if (line != NULL) {
        snprintf(seen->authorization, sizeof seen->authorization, "%.*s",
                 (int)strcspn(line + 17, "\r"), line + 17);
    }
    return peer_reply_counts(fd);
}

/* The longest part of a signature that reads the same with its escapes and without. */
static void longest_part(const char *authorization, char part[64])
{
    const char *at = strstr(authorization, "oauth_signature=\"");
    assert_non_null(at);
    at += strlen("oauth_signature=\"");
    part[0] = '\0';
    while (*at != '"') {
        size_t size = strcspn(at, "%\"");
        if (size > strlen(part)) {
            snprintf(part, 64, "%.*s", (int)size, at);
        }
        at += size;
        at += *at == '%' ? 3 : 0;
    }
    assert_true(strlen(part) > 4);
}

static void no_signature_reaches_the_log(void **state)
{
    (void)state;
    static peer server;
    seen_header seen = {""};
    log_lines lines = LOG_LINES_EMPTY;
    peer_start(&server, remember, &seen);
    xeng_options *options = options_for(server.url, NULL);
    keep_log(options, XENG_LOG_TRACE, &lines);
    xeng_client *client = client_with(options);
    xeng_credentials *user = user_credentials();
    xeng_request *request = totals_request(1, 1);
    assert_int_equal(fetch_code(client, user, request, NULL), XENG_OK);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    peer_stop(&server);
    char part[64];
    longest_part(seen.authorization, part);
    assert_int_equal(count_in_log(&lines, part), 0);
    assert_int_equal(count_in_log(&lines, "sim-consumer-key"), 0);
    free_log(&lines);
}

static void levels_say_no_more_than_they_should(void **state)
{
    (void)state;
    static const int32_t levels[] = {XENG_LOG_OFF,  XENG_LOG_ERROR, XENG_LOG_WARN,
                                     XENG_LOG_INFO, XENG_LOG_DEBUG, XENG_LOG_TRACE};
    simulator *sim = simulator_start(NOW_FLAG, NULL);
    size_t before = 0;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        log_lines lines = LOG_LINES_EMPTY;
        xeng_options *options = sim_options(sim);
        keep_log(options, levels[i], &lines);
        xeng_client *client = client_with(options);
        MUST_STILL_WORK(client);
        xeng_client_unref(client);
        size_t count = count_in_log(&lines, "\n");
        if (levels[i] <= XENG_LOG_WARN) {
            assert_int_equal(count, 0); /* nothing went wrong */
        } else if (levels[i] == XENG_LOG_INFO) {
            assert_int_equal(count, 3); /* a line a request */
        } else {
            assert_true(count > before);
        }
        before = count;
        free_log(&lines);
    }
    simulator_stop(sim);
}

static void a_request_that_found_no_connection_claims_none(void **state)
{
    (void)state;
    log_lines lines = LOG_LINES_EMPTY;
    xeng_options *options = options_for("https://no-such-host.invalid", NULL);
    xeng_options_set_max_attempts(options, 1);
    keep_log(options, XENG_LOG_DEBUG, &lines);
    xeng_client *client = client_with(options);
    xeng_credentials *user = user_credentials();
    xeng_request *request = totals_request(1, 1);
    xeng_error_unref(FETCH_FAILS(XENG_ERROR_DNS, client, user, request));
    assert_true(count_in_log(&lines, "no-such-host.invalid") > 0);
    assert_int_equal(count_in_log(&lines, " connection, HTTP/"), 0);
    xeng_request_unref(request);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    free_log(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_secret_reaches_the_log_at_the_finest_level),
        cmocka_unit_test(no_secret_reaches_stderr_where_the_environment_asks_for_a_log),
        cmocka_unit_test(nothing_is_written_where_nobody_asks),
        cmocka_unit_test(no_signature_reaches_the_log),
        cmocka_unit_test(levels_say_no_more_than_they_should),
        cmocka_unit_test(a_request_that_found_no_connection_claims_none),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
