/* The best Posts of a report: all counts of those in its table, and the times of those whose lines
 * are compared. What fell out of a ranking is let go at once, so that memory doesn't grow with the
 * number of Posts. */
#include "ranks.h"

#include <stdlib.h>

#include "../memory.h"
#include "../say.h"
#include "../status.h"

static cli_times *new_line(const cli_ranks *ranks, uint64_t id)
{
    cli_times *line = cli_alloc(1, sizeof *line);
    line->id = id;
    line->utc_offset_s = ranks->utc_offset_s;
    return line;
}

static void free_line(cli_times *line)
{
    if (line != NULL) {
        cli_times_free(line);
        free(line);
    }
}

void cli_ranks_choose(cli_ranks *ranks, const uint64_t *ids, size_t count, int32_t utc_offset_s)
{
    ranks->utc_offset_s = utc_offset_s;
    ranks->lines = cli_alloc(CLI_LINES_MOST, sizeof *ranks->lines);
    for (size_t i = 0; i < count && ranks->line_count < CLI_LINES_MOST; i++) {
        bool repeated = false;
        for (size_t j = 0; j < i; j++) {
            repeated |= ids[j] == ids[i];
        }
        if (!repeated) {
            ranks->lines[ranks->line_count++] = new_line(ranks, ids[i]);
        }
    }
}

static xeng_top *new_top(int32_t by, size_t most)
{
    xeng_top *top = NULL;
    xeng_error *error = NULL;
    if (xeng_top_new(by, most, &top, &error) != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, NULL, error);
    }
    return top;
}

void cli_ranks_begin(cli_ranks *ranks, int32_t by, size_t most)
{
    ranks->top = new_top(by, most);
    if (ranks->line_count == 0) {
        ranks->best = new_top(by, CLI_LINES_OF_BEST);
    }
}

void cli_row_read(cli_row *row, const xeng_result *result, uint64_t id)
{
    *row = (cli_row){.id = id};
    for (size_t i = 0; i < CLI_METRICS_MOST && i < xeng_metric_count(); i++) {
        int32_t state = xeng_result_post_value(result, id, xeng_metric_at(i), &row->values[i]);
        row->known |= (uint32_t)(state != XENG_VALUE_NO_LEAF) << i;
        row->delivered |= (uint32_t)(state == XENG_VALUE_DELIVERED) << i;
    }
}

static int compare_rows(const void *a, const void *b)
{
    uint64_t one = ((const cli_row *)a)->id;
    uint64_t other = ((const cli_row *)b)->id;
    return (one > other) - (one < other);
}

const cli_row *cli_ranks_row(const cli_ranks *ranks, uint64_t id)
{
    cli_row wanted = {.id = id};
    return ranks->row_count == 0
               ? NULL
               : bsearch(&wanted, ranks->rows, ranks->row_count, sizeof *ranks->rows, compare_rows);
}

static void keep_rows(cli_ranks *ranks, const xeng_result *result)
{
    size_t count = xeng_top_count(ranks->top);
    cli_row *rows = cli_alloc(count, sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        uint64_t id = xeng_top_id_at(ranks->top, i);
        const cli_row *old = cli_ranks_row(ranks, id);
        if (old != NULL) {
            rows[i] = *old;
        } else {
            cli_row_read(&rows[i], result, id);
        }
    }
    qsort(rows, count, sizeof *rows, compare_rows);
    free(ranks->rows);
    ranks->rows = rows;
    ranks->row_count = count;
}

/* Takes a Post's line out of the list; NULL if it has none yet. */
static cli_times *take_line(cli_ranks *ranks, uint64_t id)
{
    for (size_t i = 0; i < ranks->line_count; i++) {
        cli_times *line = ranks->lines[i];
        if (line != NULL && line->id == id) {
            ranks->lines[i] = NULL;
            return line;
        }
    }
    return NULL;
}

/* Makes the lines those of the best, in their order. */
static void keep_lines(cli_ranks *ranks, const xeng_result *result, const cli_offer *offer)
{
    size_t count = xeng_top_count(ranks->best);
    cli_times *lines[CLI_LINES_OF_BEST];
    for (size_t i = 0; i < count; i++) {
        uint64_t id = xeng_top_id_at(ranks->best, i);
        lines[i] = take_line(ranks, id);
        if (lines[i] == NULL) {
            lines[i] = new_line(ranks, id);
            cli_times_add(lines[i], result, offer);
        }
    }
    for (size_t i = 0; i < ranks->line_count; i++) {
        free_line(ranks->lines[i]);
    }
    for (size_t i = 0; i < count; i++) {
        ranks->lines[i] = lines[i];
    }
    ranks->line_count = count;
}

static void rank(xeng_top *top, const xeng_result *result)
{
    xeng_error *error = NULL;
    if (xeng_top_add(top, result, &error) != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, NULL, error);
    }
}

void cli_ranks_follow(cli_ranks *ranks, const xeng_result *result, const cli_offer *offer)
{
    for (size_t i = 0; i < ranks->line_count; i++) {
        cli_times_add(ranks->lines[i], result, offer);
    }
}

void cli_ranks_add(cli_ranks *ranks, const xeng_result *result, const cli_offer *offer)
{
    if (ranks->top != NULL) {
        rank(ranks->top, result);
        keep_rows(ranks, result);
    }
    if (ranks->best != NULL) {
        rank(ranks->best, result);
        keep_lines(ranks, result, offer);
        return;
    }
    cli_ranks_follow(ranks, result, offer);
}

void cli_ranks_free(cli_ranks *ranks)
{
    for (size_t i = 0; i < ranks->line_count; i++) {
        free_line(ranks->lines[i]);
    }
    free(ranks->lines);
    free(ranks->rows);
    xeng_top_unref(ranks->top);
    xeng_top_unref(ranks->best);
}
