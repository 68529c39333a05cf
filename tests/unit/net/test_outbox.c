/* Outboxes without a server: what is submitted waits, is dropped, or finds no memory. */
#include "unit.h"

#include "memory.h"
#include "net/outbox.h"
#include "wire/request_call.h"

static xeng_credentials *credentials;
static xeng_request *request;

static int begin(void **state)
{
    (void)state;
    static const uint64_t ids[] = {1};
    assert_int_equal(
        xeng_credentials_new_user("key", "secret", "1234-token", "secret", &credentials, NULL),
        XENG_OK);
    assert_int_equal(xeng_request_new(XENG_ENDPOINT_TOTALS, credentials, &request, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_ids(request, ids, 1, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(request, "favorites", NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id,engagement.type", NULL),
                     XENG_OK);
    return 0;
}

static int end(void **state)
{
    (void)state;
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    return memory_live() == 0 ? 0 : -1;
}

static xeng__engine *new_engine(void)
{
    static const xeng__log silent = {0};
    xeng__settings settings;
    xeng__engine *engine = NULL;
    assert_int_equal(xeng__settings_init(&settings, NULL), XENG_OK);
    assert_int_equal(xeng__engine_new(&settings, &silent, &engine, NULL), XENG_OK);
    xeng__settings_free(&settings);
    return engine;
}

/* Submits a call that is not to go before an hour has passed. */
static int32_t submit(xeng__outbox *outbox, uint64_t *operation)
{
    xeng__call call = XENG__CALL_EMPTY;
    int32_t code = xeng__request_call("http://127.0.0.1:1", credentials, request, &call, NULL);
    if (code == XENG_OK) {
        const xeng__submission submission = {.call = &call, .expected = request, .what = "totals"};
        code = xeng__outbox_submit(outbox, &submission, 3600000, operation, NULL);
    }
    xeng__call_free(&call);
    return code;
}

/* An outbox, two calls, and what cancelling makes of them. */
static int32_t use(xeng__engine *engine)
{
    xeng__outbox *outbox;
    uint64_t operations[2] = {0, 0};
    int32_t code = xeng__outbox_new(engine, &outbox, NULL);
    if (code != XENG_OK) {
        assert_null(outbox);
        return code;
    }
    code = submit(outbox, &operations[0]);
    code = code != XENG_OK ? code : submit(outbox, &operations[1]);
    uint64_t pending = (operations[0] != 0 ? 1U : 0U) + (operations[1] != 0 ? 1U : 0U);
    assert_int_equal(xeng__outbox_pending(outbox), pending);
    xeng__outbox_cancel(outbox);
    assert_int_equal(xeng__outbox_pending(outbox), pending);
    for (; pending > 1; pending--) { /* one is left for xeng__outbox_free() */
        xeng__outcome outcome;
        xeng__outbox_take(outbox, &outcome);
        assert_true(outcome.operation != 0);
        /* Without memory for it, the error is there all the same. */
        assert_true(outcome.code == XENG_ERROR_CANCELLED || outcome.code == XENG_ERROR_NO_MEMORY);
        assert_null(outcome.result);
        assert_int_equal(outcome.attempts, 0);
        assert_int_equal(outcome.bytes_sent, 0);
        xeng_error_unref(outcome.error);
    }
    xeng__outbox_free(outbox);
    return code;
}

static void an_outbox_that_is_cancelled_tells_so(void **state)
{
    (void)state;
    xeng__engine *engine = new_engine();
    assert_int_equal(use(engine), XENG_OK);
    assert_int_equal(use(engine), XENG_OK);
    xeng__engine_free(engine);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    for (int lasting = 0; lasting < 2; lasting++) {
        xeng__engine *engine = new_engine();
        bool refused = true;
        for (size_t n = 0; refused; n++) {
            memory_fail_after(n, lasting != 0);
            int32_t code = use(engine);
            refused = memory_recover();
            assert_true(code == XENG_OK || (refused && code == XENG_ERROR_NO_MEMORY));
        }
        assert_int_equal(use(engine), XENG_OK);
        xeng__engine_free(engine);
    }
}

static void a_call_is_refused_that_the_credentials_may_not_make(void **state)
{
    (void)state;
    xeng__engine *engine = new_engine();
    xeng_credentials *app = NULL;
    xeng_request *private = NULL;
    assert_int_equal(xeng_credentials_new_bearer("token", &app, NULL), XENG_OK);
    assert_int_equal(xeng_request_copy(request, &private, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric_name(private, "impressions", NULL), XENG_OK);
    xeng__call call = XENG__CALL_EMPTY;
    xeng_error *error = NULL;
    assert_int_equal(xeng__request_call("http://127.0.0.1:1", app, private, &call, &error),
                     XENG_ERROR_RULE);
    assert_int_equal(xeng_error_code(error), XENG_ERROR_RULE);
    xeng_error_unref(error);
    assert_int_equal(xeng__request_call("http://127.0.0.1:1", credentials, private, &call, NULL),
                     XENG_OK);
    assert_string_equal(xeng__buf_text(&call.url), "http://127.0.0.1:1/insights/engagement/totals");
    xeng__call_free(&call);
    xeng_request_unref(private);
    xeng_credentials_unref(app);
    xeng__engine_free(engine);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outbox_that_is_cancelled_tells_so),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(a_call_is_refused_that_the_credentials_may_not_make),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
