/* Memory that runs out at any point of building a request: an error, nothing leaked, nothing half
 * done. */
#include "model/support.h"

#include "memory.h"

typedef int32_t (*step)(xeng_request *request, xeng_error **error);

/* Runs a step on a request with the first, the second, ... allocation and all later ones failing,
 * until it comes to the end that is expected. */
static void run_out(step run, int32_t expected)
{
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != expected; n++) {
        xeng_error *error = NULL;
        assert_true(n < 100);
        xeng_request *request = make(XENG_ENDPOINT_HISTORICAL);
        assert_int_equal(xeng_request_add_id(request, 20, NULL), XENG_OK);
        assert_int_equal(xeng_request_add_all_metrics(request, NULL), XENG_OK);
        assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id", NULL), XENG_OK);
        assert_int_equal(xeng__request_set_window_text(request, "2015-01-01", "2015-01-02",
                                                       at("2026-11-24"), NULL),
                         XENG_OK);
        struct xeng_request before;
        memcpy((void *)&before, (const void *)request, sizeof before);
        memory_fail_after(n, true);
        code = run(request, &error);
        (void)memory_recover();
        assert_int_equal(xeng_error_code(error), code);
        if (code != XENG_OK) {
            assert_memory_equal(&before, request, sizeof before);
        }
        assert_true(code == expected || code == XENG_ERROR_NO_MEMORY);
        xeng_error_unref(error);
        xeng_request_unref(request);
        assert_int_equal(memory_live(), 0);
    }
}

static int32_t copy(xeng_request *request, xeng_error **error)
{
    xeng_request *made = NULL;
    int32_t code = xeng_request_copy(request, &made, error);
    assert_int_equal(made != NULL, code == XENG_OK);
    xeng_request_unref(made);
    return code;
}

static int32_t group(xeng_request *request, xeng_error **error)
{
    return xeng_request_add_grouping_text(request, "h", "tweet.id,engagement.day", error);
}

static int32_t warn(xeng_request *request, xeng_error **error)
{
    xeng_warnings *warnings = NULL;
    int32_t code = xeng__request_warnings(request, at("2026-11-24"), &warnings, error);
    assert_int_equal(xeng_warnings_count(warnings), code == XENG_OK ? 3 : 0);
    xeng_warnings_unref(warnings);
    return code;
}

static int32_t misname_metric(xeng_request *request, xeng_error **error)
{
    return xeng_request_add_metric_name(request, "media_clicks", error);
}

static int32_t misplace_metric(xeng_request *request, xeng_error **error)
{
    return xeng_request_add_metric(request, XENG_METRIC_QUOTE_TWEETS, error);
}

static int32_t misname_dimension(xeng_request *request, xeng_error **error)
{
    return xeng_request_add_grouping_text(request, "h", "Tweet.id", error);
}

static int32_t misorder_dimensions(xeng_request *request, xeng_error **error)
{
    return xeng_request_add_grouping_text(
        request, "h", "engagement.hour,engagement.day,tweet.id,engagement.type", error);
}

static int32_t misname_grouping(xeng_request *request, xeng_error **error)
{
    return xeng_request_add_grouping_text(request, "errors", "tweet.id", error);
}

static int32_t mistype_id(xeng_request *request, xeng_error **error)
{
    return xeng_request_add_id_text(request, "x", error);
}

static int32_t mistype_time(xeng_request *request, xeng_error **error)
{
    return xeng__request_set_window_text(request, "today", NULL, at("2026-11-24"), error);
}

static int32_t overstretch_window(xeng_request *request, xeng_error **error)
{
    return xeng__request_set_window_text(request, "2025-01-01", "2026-01-01", at("2026-11-24"),
                                         error);
}

static void work_survives_the_lack_of_memory(void **state)
{
    (void)state;
    run_out(copy, XENG_OK);
    run_out(group, XENG_OK);
    run_out(warn, XENG_OK);
}

static void refusals_survive_the_lack_of_memory(void **state)
{
    (void)state;
    static const step refused[] = {misname_metric,      misplace_metric,   misname_dimension,
                                   misorder_dimensions, misname_grouping,  mistype_id,
                                   mistype_time,        overstretch_window};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        run_out(refused[i], XENG_ERROR_RULE);
    }
}

static void a_new_request_survives_the_lack_of_memory(void **state)
{
    (void)state;
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    memory_fail_after(0, true);
    assert_int_equal(xeng__request_new(XENG_ENDPOINT_TOTALS, 0, XENG_TIME_UNSET, &request, &error),
                     XENG_ERROR_NO_MEMORY);
    (void)memory_recover();
    assert_int_equal(xeng_error_code(error), XENG_ERROR_NO_MEMORY);
    assert_null(request);
    assert_int_equal(memory_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_survives_the_lack_of_memory),
        cmocka_unit_test(refusals_survive_the_lack_of_memory),
        cmocka_unit_test(a_new_request_survives_the_lack_of_memory),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
