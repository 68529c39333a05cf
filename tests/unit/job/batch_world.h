/* A server in the test, for batches: it knows what each Post is like, and counts by a formula. */
#ifndef XENG__TESTS_BATCH_WORLD_H
#define XENG__TESTS_BATCH_WORLD_H

#include "unit.h"

#include <stdbool.h>

#include "job/batch.h"

enum {
    WORLD_IDS = 250,
    WORLD_WINDOWS = 4,
    WORLD_METRICS = 3
};

/* What a Post is like. */
enum {
    GOOD,
    FORBIDDEN,
    UNAVAILABLE,
    POISON, /* the server finds a request for it malformed */
    SILENT, /* the server says nothing about it */
    OLD,    /* for impressions */
    ANCIENT /* for impressions and video views */
};

/* Ways of the server. */
enum {
    NAMES = 1,               /* the Posts that it refuses a request for */
    NAMES_ONE = 2,           /* of them, at a time */
    UNAVAILABLE_REFUSED = 4, /* rather than listed beside the counts */
    OLD_REFUSED = 8,         /* likewise */
    OLD_SKIPPED = 16,        /* listed, and not counted at all */
    POISON_FIRST = 32        /* is looked for */
};

typedef struct world {
    uint32_t ways;
    bool by_id; /* a grouping "ids" by Post */
    bool sums;  /* a grouping "sums" over Posts */
    xeng__batch_kind kind;
    size_t count;
    uint64_t ids[WORLD_IDS];
    int nature[WORLD_IDS];
    size_t since[WORLD_IDS]; /* the first window in which it is so */
    xeng__window windows[WORLD_WINDOWS];
    xeng__batch_rules rules;
    size_t requests;
} world;

/* `count` good Posts; with windows it is about the historical endpoint, which takes 25. */
void world_init(world *self, size_t count, size_t windows, bool by_id, bool sums);
void world_free(world *self);

xeng__batch *world_batch(const world *self);

/* The server's answer: one of the two is set. */
void world_serve(world *self, const xeng_request *request, xeng_result **result,
                 xeng_error **error);

/* Asks and answers until the batch is complete, one question at a time. */
void world_run(world *self, xeng__batch *batch);

/* What the server counts; how; which flag is of a metric, and which flags Posts of a nature have.
 */
extern const int32_t world_metrics[WORLD_METRICS];
int64_t world_count(uint64_t id, int32_t metric, size_t window);
uint32_t world_flag_of(int32_t metric);
uint32_t world_flags_of(int nature);

/* Answers the next question as the server would. */
void world_answer(world *self, xeng__batch *batch, xeng__buf *record);

/* Whether the piece of a complete batch is as it must be: fates, counts, sums. */
void world_check(const world *self, xeng__batch *batch);

/* Random numbers that are the same each time. */
uint64_t draw(uint64_t *seed, uint64_t below);

#endif
