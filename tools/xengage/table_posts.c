/* The table of Posts by metrics. */
#include <inttypes.h>
#include <stdlib.h>

#include <xengage/metric.h>

#include "fate.h"
#include "memory.h"
#include "table.h"

typedef struct {
    int64_t value;
    bool delivered;
} cli_cell;

typedef struct {
    uint64_t id;
    size_t order;    /* in the input */
    cli_cell lead;   /* the metric that the rows are ordered by */
    cli_cell *cells; /* one a metric */
} post;

typedef struct {
    const cli_query *query;
    FILE *file;
    post *posts;
    size_t count;
    cli_cell *sums;
    size_t *widths; /* of the columns; the first is that of the ids */
} cli_table;

/* The place of the metric that the rows are ordered by. */
static size_t lead_of(const cli_query *query)
{
    for (size_t i = 0; i < query->metric_count; i++) {
        if (query->metrics[i] == XENG_METRIC_IMPRESSIONS) {
            return i;
        }
    }
    return 0;
}

static void add_up(cli_cell *sum, const cli_cell *cell)
{
    if (!cell->delivered) {
        return;
    }
    if (__builtin_add_overflow(sum->value, cell->value, &sum->value)) {
        sum->value = cell->value < 0 ? INT64_MIN : INT64_MAX;
    }
    sum->delivered = true;
}

static void add_post(cli_table *table, const xeng_piece *piece, size_t place)
{
    const cli_query *query = table->query;
    const xeng_result *result = xeng_piece_result(piece);
    post *added = &table->posts[table->count];
    added->id = xeng_piece_id_at(piece, place);
    added->order = table->count++;
    added->cells = cli_alloc(query->metric_count, sizeof *added->cells);
    for (size_t i = 0; i < query->metric_count; i++) {
        cli_cell *cell = &added->cells[i];
        xeng_node node = cli_rows_find(&query->groupings[0], result, added->id, query->metrics[i]);
        cell->delivered = xeng_result_value(result, node, &cell->value) == XENG_VALUE_DELIVERED;
        add_up(&table->sums[i], cell);
    }
    added->lead = added->cells[lead_of(query)];
}

/* Most first, then those that have no count; input order among equals. */
static int by_lead(const void *a, const void *b)
{
    const post *left = a;
    const post *right = b;
    if (left->lead.delivered != right->lead.delivered) {
        return left->lead.delivered ? -1 : 1;
    }
    if (left->lead.value != right->lead.value) {
        return left->lead.value > right->lead.value ? -1 : 1;
    }
    return left->order < right->order ? -1 : 1;
}

static void widen(size_t *width, const char *text)
{
    size_t own = cli_text_width(text);
    *width = own > *width ? own : *width;
}

static void measure(cli_table *table, size_t shown)
{
    char text[CLI_COUNT_SIZE];
    widen(&table->widths[0], "total");
    for (size_t row = 0; row < shown; row++) {
        (void)snprintf(text, sizeof text, "%" PRIu64, table->posts[row].id);
        widen(&table->widths[0], text);
    }
    for (size_t i = 0; i < table->query->metric_count; i++) {
        widen(&table->widths[1 + i], xeng_metric_name(table->query->metrics[i]));
        cli_count_text(table->sums[i].delivered, table->sums[i].value, text);
        widen(&table->widths[1 + i], text);
        for (size_t row = 0; row < shown; row++) {
            cli_cell cell = table->posts[row].cells[i];
            cli_count_text(cell.delivered, cell.value, text);
            widen(&table->widths[1 + i], text);
        }
    }
}

static void write_cells(const cli_table *table, const char *title, const cli_cell *cells)
{
    cli_text_padded(table->file, title, table->widths[0], false);
    for (size_t i = 0; i < table->query->metric_count; i++) {
        char text[CLI_COUNT_SIZE];
        cli_count_text(cells[i].delivered, cells[i].value, text);
        fputs("  ", table->file);
        cli_text_padded(table->file, text, table->widths[1 + i], true);
    }
    putc('\n', table->file);
}

static void write_titles(const cli_table *table)
{
    cli_text_padded(table->file, "Post", table->widths[0], false);
    for (size_t i = 0; i < table->query->metric_count; i++) {
        fputs("  ", table->file);
        cli_text_padded(table->file, xeng_metric_name(table->query->metrics[i]),
                        table->widths[1 + i], true);
    }
    putc('\n', table->file);
}

static void write_rule(const cli_table *table)
{
    for (size_t i = 0; i <= table->query->metric_count; i++) {
        fputs(i == 0 ? "" : "  ", table->file);
        for (size_t dash = 0; dash < table->widths[i]; dash++) {
            putc('-', table->file);
        }
    }
    putc('\n', table->file);
}

static void write_all(cli_table *table, size_t shown)
{
    measure(table, shown);
    write_titles(table);
    write_rule(table);
    for (size_t row = 0; row < shown; row++) {
        char id[24];
        (void)snprintf(id, sizeof id, "%" PRIu64, table->posts[row].id);
        write_cells(table, id, table->posts[row].cells);
    }
    if (shown < table->count) {
        fprintf(table->file, "... and %zu more\n", table->count - shown);
    }
    write_rule(table);
    write_cells(table, "total", table->sums);
}

/* Takes the Posts of whom something is known. */
static void collect(cli_table *table, const cli_output *output)
{
    size_t posts = 0;
    for (size_t i = 0; i < output->held_count; i++) {
        posts += xeng_piece_id_count(output->held[i]);
    }
    table->posts = cli_alloc(posts, sizeof *table->posts);
    for (size_t i = 0; i < output->held_count; i++) {
        const xeng_piece *piece = output->held[i];
        for (size_t place = 0; place < xeng_piece_id_count(piece); place++) {
            if (cli_fate_known(piece, place)) {
                add_post(table, piece, place);
            }
        }
    }
    qsort(table->posts, table->count, sizeof *table->posts, by_lead);
}

void cli_table_posts(const cli_output *output)
{
    cli_table table = {.query = output->query, .file = output->file};
    table.sums = cli_alloc(output->query->metric_count, sizeof *table.sums);
    table.widths = cli_alloc(output->query->metric_count + 1, sizeof *table.widths);
    collect(&table, output);
    size_t top = output->args->top;
    write_all(&table, top == 0 || top > table.count ? table.count : top);
    for (size_t i = 0; i < table.count; i++) {
        free(table.posts[i].cells);
    }
    free(table.posts);
    free(table.sums);
    free(table.widths);
}
