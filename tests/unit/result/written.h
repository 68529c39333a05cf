/* What the writer's tests share: all that a writer gives, and text that is made in the simplest
 * way.
 */
#ifndef XENG__TESTS_RESULT_WRITTEN_H
#define XENG__TESTS_RESULT_WRITTEN_H

#include <stdbool.h>

#include "result/support.h"
#include "wire/inflate.h"

/* Appends all that a writer has, chunk by chunk. */
static inline void take_text(xeng_writer *writer, xeng__buf *out)
{
    for (;;) {
        const void *bytes = "";
        size_t size = 1;
        xeng_error *error = NULL;
        if (xeng_writer_next(writer, &bytes, &size, &error) != XENG_OK) {
            fail_msg("%s", xeng_error_message(error));
        }
        assert_true((bytes == NULL) == (size == 0));
        assert_true(size <= 200 * 1024);
        if (size == 0) {
            return;
        }
        /* In memory of its own, so that the sanitizers find what is read beyond it. */
        char *copy = malloc(size);
        memcpy(copy, bytes, size);
        xeng__buf_append(out, copy, size);
        free(copy);
    }
}

static inline xeng_writer *make_writer(const xeng_request *request, const xeng_result *result,
                                       int32_t format, int32_t form, uint32_t flags)
{
    xeng_writer *writer = NULL;
    xeng_error *error = NULL;
    int32_t code = request != NULL
                       ? xeng_writer_new(request, format, form, flags, &writer, &error)
                       : xeng_writer_new_for_result(result, format, form, flags, &writer, &error);
    if (code != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    return writer;
}

/* A result as text, by the columns of a request or, where that is NULL, its own. */
static inline xeng__buf written(const xeng_request *request, const xeng_result *result,
                                int32_t format, int32_t form, uint32_t flags)
{
    xeng__buf out = XENG__BUF_EMPTY;
    xeng_error *error = NULL;
    xeng_writer *writer = make_writer(request, result, format, form, flags);
    if (xeng_writer_add_result(writer, result, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    take_text(writer, &out);
    assert_int_equal(xeng_writer_finish(writer, NULL), XENG_OK);
    take_text(writer, &out);
    xeng_writer_unref(writer);
    return out;
}

static inline void assert_written(const xeng_request *request, const xeng_result *result,
                                  int32_t format, int32_t form, const char *expected)
{
    xeng__buf text = written(request, result, format, form, 0);
    assert_string_equal(xeng__buf_text(&text), expected);
    xeng__buf_free(&text);
}

static inline int32_t collect_plain(void *context, const char *bytes, size_t size,
                                    xeng_error **error)
{
    (void)error;
    xeng__buf_append(context, bytes, size);
    return XENG_OK;
}

/* What is in gzip, which has to be whole. */
static inline xeng__buf unpacked(const xeng__buf *packed)
{
    xeng__buf plain = XENG__BUF_EMPTY;
    xeng__inflate *inflater = NULL;
    assert_int_equal(xeng__inflate_new(0, &inflater, NULL), XENG_OK);
    assert_int_equal(
        xeng__inflate_feed(inflater, packed->data, packed->size, collect_plain, &plain, NULL),
        XENG_OK);
    assert_int_equal(xeng__inflate_finish(inflater, NULL), XENG_OK);
    xeng__inflate_free(inflater);
    return plain;
}

/* How many members a gzip file has: each begins with the same ten bytes. */
static inline size_t count_members(const xeng__buf *packed)
{
    static const char head[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00";
    size_t count = 0;
    for (size_t i = 0; i + 8 <= packed->size; i++) {
        count += memcmp(packed->data + i, head, 8) == 0;
    }
    return count;
}

#endif
