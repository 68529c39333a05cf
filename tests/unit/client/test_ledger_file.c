/* The file of a ledger: shared by handles, threads and processes, interrupted, foreign. */
#include "unit.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/ledger_support.h"

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
    assert_lines(
        "2026-11-01 token:97980d6cddac827e\n2026-11-01 token:a6604fcdafd4d90f\n2026-11-01 7\n");
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
    assert_lines("2026-11-01 1\n2026-11-01 2\n");
    assert_int_equal(count(one, "3-a", NULL), XENG_OK);
    assert_int_equal(count(two, "4-a", NULL), XENG_ERROR_LEDGER_LIMIT);
    assert_int_equal(count(two, "3-a", NULL), XENG_OK);
    xeng_ledger_unref(one);
    xeng_ledger_unref(two);
}

/* What another process appends while this one waits for the lock; NULL: nothing. */
static const char *appended_meanwhile;
static bool locked;

/* Found before the C library's. */
int flock(int fd, int operation)
{
    int done = (int)syscall(SYS_flock, fd, operation);
    locked = done == 0 && operation == LOCK_EX;
    if (locked && appended_meanwhile != NULL) {
        append_text(appended_meanwhile);
        appended_meanwhile = NULL;
    }
    return done;
}

static void the_file_is_read_once_it_is_locked(void **state)
{
    (void)state;
    xeng_ledger *ledger = open_ledger();
    xeng_ledger_set_limit(ledger, 2, 1);
    appended_meanwhile = "2026-11-01 1\n";
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    assert_lines("2026-11-01 1\n");
    appended_meanwhile = "2026-11-01 2\n";
    assert_int_equal(count(ledger, "3-a", NULL), XENG_ERROR_LEDGER_LIMIT);
    assert_false(locked);
    appended_meanwhile = "2026-11-01 4\n";
    assert_int_equal(users(ledger), 3);
    assert_false(locked);
    assert_lines("2026-11-01 1\n2026-11-01 2\n2026-11-01 4\n");
    xeng_ledger_unref(ledger);
}

static size_t count_lines(void)
{
    size_t lines = 0;
    for (const char *c = content(); *c != '\0'; c++) {
        lines += *c == '\n';
    }
    return lines;
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
    assert_int_equal(count_lines(), 61);
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(users(ledger), 60);
    xeng_ledger_unref(ledger);
}

enum {
    THREADS = 4,
    THREAD_USERS = 40
};

static xeng_ledger *shared;
static xeng_credentials *known[THREAD_USERS];

static void *count_all(void *failed)
{
    for (size_t i = 0; i < THREAD_USERS; i++) {
        *(bool *)failed |= xeng_ledger_count(shared, known[i], NULL) != XENG_OK;
    }
    return NULL;
}

static void threads_count_a_user_once(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    bool failed[THREADS] = {false};
    shared = open_ledger();
    for (size_t i = 0; i < THREAD_USERS; i++) {
        char token[32];
        (void)snprintf(token, sizeof token, "%zu-t", i + 1);
        known[i] = user(token);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, count_all, &failed[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_false(failed[i]);
    }
    assert_int_equal(count_lines(), 1 + THREAD_USERS);
    for (size_t i = 0; i < THREAD_USERS; i++) {
        xeng_credentials_unref(known[i]);
    }
    xeng_ledger_unref(shared);
}

static void an_interrupted_line_is_cut_off(void **state)
{
    (void)state;
    xeng_ledger *ledger = open_ledger();
    assert_int_equal(count(ledger, "1-a", NULL), XENG_OK);
    append_text("2026-11-01 10");
    assert_int_equal(count(ledger, "2-a", NULL), XENG_OK);
    assert_lines("2026-11-01 1\n2026-11-01 2\n");
    append_text("2026");
    xeng_ledger_unref(ledger);
    ledger = open_ledger();
    assert_int_equal(users(ledger), 2);
    assert_lines("2026-11-01 1\n2026-11-01 2\n");
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
    assert_lines("2026-11-01 1\n");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tokens_without_an_id_count_by_their_digest_and_no_secret_is_written),
        TEST(two_handles_on_a_file_see_each_other),
        TEST(the_file_is_read_once_it_is_locked),
        TEST(two_processes_count_a_user_once),
        TEST(threads_count_a_user_once),
        TEST(an_interrupted_line_is_cut_off),
        TEST(an_emptied_file_begins_anew),
        TEST(a_file_that_is_something_else_is_refused_untouched),
        TEST(lines_that_go_bad_later_are_refused_too),
        TEST(what_is_no_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
