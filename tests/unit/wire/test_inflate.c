/* Streaming gunzip: whatever the cuts, the members and the damage. */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include <xengage/error.h>

#include "base/buf.h"
#include "memory.h"
#include "wire/inflate.h"

static const char text[] =
    "{\"Grand Totals\":{\"favorites\":\"12\",\"replies\":\"2\",\"retweets\":\"2\"}}";

/* Appends one member in gzip's form. */
static void gzip(xeng__buf *out, const char *bytes, size_t size)
{
    z_stream zlib = {.zalloc = NULL};
    assert_int_equal(deflateInit2(&zlib, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&zlib, size) + 32;
    char *compressed = malloc(room);
    zlib.next_in = (z_const Bytef *)bytes;
    zlib.avail_in = (uInt)size;
    zlib.next_out = (Bytef *)compressed;
    zlib.avail_out = (uInt)room;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    xeng__buf_append(out, compressed, room - zlib.avail_out);
    (void)deflateEnd(&zlib);
    free(compressed);
}

static int32_t collect(void *context, const char *bytes, size_t size, xeng_error **error)
{
    (void)error;
    xeng__buf_append(context, bytes, size);
    return XENG_OK;
}

/* Inflates all of a buffer in pieces; the code of the first failure. */
static int32_t inflate_pieces(const char *bytes, size_t size, size_t piece, size_t max_bytes,
                              xeng__buf *out, xeng_error **error)
{
    xeng__inflate *inflater;
    int32_t code = XENG_OK;
    assert_int_equal(xeng__inflate_new(max_bytes, &inflater, NULL), XENG_OK);
    for (size_t at = 0; code == XENG_OK && at < size; at += piece) {
        size_t part = piece < size - at ? piece : size - at;
        char *copy = malloc(part);
        memcpy(copy, bytes + at, part);
        code = xeng__inflate_feed(inflater, copy, part, collect, out, error);
        free(copy);
    }
    if (code == XENG_OK) {
        code = xeng__inflate_finish(inflater, error);
    }
    xeng__inflate_free(inflater);
    return code;
}

static void inflate_gives_the_text_whatever_the_cuts(void **state)
{
    xeng__buf zipped = XENG__BUF_EMPTY;
    (void)state;
    gzip(&zipped, text, strlen(text));
    for (size_t piece = 1; piece <= zipped.size; piece++) {
        xeng__buf out = XENG__BUF_EMPTY;
        assert_int_equal(inflate_pieces(zipped.data, zipped.size, piece, 0, &out, NULL), XENG_OK);
        assert_string_equal(xeng__buf_text(&out), text);
        xeng__buf_free(&out);
    }
    xeng__buf_free(&zipped);
}

static void inflate_joins_members(void **state)
{
    xeng__buf zipped = XENG__BUF_EMPTY;
    (void)state;
    gzip(&zipped, text, 10);
    gzip(&zipped, "", 0);
    gzip(&zipped, text + 10, strlen(text) - 10);
    for (size_t piece = 1; piece <= zipped.size; piece++) {
        xeng__buf out = XENG__BUF_EMPTY;
        assert_int_equal(inflate_pieces(zipped.data, zipped.size, piece, 0, &out, NULL), XENG_OK);
        assert_string_equal(xeng__buf_text(&out), text);
        xeng__buf_free(&out);
    }
    xeng__buf_free(&zipped);
}

static void inflate_refuses_every_shorter_stream(void **state)
{
    xeng__buf zipped = XENG__BUF_EMPTY;
    (void)state;
    gzip(&zipped, text, strlen(text));
    for (size_t size = 0; size < zipped.size; size++) {
        xeng__buf out = XENG__BUF_EMPTY;
        xeng_error *error = NULL;
        assert_int_equal(inflate_pieces(zipped.data, size, 7, 0, &out, &error),
                         XENG_ERROR_PROTOCOL);
        assert_non_null(strstr(xeng_error_message(error), "cut short"));
        xeng_error_unref(error);
        xeng__buf_free(&out);
    }
    xeng__buf_free(&zipped);
}

static void inflate_refuses_what_follows_that_is_not_gzip(void **state)
{
    static const char *const tails[] = {"x", "\n", "\x1F", "\x1F\x8B", "garbage behind the end"};
    (void)state;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        xeng__buf zipped = XENG__BUF_EMPTY;
        xeng__buf out = XENG__BUF_EMPTY;
        gzip(&zipped, text, strlen(text));
        xeng__buf_append_text(&zipped, tails[i]);
        assert_int_equal(inflate_pieces(zipped.data, zipped.size, 5, 0, &out, NULL),
                         XENG_ERROR_PROTOCOL);
        xeng__buf_free(&zipped);
        xeng__buf_free(&out);
    }
}

static void inflate_refuses_a_flipped_bit_in_data_or_checksum(void **state)
{
    xeng__buf zipped = XENG__BUF_EMPTY;
    (void)state;
    gzip(&zipped, text, strlen(text));
    /* Ten bytes of header have fields that nobody checks, and the last byte before the checksum has
     * bits that mean nothing. */
    size_t harmless = 0;
    for (size_t at = 10; at < zipped.size; at++) {
        xeng__buf out = XENG__BUF_EMPTY;
        zipped.data[at] ^= 4;
        int32_t code = inflate_pieces(zipped.data, zipped.size, zipped.size, 0, &out, NULL);
        if (code == XENG_OK) {
            assert_string_equal(xeng__buf_text(&out), text);
            harmless++;
        } else {
            assert_int_equal(code, XENG_ERROR_PROTOCOL);
        }
        zipped.data[at] ^= 4;
        xeng__buf_free(&out);
    }
    assert_true(harmless <= 1);
    xeng__buf_free(&zipped);
}

static void inflate_refuses_plain_text_and_zlib_streams(void **state)
{
    static const char zlib_stream[] = "\x78\x9C\x03\x00\x00\x00\x00\x01";
    xeng__buf out = XENG__BUF_EMPTY;
    (void)state;
    assert_int_equal(inflate_pieces(text, strlen(text), 9, 0, &out, NULL), XENG_ERROR_PROTOCOL);
    assert_int_equal(inflate_pieces(zlib_stream, sizeof zlib_stream - 1, 8, 0, &out, NULL),
                     XENG_ERROR_PROTOCOL);
    xeng__buf_free(&out);
}

static void inflate_stops_at_the_limit(void **state)
{
    enum {
        SIZE = 3 * 1024 * 1024
    };
    xeng__buf zipped = XENG__BUF_EMPTY;
    char *zeros = calloc(1, SIZE);
    (void)state;
    gzip(&zipped, zeros, SIZE);
    assert_true(zipped.size < SIZE / 900);
    for (int over = 0; over <= 1; over++) {
        xeng__buf out = XENG__BUF_EMPTY;
        xeng_error *error = NULL;
        size_t limit = SIZE - (size_t)over;
        int32_t code = inflate_pieces(zipped.data, zipped.size, 1000, limit, &out, &error);
        assert_int_equal(code, over ? XENG_ERROR_TOO_LARGE : XENG_OK);
        assert_true(out.size <= limit);
        if (over) {
            assert_non_null(strstr(xeng_error_message(error), "3145727"));
            xeng_error_unref(error);
        }
        xeng__buf_free(&out);
    }
    free(zeros);
    xeng__buf_free(&zipped);
}

static int32_t refuse(void *context, const char *bytes, size_t size, xeng_error **error)
{
    (void)context;
    (void)bytes;
    (void)size;
    (void)error;
    return XENG_ERROR_CANCELLED;
}

static void inflate_ends_with_the_code_of_its_sink(void **state)
{
    xeng__buf zipped = XENG__BUF_EMPTY;
    xeng__inflate *inflater;
    (void)state;
    gzip(&zipped, text, strlen(text));
    assert_int_equal(xeng__inflate_new(0, &inflater, NULL), XENG_OK);
    assert_int_equal(xeng__inflate_feed(inflater, zipped.data, zipped.size, refuse, NULL, NULL),
                     XENG_ERROR_CANCELLED);
    xeng__inflate_free(inflater);
    xeng__buf_free(&zipped);
}

static void inflate_leaves_no_plain_text_behind(void **state)
{
    xeng__buf zipped = XENG__BUF_EMPTY;
    (void)state;
    gzip(&zipped, text, strlen(text));
    memory_watch_for("Totals");
    for (size_t piece = 1; piece <= zipped.size; piece++) {
        xeng__buf out = XENG__BUF_SECRET;
        assert_int_equal(inflate_pieces(zipped.data, zipped.size, piece, 0, &out, NULL), XENG_OK);
        xeng__buf_free(&out);
        assert_false(memory_held_secret());
    }
    memory_watch_for(NULL);
    xeng__buf_free(&zipped);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inflate_gives_the_text_whatever_the_cuts),
        cmocka_unit_test(inflate_joins_members),
        cmocka_unit_test(inflate_refuses_every_shorter_stream),
        cmocka_unit_test(inflate_refuses_what_follows_that_is_not_gzip),
        cmocka_unit_test(inflate_refuses_a_flipped_bit_in_data_or_checksum),
        cmocka_unit_test(inflate_refuses_plain_text_and_zlib_streams),
        cmocka_unit_test(inflate_stops_at_the_limit),
        cmocka_unit_test(inflate_ends_with_the_code_of_its_sink),
        cmocka_unit_test(inflate_leaves_no_plain_text_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
