/* Tables as Arrow data: what the specification asks of a producer. */
#include "unit.h"

#include <errno.h>

#include <xengage/arrow.h>

#include "memory.h"
#include "result/table_support.h"

static xeng_result *hourly(void)
{
    return decode(NULL, "{\"g\":{\"11111\":{\"favorites\":{\"1970-01-02\":{\"05\":\"1\",\"06\":"
                        "null},\"1970-01-03\":{\"07\":\"-3\"}},\"new\":{\"1970-01-02\":{\"05\":"
                        "\"4\"}}}}}");
}

static void export(const xeng_result *result, int32_t form, struct ArrowSchema *schema,
                   struct ArrowArray *array)
{
    xeng_error *error = NULL;
    if (xeng_result_to_arrow(result, 0, form, schema, array, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
}

/* "name:format" of each column, with "?" where there may be nulls. */
static void assert_schema(const struct ArrowSchema *schema, const char *expected)
{
    xeng__buf text = XENG__BUF_EMPTY;
    assert_string_equal(schema->format, "+s");
    assert_string_equal(schema->name, "");
    assert_null(schema->metadata);
    assert_true(schema->flags == 0);
    for (int64_t i = 0; i < schema->n_children; i++) {
        const struct ArrowSchema *child = schema->children[i];
        xeng__buf_printf(&text, "%s%s:%s%s", i == 0 ? "" : " ", child->name, child->format,
                         child->flags == ARROW_FLAG_NULLABLE ? "?" : "");
        assert_true((child->dictionary != NULL) == (strcmp(child->format, "i") == 0));
        assert_true(child->n_children == 0);
        if (child->dictionary != NULL) {
            assert_string_equal(child->dictionary->format, "u");
        }
    }
    assert_string_equal(xeng__buf_text(&text), expected);
    xeng__buf_free(&text);
}

static void columns_have_the_types_of_the_documentation(void **state)
{
    (void)state;
    struct ArrowSchema schema;
    struct ArrowArray array;
    xeng_result *result = hourly();
    export(result, XENG_FORM_LONG, &schema, &array);
    assert_schema(&schema, "tweet_id:l engagement_type:i day:tdD hour:tss:UTC value:l?");
    schema.release(&schema);
    assert_null(schema.release);
    array.release(&array);
    export(result, XENG_FORM_WIDE, &schema, &array);
    assert_schema(&schema, "tweet_id:l day:tdD hour:tss:UTC favorites:l?");
    schema.release(&schema);
    array.release(&array);
    xeng_result_unref(result);
    result = decode(NULL, "{\"g\":{\"05\":{\"de\":\"1\"}}}");
    export(result, XENG_FORM_LONG, &schema, NULL);
    assert_schema(&schema, "hour:c key:i value:l?");
    schema.release(&schema);
    xeng_result_unref(result);
    assert_int_equal(memory_live(), 0);
}

static void arrays_outlive_the_result(void **state)
{
    (void)state;
    struct ArrowArray array;
    xeng_result *result = hourly();
    export(result, XENG_FORM_LONG, NULL, &array);
    xeng_result_unref(result);
    assert_true(array.length == 4 && array.null_count == 0 && array.offset == 0);
    assert_true(array.n_buffers == 1 && array.buffers[0] == NULL && array.n_children == 5);
    const struct ArrowArray *values = array.children[4];
    assert_true(values->length == 4 && values->null_count == 1 && values->n_buffers == 2);
    assert_int_equal(*(const uint8_t *)values->buffers[0], 0xD);
    assert_true(((const int64_t *)values->buffers[1])[2] == -3);
    const struct ArrowArray *types = array.children[1];
    assert_null(types->buffers[0]);
    assert_int_equal(((const int32_t *)types->buffers[1])[3], 1);
    const struct ArrowArray *words = types->dictionary;
    assert_true(words->length == 2 && words->n_buffers == 3 && words->null_count == 0);
    const int32_t *offsets = words->buffers[1];
    assert_true(offsets[0] == 0 && offsets[1] == 9 && offsets[2] == 12);
    assert_memory_equal(words->buffers[2], "favoritesnew", 12);
    array.release(&array);
    assert_null(array.release);
    assert_int_equal(memory_live(), 0);
}

/* The specification lets a consumer take a child away and release the rest. */
static void a_child_that_was_moved_outlives_its_parent(void **state)
{
    (void)state;
    struct ArrowSchema schema;
    struct ArrowArray array;
    xeng_result *result = hourly();
    export(result, XENG_FORM_LONG, &schema, &array);
    xeng_result_unref(result);
    struct ArrowSchema type = *schema.children[1];
    struct ArrowArray types = *array.children[1];
    schema.children[1]->release = NULL;
    array.children[1]->release = NULL;
    schema.release(&schema);
    array.release(&array);
    assert_string_equal(type.name, "engagement_type");
    assert_string_equal(type.dictionary->format, "u");
    assert_int_equal(((const int32_t *)types.buffers[1])[3], 1);
    assert_memory_equal(types.dictionary->buffers[2], "favoritesnew", 12);
    type.release(&type);
    types.release(&types);
    assert_null(type.release);
    assert_null(types.release);
    assert_int_equal(memory_live(), 0);
}

static void a_childs_dictionary_may_be_released_first(void **state)
{
    (void)state;
    struct ArrowSchema schema;
    struct ArrowArray array;
    xeng_result *result = hourly();
    export(result, XENG_FORM_LONG, &schema, &array);
    xeng_result_unref(result);
    schema.children[1]->dictionary->release(schema.children[1]->dictionary);
    array.children[1]->dictionary->release(array.children[1]->dictionary);
    schema.children[0]->release(schema.children[0]);
    array.children[0]->release(array.children[0]);
    schema.release(&schema);
    array.release(&array);
    assert_int_equal(memory_live(), 0);
}

static void no_rows_have_the_same_columns_and_arrays(void **state)
{
    (void)state;
    struct ArrowSchema schema;
    struct ArrowArray array;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111", "favorites", "g",
                                         "tweet.id,engagement.type,engagement.day");
    xeng_result *result = decode(request, "{\"unavailable_tweet_ids\":[\"11111\"]}");
    export(result, XENG_FORM_LONG, &schema, &array);
    assert_schema(&schema, "tweet_id:l engagement_type:i day:tdD value:l?");
    for (int64_t i = 0; i < array.n_children; i++) {
        assert_true(array.children[i]->length == 0 && array.children[i]->null_count == 0);
        assert_null(array.children[i]->buffers[0]);
        assert_non_null(array.children[i]->buffers[1]);
    }
    /* Words there are, of what was asked for. */
    assert_true(array.children[1]->dictionary->length == 1);
    schema.release(&schema);
    array.release(&array);
    xeng_result_unref(result);
    xeng_request_unref(request);
    result = decode(NULL, "{\"g\":{}}");
    export(result, XENG_FORM_WIDE, &schema, &array);
    assert_true(schema.n_children == 0 && array.n_children == 0 && array.n_buffers == 1);
    schema.release(&schema);
    array.release(&array);
    xeng_result_unref(result);
    assert_int_equal(memory_live(), 0);
}

static void dictionaries_without_words_have_arrays(void **state)
{
    (void)state;
    struct ArrowArray array;
    xeng_result *result = decode(NULL, "{\"g\":{\"favorites\":{}}}");
    export(result, XENG_FORM_LONG, NULL, &array);
    const struct ArrowArray *words = array.children[0]->dictionary;
    assert_true(array.length == 0);
    assert_non_null(words->buffers[1]);
    assert_non_null(words->buffers[2]);
    assert_int_equal(*(const int32_t *)words->buffers[1], 0);
    array.release(&array);
    xeng_result_unref(result);
}

static void a_table_streams_one_batch(void **state)
{
    (void)state;
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray array;
    xeng_table *table = NULL;
    xeng_result *result = hourly();
    assert_int_equal(xeng_table_new(result, 0, XENG_FORM_LONG, &table, NULL), XENG_OK);
    xeng_result_unref(result);
    assert_int_equal(xeng_table_to_arrow_stream(table, &stream, NULL), XENG_OK);
    xeng_table_unref(table);
    /* A consumer may move a stream; it asks for the types as often as it likes. */
    struct ArrowArrayStream moved = stream;
    stream.release = NULL;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(moved.get_schema(&moved, &schema), 0);
        assert_schema(&schema, "tweet_id:l engagement_type:i day:tdD hour:tss:UTC value:l?");
        schema.release(&schema);
    }
    memory_fail_after(0, true);
    bool refused = moved.get_next(&moved, &array) == ENOMEM && array.release == NULL;
    assert_true(memory_recover());
    assert_true(refused);
    assert_non_null(moved.get_last_error(&moved));
    assert_int_equal(moved.get_next(&moved, &array), 0);
    struct ArrowArray end;
    assert_int_equal(moved.get_next(&moved, &end), 0);
    assert_null(end.release);
    moved.release(&moved);
    assert_null(moved.release);
    assert_true(array.length == 4 && array.n_children == 5);
    array.release(&array);
    assert_int_equal(xeng_table_to_arrow_stream(NULL, &moved, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_null(moved.release);
    assert_int_equal(memory_live(), 0);
}

static void exporting_bears_bad_arguments(void **state)
{
    (void)state;
    struct ArrowSchema schema = {.n_children = 5};
    struct ArrowArray array = {.length = 5};
    xeng_result *result = hourly();
    assert_int_equal(xeng_table_to_arrow(NULL, &schema, &array, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_true(schema.release == NULL && array.release == NULL && array.length == 0);
    array.length = 5;
    xeng_error *error = NULL;
    assert_int_equal(xeng_result_to_arrow(NULL, 0, XENG_FORM_LONG, &schema, &array, &error),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_string_equal(xeng_error_message(error), "xeng_result_to_arrow: result is NULL");
    xeng_error_unref(error);
    assert_true(array.length == 0);
    assert_int_equal(xeng_result_to_arrow(result, 1, XENG_FORM_LONG, &schema, &array, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_result_to_arrow(result, 0, XENG_FORM_LONG, NULL, NULL, NULL), XENG_OK);
    xeng_result_unref(result);
    assert_int_equal(memory_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_have_the_types_of_the_documentation),
        cmocka_unit_test(arrays_outlive_the_result),
        cmocka_unit_test(a_child_that_was_moved_outlives_its_parent),
        cmocka_unit_test(a_childs_dictionary_may_be_released_first),
        cmocka_unit_test(no_rows_have_the_same_columns_and_arrays),
        cmocka_unit_test(dictionaries_without_words_have_arrays),
        cmocka_unit_test(a_table_streams_one_batch),
        cmocka_unit_test(exporting_bears_bad_arguments),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
