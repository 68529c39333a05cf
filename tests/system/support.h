/* Clients, credentials and requests for tests, a clock, and a log to look into. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/xengage.h>

/* The exit status by which meson knows a skipped test. */
#define SKIPPED 77

/* How much slower than usual things may be: more under the sanitizers and valgrind. */
int64_t patience(void);

/* Monotonic milliseconds. */
int64_t now_ms(void);
void sleep_ms(int64_t ms);

/* Log lines of a client, kept. */
typedef struct log_lines {
    pthread_mutex_t lock;
    char *text;
    size_t size;
    size_t capacity;
} log_lines;

#define LOG_LINES_EMPTY                   \
    {                                     \
        .lock = PTHREAD_MUTEX_INITIALIZER \
    }

void keep_log(xeng_options *options, int32_t level, log_lines *lines);
/* How many times `needle` is in the log. */
size_t count_in_log(log_lines *lines, const char *needle);
void free_log(log_lines *lines);
size_t count_in_text(const char *text, const char *needle);

/* Options for a server: both URLs are its own, no proxy; `ca_file` may be NULL. */
xeng_options *options_for(const char *url, const char *ca_file);
/* A client with these options, which are released. */
xeng_client *client_with(xeng_options *options);
xeng_client *client_for(const char *url, const char *ca_file);

/* The simulator's own. */
xeng_credentials *user_credentials(void);
xeng_credentials *app_credentials(void);
xeng_credentials *bearer_credentials(void);

/* A request for the totals of favorites and retweets, grouped "g" by Post and metric, of the Posts
 * `first_id`, `first_id` + 1 and so on. */
xeng_request *totals_request(uint64_t first_id, size_t count);

/* A Post of the simulator's that its first account owns, created a few days before now. */
uint64_t fresh_post_id(unsigned number);

/* Fetches and releases the result; returns the code and, if asked, hands over the error. */
int32_t fetch_code(xeng_client *client, xeng_credentials *credentials, xeng_request *request,
                   xeng_error **error);

#endif
