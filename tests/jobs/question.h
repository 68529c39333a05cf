/* A question to the simulator, made at random, and whether a result is the right answer to it. */
#ifndef TESTS_JOBS_QUESTION_H
#define TESTS_JOBS_QUESTION_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/xengage.h>

#include "world.h"

enum {
    QUESTION_IDS = 60,
    QUESTION_METRICS = 4
};

typedef struct question_grouping {
    char name[8];
    int32_t dimensions[XENG_MAX_DIMENSIONS];
    size_t depth;
} question_grouping;

typedef struct question {
    int32_t endpoint;
    uint64_t ids[QUESTION_IDS]; /* each once */
    size_t id_count;
    size_t available; /* how many of them are */
    const char *metrics[QUESTION_METRICS];
    size_t metric_count;
    question_grouping groupings[XENG_MAX_GROUPINGS];
    size_t grouping_count;
    int64_t start; /* as asked for: perhaps not on the hour */
    int64_t end;
    world_shares shares;
} question;

/* A number below `most`, from a row that starts where question_seed() says. */
uint64_t question_chance(uint64_t most);
void question_seed(uint64_t seed);

/* Any legal question about Posts of which a few are deleted; at NOW of the system tests. */
void question_make(question *made, const world_shares *shares);

/* For a message: everything that is in it, but ids. Valid until the next call. */
const char *question_text(const question *asked);

/* The request for it, without ids and window; the caller's to unref. */
xeng_request *question_request(const question *asked, const xeng_credentials *credentials);

/* Fails the test unless every count is the world's and none is missing; `only` the groupings
 * without Posts if that is said. */
void question_check(const question *asked, const xeng_result *result, const char *how,
                    int32_t only_sums);

#endif
