/* Jobs as streams of Arrow data. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <xengage/arrow.h>

#include "jobs.h"
#include "peer.h"

enum {
    HOURLY_IDS = 25 /* a piece, on 28hr */
};

/* A job of fresh Posts by some dimensions, whose pieces come in order. */
static xeng_job *job_by(int32_t endpoint, const char *dimensions, size_t count)
{
    xeng_request *request = request_for(endpoint, NULL, 0, NULL, dimensions);
    xeng_job *job = NULL;
    MUST(xeng_job_new(client, request, &job, error));
    MUST(xeng_job_add_credentials(job, user, NULL, error));
    add_posts(job, 1, count, 3);
    xeng_job_set_ordered(job, 1);
    xeng_request_unref(request);
    return job;
}

/* The only owner of the job is the stream then. */
static void stream_of(xeng_job *job, struct ArrowArrayStream *stream)
{
    MUST(xeng_job_to_arrow_stream(job, 0, XENG_FORM_LONG, stream, error));
    xeng_job_unref(job);
}

static void assert_columns(struct ArrowArrayStream *stream, const char *expected)
{
    struct ArrowSchema schema;
    char names[256] = "";
    assert_int_equal(stream->get_schema(stream, &schema), 0);
    for (int64_t i = 0; i < schema.n_children; i++) {
        size_t at = strlen(names);
        (void)snprintf(names + at, sizeof names - at, "%s%s:%s", i == 0 ? "" : " ",
                       schema.children[i]->name, schema.children[i]->format);
    }
    schema.release(&schema);
    assert_string_equal(names, expected);
}

/* The next batch, which there must be. */
static void take(struct ArrowArrayStream *stream, struct ArrowArray *batch)
{
    int code = stream->get_next(stream, batch);
    if (code != 0 || batch->release == NULL) {
        fail_msg("%d: %s", code, code == 0 ? "the end" : stream->get_last_error(stream));
    }
}

/* The end has come, and stays. */
static void assert_end(struct ArrowArrayStream *stream)
{
    struct ArrowArray batch;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(stream->get_next(stream, &batch), 0);
        assert_null(batch.release);
    }
    assert_null(stream->get_last_error(stream));
}

static void assert_fails(struct ArrowArrayStream *stream, int expected, const char *words)
{
    struct ArrowArray batch;
    struct ArrowSchema schema;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(stream->get_next(stream, &batch), expected);
        assert_null(batch.release);
        assert_non_null(strstr(stream->get_last_error(stream), words));
    }
    assert_int_equal(stream->get_schema(stream, &schema), expected);
}

static const int64_t *longs(const struct ArrowArray *batch, int64_t column)
{
    return batch->children[column]->buffers[1];
}

static void a_batch_is_a_piece_and_acknowledged_with_the_next(void **state)
{
    (void)state;
    begin(NULL);
    struct ArrowArrayStream stream;
    xeng_job *job = xeng_job_ref(job_by(XENG_ENDPOINT_TOTALS, NULL, JOB_IDS));
    stream_of(job, &stream);
    assert_columns(&stream, "tweet_id:l engagement_type:i value:l");
    for (size_t piece = 0; piece < JOB_PIECES; piece++) {
        struct ArrowArray batch;
        take(&stream, &batch);
        assert_int_equal(xeng_job_figure(job, XENG_FIGURE_PIECES_DONE), piece);
        assert_int_equal(batch.length, JOB_PIECE_IDS);
        for (size_t i = 0; i < JOB_PIECE_IDS; i++) {
            assert_true(longs(&batch, 0)[i] == (int64_t)post(1 + piece * JOB_PIECE_IDS + i, 3));
        }
        size_t some = piece * 31;
        assert_true(longs(&batch, 2)[some] == simulator_count((uint64_t)longs(&batch, 0)[some],
                                                              "favorites", SIMULATOR_CREATION,
                                                              NOW));
        batch.release(&batch);
    }
    assert_end(&stream);
    assert_int_equal(xeng_job_figure(job, XENG_FIGURE_PIECES_DONE), JOB_PIECES);
    stream.release(&stream);
    assert_null(stream.release);
    xeng_job_unref(job);
    end();
}

/* The first piece has nothing but deleted Posts. */
static const char *deleted_posts(void)
{
    static char json[4096];
    size_t at = (size_t)snprintf(json, sizeof json, "{\"posts\":[");
    for (uint64_t i = 1; i <= HOURLY_IDS; i++) {
        at +=
            (size_t)snprintf(json + at, sizeof json - at, "%s{\"id\":\"%s\",\"state\":\"deleted\"}",
                             i == 1 ? "" : ",", id_text(post(i, 3)));
    }
    (void)snprintf(json + at, sizeof json - at, "]}");
    return json;
}

/* Batches of hours of the second piece's Posts, with these columns. */
static void stream_hours(const char *shape, const char *columns)
{
    sim = simulator_start(NOW_FLAG, deleted_posts(), shape, NULL);
    begin_with(sim_options(sim));
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    stream_of(job_by(XENG_ENDPOINT_28HR, "tweet.id,engagement.hour", 2 * HOURLY_IDS), &stream);
    assert_columns(&stream, columns);
    take(&stream, &batch);
    assert_true(longs(&batch, 0)[0] == (int64_t)post(HOURLY_IDS + 1, 3));
    assert_true(batch.length >= 24 * HOURLY_IDS);
    batch.release(&batch);
    assert_end(&stream);
    stream.release(&stream);
    end();
}

static void the_first_counts_tell_whether_there_are_days(void **state)
{
    (void)state;
    stream_hours("--hour-shape=flat", "tweet_id:l hour:c value:l");
    stream_hours("--hour-shape=dated", "tweet_id:l day:tdD hour:tss:UTC value:l");
}

static void without_any_counts_the_columns_are_those_of_the_request(void **state)
{
    (void)state;
    sim = simulator_start(NOW_FLAG, deleted_posts(), "--hour-shape=dated", NULL);
    begin_with(sim_options(sim));
    struct ArrowArrayStream stream;
    stream_of(job_by(XENG_ENDPOINT_28HR, "tweet.id,engagement.hour", HOURLY_IDS), &stream);
    assert_columns(&stream, "tweet_id:l hour:c value:l");
    assert_end(&stream);
    stream.release(&stream);
    end();
}

static void sums_are_one_batch_at_the_end(void **state)
{
    (void)state;
    begin(NULL);
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    int64_t sum = 0;
    stream_of(job_by(XENG_ENDPOINT_TOTALS, NULL, 2 * JOB_PIECE_IDS), &stream);
    for (int i = 0; i < 2; i++) {
        take(&stream, &batch);
        for (int64_t row = 0; row < batch.length; row++) {
            sum += longs(&batch, 2)[row];
        }
        batch.release(&batch);
    }
    stream.release(&stream);
    stream_of(job_by(XENG_ENDPOINT_TOTALS, "engagement.type", 2 * JOB_PIECE_IDS), &stream);
    assert_columns(&stream, "engagement_type:i value:l");
    take(&stream, &batch);
    assert_int_equal(batch.length, 1);
    assert_true(longs(&batch, 1)[0] == sum);
    batch.release(&batch);
    assert_end(&stream);
    stream.release(&stream);
    end();
}

static void sums_come_again_from_a_journal(void **state)
{
    (void)state;
    begin(NULL);
    int64_t sums[2];
    for (size_t i = 0; i < 2; i++) {
        struct ArrowArrayStream stream;
        struct ArrowArray batch;
        xeng_job *job = job_by(XENG_ENDPOINT_TOTALS, "engagement.type", 2 * JOB_PIECE_IDS);
        MUST(xeng_job_set_journal(job, journal, error));
        stream_of(job, &stream);
        take(&stream, &batch);
        assert_int_equal(batch.length, 1);
        sums[i] = *longs(&batch, 1);
        batch.release(&batch);
        assert_end(&stream);
        stream.release(&stream);
    }
    assert_true(sums[0] == sums[1]);
    assert_int_equal(simulator_request_count(sim), 2);
    end();
}

static void what_was_not_acknowledged_comes_again(void **state)
{
    (void)state;
    begin(NULL);
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    xeng_job *job = job_by(XENG_ENDPOINT_TOTALS, NULL, JOB_IDS);
    MUST(xeng_job_set_journal(job, journal, error));
    stream_of(job, &stream);
    for (int i = 0; i < 3; i++) {
        take(&stream, &batch);
        /* The batch may live longer than the stream. */
        if (i < 2) {
            batch.release(&batch);
        }
    }
    stream.release(&stream);
    assert_true(longs(&batch, 0)[0] == (int64_t)post(1 + 2 * JOB_PIECE_IDS, 3));
    batch.release(&batch);
    job = job_by(XENG_ENDPOINT_TOTALS, NULL, JOB_IDS);
    MUST(xeng_job_set_journal(job, journal, error));
    stream_of(job, &stream);
    for (uint64_t piece = 2; piece < JOB_PIECES; piece++) {
        take(&stream, &batch);
        assert_true(longs(&batch, 0)[0] == (int64_t)post(1 + piece * JOB_PIECE_IDS, 3));
        batch.release(&batch);
    }
    assert_end(&stream);
    stream.release(&stream);
    end();
}

static void a_stopped_job_ends_its_stream_but_has_no_sums(void **state)
{
    (void)state;
    begin("--fault=delay=200");
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    xeng_job *job = xeng_job_ref(job_by(XENG_ENDPOINT_TOTALS, NULL, JOB_IDS));
    stream_of(job, &stream);
    take(&stream, &batch);
    batch.release(&batch);
    xeng_job_cancel(job);
    /* What was complete by then comes still. */
    size_t batches = 1;
    for (bool more = true; more; batches++) {
        assert_in_range(batches, 1, JOB_PIECES);
        assert_int_equal(stream.get_next(&stream, &batch), 0);
        more = batch.release != NULL;
        if (more) {
            batch.release(&batch);
        }
    }
    assert_end(&stream);
    stream.release(&stream);
    xeng_job_unref(job);
    job = xeng_job_ref(job_by(XENG_ENDPOINT_TOTALS, "engagement.type", JOB_IDS));
    stream_of(job, &stream);
    xeng_job_cancel(job);
    assert_fails(&stream, ECANCELED, "no sums over all Posts");
    stream.release(&stream);
    xeng_job_unref(job);
    end();
}

/* Hours of one Post: of the first piece's with a day above, of the second's without. */
static int answer_with_days_once(peer *self, int fd, size_t number, const char *request)
{
    char body[256];
    const char *second = strstr(request, id_text(post(HOURLY_IDS + 1, 3)));
    (void)self;
    (void)number;
    (void)snprintf(body, sizeof body,
                   second == NULL ? "{\"g\":{\"%s\":{\"2026-11-24\":{%s}}}}"
                                  : "{\"g\":{\"%s\":{%s}}}",
                   id_text(second == NULL ? post(1, 3) : post(HOURLY_IDS + 1, 3)), "\"05\":\"1\"");
    return peer_reply(fd, "200 OK", "Content-Type: application/json\r\n", body);
}

static void answers_that_differ_are_an_error_that_says_so(void **state)
{
    (void)state;
    static peer server;
    peer_start(&server, answer_with_days_once, NULL);
    client = client_with(options_for(server.url, NULL));
    user = user_credentials();
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    stream_of(job_by(XENG_ENDPOINT_28HR, "tweet.id,engagement.hour", HOURLY_IDS + 1), &stream);
    assert_columns(&stream, "tweet_id:l day:tdD hour:tss:UTC value:l");
    take(&stream, &batch);
    assert_int_equal(batch.length, 1);
    batch.release(&batch);
    assert_fails(&stream, EIO,
                 "there are tweet_id, hour, value, but before there were tweet_id, day, hour, "
                 "value");
    stream.release(&stream);
    xeng_credentials_unref(user);
    xeng_client_unref(client);
    peer_stop(&server);
}

static void assert_refused(xeng_job *job, size_t grouping, int32_t form, int32_t code,
                           const char *words)
{
    xeng_error *error = NULL;
    struct ArrowArrayStream stream;
    int32_t refusal = xeng_job_to_arrow_stream(job, grouping, form, &stream, &error);
    MUST_BE(error, code, refusal);
    MUST_MENTION(error, words);
    assert_null(stream.release);
    xeng_error_unref(error);
}

static void what_cannot_be_streamed_is_refused(void **state)
{
    (void)state;
    begin(NULL);
    xeng_job *job = job_by(XENG_ENDPOINT_TOTALS, "tweet.id", 1);
    struct ArrowArrayStream stream;
    assert_refused(job, 1, XENG_FORM_LONG, XENG_ERROR_INVALID_ARGUMENT, "there is no grouping 1");
    assert_refused(job, 0, XENG_FORM_WIDE, XENG_ERROR_INVALID_ARGUMENT, "no wide form");
    assert_refused(job, 0, 0, XENG_ERROR_INVALID_ARGUMENT, "no form 0");
    assert_refused(NULL, 0, XENG_FORM_LONG, XENG_ERROR_INVALID_ARGUMENT, "job is NULL");
    assert_int_equal(xeng_job_to_arrow_stream(job, 0, XENG_FORM_LONG, NULL, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    acknowledge(job, next(job, -1));
    assert_refused(job, 0, XENG_FORM_LONG, XENG_ERROR_STATE, "pieces were taken");
    xeng_job_unref(job);
    /* What stops the job is the stream's error; without ids it can't begin. */
    job = empty_job(user, NULL);
    stream_of(job, &stream);
    assert_fails(&stream, EINVAL, "id");
    stream.release(&stream);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_is_a_piece_and_acknowledged_with_the_next),
        cmocka_unit_test(the_first_counts_tell_whether_there_are_days),
        cmocka_unit_test(without_any_counts_the_columns_are_those_of_the_request),
        cmocka_unit_test(sums_are_one_batch_at_the_end),
        cmocka_unit_test(sums_come_again_from_a_journal),
        cmocka_unit_test(what_was_not_acknowledged_comes_again),
        cmocka_unit_test(a_stopped_job_ends_its_stream_but_has_no_sums),
        cmocka_unit_test(answers_that_differ_are_an_error_that_says_so),
        cmocka_unit_test(what_cannot_be_streamed_is_refused),
    };
    return cmocka_run_group_tests(tests, clean_environment, NULL);
}
