/* Journals that were cut or damaged: repaired at the end, refused elsewhere, never trusted. */
#include "unit.h"

#include "job/journal_parts.h"
#include "journal_support.h"

static const char *const records[] = {"one", "two", "three"};

enum {
    COUNT = sizeof records / sizeof *records
};

/* A small journal, and where its frames begin and end. */
static xeng__buf make(size_t ends[COUNT + 1])
{
    xeng__journal *journal = opened("");
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    ends[0] = (size_t)info.st_size;
    for (size_t i = 0; i < COUNT; i++) {
        say(journal, i, true, records[i]);
        ends[i + 1] = ends[i] + XENG__FRAME_HEAD + strlen(records[i]);
    }
    xeng__journal_close(journal);
    xeng__buf all = read_file(path);
    assert_int_equal(all.size, ends[COUNT]);
    return all;
}

/* Opens what must be openable: with `whole` records, and a note if bytes are dropped. */
static void assert_opens(size_t whole, size_t dropped)
{
    heard got = {.code = XENG_OK};
    xeng__journal *journal;
    char *note;
    char expected[64] = "";
    char number[32];
    assert_int_equal(xeng__journal_open(path, identity, hear, &got, &journal, &note, NULL),
                     XENG_OK);
    for (size_t i = 0; i < whole; i++) {
        (void)snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "%s;",
                       records[i]);
    }
    assert_string_equal(got.text, expected);
    assert_int_equal(note != NULL, dropped > 0);
    if (note != NULL) {
        (void)snprintf(number, sizeof number, "(%zu bytes)", dropped);
        assert_non_null(strstr(note, number));
        assert_non_null(strstr(note, path));
    }
    xeng__free(note);
    say(journal, 9, true, "new");
    xeng__journal_close(journal);
    (void)snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "new;");
    xeng__journal_close(opened(expected));
}

static void journal_cut_anywhere_keeps_its_whole_records(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    xeng__buf all = make(ends);
    for (size_t size = 0; size <= all.size; size++) {
        write_file(path, all.data, size);
        if (size > 0 && size < strlen("xengage journal ")) {
            assert_refused(identity, XENG_ERROR_JOURNAL, "no journal");
            continue;
        }
        size_t whole = 0;
        while (whole < COUNT && ends[whole + 1] <= size) {
            whole++;
        }
        assert_opens(whole, size < ends[0] ? 0 : size - ends[whole]);
    }
    xeng__buf_free(&all);
}

static void journal_cut_in_its_beginning_is_not_taken_by_another_job(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    xeng__buf all = make(ends);
    write_file(path, all.data, ends[0] - 5);
    assert_refused("endpoint: 28hr", XENG_ERROR_JOURNAL, "damaged in its beginning");
    xeng__buf_free(&all);
}

static void journal_with_any_byte_changed_is_refused_or_loses_its_last_record(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    char place[64];
    xeng__buf all = make(ends);
    for (size_t at = 0; at < all.size; at++) {
        char right = all.data[at];
        size_t frame = 0;
        while (frame < COUNT && ends[frame + 1] <= at) {
            frame++;
        }
        for (int bit = 0; bit < 8; bit += 3) {
            all.data[at] = (char)(right ^ (1 << bit));
            write_file(path, all.data, all.size);
            if (at < ends[0]) {
                assert_refused(identity, XENG_ERROR_JOURNAL, "ournal");
            } else if (frame < COUNT - 1) {
                (void)snprintf(place, sizeof place, "damaged at byte %zu", ends[frame]);
                assert_refused(identity, XENG_ERROR_JOURNAL, place);
            } else {
                assert_opens(COUNT - 1, ends[COUNT] - ends[COUNT - 1]);
            }
        }
        all.data[at] = right;
    }
    xeng__buf_free(&all);
}

static void zeros_at_the_end_are_dropped(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    xeng__buf all = make(ends);
    static const char zeros[70000];
    xeng__buf_append(&all, zeros, sizeof zeros);
    write_file(path, all.data, all.size);
    assert_opens(COUNT, sizeof zeros);
    xeng__buf_free(&all);
}

static void whole_record_far_behind_damage_is_found(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    xeng__buf all = make(ends);
    char place[64];
    (void)snprintf(place, sizeof place, "damaged at byte %zu", ends[0]);
    /* Wherever it lies in the stretches that are read. */
    for (size_t gap = 65536 - 40; gap <= 65536 + 40; gap++) {
        xeng__buf damaged = XENG__BUF_EMPTY;
        xeng__buf_append(&damaged, all.data, ends[0]);
        assert_true(xeng__buf_reserve(&damaged, ends[0] + gap));
        memset(damaged.data + ends[0], XENG__FRAME_MARKER[0], gap);
        damaged.size += gap;
        xeng__buf_append(&damaged, all.data + ends[2], ends[3] - ends[2]);
        write_file(path, damaged.data, damaged.size);
        assert_refused(identity, XENG_ERROR_JOURNAL, place);
        xeng__buf_free(&damaged);
    }
    xeng__buf_free(&all);
}

/* A torn frame can claim any size; nothing is believed before its check fits. */
static void frame_that_claims_to_be_large_is_dropped(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    xeng__buf all = make(ends);
    static const unsigned char sizes[][4] = {
        {0xff, 0xff, 0xff, 0xff}, {0, 0, 0, 0x80}, {0, 0, 0, 4}, {200, 0, 0, 0}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        memcpy(all.data + ends[COUNT - 1] + XENG__FRAME_CHECKED, sizes[i], 4);
        write_file(path, all.data, all.size);
        assert_opens(COUNT - 1, ends[COUNT] - ends[COUNT - 1]);
    }
    xeng__buf_free(&all);
}

/* Whatever is done to the frames, only whole records come out, each as it was written. */
static void random_changes_let_nothing_else_through(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    uint32_t seed = 3;
    xeng__buf all = make(ends);
    for (int round = 0; round < 500; round++) {
        xeng__buf changed = XENG__BUF_EMPTY;
        xeng__buf_append(&changed, all.data, all.size);
        for (int i = 0; i <= round % 4; i++) {
            seed = seed * 1103515245U + 12345U;
            size_t from = ends[0] + (seed >> 16) % (all.size - ends[0]);
            seed = seed * 1103515245U + 12345U;
            size_t to = ends[0] + (seed >> 16) % (all.size - ends[0]);
            size_t room = all.size - (from > to ? from : to);
            memmove(changed.data + to, all.data + from, 1 + seed % room);
        }
        write_file(path, changed.data, changed.size);
        heard got = {.code = XENG_OK};
        xeng__journal *journal;
        char *note;
        int32_t code = xeng__journal_open(path, identity, hear, &got, &journal, &note, NULL);
        assert_true(code == XENG_OK || code == XENG_ERROR_JOURNAL);
        for (char *word = strtok(got.text, ";"); word != NULL; word = strtok(NULL, ";")) {
            assert_true(strcmp(word, "one") == 0 || strcmp(word, "two") == 0 ||
                        strcmp(word, "three") == 0);
        }
        xeng__free(note);
        xeng__journal_close(journal);
        xeng__buf_free(&changed);
    }
    xeng__buf_free(&all);
}

static void cut_as_the_message_says_the_journal_goes_on(void **state)
{
    (void)state;
    size_t ends[COUNT + 1];
    char advice[64];
    xeng__buf all = make(ends);
    all.data[ends[1] + 1] ^= 1;
    write_file(path, all.data, all.size);
    (void)snprintf(advice, sizeof advice, "truncate -s %zu", ends[1]);
    assert_refused(identity, XENG_ERROR_JOURNAL, advice);
    assert_int_equal(truncate(path, (off_t)ends[1]), 0);
    assert_opens(1, 0);
    xeng__buf_free(&all);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(journal_cut_anywhere_keeps_its_whole_records),
        TEST(journal_cut_in_its_beginning_is_not_taken_by_another_job),
        TEST(journal_with_any_byte_changed_is_refused_or_loses_its_last_record),
        TEST(zeros_at_the_end_are_dropped),
        TEST(whole_record_far_behind_damage_is_found),
        TEST(frame_that_claims_to_be_large_is_dropped),
        TEST(random_changes_let_nothing_else_through),
        TEST(cut_as_the_message_says_the_journal_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
