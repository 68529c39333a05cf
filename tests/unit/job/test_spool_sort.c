/* Sorting in runs and merging them, with sizes so small that a few keys take several passes. */
#include "spool_support.h"

#include <stdbool.h>
#include <stdlib.h>

#include "job/spool_sort.h"
#include "memory.h"

enum {
    MOST = 600
};

struct taken {
    xeng__sort_key keys[MOST];
    size_t count;
    size_t refuse_at;
};

static int32_t take(void *context, const xeng__sort_key *key, xeng_error **error)
{
    struct taken *taken = context;
    (void)error;
    if (taken->count == taken->refuse_at) {
        return XENG_ERROR_CANCELLED;
    }
    assert_true(taken->count < MOST);
    taken->keys[taken->count++] = *key;
    return XENG_OK;
}

static int by_key(const void *a, const void *b)
{
    const xeng__sort_key *x = a;
    const xeng__sort_key *y = b;
    int high = (x->high > y->high) - (x->high < y->high);
    return high != 0 ? high : (x->low > y->low) - (x->low < y->low);
}

/* Keys of which many share their upper half, in a store; and the same, sorted. */
static void fill(xeng__store *store, size_t memory, size_t count, xeng__sort_key *sorted)
{
    uint64_t state = count + 1;
    xeng__store_init(store, "/tmp", memory);
    for (size_t i = 0; i < count; i++) {
        sorted[i].high = next_random(&state) % 10 << 60;
        sorted[i].low = next_random(&state);
        assert_int_equal(xeng__store_append(store, &sorted[i], sizeof *sorted, NULL), XENG_OK);
    }
    qsort(sorted, count, sizeof *sorted, by_key);
}

static void try(size_t count, size_t memory, size_t run, size_t fan)
{
    xeng__sort_key sorted[MOST];
    struct taken taken = {.refuse_at = SIZE_MAX};
    xeng__sort_sizes sizes = {run, fan};
    xeng__store store;
    fill(&store, memory, count, sorted);
    assert_int_equal(xeng__sort(&store, &sizes, take, &taken, NULL), XENG_OK);
    assert_int_equal(taken.count, count);
    assert_memory_equal(taken.keys, sorted, count * sizeof *sorted);
    /* The store has them still, and they can be sorted again. */
    taken.count = 0;
    assert_int_equal(xeng__sort(&store, &sizes, take, &taken, NULL), XENG_OK);
    assert_memory_equal(taken.keys, sorted, count * sizeof *sorted);
    xeng__store_free(&store);
    assert_int_equal(memory_live(), 0);
}

static void any_number_of_keys_is_sorted_in_any_number_of_passes(void **state)
{
    (void)state;
    static const size_t memories[] = {SIZE_MAX, 100 * sizeof(xeng__sort_key), 0};
    for (size_t i = 0; i < sizeof memories / sizeof *memories; i++) {
        for (size_t count = 0; count < 70; count++) {
            try(count, memories[i], 1, 2);
            try(count, memories[i], 4, 2);
            try(count, memories[i], 8, 3);
        }
        try(MOST, memories[i], 1, 2);
        try(MOST, memories[i], 7, 3);
        try(MOST, memories[i], 300, 2); /* runs longer than what is read of them at once */
        try(MOST, memories[i], 290, 2);
    }
}

static void a_refusal_ends_it_and_loses_nothing(void **state)
{
    (void)state;
    static const xeng__sort_sizes all_sizes[] = {{1000, 2}, {8, 100}, {8, 2}};
    for (size_t i = 0; i < sizeof all_sizes / sizeof *all_sizes; i++) {
        for (size_t refuse_at = 0; refuse_at < 100; refuse_at += 33) {
            xeng__sort_key sorted[MOST];
            struct taken taken = {.refuse_at = refuse_at};
            xeng__store store;
            fill(&store, 0, 100, sorted);
            assert_int_equal(xeng__sort(&store, &all_sizes[i], take, &taken, NULL),
                             XENG_ERROR_CANCELLED);
            assert_memory_equal(taken.keys, sorted, refuse_at * sizeof *sorted);
            taken = (struct taken){.refuse_at = SIZE_MAX};
            assert_int_equal(xeng__sort(&store, &all_sizes[i], take, &taken, NULL), XENG_OK);
            assert_memory_equal(taken.keys, sorted, 100 * sizeof *sorted);
            xeng__store_free(&store);
            assert_int_equal(memory_live(), 0);
        }
    }
}

static void many_passes_survive_the_lack_of_memory(void **state)
{
    (void)state;
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != XENG_OK; n++) {
        xeng__sort_key sorted[MOST];
        struct taken taken = {.refuse_at = SIZE_MAX};
        xeng__sort_sizes sizes = {8, 2};
        xeng__store store;
        assert_true(n < 100);
        fill(&store, 0, 100, sorted);
        memory_fail_after(n, false);
        code = xeng__sort(&store, &sizes, take, &taken, NULL);
        (void)memory_recover();
        assert_true(code == XENG_OK || code == XENG_ERROR_NO_MEMORY);
        taken.count = 0;
        assert_int_equal(xeng__sort(&store, &sizes, take, &taken, NULL), XENG_OK);
        assert_memory_equal(taken.keys, sorted, 100 * sizeof *sorted);
        xeng__store_free(&store);
        assert_int_equal(memory_live(), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_keys_is_sorted_in_any_number_of_passes),
        cmocka_unit_test(a_refusal_ends_it_and_loses_nothing),
        cmocka_unit_test(many_passes_survive_the_lack_of_memory),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
