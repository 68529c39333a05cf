/* UTF-8, numbers and ASCII comparisons. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define VALID(text)    xeng__utf8_valid(text, sizeof(text) - 1)
#define CONTROL(text)  xeng__has_control(text, sizeof(text) - 1)
#define IS_ID(text)    xeng__parse_id(text, sizeof(text) - 1, &id)
#define IS_COUNT(text) xeng__parse_u64(text, sizeof(text) - 1, &number)

static void well_formed_utf8_is_accepted_to_the_last_code_point(void **state)
{
    (void)state;
    assert_true(VALID(""));
    assert_true(VALID("plain \x7f"));
    assert_true(VALID("a\0b"));
    assert_true(VALID("\xC2\x80 \xDF\xBF"));
    assert_true(VALID("\xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF"));
    assert_true(VALID("\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"));
}

static void malformed_utf8_is_refused(void **state)
{
    (void)state;
    assert_false(VALID("\x80"));
    assert_false(VALID("\xBF"));
    assert_false(VALID("\xC0\x80"));         /* overlong */
    assert_false(VALID("\xC1\xBF"));         /* overlong */
    assert_false(VALID("\xE0\x9F\xBF"));     /* overlong */
    assert_false(VALID("\xF0\x8F\xBF\xBF")); /* overlong */
    assert_false(VALID("\xED\xA0\x80"));     /* a surrogate */
    assert_false(VALID("\xED\xBF\xBF"));     /* a surrogate */
    assert_false(VALID("\xF4\x90\x80\x80")); /* over U+10FFFF */
    assert_false(VALID("\xF5\x80\x80\x80"));
    assert_false(VALID("\xFF"));
    assert_false(VALID("\xC2"));
    assert_false(VALID("\xE2\x82"));
    assert_false(VALID("\xF0\x90\x80"));
    assert_false(VALID("\xC2 "));
    assert_false(VALID("\xE2\x28\xA1"));
    assert_false(VALID("\xE2\x82\x28"));
}

/* Every cut through a text of sequences of all lengths is valid only between two of them. */
static void a_sequence_that_is_cut_is_refused(void **state)
{
    (void)state;
    static const char text[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
    for (size_t size = 0; size < sizeof text; size++) {
        bool whole = size == 0 || size == 1 || size == 3 || size == 6 || size == 10;
        assert_true(xeng__utf8_valid(text, size) == whole);
    }
}

static void control_characters_are_found(void **state)
{
    (void)state;
    assert_false(CONTROL(""));
    assert_false(CONTROL(" ~ \xC3\xA9 \xC2\xA0"));
    assert_true(CONTROL("a\nb"));
    assert_true(CONTROL("a\0b"));
    assert_true(CONTROL("\x1F"));
    assert_true(CONTROL("\x7F"));
    assert_true(CONTROL("\xC2\x80"));
    assert_true(CONTROL("x\xC2\x9F"));
}

static void text_is_flattened_to_one_line_of_utf8(void **state)
{
    (void)state;
    char text[] = "a\tb\r\nc\x1B[31m\x7F \xC3\xA9\xC2\x9B\xFF\xF0\x9F\x98\x80\xC3";
    xeng__flatten(text, sizeof text - 1);
    assert_string_equal(text, "a b  c?[31m? \xC3\xA9???\xF0\x9F\x98\x80?");
    xeng__flatten(NULL, 0);
}

static void visible_ascii_has_no_blank_and_no_byte_above(void **state)
{
    (void)state;
    assert_true(xeng__is_visible_ascii(""));
    assert_true(xeng__is_visible_ascii("!abcXYZ019~"));
    assert_false(xeng__is_visible_ascii("a b"));
    assert_false(xeng__is_visible_ascii("a\r"));
    assert_false(xeng__is_visible_ascii("\x7F"));
    assert_false(xeng__is_visible_ascii("\xC3\xA9"));
}

static void numbers_are_read_to_the_last_that_fits(void **state)
{
    (void)state;
    uint64_t number = 0;
    assert_true(IS_COUNT("0") && number == 0);
    assert_true(IS_COUNT("007") && number == 7);
    assert_true(IS_COUNT("18446744073709551615") && number == UINT64_MAX);
    number = 5;
    assert_false(IS_COUNT("18446744073709551616"));
    assert_false(IS_COUNT("99999999999999999999"));
    assert_false(IS_COUNT(""));
    assert_false(IS_COUNT("+1"));
    assert_false(IS_COUNT("-1"));
    assert_false(IS_COUNT("1 "));
    assert_false(IS_COUNT("1.0"));
    assert_false(IS_COUNT("1e3"));
    assert_false(IS_COUNT("0x1"));
    assert_int_equal(number, 5);
}

static void numbers_are_written_without_a_zero_too_many(void **state)
{
    (void)state;
    char text[XENG__U64_SIZE];
    assert_string_equal(xeng__format_u64(0, text), "0");
    assert_string_equal(xeng__format_u64(10, text), "10");
    const char *digits = xeng__format_u64(UINT64_MAX, text);
    assert_string_equal(digits, "18446744073709551615");
    assert_ptr_equal(digits, text);
}

static void assert_put(int64_t number)
{
    char expected[32];
    char room[XENG__PUT_ROOM];
    int size = snprintf(expected, sizeof expected, "%lld", (long long)number);
    char *end = xeng__put_i64(room, number);
    assert_int_equal(end - room, size);
    assert_memory_equal(room, expected, (size_t)size);
}

static void numbers_of_any_size_are_put_as_printf_does(void **state)
{
    (void)state;
    assert_put(INT64_MIN);
    assert_put(INT64_MAX);
    for (int64_t number = -12000; number < 12000; number++) {
        assert_put(number);
    }
    for (int64_t power = 10; power <= INT64_MAX / 10; power *= 10) {
        assert_put(power - 1);
        assert_put(power);
        assert_put(-power);
        assert_put(power * 3 + 7);
    }
    char room[XENG__PUT_ROOM];
    assert_int_equal(xeng__put_u64(room, UINT64_MAX) - room, 20);
    assert_memory_equal(room, "18446744073709551615", 20);
}

static void an_id_is_positive_has_63_bits_and_no_leading_zero(void **state)
{
    (void)state;
    uint64_t id = 0;
    assert_true(IS_ID("1") && id == 1);
    assert_true(IS_ID("9223372036854775807") && id == INT64_MAX);
    id = 5;
    assert_false(IS_ID("9223372036854775808"));
    assert_false(IS_ID("0"));
    assert_false(IS_ID("01"));
    assert_false(IS_ID(""));
    assert_false(IS_ID("-1"));
    assert_false(IS_ID("1a"));
    assert_int_equal(id, 5);
}

static void case_of_ascii_letters_does_not_matter(void **state)
{
    (void)state;
    assert_true(xeng__equal_nocase("Content-Type", "content-tYPE"));
    assert_false(xeng__equal_nocase("abc", "abcd"));
    assert_false(xeng__equal_nocase("abcd", "abc"));
    assert_false(xeng__equal_nocase("[", "{"));
    assert_false(xeng__equal_nocase("\xC3\x89", "\xC3\xA9"));
    assert_string_equal(xeng__find_nocase("one Two three", "tWO"), "Two three");
    assert_string_equal(xeng__find_nocase("aab", "AB"), "ab");
    assert_null(xeng__find_nocase("ab", "abc"));
    assert_null(xeng__find_nocase("", "a"));
}

static void blanks_are_trimmed_at_both_ends(void **state)
{
    (void)state;
    const char *text = " \t\r\na b \n";
    size_t size = strlen(text);
    xeng__trim(&text, &size);
    assert_int_equal(size, 3);
    assert_memory_equal(text, "a b", 3);
    text = " \t ";
    size = 3;
    xeng__trim(&text, &size);
    assert_int_equal(size, 0);
    text = "";
    xeng__trim(&text, &size);
    assert_int_equal(size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_utf8_is_accepted_to_the_last_code_point),
        cmocka_unit_test(malformed_utf8_is_refused),
        cmocka_unit_test(a_sequence_that_is_cut_is_refused),
        cmocka_unit_test(control_characters_are_found),
        cmocka_unit_test(text_is_flattened_to_one_line_of_utf8),
        cmocka_unit_test(visible_ascii_has_no_blank_and_no_byte_above),
        cmocka_unit_test(numbers_are_read_to_the_last_that_fits),
        cmocka_unit_test(numbers_are_written_without_a_zero_too_many),
        cmocka_unit_test(numbers_of_any_size_are_put_as_printf_does),
        cmocka_unit_test(an_id_is_positive_has_63_bits_and_no_leading_zero),
        cmocka_unit_test(case_of_ascii_letters_does_not_matter),
        cmocka_unit_test(blanks_are_trimmed_at_both_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
