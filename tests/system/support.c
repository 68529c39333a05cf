/* Clients, credentials and requests for tests. */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

int64_t patience(void)
{
    const char *factor = getenv("XENGAGE_TEST_PATIENCE");
    int64_t value = factor != NULL ? strtoll(factor, NULL, 10) : IS_SANITIZED ? 10 : 1;
    return value < 1 ? 1 : value;
}

int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void sleep_ms(int64_t ms)
{
    struct timespec span = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000};
    nanosleep(&span, NULL);
}

static void keep_line(void *context, int32_t level, const char *message)
{
    (void)level;
    log_lines *lines = context;
    size_t size = strlen(message);
    pthread_mutex_lock(&lines->lock);
    if (lines->size + size + 2 > lines->capacity) {
        lines->capacity = (lines->size + size + 2) * 2;
        lines->text = realloc(lines->text, lines->capacity);
    }
    memcpy(lines->text + lines->size, message, size);
    memcpy(lines->text + lines->size + size, "\n", 2);
    lines->size += size + 1;
    pthread_mutex_unlock(&lines->lock);
}

void keep_log(xeng_options *options, int32_t level, log_lines *lines)
{
    xeng_options_set_log(options, level, keep_line, lines);
}

size_t count_in_text(const char *text, const char *needle)
{
    size_t count = 0;
    while (text != NULL && (text = strstr(text, needle)) != NULL) {
        count++;
        text += strlen(needle);
    }
    return count;
}

size_t count_in_log(log_lines *lines, const char *needle)
{
    pthread_mutex_lock(&lines->lock);
    size_t count = count_in_text(lines->text, needle);
    pthread_mutex_unlock(&lines->lock);
    return count;
}

void free_log(log_lines *lines)
{
    free(lines->text);
    lines->text = NULL;
    lines->size = 0;
    lines->capacity = 0;
}

/* What must not fail here, or the test is worth nothing. */
static void need(int32_t code, xeng_error *error)
{
    if (code != XENG_OK) {
        print_error("%s\n", xeng_error_message(error));
        xeng_error_unref(error);
        fail();
    }
}

xeng_options *options_for(const char *url, const char *ca_file)
{
    xeng_options *options = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_options_new(&options, &error);
    need(code, error);
    code = xeng_options_set_base_url(options, url, &error);
    need(code, error);
    code = xeng_options_set_auth_url(options, url, &error);
    need(code, error);
    code = xeng_options_set_ca_file(options, ca_file, &error);
    need(code, error);
    code = xeng_options_set_proxy(options, "", &error);
    need(code, error);
    return options;
}

xeng_client *client_with(xeng_options *options)
{
    xeng_client *client = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_client_new(options, &client, &error);
    xeng_options_unref(options);
    need(code, error);
    return client;
}

xeng_client *client_for(const char *url, const char *ca_file)
{
    return client_with(options_for(url, ca_file));
}

xeng_credentials *user_credentials(void)
{
    xeng_credentials *credentials = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_credentials_new_user("sim-consumer-key", "sim-consumer-secret",
                                             "1001-sim-access-token", "sim-access-token-secret",
                                             &credentials, &error);
    need(code, error);
    return credentials;
}

xeng_credentials *app_credentials(void)
{
    xeng_credentials *credentials = NULL;
    xeng_error *error = NULL;
    int32_t code =
        xeng_credentials_new_app("sim-consumer-key", "sim-consumer-secret", &credentials, &error);
    need(code, error);
    return credentials;
}

xeng_credentials *bearer_credentials(void)
{
    xeng_credentials *credentials = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_credentials_new_bearer("sim-bearer%2Ftoken%3D", &credentials, &error);
    need(code, error);
    return credentials;
}

xeng_request *totals_request(uint64_t first_id, size_t count)
{
    static const int32_t dimensions[] = {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE};
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_request_new(XENG_ENDPOINT_TOTALS, NULL, &request, &error);
    need(code, error);
    for (size_t i = 0; i < count; i++) {
        code = xeng_request_add_id(request, first_id + i, &error);
        need(code, error);
    }
    code = xeng_request_add_metric(request, XENG_METRIC_FAVORITES, &error);
    need(code, error);
    code = xeng_request_add_metric(request, XENG_METRIC_RETWEETS, &error);
    need(code, error);
    code = xeng_request_add_grouping(request, "g", dimensions, 2, &error);
    need(code, error);
    return request;
}

uint64_t fresh_post_id(unsigned number)
{
    /* Milliseconds since 2010-11-04T01:42:54.657Z, then 22 bits. */
    uint64_t created_ms = ((uint64_t)time(NULL) - 3 * 86400) * 1000 - UINT64_C(1288834974657);
    return (created_ms << 22) + number;
}

int32_t fetch_code(xeng_client *client, xeng_credentials *credentials, xeng_request *request,
                   xeng_error **error)
{
    xeng_result *result = NULL;
    int32_t code = xeng_client_fetch(client, credentials, request, &result, error);
    assert_true((code == XENG_OK) == (result != NULL));
    xeng_result_unref(result);
    return code;
}
