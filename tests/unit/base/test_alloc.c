/* The replaceable allocator. */
#include "unit.h"

#include <string.h>

#include <xengage/error.h>
#include <xengage/memory.h>

#include "base/alloc.h"
#include "memory.h"

static void *never_called(size_t size, void *context)
{
    (void)size;
    (void)context;
    fail();
    return NULL;
}

static void *never_resized(void *memory, size_t size, void *context)
{
    (void)memory;
    (void)size;
    (void)context;
    fail();
    return NULL;
}

static void never_freed(void *memory, void *context)
{
    (void)memory;
    (void)context;
    fail();
}

static void a_missing_function_is_refused(void **state)
{
    (void)state;
    assert_int_equal(xeng_set_allocator(NULL, never_resized, never_freed, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_set_allocator(never_called, NULL, never_freed, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_set_allocator(never_called, never_resized, NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
}

static void it_can_not_be_replaced_once_it_has_given_memory(void **state)
{
    (void)state;
    void *memory = xeng__malloc(1);
    assert_non_null(memory);
    assert_int_equal(xeng_set_allocator(never_called, never_resized, never_freed, NULL),
                     XENG_ERROR_STATE);
    xeng__free(memory);
}

static void size_0_gives_a_block_of_its_own(void **state)
{
    (void)state;
    size_t before = memory_live();
    void *a = xeng__malloc(0);
    void *b = xeng__calloc(0, 8);
    assert_true(a != NULL && b != NULL && a != b);
    assert_int_equal(memory_live(), before + 2);
    a = xeng__realloc(a, 0);
    assert_non_null(a);
    xeng__free(a);
    xeng__free(b);
    assert_int_equal(memory_live(), before);
}

static void calloc_gives_zeros_and_refuses_an_overflow(void **state)
{
    (void)state;
    static const char zeros[60];
    char *memory = xeng__calloc(6, 10);
    assert_memory_equal(memory, zeros, sizeof zeros);
    xeng__free(memory);
    assert_null(xeng__calloc(SIZE_MAX / 2, 3));
    assert_null(xeng__calloc(2, SIZE_MAX));
}

static void realloc_of_null_allocates_and_free_of_null_does_nothing(void **state)
{
    (void)state;
    char *memory = xeng__realloc(NULL, 4);
    memcpy(memory, "abc", 4);
    memory = xeng__realloc(memory, 4000);
    assert_string_equal(memory, "abc");
    xeng_free(memory);
    xeng_free(NULL);
    xeng__free(NULL);
    xeng_free_secret(NULL);
}

static void copies_of_text_end_in_nul(void **state)
{
    (void)state;
    char *part = xeng__strndup("abcdef", 3);
    char *none = xeng__strndup("", 0);
    char *all = xeng__strdup("abcdef");
    assert_string_equal(part, "abc");
    assert_string_equal(none, "");
    assert_string_equal(all, "abcdef");
    xeng__free(part);
    xeng__free(none);
    xeng__free(all);
}

static void an_array_grows_and_keeps_its_elements(void **state)
{
    (void)state;
    uint64_t *array = NULL;
    size_t capacity = 0;
    for (uint64_t i = 0; i < 1000; i++) {
        assert_true(xeng__grow((void **)&array, &capacity, i, sizeof *array));
        assert_true(capacity > i);
        array[i] = i * i;
    }
    for (uint64_t i = 0; i < 1000; i++) {
        assert_true(array[i] == i * i);
    }
    xeng__free(array);
}

static void an_array_that_can_not_grow_stays_as_it_is(void **state)
{
    (void)state;
    uint64_t *array = NULL;
    size_t capacity = 0;
    assert_true(xeng__grow((void **)&array, &capacity, 0, sizeof *array));
    uint64_t *before = array;
    size_t room = capacity;
    array[0] = 7;
    memory_fail_after(0, true);
    assert_false(xeng__grow((void **)&array, &capacity, capacity, sizeof *array));
    assert_true(memory_recover());
    assert_ptr_equal(array, before);
    assert_int_equal(capacity, room);
    assert_int_equal(array[0], 7);
    assert_false(xeng__grow((void **)&array, &capacity, capacity, SIZE_MAX / 4));
    xeng__free(array);
}

static void secrets_are_wiped_before_they_are_freed(void **state)
{
    (void)state;
    memory_watch_for("hushhush");
    xeng__free(xeng__strdup("hushhush"));
    assert_true(memory_held_secret()); /* the watch works */
    memory_watch_for("hushhush");
    xeng_free_secret(xeng__strdup("hushhush"));
    assert_false(memory_held_secret());
    memory_watch_for(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_function_is_refused),
        cmocka_unit_test(it_can_not_be_replaced_once_it_has_given_memory),
        cmocka_unit_test(size_0_gives_a_block_of_its_own),
        cmocka_unit_test(calloc_gives_zeros_and_refuses_an_overflow),
        cmocka_unit_test(realloc_of_null_allocates_and_free_of_null_does_nothing),
        cmocka_unit_test(copies_of_text_end_in_nul),
        cmocka_unit_test(an_array_grows_and_keeps_its_elements),
        cmocka_unit_test(an_array_that_can_not_grow_stays_as_it_is),
        cmocka_unit_test(secrets_are_wiped_before_they_are_freed),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
