/* The ids of a job: what comes out of the spool is what a naive program makes of the same ids. */
#include "spool_support.h"

#include <stdlib.h>
#include <string.h>

#include <xengage/memory.h>

#include "memory.h"

struct entry {
    uint64_t id;
    uint32_t account;
    uint32_t kind;
    size_t sequence;
};

static int by_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_id(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    int order = by_number(x->id, y->id);
    return order != 0 ? order : by_number(x->sequence, y->sequence);
}

static int by_lane(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    int order = by_number(x->account, y->account);
    order = order != 0 ? order : by_number(x->kind, y->kind);
    return order != 0 ? order : by_number(x->sequence, y->sequence);
}

static uint32_t last_digit_kind(const void *context, uint64_t id)
{
    return (uint32_t)(id % *(const uint32_t *)context);
}

/* What the spool is for, done with everything in memory; returns how many entries are left. */
static size_t arrange(struct entry *entries, size_t count, const xeng__spool_rules *rules)
{
    size_t kept = 0;
    uint64_t last = 0;
    qsort(entries, count, sizeof *entries, by_id);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].id != last && xeng__share_of(entries[i].id, rules->shares) == rules->share) {
            last = entries[i].id;
            entries[kept] = entries[i];
            entries[kept++].kind = last_digit_kind(rules->kind_context, last);
        }
    }
    qsort(entries, kept, sizeof *entries, by_lane);
    return kept;
}

/* Compares lanes and ids, read in blocks of changing size. */
static void compare(xeng__spool *spool, const struct entry *entries, size_t count)
{
    const xeng__lane *lanes;
    size_t lane_count = xeng__spool_lanes(spool, &lanes);
    uint64_t place = 0;
    assert_int_equal(xeng__spool_count(spool), count);
    for (size_t i = 0; i < lane_count; i++) {
        assert_int_equal(lanes[i].first, place);
        assert_true(lanes[i].count > 0);
        assert_true(i == 0 || lanes[i].account > lanes[i - 1].account ||
                    lanes[i].kind > lanes[i - 1].kind);
        for (uint64_t end = place + lanes[i].count; place < end; place++) {
            assert_true(place < count);
            assert_int_equal(entries[place].account, lanes[i].account);
            assert_int_equal(entries[place].kind, lanes[i].kind);
        }
    }
    assert_int_equal(place, count);
    uint64_t ids[1000];
    for (size_t at = 0, step = 1; at < count; at += step, step = step * 7 % 997 + 1) {
        step = step < count - at ? step : count - at;
        assert_int_equal(xeng__spool_read(spool, at, step, ids, NULL), XENG_OK);
        for (size_t i = 0; i < step; i++) {
            assert_int_equal(ids[i], entries[at + i].id);
        }
    }
}

/* Random ids, many of them repeated, of a few accounts, added in blocks of changing size. */
static void try(size_t count, uint32_t share, uint32_t shares, uint32_t kinds)
{
    xeng__spool_rules rules = {share, shares, last_digit_kind, &kinds};
    struct entry *entries = calloc(count + 1, sizeof *entries);
    xeng__spool *spool = new_spool(NULL);
    uint64_t state = count + 1;
    uint64_t ids[700];
    for (size_t at = 0, step = 1; at < count; at += step, step = step * 7 % 699 + 1) {
        uint32_t account = (uint32_t)(next_random(&state) % 3) * 5000000;
        step = step < count - at ? step : count - at;
        for (size_t i = 0; i < step; i++) {
            ids[i] = (next_random(&state) >> 1) % (i % 3 == 0 ? count : INT64_MAX) + 1;
            entries[at + i] = (struct entry){ids[i], account, 0, at + i};
        }
        assert_int_equal(xeng__spool_add(spool, account, ids, step, NULL), XENG_OK);
    }
    assert_int_equal(xeng__spool_given(spool), count);
    assert_int_equal(xeng__spool_seal(spool, &rules, NULL), XENG_OK);
    assert_int_equal(xeng__spool_given(spool), count);
    compare(spool, entries, arrange(entries, count, &rules));
    xeng__spool_free(spool);
    free(entries);
    assert_int_equal(memory_live(), 0);
}

static void spool_arranges_ids_in_memory(void **state)
{
    (void)state;
    for (size_t count = 0; count < 20; count++) {
        try(count, 0, 1, 1);
    }
    try(5000, 0, 1, 8);
    try(5000, 2, 3, 2);
    try(XENG__SPOOL_IN_MEMORY, 0, 1, 3);
}

static void spool_arranges_ids_in_files(void **state)
{
    (void)state;
    try(XENG__SPOOL_IN_MEMORY + 1, 0, 1, 3);
    try(32768, 0, 1, 1);
    try(32769, 0, 1, 1);
    try(140000, 0, 1, 8);
    try(140000, 9, 10, 8);
}

static void without_kinds_an_account_has_one_lane(void **state)
{
    (void)state;
    const uint64_t ids[] = {9, 8, 7};
    const xeng__lane *lanes;
    xeng__spool *spool = new_spool(NULL);
    assert_int_equal(xeng__spool_add(spool, 3, ids, 3, NULL), XENG_OK);
    assert_int_equal(xeng__spool_add(spool, 1, ids, 1, NULL), XENG_OK);
    seal(spool);
    assert_int_equal(xeng__spool_lanes(spool, &lanes), 1);
    assert_int_equal(lanes[0].account, 3);
    assert_int_equal(lanes[0].kind, 0);
    assert_int_equal(lanes[0].count, 3);
    xeng__spool_free(spool);
}

static void rewinding_forgets_the_last_ids(void **state)
{
    (void)state;
    static const size_t counts[] = {3, 100, XENG__SPOOL_IN_MEMORY, 40000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t j = 0; j < sizeof counts / sizeof *counts; j++) {
            xeng__spool *spool = new_spool(NULL);
            assert_int_equal(add_row(spool, 1, counts[i], NULL), XENG_OK);
            assert_int_equal(add_row(spool, 1000000, counts[j], NULL), XENG_OK);
            xeng__spool_rewind(spool, counts[i]);
            assert_int_equal(xeng__spool_given(spool), counts[i]);
            assert_int_equal(add_row(spool, 2000000, 2, NULL), XENG_OK);
            seal(spool);
            assert_int_equal(xeng__spool_count(spool), counts[i] + 2);
            assert_int_equal(id_at(spool, counts[i] - 1), counts[i]);
            assert_int_equal(id_at(spool, counts[i]), 2000000);
            xeng__spool_free(spool);
        }
    }
}

static void what_is_no_id_is_refused_and_nothing_added(void **state)
{
    (void)state;
    static const uint64_t wrong[] = {0, UINT64_C(1) << 63, UINT64_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const uint64_t ids[] = {5, wrong[i], 6};
        xeng_error *error = NULL;
        xeng__spool *spool = new_spool(NULL);
        assert_int_equal(xeng__spool_add(spool, 0, ids, 3, &error), XENG_ERROR_RULE);
        assert_int_equal(xeng_error_rule(error), XENG_RULE_BAD_ID);
        assert_int_equal(xeng__spool_given(spool), 0);
        xeng_error_unref(error);
        xeng__spool_free(spool);
    }
}

static void more_accounts_than_a_key_holds_are_refused(void **state)
{
    (void)state;
    const uint64_t id = 5;
    xeng_error *error = NULL;
    xeng__spool *spool = new_spool(NULL);
    assert_int_equal(xeng__spool_add(spool, (1 << 24) - 1, &id, 1, NULL), XENG_OK);
    assert_int_equal(xeng__spool_add(spool, 1 << 24, &id, 1, &error), XENG_ERROR_INVALID_ARGUMENT);
    assert_non_null(strstr(xeng_error_message(error), "16777216 accounts"));
    xeng_error_unref(error);
    xeng__spool_free(spool);
}

static void a_sealed_spool_takes_no_ids(void **state)
{
    (void)state;
    xeng__spool *spool = new_spool(NULL);
    assert_int_equal(add_row(spool, 1, 3, NULL), XENG_OK);
    seal(spool);
    assert_int_equal(add_row(spool, 10, 1, NULL), XENG_ERROR_STATE);
    assert_int_equal(xeng__spool_count(spool), 3);
    xeng__spool_free(spool);
}

static void shares_are_what_other_programs_compute(void **state)
{
    (void)state;
    static const uint32_t shares[] = {1, 2, 10, 1000, 1000000};
    static const struct {
        uint64_t id;
        uint32_t share[5];
    } known[] = {{UINT64_C(1), {0, 0, 3, 338, 338166}},
                 {UINT64_C(2), {0, 1, 8, 858, 858676}},
                 {UINT64_C(20), {0, 0, 0, 57, 57510}},
                 {UINT64_C(1440000000000000000), {0, 1, 8, 806, 806308}},
                 {UINT64_C(1445880548472328192), {0, 1, 7, 759, 759359}},
                 {UINT64_C(9223372036854775807), {0, 0, 3, 353, 353151}}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        for (size_t j = 0; j < 5; j++) {
            assert_int_equal(xeng__share_of(known[i].id, shares[j]), known[i].share[j]);
        }
    }
}

static void shares_are_of_a_size(void **state)
{
    (void)state;
    size_t sizes[16] = {0};
    for (uint64_t i = 0; i < 160000; i++) {
        /* Ids of Posts that were made one after the other differ in few bits. */
        sizes[xeng__share_of(UINT64_C(1440000000000000000) + (i << 22), 16)]++;
    }
    for (size_t i = 0; i < 16; i++) {
        assert_in_range(sizes[i], 9500, 10500);
    }
}

static uint32_t odd(const void *context, uint64_t id)
{
    (void)context;
    return (uint32_t)(id % 2);
}

static void make_digest(const uint64_t *ids, size_t count, uint32_t last_account,
                        unsigned char *digest)
{
    xeng__spool_rules rules = {0, 1, odd, NULL};
    xeng__spool *spool = new_spool(NULL);
    assert_int_equal(xeng__spool_add(spool, 0, ids, count - 1, NULL), XENG_OK);
    assert_int_equal(xeng__spool_add(spool, last_account, &ids[count - 1], 1, NULL), XENG_OK);
    assert_int_equal(xeng__spool_seal(spool, &rules, NULL), XENG_OK);
    xeng__spool_digest(spool, digest);
    xeng__spool_free(spool);
}

/* A journal knows its job by it, whatever version wrote it. */
static void digest_is_that_of_every_version(void **state)
{
    (void)state;
    static const uint64_t ids[] = {30, 21, 10, 21, INT64_MAX};
    static const unsigned char known[XENG__DIGEST_SIZE] = {
        0x64, 0xFC, 0x8A, 0x3E, 0xE7, 0xA3, 0x8F, 0x57, 0xB8, 0x04, 0x4D,
        0x9C, 0xC4, 0x56, 0xA1, 0x0B, 0x60, 0xD3, 0x6A, 0x69, 0x42, 0xFA,
        0x17, 0x62, 0x45, 0x91, 0xC9, 0xE8, 0x61, 0x1E, 0x28, 0x7A};
    unsigned char digest[XENG__DIGEST_SIZE];
    make_digest(ids, 5, 7, digest);
    assert_memory_equal(digest, known, sizeof known);
}

static void digest_tells_lists_apart(void **state)
{
    (void)state;
    static const uint64_t ids[] = {30, 21, 10, INT64_MAX};
    static const uint64_t swapped[] = {10, 21, 30, INT64_MAX};
    unsigned char first[XENG__DIGEST_SIZE];
    unsigned char second[XENG__DIGEST_SIZE];
    make_digest(ids, 4, 7, first);
    make_digest(swapped, 4, 7, second);
    assert_memory_not_equal(first, second, sizeof first);
    make_digest(ids, 4, 8, second);
    assert_memory_not_equal(first, second, sizeof first);
    make_digest(ids, 3, 7, second);
    assert_memory_not_equal(first, second, sizeof first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spool_arranges_ids_in_memory),
        cmocka_unit_test(spool_arranges_ids_in_files),
        cmocka_unit_test(without_kinds_an_account_has_one_lane),
        cmocka_unit_test(rewinding_forgets_the_last_ids),
        cmocka_unit_test(what_is_no_id_is_refused_and_nothing_added),
        cmocka_unit_test(more_accounts_than_a_key_holds_are_refused),
        cmocka_unit_test(a_sealed_spool_takes_no_ids),
        cmocka_unit_test(shares_are_what_other_programs_compute),
        cmocka_unit_test(shares_are_of_a_size),
        cmocka_unit_test(digest_is_that_of_every_version),
        cmocka_unit_test(digest_tells_lists_apart),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
