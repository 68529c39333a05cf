/* OAuth 1.0a signing, stage by stage, against the golden files. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "auth/oauth1.h"

static void golden_path(char *path, size_t size, const char *name, const char *stage)
{
    const char *root = getenv("XENGAGE_TEST_DATA");
    assert_non_null(root);
    int length = snprintf(path, size, "%s/auth/golden/%s/%s", root, name, stage);
    assert_true(length > 0 && (size_t)length < size);
}

static void assert_stage(const char *name, const char *stage, const char *made)
{
    char path[4096];
    char wanted[8192];
    golden_path(path, sizeof path, name, stage);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(wanted, 1, sizeof wanted - 1, file);
    assert_int_equal(fclose(file), 0);
    assert_true(size > 0 && wanted[size - 1] == '\n');
    wanted[size - 1] = '\0';
    if (strcmp(wanted, made) != 0) {
        fail_msg("%s, %s:\nwanted %s\nmade   %s", name, stage, wanted, made);
    }
}

static const char *text_of(json_t *input, const char *member)
{
    return json_string_value(json_object_get(input, member));
}

static xeng__oauth1 read_input(json_t *input)
{
    xeng__oauth1 made = {
        .method = text_of(input, "method"),
        .url = text_of(input, "url"),
        .consumer_key = text_of(input, "consumer_key"),
        .consumer_secret = text_of(input, "consumer_secret"),
        .token = text_of(input, "token"),
        .token_secret = text_of(input, "token_secret"),
        .callback = text_of(input, "callback"),
        .verifier = text_of(input, "verifier"),
        .version = text_of(input, "version"),
        .nonce = text_of(input, "nonce"),
        .timestamp = json_integer_value(json_object_get(input, "timestamp")),
    };
    const char *type = text_of(input, "content_type");
    if (type != NULL && strcmp(type, "application/x-www-form-urlencoded") == 0) {
        made.form = text_of(input, "body");
        made.form_size = strlen(made.form);
    }
    return made;
}

static void check_stages(const char *name, const xeng__oauth1 *input)
{
    xeng__oauth1_list list = XENG__OAUTH1_LIST_EMPTY;
    xeng__buf parameters = XENG__BUF_SECRET;
    xeng__buf base_string = XENG__BUF_SECRET;
    xeng__buf key = XENG__BUF_SECRET;
    xeng__buf header = XENG__BUF_SECRET;
    xeng__buf in_one_go = XENG__BUF_SECRET;
    char signature[XENG__OAUTH1_SIGNATURE_SIZE];
    assert_int_equal(xeng__oauth1_collect(input, &list, NULL), XENG_OK);
    xeng__oauth1_parameters(&list, &parameters);
    assert_stage(name, "parameters", xeng__buf_text(&parameters));
    assert_int_equal(xeng__oauth1_base_string(input, &parameters, &base_string, NULL), XENG_OK);
    assert_stage(name, "base-string", xeng__buf_text(&base_string));
    xeng__oauth1_key(input, &key);
    assert_stage(name, "key", xeng__buf_text(&key));
    assert_int_equal(xeng__oauth1_signature(&key, &base_string, signature, NULL), XENG_OK);
    assert_stage(name, "signature", signature);
    xeng__oauth1_header(&list, signature, &header);
    assert_stage(name, "header", xeng__buf_text(&header));
    assert_int_equal(xeng__oauth1_sign(input, &in_one_go, NULL), XENG_OK);
    assert_string_equal(xeng__buf_text(&in_one_go), xeng__buf_text(&header));
    xeng__oauth1_list_free(&list);
    xeng__buf_free(&parameters);
    xeng__buf_free(&base_string);
    xeng__buf_free(&key);
    xeng__buf_free(&header);
    xeng__buf_free(&in_one_go);
}

static void every_stage_is_as_in_the_golden_files(void **state)
{
    (void)state;
    char path[4096];
    golden_path(path, sizeof path, "", "");
    DIR *folder = opendir(path);
    assert_non_null(folder);
    size_t cases = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        golden_path(path, sizeof path, entry->d_name, "input.json");
        json_t *json = json_load_file(path, 0, NULL);
        assert_non_null(json);
        xeng__oauth1 input = read_input(json);
        check_stages(entry->d_name, &input);
        json_decref(json);
        cases++;
    }
    assert_int_equal(closedir(folder), 0);
    assert_true(cases >= 20);
}

static void assert_uri(const char *url, const char *wanted)
{
    xeng__buf uri = XENG__BUF_EMPTY;
    int32_t code = xeng__oauth1_base_uri(url, &uri, NULL);
    if (wanted == NULL) {
        assert_int_equal(code, XENG_ERROR_INVALID_ARGUMENT);
    } else {
        assert_int_equal(code, XENG_OK);
        assert_string_equal(xeng__buf_text(&uri), wanted);
    }
    xeng__buf_free(&uri);
}

static void base_uri_follows_rfc_5849(void **state)
{
    (void)state;
    assert_uri("http://EXAMPLE.COM:80/r%20v/X?id=123", "http://example.com/r%20v/X");
    assert_uri("https://www.example.net:8080/?q=1", "https://www.example.net:8080/");
    assert_uri("https://a.example:00443/", "https://a.example/");
    assert_uri("https://a.example:/x", "https://a.example/x");
    assert_uri("https://a.example", "https://a.example/");
    assert_uri("https://a.example?x=/", "https://a.example/");
    assert_uri("https://a.example/b?c#d", "https://a.example/b");
    assert_uri("http://[::1]/x", "http://[::1]/x");
    assert_uri("http://[::FFFF:1]:80/x", "http://[::ffff:1]/x");
    assert_uri("http://[::1]:8443/x", "http://[::1]:8443/x");
}

static void base_uri_refuses_what_is_no_http_url(void **state)
{
    (void)state;
    assert_uri("", NULL);
    assert_uri("ftp://a.example/", NULL);
    assert_uri("httpss://a.example/", NULL);
    assert_uri("//a.example/", NULL);
    assert_uri("https:///path", NULL);
    assert_uri("https://:80/", NULL);
    assert_uri("https://user:secret@a.example/", NULL);
    assert_uri("https://a.example:65536/", NULL);
    assert_uri("https://a.example:8x/", NULL);
}

static xeng__oauth1 small_input(const char *url)
{
    return (xeng__oauth1){.method = "POST",
                          .url = url,
                          .consumer_key = "key",
                          .consumer_secret = "secret",
                          .nonce = "nonce",
                          .timestamp = 1};
}

static void malformed_query_is_refused(void **state)
{
    (void)state;
    xeng__buf value = XENG__BUF_SECRET;
    xeng__oauth1 input = small_input("https://a.example/?x=%4");
    assert_int_equal(xeng__oauth1_sign(&input, &value, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng__buf_free(&value);
}

static void malformed_form_is_refused(void **state)
{
    (void)state;
    xeng__buf value = XENG__BUF_SECRET;
    xeng__oauth1 input = small_input("https://a.example/");
    input.form = "x=1&%zz=2";
    input.form_size = strlen(input.form);
    assert_int_equal(xeng__oauth1_sign(&input, &value, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng__buf_free(&value);
}

static void many_parameters_are_sorted(void **state)
{
    (void)state;
    xeng__buf url = XENG__BUF_EMPTY;
    xeng__buf_append_text(&url, "https://a.example/?");
    for (unsigned i = 0; i < 200; i++) {
        xeng__buf_printf(&url, "p%03u=%u&", (i * 77) % 200, i);
    }
    xeng__oauth1 input = small_input(xeng__buf_text(&url));
    xeng__oauth1_list list = XENG__OAUTH1_LIST_EMPTY;
    assert_int_equal(xeng__oauth1_collect(&input, &list, NULL), XENG_OK);
    assert_int_equal(list.count, 204);
    for (size_t i = 5; i < list.count; i++) {
        assert_true(memcmp(list.text.data + list.items[i - 1].name,
                           list.text.data + list.items[i].name, 4) < 0);
    }
    xeng__oauth1_list_free(&list);
    xeng__buf_free(&url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stage_is_as_in_the_golden_files),
        cmocka_unit_test(base_uri_follows_rfc_5849),
        cmocka_unit_test(base_uri_refuses_what_is_no_http_url),
        cmocka_unit_test(malformed_query_is_refused),
        cmocka_unit_test(malformed_form_is_refused),
        cmocka_unit_test(many_parameters_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
