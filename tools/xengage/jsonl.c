/* JSON lines, written as the pieces come: one a count, and one for each id that isn't delivered in
 * full. */
#include <inttypes.h>

#include <xengage/metric.h>
#include <xengage/result.h>

#include "json_writer.h"
#include "output.h"

static void write_row(void *context, const cli_row *row)
{
    const cli_output *output = context;
    const cli_query *query = output->query;
    cli_json json = {.file = output->file, .flat = true};
    cli_json_open(&json, NULL, '{');
    if (query->grouping_count > 1) {
        cli_json_text(&json, "grouping", query->groupings[row->grouping].name);
    }
    for (int32_t i = 0; i < CLI_DIMENSIONS; i++) {
        if (row->keys[i] != NULL) {
            cli_json_text(&json, cli_layout_title(i), row->keys[i]);
        }
    }
    if (row->delivered) {
        char value[24];
        (void)snprintf(value, sizeof value, "%" PRId64, row->value);
        cli_json_raw(&json, "value", value);
    } else {
        cli_json_null(&json, "value");
    }
    cli_json_close(&json, '}');
    putc('\n', output->file);
}

static void write_fate(const cli_output *output, const xeng_piece *piece, size_t place)
{
    char id[24];
    (void)snprintf(id, sizeof id, "%" PRIu64, xeng_piece_id_at(piece, place));
    cli_json json = {.file = output->file, .flat = true};
    cli_json_open(&json, NULL, '{');
    cli_json_text(&json, cli_layout_title(XENG_DIMENSION_TWEET_ID), id);
    cli_json_text(&json, "state", xeng_id_state_name(xeng_piece_id_state(piece, place)));
    cli_json_text(&json, "reason", xeng_piece_id_reason_text(piece, place));
    cli_json_close(&json, '}');
    putc('\n', output->file);
}

void cli_jsonl_piece(cli_output *output, const xeng_piece *piece)
{
    for (size_t i = 0; i < output->query->grouping_count; i++) {
        if (cli_grouping_has_posts(&output->query->groupings[i])) {
            cli_rows_each(output->query, piece, i, write_row, output);
        }
    }
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        if (xeng_piece_id_state(piece, i) != XENG_ID_DELIVERED) {
            write_fate(output, piece, i);
        }
    }
    cli_output_ack(output, piece);
}

void cli_jsonl_end(cli_output *output)
{
    cli_output_sums(output, write_row);
}
