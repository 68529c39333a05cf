/* Compressed request bodies. */
#include "unit.h"

#include "net/gzip.h"
#include "wire/inflate.h"

static int32_t collect(void *context, const char *bytes, size_t size, xeng_error **error)
{
    (void)error;
    xeng__buf_append(context, bytes, size);
    return XENG_OK;
}

static void a_compressed_body_inflates_to_itself(void **state)
{
    (void)state;
    xeng__buf plain = XENG__BUF_EMPTY;
    for (int i = 0; i < 20000; i++) {
        xeng__buf_append_u64(&plain, (uint64_t)i * 2654435761U);
    }
    xeng__buf packed = XENG__BUF_SECRET;
    assert_int_equal(xeng__gzip(&plain, &packed, NULL), XENG_OK);
    assert_true(packed.size < plain.size);
    xeng__buf again = XENG__BUF_EMPTY;
    xeng__inflate *inflate = NULL;
    assert_int_equal(xeng__inflate_new(0, &inflate, NULL), XENG_OK);
    assert_int_equal(xeng__inflate_feed(inflate, packed.data, packed.size, collect, &again, NULL),
                     XENG_OK);
    assert_int_equal(xeng__inflate_finish(inflate, NULL), XENG_OK);
    assert_int_equal(again.size, plain.size);
    assert_memory_equal(again.data, plain.data, plain.size);
    xeng__inflate_free(inflate);
    xeng__buf_free(&plain);
    xeng__buf_free(&packed);
    xeng__buf_free(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_compressed_body_inflates_to_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
