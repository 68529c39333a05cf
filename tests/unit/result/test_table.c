/* Tables: columns, rows, what is borrowed, and what is there although it wasn't delivered. */
#include "unit.h"

#include <pthread.h>

#include <xengage/table.h>

#include "result/table_support.h"
#include "result/tree.h"
#include "result/world.h"

enum {
    WORLDS = 30,
    MANY = 700,
    THREADS = 4,
    ROUNDS = 20
};

/* A table of the first grouping of an answer to a request, or to an unknown one. */
static void assert_answer(const xeng_request *request, const char *json, int32_t form,
                          const char *expected)
{
    xeng_result *result = decode(request, json);
    xeng_table *table = make_table(result, 0, form);
    assert_table(table, expected);
    assert_validity(table);
    xeng_table_unref(table);
    xeng_result_unref(result);
}

static void assert_long(const char *dimensions, const char *json, const char *expected)
{
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111,22222,33333",
                                         "favorites,impressions", "g", dimensions);
    assert_answer(request, json, XENG_FORM_LONG, expected);
    xeng_request_unref(request);
}

static void assert_wide(const char *dimensions, const char *json, const char *expected)
{
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111,22222,33333",
                                         "favorites,impressions", "g", dimensions);
    assert_answer(request, json, XENG_FORM_WIDE, expected);
    xeng_request_unref(request);
}

static void rows_are_the_counts_as_they_were_sent(void **state)
{
    (void)state;
    assert_long("tweet.id,engagement.type,engagement.day,engagement.hour",
                "{\"g\":{\"22222\":{\"favorites\":{\"1970-01-02\":{\"23\":\"-5\",\"00\":\"6\"}}},"
                "\"11111\":{\"impressions\":{\"1970-01-01\":{\"01\":\"7\"}}}}}",
                "tweet_id engagement_type day hour value: 22222 favorites 1 169200 -5; 22222 "
                "favorites 1 86400 6; 11111 impressions 0 3600 7");
    assert_long("tweet.id,engagement.type",
                "{\"g\":{\"22222\":{\"impressions\":\"1\",\"favorites\":\"2\"},"
                "\"11111\":{\"favorites\":\"9223372036854775807\",\"impressions\":\"0\"},"
                "\"33333\":{\"favorites\":\"-1\",\"impressions\":\"4\"}}}",
                "tweet_id engagement_type value: 22222 impressions 1; 22222 favorites 2; 11111 "
                "favorites 9223372036854775807; 11111 impressions 0; 33333 favorites -1; 33333 "
                "impressions 4");
    assert_long("engagement.type,engagement.day",
                "{\"g\":{\"favorites\":{\"1970-01-01\":\"1\",\"1969-12-31\":\"2\"}}}",
                "engagement_type day value: favorites 0 1; favorites -1 2");
}

static void hours_without_days_are_hours_of_the_day(void **state)
{
    (void)state;
    assert_long("tweet.id,engagement.hour", "{\"g\":{\"11111\":{\"23\":\"1\",\"00\":\"2\"}}}",
                "tweet_id hour value: 11111 23 1; 11111 0 2");
    assert_long("engagement.hour,tweet.id", "{\"g\":{\"05\":{\"11111\":\"1\",\"22222\":\"2\"}}}",
                "hour tweet_id value: 5 11111 1; 5 22222 2");
    assert_long("tweet.id,engagement.hour", "{\"g\":{}}", "tweet_id hour value");
}

static void days_that_the_server_adds_make_times_of_hours(void **state)
{
    (void)state;
    assert_long("tweet.id,engagement.hour",
                "{\"g\":{\"11111\":{\"1970-01-02\":{\"23\":\"1\",\"00\":\"2\"}}}}",
                "tweet_id day hour value: 11111 1 169200 1; 11111 1 86400 2");
}

static void days_may_be_below_hours(void **state)
{
    (void)state;
    assert_answer(NULL,
                  "{\"g\":{\"favorites\":{\"05\":{\"1970-01-02\":\"1\",\"1970-01-03\":\"2\"},"
                  "\"06\":{\"1970-01-01\":\"3\"}}}}",
                  XENG_FORM_LONG,
                  "engagement_type hour day value: favorites 104400 1 1; favorites 190800 2 2; "
                  "favorites 21600 0 3");
    assert_answer(NULL,
                  "{\"g\":{\"05\":{\"1970-01-02\":{\"favorites\":\"1\",\"replies\":\"2\"}},"
                  "\"06\":{\"1970-01-02\":{\"favorites\":\"3\"}}}}",
                  XENG_FORM_LONG,
                  "hour day engagement_type value: 104400 1 favorites 1; 104400 1 replies 2; "
                  "108000 1 favorites 3");
}

static void keys_that_nobody_knows_are_words(void **state)
{
    (void)state;
    assert_answer(NULL, "{\"g\":{\"11111\":{\"de\":\"1\",\"fr\":\"2\"},\"22222\":{\"fr\":\"3\"}}}",
                  XENG_FORM_LONG, "tweet_id key value: 11111 de 1; 11111 fr 2; 22222 fr 3");
    assert_answer(NULL, "{\"g\":{\"de\":{\"favorites\":\"1\",\"new\":\"2\"}}}", XENG_FORM_LONG,
                  "key engagement_type value: de favorites 1; de new 2");
}

static void what_the_server_left_out_comes_last(void **state)
{
    (void)state;
    assert_long("tweet.id,engagement.type",
                "{\"unavailable_tweet_ids\":[\"33333\",\"44444\"],"
                "\"g\":{\"22222\":{\"impressions\":\"1\"},\"11111\":{\"impressions\":null,"
                "\"favorites\":\"2\"}}}",
                "tweet_id engagement_type value: 22222 impressions 1; 11111 impressions -; 11111 "
                "favorites 2; 22222 favorites -; 33333 favorites -; 33333 impressions -; 44444 "
                "favorites -; 44444 impressions -");
    assert_long("engagement.type,tweet.id",
                "{\"g\":{\"favorites\":{\"33333\":\"1\",\"11111\":\"2\"}}}",
                "engagement_type tweet_id value: favorites 33333 1; favorites 11111 2; impressions "
                "11111 -; favorites 22222 -; impressions 22222 -; impressions 33333 -");
    assert_long("tweet.id", "{\"g\":{\"22222\":\"1\"}}",
                "tweet_id value: 22222 1; 11111 -; 33333 -");
    assert_long("engagement.type", "{\"g\":{\"new\":\"1\",\"impressions\":\"2\"}}",
                "engagement_type value: new 1; impressions 2; favorites -");
    assert_long("tweet.id,engagement.type", "{\"unavailable_tweet_ids\":[\"11111\"]}",
                "tweet_id engagement_type value: 11111 favorites -; 11111 impressions -; 22222 "
                "favorites -; 22222 impressions -; 33333 favorites -; 33333 impressions -");
}

static void what_is_grouped_by_time_is_what_was_sent(void **state)
{
    (void)state;
    assert_long("tweet.id,engagement.day", "{\"unavailable_tweet_ids\":[\"11111\"]}",
                "tweet_id day value");
    assert_long("tweet.id,engagement.day",
                "{\"g\":{\"22222\":{},\"11111\":{\"1970-01-01\":\"1\"}}}",
                "tweet_id day value: 11111 0 1");
}

static void without_a_request_the_answer_tells_the_columns(void **state)
{
    (void)state;
    assert_answer(NULL, "{\"g\":{}}", XENG_FORM_LONG, "value");
    assert_answer(NULL, "{\"g\":{}}", XENG_FORM_WIDE, "");
    assert_answer(NULL, "{\"g\":{\"11111\":{\"favorites\":\"1\"},\"22222\":{\"replies\":\"2\"}}}",
                  XENG_FORM_LONG,
                  "tweet_id engagement_type value: 11111 favorites 1; 22222 replies 2; 11111 "
                  "replies -; 22222 favorites -");
    assert_answer(NULL, "{\"g\":{\"11111\":{\"replies\":\"1\"},\"22222\":{\"favorites\":\"2\"}}}",
                  XENG_FORM_WIDE, "tweet_id favorites replies: 11111 - 1; 22222 2 -");
}

static void answers_by_other_keys_have_columns_of_their_own(void **state)
{
    (void)state;
    assert_long("tweet.id,engagement.day", "{\"g\":{\"de\":{\"1970-01-01\":\"1\"}}}",
                "key day value: de 0 1");
    /* The order that was asked for is that of the columns. */
    assert_long("tweet.id,engagement.type", "{\"g\":{\"favorites\":{\"11111\":\"1\"}}}",
                "tweet_id engagement_type value: 11111 favorites 1; 11111 impressions -; 22222 "
                "favorites -; 22222 impressions -; 33333 favorites -; 33333 impressions -");
}

static void a_level_that_is_there_twice_is_refused(void **state)
{
    xeng_table *table = (xeng_table *)state;
    xeng_result *result = decode(NULL, "{\"g\\n\":{\"11111\":{\"22222\":\"1\"}}}");
    ASSERT_REFUSED("the grouping \"g\\x0A\" is no table: it has two levels of tweet.id, where each "
                   "column is one; walk through its tree instead",
                   xeng_table_new(result, 0, XENG_FORM_LONG, &table, error));
    assert_null(table);
    xeng_result_unref(result);
}

static void wide_rows_have_all_metrics(void **state)
{
    (void)state;
    static const char *const as_last[] = {
        "{\"g\":{\"11111\":{\"05\":{\"favorites\":\"1\",\"impressions\":\"2\",\"new\":\"9\"},"
        "\"06\":{\"impressions\":null,\"favorites\":\"3\"}},\"22222\":{\"05\":{\"new\":\"4\"},"
        "\"07\":{\"impressions\":\"-5\"}}}}",
        "tweet_id hour impressions favorites: 11111 5 2 1; 11111 6 - 3; 22222 7 -5 -"};
    assert_wide("tweet.id,engagement.hour,engagement.type", as_last[0], as_last[1]);
    assert_wide("engagement.type,tweet.id,engagement.hour",
                "{\"g\":{\"favorites\":{\"22222\":{\"05\":\"1\",\"07\":\"2\"}},"
                "\"new\":{\"33333\":{\"01\":\"3\"}},"
                "\"impressions\":{\"11111\":{\"05\":\"4\"},\"22222\":{\"06\":\"5\",\"05\":null,"
                "\"07\":\"6\"}}}}",
                "tweet_id hour impressions favorites: 22222 5 - 1; 22222 7 6 2; 11111 5 4 -; "
                "22222 6 5 -");
    assert_wide("tweet.id,engagement.type,engagement.hour",
                "{\"g\":{\"22222\":{\"favorites\":{\"05\":\"1\"},\"impressions\":{\"04\":\"2\","
                "\"05\":\"3\"}},\"11111\":{\"impressions\":{\"05\":\"4\"}}}}",
                "tweet_id hour impressions favorites: 22222 5 3 1; 22222 4 2 -; 11111 5 4 -");
}

/* The second metric's Posts come the other way round, and some only there. */
static void wide_rows_are_found_in_any_order(void **state)
{
    (void)state;
    xeng__buf json = XENG__BUF_EMPTY;
    xeng__buf_append_text(&json, "{\"g\":{\"favorites\":{");
    for (int id = 0; id < MANY; id++) {
        xeng__buf_printf(&json, "%s\"%d\":{\"%02d\":\"%d\"}", id == 0 ? "" : ",", 10000 + id * 7,
                         id % 24, id);
    }
    xeng__buf_append_text(&json, "},\"replies\":{");
    for (int id = MANY; id > 0; id--) {
        xeng__buf_printf(&json, "%s\"%d\":{\"%02d\":\"%d\",\"23\":\"1\"}", id == MANY ? "" : ",",
                         10000 + id * 7, id % 23, id);
    }
    xeng__buf_append_text(&json, "}}}");
    xeng_result *result = decode(NULL, xeng__buf_text(&json));
    xeng_table *tall = make_table(result, 0, XENG_FORM_LONG);
    xeng_table *wide = make_table(result, 0, XENG_FORM_WIDE);
    assert_int_equal(assert_leaves(tall, result, 0), 3 * MANY);
    assert_widened(wide, tall);
    xeng_table_unref(tall);
    xeng_table_unref(wide);
    xeng_result_unref(result);
    xeng__buf_free(&json);
}

static void wide_rows_are_there_for_all_posts(void **state)
{
    (void)state;
    assert_wide("tweet.id,engagement.type",
                "{\"unavailable_tweet_ids\":[\"33333\"],\"g\":{\"22222\":{\"favorites\":\"1\"},"
                "\"11111\":{\"new\":\"2\"}}}",
                "tweet_id impressions favorites: 22222 - 1; 11111 - -; 33333 - -");
    assert_wide("engagement.type,tweet.id", "{\"g\":{\"favorites\":{\"33333\":\"1\"}}}",
                "tweet_id impressions favorites: 33333 - 1; 11111 - -; 22222 - -");
    assert_wide("engagement.type", "{\"g\":{\"favorites\":\"1\"}}", "impressions favorites: - 1");
    assert_wide("engagement.type", "{\"unavailable_tweet_ids\":[\"11111\"],\"g\":{}}",
                "impressions favorites: - -");
    assert_wide("tweet.id,engagement.type,engagement.day",
                "{\"unavailable_tweet_ids\":[\"11111\"],\"g\":{}}",
                "tweet_id day impressions favorites");
}

static void wide_form_takes_metrics(void **state)
{
    xeng_table *table = (xeng_table *)state;
    xeng_result *result = decode(NULL, "{\"g\":{\"11111\":\"1\"}}");
    ASSERT_REFUSED(
        "the grouping \"g\" has no wide form, in which each metric has a column: it isn't "
        "by engagement.type; take the long form, XENG_FORM_LONG",
        xeng_table_new(result, 0, XENG_FORM_WIDE, &table, error));
    assert_null(table);
    xeng_result_unref(result);
}

static void tables_of_worlds_are_their_trees(void **state)
{
    (void)state;
    for (unsigned world = 0; world < WORLDS; world++) {
        world_part whole = world_whole(world);
        xeng_result *result = world_result(&whole);
        for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
            xeng_table *tall = make_table(result, i, XENG_FORM_LONG);
            xeng_table *wide = make_table(result, i, XENG_FORM_WIDE);
            assert_int_equal(assert_leaves(tall, result, i), xeng_table_row_count(tall));
            assert_widened(wide, tall);
            xeng_table_unref(tall);
            xeng_table_unref(wide);
        }
        xeng_result_unref(result);
    }
}

static void counts_and_keys_are_borrowed(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111,22222",
                                         "favorites,impressions", "g", "tweet.id,engagement.type");
    xeng_result *result =
        decode(request, "{\"g\":{\"22222\":{\"impressions\":\"1\",\"favorites\":\"2\"},\"11111\":{"
                        "\"impressions\":null,\"favorites\":\"4\"}}}");
    xeng_table *table = make_table(result, 0, XENG_FORM_LONG);
    const xeng__tree *tree = &result->trees[0];
    assert_ptr_equal(xeng_table_values(table), tree->values);
    assert_ptr_equal(xeng_table_column_data(table, 1), tree->levels[1].keys);
    xeng_result_unref(result);
    /* The table holds the result. */
    assert_table(table, "tweet_id engagement_type value: 22222 impressions 1; 22222 favorites 2; "
                        "11111 impressions -; 11111 favorites 4");
    xeng_table_unref(table);
    xeng_request_unref(request);
}

static void arrays_are_made_of_other_columns(void **state)
{
    static const int32_t metrics[] = {XENG_METRIC_FAVORITES, 0, XENG_METRIC_FAVORITES};
    (void)state;
    xeng_result *result =
        decode(NULL, "{\"g\":{\"11111\":{\"favorites\":{\"1970-01-02\":\"1\"},\"new\":{"
                     "\"1970-01-03\":\"2\"}},\"22222\":{\"favorites\":{\"1969-12-31\":\"3\"}}},"
                     "\"h\":{\"05\":\"1\"},\"e\":{\"1970-01-02\":{\"05\":\"1\"}}}");
    xeng_table *table = make_table(result, 0, XENG_FORM_LONG);
    const int64_t *times = xeng_table_times(table);
    assert_memory_equal(xeng_table_metrics(table), metrics, sizeof metrics);
    assert_ptr_equal(xeng_table_metrics(table), xeng_table_metrics(table));
    assert_true(times[0] == 86400 && times[1] == 172800 && times[2] == -86400);
    assert_ptr_equal(xeng_table_times(table), times);
    assert_true(xeng_table_ids(table)[2] == 22222);
    xeng_table_unref(table);
    table = make_table(result, 1, XENG_FORM_LONG);
    assert_null(xeng_table_times(table));
    assert_null(xeng_table_metrics(table));
    assert_null(xeng_table_ids(table));
    xeng_table_unref(table);
    table = make_table(result, 2, XENG_FORM_LONG);
    assert_true(*xeng_table_times(table) == 104400);
    assert_ptr_equal(xeng_table_times(table), xeng_table_column_data(table, 1));
    xeng_table_unref(table);
    xeng_result_unref(result);
}

/* What a thread was given. */
typedef struct glance {
    const xeng_table *table;
    const int32_t *metrics;
    const int64_t *times;
} glance;

static void *look(void *context)
{
    glance *self = context;
    self->metrics = xeng_table_metrics(self->table);
    self->times = xeng_table_times(self->table);
    return NULL;
}

static void threads_are_given_the_same_arrays(void **state)
{
    (void)state;
    world_part whole = world_whole(1);
    xeng_result *result = world_result(&whole);
    for (int round = 0; round < ROUNDS; round++) {
        pthread_t threads[THREADS];
        glance seen[THREADS];
        xeng_table *table = make_table(result, 1, XENG_FORM_LONG);
        for (size_t i = 0; i < THREADS; i++) {
            seen[i].table = table;
            assert_int_equal(pthread_create(&threads[i], NULL, look, &seen[i]), 0);
        }
        for (size_t i = 0; i < THREADS; i++) {
            assert_int_equal(pthread_join(threads[i], NULL), 0);
            assert_ptr_equal(seen[i].metrics, xeng_table_metrics(table));
            assert_ptr_equal(seen[i].times, xeng_table_times(table));
            assert_non_null(seen[i].metrics);
            assert_non_null(seen[i].times);
        }
        xeng_table_unref(table);
    }
    xeng_result_unref(result);
}

static void a_merged_result_knows_what_was_asked(void **state)
{
    (void)state;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111", "favorites", "g",
                                         "tweet.id,engagement.type");
    xeng_request *other = make_request(XENG_ENDPOINT_HISTORICAL, "22222", "impressions", "g",
                                       "tweet.id,engagement.type");
    const xeng_result *results[] = {
        decode(NULL, "{\"g\":{}}"),
        decode(request, "{\"unavailable_tweet_ids\":[\"11111\"]}"),
        decode(other, "{\"g\":{\"22222\":{\"impressions\":\"1\"}}}"),
        decode(NULL, "{\"g\":{\"22222\":{\"replies\":\"2\"}}}"),
    };
    xeng_result *merged;
    assert_int_equal(xeng_result_merge(results, 2, &merged, NULL), XENG_OK);
    xeng_table *table = make_table(merged, 0, XENG_FORM_LONG);
    assert_table(table, "tweet_id engagement_type value: 11111 favorites -");
    xeng_table_unref(table);
    xeng_result_unref(merged);
    assert_int_equal(xeng_result_merge(results, 4, &merged, NULL), XENG_OK);
    table = make_table(merged, 0, XENG_FORM_WIDE);
    assert_table(table, "tweet_id impressions favorites replies: 22222 1 - 2; 11111 - - -");
    xeng_table_unref(table);
    xeng_result_unref(merged);
    for (size_t i = 0; i < 4; i++) {
        xeng_result_unref((xeng_result *)(uintptr_t)results[i]);
    }
    xeng_request_unref(request);
    xeng_request_unref(other);
}

static void counts_of_posts_that_are_too_old_are_no_counts(void **state)
{
    (void)state;
    assert_long("tweet.id,engagement.type",
                "{\"unsupported_for_impressions_engagements_tweet_ids\":[\"11111\"],"
                "\"g\":{\"11111\":{\"impressions\":\"7\",\"favorites\":\"1\"},"
                "\"22222\":{\"impressions\":\"0\",\"favorites\":\"1\"},"
                "\"33333\":{\"impressions\":\"0\",\"favorites\":\"1\"}}}",
                "tweet_id engagement_type value: 11111 impressions -; 11111 favorites 1; 22222 "
                "impressions 0; 22222 favorites 1; 33333 impressions 0; 33333 favorites 1");
}

static void what_became_of_ids_is_a_table(void **state)
{
    xeng_table *table = (xeng_table *)state;
    xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111,22222,33333,44444",
                                         "video_views", "g", "tweet.id,engagement.type");
    xeng_result *result =
        decode(request, "{\"unavailable_tweet_ids\":[\"33333\"],\"errors\":[\"Forbidden to access "
                        "tweets: 55555\"],\"unsupported_for_video_views_tweet_ids\":[\"22222\"],"
                        "\"g\":{\"44444\":{\"video_views\":\"1\"}}}");
    assert_int_equal(xeng_table_of_ids(result, &table, NULL), XENG_OK);
    assert_table(table, "tweet_id state: 11111 missing; 22222 unsupported; 33333 unavailable; "
                        "44444 delivered; 55555 forbidden");
    assert_int_equal(xeng_table_word_count(table, 1), 6);
    xeng_table_unref(table);
    xeng_result_unref(result);
    xeng_request_unref(request);
}

static void bad_arguments_are_refused(void **state)
{
    xeng_table *table = (xeng_table *)state;
    xeng_result *result = decode(NULL, "{\"g\":{\"favorites\":\"1\"}}");
    ASSERT_REFUSED("result is NULL", xeng_table_new(NULL, 0, XENG_FORM_LONG, &table, error));
    assert_null(table);
    ASSERT_REFUSED("there is no grouping 1: the result has 1, numbered from 0",
                   xeng_table_new(result, 1, XENG_FORM_LONG, &table, error));
    ASSERT_REFUSED("there is no form 15: take XENG_FORM_LONG or XENG_FORM_WIDE",
                   xeng_table_new(result, 0, 15, &table, error));
    ASSERT_REFUSED("table is NULL", xeng_table_new(result, 0, XENG_FORM_LONG, NULL, error));
    ASSERT_REFUSED("result is NULL", xeng_table_of_ids(NULL, &table, error));
    ASSERT_REFUSED("table is NULL", xeng_table_of_ids(result, NULL, error));
    xeng_result_unref(result);
}

/* Nothing is known of a column that a table hasn't. */
static void assert_no_column(const xeng_table *table, size_t column)
{
    assert_null(xeng_table_column_name(table, column));
    assert_null(xeng_table_column_data(table, column));
    assert_null(xeng_table_column_validity(table, column));
    assert_int_equal(xeng_table_column_type(table, column), 0);
    assert_int_equal(xeng_table_column_metric(table, column), 0);
    assert_int_equal(xeng_table_column_null_count(table, column), 0);
    assert_int_equal(xeng_table_word_count(table, column), 0);
    assert_null(xeng_table_word(table, column, 0));
}

static void tables_are_asked_for_what_they_have(void **state)
{
    (void)state;
    xeng_result *result = decode(NULL, "{\"g\":{\"favorites\":\"1\"}}");
    xeng_table *table = make_table(result, 0, XENG_FORM_LONG);
    xeng_result_unref(result);
    assert_no_column(table, 2);
    assert_no_column(table, SIZE_MAX);
    assert_no_column(NULL, 0);
    assert_string_equal(xeng_table_word(table, 0, 0), "favorites");
    assert_null(xeng_table_word(table, 0, 1));
    assert_null(xeng_table_word(table, 1, 0));
    assert_int_equal(xeng_table_column_by_name(table, "value"), 1);
    assert_int_equal(xeng_table_column_by_name(table, "day"), SIZE_MAX);
    assert_int_equal(xeng_table_column_by_name(table, NULL), SIZE_MAX);
    assert_int_equal(xeng_table_column_by_name(NULL, "day"), SIZE_MAX);
    assert_null(xeng_table_ids(NULL));
    assert_null(xeng_table_metrics(NULL));
    assert_null(xeng_table_times(NULL));
    assert_null(xeng_table_values(NULL));
    assert_int_equal(xeng_table_row_count(NULL), 0);
    assert_int_equal(xeng_table_column_count(NULL), 0);
    assert_ptr_equal(xeng_table_ref(table), table);
    xeng_table_unref(table);
    xeng_table_unref(table);
    assert_null(xeng_table_ref(NULL));
    xeng_table_unref(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_the_counts_as_they_were_sent),
        cmocka_unit_test(hours_without_days_are_hours_of_the_day),
        cmocka_unit_test(days_that_the_server_adds_make_times_of_hours),
        cmocka_unit_test(days_may_be_below_hours),
        cmocka_unit_test(keys_that_nobody_knows_are_words),
        cmocka_unit_test(what_the_server_left_out_comes_last),
        cmocka_unit_test(what_is_grouped_by_time_is_what_was_sent),
        cmocka_unit_test(without_a_request_the_answer_tells_the_columns),
        cmocka_unit_test(answers_by_other_keys_have_columns_of_their_own),
        cmocka_unit_test(a_level_that_is_there_twice_is_refused),
        cmocka_unit_test(wide_rows_have_all_metrics),
        cmocka_unit_test(wide_rows_are_found_in_any_order),
        cmocka_unit_test(wide_rows_are_there_for_all_posts),
        cmocka_unit_test(wide_form_takes_metrics),
        cmocka_unit_test(tables_of_worlds_are_their_trees),
        cmocka_unit_test(counts_and_keys_are_borrowed),
        cmocka_unit_test(arrays_are_made_of_other_columns),
        cmocka_unit_test(threads_are_given_the_same_arrays),
        cmocka_unit_test(a_merged_result_knows_what_was_asked),
        cmocka_unit_test(counts_of_posts_that_are_too_old_are_no_counts),
        cmocka_unit_test(what_became_of_ids_is_a_table),
        cmocka_unit_test(bad_arguments_are_refused),
        cmocka_unit_test(tables_are_asked_for_what_they_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
