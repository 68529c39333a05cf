/* Journals that are written anew: when, and that one of the two files always holds. */
#include "unit.h"

#include <signal.h>
#include <sys/resource.h>

#include "job/journal_parts.h"
#include "journal_support.h"
#include "memory.h"

enum {
    LARGE = 1024 * 1024
};

/* Records that are longer than what `heard` keeps: it only hears of the others. */
static void say_much(xeng__journal *journal, uint64_t piece, bool done)
{
    static char large[LARGE];
    assert_int_equal(xeng__journal_write(journal, piece, done, large, sizeof large, NULL), XENG_OK);
}

static void renew(xeng__journal *journal, const char *record)
{
    assert_int_equal(xeng__journal_renew_begin(journal, NULL), XENG_OK);
    say(journal, XENG__JOURNAL_NO_PIECE, false, record);
    assert_int_equal(xeng__journal_renew_end(journal, NULL), XENG_OK);
    assert_int_equal(access(new_path, F_OK), -1);
}

static void records_of_pieces_that_are_done_are_bloat(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    for (uint64_t i = 0; i < 5; i++) {
        say_much(journal, i, false);
        assert_false(xeng__journal_is_bloated(journal));
    }
    for (uint64_t i = 0; i < 5; i++) {
        say(journal, i, true, "done");
        assert_int_equal(xeng__journal_is_bloated(journal), i >= 3); /* 4 MiB and the heads */
    }
    xeng__journal_close(journal);
    journal = opened("done;done;done;done;done;");
    assert_true(xeng__journal_is_bloated(journal));
    renew(journal, "base");
    assert_false(xeng__journal_is_bloated(journal));
    xeng__journal_close(journal);
    journal = opened("base;");
    assert_false(xeng__journal_is_bloated(journal));
    xeng__journal_close(journal);
}

static void what_is_needed_is_no_bloat(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    for (uint64_t i = 0; i < 6; i++) {
        say_much(journal, i, false);
        say_much(journal, XENG__JOURNAL_NO_PIECE, false);
    }
    say(journal, 0, true, "done");
    assert_false(xeng__journal_is_bloated(journal));
    assert_int_equal(xeng__journal_renew_begin(journal, NULL), XENG_OK);
    for (uint64_t i = 0; i < 6; i++) {
        say_much(journal, i, true); /* however much of it there is */
    }
    assert_int_equal(xeng__journal_renew_end(journal, NULL), XENG_OK);
    assert_false(xeng__journal_is_bloated(journal));
    for (uint64_t i = 6; i < 13; i++) {
        assert_false(xeng__journal_is_bloated(journal));
        say_much(journal, i, true);
    }
    assert_true(xeng__journal_is_bloated(journal));
    xeng__journal_close(journal);
}

static void renewed_journal_is_written_on_and_stays_locked(void **state)
{
    (void)state;
    struct stat info;
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    renew(journal, "base");
    assert_refused(identity, XENG_ERROR_JOURNAL, "in use");
    say(journal, 2, true, "two");
    renew(journal, "base two");
    say(journal, 3, true, "three");
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    xeng__journal_close(journal);
    xeng__journal_close(opened("base two;three;"));
}

static void old_file_holds_until_the_end_of_the_renewal(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    assert_int_equal(xeng__journal_renew_begin(journal, NULL), XENG_OK);
    say(journal, XENG__JOURNAL_NO_PIECE, false, "base");
    xeng__buf half = read_file(new_path);
    xeng__journal_close(journal); /* the renewal is abandoned */
    assert_int_equal(access(new_path, F_OK), -1);
    /* As if the process had ended instead, at any moment. */
    for (size_t size = 0; size <= half.size; size++) {
        write_file(new_path, half.data, size);
        journal = opened("one;");
        if (size % 7 == 0 || size == half.size) {
            renew(journal, "one");
        }
        xeng__journal_close(journal);
    }
    xeng__buf_free(&half);
}

static void renewed_part_is_taken_whole_or_not_at_all(void **state)
{
    (void)state;
    struct stat info;
    xeng__journal *journal = opened("");
    xeng__buf head = read_file(path);
    renew(journal, "base");
    assert_int_equal(stat(path, &info), 0);
    say(journal, 3, true, "three");
    xeng__journal_close(journal);
    xeng__buf all = read_file(path);
    for (size_t size = head.size + XENG__FRAME_HEAD; size < all.size; size++) {
        write_file(path, all.data, size);
        if (size < (size_t)info.st_size) {
            assert_refused(identity, XENG_ERROR_JOURNAL, "each is needed");
            continue;
        }
        heard got = {.code = XENG_OK};
        char *note;
        assert_int_equal(xeng__journal_open(path, identity, hear, &got, &journal, &note, NULL),
                         XENG_OK);
        assert_string_equal(got.text, "base;");
        assert_int_equal(note != NULL, size > (size_t)info.st_size);
        xeng__free(note);
        xeng__journal_close(journal);
    }
    for (size_t at = head.size + XENG__FRAME_HEAD; at < (size_t)info.st_size; at++) {
        all.data[at] ^= 1;
        write_file(path, all.data, (size_t)info.st_size);
        assert_refused(identity, XENG_ERROR_JOURNAL, "each is needed");
        write_file(path, all.data, all.size);
        assert_refused(identity, XENG_ERROR_JOURNAL, "each is needed");
        all.data[at] ^= 1;
    }
    xeng__buf_free(&head);
    xeng__buf_free(&all);
}

static void renewal_given_up_is_not_tried_again_at_once(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    for (uint64_t i = 0; i < 5; i++) {
        say_much(journal, i, true);
    }
    assert_true(xeng__journal_is_bloated(journal));
    assert_int_equal(xeng__journal_renew_begin(journal, NULL), XENG_OK);
    say(journal, XENG__JOURNAL_NO_PIECE, false, "base");
    xeng__journal_renew_abandon(journal);
    xeng__journal_renew_abandon(journal); /* nothing is left to give up */
    assert_int_equal(access(new_path, F_OK), -1);
    assert_false(xeng__journal_is_bloated(journal));
    for (uint64_t i = 5; i < 11; i++) {
        assert_false(xeng__journal_is_bloated(journal));
        say_much(journal, i, true);
    }
    assert_true(xeng__journal_is_bloated(journal));
    renew(journal, "base");
    xeng__journal_close(journal);
    xeng__journal_close(opened("base;"));
}

static void other_file_in_the_way_of_the_renewal_is_not_touched(void **state)
{
    (void)state;
    static const char text[] = "not yours";
    xeng_error *error = NULL;
    xeng__journal *journal = opened("");
    write_file(new_path, text, strlen(text));
    assert_int_equal(xeng__journal_renew_begin(journal, &error), XENG_ERROR_JOURNAL);
    assert_said(error, "in the way");
    xeng_error_unref(error);
    say(journal, 1, true, "one");
    xeng__journal_close(journal);
    xeng__buf all = read_file(new_path);
    assert_string_equal(all.data, text);
    xeng__buf_free(&all);
    xeng__journal_close(opened("one;"));
}

static void renewal_does_not_follow_a_link(void **state)
{
    (void)state;
    char target[128];
    (void)snprintf(target, sizeof target, "%s/target", folder);
    xeng__journal *journal = opened("");
    assert_int_equal(symlink("target", new_path), 0);
    assert_int_equal(xeng__journal_renew_begin(journal, NULL), XENG_ERROR_SYSTEM);
    assert_int_equal(access(target, F_OK), -1);
    xeng__journal_close(journal);
}

static void journal_behind_a_link_is_renewed_where_it_is(void **state)
{
    (void)state;
    char target[128];
    struct stat info;
    (void)snprintf(target, sizeof target, "%s/target", folder);
    assert_int_equal(symlink("target", path), 0);
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    renew(journal, "base");
    xeng__journal_close(journal);
    assert_int_equal(lstat(path, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    xeng__journal_close(opened("base;"));
    assert_int_equal(unlink(target), 0);
}

static void journal_that_was_moved_away_is_not_renewed_over_another(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    char moved[160];
    (void)snprintf(moved, sizeof moved, "%s.moved", path);
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    assert_int_equal(rename(path, moved), 0);
    write_file(path, "another", 7);
    assert_int_equal(xeng__journal_renew_begin(journal, NULL), XENG_OK);
    assert_int_equal(xeng__journal_renew_end(journal, &error), XENG_ERROR_JOURNAL);
    assert_said(error, "moved or replaced");
    xeng_error_unref(error);
    assert_int_equal(access(new_path, F_OK), -1);
    say(journal, 2, true, "two");
    xeng__journal_close(journal);
    xeng__buf all = read_file(path);
    assert_string_equal(all.data, "another");
    xeng__buf_free(&all);
    assert_int_equal(rename(moved, path), 0);
    xeng__journal_close(opened("one;two;"));
}

static void full_disk_while_renewing_goes_on_with_the_old_file(void **state)
{
    (void)state;
    struct rlimit limit;
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    assert_int_equal(xeng__journal_renew_begin(journal, NULL), XENG_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = 100;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    int32_t code = xeng__journal_write(journal, 1, true, "base", 4, NULL);
    limit.rlim_cur = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_equal(code, XENG_ERROR_SYSTEM);
    assert_int_equal(access(new_path, F_OK), -1);
    say(journal, 2, true, "two");
    xeng__journal_close(journal);
    xeng__journal_close(opened("one;two;"));
}

static void renewal_survives_any_failed_allocation(void **state)
{
    (void)state;
    xeng__journal *journal = opened("");
    say(journal, 1, true, "one");
    size_t live = memory_live();
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != XENG_OK; n++) {
        assert_true(n < 100);
        memory_fail_after(n, false);
        code = xeng__journal_renew_begin(journal, NULL);
        code = code != XENG_OK ? code : xeng__journal_write(journal, 1, true, "base", 4, NULL);
        code = code != XENG_OK ? code : xeng__journal_renew_end(journal, NULL);
        (void)memory_recover();
        if (code != XENG_OK) {
            assert_int_equal(code, XENG_ERROR_NO_MEMORY);
            assert_int_equal(memory_live(), live);
        }
    }
    xeng__journal_close(journal);
    assert_int_equal(memory_live(), 0);
    xeng__journal_close(opened("base;"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        TEST(records_of_pieces_that_are_done_are_bloat),
        TEST(what_is_needed_is_no_bloat),
        TEST(renewed_journal_is_written_on_and_stays_locked),
        TEST(old_file_holds_until_the_end_of_the_renewal),
        TEST(renewed_part_is_taken_whole_or_not_at_all),
        TEST(renewal_given_up_is_not_tried_again_at_once),
        TEST(other_file_in_the_way_of_the_renewal_is_not_touched),
        TEST(renewal_does_not_follow_a_link),
        TEST(journal_behind_a_link_is_renewed_where_it_is),
        TEST(journal_that_was_moved_away_is_not_renewed_over_another),
        TEST(full_disk_while_renewing_goes_on_with_the_old_file),
        TEST(renewal_survives_any_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
