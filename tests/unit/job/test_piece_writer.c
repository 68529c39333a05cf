/* Pieces as text: their Posts' counts, and what became of the others. */
#include "unit.h"

#include "job/piece.h"
#include "memory.h"
#include "result/written.h"

static const uint64_t ids[] = {33333, 11111, 22222};

enum {
    IDS = sizeof ids / sizeof *ids
};

static xeng_request *job_request(void)
{
    xeng_request *request = make_request(XENG_ENDPOINT_TOTALS, NULL, "favorites,impressions", "g",
                                         "tweet.id,engagement.type");
    assert_int_equal(xeng_request_add_grouping_text(request, "sum", "engagement.type", NULL),
                     XENG_OK);
    return request;
}

/* A piece of which one Post was delivered, one is unavailable and one failed. */
static xeng_piece *make_piece(void)
{
    xeng_piece *piece = xeng__piece_new(1, 0, 0, ids, IDS);
    assert_non_null(piece);
    piece->request = job_request();
    piece->fates[0].state = XENG_ID_DELIVERED;
    piece->fates[1].state = XENG_ID_UNAVAILABLE;
    piece->fates[1].reason = XENG_ERROR_FORBIDDEN_POSTS;
    piece->fates[2].state = XENG_ID_FAILED;
    piece->fates[2].reason = XENG_ERROR_PROTOCOL;
    assert_true(xeng__piece_add_reason(piece, XENG_ERROR_FORBIDDEN_POSTS, "it is \"gone\""));
    assert_true(xeng__piece_add_reason(piece, XENG_ERROR_PROTOCOL, "not\nanswered"));
    piece->result = decode(piece->request, "{\"g\":{\"33333\":{\"favorites\":\"4\",\"impressions\":"
                                           "\"-1\"}},\"sum\":{\"favorites\":\"4\"}}");
    return piece;
}

/* Writes a piece; the writer holds it. */
static void assert_piece(int32_t format, int32_t form, const char *expected)
{
    xeng_request *request = job_request();
    xeng_piece *piece = make_piece();
    xeng_writer *writer = make_writer(request, NULL, format, form, 0);
    xeng__buf text = XENG__BUF_EMPTY;
    xeng_request_unref(request);
    assert_int_equal(xeng_writer_add_piece(writer, piece, NULL), XENG_OK);
    xeng_piece_unref(piece);
    take_text(writer, &text);
    assert_string_equal(text.data, expected);
    xeng_writer_unref(writer);
    xeng__buf_free(&text);
    assert_int_equal(memory_live(), 0);
}

static void posts_are_written_in_the_piece_s_order_and_sums_are_not(void **state)
{
    (void)state;
    assert_piece(XENG_WRITE_CSV, XENG_FORM_LONG,
                 "grouping,tweet_id,engagement_type,value\n"
                 "g,33333,favorites,4\ng,33333,impressions,-1\n"
                 "g,11111,favorites,\ng,11111,impressions,\n"
                 "g,22222,favorites,\ng,22222,impressions,\n");
    assert_piece(XENG_WRITE_CSV, XENG_FORM_WIDE,
                 "grouping,tweet_id,impressions,favorites\ng,33333,-1,4\ng,11111,,\ng,22222,,\n");
}

static void json_lines_tell_why_an_id_was_not_delivered(void **state)
{
    (void)state;
    assert_piece(
        XENG_WRITE_JSON_LINES, XENG_FORM_WIDE,
        "{\"grouping\":\"g\",\"tweet_id\":\"33333\",\"impressions\":-1,\"favorites\":4}\n"
        "{\"grouping\":\"g\",\"tweet_id\":\"11111\",\"impressions\":null,\"favorites\":null}\n"
        "{\"grouping\":\"g\",\"tweet_id\":\"22222\",\"impressions\":null,\"favorites\":null}\n"
        "{\"tweet_id\":\"11111\",\"state\":\"unavailable\",\"reason\":\"it is \\\"gone\\\"\"}\n"
        "{\"tweet_id\":\"22222\",\"state\":\"failed\",\"reason\":\"not\\nanswered\"}\n");
}

static void pieces_of_another_job_are_refused(void **state)
{
    (void)state;
    xeng_piece *piece = make_piece();
    xeng_request *others[] = {
        make_request(XENG_ENDPOINT_TOTALS, NULL, "favorites,impressions", "g",
                     "tweet.id,engagement.type"),
        make_request(XENG_ENDPOINT_TOTALS, NULL, "favorites", "g", "tweet.id,engagement.type"),
        make_request(XENG_ENDPOINT_TOTALS, NULL, "favorites,impressions", "g",
                     "engagement.type,tweet.id"),
    };
    assert_int_equal(xeng_request_add_grouping_text(others[1], "sum", "engagement.type", NULL),
                     XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(others[2], "sum", "engagement.type", NULL),
                     XENG_OK);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        xeng_writer *writer = make_writer(others[i], NULL, XENG_WRITE_CSV, XENG_FORM_LONG, 0);
        assert_int_equal(xeng_writer_add_piece(writer, piece, NULL), XENG_ERROR_INVALID_ARGUMENT);
        xeng_writer_unref(writer);
        xeng_request_unref(others[i]);
    }
    xeng_piece_unref(piece);
    assert_int_equal(memory_live(), 0);
}

static void memory_that_runs_out_is_reported_and_not_leaked(void **state)
{
    (void)state;
    bool refused = true;
    for (size_t n = 0; refused; n++) {
        xeng_piece *piece = make_piece();
        xeng_writer *writer =
            make_writer(piece->request, NULL, XENG_WRITE_JSON_LINES, XENG_FORM_LONG, 0);
        const void *bytes;
        size_t size;
        xeng_error *error = NULL;
        memory_fail_after(n, true);
        int32_t code = xeng_writer_add_piece(writer, piece, &error);
        do {
            code = code != XENG_OK ? code : xeng_writer_next(writer, &bytes, &size, &error);
        } while (code == XENG_OK && size > 0);
        refused = memory_recover();
        assert_int_equal(code, refused ? XENG_ERROR_NO_MEMORY : XENG_OK);
        assert_int_equal(xeng_error_code(error), code);
        xeng_error_unref(error);
        xeng_writer_unref(writer);
        xeng_piece_unref(piece);
        assert_int_equal(memory_live(), 0);
        assert_true(refused || n > 10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posts_are_written_in_the_piece_s_order_and_sums_are_not),
        cmocka_unit_test(json_lines_tell_why_an_id_was_not_delivered),
        cmocka_unit_test(pieces_of_another_job_are_refused),
        cmocka_unit_test(memory_that_runs_out_is_reported_and_not_leaked),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
