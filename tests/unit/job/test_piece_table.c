/* Pieces as tables: in the piece's order, with the columns of the job's request. */
#include "unit.h"

#include <xengage/table.h>

#include "job/piece.h"
#include "memory.h"
#include "result/table_support.h"
#include "result/tree.h"
#include "result/world.h"

static const uint64_t ids[] = {33333, 11111, 44444, 22222};

enum {
    IDS = sizeof ids / sizeof *ids,
    ROUNDS = 200
};

/* A piece of a job by these dimensions, with an answer, or NULL for none. */
static xeng_piece *make_piece(const char *dimensions, const char *json)
{
    xeng_piece *piece = xeng__piece_new(1, 0, 0, ids, IDS);
    assert_non_null(piece);
    piece->request =
        make_request(XENG_ENDPOINT_HISTORICAL, NULL, "favorites,impressions", "g", dimensions);
    for (size_t i = 0; i < IDS; i++) {
        piece->fates[i].state = XENG_ID_DELIVERED;
    }
    if (json != NULL) {
        xeng_request *request = make_request(XENG_ENDPOINT_HISTORICAL, "11111,22222,33333,44444",
                                             "favorites,impressions", "g", dimensions);
        piece->result = decode(request, json);
        xeng_request_unref(request);
    }
    return piece;
}

static void assert_piece(xeng_piece *piece, int32_t form, const char *expected)
{
    xeng_table *table;
    xeng_error *error = NULL;
    if (xeng_table_of_piece(piece, 0, form, &table, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    /* The table holds the piece. */
    xeng_piece_unref(piece);
    assert_table(table, expected);
    assert_validity(table);
    xeng_table_unref(table);
    assert_int_equal(memory_live(), 0);
}

static void rows_are_in_the_order_of_the_piece(void **state)
{
    (void)state;
    static const char json[] =
        "{\"unavailable_tweet_ids\":[\"44444\"],\"g\":{\"11111\":{\"impressions\":\"1\","
        "\"favorites\":\"2\"},\"22222\":{\"new\":\"3\",\"favorites\":null},\"33333\":{"
        "\"favorites\":\"4\"}}}";
    assert_piece(make_piece("tweet.id,engagement.type", json), XENG_FORM_LONG,
                 "tweet_id engagement_type value: 33333 favorites 4; 33333 impressions -; 11111 "
                 "impressions 1; 11111 favorites 2; 44444 favorites -; 44444 impressions -; 22222 "
                 "new 3; 22222 favorites -; 22222 impressions -");
    assert_piece(make_piece("tweet.id,engagement.type", json), XENG_FORM_WIDE,
                 "tweet_id impressions favorites: 33333 - 4; 11111 1 2; 44444 - -; 22222 - -");
    assert_piece(make_piece("tweet.id,engagement.type,engagement.day",
                            "{\"g\":{\"11111\":{\"favorites\":{\"1970-01-01\":\"1\"}},\"33333\":{"
                            "\"impressions\":{\"1970-01-02\":\"2\",\"1970-01-01\":null}}}}"),
                 XENG_FORM_LONG,
                 "tweet_id engagement_type day value: 33333 impressions 1 2; 33333 impressions 0 "
                 "-; 11111 favorites 0 1");
    assert_piece(make_piece("tweet.id,engagement.type,engagement.day",
                            "{\"g\":{\"11111\":{\"favorites\":{\"1970-01-01\":\"1\"}},\"33333\":{"
                            "\"impressions\":{\"1970-01-02\":\"2\",\"1970-01-01\":null}}}}"),
                 XENG_FORM_WIDE,
                 "tweet_id day impressions favorites: 33333 1 2 -; 33333 0 - -; 11111 0 - 1");
}

/* Some of all counts, in an order by chance. */
static void write_by_chance(uint64_t *seed, xeng__buf *json)
{
    static const char *const words[] = {"impressions", "new", "favorites"};
    const char *comma = "";
    uint32_t first = world_random(seed);
    uint32_t step = world_random(seed) % 2 * 2 + 1;
    xeng__buf_append_text(json, "{\"g\":{");
    for (uint32_t i = 0; i < IDS; i++) {
        uint32_t left_out = world_random(seed);
        if (left_out % 4 == 0) {
            continue;
        }
        xeng__buf_printf(json, "%s\"%" PRIu64 "\":{", comma, ids[(first + i * step) % IDS]);
        comma = "";
        for (uint32_t k = 0; k < 3; k++) {
            if ((left_out >> (8 + k) & 1) == 0) {
                const char *value = world_random(seed) % 4 == 0 ? "null" : "\"7\"";
                xeng__buf_printf(json, "%s\"%s\":%s", comma, words[(left_out + k) % 3], value);
                comma = ",";
            }
        }
        xeng__buf_append_char(json, '}');
        comma = ",";
    }
    xeng__buf_append_text(json, "}}");
}

/* The rows that a piece has to have: found in its tree by key. */
static void list_rows(const xeng_piece *piece, xeng__buf *text)
{
    static const int32_t asked[] = {XENG_METRIC_FAVORITES, XENG_METRIC_IMPRESSIONS};
    const xeng_result *result = piece->result;
    const char *separator = ": ";
    xeng__buf_append_text(text, "tweet_id engagement_type value");
    for (size_t i = 0; i < IDS; i++) {
        xeng_node post = xeng_result_child_by_id(result, xeng_result_root(result, 0), ids[i]);
        for (size_t k = 0; k < xeng_result_child_count(result, post); k++) {
            xeng_node leaf = xeng_result_child_at(result, post, k);
            bool known = xeng_result_value(result, leaf, NULL) == XENG_VALUE_DELIVERED;
            xeng__buf_printf(text, "%s%" PRIu64 " %s %s", separator, ids[i],
                             xeng_result_key(result, leaf), known ? "7" : "-");
            separator = "; ";
        }
        for (size_t k = 0; k < 2; k++) {
            if (xeng_result_child_by_metric(result, post, asked[k]) == XENG_NODE_NONE) {
                xeng__buf_printf(text, "%s%" PRIu64 " %s -", separator, ids[i],
                                 xeng_metric_name(asked[k]));
                separator = "; ";
            }
        }
    }
}

static void rows_are_those_that_are_found_by_key(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int round = 0; round < ROUNDS; round++) {
        xeng__buf json = XENG__BUF_EMPTY;
        xeng__buf expected = XENG__BUF_EMPTY;
        write_by_chance(&seed, &json);
        xeng_piece *piece = make_piece("tweet.id,engagement.type", xeng__buf_text(&json));
        list_rows(piece, &expected);
        xeng_table *tall;
        xeng_table *wide;
        assert_int_equal(xeng_table_of_piece(piece, 0, XENG_FORM_LONG, &tall, NULL), XENG_OK);
        assert_int_equal(xeng_table_of_piece(piece, 0, XENG_FORM_WIDE, &wide, NULL), XENG_OK);
        assert_table(tall, xeng__buf_text(&expected));
        assert_validity(tall);
        assert_int_equal(xeng_table_row_count(wide), IDS);
        for (size_t row = 0; row < IDS; row++) {
            assert_true(xeng_table_ids(wide)[row] == (int64_t)ids[row]);
        }
        assert_validity(wide);
        xeng_table_unref(tall);
        xeng_table_unref(wide);
        xeng_piece_unref(piece);
        xeng__buf_free(&expected);
        xeng__buf_free(&json);
    }
    assert_int_equal(memory_live(), 0);
}

static void posts_on_a_later_level_are_as_they_were_sent(void **state)
{
    (void)state;
    assert_piece(make_piece("engagement.type,tweet.id",
                            "{\"g\":{\"impressions\":{\"11111\":\"1\",\"33333\":\"2\"},"
                            "\"favorites\":{\"22222\":\"3\"}}}"),
                 XENG_FORM_LONG,
                 "engagement_type tweet_id value: impressions 11111 1; impressions 33333 2; "
                 "favorites 22222 3; favorites 33333 -; favorites 11111 -; favorites 44444 -; "
                 "impressions 44444 -; impressions 22222 -");
    assert_piece(make_piece("engagement.type,tweet.id",
                            "{\"g\":{\"impressions\":{\"11111\":\"1\",\"33333\":\"2\"},"
                            "\"favorites\":{\"22222\":\"3\"}}}"),
                 XENG_FORM_WIDE,
                 "tweet_id impressions favorites: 11111 1 -; 33333 2 -; 22222 - 3; 44444 - -");
}

static void a_piece_without_counts_has_all_columns(void **state)
{
    (void)state;
    assert_piece(make_piece("tweet.id", NULL), XENG_FORM_LONG,
                 "tweet_id value: 33333 -; 11111 -; 44444 -; 22222 -");
    assert_piece(make_piece("tweet.id,engagement.type", NULL), XENG_FORM_WIDE,
                 "tweet_id impressions favorites: 33333 - -; 11111 - -; 44444 - -; 22222 - -");
    assert_piece(make_piece("tweet.id,engagement.hour", NULL), XENG_FORM_LONG,
                 "tweet_id hour value");
    assert_piece(make_piece("engagement.type", NULL), XENG_FORM_LONG,
                 "engagement_type value: favorites -; impressions -");
}

static void ids_that_failed_in_an_unfinished_piece_have_no_rows(void **state)
{
    (void)state;
    xeng_piece *piece = make_piece("tweet.id", "{\"g\":{\"11111\":\"1\"}}");
    piece->unfinished = true;
    piece->fates[0].state = XENG_ID_FAILED;
    piece->fates[3].state = XENG_ID_FORBIDDEN;
    piece->fates[2].state = XENG_ID_FAILED;
    assert_piece(piece, XENG_FORM_LONG, "tweet_id value: 11111 1; 22222 -");
    piece = make_piece("tweet.id", "{\"g\":{\"11111\":\"1\"}}");
    piece->fates[0].state = XENG_ID_FAILED;
    assert_piece(piece, XENG_FORM_LONG, "tweet_id value: 33333 -; 11111 1; 44444 -; 22222 -");
}

static void words_are_the_same_in_every_piece(void **state)
{
    (void)state;
    xeng_piece *piece =
        make_piece("tweet.id,engagement.type",
                   "{\"g\":{\"33333\":{\"new\":\"1\",\"impressions\":\"2\",\"favorites\":\"3\"}}}");
    xeng_table *table;
    assert_int_equal(xeng_table_of_piece(piece, 0, XENG_FORM_LONG, &table, NULL), XENG_OK);
    assert_int_equal(xeng_table_word_count(table, 1), 3);
    assert_string_equal(xeng_table_word(table, 1, 0), "favorites");
    assert_string_equal(xeng_table_word(table, 1, 1), "impressions");
    assert_string_equal(xeng_table_word(table, 1, 2), "new");
    xeng_table_unref(table);
    xeng_piece_unref(piece);
}

static void a_piece_in_order_is_borrowed(void **state)
{
    (void)state;
    xeng_piece *piece = make_piece(
        "tweet.id,engagement.type",
        "{\"g\":{\"33333\":{\"favorites\":\"1\",\"impressions\":\"2\"},\"11111\":{"
        "\"favorites\":\"3\",\"impressions\":\"4\"},\"44444\":{\"favorites\":\"5\","
        "\"impressions\":\"6\"},\"22222\":{\"favorites\":\"7\",\"impressions\":\"8\"}}}");
    xeng_table *table;
    assert_int_equal(xeng_table_of_piece(piece, 0, XENG_FORM_LONG, &table, NULL), XENG_OK);
    assert_ptr_equal(xeng_table_values(table), piece->result->trees[0].values);
    assert_ptr_equal(xeng_table_column_data(table, 1), piece->result->trees[0].levels[1].keys);
    xeng_table_unref(table);
    xeng_piece_unref(piece);
}

static void what_became_of_the_ids_has_its_reasons(void **state)
{
    (void)state;
    xeng_piece *piece = make_piece("tweet.id", NULL);
    xeng_table *table;
    piece->fates[0] = (xeng__fate){XENG_ID_FORBIDDEN, 0, XENG_ERROR_FORBIDDEN_POSTS};
    piece->fates[2] = (xeng__fate){XENG_ID_UNAVAILABLE, 0, XENG_ERROR_PROTOCOL};
    piece->fates[3] = (xeng__fate){XENG_ID_FAILED, 0, XENG_ERROR_CANCELLED};
    assert_true(xeng__piece_add_reason(piece, XENG_ERROR_FORBIDDEN_POSTS, "mine"));
    assert_true(xeng__piece_add_reason(piece, XENG_ERROR_PROTOCOL, "gone"));
    assert_true(xeng__piece_add_reason(piece, XENG_ERROR_CANCELLED, "mine"));
    assert_int_equal(xeng_table_of_piece_ids(piece, &table, NULL), XENG_OK);
    xeng_piece_unref(piece);
    assert_table(table, "tweet_id state reason: 33333 forbidden mine; 11111 delivered ''; 44444 "
                        "unavailable gone; 22222 failed mine");
    /* No word is there twice. */
    assert_int_equal(xeng_table_word_count(table, 2), 3);
    xeng_table_unref(table);
    assert_int_equal(memory_live(), 0);
}

static void tables_of_pieces_bear_bad_arguments(void **state)
{
    xeng_table *table = (xeng_table *)state;
    xeng_piece *piece = make_piece("tweet.id", NULL);
    ASSERT_REFUSED("piece is NULL", xeng_table_of_piece(NULL, 0, XENG_FORM_LONG, &table, error));
    assert_null(table);
    ASSERT_REFUSED("table is NULL", xeng_table_of_piece(piece, 0, XENG_FORM_LONG, NULL, error));
    ASSERT_REFUSED("there is no grouping 1: the job's request has 1, numbered from 0",
                   xeng_table_of_piece(piece, 1, XENG_FORM_LONG, &table, error));
    ASSERT_REFUSED("no form 11", xeng_table_of_piece(piece, 0, 11, &table, error));
    ASSERT_REFUSED("no wide form", xeng_table_of_piece(piece, 0, XENG_FORM_WIDE, &table, error));
    ASSERT_REFUSED("piece is NULL", xeng_table_of_piece_ids(NULL, &table, error));
    ASSERT_REFUSED("table is NULL", xeng_table_of_piece_ids(piece, NULL, error));
    xeng_piece_unref(piece);
    assert_int_equal(memory_live(), 0);
}

static void tables_of_pieces_survive_every_failure(void **state)
{
    (void)state;
    xeng_piece *piece = make_piece("tweet.id,engagement.type",
                                   "{\"g\":{\"11111\":{\"impressions\":\"1\",\"new\":\"2\"}}}");
    assert_true(xeng__piece_add_reason(piece, XENG_ERROR_PROTOCOL, "gone"));
    for (int32_t form = 0; form <= XENG_FORM_WIDE; form += 10) {
        size_t n = 0;
        for (bool ran_out = true; ran_out; n++) {
            xeng_table *table;
            size_t before = memory_live();
            memory_fail_after(n, true);
            int32_t code = form == 0 ? xeng_table_of_piece_ids(piece, &table, NULL)
                                     : xeng_table_of_piece(piece, 0, form, &table, NULL);
            ran_out = memory_recover();
            assert_int_equal(code, ran_out ? XENG_ERROR_NO_MEMORY : XENG_OK);
            assert_true((table == NULL) == ran_out);
            xeng_table_unref(table);
            assert_int_equal(memory_live(), before);
        }
        assert_true(n > 5);
    }
    xeng_piece_unref(piece);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_in_the_order_of_the_piece),
        cmocka_unit_test(rows_are_those_that_are_found_by_key),
        cmocka_unit_test(posts_on_a_later_level_are_as_they_were_sent),
        cmocka_unit_test(a_piece_without_counts_has_all_columns),
        cmocka_unit_test(ids_that_failed_in_an_unfinished_piece_have_no_rows),
        cmocka_unit_test(words_are_the_same_in_every_piece),
        cmocka_unit_test(a_piece_in_order_is_borrowed),
        cmocka_unit_test(what_became_of_the_ids_has_its_reasons),
        cmocka_unit_test(tables_of_pieces_bear_bad_arguments),
        cmocka_unit_test(tables_of_pieces_survive_every_failure),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
