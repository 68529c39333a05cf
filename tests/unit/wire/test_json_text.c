/* JSON written again without white space: exactly, and without repeated keys. */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/error.h>

#include "wire/json_number.h"
#include "wire/json_text.h"

static int32_t rewrite(const char *json, xeng__json_text *text, xeng_error **error)
{
    xeng__json_reader reader;
    xeng__json_reader_init(&reader, &xeng__json_text_sink, text);
    int32_t code = xeng__json_reader_feed(&reader, json, strlen(json), error);
    if (code == XENG_OK) {
        code = xeng__json_reader_finish(&reader, error);
    }
    xeng__json_reader_free(&reader);
    return code;
}

static void text_keeps_numbers_as_they_were_and_escapes_in_one_way(void **state)
{
    static const char *const pairs[][2] = {
        {" { } ", "{}"},
        {"[ 1.50 , -0 , 1E+05 , 12345678901234567.890 ]", "[1.50,-0,1E+05,12345678901234567.890]"},
        {"{ \"b\" : 1 , \"a\" : [ true , null , { } , [ ] ] }",
         "{\"b\":1,\"a\":[true,null,{},[]]}"},
        {"[\"\\u0041\\/\\u00e9\\ud83d\\ude00\"]", "[\"A/\xC3\xA9\xF0\x9F\x98\x80\"]"},
        {"[\"\\u0022\\u005c\\u0008\\u0009\\u000a\\u000c\\u000d\\u0001\\u001F\\u007f\"]",
         "[\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f\x7F\"]"},
        {"{\"a\\\"\":\"\"}", "{\"a\\\"\":\"\"}"},
        {"[\"[\",\"{\",\":\",\",\",1]", "[\"[\",\"{\",\":\",\",\",1]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        xeng__json_text text = {.text = XENG__BUF_EMPTY};
        assert_int_equal(rewrite(pairs[i][0], &text, NULL), XENG_OK);
        assert_string_equal(xeng__buf_text(&text.text), pairs[i][1]);
        xeng__json_text_free(&text);
    }
}

static void text_refuses_repeated_keys_and_names_them(void **state)
{
    xeng__json_text text = {.text = XENG__BUF_EMPTY};
    xeng_error *error = NULL;
    (void)state;
    assert_int_equal(rewrite("{\"x\":{\"key\":1,\"other\":2,\"\\u006bey\":3}}", &text, &error),
                     XENG_ERROR_PROTOCOL);
    assert_non_null(strstr(xeng_error_message(error), "\"key\" twice"));
    xeng_error_unref(error);
    xeng__json_text_clear(&text);
    assert_int_equal(rewrite("{\"key\":{\"key\":1},\"k\":{\"key\":2}}", &text, NULL), XENG_OK);
    xeng__json_text_free(&text);
}

static void text_finds_one_repeated_key_among_very_many(void **state)
{
    enum {
        MANY = 200000
    };
    xeng__buf json = XENG__BUF_EMPTY;
    xeng__json_text text = {.text = XENG__BUF_EMPTY};
    (void)state;
    for (int i = 0; i < MANY; i++) {
        xeng__buf_printf(&json, "%c\"k%d\":0", i == 0 ? '{' : ',', i);
    }
    size_t size = json.size;
    xeng__buf_append_text(&json, "}");
    assert_int_equal(rewrite(json.data, &text, NULL), XENG_OK);
    json.size = size;
    xeng__buf_append_text(&json, ",\"k77777\":0}");
    xeng__json_text_clear(&text);
    assert_int_equal(rewrite(json.data, &text, NULL), XENG_ERROR_PROTOCOL);
    xeng__json_text_free(&text);
    xeng__buf_free(&json);
}

static void counts_are_whole_numbers_of_64_bits(void **state)
{
    static const struct {
        const char *text;
        bool valid;
        int64_t count;
    } cases[] = {
        {"0", true, 0},
        {"26", true, 26},
        {"-1", true, -1},
        {"12345678", true, 12345678},
        {"123456789", true, 123456789},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"99999999999999999999999", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"-0", false, 0},
        {"00", false, 0},
        {"01", false, 0},
        {"-01", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1.0", false, 0},
        {"1e3", false, 0},
        {"1,000", false, 0},
        {"0x1", false, 0},
        {"--1", false, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t count = 0;
        assert_int_equal(xeng__parse_count(cases[i].text, strlen(cases[i].text), &count),
                         cases[i].valid);
        assert_true(count == cases[i].count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_keeps_numbers_as_they_were_and_escapes_in_one_way),
        cmocka_unit_test(text_refuses_repeated_keys_and_names_them),
        cmocka_unit_test(text_finds_one_repeated_key_among_very_many),
        cmocka_unit_test(counts_are_whole_numbers_of_64_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
