/* A journal: what was written is there again, for the job that wrote it, and one process at a time.
 */
#include "unit.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "job/journal_parts.h"
#include "journal_support.h"
#include "memory.h"

static void journal_hands_over_what_was_written_in_order(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    say(journal, XENG__JOURNAL_NO_PIECE, false, "begin");
    say(journal, 7, false, "answer");
    assert_int_equal(xeng__journal_write(journal, 8, false, NULL, 0, NULL), XENG_OK);
    say(journal, 7, true, "done");
    assert_int_equal(xeng__journal_sync(journal, NULL), XENG_OK);
    xeng__journal_close(journal);
    journal = opened("begin;answer;;done;");
    say(journal, 9, true, "more");
    xeng__journal_close(journal);
    xeng__journal_close(opened("begin;answer;;done;more;"));
}

static void journal_is_readable_for_its_owner_alone_and_tells_what_it_is(void **state)
{
    (void)state;
    struct stat info;
    xeng__journal_close(opened(""));
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    xeng__buf all = read_file(path);
    assert_non_null(strstr(all.data, "xengage journal 1\nidentity 51 "));
    assert_non_null(strstr(all.data, identity));
    xeng__buf_free(&all);
}

static void empty_file_becomes_a_journal(void **state)
{
    (void)state;
    write_file(path, "", 0);
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    xeng__journal_close(journal);
    xeng__journal_close(opened("one;"));
}

static void journal_in_use_is_refused(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    assert_refused(identity, XENG_ERROR_JOURNAL, "in use");
    xeng__journal_close(journal);
    xeng__journal_close(opened(""));
}

static void journal_of_a_process_that_was_killed_is_free_and_complete(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        heard got = {.code = XENG_OK};
        xeng__journal *journal;
        char *note;
        (void)xeng__journal_open(path, identity, hear, &got, &journal, &note, NULL);
        (void)xeng__journal_write(journal, 1, true, "one", 3, NULL);
        (void)kill(getpid(), SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    xeng__journal_close(opened("one;"));
}

static void journal_of_another_job_is_refused_with_the_first_difference(void **state)
{
    (void)state;
    static const struct {
        const char *identity;
        const char *said;
    } others[] = {
        {"endpoint: totals\nmetrics: likes,replies\nids: 3, digest 0123",
         "it has 'metrics: likes', this one 'metrics: likes,replies'"},
        {"endpoint: 28hr\nmetrics: likes\nids: 3, digest 0123",
         "it has 'endpoint: totals', this one 'endpoint: 28hr'"},
        {"endpoint: totals\nmetrics: likes", "it has 'ids: 3, digest 0123', this one nothing"},
        {"endpoint: totals\nmetrics: likes\nids: 3, digest 0123\nshare: 1 of 2",
         "it has nothing, this one 'share: 1 of 2'"},
        {"", "it has 'endpoint: totals', this one nothing"},
    };
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    xeng__journal_close(journal);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_refused(others[i].identity, XENG_ERROR_JOURNAL, others[i].said);
    }
    xeng__journal_close(opened("one;"));
}

static void difference_in_a_long_line_is_shown(void **state)
{
    (void)state;
    heard got = {.code = XENG_OK};
    xeng__journal *journal;
    char *note;
    char first[2000];
    char second[2000];
    memset(first, 'a', sizeof first);
    first[sizeof first - 1] = '\0';
    memcpy(second, first, sizeof second);
    memcpy(second + 1000, "other\tone", 9);
    assert_int_equal(xeng__journal_open(path, first, hear, &got, &journal, &note, NULL), XENG_OK);
    xeng__journal_close(journal);
    assert_refused(second, XENG_ERROR_JOURNAL, "aaaother oneaaa");
}

static void other_files_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *said;
    } files[] = {
        {"id\n1\n2\n", "no journal"},
        {"x", "no journal"},
        {"xengage", "no journal"},
        {"xengage ledger 1\n", "no journal"},
        {"xengage journal 2\nidentity 0 00000000\n\n", "another version"},
        {"xengage journal 1\nidentity 99 00000000\nshort\n", "damaged in its beginning"},
        {"xengage journal 1\nidentity 3 00000000\nabc\n", "damaged in its beginning"},
        {"xengage journal 1\nidentity -1 00000000\nabc\n", "damaged in its beginning"},
        {"xengage journal 1\nidentity 99999999999999999999 00000000\n", "damaged in its beginning"},
        {"xengage journal 1\n\n", "damaged in its beginning"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        write_file(path, files[i].text, strlen(files[i].text));
        assert_refused(identity, XENG_ERROR_JOURNAL, files[i].said);
    }
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    heard got = {.code = XENG_OK};
    static const struct {
        const char *name;
        int32_t code;
        const char *said;
    } cases[] = {
        {"/dev/null", XENG_ERROR_JOURNAL, "not a regular file"},
        {"/", XENG_ERROR_SYSTEM, "it is a folder"},
        {"/nonexistent/journal", XENG_ERROR_SYSTEM, "no such file or folder"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng__journal *journal;
        char *note;
        xeng_error *error = NULL;
        assert_int_equal(
            xeng__journal_open(cases[i].name, identity, hear, &got, &journal, &note, &error),
            cases[i].code);
        assert_said(error, cases[i].said);
        xeng_error_unref(error);
    }
}

static void what_the_taker_refuses_ends_the_opening(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    say(journal, 2, true, "two");
    xeng__journal_close(journal);
    heard got = {.code = XENG_ERROR_CANCELLED};
    char *note;
    assert_int_equal(xeng__journal_open(path, identity, hear, &got, &journal, &note, NULL),
                     XENG_ERROR_CANCELLED);
    assert_null(journal);
    assert_int_equal(got.count, 1);
    xeng__journal_close(opened("one;two;"));
}

static void identity_over_the_limit_is_refused(void **state)
{
    (void)state;
    heard got = {.code = XENG_OK};
    xeng__journal *journal;
    char *note;
    char *text = malloc(XENG__IDENTITY_MAX + 2);
    assert_non_null(text);
    memset(text, 'i', XENG__IDENTITY_MAX + 1);
    text[XENG__IDENTITY_MAX + 1] = '\0';
    assert_int_equal(xeng__journal_open(path, text, hear, &got, &journal, &note, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(access(path, F_OK), -1);
    text[XENG__IDENTITY_MAX] = '\0';
    assert_int_equal(xeng__journal_open(path, text, hear, &got, &journal, &note, NULL), XENG_OK);
    xeng__journal_close(journal);
    text[XENG__IDENTITY_MAX - 1] = 'j';
    assert_refused(text, XENG_ERROR_JOURNAL, "another job");
    free(text);
}

static void records_larger_than_what_is_read_at_once_are_handed_over(void **state)
{
    (void)state;
    enum {
        SIZE = 1000 * 1000
    };
    char *large = malloc(SIZE);
    assert_non_null(large);
    memset(large, 'l', SIZE);
    xeng__journal *journal = opened("");
    for (uint64_t i = 0; i < 3; i++) {
        say(journal, i, true, "small");
        assert_int_equal(xeng__journal_write(journal, i, false, large, SIZE, NULL), XENG_OK);
    }
    xeng__journal_close(journal);
    xeng__journal_close(opened("small;small;small;"));
    free(large);
}

static void record_over_the_limit_is_refused(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    assert_int_equal(
        xeng__journal_write(journal, 1, true, "", (size_t)XENG__FRAME_RECORD_MAX + 1, NULL),
        XENG_ERROR_INVALID_ARGUMENT);
    xeng__journal_close(journal);
    xeng__journal_close(opened(""));
}

/* A limit on the size of files is as good as a full disk. */
static void limit_files(rlim_t size)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = size == RLIM_INFINITY ? limit.rlim_max : size;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void full_disk_leaves_the_journal_as_it_was(void **state)
{
    (void)state;
    struct stat info;
    xeng_error *error = NULL;
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    assert_int_equal(stat(path, &info), 0);
    limit_files((rlim_t)info.st_size + XENG__FRAME_HEAD + 2);
    int32_t code = xeng__journal_write(journal, 2, true, "two", 3, &error);
    limit_files(RLIM_INFINITY);
    assert_int_equal(code, XENG_ERROR_SYSTEM);
    assert_said(error, "larger than files may be. Nothing is lost: make room and start again");
    xeng_error_unref(error);
    struct stat after;
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(after.st_size, info.st_size);
    say(journal, 3, true, "three");
    xeng__journal_close(journal);
    xeng__journal_close(opened("one;three;"));
}

static void full_disk_at_the_beginning_leaves_an_empty_file(void **state)
{
    (void)state;
    heard got = {.code = XENG_OK};
    xeng__journal *journal;
    char *note;
    struct stat info;
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    limit_files(30);
    int32_t code = xeng__journal_open(path, identity, hear, &got, &journal, &note, NULL);
    limit_files(RLIM_INFINITY);
    assert_int_equal(code, XENG_ERROR_SYSTEM);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, 0);
    xeng__journal_close(opened(""));
}

static void journal_survives_any_failed_allocation(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    say(journal, 1, false, "one");
    say(journal, 2, true, "two");
    xeng__journal_close(journal);
    xeng__buf all = read_file(path);
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != XENG_OK; n++) {
        heard got = {.code = XENG_OK};
        char *note = NULL;
        assert_true(n < 100);
        write_file(path, all.data, all.size - 1); /* torn, so that a note is made, too */
        memory_fail_after(n, true);
        code = xeng__journal_open(path, identity, hear, &got, &journal, &note, NULL);
        if (code == XENG_OK) {
            code = xeng__journal_write(journal, 3, false, "three", 5, NULL);
        }
        xeng__journal_close(journal);
        (void)memory_recover();
        assert_true(code == XENG_OK || code == XENG_ERROR_NO_MEMORY);
        xeng__free(note);
        assert_int_equal(memory_live(), 1); /* `all` */
    }
    xeng__buf_free(&all);
    xeng__journal_close(opened("one;three;"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        TEST(journal_hands_over_what_was_written_in_order),
        TEST(journal_is_readable_for_its_owner_alone_and_tells_what_it_is),
        TEST(empty_file_becomes_a_journal),
        TEST(journal_in_use_is_refused),
        TEST(journal_of_a_process_that_was_killed_is_free_and_complete),
        TEST(journal_of_another_job_is_refused_with_the_first_difference),
        TEST(difference_in_a_long_line_is_shown),
        TEST(other_files_are_refused),
        TEST(what_is_no_file_is_refused),
        TEST(what_the_taker_refuses_ends_the_opening),
        TEST(identity_over_the_limit_is_refused),
        TEST(records_larger_than_what_is_read_at_once_are_handed_over),
        TEST(record_over_the_limit_is_refused),
        TEST(full_disk_leaves_the_journal_as_it_was),
        TEST(full_disk_at_the_beginning_leaves_an_empty_file),
        TEST(journal_survives_any_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
