/* Memory may run out at every single allocation of a table or of what it is exported to: then there
 * is an error, and nothing is left. */
#include "unit.h"

#include <xengage/arrow.h>

#include "memory.h"
#include "result/table_support.h"

typedef struct subject {
    const xeng_result *result;
    int32_t form;
} subject;

/* Makes all there is of a result. */
static int32_t run(const subject *about, xeng_error **error)
{
    xeng_table *table;
    xeng_table *ids = NULL;
    struct ArrowSchema schema;
    struct ArrowArray array;
    int32_t code = xeng_table_new(about->result, 0, about->form, &table, error);
    assert_true((code == XENG_OK) == (table != NULL));
    if (code == XENG_OK) {
        code = xeng_table_to_arrow(table, &schema, &array, error);
        assert_true((code == XENG_OK) == (schema.release != NULL));
        assert_true((code == XENG_OK) == (array.release != NULL));
    }
    if (code == XENG_OK) {
        schema.release(&schema);
        array.release(&array);
        code = xeng_table_of_ids(about->result, &ids, error);
        assert_true((code == XENG_OK) == (ids != NULL));
    }
    xeng_table_unref(ids);
    xeng_table_unref(table);
    return code;
}

static void for_every_allocation(const xeng_result *result, int32_t form)
{
    const subject about = {result, form};
    for (size_t n = 0;; n++) {
        xeng_error *error = NULL;
        size_t before = memory_live();
        memory_fail_after(n, true);
        int32_t code = run(&about, &error);
        bool ran_out = memory_recover();
        assert_int_equal(code, ran_out ? XENG_ERROR_NO_MEMORY : XENG_OK);
        assert_int_equal(xeng_error_code(error), code);
        xeng_error_unref(error);
        assert_int_equal(memory_live(), before);
        if (!ran_out) {
            assert_true(n > 10);
            return;
        }
    }
}

static void tables_survive_every_failure(void **state)
{
    static const char *const answers[][2] = {
        {"tweet.id,engagement.type",
         "{\"g\":{\"11111\":{\"favorites\":\"1\",\"new\":\"2\"},\"22222\":{\"impressions\":"
         "null}}}"},
        {"engagement.type,tweet.id", "{\"g\":{\"favorites\":{\"22222\":\"2\"}}}"},
        {"engagement.type,tweet.id,engagement.hour",
         "{\"g\":{\"impressions\":{\"11111\":{\"1970-01-01\":{\"01\":\"2\"}}},\"favorites\":{"
         "\"22222\":{\"1970-01-01\":{\"00\":\"1\",\"01\":\"2\"}},\"11111\":{\"1970-01-01\":{"
         "\"01\":\"2\"}}}}}"},
        {"tweet.id,engagement.type", "{\"unavailable_tweet_ids\":[\"11111\"]}"}};
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111,22222",
                                             "favorites,impressions", "g", answers[i][0]);
        xeng_result *result = decode(request, answers[i][1]);
        for_every_allocation(result, XENG_FORM_LONG);
        for_every_allocation(result, XENG_FORM_WIDE);
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
}

/* Arrays that are made when they are first asked for are asked for again. */
static void arrays_are_made_once_there_is_memory(void **state)
{
    (void)state;
    xeng_result *result =
        decode(NULL, "{\"g\":{\"favorites\":{\"1970-01-01\":\"1\",\"1970-01-02\":\"2\"}}}");
    xeng_table *table = make_table(result, 0, XENG_FORM_LONG);
    for (size_t n = 0; n < 2; n++) {
        memory_fail_after(n, true);
        assert_null(xeng_table_metrics(table));
        assert_true(memory_recover());
    }
    memory_fail_after(0, true);
    assert_null(xeng_table_times(table));
    assert_true(memory_recover());
    assert_int_equal(xeng_table_metrics(table)[1], XENG_METRIC_FAVORITES);
    assert_true(xeng_table_times(table)[1] == 86400);
    xeng_table_unref(table);
    xeng_result_unref(result);
    assert_int_equal(memory_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_survive_every_failure),
        cmocka_unit_test(arrays_are_made_once_there_is_memory),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
