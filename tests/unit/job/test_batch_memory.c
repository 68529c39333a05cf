/* Memory may run out at every single allocation: then nothing is lost, and it can be tried again.
 */
#include "job/batch_world.h"

#include "job/piece.h"
#include "memory.h"

/* Calls something until it has the memory that it wants; the n-th allocation of each call fails but
 * for the last. */
#define INSIST(self, call)                                                            \
    for (size_t n_ = 0, done_ = 0; done_ == 0; n_++) {                                \
        memory_fail_after(n_, n_ % 2 == 0);                                           \
        int32_t code_ = (call);                                                       \
        bool refused_ = memory_recover();                                             \
        (self)->failures += refused_;                                                 \
        assert_true(code_ == XENG_OK || (refused_ && code_ == XENG_ERROR_NO_MEMORY)); \
        done_ = code_ == XENG_OK;                                                     \
    }

typedef struct run {
    world world;
    size_t failures;
    xeng__batch *batch;
    xeng__batch *other; /* told by records */
} run;

static xeng__batch *make(run *self)
{
    const world *about = &self->world;
    xeng__batch *batch;
    INSIST(self,
           xeng__batch_new(&about->rules, 0, 7, 3, 1000, about->ids, about->count, &batch, NULL))
    return batch;
}

/* An answer of which the question is put back when memory runs out: it must be the next then. */
static int32_t answer(run *self, xeng__question **question, xeng_result *result,
                      const xeng_error *failure, xeng__buf *record)
{
    xeng_error *error = NULL;
    int32_t code = xeng__batch_answer(self->batch, *question, result, failure, record, &error);
    assert_int_equal(xeng_error_code(error), code);
    xeng_error_unref(error);
    if (code != XENG_OK) {
        assert_int_equal(record->size, 0);
        assert_ptr_equal(xeng__batch_next(self->batch), *question);
    }
    return code;
}

static void step(run *self)
{
    xeng_request *request;
    xeng_result *result;
    xeng_error *failure;
    xeng__buf record = XENG__BUF_EMPTY;
    xeng__question *question = xeng__batch_next(self->batch);
    INSIST(self, xeng__question_request(question, &request, NULL))
    world_serve(&self->world, request, &result, &failure);
    INSIST(self, answer(self, &question, result, failure, &record))
    INSIST(self, xeng__batch_replay(self->other, record.data, record.size, NULL))
    xeng_request_unref(request);
    xeng_result_unref(result);
    xeng_error_unref(failure);
    xeng__buf_free(&record);
}

static void finish(run *self, xeng__batch *batch)
{
    xeng_piece *piece;
    assert_true(xeng__batch_complete(batch));
    INSIST(self, xeng__batch_finish(batch, &piece, NULL))
    xeng_piece_unref(piece);
    world_check(&self->world, batch);
    xeng__batch_free(batch);
}

static void go(uint32_t ways, size_t windows)
{
    size_t before = memory_live();
    run self = {.failures = 0};
    world_init(&self.world, 12, windows, true, true);
    self.world.ways = ways;
    self.world.nature[1] = self.world.nature[8] = FORBIDDEN;
    self.world.nature[3] = POISON;
    self.world.nature[4] = OLD;
    self.world.nature[5] = ANCIENT;
    self.world.nature[6] = UNAVAILABLE;
    self.world.since[6] = windows > 0 ? windows - 1 : 0;
    self.world.nature[10] = SILENT;
    self.batch = make(&self);
    self.other = make(&self);
    while (!xeng__batch_complete(self.batch)) {
        step(&self);
    }
    finish(&self, self.batch);
    finish(&self, self.other);
    world_free(&self.world);
    assert_true(self.failures > 100);
    assert_int_equal(memory_live(), before);
}

static void batch_loses_nothing_when_memory_runs_out(void **state)
{
    (void)state;
    for (uint32_t ways = 0; ways < 64; ways += 7) {
        go(ways, 0);
        go(ways, 3);
    }
}

static void batch_fails_only_when_it_has_memory_to_say_why(void **state)
{
    (void)state;
    run self = {.failures = 0};
    world_init(&self.world, 3, 0, true, false);
    self.batch = make(&self);
    INSIST(&self, xeng__batch_fail(self.batch, XENG_ERROR_UNAUTHORIZED, "not you", NULL))
    assert_true(xeng__batch_complete(self.batch));
    xeng__batch_free(self.batch);
    world_free(&self.world);
    assert_int_equal(memory_live(), 0);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(batch_loses_nothing_when_memory_runs_out),
        cmocka_unit_test(batch_fails_only_when_it_has_memory_to_say_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
