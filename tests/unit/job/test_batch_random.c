/* Batches in random orders of questions and answers, interrupted at random and gone on with from
 * records: every id ends as the server has it, and nothing is asked again. */
#include "job/batch_world.h"

#include <string.h>

#include "job/batch_parts.h"
#include "memory.h"

enum {
    IN_FLIGHT = 6,
    MOST_RECORDS = 4096
};

typedef struct run {
    world world;
    uint64_t seed;
    xeng__batch *batch;
    xeng__question *out[IN_FLIGHT];
    size_t out_count;
    xeng__buf records[MOST_RECORDS];
    size_t record_count;
} run;

static bool one_in(run *self, uint64_t n)
{
    return draw(&self->seed, n) == 0;
}

/* A world in which some things can be wrong, or nearly all. */
static void make_world(run *self)
{
    size_t windows = one_in(self, 3) ? 0 : 1 + draw(&self->seed, WORLD_WINDOWS);
    size_t count = 1 + draw(&self->seed, windows > 0 ? 25 : one_in(self, 10) ? WORLD_IDS : 40);
    bool by_id = !one_in(self, 4);
    bool sums = !by_id || one_in(self, 2);
    world_init(&self->world, count, windows, by_id, sums);
    self->world.ways = (uint32_t)draw(&self->seed, 64);
    self->world.ways &= by_id ? UINT32_MAX : ~(uint32_t)OLD_SKIPPED;
    self->world.kind = one_in(self, 4) ? XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS : 0;
    uint64_t rarity = 1 + draw(&self->seed, 12);
    for (size_t i = 0; i < count; i++) {
        int nature = one_in(self, rarity) ? (int)draw(&self->seed, ANCIENT + 1) : GOOD;
        self->world.nature[i] = nature == SILENT && !by_id ? GOOD : nature;
        /* Posts don't get older from window to window. */
        self->world.since[i] = nature < OLD && one_in(self, 2) ? draw(&self->seed, windows + 1) : 0;
        if (self->world.since[i] >= self->world.rules.window_count) {
            self->world.since[i] = 0;
        }
    }
}

static bool is_pending(const xeng__batch *batch, size_t window, uint16_t place)
{
    for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
        if (part->state != XENG__PART_KEPT && part->question.window == window &&
            xeng__part_has(part, place)) {
            return !batch->lost[place];
        }
    }
    return false;
}

/* Whether batches know the same of all ids, and have the same left to ask. */
static void compare(const xeng__batch *a, const xeng__batch *b)
{
    assert_int_equal(xeng__batch_complete(a), xeng__batch_complete(b));
    assert_int_equal(xeng__batch_refusals(a), xeng__batch_refusals(b));
    assert_int_equal(a->opened, b->opened);
    assert_memory_equal(a->lost, b->lost, a->count * sizeof *a->lost);
    assert_memory_equal(a->fates, b->fates, a->count * sizeof *a->fates);
    assert_memory_equal(a->without, b->without, a->count * sizeof *a->without);
    for (uint16_t place = 0; place < a->count; place++) {
        for (size_t window = 0; window < a->rules->window_count; window++) {
            assert_int_equal(is_pending(a, window, place), is_pending(b, window, place));
        }
    }
}

/* Each id that isn't lost is in one part of each window. */
static void check_parts(const xeng__batch *batch)
{
    for (uint16_t place = 0; place < batch->count; place++) {
        for (size_t window = 0; window < batch->rules->window_count; window++) {
            size_t parts = 0;
            for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
                parts += part->question.window == window && xeng__part_has(part, place);
            }
            assert_true(batch->lost[place] ? parts <= 1 : parts == 1);
        }
    }
}

/* A batch that knows nothing but the records. */
static xeng__batch *replay(const run *self)
{
    xeng__batch *batch = world_batch(&self->world);
    for (size_t i = 0; i < self->record_count; i++) {
        xeng_error *error = NULL;
        int32_t code =
            xeng__batch_replay(batch, self->records[i].data, self->records[i].size, &error);
        if (code != XENG_OK) {
            fail_msg("record %zu: %s", i, xeng_error_message(error));
        }
    }
    return batch;
}

static void ask(run *self)
{
    if (self->out_count < IN_FLIGHT) {
        size_t left = xeng__batch_left(self->batch);
        xeng__question *question = xeng__batch_next(self->batch);
        if (question != NULL) {
            assert_int_equal(xeng__batch_left(self->batch), left - 1);
            self->out[self->out_count++] = question;
            for (size_t i = 0; i < question->count; i++) {
                assert_false(self->batch->lost[question->members[i]]);
            }
        }
        assert_int_equal(xeng__batch_asked(self->batch), self->out_count);
        assert_true(xeng__batch_complete(self->batch) || self->out_count > 0);
    }
}

static xeng__question *take_out(run *self)
{
    size_t at = draw(&self->seed, self->out_count);
    xeng__question *question = self->out[at];
    self->out[at] = self->out[--self->out_count];
    return question;
}

static void answer(run *self)
{
    xeng_request *request;
    xeng_result *result;
    xeng_error *failure;
    if (self->out_count == 0) {
        return;
    }
    xeng__question *question = take_out(self);
    assert_int_equal(xeng__question_request(question, &request, NULL), XENG_OK);
    world_serve(&self->world, request, &result, &failure);
    assert_true(self->record_count < MOST_RECORDS);
    assert_int_equal(xeng__batch_answer(self->batch, question, result, failure,
                                        &self->records[self->record_count++], NULL),
                     XENG_OK);
    xeng_request_unref(request);
    xeng_result_unref(result);
    xeng_error_unref(failure);
    check_parts(self->batch);
    if (one_in(self, 4)) {
        xeng__batch *other = replay(self);
        compare(self->batch, other);
        xeng__batch_free(other);
    }
}

static void interrupt(run *self)
{
    xeng__batch *other = replay(self);
    compare(self->batch, other);
    xeng__batch_free(self->batch);
    self->batch = other;
    self->out_count = 0;
}

static void step(run *self)
{
    uint64_t what = draw(&self->seed, 40);
    if (what < 17) {
        ask(self);
    } else if (what < 32) {
        answer(self);
    } else if (what < 39 && self->out_count > 0) {
        xeng__batch_put_back(self->batch, take_out(self));
    } else if (what == 39) {
        interrupt(self);
    }
}

static void go(uint64_t seed)
{
    static run self;
    memset(&self, 0, sizeof self);
    self.seed = seed;
    make_world(&self);
    self.batch = world_batch(&self.world);
    while (!xeng__batch_complete(self.batch)) {
        step(&self);
    }
    world_check(&self.world, self.batch);
    interrupt(&self);
    world_check(&self.world, self.batch);
    xeng__batch_free(self.batch);
    for (size_t i = 0; i < self.record_count; i++) {
        xeng__buf_free(&self.records[i]);
    }
    world_free(&self.world);
}

static void batch_accounts_for_every_id_in_any_order(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 1000; seed++) {
        go(seed * 1000003);
    }
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(batch_accounts_for_every_id_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
