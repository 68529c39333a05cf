/* Who gets which log lines. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "memory.h"

static char last_line[500];
static int32_t last_level;
static int lines;

static void collect(void *context, int32_t level, const char *message)
{
    assert_ptr_equal(context, &lines);
    lines++;
    last_level = level;
    (void)snprintf(last_line, sizeof last_line, "%s", message);
}

static xeng__log to_function(int32_t level)
{
    lines = 0;
    last_level = 0;
    last_line[0] = '\0';
    return (xeng__log){collect, &lines, level, XENG_LOG_OFF};
}

/* What a function writes to stderr. */
static const char *said_to_stderr(const xeng__log *log, int32_t level, const char *text)
{
    static char said[500];
    FILE *scratch = tmpfile();
    assert_non_null(scratch);
    int file = fileno(scratch);
    (void)fflush(stderr);
    int kept = dup(STDERR_FILENO);
    assert_true(dup2(file, STDERR_FILENO) >= 0);
    xeng__log_write(log, level, "%s", text);
    (void)fflush(stderr);
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    (void)close(kept);
    ssize_t size = pread(file, said, sizeof said - 1, 0);
    (void)fclose(scratch);
    assert_true(size >= 0);
    said[size] = '\0';
    return said;
}

static void levels_have_names_in_any_case(void **state)
{
    (void)state;
    assert_int_equal(xeng__log_level_by_name("error"), XENG_LOG_ERROR);
    assert_int_equal(xeng__log_level_by_name("WARN"), XENG_LOG_WARN);
    assert_int_equal(xeng__log_level_by_name("Info"), XENG_LOG_INFO);
    assert_int_equal(xeng__log_level_by_name("debug"), XENG_LOG_DEBUG);
    assert_int_equal(xeng__log_level_by_name("trace"), XENG_LOG_TRACE);
    assert_int_equal(xeng__log_level_by_name(""), XENG_LOG_OFF);
    assert_int_equal(xeng__log_level_by_name("tracer"), XENG_LOG_OFF);
    assert_int_equal(xeng__log_level_by_name(NULL), XENG_LOG_OFF);
}

static void finer_lines_than_asked_for_are_not_written(void **state)
{
    (void)state;
    xeng__log log = to_function(XENG_LOG_WARN);
    assert_true(xeng__log_wants(&log, XENG_LOG_ERROR));
    assert_true(xeng__log_wants(&log, XENG_LOG_WARN));
    assert_false(xeng__log_wants(&log, XENG_LOG_INFO));
    xeng__log_write(&log, XENG_LOG_INFO, "no");
    assert_int_equal(lines, 0);
    xeng__log_write(&log, XENG_LOG_WARN, "attempt %d of %s", 2, "3");
    assert_int_equal(lines, 1);
    assert_int_equal(last_level, XENG_LOG_WARN);
    assert_string_equal(last_line, "attempt 2 of 3");
}

static void a_log_that_nobody_reads_wants_nothing(void **state)
{
    (void)state;
    xeng__log none = {NULL, NULL, XENG_LOG_TRACE, XENG_LOG_OFF};
    assert_false(xeng__log_wants(&none, XENG_LOG_ERROR));
    assert_false(xeng__log_wants(NULL, XENG_LOG_ERROR));
    xeng__log_write(NULL, XENG_LOG_ERROR, "x");
    assert_string_equal(said_to_stderr(&none, XENG_LOG_ERROR, "x"), "");
    xeng__log off = to_function(XENG_LOG_OFF);
    xeng__log_write(&off, XENG_LOG_ERROR, "x");
    assert_int_equal(lines, 0);
}

static void stderr_gets_whole_lines_with_their_level(void **state)
{
    (void)state;
    xeng__log log = {NULL, NULL, XENG_LOG_OFF, XENG_LOG_INFO};
    assert_string_equal(said_to_stderr(&log, XENG_LOG_WARN, "slow"), "xengage: warn: slow\n");
    assert_string_equal(said_to_stderr(&log, XENG_LOG_DEBUG, "fine"), "");
}

static void neither_reader_sees_a_secret(void **state)
{
    (void)state;
    xeng__log log = to_function(XENG_LOG_TRACE);
    xeng__log_write(&log, XENG_LOG_TRACE, "> Authorization: Bearer %s", "hushhush");
    assert_string_equal(last_line, "> Authorization: <redacted>");
    xeng__log_write(&log, XENG_LOG_ERROR, "oauth_token=%s", "hushhush");
    assert_string_equal(last_line, "oauth_token=<redacted>");
    log = (xeng__log){NULL, NULL, XENG_LOG_OFF, XENG_LOG_TRACE};
    assert_string_equal(said_to_stderr(&log, XENG_LOG_TRACE, "bearer hushhush"),
                        "xengage: trace: bearer <redacted>\n");
}

static void a_servers_line_breaks_and_escapes_reach_nobody(void **state)
{
    (void)state;
    xeng__log log = to_function(XENG_LOG_TRACE);
    xeng__log_write(&log, XENG_LOG_TRACE, "%s", "< X-A: \x1B[2Jb\rc\nd");
    assert_string_equal(last_line, "< X-A: ?[2Jb c d");
    xeng__log_write(&log, XENG_LOG_TRACE, "%s", "< Set-Cookie: a\rs3cret");
    assert_null(strstr(last_line, "s3cret"));
}

static void a_line_that_memory_runs_out_for_is_dropped_whole(void **state)
{
    (void)state;
    size_t before = memory_live();
    xeng__log log = to_function(XENG_LOG_TRACE);
    for (size_t n = 0; lines == 0; n++) {
        assert_true(n < 20);
        memory_watch_for("hushhush");
        memory_fail_after(n, false);
        xeng__log_write(&log, XENG_LOG_ERROR, "%0200d oauth_token=hushhush", 1);
        assert_true(memory_recover() == (lines == 0));
        assert_false(memory_held_secret());
        memory_watch_for(NULL);
        assert_int_equal(memory_live(), before);
    }
    assert_null(strstr(last_line, "hush"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_have_names_in_any_case),
        cmocka_unit_test(finer_lines_than_asked_for_are_not_written),
        cmocka_unit_test(a_log_that_nobody_reads_wants_nothing),
        cmocka_unit_test(stderr_gets_whole_lines_with_their_level),
        cmocka_unit_test(neither_reader_sees_a_secret),
        cmocka_unit_test(a_servers_line_breaks_and_escapes_reach_nobody),
        cmocka_unit_test(a_line_that_memory_runs_out_for_is_dropped_whole),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
