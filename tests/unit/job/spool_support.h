/* What the tests of the spool share: ids to put in, and a sealed spool. */
#ifndef XENG__TESTS_JOB_SPOOL_SUPPORT_H
#define XENG__TESTS_JOB_SPOOL_SUPPORT_H

#include "unit.h"

#include <stdint.h>

#include <xengage/error.h>

#include "job/spool.h"

/* The next of a fixed row of numbers without an obvious order. */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline xeng__spool *new_spool(const char *folder)
{
    xeng__spool *spool = NULL;
    assert_int_equal(xeng__spool_new(folder, &spool, NULL), XENG_OK);
    return spool;
}

/* Adds `count` ids: `first`, `first` + 1, ... */
static inline int32_t add_row(xeng__spool *spool, uint64_t first, size_t count, xeng_error **error)
{
    int32_t code = XENG_OK;
    for (size_t i = 0; i < count && code == XENG_OK; i++) {
        uint64_t id = first + i;
        code = xeng__spool_add(spool, 0, &id, 1, error);
    }
    return code;
}

static const xeng__spool_rules plain_rules = {.share = 0, .shares = 1};

static inline void seal(xeng__spool *spool)
{
    assert_int_equal(xeng__spool_seal(spool, &plain_rules, NULL), XENG_OK);
}

static inline uint64_t id_at(xeng__spool *spool, uint64_t place)
{
    uint64_t id = 0;
    assert_int_equal(xeng__spool_read(spool, place, 1, &id, NULL), XENG_OK);
    return id;
}

#endif
