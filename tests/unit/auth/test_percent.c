/* Percent-encoding and form encoding. */
#include "unit.h"

#include <string.h>

#include "auth/percent.h"

static void assert_encoded(const char *text, const char *wanted)
{
    xeng__buf buf = XENG__BUF_EMPTY;
    xeng__percent_encode(&buf, text, strlen(text));
    assert_string_equal(xeng__buf_text(&buf), wanted);
    xeng__buf_free(&buf);
}

static void encoding_leaves_unreserved_characters_alone(void **state)
{
    (void)state;
    assert_encoded("", "");
    assert_encoded("ABCXYZabcxyz0189-._~", "ABCXYZabcxyz0189-._~");
}

static void encoding_escapes_everything_else_in_upper_case(void **state)
{
    (void)state;
    assert_encoded("Ladies + Gentlemen", "Ladies%20%2B%20Gentlemen");
    assert_encoded("An encoded string!", "An%20encoded%20string%21");
    assert_encoded("*'()/?:@&=%", "%2A%27%28%29%2F%3F%3A%40%26%3D%25");
    assert_encoded("☃", "%E2%98%83");
    assert_encoded("\x7f\xff", "%7F%FF");
}

static void encoding_covers_every_byte(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        char text = (char)byte;
        xeng__buf encoded = XENG__BUF_EMPTY;
        xeng__buf decoded = XENG__BUF_EMPTY;
        xeng__percent_encode(&encoded, &text, 1);
        assert_true(encoded.size == 1 || encoded.size == 3);
        assert_true(xeng__form_decode(&decoded, encoded.data, encoded.size));
        assert_int_equal(decoded.size, 1);
        assert_memory_equal(decoded.data, &text, 1);
        xeng__buf_free(&encoded);
        xeng__buf_free(&decoded);
    }
}

static void decoding_takes_plus_for_a_blank_and_either_case(void **state)
{
    (void)state;
    static const char text[] = "a+b%20%2b%2B%c3%A9";
    xeng__buf buf = XENG__BUF_EMPTY;
    assert_true(xeng__form_decode(&buf, text, strlen(text)));
    assert_string_equal(xeng__buf_text(&buf), "a b ++é");
    xeng__buf_free(&buf);
}

static void decoding_refuses_escapes_without_two_digits(void **state)
{
    (void)state;
    static const char *const bad[] = {"%", "a%", "%4", "%g1", "%1g", "%%41", "a=%2", "% 1", "%-1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        xeng__buf buf = XENG__BUF_EMPTY;
        assert_false(xeng__form_decode(&buf, bad[i], strlen(bad[i])));
        assert_false(xeng__form_to_percent(&buf, bad[i], strlen(bad[i])));
        xeng__buf_free(&buf);
    }
}

static void decoding_does_not_read_digits_behind_the_end(void **state)
{
    (void)state;
    xeng__buf buf = XENG__BUF_EMPTY;
    assert_false(xeng__form_decode(&buf, "%41", 2));
    xeng__buf_free(&buf);
}

static void form_becomes_percent_encoding(void **state)
{
    (void)state;
    static const char text[] = "2+q%7e%2f~*é";
    xeng__buf buf = XENG__BUF_EMPTY;
    assert_true(xeng__form_to_percent(&buf, text, strlen(text)));
    assert_string_equal(xeng__buf_text(&buf), "2%20q~%2F~%2A%C3%A9");
    xeng__buf_free(&buf);
}

static void assert_pair(const char **text, size_t *size, const char *name, const char *value)
{
    xeng__form_pair pair;
    assert_true(xeng__form_next(text, size, &pair));
    assert_int_equal(pair.name_size, strlen(name));
    assert_memory_equal(pair.name, name, pair.name_size);
    assert_int_equal(pair.value_size, strlen(value));
    assert_memory_equal(pair.value, value, pair.value_size);
}

static void pairs_are_split_at_ampersands_and_the_first_equals_sign(void **state)
{
    (void)state;
    const char *text = "&a=1&&b&=c&d=e=f&g=&";
    size_t size = strlen(text);
    xeng__form_pair pair;
    assert_pair(&text, &size, "a", "1");
    assert_pair(&text, &size, "b", "");
    assert_pair(&text, &size, "", "c");
    assert_pair(&text, &size, "d", "e=f");
    assert_pair(&text, &size, "g", "");
    assert_false(xeng__form_next(&text, &size, &pair));
    assert_false(xeng__form_next(&text, &size, &pair));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encoding_leaves_unreserved_characters_alone),
        cmocka_unit_test(encoding_escapes_everything_else_in_upper_case),
        cmocka_unit_test(encoding_covers_every_byte),
        cmocka_unit_test(decoding_takes_plus_for_a_blank_and_either_case),
        cmocka_unit_test(decoding_refuses_escapes_without_two_digits),
        cmocka_unit_test(decoding_does_not_read_digits_behind_the_end),
        cmocka_unit_test(form_becomes_percent_encoding),
        cmocka_unit_test(pairs_are_split_at_ampersands_and_the_first_equals_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
