/* Results as text: columns, fields, rows, chunks, gzip. */
#include "unit.h"

#include "result/world.h"
#include "result/written.h"

enum {
    WORLDS = 25,
    LINES = 4096
};

static const char *const titles[] = {"tweet_id", "engagement_type", "day", "hour"};

static xeng_request *world_request(void)
{
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, NULL,
                                         "impressions,engagements,favorites,video_views", "hourly",
                                         "tweet.id,engagement.type,engagement.day,engagement.hour");
    assert_int_equal(xeng_request_add_grouping_text(
                         request, "by \"type\"", "engagement.type,engagement.day,tweet.id", NULL),
                     XENG_OK);
    assert_int_equal(
        xeng_request_add_grouping_text(request, "sum", "engagement.type,engagement.day", NULL),
        XENG_OK);
    return request;
}

/* The texts of a leaf's keys, by dimension; NULL where there is none. */
static void keys_of(const xeng_result *result, const xeng_cursor *cursor, xeng_node leaf,
                    const char *keys[4])
{
    memset((void *)keys, 0, 4 * sizeof *keys);
    for (size_t level = 1; level <= xeng_result_node_level(result, leaf); level++) {
        xeng_node node = xeng_cursor_node(cursor, level);
        keys[xeng_result_node_dimension(result, node) - XENG_DIMENSION_TWEET_ID] =
            xeng_result_key(result, node);
    }
}

/* A line of a leaf, the way that is plainest. */
static void plain_line(const xeng_result *result, const xeng_cursor *cursor, xeng_node leaf,
                       bool json, xeng__buf *out)
{
    const char *keys[4];
    const char *name = xeng_result_grouping_name(result, xeng_result_node_grouping(result, leaf));
    int64_t value = 0;
    bool known = xeng_result_value(result, leaf, &value) == XENG_VALUE_DELIVERED;
    bool quoted = strchr(name, '"') != NULL;
    keys_of(result, cursor, leaf, keys);
    if (json) {
        xeng__buf_printf(out, "{\"grouping\":\"%s\",", quoted ? "by \\\"type\\\"" : name);
    } else {
        xeng__buf_printf(out, "%s,", quoted ? "\"by \"\"type\"\"\"" : name);
    }
    for (size_t i = 0; i < 4; i++) {
        if (json && keys[i] != NULL) {
            xeng__buf_printf(out, "\"%s\":\"%s\",", titles[i], keys[i]);
        } else if (!json) {
            xeng__buf_printf(out, "%s,", keys[i] == NULL ? "" : keys[i]);
        }
    }
    xeng__buf_append_text(out, json ? "\"value\":" : "");
    if (known) {
        xeng__buf_printf(out, "%lld", (long long)value);
    } else {
        xeng__buf_append_text(out, json ? "null" : "");
    }
    xeng__buf_append_text(out, json ? "}\n" : "\n");
}

static xeng__buf plain_text(const xeng_result *result, bool json)
{
    xeng__buf out = XENG__BUF_EMPTY;
    xeng__buf_append_text(&out, json ? "" : "grouping,tweet_id,engagement_type,day,hour,value\n");
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        xeng_cursor *cursor;
        xeng_node leaf;
        assert_int_equal(xeng_cursor_new(result, xeng_result_root(result, i), &cursor, NULL),
                         XENG_OK);
        while ((leaf = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE) {
            plain_line(result, cursor, leaf, json, &out);
        }
        xeng_cursor_unref(cursor);
    }
    for (size_t i = 0; json && i < xeng_result_id_count(result); i++) {
        uint64_t id = xeng_result_id_at(result, i);
        int32_t state = xeng_result_id_state(result, id);
        if (state != XENG_ID_DELIVERED) {
            xeng__buf_printf(&out, "{\"tweet_id\":\"%llu\",\"state\":\"%s\"}\n",
                             (unsigned long long)id, xeng_id_state_name(state));
        }
    }
    return out;
}

static void long_text_is_that_of_the_plainest_writer(void **state)
{
    (void)state;
    xeng_request *request = world_request();
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part part = world_whole(world);
        xeng_result *result = world_result(&part);
        for (int json = 0; json < 2; json++) {
            xeng__buf expected = plain_text(result, json == 1);
            assert_written(request, result, json == 1 ? XENG_WRITE_JSON_LINES : XENG_WRITE_CSV,
                           XENG_FORM_LONG, expected.data);
            assert_written(NULL, result, json == 1 ? XENG_WRITE_JSON_LINES : XENG_WRITE_CSV,
                           XENG_FORM_LONG, expected.data);
            xeng__buf_free(&expected);
        }
        xeng_result_unref(result);
    }
    xeng_request_unref(request);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Cuts text into lines and sorts them. */
static size_t sort_lines(xeng__buf *text, char **lines)
{
    size_t count = 0;
    for (char *line = strtok(text->data, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        assert_true(count < LINES);
        lines[count++] = line;
    }
    qsort((void *)lines, count, sizeof *lines, by_text);
    return count;
}

/* A wide line's field of a metric: of a leaf among those that have the same other keys. */
static void plain_field(const xeng_result *result, size_t grouping, const char *const keys[4],
                        const char *metric, xeng__buf *out)
{
    const char *path[4];
    size_t depth = xeng_result_depth(result, grouping);
    for (size_t level = 1; level <= depth; level++) {
        int32_t dimension = xeng_result_dimension(result, grouping, level);
        path[level - 1] = dimension == XENG_DIMENSION_ENGAGEMENT_TYPE
                              ? metric
                              : keys[dimension - XENG_DIMENSION_TWEET_ID];
    }
    int64_t value = 0;
    xeng_node leaf = xeng_result_find(result, xeng_result_root(result, grouping), path, depth);
    if (xeng_result_value(result, leaf, &value) == XENG_VALUE_DELIVERED) {
        xeng__buf_printf(out, ",%lld", (long long)value);
    } else {
        xeng__buf_append_char(out, ',');
    }
}

/* The wide lines of a world, in any order: each is made as often as there are metrics. */
static xeng__buf plain_wide(const xeng_result *result)
{
    xeng__buf out = XENG__BUF_EMPTY;
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        const char *name = xeng_result_grouping_name(result, i);
        xeng_cursor *cursor;
        xeng_node leaf;
        assert_int_equal(xeng_cursor_new(result, xeng_result_root(result, i), &cursor, NULL),
                         XENG_OK);
        while ((leaf = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE) {
            const char *keys[4];
            keys_of(result, cursor, leaf, keys);
            xeng__buf_printf(&out, "%s,%s,%s,%s",
                             strchr(name, '"') != NULL ? "\"by \"\"type\"\"\"" : name,
                             keys[0] == NULL ? "" : keys[0], keys[2] == NULL ? "" : keys[2],
                             keys[3] == NULL ? "" : keys[3]);
            /* In the order of the documentation, not of the request. */
            plain_field(result, i, keys, "impressions", &out);
            plain_field(result, i, keys, "engagements", &out);
            plain_field(result, i, keys, "favorites", &out);
            plain_field(result, i, keys, "video_views", &out);
            xeng__buf_append_char(&out, '\n');
        }
        xeng_cursor_unref(cursor);
    }
    return out;
}

static size_t without_repeats(char **lines, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || strcmp(lines[i], lines[kept - 1]) != 0) {
            lines[kept++] = lines[i];
        }
    }
    return kept;
}

static void wide_text_has_the_same_counts(void **state)
{
    static char *lines[LINES];
    static char *expected_lines[LINES];
    static const char header[] =
        "grouping,tweet_id,day,hour,impressions,engagements,favorites,video_views\n";
    (void)state;
    xeng_request *request = world_request();
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part part = world_whole(world);
        xeng_result *result = world_result(&part);
        xeng__buf text = written(request, result, XENG_WRITE_CSV, XENG_FORM_WIDE, 0);
        xeng__buf expected = plain_wide(result);
        assert_memory_equal(text.data, header, strlen(header));
        memset(text.data, '\n', strlen(header));
        size_t count = sort_lines(&text, lines);
        size_t wanted = without_repeats(expected_lines, sort_lines(&expected, expected_lines));
        assert_int_equal(count, wanted);
        for (size_t i = 0; i < count; i++) {
            assert_string_equal(lines[i], expected_lines[i]);
        }
        xeng__buf_free(&text);
        xeng__buf_free(&expected);
        xeng_result_unref(result);
    }
    xeng_request_unref(request);
}

static void wide_json_lines_have_a_member_a_metric(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "11111,22222", "engagements,impressions", "g",
                     "tweet.id,engagement.type");
    xeng_result *result = decode(request, "{\"g\":{\"11111\":{\"impressions\":\"5\"}},"
                                          "\"unavailable_tweet_ids\":[\"22222\"]}");
    assert_written(request, result, XENG_WRITE_JSON_LINES, XENG_FORM_WIDE,
                   "{\"tweet_id\":\"11111\",\"impressions\":5,\"engagements\":null}\n"
                   "{\"tweet_id\":\"22222\",\"impressions\":null,\"engagements\":null}\n"
                   "{\"tweet_id\":\"22222\",\"state\":\"unavailable\"}\n");
    assert_written(request, result, XENG_WRITE_CSV, XENG_FORM_WIDE,
                   "tweet_id,impressions,engagements\n11111,5,\n22222,,\n");
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void sums_in_wide_form_are_a_row_without_keys(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_TOTALS, "11111", "impressions,favorites",
                                         "g", "engagement.type");
    xeng_result *result =
        decode(request, "{\"g\":{\"impressions\":\"9223372036854775807\",\"favorites\":"
                        "\"-9223372036854775808\"}}");
    assert_written(request, result, XENG_WRITE_JSON_LINES, XENG_FORM_WIDE,
                   "{\"impressions\":9223372036854775807,\"favorites\":-9223372036854775808}\n");
    assert_written(request, result, XENG_WRITE_CSV, XENG_FORM_WIDE,
                   "impressions,favorites\n9223372036854775807,-9223372036854775808\n");
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void hours_have_a_day_beside_them_whatever_the_server_sends(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111", "favorites", "g",
                                         "engagement.hour,engagement.type");
    xeng_result *plain = decode(request, "{\"g\":{\"07\":{\"favorites\":\"1\"}}}");
    xeng_result *dated = decode(request, "{\"g\":{\"2026-10-01\":{\"07\":{\"favorites\":\"1\"}}}}");
    assert_written(request, plain, XENG_WRITE_CSV, XENG_FORM_LONG,
                   "day,hour,engagement_type,value\n,07,favorites,1\n");
    assert_written(request, dated, XENG_WRITE_CSV, XENG_FORM_LONG,
                   "day,hour,engagement_type,value\n2026-10-01,07,favorites,1\n");
    assert_written(request, plain, XENG_WRITE_CSV, XENG_FORM_WIDE, "day,hour,favorites\n,07,1\n");
    xeng__buf text = written(request, plain, XENG_WRITE_JSON_LINES, XENG_FORM_LONG, 0);
    assert_non_null(strstr(text.data, "{\"hour\":\"07\",\"engagement_type\":"));
    xeng__buf_free(&text);
    xeng_result_unref(plain);
    xeng_result_unref(dated);
    xeng_request_unref(request);
}

static void names_are_quoted_as_each_format_has_it(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *csv;
        const char *json;
    } names[] = {
        {"a,b", "\"a,b\"", "a,b"},
        {"\"", "\"\"\"\"", "\\\""},
        {"a\\b", "a\\b", "a\\\\b"},
        {" \xC3\xA9\xF0\x9F\x98\x80'=1+2", " \xC3\xA9\xF0\x9F\x98\x80'=1+2",
         " \xC3\xA9\xF0\x9F\x98\x80'=1+2"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char expected[256];
        char answer[256];
        xeng_request *request =
            make_request(XENG_ENDPOINT_TOTALS, "11111", "favorites", names[i].name, "tweet.id");
        assert_int_equal(xeng_request_add_grouping_text(request, "z", "engagement.type", NULL),
                         XENG_OK);
        (void)snprintf(answer, sizeof answer,
                       "{\"%s\":{\"11111\":\"1\"},\"z\":{\"favorites\":\"2\"}}", names[i].json);
        xeng_result *result = decode(request, answer);
        (void)snprintf(expected, sizeof expected,
                       "grouping,tweet_id,engagement_type,value\n%s,11111,,1\nz,,favorites,2\n",
                       names[i].csv);
        assert_written(request, result, XENG_WRITE_CSV, XENG_FORM_LONG, expected);
        (void)snprintf(expected, sizeof expected,
                       "{\"grouping\":\"%s\",\"tweet_id\":\"11111\",\"value\":1}\n"
                       "{\"grouping\":\"z\",\"engagement_type\":\"favorites\",\"value\":2}\n",
                       names[i].json);
        assert_written(request, result, XENG_WRITE_JSON_LINES, XENG_FORM_LONG, expected);
        xeng_result_unref(result);
        xeng_request_unref(request);
    }
}

static void words_of_the_server_are_quoted(void **state)
{
    (void)state;
    xeng_result *result =
        decode(NULL, "{\"g\":{\"11111\":{\"favorites\":\"1\",\"new, \\\"metric\\\"\":\"2\"}}}");
    assert_written(NULL, result, XENG_WRITE_CSV, XENG_FORM_LONG,
                   "tweet_id,engagement_type,value\n11111,favorites,1\n"
                   "11111,\"new, \"\"metric\"\"\",2\n");
    assert_written(NULL, result, XENG_WRITE_CSV, XENG_FORM_WIDE, "tweet_id,favorites\n11111,1\n");
    xeng_result_unref(result);
}

/* A result of a Post of which a text takes more than a chunk. */
static xeng_result *large_result(void)
{
    xeng__buf json = XENG__BUF_EMPTY;
    xeng__buf_append_text(&json, "{\"g\":{\"1070059276213702656\":{");
    for (int metric = 0; metric < 5; metric++) {
        xeng__buf_printf(&json, "%s\"metric-%d\":{", metric == 0 ? "" : ",", metric);
        for (int day = 0; day < 28; day++) {
            xeng__buf_printf(&json, "%s\"2026-10-%02d\":{", day == 0 ? "" : ",", day + 1);
            for (int hour = 0; hour < 24; hour++) {
                xeng__buf_printf(&json, "%s\"%02d\":\"%d\"", hour == 0 ? "" : ",", hour,
                                 metric * day * hour * 999);
            }
            xeng__buf_append_char(&json, '}');
        }
        xeng__buf_append_char(&json, '}');
    }
    xeng__buf_append_text(&json, "}}}");
    xeng_result *result = decode(NULL, json.data);
    xeng__buf_free(&json);
    return result;
}

static void chunks_hold_whole_lines_and_are_no_larger_than_told(void **state)
{
    (void)state;
    xeng_result *result = large_result();
    xeng__buf whole = XENG__BUF_EMPTY;
    size_t chunks = 0;
    xeng_writer *writer = make_writer(NULL, result, XENG_WRITE_CSV, XENG_FORM_LONG, 0);
    assert_int_equal(xeng_writer_add_result(writer, result, NULL), XENG_OK);
    for (;; chunks++) {
        const void *bytes;
        size_t size;
        assert_int_equal(xeng_writer_next(writer, &bytes, &size, NULL), XENG_OK);
        if (size == 0) {
            break;
        }
        assert_true(size <= 64 * 1024);
        assert_int_equal(((const char *)bytes)[size - 1], '\n');
        xeng__buf_append(&whole, bytes, size);
    }
    assert_true(chunks > 2);
    xeng_writer_unref(writer);
    /* Names that are no metrics are keys. */
    size_t at = strlen("tweet_id,key,day,hour,value\n");
    assert_memory_equal(whole.data, "tweet_id,key,day,hour,value\n", at);
    for (int row = 0; row < 5 * 28 * 24; row++) {
        char line[128];
        int metric = row / (28 * 24);
        int day = row / 24 % 28;
        int hour = row % 24;
        int size =
            snprintf(line, sizeof line, "1070059276213702656,metric-%d,2026-10-%02d,%02d,%d\n",
                     metric, day + 1, hour, metric * day * hour * 999);
        assert_memory_equal(whole.data + at, line, (size_t)size);
        at += (size_t)size;
    }
    assert_int_equal(whole.size, at);
    xeng__buf_free(&whole);
    xeng_result_unref(result);
}

static void gzip_holds_the_same(void **state)
{
    (void)state;
    xeng_result *result = large_result();
    for (int32_t format = XENG_WRITE_CSV; format <= XENG_WRITE_JSON_LINES; format += 10) {
        xeng__buf expected = written(NULL, result, format, XENG_FORM_LONG, 0);
        xeng__buf packed = written(NULL, result, format, XENG_FORM_LONG, XENG_WRITE_GZIP);
        xeng__buf plain = unpacked(&packed);
        assert_int_equal(count_members(&packed), 1);
        assert_string_equal(plain.data, expected.data);
        assert_true(packed.size < plain.size / 4);
        xeng__buf_free(&expected);
        xeng__buf_free(&packed);
        xeng__buf_free(&plain);
    }
    xeng_result_unref(result);
}

static void a_member_ends_at_each_flush_and_none_is_empty(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, "{\"g\":{\"11111\":{\"favorites\":\"1\"}}}");
    xeng_writer *writer =
        make_writer(NULL, result, XENG_WRITE_CSV, XENG_FORM_LONG, XENG_WRITE_GZIP);
    xeng__buf packed = XENG__BUF_EMPTY;
    assert_int_equal(xeng_writer_flush(writer, NULL), XENG_OK);
    take_text(writer, &packed);
    assert_int_equal(packed.size, 0);
    for (size_t i = 1; i <= 3; i++) {
        assert_int_equal(xeng_writer_add_result(writer, result, NULL), XENG_OK);
        if (i == 2) {
            take_text(writer, &packed);
        }
        assert_int_equal(xeng_writer_flush(writer, NULL), XENG_OK);
        take_text(writer, &packed);
        assert_int_equal(xeng_writer_flush(writer, NULL), XENG_OK);
        take_text(writer, &packed);
        assert_int_equal(count_members(&packed), i);
        xeng__buf plain = unpacked(&packed);
        assert_int_equal(plain.size, strlen("tweet_id,engagement_type,value\n") +
                                         i * strlen("11111,favorites,1\n"));
        xeng__buf_free(&plain);
    }
    assert_int_equal(xeng_writer_finish(writer, NULL), XENG_OK);
    take_text(writer, &packed);
    assert_int_equal(count_members(&packed), 3);
    xeng__buf_free(&packed);
    xeng_writer_unref(writer);
    xeng_result_unref(result);
}

/* All that there is if nothing was added. */
static void assert_empty(const xeng_request *request, int32_t format, uint32_t flags,
                         const char *expected)
{
    xeng__buf text = XENG__BUF_EMPTY;
    xeng_writer *writer = make_writer(request, NULL, format, XENG_FORM_LONG, flags);
    take_text(writer, &text);
    assert_int_equal(text.size, 0);
    assert_int_equal(xeng_writer_finish(writer, NULL), XENG_OK);
    take_text(writer, &text);
    if ((flags & XENG_WRITE_GZIP) != 0 && expected != NULL) {
        xeng__buf plain = unpacked(&text);
        assert_string_equal(xeng__buf_text(&plain), expected);
        assert_int_equal(count_members(&text), 1);
        xeng__buf_free(&plain);
    } else {
        assert_string_equal(xeng__buf_text(&text), expected == NULL ? "" : expected);
    }
    xeng__buf_free(&text);
    xeng_writer_unref(writer);
}

static void without_results_there_is_a_header_or_nothing(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_HISTORICAL, NULL, "favorites", "g", "tweet.id,engagement.hour");
    static const char header[] = "tweet_id,day,hour,value\n";
    assert_empty(request, XENG_WRITE_CSV, 0, header);
    assert_empty(request, XENG_WRITE_CSV, XENG_WRITE_GZIP, header);
    assert_empty(request, XENG_WRITE_CSV, XENG_WRITE_NO_HEADER, "");
    assert_empty(request, XENG_WRITE_JSON_LINES, 0, "");
    assert_empty(request, XENG_WRITE_JSON_LINES, XENG_WRITE_GZIP, "");
    /* What goes on where a file ends adds nothing to it, not even an empty member. */
    assert_empty(request, XENG_WRITE_CSV, XENG_WRITE_GZIP | XENG_WRITE_NO_HEADER, NULL);
    xeng_request_unref(request);
}

static void a_job_s_sums_have_rows_though_nobody_delivered_any(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, NULL, "favorites,impressions", "a", "tweet.id");
    assert_int_equal(xeng_request_add_grouping_text(request, "b", "engagement.type", NULL),
                     XENG_OK);
    xeng_result *nothing = decode(NULL, "{}");
    assert_written(request, nothing, XENG_WRITE_CSV, XENG_FORM_LONG,
                   "grouping,tweet_id,engagement_type,value\nb,,favorites,\nb,,impressions,\n");
    xeng_result_unref(nothing);
    xeng_request_unref(request);
}

static void assert_says(int32_t code, int32_t expected, xeng_error **error, const char *words)
{
    assert_int_equal(code, expected);
    if (strstr(xeng_error_message(*error), words) == NULL) {
        fail_msg("%s: no %s", xeng_error_message(*error), words);
    }
    xeng_error_unref(*error);
    *error = NULL;
}

static void what_has_no_columns_is_refused(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "11111", "favorites", "by Post", "tweet.id");
    xeng_writer *writer = (xeng_writer *)(uintptr_t)1;
    xeng_error *error = NULL;
    int32_t code = xeng_writer_new(request, XENG_WRITE_CSV, XENG_FORM_WIDE, 0, &writer, &error);
    assert_null(writer);
    assert_says(code, XENG_ERROR_INVALID_ARGUMENT, &error, "\"by Post\" has no wide form");
    xeng_result *result = decode(request, "{\"by Post\":{\"11111\":\"1\"}}");
    code = xeng_writer_new_for_result(result, XENG_WRITE_CSV, XENG_FORM_WIDE, 0, &writer, &error);
    assert_says(code, XENG_ERROR_INVALID_ARGUMENT, &error, "\"by Post\" has no wide form");
    code = xeng_writer_new(request, 15, XENG_FORM_LONG, 0, &writer, &error);
    assert_says(code, XENG_ERROR_INVALID_ARGUMENT, &error, "no format 15");
    code = xeng_writer_new(request, XENG_WRITE_CSV, 15, 0, &writer, &error);
    assert_says(code, XENG_ERROR_INVALID_ARGUMENT, &error, "no form 15");
    code = xeng_writer_new(request, XENG_WRITE_CSV, XENG_FORM_LONG, 4, &writer, &error);
    assert_says(code, XENG_ERROR_INVALID_ARGUMENT, &error, "no flags 4");
    xeng_request *empty;
    assert_int_equal(xeng__request_new(XENG_ENDPOINT_TOTALS, 0, TESTS_NOW, &empty, NULL), XENG_OK);
    code = xeng_writer_new(empty, XENG_WRITE_CSV, XENG_FORM_LONG, 0, &writer, &error);
    assert_says(code, XENG_ERROR_INVALID_ARGUMENT, &error, "no grouping");
    xeng_request_unref(empty);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

/* Readers of CSV skip empty lines, and would miss a row. */
static void a_row_that_is_one_empty_field_is_no_empty_line(void **state)
{
    (void)state;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, "11111", "favorites", "g", "engagement.type");
    xeng_result *result = decode(request, "{\"g\":{}}");
    assert_written(request, result, XENG_WRITE_CSV, XENG_FORM_WIDE, "favorites\n\"\"\n");
    assert_written(request, result, XENG_WRITE_JSON_LINES, XENG_FORM_WIDE,
                   "{\"favorites\":null}\n"
                   "{\"tweet_id\":\"11111\",\"state\":\"missing\"}\n");
    xeng_result_unref(result);
    xeng_request_unref(request);
}

/* Nobody knows what is below ids that have no counts: a text has the rows that a table has. */
static void ids_without_counts_have_no_rows_if_nobody_knows_the_request(void **state)
{
    (void)state;
    xeng_table *table;
    xeng_result *result = decode(NULL, "{\"g\":{\"11111\":{}},\"unavailable_tweet_ids\":[\"5\"]}");
    assert_written(NULL, result, XENG_WRITE_CSV, XENG_FORM_LONG, "tweet_id,value\n");
    assert_int_equal(xeng_table_new(result, 0, XENG_FORM_LONG, &table, NULL), XENG_OK);
    assert_int_equal(xeng_table_row_count(table), 0);
    xeng_table_unref(table);
    xeng_result_unref(result);
}

static void results_of_another_request_are_refused(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111", "favorites", "g",
                                         "tweet.id,engagement.type");
    xeng_writer *writer = make_writer(request, NULL, XENG_WRITE_CSV, XENG_FORM_LONG, 0);
    xeng_error *error = NULL;
    xeng_result *other = decode(NULL, "{\"h\":{\"11111\":\"1\"}}");
    assert_says(xeng_writer_add_result(writer, other, &error), XENG_ERROR_INVALID_ARGUMENT, &error,
                "\"h\", which is none of the writer's");
    xeng_result_unref(other);
    other = decode(NULL, "{\"g\":{\"11111\":{\"favorites\":{\"2026-10-01\":\"1\"}}}}");
    assert_says(xeng_writer_add_result(writer, other, &error), XENG_ERROR_INVALID_ARGUMENT, &error,
                "engagement.day");
    xeng_result_unref(other);
    xeng_writer_unref(writer);
    xeng_request_unref(request);
}

static void a_metric_that_has_no_column_is_refused_only_if_nobody_knows_the_request(void **state)
{
    (void)state;
    xeng_error *error = NULL;
    xeng_request *request =
        make_request(XENG_ENDPOINT_TOTALS, NULL, "favorites", "g", "tweet.id,engagement.type");
    xeng_result *first = decode(NULL, "{\"g\":{\"11111\":{\"favorites\":\"1\"}}}");
    xeng_result *more = decode(NULL, "{\"g\":{\"11111\":{\"favorites\":\"1\",\"replies\":\"2\"}}}");
    xeng_writer *writer = make_writer(NULL, first, XENG_WRITE_CSV, XENG_FORM_WIDE, 0);
    assert_says(xeng_writer_add_result(writer, more, &error), XENG_ERROR_INVALID_ARGUMENT, &error,
                "the result has replies");
    xeng_writer_unref(writer);
    assert_written(request, more, XENG_WRITE_CSV, XENG_FORM_WIDE, "tweet_id,favorites\n11111,1\n");
    xeng_result_unref(first);
    xeng_result_unref(more);
    xeng_request_unref(request);
}

static void calls_out_of_turn_are_refused(void **state)
{
    (void)state;
    const void *bytes;
    size_t size;
    xeng_error *error = NULL;
    xeng_result *result = decode(NULL, "{\"g\":{\"11111\":{\"favorites\":\"1\"}}}");
    xeng_writer *writer =
        make_writer(NULL, result, XENG_WRITE_CSV, XENG_FORM_LONG, XENG_WRITE_GZIP);
    xeng__buf packed = XENG__BUF_EMPTY;
    assert_int_equal(xeng_writer_add_result(writer, result, NULL), XENG_OK);
    assert_says(xeng_writer_add_result(writer, result, &error), XENG_ERROR_STATE, &error,
                "not all taken");
    take_text(writer, &packed);
    assert_int_equal(xeng_writer_flush(writer, NULL), XENG_OK);
    assert_says(xeng_writer_add_result(writer, result, &error), XENG_ERROR_STATE, &error,
                "not all taken");
    take_text(writer, &packed);
    assert_int_equal(xeng_writer_finish(writer, NULL), XENG_OK);
    assert_says(xeng_writer_add_result(writer, result, &error), XENG_ERROR_STATE, &error,
                "was finished");
    assert_int_equal(xeng_writer_flush(writer, NULL), XENG_ERROR_STATE);
    assert_int_equal(xeng_writer_finish(writer, NULL), XENG_ERROR_STATE);
    take_text(writer, &packed);
    xeng__buf_free(&packed);
    assert_int_equal(xeng_writer_next(writer, NULL, &size, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_writer_next(writer, &bytes, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_writer_next(NULL, &bytes, &size, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_writer_add_result(writer, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_writer_add_result(NULL, result, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_writer_add_piece(writer, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_writer_flush(NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_writer_finish(NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng_writer_unref(writer);
    assert_int_equal(xeng_writer_new(NULL, XENG_WRITE_CSV, XENG_FORM_LONG, 0, &writer, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_null(writer);
    xeng_result_unref(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_text_is_that_of_the_plainest_writer),
        cmocka_unit_test(wide_text_has_the_same_counts),
        cmocka_unit_test(wide_json_lines_have_a_member_a_metric),
        cmocka_unit_test(sums_in_wide_form_are_a_row_without_keys),
        cmocka_unit_test(hours_have_a_day_beside_them_whatever_the_server_sends),
        cmocka_unit_test(names_are_quoted_as_each_format_has_it),
        cmocka_unit_test(words_of_the_server_are_quoted),
        cmocka_unit_test(chunks_hold_whole_lines_and_are_no_larger_than_told),
        cmocka_unit_test(gzip_holds_the_same),
        cmocka_unit_test(a_member_ends_at_each_flush_and_none_is_empty),
        cmocka_unit_test(without_results_there_is_a_header_or_nothing),
        cmocka_unit_test(a_job_s_sums_have_rows_though_nobody_delivered_any),
        cmocka_unit_test(what_has_no_columns_is_refused),
        cmocka_unit_test(a_row_that_is_one_empty_field_is_no_empty_line),
        cmocka_unit_test(ids_without_counts_have_no_rows_if_nobody_knows_the_request),
        cmocka_unit_test(results_of_another_request_are_refused),
        cmocka_unit_test(a_metric_that_has_no_column_is_refused_only_if_nobody_knows_the_request),
        cmocka_unit_test(calls_out_of_turn_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
