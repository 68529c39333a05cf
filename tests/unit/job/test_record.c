/* Records of a journal: what is written is read again, and nothing else is. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <xengage/job.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "job/pack.h"
#include "job/record.h"
#include "memory.h"
#include "wire/deflate.h"

static const uint64_t job = UINT64_C(0xfedcba9876543210);

enum {
    FATES = 250,
    PAYLOAD = 4000
};

static xeng__fate fates[FATES];
static char payload[PAYLOAD];

/* Fates in runs, and a payload that gzip makes smaller. */
static void fill(void)
{
    for (size_t i = 0; i < FATES; i++) {
        fates[i] = (xeng__fate){.state = XENG_ID_DELIVERED};
        if (i % 50 == 49) {
            fates[i] = (xeng__fate){.state = XENG_ID_FAILED, .unsupported = 3, .reason = 65535};
        }
    }
    for (size_t i = 0; i < PAYLOAD; i++) {
        payload[i] = (char)(i / 16);
    }
}

static const xeng__record done = {.kind = XENG__RECORD_DONE,
                                  .piece = UINT64_MAX,
                                  .mark = 1234567,
                                  .fates = fates,
                                  .fate_count = FATES,
                                  .payload = payload,
                                  .payload_size = PAYLOAD};

static xeng__buf written(const xeng__record *record)
{
    xeng__buf out = XENG__BUF_EMPTY;
    fill();
    xeng__record_write(record, job, &out);
    assert_false(out.failed);
    return out;
}

static void assert_same(const xeng__record *a, const xeng__record *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_true(a->piece == b->piece && a->mark == b->mark);
    assert_true(a->window.start == b->window.start && a->window.end == b->window.end);
    assert_int_equal(a->fate_count, b->fate_count);
    for (size_t i = 0; i < a->fate_count; i++) {
        assert_int_equal(a->fates[i].state, b->fates[i].state);
        assert_int_equal(a->fates[i].unsupported, b->fates[i].unsupported);
        assert_int_equal(a->fates[i].reason, b->fates[i].reason);
    }
    assert_int_equal(a->payload_size, b->payload_size);
    if (a->payload_size > 0) {
        assert_memory_equal(a->payload, b->payload, a->payload_size);
    }
}

static void assert_survives(const xeng__record *record)
{
    xeng__buf out = written(record);
    xeng__buf scratch = XENG__BUF_EMPTY;
    xeng__record found;
    assert_int_equal(xeng__record_read(out.data, out.size, job, &scratch, &found, NULL), XENG_OK);
    xeng__buf_free(&out); /* nothing may point into it */
    assert_same(record, &found);
    xeng__free((void *)(uintptr_t)found.fates);
    xeng__buf_free(&scratch);
}

static void record_of_each_kind_is_read_as_written(void **state)
{
    (void)state;
    const xeng__record begin = {
        .kind = XENG__RECORD_BEGIN, .mark = 1790000000, .window = {XENG_TIME_UNSET, INT64_MAX}};
    const xeng__record answer = {
        .kind = XENG__RECORD_ANSWER, .piece = 128, .payload = payload, .payload_size = 5};
    const xeng__record base = {.kind = XENG__RECORD_BASE, .piece = 127, .mark = UINT64_MAX};
    assert_survives(&begin);
    assert_survives(&answer);
    assert_survives(&done);
    assert_survives(&base);
}

static void record_that_gzip_does_not_shrink_stays_as_it_is(void **state)
{
    (void)state;
    xeng__record record = done;
    char noise[1000];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        seed = seed * 1103515245U + 12345U;
        noise[i] = (char)(seed >> 16);
    }
    record.payload = noise;
    record.payload_size = sizeof noise;
    assert_survives(&record);
}

static void record_takes_little_room(void **state)
{
    (void)state;
    xeng__record record = done;
    xeng__buf out = written(&record);
    assert_true(out.size < 800);
    xeng__buf_free(&out);
    record.piece = 4000;
    record.payload_size = 0;
    record.fate_count = 49; /* one run */
    out = written(&record);
    assert_true(out.size < 32);
    xeng__buf_free(&out);
}

static void record_is_appended_to_what_is_there(void **state)
{
    (void)state;
    xeng__buf out = XENG__BUF_EMPTY;
    xeng__buf scratch = XENG__BUF_EMPTY;
    xeng__record found;
    fill();
    xeng__buf_append_text(&out, "before");
    xeng__record_write(&done, job, &out);
    assert_memory_equal(out.data, "before", 6);
    assert_int_equal(xeng__record_read(out.data + 6, out.size - 6, job, &scratch, &found, NULL),
                     XENG_OK);
    assert_same(&done, &found);
    xeng__free((void *)(uintptr_t)found.fates);
    xeng__buf_free(&scratch);
    xeng__buf_free(&out);
}

static void assert_refused(const void *bytes, size_t size, uint64_t of, const char *said)
{
    xeng__buf scratch = XENG__BUF_EMPTY;
    xeng__record found;
    xeng_error *error = NULL;
    memset(&found, 0xA5, sizeof found);
    assert_int_equal(xeng__record_read(bytes, size, of, &scratch, &found, &error),
                     XENG_ERROR_JOURNAL);
    if (strstr(xeng_error_message(error), said) == NULL) {
        fail_msg("%s", xeng_error_message(error));
    }
    assert_null(found.fates);
    assert_int_equal(found.kind, 0);
    xeng_error_unref(error);
    xeng__buf_free(&scratch);
}

static void record_cut_anywhere_is_refused(void **state)
{
    (void)state;
    xeng__buf out = written(&done);
    for (size_t size = 0; size < out.size; size++) {
        char *copy = malloc(size + 1); /* of its exact size, so that a sanitizer sees the end */
        assert_non_null(copy);
        memcpy(copy, out.data, size);
        assert_refused(copy, size, job, "damaged");
        free(copy);
    }
    xeng__buf_free(&out);
}

static void record_with_any_bit_flipped_is_refused(void **state)
{
    (void)state;
    xeng__buf out = written(&done);
    for (size_t bit = 0; bit < out.size * 8; bit++) {
        out.data[bit / 8] = (char)(out.data[bit / 8] ^ (1 << bit % 8));
        assert_refused(out.data, out.size, job, "damaged");
        out.data[bit / 8] = (char)(out.data[bit / 8] ^ (1 << bit % 8));
    }
    xeng__buf_free(&out);
}

static void record_of_another_job_is_refused(void **state)
{
    (void)state;
    xeng__buf out = written(&done);
    assert_refused(out.data, out.size, job ^ 1, "another job");
    assert_refused(out.data, out.size, job ^ UINT64_C(1) << 63, "another job");
    xeng__buf_free(&out);
}

/* Makes the checksum fit what was done to a record. */
static void seal(xeng__buf *out)
{
    size_t size = out->size - XENG__RECORD_CHECK_SIZE;
    xeng__put_fixed((unsigned char *)out->data + size, xeng__crc(0, out->data, size),
                    XENG__RECORD_CHECK_SIZE);
}

static void record_of_a_newer_version_is_refused(void **state)
{
    (void)state;
    xeng__buf out = written(&done);
    out.data[0] = XENG__RECORD_VERSION + 1;
    seal(&out);
    assert_refused(out.data, out.size, job, "version 2");
    xeng__buf_free(&out);
}

/* A record whose checksum fits may be a forged one: it is refused, or read, but breaks nothing. */
static void record_of_forged_bytes_breaks_nothing(void **state)
{
    (void)state;
    uint32_t seed = 7;
    size_t read = 0;
    size_t refused = 0;
    for (int round = 0; round < 3000; round++) {
        xeng__buf out = written(&done);
        xeng__buf scratch = XENG__BUF_EMPTY;
        xeng__record found;
        for (int i = 0; i < 1 + round % 3; i++) {
            seed = seed * 1103515245U + 12345U;
            size_t at = 10 + (seed >> 8) % (round % 2 == 0 ? 40 : out.size - 14);
            out.data[at] = (char)(seed >> 24);
        }
        seal(&out);
        int32_t code = xeng__record_read(out.data, out.size, job, &scratch, &found, NULL);
        assert_true(code == XENG_OK || code == XENG_ERROR_JOURNAL);
        read += code == XENG_OK;
        refused += code != XENG_OK;
        xeng__free((void *)(uintptr_t)found.fates);
        xeng__buf_free(&scratch);
        xeng__buf_free(&out);
    }
    assert_true(read > 0 && refused > 0);
}

/* Up to the payload of an answer without fates. */
static xeng__buf beginning(void)
{
    xeng__buf out = XENG__BUF_EMPTY;
    xeng__pack_fixed(&out, XENG__RECORD_VERSION, 1);
    xeng__pack_fixed(&out, XENG__RECORD_ANSWER, 1);
    xeng__pack_fixed(&out, job, 8);
    xeng__pack_number(&out, 1); /* piece */
    xeng__pack_number(&out, 0); /* mark */
    xeng__pack_number(&out, 0); /* fates */
    return out;
}

/* A payload of `real` zeros, said to have `said` bytes. */
static xeng__buf bomb(size_t real, size_t said)
{
    xeng__buf plain = XENG__BUF_EMPTY;
    xeng__buf packed = XENG__BUF_EMPTY;
    xeng__buf out = beginning();
    assert_true(xeng__buf_reserve(&plain, real));
    memset(plain.data, 0, real);
    plain.size = real;
    assert_int_equal(xeng__gzip(&plain, &packed, NULL), XENG_OK);
    xeng__pack_number(&out, said);
    xeng__pack_number(&out, packed.size);
    xeng__buf_append(&out, packed.data, packed.size);
    xeng__pack_fixed(&out, 0, XENG__RECORD_CHECK_SIZE);
    seal(&out);
    xeng__buf_free(&plain);
    xeng__buf_free(&packed);
    return out;
}

static void record_that_holds_more_or_less_than_it_says_is_refused(void **state)
{
    (void)state;
    static const struct {
        size_t real;
        size_t said;
    } cases[] = {{100000, 5000}, {5000, 100000}, {5000, (size_t)XENG__RECORD_PAYLOAD_MAX + 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        xeng__buf out = bomb(cases[i].real, cases[i].said);
        assert_refused(out.data, out.size, job, "makes no sense");
        xeng__buf_free(&out);
    }
}

static void record_over_the_limits_is_not_written(void **state)
{
    (void)state;
    xeng__buf out = XENG__BUF_EMPTY;
    xeng__record record = done;
    record.payload_size = (size_t)XENG__RECORD_PAYLOAD_MAX + 1;
    xeng__record_write(&record, job, &out);
    assert_true(out.failed);
    xeng__buf_clear(&out);
    record = done;
    record.fate_count = XENG__RECORD_FATES_MAX + 1;
    xeng__record_write(&record, job, &out);
    assert_true(out.failed);
    xeng__buf_free(&out);
}

static void record_written_without_memory_is_failed_or_whole(void **state)
{
    (void)state;
    bool refused = true;
    fill();
    for (size_t n = 0; refused; n++) {
        xeng__buf out = XENG__BUF_EMPTY;
        memory_fail_after(n, n % 2 == 0);
        xeng__record_write(&done, job, &out);
        refused = memory_recover();
        if (!out.failed) {
            xeng__buf scratch = XENG__BUF_EMPTY;
            xeng__record found;
            assert_int_equal(xeng__record_read(out.data, out.size, job, &scratch, &found, NULL),
                             XENG_OK);
            assert_same(&done, &found);
            xeng__free((void *)(uintptr_t)found.fates);
            xeng__buf_free(&scratch);
        }
        assert_true(n < 100);
        xeng__buf_free(&out);
    }
    assert_int_equal(memory_live(), 0);
}

static void record_read_without_memory_says_so(void **state)
{
    (void)state;
    xeng__buf out = written(&done);
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != XENG_OK; n++) {
        xeng__buf scratch = XENG__BUF_EMPTY;
        xeng__record found;
        assert_true(n < 100);
        memory_fail_after(n, true);
        code = xeng__record_read(out.data, out.size, job, &scratch, &found, NULL);
        (void)memory_recover();
        assert_true(code == XENG_OK || code == XENG_ERROR_NO_MEMORY);
        assert_true(code == XENG_OK || found.fates == NULL);
        xeng__free((void *)(uintptr_t)found.fates);
        xeng__buf_free(&scratch);
        assert_int_equal(memory_live(), 1); /* `out` */
    }
    xeng__buf_free(&out);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(record_of_each_kind_is_read_as_written),
        cmocka_unit_test(record_that_gzip_does_not_shrink_stays_as_it_is),
        cmocka_unit_test(record_takes_little_room),
        cmocka_unit_test(record_is_appended_to_what_is_there),
        cmocka_unit_test(record_cut_anywhere_is_refused),
        cmocka_unit_test(record_with_any_bit_flipped_is_refused),
        cmocka_unit_test(record_of_another_job_is_refused),
        cmocka_unit_test(record_of_a_newer_version_is_refused),
        cmocka_unit_test(record_of_forged_bytes_breaks_nothing),
        cmocka_unit_test(record_that_holds_more_or_less_than_it_says_is_refused),
        cmocka_unit_test(record_over_the_limits_is_not_written),
        cmocka_unit_test(record_written_without_memory_is_failed_or_whole),
        cmocka_unit_test(record_read_without_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
