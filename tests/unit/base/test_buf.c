/* The growing byte buffer. */
#include "unit.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "memory.h"

static void an_untouched_buffer_reads_as_no_text(void **state)
{
    (void)state;
    xeng__buf buf = XENG__BUF_EMPTY;
    assert_string_equal(xeng__buf_text(&buf), "");
    xeng__buf_append(&buf, NULL, 0);
    assert_string_equal(xeng__buf_text(&buf), "");
    assert_int_equal(buf.size, 0);
    assert_false(buf.failed);
    xeng__buf_free(&buf);
}

static void appends_add_up_and_end_in_nul(void **state)
{
    (void)state;
    xeng__buf buf = XENG__BUF_EMPTY;
    xeng__buf_append_text(&buf, "ids=");
    xeng__buf_append_u64(&buf, 0);
    xeng__buf_append_char(&buf, ',');
    xeng__buf_append_u64(&buf, UINT64_MAX);
    xeng__buf_append(&buf, "\0!", 2);
    xeng__buf_printf(&buf, "%d-%s", -5, "x");
    static const char wanted[] = "ids=0,18446744073709551615\0!-5-x";
    assert_int_equal(buf.size, sizeof wanted - 1);
    assert_memory_equal(buf.data, wanted, sizeof wanted);
    xeng__buf_free(&buf);
}

static void every_size_around_a_growth_is_kept(void **state)
{
    (void)state;
    for (size_t size = 0; size < 300; size++) {
        xeng__buf buf = XENG__BUF_EMPTY;
        for (size_t i = 0; i < size; i++) {
            xeng__buf_append_char(&buf, (char)('a' + i % 26));
        }
        assert_int_equal(buf.size, size);
        assert_int_equal(strlen(xeng__buf_text(&buf)), size);
        xeng__buf_printf(&buf, "%0300d", 7);
        assert_int_equal(buf.size, size + 300);
        xeng__buf_free(&buf);
    }
}

static void clear_keeps_the_memory_and_forgets_a_failure(void **state)
{
    (void)state;
    xeng__buf buf = XENG__BUF_EMPTY;
    xeng__buf_append_text(&buf, "something");
    const char *memory = buf.data;
    buf.failed = true;
    xeng__buf_clear(&buf);
    assert_false(buf.failed);
    assert_ptr_equal(buf.data, memory);
    assert_string_equal(xeng__buf_text(&buf), "");
    xeng__buf_free(&buf);
    xeng__buf_free(&buf); /* twice is fine */
}

static void take_hands_over_the_text_and_an_empty_one_too(void **state)
{
    (void)state;
    xeng__buf buf = XENG__BUF_EMPTY;
    char *none = xeng__buf_take(&buf);
    assert_string_equal(none, "");
    xeng__free(none);
    xeng__buf_append_text(&buf, "mine");
    char *text = xeng__buf_take(&buf);
    assert_string_equal(text, "mine");
    assert_null(buf.data);
    assert_int_equal(buf.size + buf.capacity, 0);
    xeng__free(text);
}

static void a_failure_sticks_until_the_end_of_the_chain(void **state)
{
    (void)state;
    size_t before = memory_live();
    xeng__buf buf = XENG__BUF_EMPTY;
    xeng__buf_append_text(&buf, "kept");
    memory_fail_after(0, false);
    xeng__buf_printf(&buf, "%0500d", 1);
    assert_true(memory_recover());
    assert_true(buf.failed);
    xeng__buf_append_text(&buf, "more");
    xeng__buf_append_char(&buf, '!');
    xeng__buf_append_u64(&buf, 1);
    xeng__buf_printf(&buf, "x");
    assert_string_equal(xeng__buf_text(&buf), "kept");
    assert_false(xeng__buf_reserve(&buf, 1));
    assert_null(xeng__buf_take(&buf));
    assert_int_equal(memory_live(), before);
}

static void sizes_that_would_overflow_fail(void **state)
{
    (void)state;
    xeng__buf buf = XENG__BUF_EMPTY;
    assert_false(xeng__buf_reserve(&buf, SIZE_MAX / 2));
    assert_true(buf.failed);
    xeng__buf_clear(&buf);
    xeng__buf_append_text(&buf, "abc");
    xeng__buf_append(&buf, "abc", SIZE_MAX - 1);
    assert_true(buf.failed);
    assert_string_equal(xeng__buf_text(&buf), "abc");
    xeng__buf_free(&buf);
}

static void a_secret_leaves_no_copy_behind(void **state)
{
    (void)state;
    memory_watch_for("hushhush");
    xeng__buf buf = XENG__BUF_SECRET;
    for (int i = 0; i < 200; i++) {
        xeng__buf_append_text(&buf, "hushhush");
    }
    assert_false(memory_held_secret());
    xeng__buf_clear(&buf);
    for (size_t i = 0; i < buf.capacity; i++) {
        assert_int_equal(buf.data[i], 0);
    }
    xeng__buf_append_text(&buf, "hushhush");
    xeng__buf_free(&buf);
    assert_false(memory_held_secret());
    assert_true(buf.secret);
    xeng__buf_append_text(&buf, "hushhush");
    xeng__free_secret(xeng__buf_take(&buf));
    assert_false(memory_held_secret());
    memory_watch_for(NULL);
}

static void a_secret_whose_buffer_can_not_grow_is_still_wiped(void **state)
{
    (void)state;
    memory_watch_for("hushhush");
    xeng__buf buf = XENG__BUF_SECRET;
    xeng__buf_append_text(&buf, "hushhush");
    memory_fail_after(0, true);
    xeng__buf_printf(&buf, "%0500d", 1);
    assert_true(memory_recover());
    assert_string_equal(xeng__buf_text(&buf), "hushhush");
    assert_null(xeng__buf_take(&buf));
    assert_false(memory_held_secret());
    memory_watch_for(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_untouched_buffer_reads_as_no_text),
        cmocka_unit_test(appends_add_up_and_end_in_nul),
        cmocka_unit_test(every_size_around_a_growth_is_kept),
        cmocka_unit_test(clear_keeps_the_memory_and_forgets_a_failure),
        cmocka_unit_test(take_hands_over_the_text_and_an_empty_one_too),
        cmocka_unit_test(a_failure_sticks_until_the_end_of_the_chain),
        cmocka_unit_test(sizes_that_would_overflow_fail),
        cmocka_unit_test(a_secret_leaves_no_copy_behind),
        cmocka_unit_test(a_secret_whose_buffer_can_not_grow_is_still_wiped),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
