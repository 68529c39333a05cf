/* CSV (RFC 4180), written as the pieces come. */
#include <inttypes.h>
#include <stdlib.h>
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

static void write_titles(FILE *file, const cli_layout *layout)
{
    if (layout->grouping) {
        fputs("grouping,", file);
    }
    for (size_t i = 0; i < layout->count; i++) {
        fprintf(file, "%s,", cli_layout_title(layout->dimensions[i]));
    }
    fputs("value\n", file);
}

/* Whether a text is the header of a layout. */
static bool is_header(const cli_layout *layout, const char *text)
{
    char *titles = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&titles, &size);
    if (file == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    write_titles(file, layout);
    if (fclose(file) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    bool same = strcmp(titles, text) == 0;
    free(titles);
    return same;
}

/* An earlier run has settled which columns there are. */
void cli_csv_begin(cli_output *output)
{
    char *line = cli_outfile_first_line();
    if (line == NULL) {
        return;
    }
    for (int days = 0; days < 2 && !output->has_header; days++) {
        cli_layout_make(output->query, days == 1, &output->layout);
        output->has_header = is_header(&output->layout, line);
    }
    free(line);
    if (!output->has_header) {
        cli_die(CLI_LOCAL_TROUBLE,
                "--out: the first line of %s isn't what this command writes, so that it can't be "
                "gone on with",
                output->args->out);
    }
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
        write_field(file, output->query->groupings[row->grouping].name);
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

static void write_rows(cli_output *output, const xeng_piece *piece)
{
    for (size_t i = 0; i < output->query->grouping_count; i++) {
        if (cli_grouping_has_posts(&output->query->groupings[i])) {
            cli_rows_each(output->query, piece, i, write_row, output);
        }
    }
    cli_output_ack(output, piece);
}

/* Now that the columns are known. */
static void write_header(cli_output *output, bool days)
{
    cli_layout_make(output->query, days, &output->layout);
    write_titles(output->file, &output->layout);
    output->has_header = true;
    for (size_t i = 0; i < output->held_count; i++) {
        write_rows(output, output->held[i]);
    }
    cli_output_let_go(output);
}

void cli_csv_piece(cli_output *output, const xeng_piece *piece)
{
    if (!output->has_header && !cli_layout_known(output->query, piece)) {
        cli_output_hold(output, piece);
        return;
    }
    if (!output->has_header) {
        write_header(output, cli_layout_adds_days(output->query, piece));
    }
    write_rows(output, piece);
}

void cli_csv_end(cli_output *output)
{
    if (!output->has_header) {
        write_header(output, false);
    }
    cli_output_sums(output, write_row);
}
