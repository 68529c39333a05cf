/* The counts of any number of Posts, added up over several files. Those of a Post lie behind one
 * another, those that were delivered only: few Posts have all metrics. */
#include "counts.h"

#include <stdlib.h>

#include "../memory.h"
#include "ids.h"

typedef struct {
    uint32_t known;
    uint32_t delivered;
    size_t first; /* of its values */
} kept;

struct cli_counts {
    cli_ids ids;
    kept *posts; /* by the place of the id */
    size_t post_room;
    int64_t *values;
    size_t value_count;
    size_t value_room;
};

cli_counts *cli_counts_new(void)
{
    return cli_alloc(1, sizeof(cli_counts));
}

static void append(cli_counts *counts, int64_t value)
{
    counts->values =
        cli_grow(counts->values, &counts->value_room, counts->value_count, sizeof *counts->values);
    counts->values[counts->value_count++] = value;
}

/* Keeps a row at a place, over what is there if that has the same metrics. */
static void keep(cli_counts *counts, kept *post, const cli_row *row, bool over)
{
    size_t at = post->first;
    bool again = over && post->delivered == row->delivered;
    *post = (kept){row->known, row->delivered, again ? at : counts->value_count};
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if ((row->delivered >> i & 1) == 0) {
            continue;
        }
        if (again) {
            counts->values[at++] = row->values[i];
        } else {
            append(counts, row->values[i]);
        }
    }
}

/* What 64 bits don't hold is not delivered. */
static void merge(cli_row *row, const cli_row *more)
{
    uint32_t lacking = (row->known & ~row->delivered) | (more->known & ~more->delivered);
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if (__builtin_add_overflow(row->values[i], more->values[i], &row->values[i])) {
            lacking |= UINT32_C(1) << i;
        }
    }
    row->known |= more->known;
    row->delivered = (row->delivered | more->delivered) & ~lacking;
}

void cli_counts_add(cli_counts *counts, const cli_row *row)
{
    bool added = false;
    size_t place = cli_ids_add(&counts->ids, row->id, &added);
    if (added) {
        counts->posts = cli_grow(counts->posts, &counts->post_room, place, sizeof *counts->posts);
        keep(counts, &counts->posts[place], row, false);
        return;
    }
    cli_row sum;
    cli_counts_at(counts, place, &sum);
    merge(&sum, row);
    keep(counts, &counts->posts[place], &sum, true);
}

size_t cli_counts_posts(const cli_counts *counts)
{
    return counts->ids.count;
}

void cli_counts_at(const cli_counts *counts, size_t place, cli_row *row)
{
    const kept *post = &counts->posts[place];
    size_t at = post->first;
    *row =
        (cli_row){.id = counts->ids.ids[place], .known = post->known, .delivered = post->delivered};
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if ((post->delivered >> i & 1) != 0) {
            row->values[i] = counts->values[at++];
        }
    }
}

bool cli_counts_value(const cli_counts *counts, uint64_t id, size_t metric, int64_t *value)
{
    size_t place = cli_ids_find(&counts->ids, id);
    *value = 0;
    if (place == SIZE_MAX) {
        return false;
    }
    cli_row row;
    cli_counts_at(counts, place, &row);
    *value = row.values[metric];
    return (row.delivered >> metric & 1) != 0;
}

void cli_counts_free(cli_counts *counts)
{
    if (counts != NULL) {
        cli_ids_free(&counts->ids);
        free(counts->posts);
        free(counts->values);
        free(counts);
    }
}
