/* Looks at what came of a call, and fails the test with the library's own words. */
#ifndef TESTS_CHECKS_H
#define TESTS_CHECKS_H

#include "simulator.h"
#include "system.h"

/* Where simulators with the flag NOW_FLAG stand still. */
#define NOW      INT64_C(1795521600) /* 2026-11-24T12:00:00Z */
#define NOW_FLAG "--now=2026-11-24T12:00:00Z"
#define HOUR     INT64_C(3600)
#define DAY      (24 * HOUR)

/* As a group's setup: forgets what of the machine's environment steers the library. */
int clean_environment(void **state);
size_t open_descriptors(void);

/* Fails the test unless `code` is XENG_OK. */
void must_at(int32_t code, xeng_error *error, const char *file, int line);
/* A call whose last argument is spelt `error`, and which must succeed. */
#define MUST(call)                                         \
    do {                                                   \
        xeng_error *must_have = NULL;                      \
        xeng_error **error = &must_have;                   \
        int32_t must_code = (call);                        \
        must_at(must_code, must_have, __FILE__, __LINE__); \
    } while (0)

/* Fails the test unless the error is of this code. */
void must_be_at(const xeng_error *error, int32_t expected, int32_t code, const char *file,
                int line);
#define MUST_BE(error, expected, code) must_be_at(error, expected, code, __FILE__, __LINE__)

/* Fails the test unless the error's message has this in it. */
void must_mention_at(const xeng_error *error, const char *text, const char *file, int line);
#define MUST_MENTION(error, text) must_mention_at(error, text, __FILE__, __LINE__)

/* A Post that was made some days before NOW; greater numbers, greater ids. */
uint64_t post(uint64_t number, int days_old);
/* An id as text; valid until the eighth call after. */
const char *id_text(uint64_t id);

xeng_options *sim_options(const simulator *sim);
xeng_client *sim_client(const simulator *sim);

/* A request at NOW, of metrics with commas between them, with one grouping, "g". NULL stands for
 * favorites, and for tweet.id,engagement.type. */
xeng_request *request_for(int32_t endpoint, const uint64_t *ids, size_t count, const char *metrics,
                          const char *dimensions);
/* The favorites of a Post on totals. */
xeng_request *small_request(uint64_t id);

/* Fetches what must succeed. */
xeng_result *fetch_at(xeng_client *client, const xeng_credentials *credentials,
                      const xeng_request *request, const char *file, int line);
#define FETCH(client, credentials, request) \
    fetch_at(client, credentials, request, __FILE__, __LINE__)
/* Fetches what must fail, with a certain code. */
xeng_error *fetch_fails_at(int32_t expected, xeng_client *client,
                           const xeng_credentials *credentials, const xeng_request *request,
                           const char *file, int line);
#define FETCH_FAILS(expected, client, credentials, request) \
    fetch_fails_at(expected, client, credentials, request, __FILE__, __LINE__)

/* Fails the test unless the client still fetches small requests. */
void must_still_work_at(xeng_client *client, const char *file, int line);
#define MUST_STILL_WORK(client) must_still_work_at(client, __FILE__, __LINE__)

/* The count at the end of two keys of the grouping "g", which must have been delivered. */
int64_t value_of(const xeng_result *result, const char *first, const char *second);
/* The same of a Post's favorites. */
int64_t favorites_of(const xeng_result *result, uint64_t id);

/* Members of a line of the simulator's log; "" and 0 where there is none. */
const char *log_text(const json_t *line, const char *member);
int64_t log_number(const json_t *line, const char *member);

/* Acts in a child of a fork(); its number is the exit status, 0 for success. */
int in_child(int (*act)(void));

#endif
