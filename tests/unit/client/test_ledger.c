/* The ledger: months, users, limits, and what a client does with them. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/iso8601.h"
#include "client/client.h"
#include "client/ledger.h"
#include "client/ledger_support.h"
#include "memory.h"

static void assert_month(const char *time, int32_t first_day, const char *expected)
{
    char day[XENG__ISO8601_SIZE];
    xeng__format_day(xeng__ledger_month_of(moment(time), first_day), day);
    assert_string_equal(day, expected);
}

static void months_begin_on_the_contracts_day(void **state)
{
    (void)state;
    assert_month("2026-11-01T00:00:00Z", 1, "2026-11-01");
    assert_month("2026-11-30T23:59:59Z", 1, "2026-11-01");
    assert_month("2026-10-31T23:59:59Z", 1, "2026-10-01");
    assert_month("2026-11-14T23:59:59Z", 15, "2026-10-15");
    assert_month("2026-11-15T00:00:00Z", 15, "2026-11-15");
    assert_month("2026-01-27T23:59:59Z", 28, "2025-12-28");
    assert_month("2026-12-31T12:00:00Z", 28, "2026-12-28");
    assert_month("2024-03-01T00:00:00Z", 28, "2024-02-28");
    assert_month("1969-12-31T23:59:59Z", 1, "1969-12-01");
}

static void users_of_any_month_are_told_from_the_file(void **state)
{
    (void)state;
    static const char text[] = "# xengage ledger 1\n2020-01-15 1\n2020-02-15 1\n2020-01-15 2\n"
                               "2020-01-15 1\n2020-01-15 token:00ff00ff00ff00ff\n2020-01-01 9\n";
    xeng_ledger *ledger = NULL;
    write_file(text, sizeof text - 1);
    assert_int_equal(xeng_ledger_open(path, 15, &ledger, NULL), XENG_OK);
    assert_int_equal(users_at(ledger, moment("2020-01-14T23:59:59Z")), 0);
    assert_int_equal(users_at(ledger, moment("2020-01-15T00:00:00Z")), 3);
    assert_int_equal(users_at(ledger, moment("2020-02-14T23:59:59Z")), 3);
    assert_int_equal(users_at(ledger, moment("2020-02-15T00:00:00Z")), 1);
    assert_int_equal(users_at(ledger, INT64_MAX), 0);
    assert_int_equal(users(ledger), 0);
    assert_string_equal(content(), text);
    xeng_ledger_unref(ledger);
}

static void a_user_counts_once_a_month(void **state)
{
    (void)state;
    struct stat info;
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(users(ledger), 0);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(count(ledger, "1001-a", NULL), XENG_OK);
        assert_int_equal(count(ledger, "1001-b", NULL), XENG_OK);
    }
    assert_int_equal(count(ledger, "9223372036854775807-x", NULL), XENG_OK);
    assert_int_equal(users(ledger), 2);
    assert_lines("2026-11-01 1001\n2026-11-01 9223372036854775807\n");
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    xeng_ledger_unref(ledger);
    ledger = open_ledger();
    assert_int_equal(count(ledger, "1001-a", NULL), XENG_OK);
    assert_int_equal(users(ledger), 2);
    xeng_ledger_unref(ledger);
}

static void a_new_month_begins_with_nobody(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    xeng_ledger *ledger = open_ledger();
    xeng_ledger_set_limit(ledger, 1, 1);
    clock_now = moment("2026-12-31T23:59:59Z");
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    assert_int_equal(count(ledger, "2-a", &error), XENG_ERROR_LEDGER_LIMIT);
    assert_non_null(strstr(xeng_error_message(error), "until 2027-01-01"));
    xeng_error_unref(error);
    append_text("2027-01-01 3\n"); /* by a process whose clock is ahead */
    assert_int_equal(users(ledger), 1);
    clock_now++;
    assert_int_equal(count(ledger, "1-a", NULL), XENG_ERROR_LEDGER_LIMIT);
    xeng_ledger_set_limit(ledger, 2, 1);
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    assert_int_equal(users(ledger), 2);
    clock_now--;
    assert_int_equal(users(ledger), 1);
    assert_lines("2026-12-01 1\n2027-01-01 3\n2027-01-01 1\n");
    xeng_ledger_unref(ledger);
}

static void many_users_are_told_apart(void **state)
{
    (void)state;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs("# xengage ledger 1\n", file) >= 0);
    for (uint64_t i = 0; i < 6000; i++) {
        assert_true(fprintf(file, "2020-01-01 %llu\n",
                            (unsigned long long)(1 + (i % 3000) * UINT64_C(4294967296))) > 0);
    }
    assert_int_equal(fclose(file), 0);
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(users_at(ledger, moment("2020-01-31")), 3000);
    xeng_ledger_unref(ledger);
}

static void the_application_alone_does_not_count(void **state)
{
    (void)state;
    xeng_ledger *ledger = open_ledger();
    xeng_credentials *app = NULL;
    xeng_credentials *bearer = NULL;
    assert_int_equal(xeng_credentials_new_app("ck", "cs", &app, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_new_bearer("AAAA", &bearer, NULL), XENG_OK);
    assert_int_equal(xeng_ledger_count(ledger, app, NULL), XENG_OK);
    assert_int_equal(xeng_ledger_count(ledger, bearer, NULL), XENG_OK);
    assert_int_equal(users(ledger), 0);
    assert_string_equal(content(), "# xengage ledger 1\n");
    xeng_credentials_unref(app);
    xeng_credentials_unref(bearer);
    xeng_ledger_unref(ledger);
}

static void one_user_more_than_the_limit_is_refused(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    xeng_ledger *ledger = open_ledger();
    xeng_ledger_set_limit(ledger, 2, 1);
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    assert_int_equal(count(ledger, "2-a", NULL), XENG_OK);
    assert_int_equal(count(ledger, "3-a", &error), XENG_ERROR_LEDGER_LIMIT);
    const char *message = xeng_error_message(error);
    assert_non_null(strstr(message, "user 3 "));
    assert_non_null(strstr(message, "limit of 2 "));
    assert_non_null(strstr(message, "has 2 in the month from"));
    assert_non_null(strstr(message, "from 2026-11-01; "));
    assert_non_null(strstr(message, "until 2026-12-01"));
    xeng_error_unref(error);
    assert_int_equal(count(ledger, "1-b", NULL), XENG_OK);
    assert_lines("2026-11-01 1\n2026-11-01 2\n");
    xeng_ledger_set_limit(ledger, 3, 1);
    assert_int_equal(count(ledger, "3-a", NULL), XENG_OK);
    xeng_ledger_set_limit(ledger, 0, 1);
    assert_int_equal(count(ledger, "4-a", NULL), XENG_OK);
    xeng_ledger_set_limit(ledger, 1, 0);
    assert_int_equal(count(ledger, "5-a", NULL), XENG_OK);
    assert_int_equal(users(ledger), 5);
    xeng_ledger_unref(ledger);
}

static size_t warnings;
static char warning[512];

static void take_warning(void *context, int32_t level, const char *line)
{
    assert_int_equal(level, XENG_LOG_WARN);
    warnings++;
    (void)snprintf(warning, sizeof warning, "%s", line);
    /* The ledger is not held meanwhile. */
    xeng_ledger *ledger = context;
    assert_int_equal(users(ledger), 2);
}

/* A client of nobody's server with a ledger, which only it holds then. */
static xeng_client *client_of(xeng_ledger *ledger)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    assert_int_equal(xeng_options_new(&options, NULL), XENG_OK);
    assert_int_equal(xeng_options_set_base_url(options, "http://127.0.0.1:1", NULL), XENG_OK);
    xeng_options_set_log(options, XENG_LOG_WARN, take_warning, ledger);
    xeng_options_set_ledger(options, ledger);
    xeng_options_set_ledger(options, ledger);
    assert_int_equal(xeng_client_new(options, &client, NULL), XENG_OK);
    xeng_options_set_ledger(options, NULL);
    xeng_options_unref(options);
    return client;
}

static void a_client_warns_once_of_more_users_than_the_limit(void **state)
{
    (void)state;
    static const char *const tokens[] = {"1-a", "2-hush", "2-hush", "1-a"};
    xeng_ledger *ledger = open_ledger();
    xeng_ledger_set_limit(ledger, 1, 0);
    xeng_client *client = client_of(ledger);
    warnings = 0;
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        xeng_credentials *credentials = user(tokens[i]);
        assert_int_equal(xeng__client_admit(client, credentials, NULL), XENG_OK);
        assert_int_equal(warnings, i > 0);
        xeng_credentials_unref(credentials);
    }
    assert_non_null(strstr(warning, "has 2 distinct users"));
    assert_non_null(strstr(warning, "limit of 1"));
    assert_null(strstr(warning, "hush"));
    xeng_client_unref(client);
    xeng_ledger_unref(ledger);
}

static void a_client_counts_before_it_sends(void **state)
{
    (void)state;
    xeng_ledger *ledger = open_ledger();
    xeng_client *client = client_of(ledger);
    xeng_ledger_set_limit(ledger, 1, 1);
    xeng_ledger_unref(ledger); /* the client holds it */
    xeng_credentials *known = user("1-a");
    xeng_credentials *other = user("2-a");
    xeng_request *request = NULL;
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_result *result = NULL;
    assert_int_equal(xeng_request_new(XENG_ENDPOINT_TOTALS, NULL, &request, NULL), XENG_OK);
    /* What can't be sent doesn't count. */
    assert_int_not_equal(xeng_client_submit(client, other, request, &operation, NULL), XENG_OK);
    assert_string_equal(content(), "# xengage ledger 1\n");
    assert_int_equal(xeng_request_add_id(request, 1234567890123456789, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_FAVORITES, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id", NULL), XENG_OK);
    assert_int_equal(xeng_client_submit(client, known, request, &operation, NULL), XENG_OK);
    xeng_client_cancel_all(client);
    assert_int_equal(xeng_client_submit(client, other, request, &operation, NULL),
                     XENG_ERROR_LEDGER_LIMIT);
    assert_int_equal(operation, XENG_OPERATION_NONE);
    assert_int_equal(xeng_client_fetch(client, other, request, &result, NULL),
                     XENG_ERROR_LEDGER_LIMIT);
    assert_lines("2026-11-01 1\n");
    xeng_request_unref(request);
    xeng_credentials_unref(known);
    xeng_credentials_unref(other);
    xeng_client_unref(client);
}

static void wrong_arguments_are_errors(void **state)
{
    (void)state;
    static const int32_t days[] = {INT32_MIN, -1, 0, 29, 31};
    xeng_ledger *ledger = NULL;
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_int_equal(xeng_ledger_open(path, days[i], &ledger, NULL),
                         XENG_ERROR_INVALID_ARGUMENT);
    }
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(xeng_ledger_open(NULL, 1, &ledger, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_ledger_open(path, 1, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(xeng_ledger_ref(NULL));
    xeng_ledger_unref(NULL);
    xeng_ledger_set_limit(NULL, 1, 1);
    xeng_options_set_ledger(NULL, NULL);
    ledger = xeng_ledger_ref(open_ledger());
    xeng_ledger_unref(ledger);
    assert_int_equal(xeng_ledger_count(ledger, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_ledger_users(ledger, 0, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_ledger_users(NULL, 0, &number, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(count(NULL, "1-a", NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng_ledger_unref(ledger);
}

/* Opens a ledger of many users, counts two more and another month's. */
static int32_t use(const xeng_credentials *const *credentials, xeng_error **error)
{
    xeng_ledger *ledger = NULL;
    uint64_t number = 0;
    int32_t code = xeng_ledger_open(path, 1, &ledger, error);
    for (size_t i = 0; i < 2 && code == XENG_OK; i++) {
        code = xeng_ledger_count(ledger, credentials[i], error);
    }
    code = code != XENG_OK ? code : xeng_ledger_users(ledger, 0, &number, error);
    assert_int_equal(number, code == XENG_OK ? 100 : 0);
    xeng_ledger_unref(ledger);
    return code;
}

static void memory_that_runs_out_is_an_error_and_loses_nothing(void **state)
{
    (void)state;
    static char before[4096];
    size_t size = (size_t)snprintf(before, sizeof before, "# xengage ledger 1\n2026-11-01 1\n");
    for (int i = 0; i < 100; i++) {
        size += (size_t)snprintf(before + size, sizeof before - size, "1970-01-01 %d\n", i + 1);
    }
    xeng_credentials *credentials[] = {user("2-hush"), user("3-hush")};
    const size_t live = memory_live();
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != XENG_OK; n++) {
        xeng_error *error = NULL;
        assert_true(n < 100);
        write_file(before, size);
        memory_fail_after(n, true);
        code = use((const xeng_credentials *const *)credentials, &error);
        (void)memory_recover();
        assert_int_equal(xeng_error_code(error), code);
        assert_true(code == XENG_OK || code == XENG_ERROR_NO_MEMORY);
        xeng_error_unref(error);
        assert_int_equal(memory_live(), live);
        assert_memory_equal(content(), before, size);
    }
    xeng_credentials_unref(credentials[0]);
    xeng_credentials_unref(credentials[1]);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        TEST(months_begin_on_the_contracts_day),
        TEST(users_of_any_month_are_told_from_the_file),
        TEST(a_user_counts_once_a_month),
        TEST(a_new_month_begins_with_nobody),
        TEST(many_users_are_told_apart),
        TEST(the_application_alone_does_not_count),
        TEST(one_user_more_than_the_limit_is_refused),
        TEST(a_client_warns_once_of_more_users_than_the_limit),
        TEST(a_client_counts_before_it_sends),
        TEST(wrong_arguments_are_errors),
        TEST(memory_that_runs_out_is_an_error_and_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
