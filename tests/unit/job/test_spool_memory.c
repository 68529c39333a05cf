/* The memory of the spool: bounded whatever the number of ids, and survived if it runs out. */
#include "spool_support.h"

#include <stdbool.h>
#include <string.h>

#include "memory.h"

enum {
    BLOCK = 1000,
    FEW = 10000,
    MANY = 1000000,
    SEVERAL = 40000 /* more than one run, in files */
};

/* Fills a spool with random ids of two accounts and seals it; the most bytes that this took. */
static size_t most_for(size_t count)
{
    uint64_t ids[BLOCK];
    uint64_t state = 1;
    (void)memory_most();
    xeng__spool *spool = new_spool(NULL);
    for (size_t done = 0; done < count; done += BLOCK) {
        for (size_t i = 0; i < BLOCK; i++) {
            ids[i] = (next_random(&state) >> 1) + 1;
        }
        assert_int_equal(xeng__spool_add(spool, done / BLOCK % 2, ids, BLOCK, NULL), XENG_OK);
    }
    seal(spool);
    xeng__spool_free(spool);
    return memory_most();
}

static void memory_does_not_grow_with_the_ids(void **state)
{
    (void)state;
    size_t few = most_for(FEW);
    size_t many = most_for(MANY);
    assert_true(few < 1 << 20);
    assert_true(many < 1 << 20);
}

static int32_t run(size_t count, bool again, size_t *refused)
{
    static uint64_t ids[SEVERAL];
    xeng__spool *spool = NULL;
    xeng_error *error = NULL;
    for (size_t i = 0; i < count; i++) {
        ids[i] = count - i;
    }
    int32_t code = xeng__spool_new("/tmp", &spool, &error);
    assert_int_equal(spool != NULL, code == XENG_OK);
    if (code == XENG_OK) {
        code = xeng__spool_add(spool, 0, ids, count, &error);
        assert_int_equal(xeng__spool_given(spool), code == XENG_OK ? count : 0);
    }
    if (code == XENG_OK) {
        code = xeng__spool_seal(spool, &plain_rules, &error);
        *refused += code != XENG_OK;
        if (code != XENG_OK && again) {
            seal(spool);
        }
    }
    bool sealed = code == XENG_OK || (again && spool != NULL && xeng__spool_count(spool) > 0);
    if (sealed) {
        assert_int_equal(xeng__spool_count(spool), count);
        assert_int_equal(id_at(spool, 0), count);
        assert_int_equal(id_at(spool, count - 1), 1);
    }
    assert_int_equal(xeng_error_code(error), code);
    xeng_error_unref(error);
    xeng__spool_free(spool);
    return code;
}

/* The first, the second, ... allocation fails, until none is left that could. Some need not
 * succeed: those that only make something smaller. */
static void run_out(size_t count, bool lasting)
{
    bool failed = true;
    size_t refused = 0;
    for (size_t n = 0; failed; n++) {
        assert_true(n < 100);
        memory_fail_after(n, lasting);
        int32_t code = run(count, !lasting, &refused);
        failed = memory_recover();
        assert_true(code == XENG_OK || (failed && code == XENG_ERROR_NO_MEMORY));
        assert_int_equal(memory_live(), 0);
    }
    assert_true(refused > 2);
}

static void few_ids_survive_the_lack_of_memory(void **state)
{
    (void)state;
    run_out(300, true);
    run_out(300, false);
}

static void many_ids_survive_the_lack_of_memory(void **state)
{
    (void)state;
    run_out(SEVERAL, true);
    run_out(SEVERAL, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_does_not_grow_with_the_ids),
        cmocka_unit_test(few_ids_survive_the_lack_of_memory),
        cmocka_unit_test(many_ids_survive_the_lack_of_memory),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
