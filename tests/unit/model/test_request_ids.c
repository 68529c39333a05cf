/* The Post ids of a request. */
#include "model/support.h"

static void fill(xeng_request *request, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(xeng_request_add_id(request, 1000 + i, NULL), XENG_OK);
    }
    assert_int_equal(xeng_request_id_count(request), count);
}

static void request_takes_250_ids_on_totals_and_refuses_the_251st(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    fill(request, 250);
    assert_refused(request, xeng_request_add_id(request, 1250, &error), XENG_RULE_TOO_MANY_IDS, 250,
                   "1250");
    assert_refused(request, xeng_request_add_id_text(request, "1251", &error),
                   XENG_RULE_TOO_MANY_IDS, 250, "1251");
    xeng_request_unref(request);
}

static void request_takes_25_ids_elsewhere_and_refuses_the_26th(void **state)
{
    (void)state;
    static const int32_t endpoints[] = {XENG_ENDPOINT_28HR, XENG_ENDPOINT_HISTORICAL};
    for (size_t i = 0; i < 2; i++) {
        xeng_request *request = make(endpoints[i]);
        fill(request, 25);
        assert_refused(request, xeng_request_add_id(request, 1025, &error), XENG_RULE_TOO_MANY_IDS,
                       25, "1025");
        xeng_request_unref(request);
    }
}

static void a_repeated_id_is_kept_once_even_in_a_full_request(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_28HR);
    fill(request, 25);
    assert_int_equal(xeng_request_add_id(request, 1000, NULL), XENG_OK);
    assert_int_equal(xeng_request_add_id_text(request, "1024", NULL), XENG_OK);
    assert_int_equal(xeng_request_id_count(request), 25);
    xeng_request_unref(request);
}

static void ids_stay_in_the_order_in_which_they_first_came(void **state)
{
    (void)state;
    static const uint64_t ids[] = {9, INT64_MAX, 9, 3, 1, 3};
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_ids(request, ids, 6, NULL), XENG_OK);
    assert_int_equal(xeng_request_id_count(request), 4);
    assert_int_equal(xeng_request_id_at(request, 0), 9);
    assert_true(xeng_request_id_at(request, 1) == INT64_MAX);
    assert_int_equal(xeng_request_id_at(request, 2), 3);
    assert_int_equal(xeng_request_id_at(request, 3), 1);
    assert_int_equal(xeng_request_id_at(request, 4), 0);
    assert_int_equal(xeng_request_id_at(request, SIZE_MAX), 0);
    xeng_request_unref(request);
}

static void what_is_no_id_is_refused(void **state)
{
    (void)state;
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    assert_int_equal(xeng_request_add_id(request, INT64_MAX, NULL), XENG_OK);
    assert_refused(request, xeng_request_add_id(request, 0, &error), XENG_RULE_BAD_ID, INT64_MAX,
                   "0");
    assert_refused(request, xeng_request_add_id(request, (uint64_t)INT64_MAX + 1, &error),
                   XENG_RULE_BAD_ID, INT64_MAX, "9223372036854775808");
    assert_refused(request, xeng_request_add_id_text(request, "12x", &error), XENG_RULE_BAD_ID,
                   INT64_MAX, "12x");
    xeng_request_unref(request);
}

static void one_bad_id_keeps_all_the_others_out(void **state)
{
    (void)state;
    uint64_t ids[252];
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    fill(request, 3);
    for (size_t i = 0; i < 252; i++) {
        ids[i] = 5000 + i;
    }
    assert_refused(request, xeng_request_add_ids(request, ids, 248, &error), XENG_RULE_TOO_MANY_IDS,
                   250, "5247");
    ids[100] = 0;
    assert_refused(request, xeng_request_add_ids(request, ids, 200, &error), XENG_RULE_BAD_ID,
                   INT64_MAX, "0");
    /* What was rolled back is not taken for a repeat later on. */
    assert_int_equal(xeng_request_add_ids(request, ids, 100, NULL), XENG_OK);
    assert_int_equal(xeng_request_id_count(request), 103);
    assert_int_equal(xeng_request_add_ids(request, ids, 100, NULL), XENG_OK);
    assert_int_equal(xeng_request_id_count(request), 103);
    xeng_request_unref(request);
}

/* Every id is compared with those that hash alike, not with all: a million of them take no time. */
static void a_million_repeats_are_dropped(void **state)
{
    (void)state;
    enum {
        MANY = 1000000
    };
    uint64_t *ids = test_malloc(MANY * sizeof *ids);
    xeng_request *request = make(XENG_ENDPOINT_TOTALS);
    for (size_t i = 0; i < MANY; i++) {
        ids[i] = (i % 250 + 1) << 22;
    }
    assert_int_equal(xeng_request_add_ids(request, ids, MANY, NULL), XENG_OK);
    assert_int_equal(xeng_request_id_count(request), 250);
    test_free(ids);
    xeng_request_unref(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(request_takes_250_ids_on_totals_and_refuses_the_251st),
        cmocka_unit_test(request_takes_25_ids_elsewhere_and_refuses_the_26th),
        cmocka_unit_test(a_repeated_id_is_kept_once_even_in_a_full_request),
        cmocka_unit_test(ids_stay_in_the_order_in_which_they_first_came),
        cmocka_unit_test(what_is_no_id_is_refused),
        cmocka_unit_test(one_bad_id_keeps_all_the_others_out),
        cmocka_unit_test(a_million_repeats_are_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
