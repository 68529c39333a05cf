/* Memory that runs out anywhere in an exchange: an error, nothing leaked, no secret left in freed
 * memory, and a client that works on. */
#include "system.h"

#include <stdlib.h>
#include <string.h>

#include "peer.h"

/* Each block knows its size, so that what is freed can be looked at. */
typedef struct block {
    size_t size;
    max_align_t memory[];
} block;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static size_t live;
static long countdown = -1; /* allocations to go before they fail; negative: never */
static int goes_on;         /* all later ones fail, too */
static int failures;
static int leaked;

static const char secret[] = "hushhush";

static block *block_of(void *memory)
{
    return (block *)(void *)((char *)memory - offsetof(block, memory));
}

static void *give(size_t size, void *context)
{
    (void)context;
    pthread_mutex_lock(&lock);
    int fails = countdown == 0;
    if (fails) {
        failures++;
        countdown = goes_on ? 0 : -1;
    } else if (countdown > 0) {
        countdown--;
    }
    live += !fails;
    pthread_mutex_unlock(&lock);
    block *made = fails ? NULL : malloc(sizeof *made + size);
    if (made == NULL) {
        return NULL;
    }
    made->size = size;
    memset(made->memory, 0, size);
    return made->memory;
}

static void take(void *memory, void *context)
{
    (void)context;
    block *old = block_of(memory);
    const char *bytes = memory;
    int found = 0;
    for (size_t i = 0; i + sizeof secret - 1 <= old->size; i++) {
        found |= memcmp(bytes + i, secret, sizeof secret - 1) == 0;
    }
    pthread_mutex_lock(&lock);
    leaked |= found;
    live--;
    pthread_mutex_unlock(&lock);
    free(old);
}

static void *give_more(void *memory, size_t size, void *context)
{
    block *old = block_of(memory);
    void *moved = give(size, context);
    if (moved != NULL) {
        memcpy(moved, memory, old->size < size ? old->size : size);
        take(memory, context);
    }
    return moved;
}

static void fail_after(long allocations, int persistently)
{
    pthread_mutex_lock(&lock);
    countdown = allocations;
    goes_on = persistently;
    failures = 0;
    pthread_mutex_unlock(&lock);
}

static int stop_failing(void)
{
    pthread_mutex_lock(&lock);
    countdown = -1;
    int count = failures;
    pthread_mutex_unlock(&lock);
    return count;
}

static peer server;
static xeng_credentials *credentials;
static xeng_request *request;
static log_lines lines = LOG_LINES_EMPTY;

static xeng_client *new_client(int compress)
{
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_compress_requests(options, compress);
    keep_log(options, XENG_LOG_TRACE, &lines);
    return client_with(options);
}

static int begin(void **state)
{
    (void)state;
    peer_start(&server, peer_always_fine, NULL);
    assert_int_equal(xeng_credentials_new_bearer("hushhush%2F", &credentials, NULL), XENG_OK);
    request = totals_request(1, 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    peer_stop(&server);
    assert_int_equal(count_in_log(&lines, secret), 0);
    free_log(&lines);
    assert_int_equal(live, 0);
    assert_int_equal(leaked, 0);
    return 0;
}

static int32_t fetch(xeng_client *client)
{
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_client_fetch(client, credentials, request, &result, &error);
    assert_true((code == XENG_OK) == (result != NULL));
    assert_int_equal(xeng_error_code(error), code);
    xeng_result_unref(result);
    xeng_error_unref(error);
    return code;
}

/* Lets each allocation of one exchange fail in turn, until none is left to fail. */
static void fail_every_allocation_of(int32_t (*exchange)(xeng_client *), int compress)
{
    for (int persistently = 0; persistently < 2; persistently++) {
        xeng_client *client = new_client(compress);
        long n = 0;
        int32_t code;
        do {
            fail_after(n++, persistently);
            code = exchange(client);
            int failed = stop_failing();
            if (failed == 0) {
                assert_int_equal(code, XENG_OK);
                break;
            }
            /* What isn't needed (a log line) may be done without. */
            if (code != XENG_OK) {
                assert_int_equal(code, XENG_ERROR_NO_MEMORY);
            }
            assert_int_equal(fetch(client), XENG_OK);
        } while (n < 5000);
        assert_in_range(n, 20, 4999);
        xeng_client_unref(client);
    }
}

static void a_fetch_survives(void **state)
{
    (void)state;
    fail_every_allocation_of(fetch, 0);
}

static void a_compressed_fetch_survives(void **state)
{
    (void)state;
    fail_every_allocation_of(fetch, 1);
}

static int32_t submit_and_take(xeng_client *client)
{
    xeng_operation submitted;
    int32_t code = xeng_client_submit(client, credentials, request, &submitted, NULL);
    xeng_operation operation = XENG_OPERATION_NONE;
    while (code == XENG_OK && operation == XENG_OPERATION_NONE) {
        assert_int_equal(xeng_client_dispatch(client, 100, NULL), XENG_OK);
        xeng_result *result = NULL;
        code = xeng_client_next_completion(client, &operation, &result, NULL);
        xeng_result_unref(result);
    }
    return code;
}

static void an_event_loop_survives(void **state)
{
    (void)state;
    fail_every_allocation_of(submit_and_take, 0);
}

static void making_a_client_survives(void **state)
{
    (void)state;
    long n = 0;
    for (;; n++) {
        xeng_client *client = NULL;
        xeng_error *error = NULL;
        fail_after(n, 0);
        int32_t code = xeng_client_new(NULL, &client, &error);
        int failed = stop_failing();
        xeng_error_unref(error);
        xeng_client_unref(client);
        if (failed == 0) {
            assert_int_equal(code, XENG_OK);
            break;
        }
        assert_int_equal(code, XENG_ERROR_NO_MEMORY);
        assert_null(client);
    }
    assert_true(n > 5);
}

static void options_survive(void **state)
{
    (void)state;
    setenv("XENGAGE_BASE_URL", "https://127.0.0.1:1", 1);
    setenv("XENGAGE_CA_FILE", "/tmp/ca.pem", 1);
    for (long n = 0;; n++) {
        xeng_options *options = NULL;
        fail_after(n, 0);
        int32_t code = xeng_options_new(&options, NULL);
        code = code != XENG_OK ? code : xeng_options_from_env(options, NULL);
        code = code != XENG_OK ? code : xeng_options_set_proxy(options, "http://p", NULL);
        int failed = stop_failing();
        xeng_options_unref(options);
        if (failed == 0) {
            assert_int_equal(code, XENG_OK);
            break;
        }
        assert_int_equal(code, XENG_ERROR_NO_MEMORY);
    }
    unsetenv("XENGAGE_BASE_URL");
    unsetenv("XENGAGE_CA_FILE");
}

int main(void)
{
    if (xeng_set_allocator(give, give_more, take, NULL) != XENG_OK) {
        return 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_fetch_survives, begin, end),
        cmocka_unit_test_setup_teardown(a_compressed_fetch_survives, begin, end),
        cmocka_unit_test_setup_teardown(an_event_loop_survives, begin, end),
        cmocka_unit_test_setup_teardown(making_a_client_survives, begin, end),
        cmocka_unit_test_setup_teardown(options_survive, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
