/* The table of counts, one a row. */
#include "table.h"

typedef struct {
    const cli_output *output;
    cli_layout layout;
    size_t widths[CLI_DIMENSIONS + 2]; /* the grouping's name, the keys, the count */
    bool measuring;
    size_t rows;
} cli_table;

/* The columns of a row before the count. */
static size_t texts_of(const cli_table *table, const cli_row *row, const char *texts[])
{
    size_t count = 0;
    if (table->layout.grouping) {
        texts[count++] = table->output->query->groupings[row->grouping].name;
    }
    for (size_t i = 0; i < table->layout.count; i++) {
        texts[count++] = row->keys[table->layout.dimensions[i]];
    }
    return count;
}

static void take_texts(cli_table *table, const char *const texts[], size_t count, const char *value)
{
    FILE *file = table->output->file;
    for (size_t i = 0; i < count; i++) {
        if (table->measuring) {
            size_t width = cli_text_width(texts[i]);
            table->widths[i] = width > table->widths[i] ? width : table->widths[i];
        } else {
            cli_text_padded(file, texts[i], table->widths[i], false);
            fputs("  ", file);
        }
    }
    if (table->measuring) {
        size_t width = cli_text_width(value);
        table->widths[count] = width > table->widths[count] ? width : table->widths[count];
    } else {
        cli_text_padded(file, value, table->widths[count], true);
        putc('\n', file);
    }
}

static void take_row(void *context, const cli_row *row)
{
    cli_table *table = context;
    size_t top = table->output->args->top;
    table->rows++;
    if (top != 0 && table->rows > top) {
        return;
    }
    const char *texts[CLI_DIMENSIONS + 1];
    char value[CLI_COUNT_SIZE];
    cli_count_text(row->delivered, row->value, value);
    take_texts(table, texts, texts_of(table, row, texts), value);
}

static void take_titles(cli_table *table)
{
    const char *texts[CLI_DIMENSIONS + 1];
    size_t count = 0;
    if (table->layout.grouping) {
        texts[count++] = "grouping";
    }
    for (size_t i = 0; i < table->layout.count; i++) {
        texts[count++] = cli_layout_title(table->layout.dimensions[i]);
    }
    take_texts(table, texts, count, "value");
}

/* Takes the columns of the first piece that shows them. */
static void lay_out(cli_table *table)
{
    const cli_output *output = table->output;
    size_t i = 0;
    while (i < output->held_count && !cli_layout_known(output->query, output->held[i])) {
        i++;
    }
    bool days = i < output->held_count && cli_layout_adds_days(output->query, output->held[i]);
    cli_layout_make(output->query, days, &table->layout);
}

static void take_all(cli_table *table, const xeng_result *sums)
{
    const cli_output *output = table->output;
    table->rows = 0;
    take_titles(table);
    for (size_t grouping = 0; grouping < output->query->grouping_count; grouping++) {
        if (!cli_grouping_has_posts(&output->query->groupings[grouping])) {
            cli_rows_sums(output->query, sums, grouping, take_row, table);
            continue;
        }
        for (size_t i = 0; i < output->held_count; i++) {
            cli_rows_each(output->query, output->held[i], grouping, take_row, table);
        }
    }
}

void cli_table_rows(const cli_output *output)
{
    cli_table table = {.output = output, .measuring = true};
    xeng_result *sums = cli_job_sums(output->job);
    lay_out(&table);
    take_all(&table, sums);
    table.measuring = false;
    take_all(&table, sums);
    size_t top = output->args->top;
    if (top != 0 && table.rows > top) {
        fprintf(output->file, "... and %zu more\n", table.rows - top);
    }
    xeng_result_unref(sums);
}
