/* Numbers in records: any is read as it was written, and no others are. */
#include "unit.h"

#include <string.h>

#include "job/pack.h"

static const uint64_t numbers[] = {
    0, 1, 127, 128, 16383, 16384, UINT32_MAX, INT64_MAX, (uint64_t)1 << 63, UINT64_MAX};

enum {
    COUNT = sizeof numbers / sizeof *numbers
};

static void any_number_is_read_as_written(void **state)
{
    (void)state;
    xeng__buf out = XENG__BUF_EMPTY;
    for (size_t i = 0; i < COUNT; i++) {
        xeng__pack_number(&out, numbers[i]);
        xeng__pack_fixed(&out, numbers[i], 8);
    }
    xeng__unpack from = {(const unsigned char *)out.data, out.size, false};
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(xeng__unpack_number(&from, numbers[i]) == numbers[i]);
        assert_true(xeng__unpack_fixed(&from, 8) == numbers[i]);
    }
    assert_int_equal(from.left, 0);
    assert_false(from.bad);
    xeng__buf_free(&out);
}

static void numbers_take_a_byte_for_seven_bits(void **state)
{
    (void)state;
    static const size_t sizes[COUNT] = {1, 1, 1, 2, 2, 3, 5, 9, 10, 10};
    for (size_t i = 0; i < COUNT; i++) {
        xeng__buf out = XENG__BUF_EMPTY;
        xeng__pack_number(&out, numbers[i]);
        assert_int_equal(out.size, sizes[i]);
        xeng__buf_free(&out);
    }
}

static void fixed_numbers_have_their_lowest_byte_first(void **state)
{
    (void)state;
    unsigned char bytes[4];
    xeng__put_fixed(bytes, UINT64_C(0x1112131415), sizeof bytes);
    assert_memory_equal(bytes, "\x15\x14\x13\x12", 4);
    assert_int_equal(xeng__get_fixed(bytes, 2), 0x1415);
}

static void assert_bad(const char *bytes, size_t size, uint64_t most)
{
    xeng__unpack from = {(const unsigned char *)bytes, size, false};
    assert_int_equal(xeng__unpack_number(&from, most), 0);
    assert_true(from.bad);
    assert_null(xeng__unpack_bytes(&from, 0));
    assert_int_equal(xeng__unpack_fixed(&from, 1), 0);
}

static void what_is_no_number_is_bad_and_so_is_all_that_follows(void **state)
{
    (void)state;
    assert_bad("", 0, UINT64_MAX);
    assert_bad("\x80", 1, UINT64_MAX);
    assert_bad("\x05\x01", 2, 4);
    assert_bad("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02\x01", 11, UINT64_MAX);
    assert_bad("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\x01", 12, UINT64_MAX);
}

static void check_goes_on_where_it_was(void **state)
{
    (void)state;
    assert_int_equal(xeng__crc(0, "123456789", 9), 0xcbf43926);
    assert_int_equal(xeng__crc(xeng__crc(0, "1234", 4), "56789", 5), 0xcbf43926);
    assert_int_equal(xeng__crc(7, NULL, 0), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_is_read_as_written),
        cmocka_unit_test(numbers_take_a_byte_for_seven_bits),
        cmocka_unit_test(fixed_numbers_have_their_lowest_byte_first),
        cmocka_unit_test(what_is_no_number_is_bad_and_so_is_all_that_follows),
        cmocka_unit_test(check_goes_on_where_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
