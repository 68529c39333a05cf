/* A slice of the ids, as many as a request takes, and what became of it. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/result.h>

#include "ids.h"
#include "plan.h"

/* What became of an id; `state` is an XENG_ID_ number, 0 as long as nothing is known. */
typedef struct {
    int32_t state;
    uint32_t unsupported; /* XENG_UNSUPPORTED_ flags */
    uint32_t piece;       /* 1 + the place of the result that has it; 0 for none */
} cli_fate;

typedef struct {
    const uint64_t *ids;
    size_t count;
    cli_fate *fates;      /* one an id */
    xeng_result **pieces; /* the answers, in the order in which they came */
    size_t piece_count;
    size_t piece_room;
    size_t pending; /* requests that are still to be answered */
} cli_batch;

/* Cuts the ids into batches. */
cli_batch *cli_batches_make(const cli_plan *plan, const cli_ids *ids, size_t *count);
void cli_batches_free(cli_batch *batches, size_t count);

/* Takes over an answer. Returns its number for cli_fate.piece. */
uint32_t cli_batch_add(cli_batch *batch, xeng_result *result);

/* Lets go of the answers; what became of the ids stays. */
void cli_batch_drop(cli_batch *batch);

/* The answer that has the id at a place; NULL if there is none. */
const xeng_result *cli_batch_result(const cli_batch *batch, size_t place);

#endif
