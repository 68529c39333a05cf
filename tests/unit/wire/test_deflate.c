/* Gzip, made and undone again. */
#include "unit.h"

#include <string.h>

#include "memory.h"
#include "wire/deflate.h"
#include "wire/inflate.h"

static int32_t collect(void *context, const char *bytes, size_t size, xeng_error **error)
{
    (void)error;
    xeng__buf_append(context, bytes, size);
    return XENG_OK;
}

/* What is packed is `plain`, in whole members. */
static void assert_inflates(const xeng__buf *packed, const xeng__buf *plain)
{
    xeng__buf again = XENG__BUF_EMPTY;
    xeng__inflate *inflate = NULL;
    assert_int_equal(xeng__inflate_new(0, &inflate, NULL), XENG_OK);
    assert_int_equal(xeng__inflate_feed(inflate, packed->data, packed->size, collect, &again, NULL),
                     XENG_OK);
    assert_int_equal(xeng__inflate_finish(inflate, NULL), XENG_OK);
    assert_int_equal(again.size, plain->size);
    assert_memory_equal(xeng__buf_text(&again), xeng__buf_text(plain), plain->size);
    xeng__inflate_free(inflate);
    xeng__buf_free(&again);
}

/* Text that gzip makes smaller, but not much. */
static xeng__buf make_text(size_t numbers)
{
    xeng__buf plain = XENG__BUF_EMPTY;
    for (size_t i = 0; i < numbers; i++) {
        xeng__buf_append_u64(&plain, (uint64_t)i * 2654435761U);
    }
    return plain;
}

static void a_text_inflates_to_itself(void **state)
{
    (void)state;
    xeng__buf plain = make_text(20000);
    xeng__buf packed = XENG__BUF_SECRET;
    assert_int_equal(xeng__gzip(&plain, &packed, NULL), XENG_OK);
    assert_true(packed.size < plain.size);
    assert_inflates(&packed, &plain);
    xeng__buf_free(&plain);
    xeng__buf_free(&packed);
}

static void members_follow_each_other_and_each_cut_between_them_is_whole(void **state)
{
    (void)state;
    xeng__buf plain = make_text(20000);
    xeng__buf packed = XENG__BUF_EMPTY;
    xeng__deflate *deflater = NULL;
    size_t at = 0;
    assert_int_equal(xeng__deflate_new(&deflater, NULL), XENG_OK);
    for (size_t member = 0; member < 5; member++) {
        for (size_t piece = 1; piece < 9000 * member; piece *= 3) {
            assert_int_equal(xeng__deflate_feed(deflater, plain.data + at, piece, &packed, NULL),
                             XENG_OK);
            at += piece;
        }
        assert_int_equal(xeng__deflate_end_member(deflater, &packed, NULL), XENG_OK);
        const xeng__buf first = {.data = plain.data, .size = at};
        assert_inflates(&packed, &first);
    }
    xeng__deflate_free(deflater);
    xeng__buf_free(&plain);
    xeng__buf_free(&packed);
}

static void nothing_at_all_is_a_member_too(void **state)
{
    (void)state;
    const xeng__buf nothing = XENG__BUF_EMPTY;
    xeng__buf packed = XENG__BUF_EMPTY;
    assert_int_equal(xeng__gzip(&nothing, &packed, NULL), XENG_OK);
    assert_int_equal(packed.size, 20);
    assert_inflates(&packed, &nothing);
    xeng__buf_free(&packed);
    xeng__deflate_free(NULL);
}

static void memory_that_runs_out_is_reported_and_not_leaked(void **state)
{
    (void)state;
    xeng__buf plain = make_text(20000);
    bool refused = true;
    for (size_t n = 0; refused; n++) {
        xeng__buf packed = XENG__BUF_EMPTY;
        size_t before = memory_live();
        memory_fail_after(n, true);
        int32_t code = xeng__gzip(&plain, &packed, NULL);
        refused = memory_recover();
        assert_int_equal(code, refused ? XENG_ERROR_NO_MEMORY : XENG_OK);
        xeng__buf_free(&packed);
        assert_int_equal(memory_live(), before);
        assert_true(refused || n > 5);
    }
    xeng__buf_free(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_inflates_to_itself),
        cmocka_unit_test(members_follow_each_other_and_each_cut_between_them_is_whole),
        cmocka_unit_test(nothing_at_all_is_a_member_too),
        cmocka_unit_test(memory_that_runs_out_is_reported_and_not_leaked),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
