/* Batches: what answers lead to, and pieces. */
#include "job/batch_world.h"

#include "base/error.h"
#include "job/piece.h"
#include "memory.h"

static void batch_is_complete_without_a_metric_to_ask_for(void **state)
{
    (void)state;
    world self;
    xeng_piece *piece;
    xeng__batch *batch;
    xeng_request *request;
    uint64_t ids[] = {5, 6};
    xeng__window window = {XENG_TIME_UNSET, XENG_TIME_UNSET};
    assert_int_equal(xeng_request_new(XENG_ENDPOINT_TOTALS, NULL, &request, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_metric(request, XENG_METRIC_IMPRESSIONS, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_grouping_text(request, "g", "tweet.id,engagement.type", NULL),
                     XENG_OK);
    self.rules = (xeng__batch_rules){request, &window, 1, XENG_TIME_UNSET};
    uint32_t kind = XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS | XENG_UNSUPPORTED_VIDEO_VIEWS;
    assert_int_equal(xeng__batch_new(&self.rules, kind, 0, 0, 0, ids, 2, &batch, NULL), XENG_OK);
    assert_true(xeng__batch_complete(batch));
    assert_null(xeng__batch_next(batch));
    assert_int_equal(xeng__batch_finish(batch, &piece, NULL), XENG_OK);
    assert_null(xeng_piece_result(piece));
    assert_int_equal(xeng_piece_id_state(piece, 1), XENG_ID_UNSUPPORTED);
    assert_int_equal(xeng_piece_id_unsupported(piece, 1), XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS);
    assert_int_equal(xeng_piece_id_reason(piece, 1), XENG_ERROR_UNSUPPORTED_POSTS);
    assert_string_not_equal(xeng_piece_id_reason_text(piece, 1), "");
    xeng_piece_unref(piece);
    xeng__batch_free(batch);
    xeng_request_unref(request);
}

static void batch_asks_for_other_windows_at_once(void **state)
{
    (void)state;
    world self;
    xeng__question *question = NULL;
    world_init(&self, 25, 4, true, false);
    xeng__batch *batch = world_batch(&self);
    world_answer(&self, batch, NULL);
    assert_true(xeng__batch_bytes(batch) > 0);
    for (size_t window = 1; window < 4; window++) {
        question = xeng__batch_next(batch);
        assert_int_equal(question->window, window);
    }
    assert_null(xeng__batch_next(batch));
    assert_int_equal(xeng__batch_asked(batch), 3);
    xeng__batch_put_back(batch, question);
    assert_ptr_equal(xeng__batch_next(batch), question);
    xeng__batch_free(batch);
    world_free(&self);
}

static void answer(xeng__batch *batch, xeng__question *question, int32_t code, uint64_t id)
{
    xeng_error *failure = NULL;
    (void)xeng__fail(&failure, code, "no");
    if (id != 0) {
        xeng__error_add_id(failure, id);
    }
    assert_int_equal(xeng__batch_answer(batch, question, NULL, failure, NULL, NULL), XENG_OK);
    xeng_error_unref(failure);
}

static void batch_holds_the_second_half_for_the_first(void **state)
{
    (void)state;
    world self;
    world_init(&self, 8, 0, true, false);
    xeng__batch *batch = world_batch(&self);
    answer(batch, xeng__batch_next(batch), XENG_ERROR_FORBIDDEN_POSTS, 0);
    xeng__question *first = xeng__batch_next(batch);
    assert_int_equal(first->count, 4);
    assert_null(xeng__batch_next(batch));
    answer(batch, first, XENG_ERROR_FORBIDDEN_POSTS, 0);
    /* Halves of the first, and the second, about which nothing is known. */
    first = xeng__batch_next(batch);
    xeng__question *second = xeng__batch_next(batch);
    assert_int_equal(first->count, 2);
    assert_int_equal(second->count, 4);
    assert_int_equal(second->members[0], 4);
    xeng__batch_free(batch);
    world_free(&self);
}

/* Who was to blame for a refusal isn't known any more when one of those who may be is lost. */
static void batch_asks_for_the_second_half_when_the_first_has_lost_an_id(void **state)
{
    (void)state;
    world self;
    world_init(&self, 8, 3, true, false);
    xeng__batch *batch = world_batch(&self);
    world_answer(&self, batch, NULL);
    xeng__question *one = xeng__batch_next(batch);
    xeng__question *other = xeng__batch_next(batch);
    answer(batch, one, XENG_ERROR_FORBIDDEN_POSTS, 0);
    answer(batch, other, XENG_ERROR_FORBIDDEN_POSTS, self.ids[2]);
    world_answer(&self, batch, NULL);
    xeng__question *second = xeng__batch_next(batch);
    assert_int_equal(second->window, 1);
    assert_int_equal(second->count, 4);
    assert_int_equal(second->members[0], 4);
    xeng__batch_free(batch);
    world_free(&self);
}

static void batch_gathers_old_posts_before_asking_again(void **state)
{
    (void)state;
    world self;
    world_init(&self, 8, 0, true, false);
    xeng__batch *batch = world_batch(&self);
    answer(batch, xeng__batch_next(batch), XENG_ERROR_UNSUPPORTED_POSTS, self.ids[2]);
    xeng__question *rest = xeng__batch_next(batch);
    assert_int_equal(rest->count, 7);
    assert_null(xeng__batch_next(batch));
    answer(batch, rest, XENG_ERROR_UNSUPPORTED_POSTS, self.ids[6]);
    rest = xeng__batch_next(batch);
    assert_int_equal(rest->count, 6);
    for (size_t i = 0; i < 6; i++) {
        /* It is refused for one after the other, which are lost. */
        answer(batch, rest, XENG_ERROR_FORBIDDEN_POSTS, self.ids[rest->members[0]]);
        rest = xeng__batch_next(batch);
    }
    assert_int_equal(rest->count, 2);
    assert_int_equal(rest->without, XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS);
    xeng__batch_free(batch);
    world_free(&self);
}

static void batch_asks_one_at_a_time_where_the_request_may_be_at_fault(void **state)
{
    (void)state;
    world self;
    world_init(&self, 16, 0, true, false);
    xeng__batch *batch = world_batch(&self);
    for (size_t asked = 0; asked < 5; asked++) {
        xeng__question *question = xeng__batch_next(batch);
        assert_null(xeng__batch_next(batch));
        assert_int_equal(xeng__batch_refusals(batch), 0);
        assert_int_equal(question->members[0], 0);
        answer(batch, question, XENG_ERROR_BAD_REQUEST, 0);
    }
    assert_int_equal(xeng__batch_refusals(batch), 1);
    xeng__batch_free(batch);
    world_free(&self);
}

static void batch_says_which_errors_are_about_ids(void **state)
{
    (void)state;
    static const struct {
        int32_t code;
        bool taken;
    } codes[] = {
        {XENG_ERROR_FORBIDDEN_POSTS, true},   {XENG_ERROR_UNAVAILABLE_POSTS, true},
        {XENG_ERROR_UNSUPPORTED_POSTS, true}, {XENG_ERROR_BAD_REQUEST, true},
        {XENG_ERROR_FORBIDDEN, false},        {XENG_ERROR_FORBIDDEN_METRICS, false},
        {XENG_ERROR_UNAUTHORIZED, false},     {XENG_ERROR_NOT_FOUND, false},
        {XENG_ERROR_REFUSED, false},          {XENG_ERROR_SERVER, false},
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        xeng_error *error = NULL;
        (void)xeng__fail(&error, codes[i].code, "x");
        assert_int_equal(xeng__batch_takes(error), codes[i].taken);
        xeng_error_unref(error);
    }
}

static void batch_fails_what_has_no_fate_yet(void **state)
{
    (void)state;
    world self;
    xeng_piece *piece;
    world_init(&self, 4, 0, true, false);
    xeng__batch *batch = world_batch(&self);
    answer(batch, xeng__batch_next(batch), XENG_ERROR_FORBIDDEN_POSTS, self.ids[2]);
    assert_int_equal(xeng__batch_fail(batch, XENG_ERROR_UNAUTHORIZED, "not you", NULL), XENG_OK);
    assert_true(xeng__batch_complete(batch));
    assert_int_equal(xeng__batch_finish(batch, &piece, NULL), XENG_OK);
    assert_true(piece->unfinished);
    assert_null(xeng_piece_result(piece));
    assert_int_equal(xeng_piece_id_state(piece, 2), XENG_ID_FORBIDDEN);
    assert_int_equal(xeng_piece_id_state(piece, 3), XENG_ID_FAILED);
    assert_int_equal(xeng_piece_id_reason(piece, 3), XENG_ERROR_UNAUTHORIZED);
    assert_string_equal(xeng_piece_id_reason_text(piece, 3), "not you");
    xeng_piece_unref(piece);
    xeng__batch_free(batch);
    world_free(&self);
}

static void fail_after_some_windows(bool sums, size_t delivered)
{
    world self;
    xeng_piece *piece;
    size_t found = 0;
    world_init(&self, 4, 2, true, sums);
    /* In the second window the first half goes well, the second not any more. */
    self.nature[3] = UNAVAILABLE;
    self.since[3] = 1;
    self.ways = UNAVAILABLE_REFUSED;
    xeng__batch *batch = world_batch(&self);
    for (size_t i = 0; i < 3; i++) {
        world_answer(&self, batch, NULL);
    }
    assert_int_equal(xeng__batch_fail(batch, XENG_ERROR_UNAUTHORIZED, "not you", NULL), XENG_OK);
    assert_true(xeng__batch_complete(batch));
    assert_int_equal(xeng__batch_finish(batch, &piece, NULL), XENG_OK);
    for (size_t i = 0; i < 4; i++) {
        found += xeng_piece_id_state(piece, i) == XENG_ID_DELIVERED;
    }
    assert_int_equal(found, delivered);
    assert_int_equal(xeng_piece_result(piece) != NULL, delivered > 0);
    xeng_piece_unref(piece);
    xeng__batch_free(batch);
    world_free(&self);
}

static void batch_fails_what_a_sum_would_have_only_a_part_of(void **state)
{
    (void)state;
    fail_after_some_windows(false, 2);
    fail_after_some_windows(true, 0);
}

static void piece_bears_bad_arguments(void **state)
{
    (void)state;
    uint64_t id = 5;
    xeng_piece *piece = xeng__piece_new(1, 2, 3, &id, 1);
    assert_int_equal(xeng_piece_id_at(piece, 1), 0);
    assert_int_equal(xeng_piece_id_state(piece, 1), 0);
    assert_int_equal(xeng_piece_id_unsupported(piece, 1), 0);
    assert_int_equal(xeng_piece_id_reason(piece, 1), XENG_OK);
    assert_string_equal(xeng_piece_id_reason_text(piece, 1), "");
    assert_ptr_equal(xeng_piece_ref(piece), piece);
    xeng_piece_unref(piece);
    xeng_piece_unref(piece);
    assert_null(xeng_piece_ref(NULL));
    xeng_piece_unref(NULL);
    assert_int_equal(xeng_piece_number(NULL), 0);
    assert_int_equal(xeng_piece_account(NULL), 0);
    assert_null(xeng_piece_result(NULL));
    assert_int_equal(xeng_piece_id_count(NULL), 0);
    assert_int_equal(xeng_piece_id_at(NULL, 0), 0);
    assert_string_equal(xeng_piece_id_reason_text(NULL, 0), "");
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(batch_is_complete_without_a_metric_to_ask_for),
        cmocka_unit_test(batch_asks_for_other_windows_at_once),
        cmocka_unit_test(batch_holds_the_second_half_for_the_first),
        cmocka_unit_test(batch_asks_for_the_second_half_when_the_first_has_lost_an_id),
        cmocka_unit_test(batch_gathers_old_posts_before_asking_again),
        cmocka_unit_test(batch_asks_one_at_a_time_where_the_request_may_be_at_fault),
        cmocka_unit_test(batch_says_which_errors_are_about_ids),
        cmocka_unit_test(batch_fails_what_has_no_fate_yet),
        cmocka_unit_test(batch_fails_what_a_sum_would_have_only_a_part_of),
        cmocka_unit_test(piece_bears_bad_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
