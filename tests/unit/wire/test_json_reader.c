/* The JSON reader against jansson: both must take and refuse the same, however the bytes are cut.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <xengage/error.h>

#include "wire/json_reader.h"
#include "wire/json_text.h"
#include "wire/random_json.h"

enum {
    WHOLE = 0,
    AT_RANDOM = -1 /* other numbers: pieces of so many bytes */
};

/* Reads a document in pieces into compact text; each piece lies in memory of its own, so that
 * reading beyond it is found out by the sanitizers. */
static int32_t read_pieces(const char *json, size_t size, int pieces, xeng__json_text *text)
{
    xeng__json_reader reader;
    int32_t code = XENG_OK;
    xeng__json_reader_init(&reader, &xeng__json_text_sink, text);
    for (size_t at = 0; code == XENG_OK && at < size;) {
        size_t piece = pieces == WHOLE       ? size
                       : pieces == AT_RANDOM ? 1 + random_below(24)
                                             : (size_t)pieces;
        piece = piece < size - at ? piece : size - at;
        char *copy = malloc(piece);
        memcpy(copy, json + at, piece);
        code = xeng__json_reader_feed(&reader, copy, piece, NULL);
        free(copy);
        at += piece;
    }
    if (code == XENG_OK) {
        code = xeng__json_reader_finish(&reader, NULL);
    }
    xeng__json_reader_free(&reader);
    return code;
}

static void show_and_fail(const char *json, size_t size, const char *what)
{
    fprintf(stderr, "%s: ", what);
    for (size_t i = 0; i < size; i++) {
        fprintf(stderr, json[i] >= ' ' && json[i] <= '~' ? "%c" : "\\x%02X",
                (unsigned)(unsigned char)json[i]);
    }
    fprintf(stderr, "\n");
    fail();
}

/* Reads a document in one way of cutting it, and compares with what jansson made of it. */
static void compare(const char *json, size_t size, int pieces, const json_t *expected)
{
    xeng__json_text text = {.text = XENG__BUF_EMPTY};
    int32_t code = read_pieces(json, size, pieces, &text);
    if (code == XENG_ERROR_TOO_LARGE) {
        xeng__json_text_free(&text);
        return;
    }
    if ((code == XENG_OK) != (expected != NULL)) {
        show_and_fail(json, size,
                      expected != NULL ? "refused, not by jansson" : "taken, not by jansson");
    }
    if (code == XENG_OK) {
        json_t *again = json_loadb(text.text.data, text.text.size, JSON_REJECT_DUPLICATES, NULL);
        if (!json_equal(again, expected)) {
            show_and_fail(json, size, "read otherwise than by jansson");
        }
        json_decref(again);
    } else {
        assert_int_equal(code, XENG_ERROR_PROTOCOL);
    }
    xeng__json_text_free(&text);
}

static bool compare_all(const char *json, size_t size)
{
    json_t *expected = json_loadb(json, size, JSON_REJECT_DUPLICATES, NULL);
    if (memchr(json, '\0', size) != NULL) {
        /* jansson 2.14 overlooks a NUL behind a number or a literal; JSON has none anywhere. */
        json_decref(expected);
        expected = NULL;
    }
    bool taken = expected != NULL;
    compare(json, size, WHOLE, expected);
    compare(json, size, 1, expected);
    compare(json, size, 9, expected);
    compare(json, size, AT_RANDOM, expected);
    json_decref(expected);
    return taken;
}

static void reader_agrees_with_jansson_on_chosen_documents(void **state)
{
    static const char *const documents[] = {
        "{}",
        "[]",
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "{]",
        "[}",
        "null",
        "1",
        "\"a\"",
        "{}{}",
        "{} x",
        " {} ",
        "\n{\t}\r ",
        "\xEF\xBB\xBF{}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"c\":{},\"b\":2}}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"\":1,\"\":2}",
        "{\"a\":{},\"b\":{\"a\":1}}",
        "[true,false,null]",
        "[True]",
        "[tru]",
        "[truee]",
        "[nul",
        "[true1]",
        "[0]",
        "[-0]",
        "[00]",
        "[01]",
        "[-01]",
        "[-]",
        "[+1]",
        "[1.]",
        "[.1]",
        "[1.0]",
        "[1e]",
        "[1e+]",
        "[1E5]",
        "[1e05]",
        "[0e0]",
        "[1.5.5]",
        "[1-2]",
        "[0x10]",
        "[1a]",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "[1e308]",
        "[1e309]",
        "[-1e309]",
        "[1e-9999]",
        "[0e999999999999999999999]",
        "[1e999999999999999999999]",
        "[1e-999999999999999999999]",
        "[1.7976931348623157e308]",
        "[1.7976931348623158e308]",
        "[1.7976931348623159e308]",
        "[1.797693134862315807e308]",
        "[1.797693134862315808e308]",
        "[9223372036854775807]",
        "[9223372036854775808]",
        "[-9223372036854775808]",
        "[-9223372036854775809]",
        "[18446744073709551616]",
        "[100000000000000000000.0]",
        "[\"\\u0000\"]",
        "{\"\\u0000\":1}",
        "[\"\\u00\"]",
        "[\"\\u00g0\"]",
        "[\"\\x41\"]",
        "[\"\\\"]",
        "[\"\\",
        "[\"a",
        "[\"\\ud800\"]",
        "[\"\\ud800a\"]",
        "[\"\\ud800\\n\"]",
        "[\"\\ud800\\u0041\"]",
        "[\"\\ud800\\ud800\"]",
        "[\"\\udc00\"]",
        "[\"\\ud800\\udc00\"]",
        "[\"\\udbff\\udfff\"]",
        "[\"\\uFFFF\"]",
        "[\"\x01\"]",
        "[\"\n\"]",
        "[\"\x7F\"]",
        "[\"\x80\"]",
        "[\"\xC0\x80\"]",
        "[\"\xC3\xA9\"]",
        "[\"\xC3\"]",
        "[\"\xC3\\u00a9\"]",
        "[\"\xE0\x80\x80\"]",
        "[\"\xED\xA0\x80\"]",
        "[\"\xEF\xBF\xBF\"]",
        "[\"\xF0\x90\x80\x80\"]",
        "[\"\xF4\x8F\xBF\xBF\"]",
        "[\"\xF4\x90\x80\x80\"]",
        "[\"\xF5\x80\x80\x80\"]",
        "[\"\xFE\"]",
        "[\xC3\xA9]",
        "[1]/* comment */",
        "[1]//",
        "[\"tab\there\"]",
        "{\"a\"\n:\r1\t, \"b\" : [ ] }",
        "{\"abcdefgh\":\"ijklmnop\",\"abcdefghi\":\"q\"}",
        "[\"abcdefg\",\"abcdefgh\"]",
        "[\"\\\\\",\"\\/\",\"/\",\"\\b\\f\\n\\r\\t\"]",
        "[1\f]",
        "[1\v]",
        "{\"a\":1}\f",
    };
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        compare_all(documents[i], strlen(documents[i]));
    }
    compare_all("{}\0", 3);
    compare_all("[\"\0\"]", 5);
    compare_all("\0{}", 3);
    compare_all("[1\0]", 4);
}

static void reader_agrees_with_jansson_on_the_greatest_double(void **state)
{
    (void)state;
    /* Whole part and fraction in all proportions, around the place where doubles end. */
    static const char digits[] =
        "1797693134862315807937289714053034150799341327100378269361737789804449";
    for (int shift = -340; shift <= 340; shift++) {
        for (char last = '0'; last <= '9'; last++) {
            char json[512];
            int size =
                snprintf(json, sizeof json, "[%.*s.%s%ce%d]", 20, digits, digits + 20, last, shift);
            compare_all(json, (size_t)size);
        }
    }
    xeng__buf halfway = XENG__BUF_EMPTY;
    xeng__buf_append_char(&halfway, '[');
    static const char limit[] =
        "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490"
        "1797758720709633028641669288791094655554785194040263065748867150582068190890200070838367"
        "6273854845817711531764475730270069855571366959622842914819860834936475292719074168444365"
        "510704342711559699508093042880177904174497792";
    xeng__buf_append_text(&halfway, limit);
    xeng__buf_append_text(&halfway, ".0]");
    assert_false(compare_all(halfway.data, halfway.size));
    halfway.data[sizeof limit - 1]--; /* the last digit */
    assert_true(compare_all(halfway.data, halfway.size));
    xeng__buf_free(&halfway);
}

static void reader_agrees_with_jansson_on_random_documents(void **state)
{
    size_t taken = 0;
    size_t refused = 0;
    (void)state;
    random_state = UINT64_C(0x5DEECE66D1234567);
    for (int i = 0; i < 12000; i++) {
        xeng__buf json = XENG__BUF_EMPTY;
        random_container(&json, random_below(4) != 0, 0);
        if (i % 3 != 0) {
            random_damage(&json);
        }
        if (compare_all(json.data, json.size)) {
            taken++;
        } else {
            refused++;
        }
        xeng__buf_free(&json);
    }
    /* A generator that makes only one kind would prove nothing. */
    assert_true(taken > 3000 && refused > 3000);
}

static void reader_agrees_with_jansson_when_cut_once_at_every_byte(void **state)
{
    static const char json[] =
        "{\"k\\u00e9y\":[1.5e3,-17,true,null,\"\\ud83d\\ude00 \xE2\x82\xAC\"],"
        "\"2026-11-24\":{\"00\":\"5\",\"01\":\"123456789\"} , \"x\":{}}";
    (void)state;
    json_t *expected = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(expected);
    for (size_t cut = 0; cut < sizeof json; cut++) {
        xeng__json_text text = {.text = XENG__BUF_EMPTY};
        xeng__json_reader reader;
        xeng__json_reader_init(&reader, &xeng__json_text_sink, &text);
        assert_int_equal(xeng__json_reader_feed(&reader, json, cut, NULL), XENG_OK);
        assert_int_equal(xeng__json_reader_feed(&reader, json + cut, sizeof json - 1 - cut, NULL),
                         XENG_OK);
        assert_int_equal(xeng__json_reader_finish(&reader, NULL), XENG_OK);
        json_t *again = json_loads(xeng__buf_text(&text.text), JSON_REJECT_DUPLICATES, NULL);
        assert_true(json_equal(again, expected));
        json_decref(again);
        xeng__json_reader_free(&reader);
        xeng__json_text_free(&text);
    }
    json_decref(expected);
}

static int32_t read_whole(const char *json, xeng_error **error)
{
    xeng__json_text text = {.text = XENG__BUF_EMPTY};
    xeng__json_reader reader;
    xeng__json_reader_init(&reader, &xeng__json_text_sink, &text);
    int32_t code = xeng__json_reader_feed(&reader, json, strlen(json), error);
    if (code == XENG_OK) {
        code = xeng__json_reader_finish(&reader, error);
    }
    xeng__json_reader_free(&reader);
    xeng__json_text_free(&text);
    return code;
}

static void reader_takes_64_levels_and_refuses_65(void **state)
{
    char json[2 * XENG__JSON_MAX_DEPTH + 3] = {0};
    (void)state;
    memset(json, '[', XENG__JSON_MAX_DEPTH);
    memset(json + XENG__JSON_MAX_DEPTH, ']', XENG__JSON_MAX_DEPTH);
    assert_int_equal(read_whole(json, NULL), XENG_OK);
    memset(json, '[', XENG__JSON_MAX_DEPTH + 1);
    memset(json + XENG__JSON_MAX_DEPTH + 1, ']', XENG__JSON_MAX_DEPTH + 1);
    assert_int_equal(read_whole(json, NULL), XENG_ERROR_TOO_LARGE);
}

static void reader_says_where_the_json_goes_wrong(void **state)
{
    xeng_error *error = NULL;
    (void)state;
    assert_int_equal(read_whole("{\"a\":1,}", &error), XENG_ERROR_PROTOCOL);
    assert_non_null(strstr(xeng_error_message(error), "byte 7"));
    xeng_error_unref(error);
    assert_int_equal(read_whole("{\"a\":1", &error), XENG_ERROR_PROTOCOL);
    assert_non_null(strstr(xeng_error_message(error), "cut short after 6 bytes"));
    xeng_error_unref(error);
}

static void reader_stays_failed(void **state)
{
    xeng__json_text text = {.text = XENG__BUF_EMPTY};
    xeng__json_reader reader;
    (void)state;
    xeng__json_reader_init(&reader, &xeng__json_text_sink, &text);
    assert_int_equal(xeng__json_reader_feed(&reader, "}", 1, NULL), XENG_ERROR_PROTOCOL);
    assert_int_equal(xeng__json_reader_feed(&reader, "{}", 2, NULL), XENG_ERROR_PROTOCOL);
    assert_int_equal(xeng__json_reader_finish(&reader, NULL), XENG_ERROR_PROTOCOL);
    xeng__json_reader_free(&reader);
    xeng__json_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reader_agrees_with_jansson_on_chosen_documents),
        cmocka_unit_test(reader_agrees_with_jansson_on_the_greatest_double),
        cmocka_unit_test(reader_agrees_with_jansson_on_random_documents),
        cmocka_unit_test(reader_agrees_with_jansson_when_cut_once_at_every_byte),
        cmocka_unit_test(reader_takes_64_levels_and_refuses_65),
        cmocka_unit_test(reader_says_where_the_json_goes_wrong),
        cmocka_unit_test(reader_stays_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
