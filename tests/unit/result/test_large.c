/* The largest possible answer: what it costs in memory, and that walking it allocates nothing. */
#include "unit.h"

#include <stdbool.h>

#include "result/support.h"

enum {
    IDS = 25,
    METRICS = 17,
    DAYS = 28,
    HOURS = 24,
    LEAVES = IDS * METRICS * DAYS * HOURS
};

/* What the library has taken from the allocator; each block knows its size. */
static size_t live_bytes;
static size_t peak_bytes;
static size_t calls;

enum {
    HEADER = 16
};

static void take(size_t size)
{
    calls++;
    live_bytes += size;
    peak_bytes = live_bytes > peak_bytes ? live_bytes : peak_bytes;
}

static void *count_malloc(size_t size, void *context)
{
    (void)context;
    char *block = malloc(size + HEADER);
    if (block == NULL) {
        return NULL;
    }
    memcpy(block, &size, sizeof size);
    take(size);
    return block + HEADER;
}

static void count_free(void *memory, void *context)
{
    size_t size;
    char *block = (char *)memory - HEADER;
    (void)context;
    memcpy(&size, block, sizeof size);
    live_bytes -= size;
    calls++;
    free(block);
}

static void *count_realloc(void *memory, size_t size, void *context)
{
    size_t old_size;
    memcpy(&old_size, (char *)memory - HEADER, sizeof old_size);
    void *grown = count_malloc(size, context);
    if (grown != NULL) {
        memcpy(grown, memory, size < old_size ? size : old_size);
        count_free(memory, context);
    }
    return grown;
}

static int64_t count_of(int id, int metric, int day, int hour)
{
    return (int64_t)id * 7919 + metric * 31 + day * hour - (hour == 13);
}

/* Writes the answer, its days in October of a year. */
static void write_answer(xeng__buf *json, const xeng_request *request, int year)
{
    xeng__buf_clear(json);
    static const char *const separators[] = {"{", ","};
    xeng__buf_append_text(json, "{\"start\":\"2026-10-01T00:00:00Z\",\"hourly\":");
    for (int id = 0; id < IDS; id++) {
        xeng__buf_printf(json, "%s\"%llu\":", separators[id > 0],
                         (unsigned long long)xeng_request_id_at(request, (size_t)id));
        for (int metric = 0; metric < METRICS; metric++) {
            xeng__buf_printf(json, "%s\"%s\":", separators[metric > 0],
                             xeng_metric_name(xeng__request_metric_at(request, (size_t)metric)));
            for (int day = 0; day < DAYS; day++) {
                xeng__buf_printf(json, "%s\"%d-10-%02d\":", separators[day > 0], year, day + 1);
                for (int hour = 0; hour < HOURS; hour++) {
                    xeng__buf_printf(json, "%s\"%02d\":\"%lld\"", separators[hour > 0], hour,
                                     (long long)count_of(id, metric, day, hour));
                }
                xeng__buf_append_char(json, '}');
            }
            xeng__buf_append_char(json, '}');
        }
        xeng__buf_append_char(json, '}');
    }
    xeng__buf_append_text(json, "}}");
}

static xeng_request *largest_request(void)
{
    xeng_request *request;
    assert_int_equal(xeng__request_new(XENG_ENDPOINT_HISTORICAL, 0, TESTS_NOW, &request, NULL),
                     XENG_OK);
    for (uint64_t i = 0; i < IDS; i++) {
        assert_int_equal(
            xeng_request_add_id(request, UINT64_C(1070059276213702656) + i * 1000003, NULL),
            XENG_OK);
    }
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        int32_t metric = xeng_metric_at(i);
        if (xeng_metric_on_endpoint(metric, XENG_ENDPOINT_HISTORICAL)) {
            assert_int_equal(xeng_request_add_metric(request, metric, NULL), XENG_OK);
        }
    }
    assert_int_equal(xeng__request_metric_count(request), METRICS);
    assert_int_equal(
        xeng_request_add_grouping_text(
            request, "hourly", "tweet.id,engagement.type,engagement.day,engagement.hour", NULL),
        XENG_OK);
    return request;
}

static void check_counts(const xeng_result *result)
{
    xeng_node root = xeng_result_root(result, 0);
    xeng_cursor *cursor;
    size_t leaves = 0;
    assert_int_equal(xeng_cursor_new(result, root, &cursor, NULL), XENG_OK);
    size_t calls_before = calls;
    for (xeng_node leaf; (leaf = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE; leaves++) {
        int64_t value;
        int hour = (int)(leaves % HOURS);
        int day = (int)(leaves / HOURS % DAYS);
        int metric = (int)(leaves / HOURS / DAYS % METRICS);
        int id = (int)(leaves / HOURS / DAYS / METRICS);
        if (xeng_result_value(result, leaf, &value) != XENG_VALUE_DELIVERED ||
            value != count_of(id, metric, day, hour)) {
            fail_msg("leaf %zu is %lld", leaves, (long long)value);
        }
        if (leaves % 1009 == 0) {
            assert_int_equal(xeng_result_key_hour(result, leaf), hour);
            xeng_node above = xeng_result_parent(result, leaf);
            assert_true(xeng_result_child_by_hour(result, above, hour) == leaf);
            const char *keys[4];
            for (size_t i = 0; i < 4; i++) {
                keys[i] = xeng_result_key(result, xeng_cursor_node(cursor, i + 1));
            }
            assert_true(xeng_result_find(result, root, keys, 4) == leaf);
        }
    }
    assert_int_equal(leaves, LEAVES);
    assert_int_equal(calls, calls_before);
    xeng_cursor_unref(cursor);
}

/* Decodes and checks; the most that the decoder and the result took beyond what was there. */
static void decode_and_measure(const xeng_request *request, const xeng__buf *json, size_t *peak,
                               size_t *kept)
{
    xeng_result *result;
    size_t before = live_bytes;
    peak_bytes = live_bytes;
    assert_int_equal(decode_pieces(request, json->data, json->size, 32768, &result, NULL), XENG_OK);
    *peak = peak_bytes - before;
    *kept = live_bytes - before;
    check_counts(result);
    assert_int_equal(xeng_result_id_count(result), IDS);
    xeng_result_unref(result);
    assert_int_equal(live_bytes, before);
}

static void largest_answer_takes_at_most_5_megabytes(void **state)
{
    xeng__buf json = XENG__BUF_EMPTY;
    size_t peak;
    size_t kept;
    (void)state;
    xeng_request *request = largest_request();
    write_answer(&json, request, 2026);
    decode_and_measure(request, &json, &peak, &kept);
    print_message("with the request: %zu kept, %zu at most, %.1f a count\n", kept, peak,
                  (double)kept / (double)LEAVES);
    assert_true(kept <= 5000000);
    assert_true(kept <= 16 * (size_t)LEAVES);
    assert_true(peak <= 6000000);
    decode_and_measure(NULL, &json, &peak, &kept);
    print_message("without: %zu kept, %zu at most\n", kept, peak);
    assert_true(kept <= 5000000);
    xeng_request_unref(request);
    xeng__buf_free(&json);
}

static void merging_takes_what_the_merged_result_keeps(void **state)
{
    enum {
        MERGED = 4
    };
    xeng_result *results[MERGED];
    xeng__buf json = XENG__BUF_EMPTY;
    xeng_result *merged;
    (void)state;
    xeng_request *request = largest_request();
    for (int i = 0; i < MERGED; i++) {
        write_answer(&json, request, 2021 + i);
        assert_int_equal(decode_pieces(request, json.data, json.size, 32768, &results[i], NULL),
                         XENG_OK);
    }
    size_t before = live_bytes;
    peak_bytes = live_bytes;
    assert_int_equal(xeng_result_merge((const xeng_result *const *)results, MERGED, &merged, NULL),
                     XENG_OK);
    size_t kept = live_bytes - before;
    size_t peak = peak_bytes - before;
    print_message("merged: %zu kept, %zu at most\n", kept, peak);
    assert_int_equal(xeng_result_leaf_count(merged, 0), MERGED * LEAVES);
    assert_true(kept <= 16 * (size_t)MERGED * LEAVES);
    assert_true(peak <= kept + kept / 8);
    xeng_result_unref(merged);
    for (int i = 0; i < MERGED; i++) {
        xeng_result_unref(results[i]);
    }
    xeng_request_unref(request);
    xeng__buf_free(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(largest_answer_takes_at_most_5_megabytes),
        cmocka_unit_test(merging_takes_what_the_merged_result_keeps),
    };
    if (xeng_set_allocator(count_malloc, count_realloc, count_free, NULL) != XENG_OK) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
