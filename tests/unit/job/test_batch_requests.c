/* How many requests batches take. */
#include "job/batch_world.h"

#include "memory.h"

static size_t run(world *self)
{
    xeng__batch *batch = world_batch(self);
    self->requests = 0;
    world_run(self, batch);
    world_check(self, batch);
    xeng__batch_free(batch);
    return self->requests;
}

static void batch_takes_one_request_where_all_is_well(void **state)
{
    (void)state;
    world self;
    world_init(&self, WORLD_IDS, 0, true, true);
    assert_int_equal(run(&self), 1);
    world_free(&self);
}

static void batch_takes_one_request_more_for_named_ids(void **state)
{
    (void)state;
    world self;
    world_init(&self, WORLD_IDS, 0, true, false);
    self.ways = NAMES | UNAVAILABLE_REFUSED;
    for (size_t i = 0; i < WORLD_IDS; i += 9) {
        self.nature[i] = FORBIDDEN;
    }
    assert_int_equal(run(&self), 2);
    self.nature[1] = self.nature[248] = UNAVAILABLE;
    assert_int_equal(run(&self), 3);
    world_free(&self);
}

/* 2 * ceil(log2 250) + 1 */
enum {
    MOST_FOR_ONE = 17
};

static void find_one(int nature, uint32_t ways)
{
    world self;
    size_t most = 0;
    world_init(&self, WORLD_IDS, 0, true, true);
    self.ways = ways;
    for (size_t i = 0; i < WORLD_IDS; i++) {
        self.nature[i] = nature;
        size_t requests = run(&self);
        self.nature[i] = GOOD;
        most = requests > most ? requests : most;
    }
    /* The last one is in the half that needn't be asked for, time after time. */
    self.nature[WORLD_IDS - 1] = nature;
    assert_true(run(&self) <= 10);
    assert_true(most <= MOST_FOR_ONE);
    world_free(&self);
}

static void batch_finds_one_id_that_nobody_names(void **state)
{
    (void)state;
    find_one(FORBIDDEN, 0);
    find_one(UNAVAILABLE, UNAVAILABLE_REFUSED);
    find_one(POISON, 0);
}

static void batch_takes_few_requests_for_some_ids_that_nobody_names(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (size_t k = 2; k <= 10; k++) {
        world self;
        world_init(&self, WORLD_IDS, 0, true, false);
        for (size_t i = 0; i < k; i++) {
            self.nature[draw(&seed, WORLD_IDS)] = FORBIDDEN;
        }
        assert_true(run(&self) <= k * (MOST_FOR_ONE - 1) + 1);
        world_free(&self);
    }
}

static void batch_asks_old_posts_again_all_at_once(void **state)
{
    (void)state;
    world self;
    world_init(&self, WORLD_IDS, 0, true, true);
    for (size_t i = 0; i < WORLD_IDS; i += 2) {
        self.nature[i] = OLD;
    }
    assert_int_equal(run(&self), 1);
    self.ways = OLD_SKIPPED;
    assert_int_equal(run(&self), 2);
    self.ways = OLD_REFUSED | NAMES;
    assert_int_equal(run(&self), 3);
    self.ways = OLD_REFUSED | NAMES_ONE;
    assert_int_equal(run(&self), WORLD_IDS / 2 + 2);
    world_free(&self);
}

static void batch_leaves_metrics_out_in_later_windows_at_once(void **state)
{
    (void)state;
    world self;
    world_init(&self, 25, 4, true, true);
    self.ways = OLD_REFUSED | NAMES;
    self.nature[3] = self.nature[24] = OLD;
    assert_int_equal(run(&self), 3 + 3 * 2);
    world_free(&self);
}

static void batch_leaves_metrics_out_from_the_beginning(void **state)
{
    (void)state;
    world self;
    world_init(&self, WORLD_IDS, 0, true, true);
    self.kind = XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS;
    self.ways = OLD_REFUSED;
    for (size_t i = 0; i < WORLD_IDS; i++) {
        self.nature[i] = OLD;
    }
    assert_int_equal(run(&self), 1);
    world_free(&self);
}

static void batch_asks_for_the_first_window_alone(void **state)
{
    (void)state;
    world self;
    world_init(&self, 25, 4, true, true);
    self.ways = NAMES;
    self.nature[3] = FORBIDDEN;
    self.nature[20] = SILENT;
    xeng__batch *batch = world_batch(&self);
    assert_int_equal(xeng__batch_left(batch), 4);
    assert_non_null(xeng__batch_next(batch));
    assert_null(xeng__batch_next(batch));
    assert_int_equal(xeng__batch_asked(batch), 1);
    assert_int_equal(xeng__batch_left(batch), 3);
    xeng__batch_free(batch);
    /* What is lost in the first window isn't asked for in the others. */
    assert_int_equal(run(&self), 5);
    world_free(&self);
}

static void batch_sums_over_the_same_posts_in_all_windows(void **state)
{
    (void)state;
    world self;
    world_init(&self, 25, 4, true, true);
    self.ways = NAMES;
    self.nature[3] = FORBIDDEN;
    self.since[3] = 2;
    self.nature[4] = UNAVAILABLE;
    self.since[4] = 3;
    /* The first two windows, the third twice, the first two again without what was refused there,
     * the fourth, and the others again without what it didn't have. */
    assert_int_equal(run(&self), 10);
    world_free(&self);
    world_init(&self, 25, 4, true, false);
    self.ways = NAMES;
    self.nature[3] = FORBIDDEN;
    self.since[3] = 2;
    assert_int_equal(run(&self), 5);
    world_free(&self);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(batch_takes_one_request_where_all_is_well),
        cmocka_unit_test(batch_takes_one_request_more_for_named_ids),
        cmocka_unit_test(batch_finds_one_id_that_nobody_names),
        cmocka_unit_test(batch_takes_few_requests_for_some_ids_that_nobody_names),
        cmocka_unit_test(batch_asks_old_posts_again_all_at_once),
        cmocka_unit_test(batch_leaves_metrics_out_in_later_windows_at_once),
        cmocka_unit_test(batch_leaves_metrics_out_from_the_beginning),
        cmocka_unit_test(batch_asks_for_the_first_window_alone),
        cmocka_unit_test(batch_sums_over_the_same_posts_in_all_windows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
