/* Memory may run out at every single allocation of a writer: then there is an error, the writer is
 * of no use any more, and nothing is left. */
#include "unit.h"

#include "memory.h"
#include "result/world.h"
#include "result/written.h"

typedef struct subject {
    const xeng_request *request; /* NULL: the result's own columns */
    const xeng_result *result;
    int32_t format;
    int32_t form;
    uint32_t flags;
} subject;

static int32_t drain(xeng_writer *writer, size_t *all, xeng_error **error)
{
    const void *bytes;
    size_t size;
    int32_t code;
    do {
        code = xeng_writer_next(writer, &bytes, &size, error);
        assert_true(code == XENG_OK || (bytes == NULL && size == 0));
        *all += size;
    } while (code == XENG_OK && size > 0);
    return code;
}

static int32_t run(const subject *about, size_t *all, xeng_error **error)
{
    xeng_writer *writer;
    int32_t code = about->request != NULL
                       ? xeng_writer_new(about->request, about->format, about->form, about->flags,
                                         &writer, error)
                       : xeng_writer_new_for_result(about->result, about->format, about->form,
                                                    about->flags, &writer, error);
    assert_true((code == XENG_OK) == (writer != NULL));
    *all = 0;
    if (code != XENG_OK) {
        return code;
    }
    code = xeng_writer_add_result(writer, about->result, error);
    code = code != XENG_OK ? code : drain(writer, all, error);
    bool failed = code != XENG_OK;
    if (!failed) {
        code = xeng_writer_finish(writer, error);
        code = code != XENG_OK ? code : drain(writer, all, error);
    } else {
        /* Where the error itself found no memory, it still says so. */
        const void *bytes;
        size_t size;
        assert_true(xeng_writer_next(writer, &bytes, &size, NULL) != XENG_OK);
        assert_true(xeng_writer_finish(writer, NULL) != XENG_OK);
        assert_true(xeng_writer_add_result(writer, about->result, NULL) != XENG_OK);
    }
    xeng_writer_unref(writer);
    return code;
}

static void for_every_allocation(const subject *about)
{
    size_t whole = 0;
    assert_int_equal(run(about, &whole, NULL), XENG_OK);
    for (size_t n = 0;; n++) {
        xeng_error *error = NULL;
        size_t before = memory_live();
        size_t all = 0;
        memory_fail_after(n, true);
        int32_t code = run(about, &all, &error);
        bool ran_out = memory_recover();
        assert_int_equal(code, ran_out ? XENG_ERROR_NO_MEMORY : XENG_OK);
        assert_int_equal(xeng_error_code(error), code);
        xeng_error_unref(error);
        assert_int_equal(memory_live(), before);
        if (!ran_out) {
            assert_int_equal(all, whole);
            assert_true(n > 15);
            return;
        }
    }
}

static void writers_survive_every_failure(void **state)
{
    (void)state;
    world_part part = world_whole(3);
    xeng_result *result = world_result(&part);
    for (int32_t format = XENG_WRITE_CSV; format <= XENG_WRITE_JSON_LINES; format += 10) {
        for (int32_t form = XENG_FORM_LONG; form <= XENG_FORM_WIDE; form += 10) {
            for_every_allocation(&(subject){NULL, result, format, form, 0});
            for_every_allocation(&(subject){NULL, result, format, form, XENG_WRITE_GZIP});
        }
    }
    xeng_result_unref(result);
}

static void so_do_writers_for_requests(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_TOTALS, "11111,22222,33333",
                                         "favorites,impressions", "g,\"", "tweet.id");
    assert_int_equal(xeng_request_add_grouping_text(request, "h", "engagement.type,tweet.id", NULL),
                     XENG_OK);
    xeng_result *result = decode(request, "{\"g,\\\"\":{\"11111\":\"1\"},\"unavailable_tweet_ids\":"
                                          "[\"22222\"]}");
    for_every_allocation(&(subject){request, result, XENG_WRITE_CSV, XENG_FORM_LONG, 0});
    for_every_allocation(&(subject){request, result, XENG_WRITE_JSON_LINES, XENG_FORM_LONG, 0});
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void the_memory_for_text_is_bounded(void **state)
{
    (void)state;
    xeng__buf json = XENG__BUF_EMPTY;
    xeng__buf_append_text(&json, "{\"g\":{");
    for (unsigned i = 0; i < 60000; i++) {
        xeng__buf_printf(&json, "%s\"%u\":\"%u\"", i == 0 ? "" : ",", i + 10000, i);
    }
    xeng__buf_append_text(&json, "}}");
    xeng_result *result = NULL;
    assert_int_equal(xeng_result_from_json(json.data, json.size, &result, NULL), XENG_OK);
    xeng__buf_free(&json);
    const subject about = {NULL, result, XENG_WRITE_JSON_LINES, XENG_FORM_LONG, 0};
    /* What making the table takes at its most is known. */
    xeng_table *table;
    (void)memory_most();
    assert_int_equal(xeng_table_new(result, 0, XENG_FORM_LONG, &table, NULL), XENG_OK);
    xeng_table_unref(table);
    size_t of_table = memory_most();
    size_t all = 0;
    assert_int_equal(run(&about, &all, NULL), XENG_OK);
    assert_true(all > 2000000);
    assert_true(memory_most() < of_table + 256 * 1024);
    xeng_result_unref(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writers_survive_every_failure),
        cmocka_unit_test(so_do_writers_for_requests),
        cmocka_unit_test(the_memory_for_text_is_bounded),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
