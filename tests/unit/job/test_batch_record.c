/* Records of answers: whatever is done to them, they are refused or taken whole. */
#include "job/batch_world.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "job/piece.h"
#include "memory.h"

enum {
    MOST = 64
};

/* A run with results and refusals, and its records. */
typedef struct story {
    world world;
    xeng__buf records[MOST];
    size_t count;
} story;

static void tell(story *self)
{
    memset(self, 0, sizeof *self);
    world_init(&self->world, 9, 2, true, true);
    self->world.nature[2] = POISON;
    self->world.nature[4] = FORBIDDEN;
    self->world.nature[5] = OLD;
    self->world.nature[7] = UNAVAILABLE;
    self->world.since[7] = 1;
    self->world.ways = NAMES | OLD_SKIPPED;
    xeng__batch *batch = world_batch(&self->world);
    while (!xeng__batch_complete(batch)) {
        assert_true(self->count < MOST);
        world_answer(&self->world, batch, &self->records[self->count++]);
    }
    world_check(&self->world, batch);
    xeng__batch_free(batch);
}

static void forget(story *self)
{
    for (size_t i = 0; i < self->count; i++) {
        xeng__buf_free(&self->records[i]);
    }
    world_free(&self->world);
}

/* A batch that was told the first records. */
static xeng__batch *told(const story *self, size_t count)
{
    xeng__batch *batch = world_batch(&self->world);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(
            xeng__batch_replay(batch, self->records[i].data, self->records[i].size, NULL), XENG_OK);
    }
    return batch;
}

/* Whether what isn't taken changes nothing. */
static void try(const story *self, size_t at, const char *bytes, size_t size, bool must_refuse)
{
    xeng_error *error = NULL;
    xeng__batch *batch = told(self, at);
    int32_t code = xeng__batch_replay(batch, bytes, size, &error);
    if (code == XENG_OK) {
        assert_false(must_refuse);
    } else {
        assert_int_equal(code, XENG_ERROR_JOURNAL);
        assert_int_equal(xeng_error_code(error), XENG_ERROR_JOURNAL);
        for (size_t i = at; i < self->count; i++) {
            assert_int_equal(
                xeng__batch_replay(batch, self->records[i].data, self->records[i].size, NULL),
                XENG_OK);
        }
        world_check(&self->world, batch);
    }
    xeng_error_unref(error);
    xeng__batch_free(batch);
}

static void record_is_enough_at_every_point(void **state)
{
    (void)state;
    story self;
    tell(&self);
    assert_true(self.count > 10);
    for (size_t i = 0; i <= self.count; i++) {
        xeng__batch *batch = told(&self, i);
        self.world.requests = 0;
        world_run(&self.world, batch);
        world_check(&self.world, batch);
        assert_int_equal(self.world.requests, self.count - i);
        xeng__batch_free(batch);
    }
    forget(&self);
}

static void record_that_is_cut_short_is_refused(void **state)
{
    (void)state;
    story self;
    tell(&self);
    for (size_t i = 0; i < self.count; i++) {
        const xeng__buf *record = &self.records[i];
        bool refusal = record->data[record->size - 1] != '}';
        for (size_t size = 0; size < record->size; size++) {
            char *cut = malloc(size + 1);
            memcpy(cut, record->data, size);
            /* Of a refusal's words some can be missing. */
            try(&self, i, cut, size, !refusal || size < 15);
            free(cut);
        }
    }
    forget(&self);
}

static void record_with_a_wrong_bit_is_refused_or_taken_whole(void **state)
{
    (void)state;
    story self;
    tell(&self);
    for (size_t i = 0; i < self.count; i++) {
        xeng__buf copy = XENG__BUF_EMPTY;
        xeng__buf_append(&copy, self.records[i].data, self.records[i].size);
        for (size_t bit = 0; bit < 8 * copy.size; bit++) {
            copy.data[bit / 8] = (char)(copy.data[bit / 8] ^ 1 << bit % 8);
            try(&self, i, copy.data, copy.size, false);
            copy.data[bit / 8] = (char)(copy.data[bit / 8] ^ 1 << bit % 8);
        }
        xeng__buf_free(&copy);
    }
    forget(&self);
}

static void record_is_taken_only_once(void **state)
{
    (void)state;
    story self;
    tell(&self);
    size_t refused = 0;
    for (size_t i = 0; i < self.count; i++) {
        xeng__batch *batch = told(&self, i + 1);
        int32_t code = xeng__batch_replay(batch, self.records[i].data, self.records[i].size, NULL);
        refused += code == XENG_ERROR_JOURNAL;
        xeng__batch_free(batch);
    }
    assert_true(refused > 0);
    forget(&self);
}

static void record_of_another_piece_is_refused(void **state)
{
    (void)state;
    story self;
    world other;
    tell(&self);
    world_init(&other, 8, 2, true, true);
    xeng__batch *batch = world_batch(&other);
    for (size_t i = 0; i < self.count; i++) {
        assert_int_equal(
            xeng__batch_replay(batch, self.records[i].data, self.records[i].size, NULL),
            XENG_ERROR_JOURNAL);
    }
    xeng__batch_free(batch);
    world_free(&other);
    forget(&self);
}

static void record_of_a_later_window_waits_for_the_first(void **state)
{
    (void)state;
    story self;
    tell(&self);
    xeng__batch *batch = world_batch(&self.world);
    /* The one that was asked first, but about the second window. */
    self.records[0].data[3] = 1;
    assert_int_equal(xeng__batch_replay(batch, self.records[0].data, self.records[0].size, NULL),
                     XENG_ERROR_JOURNAL);
    xeng__batch_free(batch);
    forget(&self);
}

static void record_keeps_the_servers_words(void **state)
{
    (void)state;
    world self;
    xeng_piece *piece;
    xeng__buf record = XENG__BUF_EMPTY;
    xeng_error *failure = NULL;
    static const char words[] = "Forbidden to access tweets: 5;";
    world_init(&self, 1, 0, true, false);
    (void)xeng__fail(&failure, XENG_ERROR_FORBIDDEN_POSTS, "no");
    xeng__error_add_server_message(failure, words, strlen(words));
    xeng__batch *batch = world_batch(&self);
    assert_int_equal(
        xeng__batch_answer(batch, xeng__batch_next(batch), NULL, failure, &record, NULL), XENG_OK);
    xeng__batch_free(batch);
    batch = world_batch(&self);
    assert_int_equal(xeng__batch_replay(batch, record.data, record.size, NULL), XENG_OK);
    assert_int_equal(xeng__batch_finish(batch, &piece, NULL), XENG_OK);
    assert_string_equal(xeng_piece_id_reason_text(piece, 0), words);
    xeng_piece_unref(piece);
    xeng__batch_free(batch);
    xeng_error_unref(failure);
    xeng__buf_free(&record);
    world_free(&self);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(record_is_enough_at_every_point),
        cmocka_unit_test(record_that_is_cut_short_is_refused),
        cmocka_unit_test(record_with_a_wrong_bit_is_refused_or_taken_whole),
        cmocka_unit_test(record_is_taken_only_once),
        cmocka_unit_test(record_of_another_piece_is_refused),
        cmocka_unit_test(record_of_a_later_window_waits_for_the_first),
        cmocka_unit_test(record_keeps_the_servers_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
