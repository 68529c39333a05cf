/* The temporary files of the spool: none for few ids, never a name, a full disk survived; and what
 * became of ids, which is in them, too. */
#include "spool_support.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "memory.h"

enum {
    FEW = XENG__SPOOL_IN_MEMORY,
    MANY = 50000,
    DESCRIPTORS = 64
};

static const char no_folder[] = "/no/such/folder";

/* How many descriptors are open. */
static size_t open_files(void)
{
    size_t count = 0;
    for (int fd = 3; fd < DESCRIPTORS; fd++) {
        int flags = fcntl(fd, F_GETFD);
        count += flags >= 0;
    }
    return count;
}

static void few_ids_make_no_file(void **state)
{
    (void)state;
    const xeng__fate fate = {20, 0, 450};
    xeng__fate got;
    size_t before = open_files();
    xeng__spool *spool = new_spool(no_folder);
    assert_int_equal(add_row(spool, 1, FEW, NULL), XENG_OK);
    seal(spool);
    assert_int_equal(open_files(), before);
    assert_int_equal(id_at(spool, FEW - 1), FEW);
    assert_int_equal(xeng__spool_write_fates(spool, FEW - 1, 1, &fate, NULL), XENG_OK);
    assert_int_equal(xeng__spool_read_fates(spool, FEW - 1, 1, &got, NULL), XENG_OK);
    assert_memory_equal(&got, &fate, sizeof got);
    xeng__spool_free(spool);
}

static void one_id_more_makes_one(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    xeng__spool *spool = new_spool(no_folder);
    assert_int_equal(add_row(spool, 1, FEW, NULL), XENG_OK);
    assert_int_equal(add_row(spool, FEW + 1, 1, &error), XENG_ERROR_SYSTEM);
    assert_non_null(strstr(xeng_error_message(error), no_folder));
    assert_non_null(strstr(xeng_error_message(error), "no such file or folder"));
    assert_non_null(strstr(xeng_error_message(error), "TMPDIR"));
    assert_int_equal(xeng__spool_given(spool), FEW);
    seal(spool);
    assert_int_equal(xeng__spool_count(spool), FEW);
    xeng_error_unref(error);
    xeng__spool_free(spool);
}

static void nothing_of_a_large_block_stays_when_there_is_no_folder(void **state)
{
    (void)state;
    static uint64_t ids[MANY];
    xeng__spool *spool = new_spool(no_folder);
    for (size_t i = 0; i < MANY; i++) {
        ids[i] = i + 100;
    }
    assert_int_equal(add_row(spool, 1, 3, NULL), XENG_OK);
    assert_int_equal(xeng__spool_add(spool, 0, ids, MANY, NULL), XENG_ERROR_SYSTEM);
    assert_int_equal(xeng__spool_given(spool), 3);
    seal(spool);
    assert_int_equal(xeng__spool_count(spool), 3);
    xeng__spool_free(spool);
}

static void fails_in(const char *folder, const char *named)
{
    xeng_error *error = NULL;
    xeng__spool *spool = new_spool(folder);
    assert_int_equal(add_row(spool, 1, MANY, &error), XENG_ERROR_SYSTEM);
    assert_non_null(strstr(xeng_error_message(error), named));
    xeng_error_unref(error);
    xeng__spool_free(spool);
}

static void the_folder_is_the_one_given_or_else_tmpdir(void **state)
{
    (void)state;
    assert_int_equal(setenv("TMPDIR", "/no/tmpdir/here", 1), 0);
    fails_in(NULL, "/no/tmpdir/here");
    fails_in(no_folder, no_folder);
    assert_int_equal(setenv("TMPDIR", "", 1), 0);
    xeng__spool *spool = new_spool(NULL);
    assert_int_equal(add_row(spool, 1, MANY, NULL), XENG_OK);
    xeng__spool_free(spool);
    assert_int_equal(unsetenv("TMPDIR"), 0);
}

static bool is_empty(const char *folder)
{
    size_t names = 0;
    DIR *opened = opendir(folder);
    assert_non_null(opened);
    while (readdir(opened) != NULL) {
        names++;
    }
    assert_int_equal(closedir(opened), 0);
    return names == 2; /* "." and ".." */
}

static void files_have_no_name_and_are_closed_with_the_spool(void **state)
{
    (void)state;
    char folder[] = "/tmp/xengage-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    size_t before = open_files();
    xeng__spool *spool = new_spool(folder);
    assert_int_equal(add_row(spool, 1, MANY, NULL), XENG_OK);
    assert_int_equal(open_files(), before + 1);
    assert_true(is_empty(folder));
    seal(spool);
    assert_int_equal(open_files(), before + 2); /* ids, and what became of them */
    assert_true(is_empty(folder));
    xeng__spool_free(spool);
    assert_int_equal(open_files(), before);
    assert_int_equal(rmdir(folder), 0);
}

static void files_are_closed_on_exec(void **state)
{
    (void)state;
    bool was_open[DESCRIPTORS];
    size_t made = 0;
    for (int fd = 0; fd < DESCRIPTORS; fd++) {
        was_open[fd] = fcntl(fd, F_GETFD) >= 0;
    }
    xeng__spool *spool = new_spool(NULL);
    assert_int_equal(add_row(spool, 1, MANY, NULL), XENG_OK);
    seal(spool);
    for (int fd = 0; fd < DESCRIPTORS; fd++) {
        int flags = was_open[fd] ? -1 : fcntl(fd, F_GETFD);
        assert_true(flags < 0 || (flags & FD_CLOEXEC) != 0);
        made += flags >= 0;
    }
    assert_int_equal(made, 2);
    xeng__spool_free(spool);
}

static void limit_files(rlim_t size)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = size;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A limit to the size of files is met like the end of a disk. */
static void a_full_disk_takes_nothing_of_a_block_and_can_be_gone_on_with(void **state)
{
    (void)state;
    static uint64_t ids[MANY];
    xeng_error *error = NULL;
    xeng__spool *spool = new_spool(NULL);
    for (size_t i = 0; i < MANY; i++) {
        ids[i] = i + 1;
    }
    limit_files(600000);
    assert_int_equal(xeng__spool_add(spool, 0, ids, FEW + 1, NULL), XENG_OK);
    assert_int_equal(xeng__spool_add(spool, 1, ids, MANY, &error), XENG_ERROR_SYSTEM);
    assert_non_null(strstr(xeng_error_message(error), "/tmp"));
    assert_int_equal(xeng__spool_given(spool), FEW + 1);
    limit_files(RLIM_INFINITY);
    assert_int_equal(xeng__spool_add(spool, 2, ids, MANY, NULL), XENG_OK);
    seal(spool);
    assert_int_equal(xeng__spool_count(spool), MANY);
    for (size_t i = 0; i < MANY; i++) {
        assert_int_equal(id_at(spool, i), i + 1);
    }
    const xeng__lane *lanes;
    assert_int_equal(xeng__spool_lanes(spool, &lanes), 2);
    assert_int_equal(lanes[1].account, 2);
    xeng_error_unref(error);
    xeng__spool_free(spool);
}

/* Each limit is met at another point of sealing. */
static void sealing_can_be_repeated_after_a_full_disk(void **state)
{
    (void)state;
    size_t failures = 0;
    for (rlim_t size = 0; size <= MANY * 16; size += 32768) {
        unsigned char digest[2][XENG__DIGEST_SIZE];
        for (int limited = 0; limited < 2; limited++) {
            xeng__spool *spool = new_spool(NULL);
            assert_int_equal(add_row(spool, 1, MANY, NULL), XENG_OK);
            if (limited == 1) {
                xeng_error *error = NULL;
                limit_files(size);
                int32_t code = xeng__spool_seal(spool, &plain_rules, &error);
                limit_files(RLIM_INFINITY);
                assert_true(code == XENG_OK || code == XENG_ERROR_SYSTEM);
                failures += code != XENG_OK;
                xeng_error_unref(error);
                if (code != XENG_OK) {
                    seal(spool);
                }
            } else {
                seal(spool);
            }
            assert_int_equal(xeng__spool_count(spool), MANY);
            xeng__spool_digest(spool, digest[limited]);
            xeng__spool_free(spool);
        }
        assert_memory_equal(digest[0], digest[1], sizeof digest[0]);
    }
    assert_in_range(failures, 10, 25);
}

static xeng__fate fate_of(uint64_t place, unsigned round)
{
    uint64_t state = place * 2654435761U + round + 1;
    uint64_t number = next_random(&state);
    return (xeng__fate){(uint8_t)number, (uint8_t)(number >> 8), (uint16_t)(number >> 16)};
}

/* Blocks of changing size at random places; what is elsewhere stays as it is. */
static void try_fates(size_t count)
{
    xeng__fate *expected = calloc(count, sizeof *expected);
    xeng__fate fates[2000];
    uint64_t state = count;
    xeng__spool *spool = new_spool(NULL);
    assert_int_equal(add_row(spool, 1, count, NULL), XENG_OK);
    seal(spool);
    for (unsigned round = 0; round < 400; round++) {
        size_t size = (size_t)(next_random(&state) % (round % 10 == 0 ? 2000 : 250)) + 1;
        uint64_t first = next_random(&state) % (count - size);
        for (size_t i = 0; i < size; i++) {
            expected[first + i] = fates[i] = fate_of(first + i, round);
        }
        assert_int_equal(xeng__spool_write_fates(spool, first, size, fates, NULL), XENG_OK);
        first = next_random(&state) % (count - size);
        assert_int_equal(xeng__spool_read_fates(spool, first, size, fates, NULL), XENG_OK);
        assert_memory_equal(fates, expected + first, size * sizeof *fates);
        assert_int_equal(id_at(spool, first), first + 1);
    }
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(xeng__spool_read_fates(spool, i, 1, fates, NULL), XENG_OK);
        assert_memory_equal(fates, expected + i, sizeof *fates);
    }
    xeng__spool_free(spool);
    free(expected);
}

static void fates_are_kept(void **state)
{
    (void)state;
    try_fates(3000);
    try_fates(MANY);
}

static void fates_are_unknown_at_first(void **state)
{
    (void)state;
    static const size_t counts[] = {10, FEW, MANY};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        static const xeng__fate none;
        xeng__spool *spool = new_spool(NULL);
        assert_int_equal(add_row(spool, 1, counts[i], NULL), XENG_OK);
        seal(spool);
        for (size_t at = 0; at < counts[i]; at++) {
            xeng__fate fate = {1, 1, 1};
            assert_int_equal(xeng__spool_read_fates(spool, at, 1, &fate, NULL), XENG_OK);
            assert_memory_equal(&fate, &none, sizeof fate);
        }
        xeng__spool_free(spool);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_ids_make_no_file),
        cmocka_unit_test(one_id_more_makes_one),
        cmocka_unit_test(nothing_of_a_large_block_stays_when_there_is_no_folder),
        cmocka_unit_test(the_folder_is_the_one_given_or_else_tmpdir),
        cmocka_unit_test(files_have_no_name_and_are_closed_with_the_spool),
        cmocka_unit_test(files_are_closed_on_exec),
        cmocka_unit_test(a_full_disk_takes_nothing_of_a_block_and_can_be_gone_on_with),
        cmocka_unit_test(sealing_can_be_repeated_after_a_full_disk),
        cmocka_unit_test(fates_are_kept),
        cmocka_unit_test(fates_are_unknown_at_first),
    };
    memory_take_over();
    (void)unsetenv("TMPDIR");
    (void)signal(SIGXFSZ, SIG_IGN); /* so that a write over the limit fails */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
