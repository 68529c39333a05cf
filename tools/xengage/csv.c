/* CSV (RFC 4180), written as the batches come. */
#include <inttypes.h>
#include <string.h>

#include <xengage/metric.h>

#include "outfile.h"
#include "output.h"
#include "say.h"
#include "status.h"

static void write_field(FILE *file, const char *text)
{
    if (text == NULL) {
        return;
    }
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, file);
        return;
    }
    putc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            putc('"', file);
        }
        putc(*text, file);
    }
    putc('"', file);
}

static void write_header(cli_output *output)
{
    FILE *file = output->file;
    if (output->layout.grouping) {
        fputs("grouping,", file);
    }
    for (size_t i = 0; i < output->layout.count; i++) {
        fprintf(file, "%s,", cli_layout_title(output->layout.dimensions[i]));
    }
    fputs("value\n", file);
}

static bool has_column(const cli_layout *layout, int32_t dimension)
{
    for (size_t i = 0; i < layout->count; i++) {
        if (layout->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

static void write_row(void *context, const cli_row *row)
{
    const cli_output *output = context;
    const cli_layout *layout = &output->layout;
    FILE *file = output->file;
    if (row->keys[XENG_DIMENSION_ENGAGEMENT_DAY] != NULL &&
        !has_column(layout, XENG_DIMENSION_ENGAGEMENT_DAY)) {
        cli_die(CLI_LOCAL_TROUBLE, "the server's answers have days in some places and none in "
                                   "others; ask for engagement.day, too");
    }
    if (layout->grouping) {
        write_field(file, output->plan->groupings[row->grouping].name);
        putc(',', file);
    }
    for (size_t i = 0; i < layout->count; i++) {
        write_field(file, row->keys[layout->dimensions[i]]);
        putc(',', file);
    }
    if (row->delivered) {
        fprintf(file, "%" PRId64, row->value);
    }
    putc('\n', file);
}

static void write_batch(cli_output *output, cli_batch *batch)
{
    for (size_t i = 0; i < output->plan->grouping_count; i++) {
        cli_rows_each(output->plan, batch, i, write_row, output);
    }
    cli_batch_drop(batch);
    cli_outfile_check();
}

static void write_held(cli_output *output)
{
    for (size_t i = 0; i < output->held_count; i++) {
        write_batch(output, &output->held[i]);
    }
    output->held_count = 0;
}

void cli_csv_batch(cli_output *output, cli_batch *batch)
{
    if (!output->has_header && !cli_layout_known(output->plan, batch)) {
        output->held = output->held == NULL ? batch : output->held;
        output->held_count = (size_t)(batch - output->held) + 1;
        return;
    }
    if (!output->has_header) {
        cli_layout_make(output->plan, batch, &output->layout);
        write_header(output);
        write_held(output);
        output->has_header = true;
    }
    write_batch(output, batch);
}

void cli_csv_end(cli_output *output)
{
    if (!output->has_header) {
        cli_layout_make(output->plan, output->held, &output->layout);
        write_header(output);
        write_held(output);
    }
}
