/* The ledger: months, users, limits, and what processes do to its file at the same time. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <xengage/xengage.h>

#include "auth/credentials.h"
#include "base/clock.h"
#include "base/iso8601.h"
#include "client/client.h"
#include "client/ledger.h"
#include "memory.h"

static char folder[64];
static char path[128];

static int make_folder(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "xengage-ledger-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/ledger", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    (void)rmdir(path);
    return rmdir(folder);
}

static void write_file(const char *text, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void append_text(const char *text)
{
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static const char *content(void)
{
    static char text[8192];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    return text;
}

static xeng_ledger *open_ledger(void)
{
    xeng_ledger *ledger = NULL;
    assert_int_equal(xeng_ledger_open(path, 1, &ledger, NULL), XENG_OK);
    return ledger;
}

static xeng_credentials *user(const char *token)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_user("ck", "cs", token, "hushts", &made, NULL), XENG_OK);
    return made;
}

static int32_t count(xeng_ledger *ledger, const char *token, xeng_error **error)
{
    xeng_credentials *credentials = user(token);
    int32_t code = xeng_ledger_count(ledger, credentials, error);
    xeng_credentials_unref(credentials);
    return code;
}

static uint64_t users_at(xeng_ledger *ledger, int64_t time)
{
    uint64_t users = 99;
    assert_int_equal(xeng_ledger_users(ledger, time, &users, NULL), XENG_OK);
    return users;
}

static uint64_t users(xeng_ledger *ledger)
{
    return users_at(ledger, XENG_TIME_UNSET);
}

/* The first line and what this month's first day and users come to. */
static void this_month(char *text, size_t size, const char *const *names)
{
    char day[XENG__ISO8601_SIZE];
    xeng__format_day(xeng__ledger_month_of(xeng__clock_unix(), 1), day);
    int at = snprintf(text, size, "# xengage ledger 1\n");
    for (; *names != NULL; names++) {
        at += snprintf(text + at, size - (size_t)at, "%s %s\n", day, *names);
    }
}

static void assert_this_month(const char *const *names)
{
    char expected[512];
    this_month(expected, sizeof expected, names);
    assert_string_equal(content(), expected);
}

static int64_t moment(const char *text)
{
    int64_t seconds = 0;
    assert_true(xeng__parse_time(text, strlen(text), &seconds));
    return seconds;
}

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
    assert_this_month((const char *const[]){"1001", "9223372036854775807", NULL});
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    xeng_ledger_unref(ledger);
    ledger = open_ledger();
    assert_int_equal(count(ledger, "1001-a", NULL), XENG_OK);
    assert_int_equal(users(ledger), 2);
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

static void tokens_without_an_id_count_by_their_digest_and_no_secret_is_written(void **state)
{
    (void)state;
    xeng_ledger *ledger = open_ledger();
    /* The digest's start by: printf hushtoken | sha256sum */
    assert_int_equal(count(ledger, "hushtoken", NULL), XENG_OK);
    assert_int_equal(count(ledger, "hushtoken", NULL), XENG_OK);
    assert_int_equal(count(ledger, "hushtoken2", NULL), XENG_OK);
    assert_int_equal(count(ledger, "7-hush", NULL), XENG_OK);
    assert_int_equal(users(ledger), 3);
    assert_this_month(
        (const char *const[]){"token:97980d6cddac827e", "token:a6604fcdafd4d90f", "7", NULL});
    assert_null(strstr(content(), "hush"));
    xeng_ledger_unref(ledger);
    ledger = open_ledger();
    assert_int_equal(users(ledger), 3);
    xeng_ledger_unref(ledger);
}

static void two_handles_on_a_file_see_each_other(void **state)
{
    (void)state;
    xeng_ledger *one = open_ledger();
    xeng_ledger *two = open_ledger();
    xeng_ledger_set_limit(two, 2, 1);
    assert_int_equal(count(one, "1-a", NULL), XENG_OK);
    assert_int_equal(users(two), 1);
    assert_int_equal(count(two, "2-a", NULL), XENG_OK);
    assert_int_equal(count(one, "2-b", NULL), XENG_OK);
    assert_int_equal(count(two, "1-b", NULL), XENG_OK);
    assert_int_equal(users(one), 2);
    assert_this_month((const char *const[]){"1", "2", NULL});
    assert_int_equal(count(one, "3-a", NULL), XENG_OK);
    assert_int_equal(count(two, "4-a", NULL), XENG_ERROR_LEDGER_LIMIT);
    assert_int_equal(count(two, "3-a", NULL), XENG_OK);
    xeng_ledger_unref(one);
    xeng_ledger_unref(two);
}

/* Counts users of 1 to 60, as a process of its own. */
static pid_t start_counting(int from, int step)
{
    pid_t child = fork();
    if (child != 0) {
        return child;
    }
    xeng_ledger *ledger = NULL;
    int32_t code = xeng_ledger_open(path, 1, &ledger, NULL);
    for (int i = 0; i < 60 && code == XENG_OK; i++) {
        char token[32];
        xeng_credentials *credentials = NULL;
        (void)snprintf(token, sizeof token, "%d-t", 1 + (from + i * step) % 60);
        code = xeng_credentials_new_user("ck", "cs", token, "ts", &credentials, NULL);
        code = code != XENG_OK ? code : xeng_ledger_count(ledger, credentials, NULL);
        xeng_credentials_unref(credentials);
    }
    xeng_ledger_unref(ledger);
    _exit(code == XENG_OK ? 0 : 1);
}

static void two_processes_count_a_user_once(void **state)
{
    (void)state;
    const pid_t children[] = {start_counting(0, 1), start_counting(59, 59)};
    for (size_t i = 0; i < 2; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    size_t lines = 0;
    for (const char *c = content(); *c != '\0'; c++) {
        lines += *c == '\n';
    }
    assert_int_equal(lines, 61);
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(users(ledger), 60);
    xeng_ledger_unref(ledger);
}

static void an_interrupted_line_is_cut_off(void **state)
{
    (void)state;
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    append_text("2026-11-01 10");
    assert_int_equal(count(ledger, "2-a", NULL), XENG_OK);
    assert_this_month((const char *const[]){"1", "2", NULL});
    append_text("2026");
    xeng_ledger_unref(ledger);
    ledger = open_ledger();
    assert_int_equal(users(ledger), 2);
    assert_this_month((const char *const[]){"1", "2", NULL});
    xeng_ledger_unref(ledger);
    write_file("# xeng", 6);
    ledger = open_ledger();
    assert_string_equal(content(), "# xengage ledger 1\n");
    xeng_ledger_unref(ledger);
}

static void an_emptied_file_begins_anew(void **state)
{
    (void)state;
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    write_file("", 0);
    assert_int_equal(users(ledger), 0);
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    assert_this_month((const char *const[]){"1", NULL});
    xeng_ledger_unref(ledger);
}

static void assert_foreign(const char *text, size_t size, const char *where)
{
    xeng_ledger *ledger = (xeng_ledger *)1;
    xeng_error *error = NULL;
    write_file(text, size);
    assert_int_equal(xeng_ledger_open(path, 1, &ledger, &error), XENG_ERROR_LEDGER);
    assert_null(ledger);
    char start[192];
    (void)snprintf(start, sizeof start, "%s%s", path, where);
    assert_ptr_equal(strstr(xeng_error_message(error), start), xeng_error_message(error));
    xeng_error_unref(error);
    assert_memory_equal(content(), text, size);
    assert_int_equal(strlen(content()), size);
}

static void a_file_that_is_something_else_is_refused_untouched(void **state)
{
    (void)state;
    static const char *const first[] = {
        "a",  "# xengage ledger 2\n",        "# xengage ledger 12",
        "\n", "{\"consumer_key\": \"k\"}\n", "# xengage ledger 1\r\n"};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        assert_foreign(first[i], strlen(first[i]), ":1: ");
    }
    static const char *const third[] = {
        "2026-11-01\n",
        "2026-11-01 \n",
        "2026-11-31 1\n",
        "2026-11-01 0\n",
        "2026-11-01 01\n",
        "2026-11-01  1\n",
        "2026-11-01 1 \n",
        "2026-11-01\t1\n",
        "2026-11-01 9223372036854775808\n",
        "2026-11-01 token:0123456789abcde\n",
        "2026-11-01 token:0123456789abcdeF\n",
        "\n",
        "2026-11-01 1\r\n2026-11-01 2",
        "a last line without its end, but longer than any of a ledger"};
    for (size_t i = 0; i < sizeof third / sizeof *third; i++) {
        char text[256];
        (void)snprintf(text, sizeof text, "# xengage ledger 1\n2026-11-01 7\n%s", third[i]);
        assert_foreign(text, strlen(text), ":3: ");
    }
    static char large[6000];
    memset(large, 'x', sizeof large);
    assert_foreign(large, sizeof large, ":1: ");
}

static void lines_that_go_bad_later_are_refused_too(void **state)
{
    (void)state;
    uint64_t number = 9;
    xeng_error *error = NULL;
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    append_text("hello\n");
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    assert_int_equal(count(ledger, "2-a", &error), XENG_ERROR_LEDGER);
    assert_non_null(strstr(xeng_error_message(error), "/ledger:3: "));
    xeng_error_unref(error);
    assert_int_equal(xeng_ledger_users(ledger, XENG_TIME_UNSET, &number, NULL), XENG_ERROR_LEDGER);
    assert_int_equal(number, 0);
    assert_null(strstr(content(), " 2\n"));
    xeng_ledger_unref(ledger);
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    xeng_ledger *ledger = NULL;
    xeng_error *error = NULL;
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(xeng_ledger_open(path, 1, &ledger, &error), XENG_ERROR_LEDGER);
    assert_non_null(strstr(xeng_error_message(error), "not a regular file"));
    xeng_error_unref(error);
    assert_int_equal(xeng_ledger_open(folder, 1, &ledger, &error), XENG_ERROR_SYSTEM);
    assert_non_null(strstr(xeng_error_message(error), "it is a folder"));
    xeng_error_unref(error);
    assert_int_equal(xeng_ledger_open("missing/ledger", 1, &ledger, &error), XENG_ERROR_SYSTEM);
    assert_non_null(strstr(xeng_error_message(error), "no such file or folder"));
    xeng_error_unref(error);
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
    char month[XENG__ISO8601_SIZE];
    xeng__format_day(xeng__ledger_month_of(xeng__clock_unix(), 1), month);
    const char *message = xeng_error_message(error);
    assert_non_null(strstr(message, "user 3 "));
    assert_non_null(strstr(message, "limit of 2 "));
    assert_non_null(strstr(message, "has 2 in the month from"));
    assert_non_null(strstr(message, month));
    xeng_error_unref(error);
    assert_int_equal(count(ledger, "1-b", NULL), XENG_OK);
    assert_this_month((const char *const[]){"1", "2", NULL});
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
    assert_this_month((const char *const[]){"1", NULL});
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
    this_month(before, sizeof before, (const char *const[]){"1", NULL});
    size_t size = strlen(before);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        TEST(months_begin_on_the_contracts_day),
        TEST(users_of_any_month_are_told_from_the_file),
        TEST(a_user_counts_once_a_month),
        TEST(many_users_are_told_apart),
        TEST(the_application_alone_does_not_count),
        TEST(tokens_without_an_id_count_by_their_digest_and_no_secret_is_written),
        TEST(two_handles_on_a_file_see_each_other),
        TEST(two_processes_count_a_user_once),
        TEST(an_interrupted_line_is_cut_off),
        TEST(an_emptied_file_begins_anew),
        TEST(a_file_that_is_something_else_is_refused_untouched),
        TEST(lines_that_go_bad_later_are_refused_too),
        TEST(what_is_no_file_is_refused),
        TEST(one_user_more_than_the_limit_is_refused),
        TEST(a_client_warns_once_of_more_users_than_the_limit),
        TEST(a_client_counts_before_it_sends),
        TEST(wrong_arguments_are_errors),
        TEST(memory_that_runs_out_is_an_error_and_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
