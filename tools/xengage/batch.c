/* A slice of the ids, as many as a request takes, and what became of it. */
#include "batch.h"

#include <stdlib.h>

#include <xengage/metric.h>

#include "memory.h"

cli_batch *cli_batches_make(const cli_plan *plan, const cli_ids *ids, size_t *count)
{
    size_t most = xeng_endpoint_max_ids(plan->endpoint);
    *count = (ids->count + most - 1) / most;
    cli_batch *batches = cli_alloc(*count, sizeof *batches);
    for (size_t i = 0; i < *count; i++) {
        size_t first = i * most;
        batches[i].ids = ids->at + first;
        batches[i].count = ids->count - first < most ? ids->count - first : most;
        batches[i].fates = cli_alloc(batches[i].count, sizeof *batches[i].fates);
    }
    return batches;
}

void cli_batches_free(cli_batch *batches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cli_batch_drop(&batches[i]);
        free(batches[i].fates);
    }
    free(batches);
}

uint32_t cli_batch_add(cli_batch *batch, xeng_result *result)
{
    batch->pieces =
        cli_grow(batch->pieces, &batch->piece_room, batch->piece_count, sizeof(xeng_result *));
    batch->pieces[batch->piece_count++] = result;
    return (uint32_t)batch->piece_count;
}

void cli_batch_drop(cli_batch *batch)
{
    for (size_t i = 0; i < batch->piece_count; i++) {
        xeng_result_unref(batch->pieces[i]);
    }
    free(batch->pieces);
    batch->pieces = NULL;
    batch->piece_count = 0;
    batch->piece_room = 0;
    for (size_t i = 0; i < batch->count; i++) {
        batch->fates[i].piece = 0;
    }
}

const xeng_result *cli_batch_result(const cli_batch *batch, size_t place)
{
    uint32_t piece = batch->fates[place].piece;
    return piece == 0 ? NULL : batch->pieces[piece - 1];
}
