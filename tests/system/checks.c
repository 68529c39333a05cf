/* Looks at what came of a call, and fails the test with the library's own words. */
#include "checks.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int clean_environment(void **state)
{
    static const char *const names[] = {
        "XENGAGE_BASE_URL",
        "XENGAGE_AUTH_URL",
        "XENGAGE_CA_FILE",
        "XENGAGE_LOG",
        "XENGAGE_CONSUMER_KEY",
        "XENGAGE_CONSUMER_SECRET",
        "XENGAGE_ACCESS_TOKEN",
        "XENGAGE_ACCESS_TOKEN_SECRET",
        "XENGAGE_BEARER_TOKEN",
        "http_proxy",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
        "no_proxy",
        "NO_PROXY",
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        unsetenv(names[i]);
    }
    return 0;
}

size_t open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;
    assert_non_null(folder);
    while (readdir(folder) != NULL) {
        count++;
    }
    closedir(folder);
    return count - 3; /* ".", ".." and the folder's own */
}

void must_at(int32_t code, xeng_error *error, const char *file, int line)
{
    if (code != XENG_OK) {
        print_error("%s: %s (HTTP status %d, %u attempts)\n", xeng_error_code_name(code),
                    xeng_error_message(error), (int)xeng_error_http_status(error),
                    (unsigned)xeng_error_attempts(error));
        xeng_error_unref(error);
        _fail(file, line);
    }
    if (error != NULL) {
        print_error("a call that succeeded left an error: %s\n", xeng_error_message(error));
        _fail(file, line);
    }
}

void must_be_at(const xeng_error *error, int32_t expected, int32_t code, const char *file, int line)
{
    if (code != expected || xeng_error_code(error) != expected) {
        print_error("%s expected, not %s: %s (HTTP status %d, %u attempts)\n",
                    xeng_error_code_name(expected), xeng_error_code_name(code),
                    xeng_error_message(error), (int)xeng_error_http_status(error),
                    (unsigned)xeng_error_attempts(error));
        _fail(file, line);
    }
}

void must_mention_at(const xeng_error *error, const char *text, const char *file, int line)
{
    if (strstr(xeng_error_message(error), text) == NULL) {
        print_error("'%s' is not in the message: %s\n", text, xeng_error_message(error));
        _fail(file, line);
    }
}

uint64_t post(uint64_t number, int days_old)
{
    int64_t created_ms = (NOW - days_old * DAY) * 1000;
    return ((uint64_t)(created_ms - INT64_C(1288834974657)) << 22) + number;
}

const char *id_text(uint64_t id)
{
    static _Thread_local char texts[8][24];
    static _Thread_local size_t next;
    char *text = texts[next++ % 8];
    snprintf(text, sizeof texts[0], "%" PRIu64, id);
    return text;
}

xeng_options *sim_options(const simulator *sim)
{
    return options_for(simulator_url(sim), simulator_ca_file(sim));
}

xeng_client *sim_client(const simulator *sim)
{
    return client_with(sim_options(sim));
}

static void add_metrics(xeng_request *request, const char *names)
{
    char name[64];
    while (*names != '\0') {
        size_t size = strcspn(names, ",");
        assert_true(size < sizeof name);
        memcpy(name, names, size);
        name[size] = '\0';
        MUST(xeng_request_add_metric_name(request, name, error));
        names += size + (names[size] == ',');
    }
}

xeng_request *request_for(int32_t endpoint, const uint64_t *ids, size_t count, const char *metrics,
                          const char *dimensions)
{
    const char *wanted = dimensions == NULL ? "tweet.id,engagement.type" : dimensions;
    xeng_request *request;
    MUST(xeng_request_new(endpoint, NULL, &request, error));
    xeng_request_set_now(request, NOW);
    MUST(xeng_request_add_ids(request, ids, count, error));
    add_metrics(request, metrics == NULL ? "favorites" : metrics);
    MUST(xeng_request_add_grouping_text(request, "g", wanted, error));
    return request;
}

xeng_request *small_request(uint64_t id)
{
    return request_for(XENG_ENDPOINT_TOTALS, &id, 1, NULL, NULL);
}

xeng_result *fetch_at(xeng_client *client, const xeng_credentials *credentials,
                      const xeng_request *request, const char *file, int line)
{
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_client_fetch(client, credentials, request, &result, &error);
    must_at(code, error, file, line);
    if (result == NULL) {
        print_error("a fetch that succeeded gave no result\n");
        _fail(file, line);
    }
    return result;
}

xeng_error *fetch_fails_at(int32_t expected, xeng_client *client,
                           const xeng_credentials *credentials, const xeng_request *request,
                           const char *file, int line)
{
    static char untouched;
    xeng_result *result = (xeng_result *)(void *)&untouched;
    xeng_error *error = NULL;
    int32_t code = xeng_client_fetch(client, credentials, request, &result, &error);
    must_be_at(error, expected, code, file, line);
    if (result != NULL) {
        print_error("a fetch that failed left its result as it was\n");
        _fail(file, line);
    }
    return error;
}

void must_still_work_at(xeng_client *client, const char *file, int line)
{
    xeng_credentials *user = user_credentials();
    for (uint64_t i = 1; i <= 3; i++) {
        xeng_request *request = small_request(post(i, 3));
        xeng_request_set_deadline_ms(request, 20000);
        xeng_result *result = fetch_at(client, user, request, file, line);
        (void)favorites_of(result, post(i, 3));
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
    xeng_credentials_unref(user);
}

int64_t value_of(const xeng_result *result, const char *first, const char *second)
{
    const char *keys[] = {first, second};
    xeng_node node = xeng_result_find(result, xeng_result_root_by_name(result, "g"), keys, 2);
    int64_t value = 0;
    if (xeng_result_value(result, node, &value) != XENG_VALUE_DELIVERED) {
        fail_msg("the result has no count at %s, %s", first, second);
    }
    return value;
}

int64_t favorites_of(const xeng_result *result, uint64_t id)
{
    return value_of(result, id_text(id), "favorites");
}

const char *log_text(const json_t *line, const char *member)
{
    const char *text = json_string_value(json_object_get(line, member));
    return text == NULL ? "" : text;
}

int64_t log_number(const json_t *line, const char *member)
{
    return json_integer_value(json_object_get(line, member));
}

int in_child(int (*act)(void))
{
    fflush(stdout);
    fflush(stderr);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        alarm(20); /* a child that hangs is a failure, too */
        _exit(act());
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}
