/* Memory may run out at every single allocation: then there is an error, no leak and no crash. */
#include "unit.h"

#include <stdbool.h>

#include <zlib.h>

#include <xengage/comparison.h>
#include <xengage/series.h>
#include <xengage/top.h>

#include "memory.h"
#include "result/support.h"
#include "wire/error_body.h"
#include "wire/inflate.h"

/* Fails the n-th allocation and all after it, for each n until nothing fails. */
static void for_every_allocation(int32_t (*run)(void *argument, xeng_error **error), void *argument,
                                 int32_t expected)
{
    for (size_t n = 0;; n++) {
        xeng_error *error = NULL;
        size_t before = memory_live();
        memory_fail_after(n, true);
        int32_t code = run(argument, &error);
        bool ran_out = memory_recover();
        if (!ran_out) {
            if (code != expected) {
                fail_msg("%s", xeng_error_message(error));
            }
            xeng_error_unref(error);
            assert_true(n > 3);
            return;
        }
        /* Giving back unused room may fail without harm. */
        assert_true(code == XENG_ERROR_NO_MEMORY || code == expected);
        assert_true((error == NULL) == (code == XENG_OK));
        xeng_error_unref(error);
        assert_int_equal(memory_live(), before);
    }
}

typedef struct document {
    const xeng_request *request;
    const char *json;
} document;

static int32_t run_decoder(void *argument, xeng_error **error)
{
    const document *doc = argument;
    xeng__decoder *decoder;
    xeng_result *result = NULL;
    xeng_cursor *cursor = NULL;
    int32_t code = xeng__decoder_new(doc->request, 0, &decoder, error);
    for (size_t at = 0; code == XENG_OK && at < strlen(doc->json); at += 50) {
        size_t left = strlen(doc->json) - at;
        code = xeng__decoder_feed(decoder, doc->json + at, left < 50 ? left : 50, error);
    }
    if (code == XENG_OK) {
        code = xeng__decoder_finish(decoder, &result, error);
    }
    if (code == XENG_OK) {
        code = xeng_cursor_new(result, xeng_result_root(result, 0), &cursor, error);
    }
    xeng_cursor_unref(cursor);
    xeng_result_unref(result);
    xeng__decoder_free(decoder);
    return code;
}

static void decoder_survives_every_failure(void **state)
{
    static const char json[] =
        "{\"start\":\"2026-11-01T00:00:00Z\",\"errors\":[\"Forbidden to access tweets: "
        "4\",{\"code\""
        ":5,\"message\":\"\\u00e9\"}],\"unavailable_tweet_ids\":[\"5\",\"6\"],"
        "\"unsupported_for_video_views_tweet_ids\":[\"1\"],\"extra\":[{\"a\":[1,2,{\"b\":null}]}],"
        "\"g\":{\"1\":{\"video_views\":{\"2026-11-02\":\"1\",\"2026-11-01\":\"2\",\"x\\n\":\"3\"},"
        "\"favorites\":{\"2026-11-01\":\"1\",\"2026-11-02\":\"2\",\"x\\n\":{}}},\"3\":{},"
        "\"2\":{\"favorites\":{\"2026-11-01\":\"1\"}}}}";
    (void)state;
    document doc = {NULL, json};
    for_every_allocation(run_decoder, &doc, XENG_OK);
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "1,2,3", "favorites,video_views",
                                         "g", "tweet.id,engagement.type,engagement.day");
    doc.request = request;
    for_every_allocation(run_decoder, &doc, XENG_OK);
    doc = (document){NULL, "{\"g\":{\"1\":{\"favorites\":\"1\",\"favorites\":\"2\"}}}"};
    for_every_allocation(run_decoder, &doc, XENG_ERROR_PROTOCOL);
    doc = (document){NULL, "{\"g\":{\"1\":{\"favorites\":\"x\"}}}"};
    for_every_allocation(run_decoder, &doc, XENG_ERROR_PROTOCOL);
    doc = (document){NULL, "{\"errors\":[\"Forbidden to access tweets: 4\"]}"};
    for_every_allocation(run_decoder, &doc, XENG_ERROR_FORBIDDEN_POSTS);
    xeng_request_unref(request);
}

static int32_t run_error_body(void *argument, xeng_error **error)
{
    const char *body = argument;
    xeng__response_head head;
    xeng__response_head_init(&head);
    head.status = 403;
    *error = xeng__error_from_response(&head, body, strlen(body));
    return xeng_error_code(*error);
}

static void error_bodies_survive_every_failure(void **state)
{
    static char json[] = "{\"errors\":[\"Forbidden to access tweets: 4, 5\",{\"code\":5}],"
                         "\"unavailable_tweet_ids\":\"6,7\"}";
    static char html[] = "<html><body><h1>Forbidden</h1>by the proxy</body></html>";
    (void)state;
    for_every_allocation(run_error_body, json, XENG_ERROR_FORBIDDEN_POSTS);
    for_every_allocation(run_error_body, html, XENG_ERROR_FORBIDDEN);
}

static int32_t ignore(void *context, const char *bytes, size_t size, xeng_error **error)
{
    (void)context;
    (void)bytes;
    (void)size;
    (void)error;
    return XENG_OK;
}

static int32_t run_inflate(void *argument, xeng_error **error)
{
    const xeng__buf *zipped = argument;
    xeng__inflate *inflater;
    int32_t code = xeng__inflate_new(0, &inflater, error);
    if (code == XENG_OK) {
        code = xeng__inflate_feed(inflater, zipped->data, zipped->size, ignore, NULL, error);
    }
    xeng__inflate_free(inflater);
    return code;
}

static void inflating_survives_every_failure(void **state)
{
    static char text[50000];
    static char room[50000];
    z_stream zlib = {.zalloc = NULL};
    (void)state;
    assert_int_equal(deflateInit2(&zlib, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    zlib.next_in = (Bytef *)text;
    zlib.avail_in = sizeof text;
    zlib.next_out = (Bytef *)room;
    zlib.avail_out = sizeof room;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    xeng__buf zipped = {room, sizeof room - zlib.avail_out, sizeof room, false, false};
    (void)deflateEnd(&zlib);
    /* The inflater, zlib's state and its window. */
    for (size_t n = 0; n < 3; n++) {
        xeng_error *error = NULL;
        memory_fail_after(n, true);
        int32_t code = run_inflate(&zipped, &error);
        (void)memory_recover();
        assert_int_equal(code, XENG_ERROR_NO_MEMORY);
        xeng_error_unref(error);
    }
    assert_int_equal(run_inflate(&zipped, NULL), XENG_OK);
}

/* Results of which every part of a merge has something to do. */
static void decode_all(xeng_result **results)
{
    static const char *const texts[] = {
        "{\"start\":\"2026-10-01\",\"end\":\"2026-10-02\",\"errors\":[\"a\",\"Forbidden to access "
        "tweets: 44444\"],\"x\":1,\"g\":{\"11111\":{\"favorites\":\"1\",\"new\":\"2\"},"
        "\"22222\":{\"favorites\":\"3\"}},\"s\":{\"favorites\":\"4\"}}",
        "{\"errors\":[\"b\"],\"y\":1,\"unavailable_tweet_ids\":[\"55555\"],\"g\":{\"22222\":{"
        "\"new\":"
        "null,\"favorites\":\"1\"},\"11111\":{\"favorites\":\"-1\"}},\"s\":{\"favorites\":null}}",
        "{\"g\":{\"33333\":{}},\"s\":{\"favorites\":\"9223372036854775807\"}}",
        "{\"s\":{\"12345\":\"4\"}}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        results[i] = decode(NULL, texts[i]);
    }
}

enum {
    DECODED = 4
};

/* Merges two results, writes what comes out, and ranks it. */
static int32_t run_merge(void *argument, xeng_error **error)
{
    const xeng_result *const *results = argument;
    xeng_result *merged;
    xeng_top *top = NULL;
    char *json = NULL;
    int32_t code = xeng_result_merge(results, 2, &merged, error);
    assert_true((code == XENG_OK) == (merged != NULL));
    if (code == XENG_OK) {
        code = xeng_result_to_json(merged, &json, error);
    }
    if (code == XENG_OK) {
        code = xeng_top_new(XENG_METRIC_FAVORITES, 5, &top, error);
    }
    if (code == XENG_OK) {
        code = xeng_top_add(top, merged, error);
        assert_int_equal(xeng_top_count(top), code == XENG_OK ? 2 : 0);
    }
    xeng_top_unref(top);
    xeng_free(json);
    xeng_result_unref(merged);
    return code;
}

static void merging_writing_and_ranking_survive_every_failure(void **state)
{
    xeng_result *results[DECODED];
    (void)state;
    decode_all(results);
    const xeng_result *fitting[] = {results[0], results[1]};
    const xeng_result *too_much[] = {results[0], results[2]};
    const xeng_result *differing[] = {results[0], results[3]};
    for_every_allocation(run_merge, fitting, XENG_OK);
    for_every_allocation(run_merge, too_much, XENG_ERROR_INVALID_ARGUMENT);
    for_every_allocation(run_merge, differing, XENG_ERROR_INVALID_ARGUMENT);
    for (size_t i = 0; i < DECODED; i++) {
        xeng_result_unref(results[i]);
    }
}

/* Adds two results to a series: what is added when memory runs out is all of one, or nothing. */
static int32_t run_series(void *argument, xeng_error **error)
{
    const xeng_result *const *results = argument;
    xeng_series *series;
    int32_t code = xeng_series_new(XENG_METRIC_FAVORITES, XENG_STEP_DAY, 3600, &series, error);
    assert_true((code == XENG_OK) == (series != NULL));
    int64_t total = 0;
    for (size_t i = 0; code == XENG_OK && i < 2; i++) {
        code = xeng_series_add(series, results[i], XENG_ALL_POSTS, error);
        total += code == XENG_OK ? 7 : 0;
    }
    assert_true(xeng_series_total(series) == total);
    assert_int_equal(xeng_series_count(series), total == 0 ? 0 : total == 7 ? 2 : 12);
    xeng_series_unref(series);
    return code;
}

static void a_series_survives_every_failure(void **state)
{
    (void)state;
    xeng_result *results[] = {
        decode(NULL, "{\"start\":\"2026-10-11\",\"end\":\"2026-10-12\",\"g\":{\"favorites\":{"
                     "\"2026-10-11\":{\"00\":\"3\",\"23\":\"4\"}}}}"),
        decode(NULL, "{\"g\":{\"favorites\":{\"2026-10-01\":{\"00\":\"7\"}}}}"),
        decode(NULL, "{\"g\":{\"favorites\":{\"2026-10-01\":\"7\"}}}")};
    const xeng_result *good[] = {results[0], results[1]};
    const xeng_result *bad[] = {results[0], results[2]};
    for_every_allocation(run_series, good, XENG_OK);
    for_every_allocation(run_series, bad, XENG_ERROR_INVALID_ARGUMENT);
    for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
        xeng_result_unref(results[i]);
    }
}

static int32_t run_comparison(void *argument, xeng_error **error)
{
    const xeng_result *const *results = argument;
    xeng_comparison *comparison;
    int32_t code = xeng_comparison_new(results[0], results[1], &comparison, error);
    assert_true((code == XENG_OK) == (comparison != NULL));
    assert_int_equal(xeng_comparison_id_count(comparison), code == XENG_OK ? 2 : 0);
    xeng_comparison_unref(comparison);
    return code;
}

static void a_comparison_survives_every_failure(void **state)
{
    xeng_result *results[DECODED];
    (void)state;
    decode_all(results);
    for_every_allocation(run_comparison, results, XENG_OK);
    /* The last one has no metrics. */
    xeng_result *bad[] = {results[0], results[DECODED - 1]};
    for_every_allocation(run_comparison, bad, XENG_ERROR_INVALID_ARGUMENT);
    for (size_t i = 0; i < DECODED; i++) {
        xeng_result_unref(results[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoder_survives_every_failure),
        cmocka_unit_test(error_bodies_survive_every_failure),
        cmocka_unit_test(merging_writing_and_ranking_survive_every_failure),
        cmocka_unit_test(a_series_survives_every_failure),
        cmocka_unit_test(a_comparison_survives_every_failure),
        cmocka_unit_test(inflating_survives_every_failure),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
